"""Stage 2, first part: where proper names may stand, from the model's labels and from runs of capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tuibrief.extract.names.countries import country_named, country_of_people
from tuibrief.extract.names.spans import Candidate, cut_at_comma, join_pairs, join_particles, with_form
from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.stages import NameKind
from tuibrief.extract.words import words

KINDS = {
    "PERSON": NameKind.PERSON,
    "ORG": NameKind.ORGANIZATION,
    "GPE": NameKind.PLACE,
    "LOC": NameKind.PLACE,
    "FAC": NameKind.PLACE,
    "NORP": NameKind.PEOPLE,
    "EVENT": NameKind.OTHER,
    "PRODUCT": NameKind.OTHER,
    "WORK_OF_ART": NameKind.OTHER,
    "LAW": NameKind.OTHER,
}
"""What the model's OntoNotes labels name; times and quantities are no names."""
_TIES = frozenset({"'s", "of", "de", "la", "del", "bin", "van", "von", "al"})
_PARTICLES = frozenset({"al", "el", "de", "van", "von", "la"})
_MONEY = "$£€¥#"  # the last is a pound sign that a wire has made plain
_LONGEST_UNIT = 3
_CUT_FRONT = frozenset({"DET", "PUNCT", "SPACE", "ADP", "CCONJ", "PART", "PRON", "NUM"})
_SCORE = re.compile(r"\d+-\d+")
_CUT_BACK = frozenset({"PUNCT", "SPACE", "ADP", "CCONJ", "PART", "DET"})


def find_candidates(parse: Parse) -> list[Candidate]:
    """The model's spans, mended, and the runs of proper nouns that it left without a label."""
    found = join_particles(parse, [part for item in _labelled(parse) for part in cut_at_comma(parse, item)])
    _extend(parse, found)
    found = join_pairs(parse, with_form(parse, found))
    found = [item for item in found if not is_unit(parse, item.first, item.last)]
    taken = {i for f in found for i in range(f.first, f.last + 1)}
    missed = [f for f in _missed(parse) if f.first not in taken and f.last not in taken]
    return found + [f for f in missed if not is_unit(parse, f.first, f.last)]


def is_unit(parse: Parse, first: int, last: int) -> bool:
    """Whether letters only say in what an amount is counted: "US$ 40 billion", "GB £20.1 billion", "a 30GB disk"."""
    tokens = parse.tokens
    token = tokens[first]
    letters = token.text.rstrip(_MONEY)
    if first != last or not 0 < len(letters) <= _LONGEST_UNIT or not letters.isupper():
        return False
    before = tokens[first - 1] if first else None
    if before is not None and before.end == token.start and before.text[-1:].isdigit():
        return True
    after = "".join(t.text for t in tokens[first + 1 : first + 3])
    return bool(after) and after[0] in _MONEY and after[1:2].isdigit()


def _labelled(parse: Parse) -> list[Candidate]:
    """The model's own spans."""
    found: list[Candidate] = []
    first = None
    for token in [*parse.tokens, None]:
        if first is not None and (
            token is None or token.entity_starts or token.entity != first.entity or token.sentence != first.sentence
        ):
            last = (token.index if token else len(parse.tokens)) - 1
            if first.entity in KINDS:
                found.append(Candidate(first.index, last, first.entity, ""))
            first = None
        if token is not None and token.entity and first is None:
            first = token
    return found


def _extend(parse: Parse, found: list[Candidate]) -> None:
    """Take in a given name or a ship's prefix that the model left outside of its span."""
    ships = words("names", "ships")
    bodies = words("names", "organizations", "forms")
    apart = words("names", "titles", "organizations", "not_names")
    bodies_of = words("actors", "bodies", "businesses")
    for item in found:
        while item.first > 0:
            before = parse.tokens[item.first - 1]
            inside = item.first <= before.head.index <= item.last and before.dep == "compound"
            if before.entity or before.tag != "NNP" or before.sentence != parse.tokens[item.first].sentence:
                break
            given = item.label == "PERSON" and inside and before.text.istitle()
            # "Acme" "Holdings Plc": a body's generic words alone are no name
            given |= item.label == "ORG" and inside and parse.tokens[item.first].lower in bodies
            if item.label == "GPE" and inside and _is_given(before):
                item.label, given = "PERSON", True  # "Ana Lima", of whom the model sees the town alone
            told = parse.tokens[item.first - 2] if item.first > 1 else before
            given |= item.label == "ORG" and told.tag == "NN" and told.text.islower() and told.lemma in bodies_of
            if before.lower in ships:
                item.label = "PRODUCT"
            elif not given or before.lower.rstrip(".") in apart:
                break
            item.first -= 1
        _extend_right(parse, item, apart)


def _is_given(token: Token) -> bool:
    """Whether a word is a given name, and no country."""
    names = words("gender", "women", "men")
    return token.text.istitle() and token.lower in names and country_named(token.text) is None


def _extend_right(parse: Parse, item: Candidate, apart: frozenset[str]) -> None:
    """Take in the family names that the model left off a person's given ones."""
    while item.label == "PERSON" and item.last + 1 < len(parse.tokens):
        last, after = parse.tokens[item.last], parse.tokens[item.last + 1]
        joined = after.text == "-" and after.start == last.end and after.index + 1 < len(parse.tokens)
        if joined and parse.tokens[after.index + 1].start == after.end:
            after = parse.tokens[after.index + 1]
        chained = last.head in (after, after.head) or item.first <= after.head.index <= item.last
        if after.entity or after.tag != "NNP" or not after.text.istitle() or after.sentence != last.sentence:
            return
        if not chained or after.lower.rstrip(".") in apart:
            return
        item.last = after.index


def _missed(parse: Parse) -> list[Candidate]:
    """Runs of proper nouns without a label: "Prime Minister, Ada Obi", an acronym in brackets."""
    found: list[Candidate] = []
    run: list[Token] = []
    for token in [*parse.tokens, None]:
        named = token and token.tag in ("NNP", "NNPS") and token.text[:1].isupper()
        if token and not token.entity and (named or _in_brackets(parse, token)):
            if run and token.sentence != run[-1].sentence:
                found.append(Candidate(run[0].index, run[-1].index, "", ""))
                run = []
            run.append(token)
        elif run and not (token and _goes_on(parse, token)):
            found.append(Candidate(run[0].index, run[-1].index, "", ""))
            run = []
        elif run and token:
            run.append(token)
    return found


def _in_brackets(parse: Parse, token: Token) -> bool:
    """Whether letters stand alone in brackets right behind a word of a name: "the Taxi Council (TACO)"."""
    if not (2 < len(token.text) < 10 and token.text.isupper() and token.text.isalpha()):
        return False
    around = parse.tokens[max(token.index - 2, 0) : token.index + 2]
    return len(around) == 4 and around[1].text == "(" and around[3].text == ")" and around[0].tag.startswith("NNP")


def _goes_on(parse: Parse, token: Token) -> bool:
    """Whether a run of capitals goes on over a small word: "Bay of Pigs", "St Mary's Hospital"."""
    if token.index + 1 == len(parse.tokens) or (token.lower not in _TIES and token.text != "-"):
        return False
    after = parse.tokens[token.index + 1]
    if token.text == "-" and not parse.tokens[token.index - 1].end == token.start == after.start - 1:
        return False
    if after.sentence != token.sentence or after.entity or after.tag not in ("NNP", "NNPS"):
        return False
    return token.lower != "'s" or after.lower in words("names", "organizations")


def trim(parse: Parse, item: Candidate) -> list[Candidate]:
    """Cut what is no part of the name off both ends; a title and a nationality before it go their own ways."""
    titles = words("names", "titles")
    first, last = item.first, item.last
    tokens = parse.tokens
    first, last = _ends(parse, first, last)
    parts: list[Candidate] = []
    if item.label in ("PERSON", "ORG", "", "WORK_OF_ART") and first < last:
        first = _past_titles(parse, first, last, item.label, titles, parts)
    if first > last or (first == last and tokens[first].lower.rstrip(".") in titles):
        return parts
    stretch = tokens[first : last + 1]
    if not any(t.text[:1].isupper() or not t.text.isascii() for t in stretch):
        return parts
    said = [t.lower for t in stretch]
    if item.label == "ORG" and len(said) > 1 and said[-1] in words("names", "posts") and "of" not in said:
        last, stretch = last - 1, stretch[:-1]  # "Boeing Executive"
    elif item.label in ("ORG", "PERSON") and (start := _holder_of_office(parse, first, last)) is not None:
        first, stretch, item.label = start, tokens[start : last + 1], "PERSON"
    if first < last and item.label in ("PERSON", "ORG") and _is_trade(parse, first):
        first, item.label, item.trade = first + 1, "ORG", True
    idle = words("names", "not_names")
    if all(t.lower.rstrip(".") in idle or len(t.text.rstrip(".")) < 2 or not t.text[0].isalpha() for t in stretch):
        return parts
    if (first == last and _is_common(parse, first)) or _is_post(stretch):
        return parts
    text = parse.words(first, last)
    if _ends_sentence(parse, last):
        text = text[:-1]
    for end in ("'s", "’s"):
        text = text.removesuffix(end)
    parts.append(Candidate(first, last, item.label, " ".join(text.split()), item.shout, item.trade, item.line))
    return parts


_OFFICE = 6  # tokens before a name in which its office begins: "Secretary of the Air Force for Acquisition Ada Obi"


def _holder_of_office(parse: Parse, first: int, last: int) -> int | None:
    """Where the person's own name begins in a span that holds the office, too: "Air Force for Acquisition Ada Obi"."""
    stretch = parse.tokens[first : last + 1]
    if len(stretch) < 4 or not any(t.lower in ("of", "for") for t in stretch[:-2]):
        return None
    given = stretch[-2].lower
    if given not in words("gender", "women") and given not in words("gender", "men"):
        return None
    before = parse.tokens[max(first - _OFFICE, 0) : last - 1]
    office = any(t.lower in words("names", "posts") or t.lower in words("names", "titles") for t in before)
    return last - 1 if office and stretch[-1].tag == "NNP" else None


def _is_post(stretch: Sequence[Token]) -> bool:
    """Whether the words only name an office, nobody in it: "Chief Operating Officer", "Secretary of Defense"."""
    said = [t.lower.rstrip(".") for t in stretch]
    office = said[: said.index("of")] if "of" in said else said
    known = words("names", "titles", "offices") | {"of", "the", "and"}
    return len(said) > 1 and bool(office) and office[-1] in words("names", "posts") and known.issuperset(said)


def _is_trade(parse: Parse, at: int) -> bool:
    """Whether a word that opens its sentence only says what the firm after it does: "Insurer X", "Retailer X"."""
    token = parse.tokens[at]
    opens = parse.sentences[token.sentence].first == at
    return opens and token.lower.endswith("er") and token.lower in words("actors", "businesses")


def _is_common(parse: Parse, at: int) -> bool:
    """Whether a lone word is a common noun that only the start of its sentence gave a capital: "Strikers"."""
    token = parse.tokens[at]
    opens = parse.sentences[token.sentence].first == at
    after = parse.tokens[at + 1] if at + 1 < len(parse.tokens) else None
    held = after is not None and token.head is after and after.tag in ("NN", "NNS")  # "Hedge fund managers"
    if opens and token.tag in ("NN", "NNS") and (token.entity != "ORG" or held):
        return True
    plural = token.lower.endswith("s") and token.lower[:-1] in words("actors", "people")
    crowd = token.tag == "NNS" or token.entity != "PERSON"
    thing = token.lower in words("names", "openers") and (
        token.dep != "compound" or (after is not None and token.head is after and after.text.islower())
    )
    return opens and ((crowd and (plural or token.lower in words("actors", "groups"))) or thing)


def _ends_sentence(parse: Parse, last: int) -> bool:
    """Whether a name's full stop is the sentence's: "Park Jun." is no abbreviation, "Acme Corp." and "U.S." are."""
    token = parse.tokens[last]
    if not token.text.endswith(".") or "." in token.text[:-1] or len(token.text) < 4:
        return False
    return parse.sentences[token.sentence].last == last and token.lower[:-1] not in words("names", "forms")


def _ends(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """A span without articles, prepositions, possessive endings and punctuation at its ends."""
    tokens = parse.tokens
    while first <= last and tokens[first].pos in _CUT_FRONT and tokens[first].lower not in _PARTICLES:
        if tokens[first].pos == "NUM" and first < last:
            break
        first += 1
    while first <= last and (
        tokens[last].pos in _CUT_BACK
        or _SCORE.fullmatch(tokens[last].text)
        or tokens[last].lower == "'s"
        or not any(map(str.isalnum, tokens[last].text))
    ):
        last -= 1
    if last - first > 2 and tokens[last - 1].text in "-–" and tokens[last].pos == tokens[last - 2].pos == "NUM":
        last -= 3  # a score: "Juventus 2-1"
    return first, last


def _past_titles(
    parse: Parse, first: int, last: int, label: str, titles: frozenset[str], parts: list[Candidate]
) -> int:
    """The first token after titles and nationalities ("South African President"); the nationality is a part."""
    tokens = parse.tokens
    start, held = first, len(parts)
    for width in (2, 1):
        if first + width > last:
            continue
        people = parse.words(first, first + width - 1)
        after = tokens[first + width].lower.rstrip(".")
        if after in titles and (country_of_people(people) or country_named(people)):
            parts.append(Candidate(first, first + width - 1, "NORP", people))
            first += width
            break
    moved = first
    while moved < last and tokens[moved].lower.rstrip(".") in titles:
        moved += 1
    heads = words("names", "organizations", "forms")
    if tokens[last].lower in heads and label != "PERSON":
        del parts[held:]
        return start  # "Foreign Ministry", "Premier League", "Captain Cook Society": the title is the name's own
    if label == "" and moved == last and first == last:
        return start
    return moved
