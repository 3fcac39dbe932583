"""Article -> Reading; one file a stage (``stages.py`` says what each hands on), words as data in ``lexicon/``."""
