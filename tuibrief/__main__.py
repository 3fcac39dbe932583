"""``python -m tuibrief``."""

import sys

from tuibrief.cli import main

sys.exit(main())
