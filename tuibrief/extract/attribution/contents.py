"""Stage 6, second part: how far what is said reaches, as token ranges, from the cue's place in the sentence."""

from __future__ import annotations

from dataclasses import dataclass

from tuibrief.extract.attribution.cues import Lexicon, Stance, disagrees, is_thing, is_verb, phrase
from tuibrief.extract.parse import Parse, Sentence, Token

Range = tuple[int, int]

NOWHERE = 1 << 60  # beyond every token
_PAST = frozenset({"VBD"})
_PRESENT = frozenset({"VBZ", "VBP", "MD", "VB"})
_TURNS = frozenset(
    {"even", "while", "though", "although", "despite", "amid", "whereas"}
)  # open the article's own words
_ASIDES = frozenset({"after", "as", "hours", "days"})
PARTING = frozenset({",", '"', "”", "’", "'", "»"})
_AT = frozenset({"in", "during", "on", "at", "via", "through"})
_WHEN = 3  # tokens after the first of "on Thursday", "late last week"
_TITLE = 6  # letters of an abbreviated title
_FRAGMENT = 12  # tokens of a piece of a sentence that holds no more than a saying


@dataclass(frozen=True, slots=True)
class Content:
    """Token ranges of what is said, what it is credited as, and whether it is a clause (else a noun phrase)."""

    ranges: tuple[Range, ...]
    stance: Stance
    clausal: bool = True


def edges(token: Token) -> Range:
    """First and last token of a subtree."""
    first = last = token.index
    stack = [token]
    while stack:
        for child in stack.pop().children:
            first, last = min(first, child.index), max(last, child.index)
            stack.append(child)
    return first, last


def without(whole: Range, *holes: Range) -> tuple[Range, ...]:
    """A range with others cut out of it."""
    pieces = [whole]
    for hole in holes:
        cut: list[Range] = []
        for first, last in pieces:
            if hole[1] < first or hole[0] > last:
                cut.append((first, last))
                continue
            if first < hole[0]:
                cut.append((first, hole[0] - 1))
            if hole[1] < last:
                cut.append((hole[1] + 1, last))
        pieces = cut
    return tuple(pieces)


def _is_cue_clause(token: Token, words: Lexicon) -> bool:
    """Whether a clause beside the content is another saying: "…, adding that …", "… as reported by …"."""
    if token.dep in ("advcl", "conj", "parataxis") and is_verb(token):
        return token.lemma in words.clause or token.tag == "VBG"
    return token.lower in words.according


def reach(verb: Token, content: Token, words: Lexicon) -> int:
    """Where a content clause after its verb ends: with what follows in the verb's own phrase, up to the next saying."""
    last = edges(content)[1]
    for child in verb.children:
        if child.index <= content.index or child is content:
            continue
        if (verb.tag in _PAST and _is_aside(child)) or _even_as(child) < NOWHERE:
            break
        if child.lemma in words.disputed and disputed_at(child) < NOWHERE:
            break
        if verb.tag in _PAST and _is_contrast(content, child):
            break
        if child.dep in ("conj", "cc", "nsubj", "parataxis") or _is_cue_clause(child, words):
            # "said it was late and that they were tired": the second complement belongs to the first saying
            if child.dep == "conj" and (mark := child.child("mark")) and mark.lower == "that":
                last = max(last, edges(child)[1])
                continue
            if child.dep == "cc":
                continue
            break
        if child.dep in ("prep", "npadvmod", "advmod", "advcl", "dobj", "oprd", "ccomp", "xcomp", "acomp", "attr"):
            last = max(last, edges(child)[1])
    return min(last, foreign_at(verb, content, words) - 1)


def venue_at(verb: Token, found: Range, words: Lexicon, *, deep: bool) -> int:
    """Where "… in a statement", "… on a call with donors" begins at the end of what is said after the verb.

    ``deep``: also where the parser hung it on what is said.
    """
    above = [verb]
    if deep:
        above += [t for t in verb.subtree() if t.dep in ("dobj", "prep", "pobj", "oprd") and t.index <= found[1]]
    for lead in (c for t in above for c in t.children_of("prep")):
        place = lead.child("pobj")
        if place is None or lead.lower not in _AT or place.lemma not in words.venues:
            continue
        if lead.index > found[0] and edges(lead)[1] >= found[1]:
            return lead.index
    return NOWHERE


def foreign_at(verb: Token, content: Token, words: Lexicon) -> int:
    """Where something that the parser hung on the content, but that belongs beside its saying, begins.

    "…, adding that …", "…, as reported by …", "said it regrets the delay and *promised* …" (the saying's tense, not the
    content's), "wants to raise taxes and *plans* …" (a finite verb joined to an infinitive).
    """
    begin = min((disputed_at(t) for t in content.subtree() if t.lemma in words.disputed), default=NOWHERE)
    stack = [content]
    while stack:
        token = stack.pop()
        for child in token.children:
            if child.index <= content.index:
                continue
            if (child.dep == "conj" and is_verb(child)) or child.dep in ("dobj", "prep", "pobj"):
                stack.append(child)
            begin = min(begin, _even_as(child))
            opens = edges(child)[0]
            if opens <= content.index:
                continue
            mark = child.child("mark")
            says = child.lemma in words.clause or child.lemma in words.naming or child.lemma in words.as_
            foreign = child.dep in ("advcl", "acl") and says and child.tag == "VBG"
            foreign |= child.dep == "advcl" and mark is not None and mark.lower == "as" and child.lemma in words.clause
            foreign |= child.lower in words.according and child.dep == "prep"
            foreign |= token is content and verb.tag in _PAST and (_is_aside(child) or _is_contrast(content, child))
            if (
                child.dep == "conj"
                and is_verb(child)
                and not child.child("nsubj", "nsubjpass", "aux")
                and token is content
            ):
                infinitive = content.tag == "VB" and not any(c.tag == "MD" for c in content.children)
                foreign |= infinitive and child.tag in ("VBZ", "VBD", "VBP")
                foreign |= verb.tag in _PAST and child.tag in _PAST and _is_other_tense(content, child, words)
                says = child.lemma in words.clause and child.child("ccomp") is not None
                foreign |= says and is_thing(content.child("nsubj", "nsubjpass"))
                foreign |= disagrees(content, child)
            if foreign:
                joint = next((c for c in token.children_of("cc") if content.index < c.index < opens), None)
                begin = min(begin, joint.index if joint is not None and child.dep == "conj" else opens)
    return begin


def _is_other_tense(content: Token, child: Token, words: Lexicon) -> bool:
    """Whether a verb in the past that is joined to a content is the article's own: "said it regrets the delay and
    *promised* …"; after "had" only another saying is ("had done nothing wrong and looked forward")."""
    tags = {c.tag for c in content.children if c.dep == "aux"}
    if content.tag in _PRESENT or tags & _PRESENT:
        return True
    return bool(tags) and (child.lemma in words.clause or child.lemma in words.infinitive)


def _is_aside(clause: Token) -> bool:
    """ "…, after the party rejected it", "…, as crews searched": what the article adds on when it was said."""
    mark = clause.child("mark")
    if clause.dep != "advcl" or mark is None or mark.lower not in _ASIDES or clause.tag not in _PAST:
        return False
    first = edges(clause)[0]
    return any(c.text == "," and c.index == first - 1 for t in (clause.head, clause) for c in t.children)


def _is_contrast(content: Token, clause: Token) -> bool:
    """ "urged its citizens to stay, while the army moved": what another did meanwhile is no part of what was urged."""
    mark = clause.child("mark") if clause.dep == "advcl" and content.tag == "VB" else None
    return mark is not None and mark.lower == "while" and clause.tag in _PAST and clause.child("nsubj") is not None


def _even_as(clause: Token) -> int:
    """Where "…, even as rivals call on him to go" begins: what the article sets against what is said."""
    mark = clause.child("mark") if clause.dep == "advcl" else None
    even = next((c for c in clause.children if c.lower == "even" and mark is not None and c.index < clause.index), None)
    as_ = even is not None and any(c.lower == "as" and c.index == even.index + 1 for c in clause.children)
    return even.index if even is not None and as_ else NOWHERE


def disputed_at(noun: Token) -> int:
    """Where "…, a claim that the union rejects" begins: the article's own word on what is said before it."""
    article = noun.child("det")
    if article is None or article.lower not in ("a", "an") or noun.child("relcl", "acl") is None:
        return NOWHERE
    heads = (noun, *noun.ancestors(), *noun.head.children)
    comma = any(c.index == article.index - 1 and c.lower == "," for t in heads for c in t.children)
    return article.index - 1 if comma else NOWHERE


def opening(clause: Token, after: int) -> int:
    """The first token of a content clause, its "that" left out, never before ``after``."""
    first = max(edges(clause)[0], after)
    # "said on Thursday it had …": when it was said, wherever the model hung that
    for child in clause.children:
        low, high = edges(child)
        told = child.child("pobj") if child.dep == "prep" else child
        when = told is not None and told.entity in ("DATE", "TIME") and child.dep in ("prep", "npadvmod")
        begun = low == first == after and child.index < clause.index
        if when and begun and clause.child("nsubj", "nsubjpass") and high - low <= _WHEN:
            first = high + 1
    # "said only that …": the word before "that" goes with the saying
    lead = [c for c in clause.children if c.dep in ("mark", "advmod", "neg") and first <= c.index < clause.index]
    mark = next((c for c in lead if c.dep == "mark"), None)
    if mark is None or mark.lower != "that" or len([c for c in lead if c.index < mark.index]) < mark.index - first:
        return first
    return mark.index + 1


def cue_phrase(verb: Token, source: Token | None) -> Range:
    """The stretch that the cue, its source and its other dependents take up: "she told reporters on Monday"."""
    first = last = verb.index
    for child in verb.children:
        if child.dep in ("ccomp", "conj", "cc", "punct", "parataxis"):
            continue
        low, high = edges(child)
        first, last = min(first, low), max(last, high)
    if source is not None and source.head is verb:
        low, high = edges(source)
        first, last = min(first, low), max(last, high)
    return first, last


def around(parse: Parse, clause: Token, verb: Token, source: Token | None) -> tuple[Range, ...]:
    """A clause that comes before its saying, or around it, the saying cut out."""
    first, last = edges(clause)
    hole = cue_phrase(verb, source)
    if source is not None and source.head is verb and clause.index < source.index:
        # what stands before the speaker belongs to what is said, wherever the parser hung it
        hole = (min(phrase(source)[0], verb.index), hole[1])
    if hole[0] <= clause.index <= hole[1]:  # a parse in which the saying swallows its content: keep to the clause
        hole = (verb.index, verb.index)
    opening = parse.sentence_of(verb).first
    # What stands before the saying belongs to the content: its subject or an opening phrase may hang elsewhere.
    if verb.is_root and all(parse.tokens[i].dep != "nsubj" or i > clause.index for i in range(opening, first)):
        first = opening
    if hole[0] > last:
        last = hole[0] - 1
    return without((first, last), hole)


def beside(parse: Parse, verb: Token, source: Token | None) -> tuple[Range, ...]:
    """What a saying without a clause of its own is set into: "The plan, she said, will fail"; "as she put it, …"."""
    if verb.is_root or (not is_verb(verb.head) and verb.head.pos not in ("NOUN", "PROPN", "ADJ", "PRON")):
        return ()
    return matrix(parse, verb, cue_phrase(verb, source))


def matrix(parse: Parse, verb: Token, hole: Range) -> tuple[Range, ...]:
    """The clause that a saying interrupts or closes, without the saying and without a clause that is only joined on."""
    sentence = parse.sentence_of(verb)
    first, last = sentence.first, sentence.last
    while last > first and parse.tokens[last].pos == "SPACE":
        last -= 1
    above = verb.head
    # "…, according to …" and "…, as reported by …" close all that stands before them, however deep they hang.
    as_ = any(c.dep == "mark" and c.lower == "as" for c in verb.children)
    closes = (verb.dep == "prep" or as_) and hole[1] + 1 >= last
    while not above.is_root and (
        above.dep not in ("conj", "ccomp", "advcl", "relcl", "parataxis")
        or (closes and (above.dep != "conj" or not above.child("nsubj", "nsubjpass")))
    ):
        above = above.head
    if not above.is_root:
        first, last = edges(above)
        if above.dep == "conj":
            first = max(first, above.head.index + 1)
    tokens = parse.tokens
    after = hole[1] + 1
    while after <= last and tokens[after].pos in ("PUNCT", "SPACE"):
        after += 1
    own = tokens[after].pos == "CCONJ" or tokens[after].lower in _TURNS if after <= last else False
    if own and hole[0] > above.index:
        last = hole[0] - 1  # "…, according to the mayor, and repairs …": what is joined on is the article's own
    return without((first, last), hole)


def left_of(parse: Parse, sentence: Sentence, verb: Token, source: Token | None) -> tuple[Range, ...]:
    """For a saying at the sentence's end whose parse failed: all before the comma or closing mark in front of it."""
    first = min(cue_phrase(verb, source)[0], phrase(source)[0] if source else verb.index)
    tokens = parse.tokens
    if first - 1 > sentence.first and tokens[first - 1].lower in PARTING:
        return ((sentence.first, first - 1),)
    if first == sentence.first and sentence.last - sentence.first < _FRAGMENT and sentence.index > 0:
        # "…, Const. Okoro said": the model ends the sentence after the title
        before = parse.sentences[sentence.index - 1]
        last = sentence.first - 1
        title = tokens[last - 1] if tokens[last].lower == "." else tokens[last]
        if tokens[last].lower.endswith(".") and title.text.istitle() and len(title.text) <= _TITLE:
            while last > before.first and tokens[last].pos in ("PUNCT", "PROPN", "NOUN", "ADJ"):
                if tokens[last].lower in PARTING:
                    break
                last -= 1
            if tokens[last].lower in PARTING and before.paragraph == sentence.paragraph:
                return ((before.first, last),)
    return ()
