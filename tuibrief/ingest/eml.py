"""A mail message (.eml): a newsletter or an article sent on."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from tuibrief.ingest import html
from tuibrief.ingest.dates import edtf
from tuibrief.ingest.decode import decode, lines
from tuibrief.ingest.problem import Problem, Refused
from tuibrief.model import Article

SUFFIXES = (".eml",)


def read(raw: bytes, path: str) -> Iterator[Article | Problem]:
    """The one article of a message: its plain text, else its page; the sender is the outlet. Raises Refused."""
    message = BytesParser(policy=policy.default).parsebytes(raw)
    if not isinstance(message, EmailMessage) or not (message["from"] or message["subject"] or message["date"]):
        raise Refused("is not a mail message: it has no header.")
    text, found = _body(message, path)
    if not any(c.isalnum() for c in text):
        raise Refused("is a message without text: save its attachment on its own.")
    name, address = parseaddr(_header(message, "from"))
    yield Article.of(
        text,
        path,
        title=_header(message, "subject") or (found.title if found else None),
        outlet=(found.outlet if found else None) or name or address.rpartition("@")[2] or None,
        authors=found.authors if found else (),
        published=edtf(_header(message, "date")),
        url=found.url if found else None,
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):  # the parser's own, for headers gone wrong
        return ""


def _body(message: EmailMessage, path: str) -> tuple[str, Article | None]:
    try:
        part = message.get_body(("plain", "html"))
    except (AttributeError, KeyError):
        part = None
    if part is None:
        raise Refused("is a message without text: save its attachment on its own.")
    payload = part.get_payload(decode=True)
    text, _ = decode(payload if isinstance(payload, bytes) else b"", part.get_content_charset())
    if part.get_content_subtype() != "html":
        return lines(text), None
    article = html.article_of(text, path)
    return article.text, article
