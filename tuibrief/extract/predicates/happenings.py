"""Stage 5: verbs and event nouns with their participants.

Three parts: which words name a happening (``triggers``), who takes part (``arguments``, ``nominals``), and how
happenings hang on each other (``clauses``).
"""

from __future__ import annotations

from tuibrief.extract.parse import Parse
from tuibrief.extract.predicates.arguments import find_arguments, with_pronoun
from tuibrief.extract.predicates.clauses import find_clause, find_governor
from tuibrief.extract.predicates.triggers import find_triggers, helped_from
from tuibrief.extract.stages import Cast, Layout, Predicate


def find_predicates(
    parse: Parse,
    layout: Layout,  # noqa: ARG001  # sentences keep to blocks already; the stage is called like those beside it
    cast: Cast,
) -> tuple[Predicate, ...]:
    """The happenings that the article names, in order of their triggers; no word is the trigger of two."""
    triggers = find_triggers(parse, cast)
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
