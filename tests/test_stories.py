"""Which events are one happening."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuibrief.model import (
    Actor,
    ActorKind,
    Article,
    Event,
    EventType,
    Participant,
    Reading,
    Role,
    Status,
    Trigger,
    event_id,
)
from tuibrief.stories import Stories, find_stories, interval

QUAKE = (
    "A strong earthquake shook the port of Valmera on Monday, toppling cranes and killing nine dockers. "
    "Rescuers dug through the harbour warehouses of Valmera overnight. Mayor Ines Carvalho said the quake was "
    "the worst since the harbour was built."
)
QUAKE_AGAIN = (
    "Nine dockers died when an earthquake struck Valmera, toppling harbour cranes, Mayor Ines Carvalho said. "
    "The quake was felt in warehouses across the port."
)
OTHER = (
    "An earthquake woke the mountain town of Torrebruna in June and cracked its chapel. "
    "Nobody was hurt, the prefect of Torrebruna said, though shepherds lost forty sheep."
)


def reading(text: str, path: str, *events: dict[str, object]) -> tuple[Article, Reading]:
    article = Article.of(text, path)
    made = []
    for fields in events:
        word = str(fields.pop("word"))
        start = text.index(word)
        made.append(
            Event(
                event_id(article.id, start, start + len(word)),
                start,
                start + len(word),
                Trigger(start, start + len(word), str(fields.pop("lemma", word))),
                EventType.OTHER,
                "",
                **fields,  # type: ignore[arg-type]
            )
        )
    names = {name for event in made for name in (*event.who, *event.whom)}
    actors = tuple(Actor(name, name, ActorKind.PERSON, (name,)) for name in sorted(names))
    return article, Reading(article.id, "m", "1", "en", actors=actors, events=tuple(made))


def test_two_articles_on_one_quake_tell_one_story() -> None:
    one, two = reading(QUAKE, "a", {"word": "earthquake"}), reading(QUAKE_AGAIN, "b", {"word": "quake"})
    assert find_stories([one, two]) == ((one[1].events[0].id, two[1].events[0].id),)


def test_a_quake_elsewhere_is_another_story() -> None:
    assert (
        find_stories([reading(QUAKE, "a", {"word": "earthquake"}), reading(OTHER, "b", {"word": "earthquake"})]) == ()
    )


def test_different_words_for_one_act_are_joined() -> None:
    one, two = (
        reading(QUAKE, "a", {"word": "killing", "lemma": "kill"}),
        reading(QUAKE_AGAIN, "b", {"word": "died", "lemma": "die"}),
    )
    assert len(find_stories([one, two])) == 1


@pytest.mark.parametrize(("one", "other", "joined"), [
    ("2024-03-04", "2024-03-04", 1), ("2024-03-04", "2024-02", 0), ("2024-03-04", "2024-03", 1), ("2023/2024",
    "2024-03-04", 1), ("2024-03-04", None, 1), ("2024-03-04", "2024-02-25", 0),
])  # fmt: skip
def test_dates_that_cannot_be_one_day_keep_happenings_apart(one: str | None, other: str | None, joined: int) -> None:
    pair = [
        reading(QUAKE, "a", {"word": "earthquake", "when": one}),
        reading(QUAKE_AGAIN, "b", {"word": "quake", "when": other}),
    ]
    assert len(find_stories(pair)) == joined


def test_other_parties_keep_happenings_apart() -> None:
    text = "Rovena Steel fined. Later Rovena Steel and Harbor Glass were sued by workers of the valley over asbestos."
    again = "Workers of the valley sued over asbestos at Rovena Steel and at Harbor Glass, where they were fined."
    one = reading(text, "a", {"word": "sued", "lemma": "sue", "whom": ("Rovena Steel",), "who": ("Lena Moss",)})
    two = reading(again, "b", {"word": "sued", "lemma": "sue", "whom": ("Harbor Glass",), "who": ("Omar Said",)})
    assert find_stories([one, two]) == ()


def test_a_bare_mention_joins_no_two_meetings_of_different_parties() -> None:
    text = (
        "Ines Carvalho met Omar Said in Valmera over the harbour. The meeting ran late. "
        "Then Ines Carvalho conferred with Lena Moss in Valmera over the harbour."
    )
    words = (("met", "Omar Said"), ("meeting", None), ("conferred", "Lena Moss"))
    pair = reading(
        text,
        "a",
        *({"word": w, "lemma": "meet", "who": ("Ines Carvalho", other) if other else ()} for w, other in words),
    )
    article, made = pair
    made = replace(made, events=tuple(replace(e, type=EventType.CONSULT) for e in made.events))
    met, _, conferred = (e.id for e in made.events)
    assert not any({met, conferred} <= set(group) for group in find_stories([(article, made)]))


def test_a_deed_by_others_is_not_drawn_in_by_bare_mentions_of_it() -> None:
    text = (
        "Lena Moss fired a rocket off Valmera. Lena Moss fired it at noon, and the firing was seen. Firing went on. "
        "Omar Said fired too."
    )
    starts = [text.index(w) for w in ("fired a", "fired it", "firing was", "Firing went", "fired too")]
    article = Article.of(text, "a")
    whos = (("Lena Moss",), ("Lena Moss",), (), (), ("Omar Said",))
    events = tuple(
        Event(event_id(article.id, s, s + 5), s, s + 5, Trigger(s, s + 5, "fire"), EventType.MOBILIZE, "", who)
        for s, who in zip(starts, whos, strict=True)
    )
    actors = tuple(Actor(n, n, ActorKind.PERSON, (n,)) for n in ("Lena Moss", "Omar Said"))
    groups = find_stories([(article, Reading(article.id, "m", "1", "en", actors=actors, events=events))])
    assert not any({events[0].id, events[4].id} <= set(group) for group in groups)
    assert any({events[0].id, events[1].id} <= set(group) for group in groups)


def test_verbs_of_two_words_and_verbs_with_their_noun_are_known_by_both() -> None:
    text = "Dockers of Valmera walked out over the harbour cranes. The stoppage at the harbour of Valmera idled cranes."
    one = reading(text, "a", {"word": "walked", "lemma": "walk"}, {"word": "stoppage"})
    assert len(find_stories([one])) == 1
    text = "Ines Carvalho signed an accord on the harbour of Valmera. The harbour accord of Valmera was welcomed."
    two = reading(
        text, "b", {"word": "signed an accord", "lemma": "sign accord"}, {"word": "accord of", "lemma": "accord"}
    )
    assert len(find_stories([two])) == 1


def test_a_capital_at_a_sentence_s_beginning_is_no_name() -> None:
    text = "Ferry sinks off Valmera. The ferry of the harbour of Valmera sank at night off Valmera."
    first, second = (Participant(Role.WHAT, at, at + 5) for at in (0, text.index("ferry")))
    one, other = (
        {"word": "sinks", "lemma": "sink off", "participants": (first,)},
        {"word": "sank", "lemma": "sink", "participants": (second,)},
    )
    assert len(find_stories([reading(text, "a", one, other)])) == 1


def test_two_stories_become_one_when_an_event_is_kin_to_both_and_they_are_to_each_other() -> None:
    far = QUAKE_AGAIN.replace("toppling harbour cranes, ", "")
    pairs = [reading(QUAKE, "a", {"word": "earthquake"}), reading(far, "b", {"word": "earthquake"})]
    stories = Stories()
    for pair in pairs:
        stories.add(*pair)
    ids = [p[1].events[0].id for p in pairs]
    stories._side.base.execute("UPDATE event SET story=77, via=NULL WHERE id=?", (ids[1],))  # as if not seen to be one
    third = reading(QUAKE_AGAIN, "c", {"word": "quake"})
    stories.add(*third)
    assert set(stories.story_of(ids[0])) == {*ids, third[1].events[0].id}
    ways = stories.ways(ids[0])
    assert sum(via is None for via in ways.values()) == 1  # one tree: a part of it takes along what came by it


def test_sayings_are_joined_only_where_the_same_one_says_the_same() -> None:
    def saying(text: str, path: str, who: str) -> tuple[Article, Reading]:
        part = (Participant(Role.WHAT, text.index("said") + 4, len(text)),)
        return reading(text, path, {"word": "said", "lemma": "say", "who": (who,), "participants": part})

    one = saying(
        "Mayor Ines Carvalho said the harbour of Valmera will reopen on Friday with two cranes.", "a", "Ines Carvalho"
    )
    same = saying(
        "The harbour of Valmera had to close, but Ines Carvalho said it will reopen with two cranes.",
        "b",
        "Ines Carvalho",
    )
    other = saying(
        "At the harbour of Valmera, Ines Carvalho said her council backs a tax on hotels.", "c", "Ines Carvalho"
    )
    assert find_stories([one, same]) == ((one[1].events[0].id, same[1].events[0].id),)
    assert find_stories([one, other]) == ()


@pytest.mark.parametrize(("status", "joined"), [(Status.PLANNED, 1), (Status.NEGATED, 1), (Status.POSSIBLE, 0)])
def test_what_one_article_plans_or_denies_and_another_reports_is_one_story_but_not_what_only_may_be(
    status: Status, joined: int
) -> None:
    told, other = {"word": "earthquake", "status": Status.HAPPENED}, {"word": "quake", "status": status}
    assert len(find_stories([reading(QUAKE, "a", told), reading(QUAKE_AGAIN, "b", other)])) == joined


def test_an_article_taken_out_leaves_its_stories_and_one_read_again_is_placed_once() -> None:
    one, two = reading(QUAKE, "a", {"word": "earthquake"}), reading(QUAKE_AGAIN, "b", {"word": "quake"})
    stories = Stories()
    for pair in (one, two, two):
        stories.add(*pair)
    event = one[1].events[0].id
    assert len(stories.story_of(event)) == 2
    stories.remove(two[0].id)
    assert stories.story_of(event) == (event,)
    stories.remove(one[0].id)
    assert list(stories.groups()) == []


def test_no_article_and_one_article_give_no_story() -> None:
    assert find_stories([]) == ()
    assert find_stories([reading(QUAKE, "a")]) == ()


@pytest.mark.parametrize(("when", "days"), [
    ("2025-10-22", ("2025-10-22", "2025-10-22")), ("2025-10", ("2025-10-01", "2025-10-31")), ("2019", ("2019-01-01",
    "2019-12-31")), ("2019/..", ("2019-01-01", "9999")), ("2015/2025", ("2015-01-01", "2025-12-31")), ("../2020-02",
    ("0000", "2020-02-29")), ("2025-10-28T15:00", ("2025-10-28", "2025-10-28")), (None, None), ("soon", None),
])  # fmt: skip
def test_edtf_dates_as_stretches_of_days(when: str | None, days: tuple[str, str] | None) -> None:
    assert interval(when) == days


@given(st.text(), st.text())
def test_any_text_is_placed(one: str, other: str) -> None:
    pairs = [(Article.of(t, str(n)), Reading(str(n), "m", "1", "en")) for n, t in enumerate((one, other))]
    assert find_stories(pairs) == ()


@given(st.permutations([QUAKE, QUAKE_AGAIN, OTHER]))
def test_the_order_of_arrival_does_not_matter_here(texts: list[str]) -> None:
    pairs = [
        reading(t, str(n), {"word": "quake" if "earthquake" not in t[:30] else "earthquake"})
        for n, t in enumerate(texts)
    ]
    groups = find_stories(pairs)
    joined = {frozenset(a.text for a, r in pairs for e in r.events if e.id in group) for group in groups}
    assert joined == {frozenset({QUAKE, QUAKE_AGAIN})}
    assert all(len(set(g)) == len(g) for g in groups)
    assert len(set(itertools.chain.from_iterable(groups))) == 2
