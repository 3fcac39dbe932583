"""Bytes -> text: byte-order mark dropped, CRLF to LF, nothing else. UTF-8 first; else detected, and said."""

from __future__ import annotations

import codecs

from tuibrief.ingest.problem import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN = (
    (b"%PDF-", "a PDF: save its text as .txt, or the page as .html"),
    (b"PK\x03\x04", "a ZIP archive or office document: save its text as .txt"),
    (b"\xd0\xcf\x11\xe0", "an office document: save its text as .txt"),
    (b"{\\rtf", "a rich text document: save its text as .txt"),
    (b"\x1f\x8b", "compressed: unpack it first"),
    (b"BZh", "compressed: unpack it first"),
    (b"\xfd7zXZ", "compressed: unpack it first"),
    (b"(\xb5/\xfd", "compressed: unpack it first"),
    (b"7z\xbc\xaf", "an archive: unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
# Detection tries some ninety encodings; a sample tells as much as the whole, in a bounded time.
_SAMPLE = 64 * 1024
# Where several encodings fit as well, it is by far the likeliest in news in English.
_USUAL = "cp1252"
_WESTERN = frozenset("‘’“”„‚–—…•·«»‹›€£§©®°\u00a0àáâãäåæçèéêëìíîïñòóôõöøùúûüÿßœÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒ½")


def decode(raw: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """The text, and a remark where its encoding was not UTF-8. ``declared`` is what the file itself names, if anything.

    Raises Refused for what is no text.
    """
    for start, kind in _KNOWN:
        if raw.startswith(start):
            raise Refused(f"is {kind}.")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return lines(raw[len(mark) :].decode(encoding)), None
            except UnicodeDecodeError:
                break
    if b"\0" in raw[: 1024 * 1024]:
        raise Refused("is a binary file, not a text.")
    for encoding in filter(None, (declared, "utf-8")):
        text = _strict(raw, encoding)
        if text is not None:
            return lines(text.removeprefix("\ufeff")), None
    return _detected(raw)


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        if codecs.lookup(encoding).name in ("iso8859-1", "ascii"):
            encoding = _USUAL if _strict(raw, "utf-8") is None else "utf-8"  # as every browser reads it
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _detected(raw: bytes) -> tuple[str, str]:
    encoding = _encoding(raw)
    if encoding is None:
        raise Refused("is neither UTF-8 nor text in any encoding that could be detected: save it as UTF-8.")
    text = _strict(raw, encoding)
    if text is None:
        text = raw.decode(encoding, "replace")
        return lines(text), f"is not UTF-8; it was read as {encoding}, and what did not fit stands as “\ufffd”."
    return lines(text), f"is not UTF-8; it was read as {encoding}."


def _encoding(raw: bytes) -> str | None:
    # 0.03 s to import; only for what is not UTF-8.
    from charset_normalizer import from_bytes

    first = next((i for i, byte in enumerate(raw) if byte > 0x7F), 0)
    start = max(0, first - _SAMPLE // 2)
    sample = raw[start : start + _SAMPLE]
    if _mostly_plain(sample):
        return _USUAL
    best = from_bytes(sample).best()
    if best is None:
        # UTF-8 with a few broken bytes is still best read as UTF-8.
        return "utf-8" if raw.decode("utf-8", "ignore").strip() and _nearly_utf8(sample) else None
    if _nearly_utf8(sample):
        return "utf-8"
    return _USUAL if _USUAL in best.could_be_from_charset else best.encoding


def _mostly_plain(sample: bytes) -> bool:
    """Whether it is ASCII but for Western quotation marks, dashes and letters: so few show detection too little."""
    high = [byte for byte in sample if byte > 0x7F]
    if len(high) > len(sample) // 8 or _nearly_utf8(sample):
        return False
    return all(character in _WESTERN for character in bytes(high).decode(_USUAL, "replace"))


def _nearly_utf8(sample: bytes) -> bool:
    good = sum(ord(c) > 0x7F for c in sample.decode("utf-8", "ignore"))
    bad = sample.decode("utf-8", "replace").count("\ufffd")
    return good > 4 * bad


def lines(text: str) -> str:
    """CRLF to LF, nothing else."""
    return text.replace("\r\n", "\n")
