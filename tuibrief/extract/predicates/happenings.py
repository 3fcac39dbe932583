"""Stage 5: verbs and event nouns with their participants.

Three parts: which words name a happening (``triggers``), who takes part (``arguments``, ``nominals``), and how
happenings hang on each other (``clauses``).
"""

from __future__ import annotations

from tuibrief.extract.parse import Parse
from tuibrief.extract.predicates.arguments import find_arguments, with_pronoun
from tuibrief.extract.predicates.clauses import find_clause, find_governor
from tuibrief.extract.predicates.triggers import Trigger, find_triggers, helped_from
from tuibrief.extract.stages import BlockKind, Cast, Layout, Predicate

_BESIDE = frozenset({BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.OTHER})


def find_predicates(
    parse: Parse,
    layout: Layout,
    cast: Cast,
) -> tuple[Predicate, ...]:
    """The happenings that the article names, in order of their triggers; no word is the trigger of two."""
    triggers = [t for t in find_triggers(parse, cast) if _is_told(parse, layout, t)]
    owner: dict[int, int] = {}
    for i, trigger in enumerate(triggers):
        for token in (trigger.verb, trigger.noun):
            if token is not None:
                owner[token.index] = i
    found = []
    for i, trigger in enumerate(triggers):
        governor, relation, marker = find_governor(trigger, owner, i)
        found.append(
            Predicate(
                head=trigger.head.index,
                first=trigger.first,
                last=trigger.last,
                lemma=trigger.lemma,
                nominal=trigger.verb is None,
                arguments=with_pronoun(trigger, find_arguments(cast, trigger)),
                clause=find_clause(parse, trigger),
                governor=governor,
                relation=relation,
                marker=marker,
                helped=helped_from(trigger),
            )
        )
    return tuple(found)


def _is_told(parse: Parse, layout: Layout, trigger: Trigger) -> bool:
    """Whether a word stands in what the article tells: not in "Updated: 3 May" or "By Ana Silva"."""
    paragraph = parse.sentence_of(trigger.head).paragraph
    return paragraph >= len(layout.blocks) or layout.blocks[paragraph].kind not in _BESIDE
