"""Authors' names as styles write them: turned round, shortened to initials, in lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# Parts in small letters belong to the family name; these after it do not.
_SUFFIX = re.compile(r"(?i)(jr|sr|ii|iii|iv)\.?$")
# An author who is no person: a desk, an agency, a staff. Words, not names.
_BODY = re.compile(
    r"(?i)\b(staff|news|newsroom|desk|agency|press|editors?|editorial|board|team|bureau|reporters?|correspondents?|service"
    r"|office|ministry|department|council|committee|association|organi[sz]ation|institute|university|times|post|journal)\b"
)


class Name(NamedTuple):
    """A person's name in parts; a body (an agency, a staff) has only ``family``."""

    family: str
    given: str = ""
    suffix: str = ""


def parts(name: str) -> Name:
    """The parts of a name as a byline writes it. "Family, Given" is taken as such; one word is no person."""
    name = name.strip()
    if "," in name:
        family, _, given = (part.strip() for part in name.partition(","))
        if _SUFFIX.match(given):
            return parts(family)._replace(suffix=given)
        return Name(family, given)
    words = name.split()
    if len(words) < 2 or len(words) > 6 or _BODY.search(name):
        return Name(name)
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    at = next((i for i, word in enumerate(words) if i and word[:1].islower()), len(words) - 1)
    return Name(" ".join(words[at:]), " ".join(words[:at]), suffix)


def inverted(name: str) -> str:
    """Family, Given, Suffix."""
    return ", ".join(filter(None, parts(name)))


def straight(name: str) -> str:
    """Given Family, Suffix: as a byline has it, also where it was stored turned round."""
    found = parts(name)
    whole = f"{found.given} {found.family}".strip()
    return f"{whole}, {found.suffix}" if found.suffix else whole


def initials(name: str) -> str:
    """Family, G. H.: APA's form; Jean-Paul is J.-P."""
    found = parts(name)
    short = " ".join("-".join(f"{half[0]}." for half in word.split("-") if half) for word in found.given.split())
    return ", ".join(filter(None, [found.family, short, found.suffix]))


def listed(names: Sequence[str], last: str = "and", *, serial: bool = True) -> str:
    """A, B, and C (with the serial comma) or A, B and C; two without a comma."""
    if len(names) < 3:
        return f" {last} ".join(names)
    return f"{', '.join(names[:-1])}{',' if serial else ''} {last} {names[-1]}"
