"""Stage 6, second part: what is said, as token ranges, found from the cue's place in the sentence."""

from __future__ import annotations

from dataclasses import dataclass

from tuibrief.extract.cues import Lexicon, Stance, is_passive, is_verb, phrase
from tuibrief.extract.parse import Parse, Sentence, Token
from tuibrief.extract.words import words as people

Range = tuple[int, int]

_LEADS = frozenset({"that", "whether", "if"})
_OPENING_MARKS = frozenset('"“«„')
CLOSING_MARKS = frozenset('"”»')
_PARTING = frozenset({",", '"', "”", "’", "'", "»"})
_NOWHERE = 1 << 60  # beyond every token
_TITLE = 6  # letters of an abbreviated title
_FRAGMENT = 12  # tokens of a piece of a sentence that holds no more than a saying
_BEING = frozenset({"be", "seem", "appear", "remain", "feel", "become", "sound", "look"})


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
    return min(last, _foreign(verb, content, words) - 1)


def _disputed(noun: Token) -> int:
    """Where "…, a claim that the union rejects" begins: the article's own word on what is said before it."""
    article = noun.child("det")
    if article is None or article.lower not in ("a", "an") or noun.child("relcl", "acl") is None:
        return _NOWHERE
    heads = (noun, *noun.ancestors())
    comma = any(c.index == article.index - 1 and c.lower == "," for t in heads for c in t.children)
    return article.index - 1 if comma else _NOWHERE


_PAST = frozenset({"VBD"})
_PRESENT = frozenset({"VBZ", "VBP", "MD", "VB"})


def _foreign(verb: Token, content: Token, words: Lexicon) -> int:
    """Where something that the parser hung on the content, but that belongs beside its saying, begins.

    "…, adding that …", "…, as reported by …", "said it regrets the delay and *promised* …" (the saying's tense, not the
    content's), "wants to raise taxes and *plans* …" (a finite verb joined to an infinitive).
    """
    begin = min((_disputed(t) for t in content.subtree() if t.lemma in words.disputed), default=_NOWHERE)
    stack = [content]
    while stack:
        token = stack.pop()
        for child in token.children:
            if child.index <= content.index:
                continue
            if (child.dep == "conj" and is_verb(child)) or child.dep in ("dobj", "prep", "pobj"):
                stack.append(child)
            opens = edges(child)[0]
            if opens <= content.index:
                continue
            mark = child.child("mark")
            foreign = child.dep in ("advcl", "acl") and child.lemma in words.clause and child.tag == "VBG"
            foreign |= child.dep == "advcl" and mark is not None and mark.lower == "as" and child.lemma in words.clause
            foreign |= child.lower in words.according and child.dep == "prep"
            if (
                child.dep == "conj"
                and is_verb(child)
                and not child.child("nsubj", "nsubjpass", "aux")
                and token is content
            ):
                infinitive = content.tag == "VB" and not any(c.tag == "MD" for c in content.children)
                foreign |= infinitive and child.tag in ("VBZ", "VBD", "VBP")
                foreign |= (
                    verb.tag in _PAST
                    and child.tag in _PAST
                    and (content.tag in _PRESENT or content.child("aux") is not None)
                )
            if foreign:
                joint = next((c for c in token.children_of("cc") if content.index < c.index < opens), None)
                begin = min(begin, joint.index if joint is not None and child.dep == "conj" else opens)
    return begin


def _opening(clause: Token, after: int) -> int:
    """The first token of a content clause, its "that" left out, never before ``after``."""
    first = max(edges(clause)[0], after)
    mark = next((c for c in clause.children if c.dep == "mark" and c.index == first), None)
    return first + 1 if mark is not None and mark.lower == "that" and first < clause.index else first


def frame(parse: Parse, verb: Token, source: Token | None, words: Lexicon) -> Content | None:
    """What a verb's own dependents give as its content, the sure shapes first."""
    lemma = verb.lemma
    clause = _clause_of(verb)
    if clause is not None and (lemma in words.clause or clause.index < verb.index):
        stance = words.clause.get(lemma, Stance.UTTER)
        if clause.index > verb.index:
            return Content(((_opening(clause, verb.index + 1), reach(verb, clause, words)),), stance)
        if lemma in words.clause or parse.tokens[edges(clause)[0]].lower in _OPENING_MARKS:
            return Content(around(parse, clause, verb, source), stance)
    return (
        _infinitive(verb, words)
        or _naming(verb, words)
        or _as(verb, words)
        or _object(verb, source, words)
        or _preposition(verb, words)
    )


def _clause_of(verb: Token) -> Token | None:
    """The verb's finite clause: the one after it, unless words in quotation marks come before it."""
    clauses = [
        c
        for c in verb.children_of("ccomp")
        if c.tag not in ("VB", "VBG", "VBN") or c.child("nsubj", "nsubjpass", "aux", "auxpass", "expl")
    ]
    if clauses:
        after = next((c for c in clauses if c.index > verb.index), None)
        quoted = any(c.lower in _OPENING_MARKS for c in clauses[0].children_of("punct")) or any(
            c.lower in CLOSING_MARKS and clauses[0].index < c.index < verb.index for c in verb.children
        )
        return clauses[0] if after is None or quoted else after
    # Mistakes that the small model often makes: the clause as parataxis after a colon, or hung on the one who is told
    # ("telling a meeting in the town that he …").
    for child in verb.children_of("parataxis"):
        if child.index > verb.index and child.child("nsubj"):
            return child
    told = verb.child("dobj")
    if told is None or told.index < verb.index:
        return None
    for token in told.subtree():
        mark = token.child("mark") if token.dep in ("relcl", "acl") else None
        if mark is not None and mark.lower == "that" and token.child("nsubj", "nsubjpass"):
            return token
    return None


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
    if after <= last and tokens[after].pos == "CCONJ" and hole[0] > above.index:
        last = hole[0] - 1  # "…, according to the mayor, and repairs …": what is joined on is the article's own
    return without((first, last), hole)


def _infinitive(verb: Token, words: Lexicon) -> Content | None:
    """ "plans to …", "vowed to …", "asked the firm to …", "reported detecting …"."""
    for child in [*verb.children, *_urged(verb, words)]:
        if child.index < verb.index or child.dep not in ("xcomp", "ccomp", "advcl", "dobj", "acl", "relcl"):
            continue
        to = next((c for c in child.children if c.lower == "to" and c.dep == "aux"), None)
        if to is not None and verb.lemma in words.infinitive and child.dep != "dobj":
            if child.lemma in words.clause and _clause_of(child) is not None:
                return None  # "refused to say whether …": the saying is the cue
            if is_passive(verb) and words.infinitive[verb.lemma] is Stance.INTENT:
                return None  # "is expected to", "was meant to": nobody's
            first = _opening(child, verb.index + 1)
            return Content(((first, reach(verb, child, words)),), words.infinitive[verb.lemma])
        if to is None and child.tag == "VBG" and verb.lemma in words.gerund:
            return Content(((_opening(child, verb.index + 1), reach(verb, child, words)),), words.gerund[verb.lemma])
    return None


def _urged(verb: Token, words: Lexicon) -> list[Token]:
    """What somebody is called on to do: "called on Okun to debate"."""
    if words.infinitive.get(verb.lemma) is not Stance.UTTER:
        return []
    found = []
    for lead in verb.children_of("prep"):
        if lead.lower in ("on", "upon", "to", "with") and (goal := lead.child("pobj")):
            found += [c for t in (lead, goal) for c in t.children if c.dep in ("advcl", "acl", "relcl", "xcomp")]
    return found


def _right(verb: Token, *deps: str) -> Token | None:
    return next((c for c in verb.children if c.dep in deps and c.index > verb.index), None)


def _naming(verb: Token, words: Lexicon) -> Content | None:
    """ "called the vote a farce": both halves are what is said."""
    if verb.lemma not in words.naming:
        return None
    second = _right(verb, "oprd", "ccomp", "acomp")
    if second is None:
        return None
    first = _right(verb, "dobj")
    if first is not None and first.lower.endswith(("self", "selves")):
        return None  # "a group calling itself …": a name
    start = verb.index + 1 if not is_passive(verb) else edges(second)[0]
    return Content(((start, edges(second)[1]),), words.naming[verb.lemma])


def _as(verb: Token, words: Lexicon) -> Content | None:
    """ "described the vote as a farce", "described by her as a farce"."""
    stance = words.as_.get(verb.lemma) or words.object.get(verb.lemma)
    if stance is None or stance is Stance.INTENT:
        return None
    lead = next((c for c in verb.children_of("prep") if c.lower == "as" and c.index > verb.index), None)
    thing = _right(verb, "dobj")
    if lead is None and thing is not None:
        lead = next((c for c in thing.children_of("prep") if c.lower == "as"), None)
    if lead is None:
        return None
    start = edges(thing)[0] if thing is not None and thing.index < lead.index else lead.index
    return Content(((max(start, verb.index + 1), edges(lead)[1]),), stance)


def _object(verb: Token, source: Token | None, words: Lexicon) -> Content | None:
    """ "announced a deal", "accused the president of lying": the thing, and what is said of it."""
    thing = _right(verb, "dobj")
    leads = words.with_object.get(verb.lemma)
    if thing is not None and leads:
        near = [c for c in verb.subtree() if c.dep == "prep" and c.lower in leads and c.index > thing.index]
        lead = next((c for c in near if c.head in (verb, thing)), near[0] if near else None)
        if lead is not None:
            start = edges(thing)[0]
            stance = words.object.get(verb.lemma, Stance.UTTER)
            return Content(((max(start, verb.index + 1), max(edges(thing)[1], edges(lead)[1])),), stance)
    if verb.lemma not in words.object or source is None or thing is None:
        return None
    if (
        thing.pos == "PRON"
        or (of_noun(thing, words) is not None and verb.lemma in words.light)
        or thing.entity == "PERSON"
        or thing.lemma in people("people", "people")
    ):
        return None
    low, high = edges(thing)
    for child in verb.children:
        if (
            child.dep == "prep"
            and child.index > thing.index
            and child.lower in ("for", "of", "about", "over", "against")
        ):
            high = max(high, edges(child)[1])
    high = min(high, _foreign(verb, thing, words) - 1)
    return Content(((max(low, verb.index + 1), high),), words.object[verb.lemma], clausal=False)


def _preposition(verb: Token, words: Lexicon) -> Content | None:
    """ "called for an inquiry", "warned of floods"."""
    if verb.lemma not in words.preposition or is_passive(verb):
        return None
    stance, leads = words.preposition[verb.lemma]
    for child in verb.children_of("prep"):
        if child.index > verb.index and child.lower in leads and (thing := child.child("pobj", "pcomp")):
            if thing.pos == "PRON" and not thing.children:
                return None
            return Content(((child.index + 1, edges(child)[1]),), stance, clausal=thing.dep == "pcomp")
    return None


def of_noun(noun: Token, words: Lexicon) -> Content | None:
    """ "her claim that …", "a promise to …", "her argument is that …"."""
    stance = words.nouns.get(noun.lemma)
    if stance is None or _disputed(noun) < _NOWHERE:
        return None
    for child in noun.children:
        if child.index < noun.index or child.dep not in ("acl", "ccomp", "relcl", "advcl"):
            continue
        if child.dep == "acl" and child.tag == "VBG" and child.lemma in words.clause:
            return None  # "a statement saying that": the verb is the cue
        mark = child.child("mark")
        to = next((c for c in child.children if c.lower == "to" and c.dep == "aux"), None)
        if (mark is not None and mark.lower in _LEADS and child.dep != "relcl") or to is not None:
            return Content(((_opening(child, noun.index + 1), edges(child)[1]),), stance)
    if noun.dep == "nsubj" and noun.head.lemma == "be":
        clause = noun.head.child("ccomp", "xcomp")
        if clause is not None and clause.index > noun.head.index:
            return Content(((_opening(clause, noun.head.index + 1), edges(clause)[1]),), stance)
    return None


def of_adjective(adjective: Token, words: Lexicon) -> Content | None:
    """ "is confident that …", "is willing to …"."""
    stance = words.adjectives.get(adjective.lower)
    if stance is None or (adjective.dep not in ("acomp", "conj", "oprd") and adjective.head.lemma not in _BEING):
        return None
    for child in adjective.children:
        if child.index < adjective.index:
            continue
        if child.dep == "ccomp" or (child.dep == "xcomp" and child.child("aux")):
            if child.dep == "xcomp" and stance is Stance.VIEW and child.tag == "VB":
                continue  # "proud to be here": no content
            return Content(((_opening(child, adjective.index + 1), edges(child)[1]),), stance)
    return None


def left_of(parse: Parse, sentence: Sentence, verb: Token, source: Token | None) -> tuple[Range, ...]:
    """For a saying at the sentence's end whose parse failed: all before the comma or closing mark in front of it."""
    first = min(cue_phrase(verb, source)[0], phrase(source)[0] if source else verb.index)
    tokens = parse.tokens
    if first - 1 > sentence.first and tokens[first - 1].lower in _PARTING:
        return ((sentence.first, first - 1),)
    if first == sentence.first and sentence.last - sentence.first < _FRAGMENT and sentence.index > 0:
        # "…, Const. Okoro said": the model ends the sentence after the title
        before = parse.sentences[sentence.index - 1]
        last = sentence.first - 1
        title = tokens[last - 1] if tokens[last].lower == "." else tokens[last]
        if tokens[last].lower.endswith(".") and title.text.istitle() and len(title.text) <= _TITLE:
            while last > before.first and tokens[last].pos in ("PUNCT", "PROPN", "NOUN", "ADJ"):
                if tokens[last].lower in _PARTING:
                    break
                last -= 1
            if tokens[last].lower in _PARTING and before.paragraph == sentence.paragraph:
                return ((before.first, last),)
    return ()
