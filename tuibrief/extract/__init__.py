"""Article -> Reading; one file a stage (``stages.py`` says what each hands on), words and patterns as data in ``lexicon/``."""
