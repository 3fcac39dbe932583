"""A file, page, message or folder -> articles; one file a format."""

from tuibrief.ingest.paths import read_path, read_stream
from tuibrief.ingest.problem import Problem

__all__ = ["Problem", "read_path", "read_stream"]
