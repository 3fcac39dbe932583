"""Stage 6: the saying that a word is the cue of, with its source and its content, before quotations are looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tuibrief.extract.attribution import contents, frames
from tuibrief.extract.attribution.contents import Content, Range
from tuibrief.extract.attribution.cues import (
    Cue,
    Lexicon,
    Stance,
    actor_of,
    is_passive,
    is_thing,
    is_verb,
    lexicon,
    phrase,
    with_particle,
)
from tuibrief.extract.attribution.spans import trimmed
from tuibrief.extract.parse import Parse, Token
from tuibrief.model import Span

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MARKS = frozenset('"“”«»')
_VERBAL_TAGS = _FINITE | {"VBN"}
_DEEP = 2  # nouns below one another in the phrase of a source
_TELLING = frozenset({"tell"})  # others take "of" what they speak of


@dataclass(slots=True)
class Draft:
    """A saying while its content is still put together."""

    cue: Cue | None
    source: Token | None
    spans: list[Span]
    clausal: bool = True
    quoting: bool = False  # its content is direct speech


def draft_of(parse: Parse, token: Token, words: Lexicon) -> Draft | None:
    """The saying that a token is the cue of."""
    if token.lower in words.according and token.dep in ("prep", "acl", "advcl"):
        found = _of_according(parse, token)
    elif token.lower in words.adjective_lead and token.child("auxpass"):
        found = _of_adjective(token, words)
    elif token.lemma in words.verbs and is_verb(token):
        found = _of_verb(parse, token, words)
    elif token.lower in words.words_of and token.dep == "pobj" and token.head.lower == "in":
        found = _of_view(parse, token)
    elif token.lemma in words.nouns and token.pos == "NOUN":
        found = _of_noun(token, words)
    elif (token.lower in words.adjectives or token.lower in words.adjective_lead) and token.pos in ("ADJ", "VERB"):
        found = _of_adjective(token, words)
    elif is_verb(token):
        found = _of_manner(parse, token)
    else:
        return None
    if found is None:
        return None
    cue, content = found
    spans = [s for r in content.ranges if (s := _characters(parse, r))]
    return Draft(cue, cue.source, spans, content.clausal) if spans else None


def _characters(parse: Parse, found: Range) -> Span | None:
    if found[1] < found[0]:
        return None
    return trimmed(parse.text, parse.tokens[found[0]].start, parse.tokens[found[1]].end)


def _of_verb(parse: Parse, verb: Token, words: Lexicon) -> tuple[Cue, Content] | None:
    stray = _stray_source(parse, verb, words)
    if stray is not None:
        ranges = contents.left_of(parse, parse.sentence_of(verb), verb, stray)
        if ranges:
            return Cue(verb, *with_particle(verb), Stance.UTTER, stray), Content(ranges, Stance.UTTER)
    source = actor_of(verb)
    if source is not None and source.pos in ("VERB", "AUX", "ADV"):
        source = None
    if source is None:
        source = _text_of(verb, words) if is_passive(verb) else _after_quotation(verb, words)
    content = _closing(parse, verb, source, words) or frames.frame(parse, verb, source, words)
    if content is None and (verb.lemma in words.clause or verb.lemma in words.as_put):
        content = _set_in(parse, verb, source, words) or _clause_unread(parse, verb, source, words)
    deaf = verb.lemma in words.hearing and (source is None or source.lemma not in words.hearers)
    if content is None or deaf:
        return None
    content = _without_venue(parse, verb, _past_question(parse, verb, content), words)
    told = verb.lemma in words.clause and content.clausal
    if content.stance is Stance.SHOW and not _shows(source, words, told=told):
        return None
    # Without anybody who says it, only "it was reported that …" is a saying.
    known = source is not None or (is_passive(verb) and content.clausal and _is_impersonal(verb))
    return (
        None
        if not known or _says_nothing(verb, source, content, words)
        else (
            Cue(verb, *with_particle(verb), content.stance, source),
            content,
        )
    )


def _past_question(parse: Parse, verb: Token, content: Content) -> Content:
    """ "Asked when it would end, she said, “By Friday”": what is quoted after the saying, not what was asked."""
    tokens = parse.tokens
    opening = [t.lower for t in tokens[verb.index + 1 : verb.index + 3]]
    first, last = content.ranges[0]
    asked = tokens[first].tag == "VBN" or tokens[first].lower in ("when", "if")
    if not asked or last > verb.index or len(opening) < 2 or opening[0] not in ",:" or opening[1] not in _MARKS:
        return content
    if any(t.lower in _MARKS for t in tokens[first : last + 1]):
        return content
    later = tuple(r for r in content.ranges if r[0] > verb.index)
    return Content(later or ((verb.index + 2, parse.sentence_of(verb).last),), content.stance)


def _says_nothing(verb: Token, source: Token | None, content: Content, words: Lexicon) -> bool:
    """Whether the verb's subject can't say or think it: "the move suggests that …", "that hopes …"."""
    if verb.lemma in words.of_people and is_thing(source):
        return True
    thing = source is not None and source.lower in ("this", "that", "which")
    return (thing or (source is not None and source.pos == "NUM")) and content.stance is not Stance.UTTER


def _without_venue(parse: Parse, verb: Token, content: Content, words: Lexicon) -> Content:
    """A content after its verb, without "in a statement" at its end."""
    *before, last = content.ranges
    if last[0] < verb.index:
        return content
    finite = any(t.tag in _FINITE for t in parse.tokens[last[0] : last[1] + 1])
    end = min(last[1], contents.venue_at(verb, last, words, deep=not finite) - 1)
    return replace(content, ranges=(*before, (last[0], end)))


def _stray_source(parse: Parse, verb: Token, words: Lexicon) -> Token | None:
    """ "Police arrested three men, the prosecutor’s office said", where the parser gave the saying no subject."""
    stance = words.clause.get(verb.lemma)
    if stance not in (Stance.UTTER, Stance.SHOW) or verb.tag not in ("VBD", "VBZ", "VBP") or verb.index < 2:
        return None
    clause = verb.child("ccomp")
    if verb.child("nsubj", "dobj", "xcomp") or (clause is not None and clause.index > verb.index):
        return None
    before = parse.tokens[verb.index - 1]
    if before.lower == ",":  # "the head, Dr. Rossi, warned"
        before = parse.tokens[verb.index - 2]
        if before.dep != "appos" or before.head.index > verb.index:
            return None
        before = before.head
    elif before.dep not in ("appos", "conj", "nmod", "npadvmod", "dep", "pobj"):
        return None
    sentence = parse.sentence_of(verb)
    for _ in range(_DEEP):  # "…, an analysis by the Courier found"
        if parse.tokens[phrase(before)[0] - 1].lower != "," and before.dep == "pobj" and before.head.dep == "prep":
            before = before.head.head
    first = phrase(before, beyond=verb)[0]
    comma = first > sentence.first + 3 and parse.tokens[first - 1].lower == ","
    if not comma or before.pos not in ("NOUN", "PROPN", "PRON"):
        return None
    return before if stance is Stance.UTTER or _shows(before, words, told=True) else None


def _closing(parse: Parse, verb: Token, source: Token | None, words: Lexicon) -> Content | None:
    """ "Half of the voters say she lied, a poll finds": a saying at the end, hung on a verb of what it is about."""
    stance = words.clause.get(verb.lemma)
    if stance not in (Stance.UTTER, Stance.SHOW) or source is None or source.head is not verb or verb.is_root:
        return None
    if verb.dep not in ("ccomp", "parataxis", "dep") or verb.tag not in ("VBD", "VBZ", "VBP"):
        return None
    if verb.head.index > source.index or verb.child("mark") or source.index > verb.index:
        return None
    sentence, tokens = parse.sentence_of(verb), parse.tokens
    first = phrase(source, beyond=verb)[0]
    right = [c for c in verb.children if c.index > verb.index and c.dep not in ("punct", "npadvmod", "prep", "advmod")]
    if right or first - 1 <= sentence.first or tokens[first - 1].lower not in contents.PARTING:
        return None
    last = contents.cue_phrase(verb, source)[1]
    if any(t.pos not in ("PUNCT", "SPACE") for t in tokens[last + 1 : sentence.last + 1]):
        return None
    return Content(((sentence.first, first - 1),), stance)


def _after_quotation(verb: Token, words: Lexicon) -> Token | None:
    """ "“Shame!” shouted one of them", "…, insisted one": the small model takes the speaker for the object."""
    clause = verb.child("ccomp")
    thing = verb.child("dobj") or _commenting(verb)
    if thing is None or clause is None or not clause.index < verb.index < thing.index:
        return None
    marks = [c for t in (verb, clause) for c in t.children if clause.index < c.index < verb.index]
    quoted = any(c.lower in frames.CLOSING_MARKS for c in marks)
    comma = words.clause.get(verb.lemma) is Stance.UTTER and any(
        c.lower == "," and c.index == verb.index - 1 for c in marks
    )
    return thing if quoted or (comma and thing.pos != "PRON") else None


def _text_of(verb: Token, words: Lexicon) -> Token | None:
    """ "…, as stated on the Norsk website": the text that says it."""
    if verb.dep != "advcl" or not any(c.dep == "mark" and c.lower == "as" for c in verb.children):
        return None
    texts = (c.child("pobj") for c in verb.children_of("prep") if c.lower in ("in", "on", "by", "at"))
    return next((t for t in texts if t is not None and (t.lemma in words.venues or t.lemma in words.evidence)), None)


def _commenting(verb: Token) -> Token | None:
    """ "“It works,” said the engineer Ana Lima commenting on the test": the speaker, read as the comment's subject."""
    clause = next((c for c in verb.children_of("ccomp") if c.index > verb.index and c.tag == "VBG"), None)
    speaker = clause.child("nsubj") if clause is not None else None
    return speaker if speaker is not None and phrase(speaker)[0] == verb.index + 1 else None


def _is_impersonal(verb: Token) -> bool:
    """ "It was reported that …", "…, as reported": not "asked whether he would go, …"."""
    subject = verb.child("nsubjpass")
    if subject is not None:
        return subject.lower == "it" or (verb.lemma in _TELLING and subject.lemma in lexicon().hearers)
    mark = verb.child("mark")
    return mark is not None and mark.lower == "as"


def _shows(source: Token | None, words: Lexicon, *, told: bool) -> bool:
    """Whether what shows something is a text or, where that is ``told`` in a clause, a person: polls show, experts
    found that; "the scar shows", "she showed a film" are none."""
    if source is None:
        return False
    if source.lemma.lower() in words.evidence or source.lower in words.evidence or not told:
        return source.lemma.lower() in words.evidence or source.lower in words.evidence
    return source.entity in ("PERSON", "ORG", "NORP") or source.pos == "PROPN"


def _set_in(parse: Parse, verb: Token, source: Token | None, words: Lexicon) -> Content | None:
    """A saying set into or after its content: "The plan, she said, will fail"; "as reported by AP"."""
    stance = words.clause.get(verb.lemma, Stance.UTTER)
    mark = verb.child("mark")
    as_ = mark is not None and mark.lower == "as"
    if (verb.lemma in words.as_put and (not as_ or not verb.child("dobj"))) or (verb.dep == "relcl" and not as_):
        return None
    if stance in (Stance.UTTER, Stance.VIEW) or as_:
        bare = not verb.child("dobj", "ccomp", "xcomp")
        if as_ or verb.dep == "parataxis" or (verb.dep in ("ccomp", "advcl") and bare and _is_set_off(parse, verb)):
            ranges = contents.beside(parse, verb, source)
            return Content(ranges, stance) if ranges else None
        told = verb.child("dobj")  # "…, the minister told reporters"
        listener = told is None or (verb.lemma in _TELLING and told.index > verb.index and verb.child("cc") is None)
        if stance is Stance.UTTER and source is not None and listener and not verb.child("xcomp", "acomp"):
            ranges = contents.left_of(parse, parse.sentence_of(verb), verb, source)
            return Content(ranges, stance) if ranges else None
    return None


def _clause_unread(parse: Parse, verb: Token, source: Token | None, words: Lexicon) -> Content | None:
    """ "Prosecutors said a notebook seized at his home listed payments", where the model saw no clause: all that
    follows, since what takes no object ("say") has one only by mistake."""
    thing = verb.child("dobj")
    if thing is None or verb.lemma not in words.clauses_only or source is None or source.index > verb.index:
        return None
    sentence, tokens = parse.sentence_of(verb), parse.tokens
    last = sentence.last
    while last > verb.index and tokens[last].pos in ("PUNCT", "SPACE"):
        last -= 1
    rest = tokens[verb.index + 1 : last + 1]
    told = thing.index > verb.index and verb.tag in _FINITE and any(t.tag in _VERBAL_TAGS for t in rest)
    if not told or any(t.pos == "PUNCT" and t.text != "," for t in rest):
        return None
    last = min(last, contents.foreign_at(verb, thing, words) - 1)
    return Content(((verb.index + 1, last),), words.clause[verb.lemma])


def _is_set_off(parse: Parse, verb: Token) -> bool:
    """Whether commas or dashes part a short saying from its sentence on both sides."""
    first, last = contents.cue_phrase(verb, verb.child("nsubj"))
    if verb.child("nsubj") is None or last - first > 12:
        return False
    sentence = parse.sentence_of(verb)
    tokens = parse.tokens
    left = first == sentence.first or tokens[first - 1].pos == "PUNCT"
    right = last >= sentence.last or tokens[last + 1].pos == "PUNCT"
    return left and right


def _of_manner(parse: Parse, verb: Token) -> tuple[Cue, Content] | None:
    """Any verb with quoted words for its clause: "“Go home,” he barked"."""
    clause = next((c for c in verb.children_of("ccomp") if c.index < verb.index), None)
    source = verb.child("nsubj")
    if clause is None or source is None:
        return None
    before = parse.tokens[max(0, min(verb.index, source.index) - 1)]
    if before.lower not in ('"', "”", "»", "''"):
        return None
    ranges = contents.around(parse, clause, verb, source)
    return Cue(verb, *with_particle(verb), Stance.UTTER, source), Content(ranges, Stance.UTTER)


def _of_according(parse: Parse, token: Token) -> tuple[Cue, Content] | None:
    to = token.child("prep")
    thing = to.child("pobj") if to else token.child("pobj") if token.lower == "per" else None
    if thing is None or (token.lower == "per" and not (thing.pos == "PROPN" and thing.entity in ("ORG", "PERSON"))):
        return None
    hole = contents.edges(token)
    ranges = contents.matrix(parse, token, hole)
    cue = Cue(token, token.index, to.index if to else token.index, Stance.UTTER, thing)
    return (cue, Content(ranges, Stance.UTTER)) if ranges else None


def _of_view(parse: Parse, noun: Token) -> tuple[Cue, Content] | None:
    """ "In his view, …", "in the words of the judge"."""
    of = next((c for c in noun.children_of("prep") if c.lower == "of"), None)
    source = noun.child("poss") or (of.child("pobj") if of else None)
    if source is None:
        return None
    ranges = contents.matrix(parse, noun.head, contents.edges(noun.head))
    cue = Cue(noun, noun.index, noun.index, Stance.UTTER, source)
    return (cue, Content(ranges, Stance.UTTER)) if ranges else None


def _of_noun(noun: Token, words: Lexicon) -> tuple[Cue, Content] | None:
    content = frames.of_noun(noun, words)
    if content is None:
        return None
    source = noun.child("poss")
    first = noun.index
    if source is None:
        by = next((c for c in noun.children_of("prep") if c.lower in ("by", "from", "of", "among")), None)
        source = by.child("pobj") if by else None
    if source is None and noun.dep in ("dobj", "pobj"):
        verb = noun.head if noun.dep == "dobj" else noun.head.head
        if is_verb(verb) and verb.lemma in words.light:
            source = actor_of(verb)
            if 0 < noun.index - verb.index <= 4:
                first = verb.index
    if source is None:
        return None
    return Cue(noun, first, noun.index, content.stance, source), content


def _of_adjective(adjective: Token, words: Lexicon) -> tuple[Cue, Content] | None:
    content = frames.of_adjective(adjective, words)
    if content is None:
        return None
    if (passive := adjective.child("auxpass")) is not None:  # "is opposed to the plan", taken for a verb
        source = adjective.child("nsubjpass", "nsubj") or passive.child("nsubjpass", "nsubj")
        return (Cue(adjective, passive.index, adjective.index, content.stance, source), content) if source else None
    if adjective.is_root:
        return None
    held = adjective.dep in ("acomp", "oprd", "ROOT") or adjective.head.lemma == "make"
    holder = adjective.head if held else adjective
    source = actor_of(holder) or adjective.child("nsubj")
    if source is None and adjective.dep == "conj":
        source = actor_of(adjective.head.head)
    if source is None or source.lower in ("it", "there", "this", "that", "what"):
        return None
    first = holder.index if 0 < adjective.index - holder.index <= 3 else adjective.index
    return Cue(adjective, first, adjective.index, content.stance, source), content
