"""Stage 6: who is credited with what.

Source, cue and content of each saying, belief, wish and finding, in the manner of the attribution corpora (PARC 3, Pareti
2012; PolNeAR, Newell et al. 2018): the content is the whole clause or quotation, source and cue left out, its quotation
marks kept. ``credits.find_credits`` turns them into whom the article credits for each happening.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tuibrief.extract import contents
from tuibrief.extract.contents import Content, Range
from tuibrief.extract.credits import find_credits
from tuibrief.extract.cues import Cue, Lexicon, Stance, actor_of, is_passive, is_verb, lexicon, phrase, with_particle
from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.speech import Quotes, joined, sentences_of, trimmed
from tuibrief.extract.stages import Cast, Layout, Predicate, Said
from tuibrief.model import Span

__all__ = ["find_attributions", "find_credits"]


@dataclass(slots=True)
class Draft:
    """A saying while its content is still put together."""

    cue: Cue | None
    source: Token | None
    spans: list[Span]
    clausal: bool = True
    quoting: bool = False  # its content is direct speech


def find_attributions(parse: Parse, layout: Layout, cast: Cast, predicates: tuple[Predicate, ...]) -> tuple[Said, ...]:
    """Source, cue and content of all that is said or thought, in the order of the text."""
    words, quotes = lexicon(), Quotes(parse, layout)
    drafts = [draft for token in parse.tokens if (draft := _draft(parse, token, words))]
    drafts = [d for d in drafts if not _is_own_thought(d, quotes, words)]
    _cut_closers(parse, drafts)
    for draft in drafts:
        _take_quotations(parse, draft, quotes)
    drafts += _alone(parse, drafts, quotes)
    _cut_dateline(layout, drafts)
    drafts = _apart(cast, drafts)
    by_head = {p.head: n for n, p in enumerate(predicates)}
    saids = [_said(parse, cast, draft, by_head) for draft in drafts]
    return tuple(sorted((s for s in saids if s.content), key=lambda s: (s.content[0], s.cue or (0, 0))))


def _draft(parse: Parse, token: Token, words: Lexicon) -> Draft | None:
    """The saying that a token is the cue of."""
    if token.lower in words.according and token.dep in ("prep", "acl", "advcl"):
        found = _of_according(parse, token)
    elif token.lemma in words.verbs and is_verb(token):
        found = _of_verb(parse, token, words)
    elif token.lower in words.words_of and token.dep == "pobj" and token.head.lower == "in":
        found = _of_view(parse, token)
    elif token.lemma in words.nouns and token.pos == "NOUN":
        found = _of_noun(token, words)
    elif token.lower in words.adjectives and token.pos in ("ADJ", "VERB"):
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
    if source is None and not is_passive(verb):
        source = _after_quotation(verb)
    content = contents.frame(parse, verb, source, words)
    if content is None and (verb.lemma in words.clause or verb.lemma in words.as_put):
        content = _set_in(parse, verb, source, words)
    if content is None:
        return None
    if content.stance is Stance.SHOW and not _shows(source, words):
        return None
    # Without anybody who says it, only "it was reported that …" is a saying.
    if source is None and not (is_passive(verb) and content.clausal and _is_impersonal(verb)):
        return None
    thing = source is not None and source.lower in ("this", "that", "which")
    if (thing or (source is not None and source.pos == "NUM")) and content.stance is not Stance.UTTER:
        return None
    return Cue(verb, *with_particle(verb), content.stance, source), content


def _stray_source(parse: Parse, verb: Token, words: Lexicon) -> Token | None:
    """ "Police arrested three men, the prosecutor’s office said Monday", where the parser gave the saying no subject."""
    if words.clause.get(verb.lemma) is not Stance.UTTER or verb.tag not in ("VBD", "VBZ", "VBP") or verb.index < 2:
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
    first = phrase(before)[0]
    comma = first > sentence.first + 3 and parse.tokens[first - 1].lower == ","
    return before if comma and before.pos in ("NOUN", "PROPN", "PRON") else None


def _after_quotation(verb: Token) -> Token | None:
    """ "“Shame!” shouted one of them": the small model takes the speaker for the object."""
    thing = verb.child("dobj")
    clause = verb.child("ccomp")
    if thing is None or clause is None or not clause.index < verb.index < thing.index:
        return None
    marks = [c for t in (verb, clause) for c in t.children if clause.index < c.index < verb.index]
    return thing if any(c.lower in contents.CLOSING_MARKS for c in marks) else None


def _is_impersonal(verb: Token) -> bool:
    """ "It was reported that …", "…, as reported": not "asked whether he would go, …"."""
    subject = verb.child("nsubjpass")
    if subject is not None:
        return subject.lower == "it"
    mark = verb.child("mark")
    return mark is not None and mark.lower == "as"


def _shows(source: Token | None, words: Lexicon) -> bool:
    """Whether what shows something is a text or a person: polls show, experts found; "the scar shows" is none."""
    if source is None:
        return False
    return source.lemma.lower() in words.evidence or source.entity in ("PERSON", "ORG", "NORP") or source.pos == "PROPN"


def _set_in(parse: Parse, verb: Token, source: Token | None, words: Lexicon) -> Content | None:
    """A saying set into or after its content: "The plan, she said, will fail"; "as reported by AP"; "…, said the mayor"."""
    stance = words.clause.get(verb.lemma, Stance.UTTER)
    mark = verb.child("mark")
    as_ = mark is not None and mark.lower == "as"
    if verb.lemma in words.as_put and (not as_ or not verb.child("dobj")):
        return None
    if stance in (Stance.UTTER, Stance.VIEW) or as_:
        bare = not verb.child("dobj", "ccomp", "xcomp")
        if as_ or verb.dep == "parataxis" or (verb.dep in ("ccomp", "advcl") and bare and _is_set_off(parse, verb)):
            ranges = contents.beside(parse, verb, source)
            return Content(ranges, stance) if ranges else None
        if stance is Stance.UTTER and source is not None and not verb.child("dobj", "xcomp", "acomp"):
            ranges = contents.left_of(parse, parse.sentence_of(verb), verb, source)
            return Content(ranges, stance) if ranges else None
    return None


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
    content = contents.of_noun(noun, words)
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
    content = contents.of_adjective(adjective, words)
    if content is None or adjective.is_root:
        return None
    holder = adjective.head if adjective.dep in ("acomp", "oprd", "ROOT") else adjective
    source = actor_of(holder) or adjective.child("nsubj")
    if source is None and adjective.dep == "conj":
        source = actor_of(adjective.head.head)
    if source is None or source.lower in ("it", "there", "this", "that", "what"):
        return None
    first = holder.index if 0 < adjective.index - holder.index <= 3 else adjective.index
    return Cue(adjective, first, adjective.index, content.stance, source), content


def _is_own_thought(draft: Draft, quotes: Quotes, words: Lexicon) -> bool:
    """Whether a speaker, inside the quotation, tells of his or her own mind ("I think"), which is part of what is quoted."""
    cue = draft.cue
    if cue is None or quotes.at(cue.head.start) is None:
        return False
    source = draft.source
    return source is None or source.lower in words.own_words or cue.stance is not Stance.UTTER or not draft.clausal


def _cut_closers(parse: Parse, drafts: list[Draft]) -> None:
    """Take "…, as reported by AP" and "…, according to AP" out of what others say before it: it vouches for them."""
    for closer in drafts:
        cue = closer.cue
        if cue is None or not closer.spans or not _is_closer(cue):
            continue
        mark = cue.head.child("mark")
        start = parse.tokens[mark.index if mark else cue.first].start
        if max(s.end for s in closer.spans) > start:
            continue
        for draft in drafts:
            if draft is not closer:
                draft.spans = [_before(parse, s, start) if s.start < start < s.end else s for s in draft.spans]


def _is_closer(cue: Cue) -> bool:
    """ "according to", "as reported by": it vouches for a whole statement, sayings in it included."""
    mark = cue.head.child("mark")
    return cue.head.lower in lexicon().according or (
        cue.head.dep == "advcl" and mark is not None and mark.lower == "as"
    )


def _before(parse: Parse, span: Span, end: int) -> Span:
    return trimmed(parse.text, span.start, end) or span


def _take_quotations(parse: Parse, draft: Draft, quotes: Quotes) -> None:
    """Widen a content to the whole of the quotations that it touches, also over later sentences and paragraphs."""
    cue = draft.cue
    if cue is None:
        return
    own = quotes.at(cue.head.start)
    for span in list(draft.spans):
        for group in quotes.touching(span):
            if group == own:
                continue
            whole = quotes.groups[group]
            direct = quotes.is_speech(group) and _covers(span, whole[0])
            if direct and cue.stance in (Stance.UTTER, Stance.VIEW):
                draft.spans.extend(whole)
                draft.quoting = True
                quotes.claimed[group] = True
            elif 2 * (min(span.end, whole[0].end) - max(span.start, whole[0].start)) > whole[0].end - whole[0].start:
                draft.spans.append(whole[0])  # a word or two in marks: "as “a stunt”"
    if cue.stance is Stance.UTTER:
        _take_neighbours(parse, draft, quotes, own)
    draft.spans = list(joined(parse.text, draft.spans))


def _covers(span: Span, quotation: Span) -> bool:
    """Whether a content takes in a quotation's opening, or its close."""
    shared = min(span.end, quotation.end) - max(span.start, quotation.start)
    return (
        shared * 2 >= quotation.end - quotation.start
        or span.start <= quotation.start + 1
        or span.end >= quotation.end - 3
    )


def _take_neighbours(parse: Parse, draft: Draft, quotes: Quotes, own: int | None) -> None:
    """Direct speech that goes on after the cue in the same sentence: "“No,” she said, “and that is final. Go home.”"."""
    cue = draft.cue
    if cue is None or not draft.quoting or own is not None:
        return
    sentence = parse.sentence_of(cue.head)
    bounds = Span(parse.tokens[cue.head.index].end, parse.tokens[sentence.last].end)
    for group in quotes.touching(bounds):
        if not quotes.claimed[group] and quotes.is_speech(group) and quotes.groups[group][0].start >= cue.head.end:
            between = parse.text[bounds.start : quotes.groups[group][0].start]
            if len(between.split()) <= 12 and "," in between[-4:]:
                draft.spans.extend(quotes.groups[group])
                quotes.claimed[group] = True


def _alone(parse: Parse, drafts: list[Draft], quotes: Quotes) -> list[Draft]:
    """Quotations that no saying has claimed: they go to the one who speaks just before them, or beside them."""
    found: list[Draft] = []
    for group, spans in enumerate(quotes.groups):
        if (
            quotes.claimed[group]
            or not quotes.is_speech(group)
            or any(s.overlaps(spans[0]) for d in drafts for s in d.spans if d.clausal or s.holds(spans[0]))
        ):
            continue
        speaker = _speaker_before(parse, drafts, spans[0])
        if speaker is not None:
            speaker.spans = list(joined(parse.text, [*speaker.spans, *spans]))
            speaker.quoting = True
            quotes.claimed[group] = True
            continue
        beside = _beside(parse, spans[0])
        if beside is not None:
            found.append(Draft(beside, beside.source, list(spans), quoting=True))
            drafts.append(found[-1])
            quotes.claimed[group] = True
    for draft in found:
        drafts.remove(draft)
    return found


def _speaker_before(parse: Parse, drafts: list[Draft], quotation: Span) -> Draft | None:
    """The saying whose direct speech, or whose sentence, ends right before a quotation with nothing between."""
    best: Draft | None = None
    gap = 3
    for draft in drafts:
        if draft.cue is None or draft.cue.stance is not Stance.UTTER or not draft.quoting:
            continue
        if draft.cue.head.lower in lexicon().according:
            continue
        sentence = parse.sentence_of(draft.cue.head)
        end = max(
            parse.tokens[sentence.last].end,
            max(s.end for s in draft.spans if s.start < quotation.start)
            if any(s.start < quotation.start for s in draft.spans)
            else 0,
        )
        between = parse.text[end : quotation.start] if end <= quotation.start else None
        if between is not None and len(between) < gap and not any(c.isalnum() for c in between):
            best, gap = draft, len(between) + 1
    return best


def _beside(parse: Parse, quotation: Span) -> Cue | None:
    """The cue of a quotation that the parser tied to nothing: a speaking verb in its sentence, or in one that ends in a colon."""
    words = lexicon()
    sentences = sentences_of(parse, quotation)
    if not sentences:
        return None
    around = [sentences[0], *sentences[-1:]]
    if sentences[0].index > 0:
        before = parse.sentences[sentences[0].index - 1]
        if parse.tokens[before.last].text == ":" or parse.text[
            parse.tokens[before.first].start : quotation.start
        ].rstrip().endswith(":"):
            around.insert(0, before)
    if sentences[-1].index + 1 < len(parse.sentences):
        # "“Go home!” shouted one of them.": the model often ends the sentence at the mark
        after = parse.sentences[sentences[-1].index + 1]
        if after.last - after.first < 25 and parse.tokens[after.first].start - quotation.end <= 2:
            around.append(after)
    nearest: tuple[int, Cue] | None = None
    for sentence in around:
        for token in parse.of(sentence):
            if not is_verb(token) or words.clause.get(token.lemma) is not Stance.UTTER:
                continue
            if not (token.end <= quotation.start or token.start >= quotation.end):
                continue
            source = actor_of(token)
            if source is None or quotation.start <= source.start < quotation.end:
                continue
            gap = max(quotation.start - token.end, token.start - quotation.end)
            if gap < 120 and (nearest is None or gap < nearest[0]):
                nearest = gap, Cue(token, *with_particle(token), Stance.UTTER, source)
    return nearest[1] if nearest else None


def _cut_dateline(layout: Layout, drafts: list[Draft]) -> None:
    """Leave "LIMA, March 4 —" out of what is said in the article's first sentence."""
    line = layout.dateline
    if line is None:
        return
    for draft in drafts:
        spans = [
            trimmed(layout.text, max(s.start, line.end), s.end) if s.start < line.end < s.end else s
            for s in draft.spans
        ]
        draft.spans = [s for s in spans if s is not None]


def _apart(cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """Without what only repeats an outer saying: one's own wishes and beliefs inside what one says."""
    kept = []
    for draft in drafts:
        outer = [d for d in drafts if d is not draft and _inside(draft, d)]
        if any(_repeats(cast, draft, d) for d in outer):
            continue
        kept.append(draft)
    return kept


def _inside(inner: Draft, outer: Draft) -> bool:
    if inner.cue is None or outer.cue is None:
        return False
    at = Span(inner.cue.head.start, inner.cue.head.end)
    return any(s.holds(at) for s in outer.spans)


def _repeats(cast: Cast, inner: Draft, outer: Draft) -> bool:
    if inner.cue is None or outer.cue is None or _is_closer(outer.cue):
        return False
    if inner.cue.stance is Stance.INTENT or not inner.clausal:
        return True
    mine, theirs = _names(cast, inner.source), _names(cast, outer.source)
    if mine and theirs:
        return bool(set(mine) & set(theirs))
    return inner.source is not None and inner.source.pos == "PRON" and not mine


def _names(cast: Cast, source: Token | None) -> tuple[str, ...]:
    """The canonical names of a source: of its head, of those joined to it, and of those named "such as"."""
    if source is None:
        return ()
    found: dict[str, None] = {}
    stack = _joint(source)
    while stack:
        token = stack.pop(0)
        mention = cast.at(token.index)
        if mention:
            found.update(dict.fromkeys(cast.names(mention)))
        for child in token.children:
            if child.dep == "conj" or (child.dep == "appos" and not mention):
                stack.append(child)
            elif child.dep == "prep" and child.lower in ("like", "as", "including"):
                stack.extend(child.children_of("pobj"))
    return tuple(found)


def _joint(source: Token) -> list[Token]:
    """The heads of a subject that the parser cut in two ("Kim, a teacher, and other parents say")."""
    subjects = source.head.children_of("nsubj") if source.dep == "nsubj" else []
    whole = [t for t in subjects if t.index < source.head.index and source.index < source.head.index]
    return whole if len(whole) > 1 and source in whole else [source]


def _said(parse: Parse, cast: Cast, draft: Draft, by_head: dict[int, int]) -> Said:
    cue = draft.cue
    source = None
    if draft.source is not None:
        ranges = [phrase(t, beyond=cue.head if cue else None) for t in _joint(draft.source)]
        source = ranges[0][0], ranges[-1][1]
    if cue is not None:
        draft = replace(draft, spans=_less(parse, draft.spans, cue, source))
    return Said(
        source=source,
        cue=(cue.first, cue.last) if cue else None,
        content=tuple(draft.spans),
        predicate=by_head.get(cue.head.index) if cue else None,
        names=_names(cast, draft.source),
    )


def _less(parse: Parse, spans: list[Span], cue: Cue, source: Range | None) -> list[Span]:
    """The content without the cue's and the source's own words."""
    holes = [parse.span(cue.first, cue.last)]
    if source is not None and not any(
        s.holds(parse.span(*source))
        and s.end - s.start > 3 * (parse.span(*source).end - parse.span(*source).start)
        and _is_apart(parse, s, cue)
        for s in spans
    ):
        holes.append(parse.span(*source))
    out: list[Span] = []
    for span in spans:
        pieces = [span]
        for hole in holes:
            pieces = [
                piece
                for p in pieces
                for piece in (
                    (Span(p.start, min(p.end, hole.start)), Span(max(p.start, hole.end), p.end))
                    if p.overlaps(hole)
                    else (p,)
                )
                if piece.end > piece.start
            ]
        out += [t for p in pieces if (t := trimmed(parse.text, *p))]
    return out


def _is_apart(parse: Parse, span: Span, cue: Cue) -> bool:
    """Whether the cue stands outside a stretch of content."""
    return not span.overlaps(parse.span(cue.first, cue.last))
