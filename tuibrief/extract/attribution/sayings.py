"""Stage 6: who is credited with what.

Source, cue and content of each saying, belief, wish and finding, in the manner of the attribution corpora (PARC 3,
Pareti 2012; PolNeAR, Newell et al. 2018): the content is the whole clause or quotation, source and cue left out, its
quotation marks kept. ``credits.find_credits`` turns them into whom the article credits for each happening.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from tuibrief.extract.attribution.credits import find_credits
from tuibrief.extract.attribution.cues import Cue, Lexicon, Stance, lexicon, phrase
from tuibrief.extract.attribution.drafts import Draft, draft_of
from tuibrief.extract.attribution.spans import trimmed, without
from tuibrief.extract.attribution.speech import Quotes, claim_alone, sentences_of, take_quotations
from tuibrief.extract.attribution.transcripts import spoken_parts
from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.stages import Cast, Layout, Predicate, Said
from tuibrief.extract.words import table, words
from tuibrief.model import Span

__all__ = ["find_attributions", "find_credits"]


def find_attributions(parse: Parse, layout: Layout, cast: Cast, predicates: tuple[Predicate, ...]) -> tuple[Said, ...]:
    """Source, cue and content of all that is said or thought, in the order of the text."""
    words, quotes = lexicon(), Quotes(parse, layout)
    drafts = [draft for token in parse.tokens if (draft := draft_of(parse, token, words))]
    drafts = [d for d in drafts if not _is_own_thought(d, quotes, words)]
    _cut_closers(parse, drafts)
    for draft in drafts:
        take_quotations(parse, draft, quotes)
    _cut_outer(parse, drafts)
    drafts += spoken_parts(parse, layout, cast, quotes)
    drafts += claim_alone(parse, drafts, quotes)
    _take_spoken(parse, drafts)
    _cut_dateline(layout, drafts)
    drafts = _apart(parse, cast, drafts)
    by_head = {p.head: n for n, p in enumerate(predicates)}
    saids = [_said(parse, cast, draft, by_head) for draft in drafts]
    saids += _of_label(parse, layout, cast)
    return tuple(sorted((s for s in saids if s.content), key=lambda s: (s.content[0], s.cue or (0, 0))))


def _of_label(parse: Parse, layout: Layout, cast: Cast) -> list[Said]:
    """ "Police: Man held after fire", as a title: what follows the colon is theirs."""
    label, title = layout.label, layout.title
    if label is None or title is None or label.of(layout.text).lower() in table("layout")["labels"]:
        return []
    held = [t for t in parse.tokens[: len(label.of(layout.text)) + 1] if label.start <= t.start and t.end <= label.end]
    mention = cast.at(held[-1].index) if held else None
    content = trimmed(layout.text, label.end + 1, title.end)
    if mention is None or mention.place or content is None:
        return []
    return [Said((held[0].index, held[-1].index), None, (content,), None, cast.names(mention))]


def _is_own_thought(draft: Draft, quotes: Quotes, words: Lexicon) -> bool:
    """Whether a quoted speaker tells of his or her own mind ("I think"), which is part of what is quoted."""
    cue = draft.cue
    if cue is None or quotes.at(cue.head.start) is None:
        return False
    source = draft.source
    return source is None or source.lower in words.own_words or cue.stance is not Stance.UTTER or not draft.clausal


def _by_sentence(parse: Parse, drafts: list[Draft]) -> dict[int, list[Draft]]:
    """The drafts whose content reaches into a sentence, by its number."""
    found: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        for n in {s.index for span in draft.spans for s in sentences_of(parse, span)}:
            found[n].append(draft)
    return found


def _cut_closers(parse: Parse, drafts: list[Draft]) -> None:
    """Take "…, as reported by AP" and "…, according to AP" out of what others say before it: it vouches for them."""
    near = _by_sentence(parse, drafts)
    for closer in drafts:
        cue = closer.cue
        if cue is None or not closer.spans or not _is_closer(cue):
            continue
        mark = cue.head.child("mark")
        start = parse.tokens[mark.index if mark else cue.first].start
        if max(s.end for s in closer.spans) > start:
            continue
        for draft in near[cue.head.sentence]:
            if draft is not closer:
                draft.spans = [_before(parse, s, start) if s.start < start < s.end else s for s in draft.spans]


def _take_spoken(parse: Parse, drafts: list[Draft]) -> None:
    """What is quoted before the sentence: "“Why?” she asked, according to two guests" vouches for the question too."""
    spoken = [(d, d.cue.head) for d in drafts if d.quoting and d.cue is not None]
    for closer in (d for d in drafts if d.cue is not None and d.spans and _is_closer(d.cue)):
        begin = min(s.start for s in closer.spans)
        for draft, verb in spoken:
            if draft is not closer and any(s.start <= verb.start < s.end for s in closer.spans):
                closer.spans += [s for s in draft.spans if s.end <= begin and not parse.text[s.end : begin].strip()]


def _cut_outer(parse: Parse, drafts: list[Draft]) -> None:
    """Take "…, Silva said" out of what others say before it: "Witnesses said the roof fell, Silva said"."""
    near = _by_sentence(parse, drafts)
    for outer in drafts:
        cue = outer.cue
        if (
            cue is None
            or not outer.spans
            or cue.source is None
            or cue.stance not in (Stance.UTTER, Stance.SHOW)
            or cue.head.tag == "VBG"
        ):
            continue
        source = phrase(cue.source, beyond=cue.head)
        start = parse.tokens[min(source[0], cue.first)].start
        if max(s.end for s in outer.spans) > start or not parse.text[:start].rstrip().endswith((",", '"', "”")):
            continue
        for draft in near[cue.head.sentence]:
            inner = draft.cue
            if draft is outer or inner is None or not any(s.start <= inner.head.start < s.end for s in outer.spans):
                continue
            draft.spans = [_before(parse, s, start) if s.start < start < s.end else s for s in draft.spans]


def _is_closer(cue: Cue) -> bool:
    """ "according to", "as reported by": it vouches for a whole statement, sayings in it included."""
    mark = cue.head.child("mark")
    return cue.head.lower in lexicon().according or (
        cue.head.dep == "advcl" and mark is not None and mark.lower == "as"
    )


def _before(parse: Parse, span: Span, end: int) -> Span:
    return trimmed(parse.text, span.start, end) or span


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


def _apart(parse: Parse, cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """Without what only repeats an outer saying: one's own wishes and beliefs inside what one says."""
    near = _by_sentence(parse, drafts)
    kept = []
    # "repeated a claim that …": the claim's cue holds the verb, which says nothing else
    cues = [d.cue for d in drafts if d.cue is not None]
    light = {c.first for c in cues if c.head.pos == "NOUN" and c.first != c.head.index}
    for draft in drafts:
        if draft.cue is not None and draft.cue.head.index in light:
            continue
        outer = [d for d in near[draft.cue.head.sentence] if d is not draft and _inside(draft, d)] if draft.cue else []
        if not any(_repeats(cast, draft, d) for d in outer):
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
            beside = child.dep in ("nmod", "compound") and child.child(
                "cc"
            )  # "Oxfam and Save the Children", run together
            if child.dep == "conj" or (child.dep == "appos" and not mention) or beside:
                stack.append(child)
            elif child.dep == "prep" and child.lower in ("like", "as", "including"):
                stack.extend(child.children_of("pobj"))
    return tuple(found) or _authors(cast, source)


_SITES = frozenset({"website", "webpage"})


def _authors(cast: Cast, text: Token) -> tuple[str, ...]:
    """Whose text or figures speak: "a report from Norsk", "figures released by Norsk", "Norsk’s letter"."""
    if text.lemma not in lexicon().evidence:
        return ()
    authoring = words("attribution", "phrases.authoring")
    made = next((c for c in text.children_of("acl") if c.tag == "VBN" and c.lemma in authoring), None)
    by = next((c for c in text.children_of("prep") if c.lower in ("by", "from")), None)
    by = by or (made.child("agent") if made is not None else None)
    by = by or next((c for c in text.children_of("prep") if c.lower == "of" and text.lemma in _SITES), None)
    site = text.child("compound") if text.lemma in _SITES else None
    owner = by.child("pobj") if by is not None else text.child("poss") or site
    mention = cast.at(owner.index) if owner is not None else None
    return cast.names(mention) if mention is not None and not mention.place else ()


def _joint(source: Token) -> list[Token]:
    """The heads of a subject that the parser cut in two ("Kim, a teacher, and other parents say")."""
    subjects = source.head.children_of("nsubj") if source.dep == "nsubj" else []
    whole = [t for t in subjects if t.index < source.head.index and source.index < source.head.index]
    return whole if len(whole) > 1 and source in whole else [source]


def _short_of(parse: Parse, phrase_of_source: tuple[int, int], draft: Draft) -> int:
    """Last token of a source that the parser hung its content on ("accused by her rivals of lying")."""
    first, last = phrase_of_source
    whole = parse.span(first, last)
    inside = [s.start for s in draft.spans if draft.source and whole.holds(s) and s.start >= draft.source.end]
    while inside and last > first and parse.tokens[last].end > min(inside):
        last -= 1
    return last


def _said(parse: Parse, cast: Cast, draft: Draft, by_head: dict[int, int]) -> Said:
    cue = draft.cue
    source = None
    if draft.source is not None:
        ranges = [phrase(t, beyond=cue.head if cue else None) for t in _joint(draft.source)]
        source = ranges[0][0], _short_of(parse, ranges[-1], draft)
    if cue is not None:
        own = [parse.span(cue.first, cue.last), *([parse.span(*source)] if source else [])]
        pieces = [p for span in draft.spans for p in without(span, own)]
        draft = replace(draft, spans=[t for p in pieces if (t := trimmed(parse.text, *p))])
    return Said(
        source=source,
        cue=(cue.first, cue.last) if cue else None,
        content=tuple(draft.spans),
        predicate=by_head.get(cue.head.index) if cue else None,
        names=_names(cast, draft.source),
    )
