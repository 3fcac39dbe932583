"""Stage 6, last part: whom the article credits for each happening.

A happening stands on the word of the innermost source in whose report it stands. A saying stands on the article's own
word unless somebody else reports it, and so does a happening that a speaker only names in passing ("confirmed the
launches").
What somebody wants or plans is nobody's report.
"""

from __future__ import annotations

from tuibrief.extract.attribution.cues import Lexicon, Stance, is_verb, lexicon
from tuibrief.extract.parse import Parse, Token
from tuibrief.extract.stages import Predicate, Said
from tuibrief.model import Span


def find_credits(
    parse: Parse, predicates: tuple[Predicate, ...], saids: tuple[Said, ...]
) -> tuple[tuple[str, ...], ...]:
    """For each predicate, the names of the innermost source in whose report it stands; () is the article's own word."""
    words = lexicon()
    reports = [(said, _size(said)) for said in saids if _is_report(parse, said, words)]
    reports.sort(key=lambda pair: pair[1])
    own = {said.predicate: said for said in saids if said.predicate is not None}
    starts = _Index([said for said, _ in reports])
    return tuple(_credit(parse, words, p, own.get(n), starts) for n, p in enumerate(predicates))


class _Index:
    """The reports that hold a character, shortest first."""

    def __init__(self, reports: list[Said]) -> None:
        self._spans = sorted((span, n) for n, said in enumerate(reports) for span in said.content)
        self._reports = reports
        self._longest = max((s.end - s.start for s, _ in self._spans), default=0)

    def at(self, span: Span) -> list[Said]:
        from bisect import bisect_left, bisect_right

        low = bisect_left(self._spans, (Span(span.start - self._longest, 0), 0))
        high = bisect_right(self._spans, (Span(span.start, 1 << 60), 0))
        return [self._reports[n] for n in sorted({n for s, n in self._spans[low:high] if s.holds(span)})]


def _size(said: Said) -> int:
    return sum(s.end - s.start for s in said.content)


def _cue_head(parse: Parse, said: Said, words: Lexicon) -> Token | None:
    if said.cue is None:
        return None
    tokens = parse.tokens[said.cue[0] : said.cue[1] + 1]
    return next((t for t in reversed(tokens) if t.lemma in words.nouns or t.lower in words.adjectives), tokens[0])


def _is_report(parse: Parse, said: Said, words: Lexicon) -> bool:
    """Whether a saying vouches for what it holds: words, beliefs and findings do, wishes and plans don't."""
    head = _cue_head(parse, said, words)
    if head is None:
        return True
    if not is_verb(head) or head.lower in words.according:
        return words.nouns.get(head.lemma, words.adjectives.get(head.lower, Stance.UTTER)) is not Stance.INTENT
    opening = said.content[0].of(parse.text)[:3].lower() if said.content else ""
    if opening == "to " and head.lemma in words.infinitive:
        return words.infinitive[head.lemma] is not Stance.INTENT
    stances = (words.clause, words.as_, words.naming, words.gerund, words.object, words.infinitive)
    found = next((table[head.lemma] for table in stances if head.lemma in table), Stance.UTTER)
    return found is not Stance.INTENT


def _credit(parse: Parse, words: Lexicon, predicate: Predicate, own: Said | None, index: _Index) -> tuple[str, ...]:
    trigger = parse.span(predicate.first, predicate.last)
    head = parse.tokens[predicate.head]
    for said in index.at(trigger):
        cue = _cue_head(parse, said, words)
        if said is own or _is_own_view(words, head, said) or _only_named(head, cue, words):
            continue
        if own is not None and said.names and set(said.names) == set(own.names):
            continue  # what somebody says of his or her own sayings: only another's report counts
        return said.names
    return ()


def _is_own_view(words: Lexicon, head: Token, said: Said) -> bool:
    """Whether a saying or a view is the speaker's own, by a pronoun: "maintains a ban, which it views as harmful"."""
    leads = head.lemma in words.clause and head.child("ccomp") is not None
    leads |= head.lemma in words.as_ and any(c.lower == "as" for c in head.children_of("prep"))
    if not is_verb(head) or not leads:
        return False
    actor = head.child("nsubj")
    return actor is not None and actor.lower in ("he", "she", "it", "they", "i", "we") and said.source is not None


def _only_named(head: Token, cue: Token | None, words: Lexicon) -> bool:  # noqa: PLR0911  # a return a case
    """Whether a speaker only talks about a happening by a noun: no clause and no "as …" is between it and the cue."""
    if cue is None or not is_verb(cue):
        return False
    if cue.lemma in words.clauses_only and cue.child("dobj") is not None and cue.child("ccomp") is None:
        return False  # "said a notebook seized there listed payments": a clause that the model did not see
    token = head
    while token is not cue:
        if token.dep in ("ccomp", "xcomp", "pcomp", "parataxis", "conj", "advcl", "oprd") and is_verb(token):
            return False
        if token is not head and token.lemma in words.nouns and words.nouns[token.lemma] is not Stance.UTTER:
            return False  # "voiced openness to talks": what is hoped for or feared stands on the speaker's word alone
        if token.dep == "oprd" or (token.dep == "prep" and token.lower == "as"):
            return False
        if token.is_root:
            return False
        token = token.head
    return True
