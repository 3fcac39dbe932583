"""Countries with their codes, capitals and demonyms, from the package countryinfo (ISO 3166-1).

The package reads 256 files of together 2 MB at first use (0.07 s), so it is asked only while an article is read.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

# Below this many people a capital's name is more often someone's surname or another town ("Stanley", "Hamilton").
LEAST_FOR_CAPITAL = 250_000
_ARTICLES = ("the ", "a ", "an ")
_DASHES = str.maketrans(dict.fromkeys("-‐‑‒–—−", " ") | {".": None, "’": "'", "ʼ": "'", "`": "'"})


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory: its English short name, ISO 3166-1 alpha-3 code (None where ISO has none), population."""

    name: str
    code: str | None
    people: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Folded names, initials, capitals and demonyms, each to its country; of several, to the most populous."""

    names: dict[str, Country]
    initials: dict[str, Country]
    capitals: dict[str, Country]
    demonyms: dict[str, Country]


@lru_cache(maxsize=20_000)  # the names of an article are compared over and over
def fold(name: str) -> str:
    """A name as it is compared: no case, accents, dots, hyphens, or leading article."""
    plain = name
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = " ".join(plain.translate(_DASHES).casefold().split())
    for article in _ARTICLES:
        if plain.startswith(article):
            return plain[len(article) :]
    return plain


@cache
def gazetteer() -> Gazetteer:
    """All countries, read once in a process."""
    from countryinfo import all_countries

    rows: list[tuple[Country, dict[str, Any]]] = []
    by_code: dict[str, Country] = {}
    for entry in all_countries():
        info = dict[str, Any](entry.info())
        code = (info.get("ISO") or {}).get("alpha3") or None
        country = Country(_plain_name(info["name"]), code, int(info.get("population") or 0))
        if code:  # the package's authoritative entries come first; Burma is Myanmar
            country = by_code.setdefault(code, country)
        rows.append((country, info))
    rows.sort(key=lambda row: (-row[0].people, row[0].name))
    book = Gazetteer({}, {}, {}, {})
    for country, info in rows:
        _enter(book, country, info)
    for country, info in rows:  # short forms last: none may hide a country's full name
        _enter_short(book, country, info)
    _enter_initials(book, rows)
    return book


def _plain_name(name: str) -> str:
    """ "Tanzania, United Republic of" and "Saint Martin (French part)" as they are written in a text."""
    return name.partition(" (")[0].partition(",")[0].strip().removeprefix("The ").removeprefix("Federated States of ")


def _spellings(info: dict[str, Any]) -> list[str]:
    """The country's other names, ISO's codes left out."""
    apart = fold(info.get("demonym") or "")
    codes = {str(code).upper() for code in (info.get("ISO") or {}).values()}
    return [
        s
        for s in info.get("altSpellings") or ()
        if len(s) > 3 and s not in codes and fold(s) != apart and not set(s) & set(",()")
    ]


def _enter(book: Gazetteer, country: Country, info: dict[str, Any]) -> None:
    for name in (country.name, *_spellings(info)):
        book.names.setdefault(fold(name), country)
    capitals = info.get("capital") or ()
    for capital in [capitals] if isinstance(capitals, str) else capitals:
        if capital and country.people >= LEAST_FOR_CAPITAL:
            book.capitals.setdefault(fold(capital), country)
            book.capitals.setdefault(fold(capital).removesuffix(" dc").removeprefix("new "), country)
    demonym = fold(info.get("demonym") or "")
    if demonym:
        book.demonyms.setdefault(demonym, country)
        if not demonym.endswith(("ese", "ish", "ch", "ss")):
            book.demonyms.setdefault(demonym + "s", country)


_FORMS = ("republic of ", "kingdom of ", "state of ", "great ")


def _enter_short(book: Gazetteer, country: Country, info: dict[str, Any]) -> None:
    """Great Britain is Britain, Vatican City the Vatican, Bosnia and Herzegovina Bosnia; Saudi is of Saudi Arabia."""
    for name in map(fold, (info["name"], *_spellings(info))):
        for form in _FORMS:
            if name.startswith(form):
                book.names.setdefault(name.removeprefix(form), country)
        for mark in (" and ", " city"):
            if mark in name and len(name.split(mark)[0].split()) == 1:
                book.names.setdefault(name.split(mark)[0], country)
    first, _, rest = fold(info.get("demonym") or "").partition(" ")
    if rest and country.people >= LEAST_FOR_CAPITAL and sum(name.startswith(first + " ") for name in book.names) == 1:
        book.demonyms.setdefault(first, country)
        book.demonyms.setdefault(first + "s", country)


def _enter_initials(book: Gazetteer, rows: list[tuple[Country, dict[str, Any]]]) -> None:
    """US, UK, UAE, DPRK, DRC: of the short English name, or of a longer one that has a form of state in it; those that
    two countries share are left out."""
    shared: set[str] = set()
    for country, info in rows:
        long = [s for s in _spellings(info) if s.isascii() and any(w in s for w in ("Republic", "States", "Kingdom"))]
        for name in (country.name, *long):
            short = "".join(w[0] for w in name.replace("-", " ").split() if w[0].isupper())
            given = len(short) > 2 or short in (info.get("altSpellings") or ()) or short == info["ISO"].get("alpha2")
            if len(short) < (2 if name == country.name else 3) or len(short) > 4 or not given:
                continue
            if book.initials.setdefault(short, country) is not country:
                shared.add(short)
    for short in shared:
        del book.initials[short]


def country_named(name: str) -> Country | None:
    """The country of this name or initials ("U.S.", "UK"); initials count only in capitals: "us" is a pronoun."""
    book = gazetteer()
    found = book.names.get(fold(name))
    if found:
        return found
    bare = name.replace(".", "")
    if bare.isupper() and bare.isalpha() and len(bare) <= 4:
        return book.initials.get(bare)
    return None


def is_usual_initials(short: str) -> bool:
    """Whether a country goes by these initials even where nothing else says that they mean a country: UK, UAE, US."""
    country = gazetteer().initials.get(short)
    # Those of two letters are as often something else, but for large countries.
    return country is not None and (len(short) > 2 or country.people > 30_000_000) and short in _of_name(country.name)


def _of_name(name: str) -> tuple[str, ...]:
    short = "".join(w[0] for w in name.split() if w[0].isupper())
    return short, short + "A"


def country_of_capital(name: str) -> Country | None:
    """The country whose capital this is."""
    return gazetteer().capitals.get(fold(name))


def country_of_people(name: str) -> Country | None:
    """The country of a demonym: "Chinese", "Americans", and irregular nouns that share its stem ("Spaniards")."""
    book = gazetteer()
    folded = fold(name)
    return book.demonyms.get(folded) or (_by_stem(folded) if len(folded) > 3 and " " not in folded else None)


@cache
def _by_stem(folded: str) -> Country | None:
    """Nouns of nationality share all but their ending with the adjective: Dane, Danish; Swede, Swedish; Argentine."""
    stem = folded.removesuffix("s").removesuffix("on").removesuffix("ard").removesuffix("e")
    if len(stem) < 3:
        return None
    demonyms = gazetteer().demonyms
    fitting = {
        demonyms[d] for d in (stem + "ish", stem + "i", stem + "ese", stem + "ean", stem + "ian") if d in demonyms
    }
    return fitting.pop() if len(fitting) == 1 else None
