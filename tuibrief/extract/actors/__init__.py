"""Stage 3: whom each mention stands for."""

from tuibrief.extract.actors.cast import find_cast

__all__ = ["find_cast"]
