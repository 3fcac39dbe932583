"""Authors' names as styles write them: turned round, shortened to initials, in lists."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

# Parts in small letters belong to the family name; these after it do not.
_SUFFIX = re.compile(r"(?i)(jr|sr|ii|iii|iv)\.?$")
# An author who is no person: a desk, an agency, a staff. Words, not names.
_BODY = re.compile(
    r"(?i)\b(staff|news|newsroom|desk|agency|press|editors?|editorial|board|team|bureau|reporters?|correspondents?|service"
    r"|office|ministry|department|council|committee|association|organi[sz]ation|institute|university|times|post|journal)\b"
)


class Name(NamedTuple):
    """A person's name in parts; a body (an agency, a staff), or a name whose order can't be told, has only ``family``.

    ``first`` is true where the family name stands first in running text too, and so is never turned round.
    """

    family: str
    given: str = ""
    suffix: str = ""
    first: bool = False


def in_byline(byline: str, outlet: str | None = None) -> tuple[str, ...]:
    """The names in a byline: without "By", without what the writer is or for whom behind a comma, two that "and" joins
    apart where each is a person's by its form.
    """
    name = re.sub(r"^(?i:by)(?::\s*|\s+)(?=\S)", "", " ".join(byline.split()))
    who, comma, rest = (part.strip() for part in name.partition(","))
    if comma and " " in who and rest and (_is_role(rest) or (outlet and same_body(rest, outlet))):
        name = who
    several = re.split(r",?\s+(?:and|&)\s+|,\s+", name) if re.search(r"\s(?:and|&)\s", name) else []
    if several and not _BODY.search(name) and all(" " in one for one in several):
        return tuple(several)
    return (name,) if name else ()


def _is_role(words: str) -> bool:
    return any(word.rstrip("s") in _data()["roles"] for word in re.findall(r"[a-z]+", words.lower()))


def parts(name: str) -> Name:
    """The parts of a name as a byline writes it. "Family, Given" is taken as such; one word is no person.

    Whose family name stands first can't be known from a name: only its form can tell, so where that speaks for such an
    order without proving it (three words of one syllable each, as Chinese, Korean and Vietnamese names have them; one
    syllable and then two, or one and one, in pinyin; a script without capitals) the name is kept as it was given, in
    one piece. A family name in capitals, a given name with a small letter behind its hyphen ("Jae-min") prove it.
    Names of Japan and Hungary stand the Western way in most English bylines, and nothing in their form tells. A byline
    "Family, Given", as ``tuibrief edit --author`` sets it, settles every case.
    """
    name = name.strip()
    if "," in name:
        family, _, given = (part.strip() for part in name.partition(","))
        if _SUFFIX.match(given):
            return parts(family)._replace(suffix=given)
        return Name(family, given)
    words = name.split()
    if len(words) < 2 or len(words) > 6 or _BODY.search(name) or not any(map(str.isupper, name)):
        return Name(name)
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    if not suffix:
        told = _told(words)
        if told:
            return told
        if _unsure(words):
            return Name(name)
    at = next((i for i, word in enumerate(words) if i and word[:1].islower()), len(words) - 1)
    return Name(" ".join(words[at:]), " ".join(words[:at]), suffix)


def _told(words: Sequence[str]) -> Name | None:
    """What capitals and hyphens prove."""
    loud = [_loud(word) for word in words]
    if loud[0] and not any(loud[1:]):
        return Name(_lowered(words[0]), " ".join(words[1:]), first=True)
    if loud[-1] and not loud[0] and loud == sorted(loud):
        at = loud.index(True)
        return Name(" ".join(map(_lowered, words[at:])), " ".join(words[:at]))
    if len(words) == 2 and _HYPHENED.search(words[1]) and not _HYPHENED.search(words[0]):
        return Name(words[0], words[1], first=True)
    return None


_HYPHENED = re.compile(r"\w-[a-zß-ÿ]")


def _loud(word: str) -> bool:
    """Whether a word is written in capitals; initials (JD, A.B.) are not counted, unless they are a syllable (LI)."""
    return word.isupper() and word.isalpha() and (len(word) > 2 or bool(len(word) == 2 and _pinyin(1).match(word)))


def _lowered(word: str) -> str:
    return word[:1] + word[1:].lower()


def _unsure(words: Sequence[str]) -> bool:
    """Whether the form alone leaves open which of the words is the family name."""
    plain = [unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode() for word in words]
    if not all(plain) or words[0].lower() in _data()["given"]:
        return False
    if len(words) > 2:
        return len(words) < 5 and all(_syllable().match(word) for word in plain)
    # "Hale" can be read as two syllables, and is none: a short word with a silent e.
    two = _pinyin(2).match(plain[1]) and not re.fullmatch(r"[^aeiou][aeiou][^aeiou]e", plain[1].lower())
    return bool(_pinyin(1).match(plain[0]) and (two or _pinyin(1).match(plain[1])))


@functools.cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))


@functools.cache
def _pinyin(syllables: int) -> re.Pattern[str]:
    one = f"(?:(?:{_data()['pinyin_first']})(?:{_data()['pinyin_second'].strip()}))"
    return re.compile(rf"(?i){one}{{{syllables}}}$")


@functools.cache
def _syllable() -> re.Pattern[str]:
    first, second, last = (_data()[f"syllable_{part}"] for part in ("first", "second", "last"))
    return re.compile(f"(?i)(?:{first})(?:{second})(?:{last})$")


def inverted(name: str) -> str:
    """Family, Given, Suffix; a family name that stands first anyway gets no comma."""
    found = parts(name)
    return straight(name) if found.first else ", ".join(filter(None, found[:3]))


def straight(name: str) -> str:
    """Given Family Suffix: as a byline has it, also where it was stored turned round (no comma: Chicago 6.43)."""
    found = parts(name)
    if found.first:
        return f"{found.family} {found.given}"
    return " ".join(filter(None, (found.given, found.family, found.suffix)))


def initials(name: str) -> str:
    """Family, G. H.: APA's form; Jean-Paul is J.-P."""
    found = parts(name)
    given = found.given
    if not name.isupper():  # JD and J.D. are two initials
        given = re.sub(r"\b[A-Z]\.?(?:[A-Z]\.?){1,2}(?!\S)", lambda m: " ".join(m[0].replace(".", "")), given)
    short = " ".join("-".join(f"{half[0]}." for half in word.split("-") if half) for word in given.split())
    return ", ".join(filter(None, [found.family, short, found.suffix]))


def straight_initials(name: str) -> str:
    """G. H. Family: as APA's text has it where two authors share a family name."""
    family, _, given = initials(name).partition(", ")
    return f"{given.partition(', ')[0]} {family}".strip()


def listed(names: Sequence[str], last: str = "and", *, serial: bool = True) -> str:
    """A, B, and C (with the serial comma) or A, B and C; two without a comma."""
    if len(names) < 3:
        return f" {last} ".join(names)
    return f"{', '.join(names[:-1])}{',' if serial else ''} {last} {names[-1]}"


def turned_list(names: Sequence[str]) -> str:
    """Family, Given, and B; Family, Given, B, and C. A first name that isn't turned round needs no comma before "and"
    where there are two.
    """
    if len(names) == 2 and "," in names[0]:
        return f"{names[0]}, and {names[1]}"
    return listed(names)


def same_body(one: str, other: str) -> bool:
    """Whether an author is the outlet itself, whatever the capitals and with or without "The"."""
    return _body(one) == _body(other)


def _body(name: str) -> str:
    return re.sub(r"^the\s+", "", " ".join(name.casefold().split()))
