"""Stage 6, third part: quotations and who speaks them.

A quotation belongs to the saying it touches; one that stands alone goes to whom the words before it were quoting, else
to the speaking verb beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from tuibrief.extract.attribution.cues import (
    Cue,
    Lexicon,
    Stance,
    actor_of,
    is_passive,
    is_verb,
    lexicon,
    phrase,
    with_particle,
)
from tuibrief.extract.attribution.drafts import Draft
from tuibrief.extract.attribution.spans import joined, with_marks
from tuibrief.extract.parse import Parse, Sentence, Token
from tuibrief.extract.stages import Layout
from tuibrief.model import Span

# Fewer words without a verb are a term in scare quotes, not speech.
_SPEECH_WORDS = 4
_WINDOW = 16  # tokens beside a quotation that are searched for the verb that speaks it
_CLOSED = re.compile(r"[.!?,][\"”’»]")
_RECENT = 40  # sayings before a quotation among which its speaker is looked for
_NEXT = 6  # tokens after a quotation in which "she said" stands
_SHORT = 8  # tokens of a sentence that only says who spoke
_GAP = 6  # characters (blanks and marks) between one speaker's quotations


class Quotes:
    """The article's quotations, looked up by character; groups that no saying has claimed yet."""

    def __init__(self, parse: Parse, layout: Layout) -> None:
        self.text = parse.text
        self.groups = [tuple(with_marks(self.text, s) for s in group) for group in layout.quotations if group]
        self.claimed = [False] * len(self.groups)
        self._spans = sorted((span, n) for n, group in enumerate(self.groups) for span in group)

    def at(self, offset: int) -> int | None:
        """The group that holds a character."""
        place = bisect_right(self._spans, (Span(offset, len(self.text) + 1), len(self.groups))) - 1
        if place >= 0:
            span, group = self._spans[place]
            if span.start <= offset < span.end:
                return group
        return None

    def touching(self, span: Span) -> list[int]:
        """The groups that share a character with a span."""
        return sorted({n for s, n in self._spans if s.overlaps(span)}) if self._spans else []

    def is_speech(self, group: int) -> bool:
        """Whether a quotation is somebody's words, not a term in scare quotes."""
        words = sum(len(s.of(self.text).split()) for s in self.groups[group])
        inner = self.groups[group][-1].of(self.text).rstrip("\"'”’»")
        opening = inner.lstrip("\"'“«„‘ ")[:1]
        if words < _SPEECH_WORDS and opening.islower():
            return inner.endswith(("!", "?"))  # "a train wreck,": part of a sentence
        sentence = inner.endswith(".") and (words >= 2 or inner.lstrip('"“«„')[:1].isupper())
        return words >= _SPEECH_WORDS or inner.endswith(("!", "?", ",")) or sentence


def sentences_of(parse: Parse, span: Span) -> list[Sentence]:
    """The sentences that share a character with a span."""
    sentences, tokens = parse.sentences, parse.tokens
    place = max(0, bisect_right(sentences, span.start, key=lambda s: tokens[s.first].start) - 1)
    found = []
    while place < len(sentences) and tokens[sentences[place].first].start < span.end:
        if tokens[sentences[place].last].end > span.start:
            found.append(sentences[place])
        place += 1
    return found


def take_quotations(parse: Parse, draft: Draft, quotes: Quotes) -> None:
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
    """Direct speech that goes on after the cue in the same sentence: "“No,” she said, “and that is final.”"."""
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


def claim_alone(parse: Parse, drafts: list[Draft], quotes: Quotes) -> list[Draft]:
    """The sayings of quotations that nobody has claimed, save those that go on where an earlier speaker left off."""
    found: list[Draft] = []
    order = sorted((d for d in drafts if d.spans), key=_opening)
    place, before = 0, list[Draft]()
    for group, spans in enumerate(quotes.groups):
        while place < len(order) and _opening(order[place]) < spans[-1].end:
            before.append(order[place])
            place += 1
        del before[:-_RECENT]
        if quotes.claimed[group] or not quotes.is_speech(group) or _is_told(before, spans[0]):
            continue
        quotes.claimed[group] = True
        if cue := _right_after(parse, spans[-1], drafts):
            found.append(Draft(cue, cue.source, list(spans), quoting=True))
            before.append(found[-1])
            continue
        speaker = _speaker_before(parse, before, spans[0])
        if speaker is not None:
            speaker.spans = list(joined(parse.text, [*speaker.spans, *spans]))
            speaker.quoting = True
        elif beside := _beside(parse, spans[0]):
            found.append(Draft(beside, beside.source, list(spans), quoting=True))
            before.append(found[-1])
    return found


def _right_after(parse: Parse, quotation: Span, drafts: list[Draft]) -> Cue | None:
    """ "“…,” she said, her voice hoarse": the saying that follows at once, if it has no content of its own."""
    inside = [t for s in sentences_of(parse, quotation) for t in parse.of(s) if t.start < quotation.end]
    if not inside or inside[-1].index + 1 >= len(parse.tokens):
        return None
    at = inside[-1].index + 1
    window = range(at, min(len(parse.tokens), at + _NEXT))
    first = parse.tokens[at]
    says = is_verb(first) and lexicon().clause.get(first.lemma) is Stance.UTTER
    swapped = says and first.text.islower()  # "“… respects.” said Ana Lima": no new sentence
    verb = first if swapped else _speaking(parse, window, lexicon()) or _of_manner(parse, window)
    if verb is None:
        return None
    if parse.text[: quotation.end].rstrip("\"'”’»")[-1:] not in (".,?!" if swapped else ",?!"):
        return None
    behind = _inverted(verb) if swapped else None
    source = behind or _quoted(parse, verb) or actor_of(verb)
    if source is None or source.start < quotation.end or (behind is None and verb.child("dobj", "ccomp")):
        return None
    if any(d.cue is not None and d.cue.head is verb for d in drafts):
        return None
    return Cue(verb, *with_particle(verb), Stance.UTTER, source)


def _quoted(parse: Parse, verb: Token) -> Token | None:
    """Who "was quoted as saying": the subject, or the name before "was" where the parse lost it."""
    tokens = parse.tokens
    passive = verb.child("auxpass")
    if passive is None or verb.lemma not in lexicon().quoting or tokens[verb.index + 1].lower != "as":
        return None
    subject = verb.child("nsubjpass", "nsubj")
    if subject is not None:
        return subject
    before = tokens[passive.index - 1]
    if before.text == "," and passive.index > 1:
        before = tokens[passive.index - 2]
    return before if before.pos in ("PROPN", "NOUN", "PRON") else None


def _inverted(verb: Token) -> Token | None:
    """The speaker right behind a verb, where the model took him or her into the sentence that follows."""
    clause = next((c for c in verb.children_of("ccomp") if c.index > verb.index), None)
    speaker = clause.child("nsubj", "nsubjpass") if clause is not None else None
    return speaker if speaker is not None and phrase(speaker)[0] == verb.index + 1 else None


def _of_manner(parse: Parse, window: range) -> Token | None:
    """ "“What of it?” Osei shot back.": any verb of a short sentence whose subject stands right after a quotation."""
    if not window:
        return None
    first = parse.tokens[window[0]]
    sentence = parse.sentence_of(first)
    verb = sentence.root
    new = first.text[:1].isupper() and first.pos not in ("PROPN", "NOUN")  # "“Who knows?” He left."
    short = sentence.first == first.index and sentence.last - first.index < _SHORT
    return verb if short and not new and verb.index in window and verb.tag == "VBD" and is_verb(verb) else None


def _opening(draft: Draft) -> int:
    return min(s.start for s in draft.spans)


def _is_told(drafts: list[Draft], quotation: Span) -> bool:
    """Whether a quotation is inside what is said already, in part or, where that is a noun phrase, as a whole."""
    others = [d for d in drafts if d.cue is None or not quotation.start <= d.cue.head.start < quotation.end]
    return any(s.overlaps(quotation) for d in others for s in d.spans if d.clausal or s.holds(quotation))


def _speaker_before(parse: Parse, drafts: list[Draft], quotation: Span) -> Draft | None:
    """The saying whose direct speech, or whose sentence, ends right before a quotation with nothing between."""
    best: Draft | None = None
    gap = _GAP
    for draft in drafts:
        if draft.cue is None or draft.cue.stance is not Stance.UTTER or not draft.quoting:
            continue
        if draft.cue.head.lower in lexicon().according:
            continue
        sentence = parse.sentence_of(draft.cue.head)
        told = [s.end for s in draft.spans if s.start < quotation.start]
        end = max(parse.tokens[sentence.last].end, *told, 0)
        # the mark that opens the next quotation may close the sentence before it
        between = parse.text[min(end, quotation.start) : quotation.start] if end <= quotation.start + 2 else None
        if between is not None and len(between) < gap and not any(c.isalnum() for c in between):
            best, gap = draft, len(between) + 1
    return best


def _beside(parse: Parse, quotation: Span) -> Cue | None:
    """The cue of a quotation that the parser tied to nothing: a speaking verb beside it, wherever a sentence ends."""
    sentences = sentences_of(parse, quotation)
    if not sentences:
        return None
    tokens, words = parse.tokens, lexicon()
    inside = [t for s in sentences for t in parse.of(s) if t.start < quotation.end and t.end > quotation.start]
    if not inside:
        return None
    after = _speaking(parse, range(inside[-1].index + 1, min(len(tokens), inside[-1].index + 1 + _WINDOW)), words)
    if after is not None and _is_past(parse, inside[-1], after):
        after = None
    before = _speaking(parse, range(inside[0].index - 1, max(-1, inside[0].index - 1 - _WINDOW), -1), words)
    for verb in (after, before):
        source = _quoted(parse, verb) or actor_of(verb) if verb is not None else None
        if verb is not None and source is not None and not quotation.start <= source.start < quotation.end:
            return Cue(verb, *with_particle(verb), Stance.UTTER, source)
    return _announced(parse, inside[0])


def _is_past(parse: Parse, last: Token, verb: Token) -> bool:
    """Whether a verb tells something new behind a quotation that a full stop ends: "“… well.” Silva was hired by …"."""
    marked = parse.tokens[last.index - 1] if last.pos == "PUNCT" and last.text != "." and last.index else last
    return marked.text == "." and (is_passive(verb) or verb.child("ccomp", "dobj") is not None)


def _speaking(parse: Parse, window: range, words: Lexicon) -> Token | None:
    """The first speaking verb beside a quotation, before the next full stop, mark or paragraph."""
    tokens = parse.tokens
    paragraph = None
    for i in window:
        token = tokens[i]
        here = parse.sentence_of(token).paragraph
        if paragraph is not None and here != paragraph:
            return None
        paragraph = here
        title = i > 0 and tokens[i - 1].text.istitle() and len(tokens[i - 1].text) <= 5  # "Const. Okoro"
        if token.lower in ("!", "?", ";", "“") or (token.lower == "." and not title):
            return None
        if is_verb(token) and words.clause.get(token.lemma) is Stance.UTTER:
            own = token.child("ccomp")  # a verb with content of its own speaks that
            if own is None or own.index < token.index:
                return token
    return None


def _announced(parse: Parse, first: Token) -> Cue | None:
    """ "She sent a short reply: “No.”": whoever acts before the colon speaks."""
    marks = [t for t in parse.tokens[max(0, first.index - 3) : first.index] if t.pos == "PUNCT"]
    if not any(t.lower == ":" for t in marks):
        return None
    verb = parse.sentence_of(parse.tokens[first.index - 1]).root
    if verb.index >= first.index:  # "She put it bluntly: “…”", where what is quoted heads the sentence
        verb = next((c for c in verb.children if is_verb(c) and c.index < first.index and c.child("nsubj")), verb)
    source = verb.child("nsubj")
    if not is_verb(verb) or source is None or verb.index > first.index:
        return None
    if _CLOSED.search(parse.text, verb.end, first.start):
        return None  # the verb is in the quotation before: "“… we slept.” Lima: “…”"
    return Cue(verb, *with_particle(verb), Stance.UTTER, source)
