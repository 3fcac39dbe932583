"""Measurements of speed and size. None asserts a time: they print a table, best read on a quiet machine."""
