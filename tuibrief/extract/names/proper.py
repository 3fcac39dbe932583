"""Stage 2: proper names, made better and alike over the article.

The model labels each sentence by itself: one person is PERSON here and ORG there, a ship a person, a headline an
organization. Here its spans are trimmed (titles, articles, possessives) and split (X-Y), what it missed is added, and
all that are spelled alike get one kind by the evidence of the whole article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from tuibrief.extract.names.candidates import KINDS, find_candidates, trim
from tuibrief.extract.names.countries import (
    country_named,
    country_of_capital,
    country_of_people,
    is_usual_initials,
)
from tuibrief.extract.names.known import add_known, name_key
from tuibrief.extract.names.naming import (
    does_something,
    in_dateline,
    is_articled,
    is_beside_person,
    is_beside_point,
    is_described,
    is_firm,
    is_placed,
    is_said_to_be_body,
    is_thing,
    is_titled,
)
from tuibrief.extract.names.spans import Candidate
from tuibrief.extract.parse import Parse
from tuibrief.extract.stages import BlockKind, Layout, Name, NameKind
from tuibrief.extract.words import words

_DASH = frozenset("-–‐‑")


@dataclass(slots=True)
class _Group:
    """All candidates that are spelled alike."""

    key: str
    tokens: tuple[str, ...]
    labels: Counter[str] = field(default_factory=Counter)
    titled: int = 0
    plural: int = 0  # how often "the" stands before it
    subject: int = 0  # how often it does something, or stands in brackets after its long form
    speaks: int = 0
    thing: int = 0
    idle: int = 0  # how often it stands only where a thing does: before a noun, behind "via"
    stated: bool = False  # a country's name that here is a state's: "Atlanta, Georgia"; what stands in a dateline
    articled: int = 0  # how often that "the" is its own, no later noun's
    firm: int = 0  # how often something stands beside it that only a firm has
    described: int = 0  # how often a body's noun stands beside it: "the relief group X", "the agency, X"
    placed: int = 0  # how much it stands as a place: once for each "in X", twice for each "the town of X"
    found: list[Candidate] = field(default_factory=list)
    kind: NameKind = NameKind.OTHER


def find_names(parse: Parse, layout: Layout) -> tuple[Name, ...]:
    """The proper names in order; those of a hyphenated pair may share a token ("U.S.-New Zealand")."""
    loud = _title_case(parse, layout)
    found = find_candidates(parse)
    line = layout.dateline
    if line is not None:
        found = [c for c in found if in_dateline(parse, c, line)]
    for item in found:
        item.shout = item.first in loud
    found = [part for item in found for part in trim(parse, item)]
    groups = _group(parse, found)
    parts = [part for item in found for part in _split_pair(parse, item, groups)]
    if parts != found:
        groups = _group(parse, parts)
    _tell_states(parse, groups)
    _decide(groups)
    names = [Name(f.first, f.last, g.kind, f.text) for g in groups.values() for f in g.found if _stands(f, g)]
    names = add_known(parse, names)
    return tuple(sorted(names, key=lambda n: (n.first, n.last)))


def _title_case(parse: Parse, layout: Layout) -> set[int]:
    """Tokens of headlines in which most words are capitalised, so that a capital tells nothing."""
    loud: set[int] = set()
    for sentence in parse.sentences:
        tokens = [t for t in parse.of(sentence) if t.text[:1].isalpha() and len(t.text) > 3]
        if len(tokens) < 3:
            continue
        upper = sum(t.text[0].isupper() for t in tokens)
        if upper >= 0.75 * len(tokens) and upper >= 3 and tokens[-1].index - tokens[0].index >= 3:
            kind = layout.blocks[sentence.paragraph].kind if sentence.paragraph < len(layout.blocks) else BlockKind.BODY
            lower_verb = any(t.pos in ("VERB", "AUX") and t.text[0].islower() for t in parse.of(sentence))
            if kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.OTHER) or not lower_verb:
                loud.update(range(sentence.first, sentence.last + 1))
    # A text that is nothing but headlines has nothing else to go by.
    return loud if len(loud) < len(parse.tokens) else set()


def _tell_states(parse: Parse, groups: dict[str, _Group]) -> None:
    """Tell a state from a country of its name: "Atlanta, Georgia", and no word of the country's capital or people."""
    doubtful = [groups[k] for k in sorted(words("names", "also_states")) if k in groups]
    for group in doubtful:
        country = country_named(group.found[0].text)
        others = [g.found[0].text for g in groups.values() if g is not group]
        own = [c for t in others if (c := country_of_capital(t) or country_of_people(t)) is not None]
        here = any(c == country for c in own)
        behind = [
            parse.tokens[f.first - 2] for f in group.found if f.first > 1 and parse.tokens[f.first - 1].text == ","
        ]
        group.stated = not here and any(t.text[:1].isupper() and t.tag in ("NNP", "NNPS") for t in behind)


def _group(parse: Parse, found: list[Candidate]) -> dict[str, _Group]:
    groups: dict[str, _Group] = {}
    for item in found:
        key = name_key(item.text)
        if not key:
            continue
        group = groups.get(key)
        if group is None:
            group = groups[key] = _Group(key, tuple(key.split()))
        group.found.append(item)
        group.stated |= item.line and country_named(item.text) is None
        if not item.shout:
            group.labels[item.label] += 1
            group.titled += is_titled(parse, item) or is_beside_person(parse, item)
            group.thing += is_thing(parse, item)
            group.idle += is_beside_point(parse, item)
            head = parse.tokens[item.last]
            group.speaks += head.dep == "nsubj" and head.head.lemma in words("actors", "speaking")
            group.placed += is_placed(parse, item)
            group.plural += item.first > 0 and parse.tokens[item.first - 1].lower == "the"
            group.articled += is_articled(parse, item)
            group.firm += is_firm(parse, item)
            group.subject += does_something(parse, item)
            group.described += item.trade or is_described(parse, item) or is_said_to_be_body(parse, item)
    return groups


def _split_pair(parse: Parse, item: Candidate, groups: dict[str, _Group]) -> list[Candidate]:
    """X-Y into X and Y where both are names by themselves; a name with a hyphen of its own stays whole."""
    if not any(c in item.text for c in _DASH):
        return [item]
    for at, char in enumerate(item.text):
        if char not in _DASH:
            continue
        left, right = item.text[:at].strip(), item.text[at + 1 :].strip()
        if not (left[:1].isupper() and right[:1]):
            continue
        if left.lower() in words("names", "particles"):
            continue
        others = {k: g for k, g in groups.items() if k != name_key(item.text)}
        if right[:1].isupper() and _known(left, others) and _known(right, others):
            start = parse.tokens[item.first].start
            cut = next((i for i in range(item.first, item.last + 1) if parse.tokens[i].end - start > at), item.last)
            after = cut + 1 if parse.tokens[cut].text in _DASH else cut
            before = max(item.first, cut - 1) if after != cut else cut
            return [
                Candidate(item.first, before, _label_of(left, groups), left, item.shout),
                Candidate(min(after, item.last), item.last, _label_of(right, groups), right, item.shout),
            ]
        if right.islower() and right in ("led", "based", "backed", "born", "owned", "made", "allied"):
            return (
                [Candidate(item.first, item.last, _label_of(left, groups), left, item.shout)]
                if _known(left, groups)
                else []
            )
    return [item]


def _known(text: str, groups: dict[str, _Group]) -> bool:
    key = name_key(text)
    if key in groups or country_named(text) or country_of_capital(text):
        return True
    return any(g.tokens[-1] == key or g.tokens[0] == key for g in groups.values() if g.labels["PERSON"])


def _label_of(text: str, groups: dict[str, _Group]) -> str:
    if country_named(text) or country_of_capital(text):
        return "GPE"
    group = groups.get(name_key(text))
    return group.labels.most_common(1)[0][0] if group and group.labels else "PERSON"


def _decide(groups: dict[str, _Group]) -> None:
    """One kind for all that are spelled alike: what the words themselves say, then the model's votes, then a longer
    form of the name elsewhere."""
    longer: dict[str, list[_Group]] = defaultdict(list)
    families = {g.tokens[-1] for g in groups.values() if len(g.tokens) > 1 and g.labels["PERSON"]}
    for group in groups.values():
        group.kind = _own_kind(group, is_name=group.key in families or group.titled > 0)
        for token in set(group.tokens) if len(group.tokens) > 1 else ():
            longer[token].append(group)
    for group in groups.values():
        if group.kind is NameKind.COUNTRY or (group.kind is NameKind.PEOPLE and not _is_family(group, longer)):
            continue
        holders = [g for g in longer[group.tokens[-1]] if g is not group]
        if len(group.tokens) == 1:
            group.kind = _short_kind(group, holders)
        elif any(g.kind is NameKind.PERSON and g.tokens[-len(group.tokens) :] == group.tokens for g in holders):
            group.kind = NameKind.PERSON  # a family name of several words


def _is_family(group: _Group, longer: dict[str, list[_Group]]) -> bool:
    """Whether what the model takes for a people is the family name of a person named in full elsewhere."""
    if len(group.tokens) > 1 or country_of_people(group.found[0].text):
        return False
    if any(g.kind is NameKind.ORGANIZATION and g.tokens[0] == group.key for g in longer[group.key]):
        return True  # "Meridian" of "Meridian Airways"
    return any(g.kind is NameKind.PERSON and g.tokens[-1] == group.key for g in longer[group.key])


def _short_kind(group: _Group, longer: list[_Group]) -> NameKind:
    """What one word names, by the longer names that hold it."""
    bodies = [g for g in longer if g.kind is NameKind.ORGANIZATION]
    led = any(g.tokens[0] == group.key for g in bodies)
    if any(g.tokens[0] in words("names", "ships") and g.tokens[-1] == group.key for g in longer):
        return NameKind.OTHER
    acronym = group.found[0].text.isupper() and len(group.key) > 1  # an acronym is nobody's given name
    people = not acronym and any(g.kind is NameKind.PERSON for g in longer)
    labels = group.labels
    if people and not (led and labels["ORG"] > labels["PERSON"]):
        # A capital that is somebody's name too is the person only by the model's word.
        if country_of_capital(group.key) is None or labels["PERSON"] > labels["GPE"]:
            return NameKind.PERSON
    elif led and group.kind is not NameKind.PLACE:
        return NameKind.ORGANIZATION
    elif group.kind is NameKind.OTHER and group.key.endswith("s") and any(g.tokens[-1] == group.key for g in bodies):
        return NameKind.ORGANIZATION  # a team by its byname
    return group.kind


def _own_kind(group: _Group, *, is_name: bool) -> NameKind:
    """What a name's own words and the model's votes say that it names; ``is_name``: it is a family name, too."""
    text, labels = group.found[0].text, group.labels
    if group.stated:
        return NameKind.PLACE
    given = group.key in words("gender", "women") or group.key in words("gender", "men")
    person = labels["PERSON"] > labels["GPE"] + labels["NORP"]  # the model takes Mali for somebody
    if country_named(text) and not (person and (is_name or given or group.speaks)):
        bare = text.replace(".", "")
        initials = len(bare) <= 4 and bare.isupper() and "." not in text
        if not initials or labels["GPE"] or not labels["ORG"] or is_usual_initials(bare):
            return NameKind.COUNTRY
    if group.thing and group.thing >= labels.total() / 2:
        return NameKind.OTHER
    by_words = _kind_by_words(group)
    kind = _kind_by_label(group) if by_words is None else by_words
    if kind is NameKind.ORGANIZATION and len(group.tokens) > 1 and group.tokens[-1] in words("names", "shops"):
        return NameKind.OTHER
    return _no_person(group) or kind if kind is NameKind.PERSON else kind


def _no_person(group: _Group) -> NameKind | None:
    """What a name is that the model takes for a person, where the words around it are against it; None if it may be."""
    given = group.tokens[0] in words("gender", "women") or group.tokens[0] in words("gender", "men")
    if group.titled or group.speaks or (given and len(group.tokens) > 1):
        return None
    if group.firm:
        return NameKind.ORGANIZATION
    if len(group.tokens) > 1 and group.tokens[-1] in words("names", "products"):
        return NameKind.OTHER
    if len(group.tokens) == 1 and not given and group.idle >= len(group.found):
        return NameKind.OTHER  # "Safari", "Twitter"
    # A person takes no article, but a family does: "the Brandts".
    articled = len(group.tokens) > 1 and 2 * group.articled >= max(group.labels.total(), 1)
    return NameKind.OTHER if articled and not group.key.endswith("s") else None


_TIE_BREAK = "PERGPELOCORGNORFACEVEPROWORLAW"
"""The first three letters of the labels, the one to believe first where two have as many votes."""


def _kind_by_label(group: _Group) -> NameKind:
    labels, text = group.labels, group.found[0].text
    votes = sorted(labels, key=lambda row: (row == "", -labels[row], _TIE_BREAK.find(row[:3]), row))
    label = votes[0] if votes else group.found[0].label
    if not label and group.placed >= 2 * labels.total() > 0 and not group.subject:
        return NameKind.PLACE  # "the village of X"
    if not label and group.speaks and 1 < len(group.tokens) < 4 and all(w.istitle() for w in text.split()):
        return NameKind.PERSON  # "Ireland's Caoimhe Dunleavy said"
    if not label:
        # A run of capitals without a label is taken for a name only where it does something.
        return NameKind.ORGANIZATION if _is_acronym(text) and group.subject else NameKind.OTHER
    if label == "PERSON" and any(c.isdigit() for c in text):
        return NameKind.OTHER
    return _kind_by_place(group, label)


def _kind_by_place(group: _Group, label: str) -> NameKind:
    """What a label names, by the words around the name in the whole article."""
    labels, text = group.labels, group.found[0].text
    idle = group.placed and not group.subject and not group.titled
    if idle and (label == "PERSON" or (label == "ORG" and len(group.tokens) == 1 and not _is_acronym(text))):
        return NameKind.PLACE
    sure = labels.total() * (1 if label == "EVENT" else 2)
    if idle and len(group.tokens) == 1 and KINDS[label] is NameKind.OTHER and group.placed >= sure:
        return NameKind.PLACE
    if label == "PERSON" and len(group.tokens) == 1 and group.plural == labels.total() and not group.key.endswith("s"):
        return NameKind.ORGANIZATION  # "The Herald": a person takes no article
    if group.speaks and KINDS[label] is NameKind.OTHER and 1 < len(group.tokens) < 5 and text.istitle():
        return NameKind.PERSON
    if label == "PERSON" and len(group.tokens) == 1 and group.plural and group.key.endswith("s"):
        return NameKind.PEOPLE  # "the Jacobins"
    return KINDS[label]


def _kind_by_words(group: _Group) -> NameKind | None:
    """What a name's own words say, None where they say nothing."""
    labels, tokens = group.labels, group.tokens
    text = group.found[0].text
    called = group.described and not group.titled and not group.placed  # "the charity Clean Cup"
    if len(tokens) > 1 and not called and (kind := _kind_by_ends(group)) is not None:
        return kind
    people = labels["NORP"] > 0 and labels["NORP"] >= labels.total() / 2
    if len(tokens) == 1 and not group.titled and not group.speaks:
        if people and (group.placed or country_of_capital(text)) and not country_of_people(text):
            return NameKind.PLACE  # "a market in X"
        if (labels["PERSON"] or labels["ORG"] or not any(labels)) and country_of_capital(text):
            return NameKind.PLACE
    if group.described and not group.titled and not country_of_people(text):
        return NameKind.ORGANIZATION
    if people or (len(tokens) == 1 and not group.titled and country_of_people(text)):
        return NameKind.PEOPLE
    unsure = len(tokens) > 1 and labels["ORG"] + labels[""] > 0 and labels.total() <= 3
    double = group.speaks and _is_double_barrelled(text)
    return NameKind.PERSON if group.titled or (unsure and (double or _sounds_like_person(tokens))) else None


def _kind_by_ends(group: _Group) -> NameKind | None:
    """What the first and last words of a longer name say: "Lake …", "… Ministry", "Bank of …", "… Cup"."""
    heads = words("names", "organizations", "forms")
    labels, tokens, last = group.labels, group.tokens, group.tokens[-1]
    ground = words("names", "geography")
    if last in words("names", "events") or tokens[0] in words("names", "ships"):
        return NameKind.OTHER
    if (last in ground or tokens[0] in ground) and labels["ORG"] <= labels.total() / 2 and not group.titled:
        return NameKind.PLACE
    if len(tokens) == 2 and last in words("names", "doubtful") and labels["PERSON"] >= max(labels.total(), 1) / 2:
        return NameKind.PERSON
    body = last in heads or tokens[0] in words("names", "openings")
    if body or ("of" in tokens and any(t in heads for t in tokens[:-1])):
        return NameKind.ORGANIZATION
    return None


def _is_double_barrelled(text: str) -> bool:
    """ "Ada Obi-Reyes": a given name before a family name of two."""
    parts = text.split()
    left, _, right = parts[-1].partition("-")
    return len(parts) == 2 and left.istitle() and right.istitle() and parts[0].istitle() and parts[0].isalpha()


def _sounds_like_person(tokens: tuple[str, ...]) -> bool:
    """A known given name first, or a patronymic last; no more words than a person has."""
    if len(tokens) > 4 or not all(t.isalpha() or "'" in t for t in tokens):
        return False
    given = tokens[0] in words("gender", "women") or tokens[0] in words("gender", "men")
    return given or any(tokens[-1].endswith(end) for end in words("names", "family_endings"))


def _is_acronym(text: str) -> bool:
    bare = text.replace(".", "")
    return 2 <= len(bare) <= 6 and bare.isupper()


def _stands(item: Candidate, group: _Group) -> bool:
    """Whether a candidate is a name: one in Title Case must be known from the text or the atlas; a run without a label
    must have evidence."""
    if item.shout:
        return bool(group.labels) or group.kind is NameKind.COUNTRY or country_of_capital(item.text) is not None
    if item.label:
        return True
    return group.kind is not NameKind.OTHER
