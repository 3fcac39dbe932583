"""What speaks for two events being one happening, and what against it."""

from dataclasses import replace

import pytest

from tuibrief.days import interval
from tuibrief.kinship import LINK, NEVER, contradicts, filled, gap, kinship, other_things, outvoted, parties, same_name
from tuibrief.model import EventType, Status
from tuibrief.sketches import Name, Sketch, packed, unpacked


def person(name: str) -> Name:
    return "p", frozenset(name.casefold().split())


def sketch(article: str = "a", **fields: object) -> Sketch:
    plain = Sketch(
        id=f"{article}.1-2",
        article=article,
        word="raid",
        families=frozenset({7}),
        weak=False,
        type=EventType.ASSAULT,
        status=Status.HAPPENED,
        who=frozenset(),
        whom=frozenset(),
        where=frozenset(),
        about=frozenset(),
        when=None,
        days=None,
        near=frozenset({"harbour", "night", "lindmoor"}),
        near_names=frozenset({"lindmoor"}),
        told=False,
        lasting=False,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def on(when: str) -> dict[str, object]:
    return {"when": interval(when), "days": interval(when)}


ROE, MOSS = frozenset({person("Jane Roe")}), frozenset({person("Lena Moss")})


def test_the_same_doer_speaks_for_one_happening_and_another_against_it() -> None:
    bare = kinship(sketch(), sketch("b"), 0.3)
    assert kinship(sketch(who=ROE), sketch("b", who=ROE), 0.3) > bare
    assert kinship(sketch(who=ROE), sketch("b", who=MOSS), 0.3) < bare


def test_a_doer_read_in_the_other_role_says_nothing() -> None:
    crossed = kinship(sketch(who=ROE, whom=MOSS), sketch("b", who=MOSS), 0.3)
    assert crossed > kinship(sketch(who=ROE), sketch("b", who=MOSS), 0.3)


def test_a_surname_a_person_s_longer_name_and_another_spelling_are_one() -> None:
    assert same_name(person("Roe"), person("Jane Roe"))
    assert same_name(person("Jane Maria Roe"), person("Jane Roe Oliva"))
    assert same_name(person("Duncan Whitlow"), person("Duncan Whitlowe"))
    assert not same_name(person("Jane Roe"), person("Jane Moss"))
    assert not same_name(("c", frozenset({"KOR"})), ("c", frozenset({"PRK"})))


def test_a_country_and_its_leader_are_no_rivals() -> None:
    country = frozenset({("c", frozenset({"NOR"}))})
    assert parties(country, ROE, frozenset(), frozenset()) == 0.0
    assert parties(ROE, MOSS, frozenset(), frozenset()) == -1.0


def test_meetings_at_which_each_has_one_that_the_other_lacks_are_two() -> None:
    one = sketch(type=EventType.CONSULT, who=ROE | MOSS)
    other = sketch("b", type=EventType.CONSULT, who=ROE | {person("Omar Said")})
    assert contradicts(one, other)
    assert not contradicts(one, sketch("b", type=EventType.CONSULT, who=ROE))


@pytest.mark.parametrize(("one", "other", "article", "can"), [
    ("2024-03-04", "2024-03-05", "b", True), ("2024-03-04", "2024-03-05", "a", False),
    ("2024-03-04", "2024-03-06", "b", False), ("2024-03", "2024-03-06", "b", True),
])  # fmt: skip
def test_the_next_day_in_another_article_can_be_the_same_one(one: str, other: str, article: str, can: bool) -> None:
    assert (kinship(sketch(**on(one)), sketch(article, **on(other)), 0.3) > NEVER) is can


def test_days_between_two_stretches() -> None:
    assert gap(interval("2024-02"), interval("2024-03-04")) == 4
    assert gap(interval("2024"), interval("2024-03-04")) == 0
    assert gap(None, interval("2024-03-04")) == 0


def test_what_may_be_is_not_what_was_but_what_was_planned_is() -> None:
    happened, told = sketch(), {"near": frozenset({"harbour", "valley"}), "near_names": frozenset[str]()}
    assert kinship(happened, sketch("b", status=Status.PLANNED, **told), 0.3) >= LINK
    assert kinship(happened, sketch("b", status=Status.POSSIBLE, **told), 0.3) < LINK


def test_what_went_on_for_decades_is_no_single_happening() -> None:
    assert kinship(sketch(), sketch("b", lasting=True), 0.5) == NEVER


def test_nearer_sentences_and_nearer_articles_speak_for_one_happening() -> None:
    far = sketch("b", near=frozenset({"valley", "sheep"}), near_names=frozenset())
    assert kinship(sketch(), far, 0.3) < kinship(sketch(), sketch("b"), 0.3) < kinship(sketch(), sketch("b"), 0.45)


def test_another_word_of_the_family_says_less_than_the_same_and_none_says_no() -> None:
    same, kin = sketch("b"), sketch("b", word="attack")
    assert kinship(sketch(), kin, 0.3) < kinship(sketch(), same, 0.3)
    assert kinship(sketch(), sketch("b", word="vote", families=frozenset({9})), 0.5) == NEVER


def test_a_weak_word_links_only_where_the_same_one_speaks_of_the_same() -> None:
    said = {"word": "say", "families": frozenset({"say"}), "weak": True, "type": EventType.STATEMENT}
    about = frozenset({"bridge", "toll", "ferry"})
    one = sketch(who=ROE, about=about, **said)
    assert kinship(one, sketch("b", who=ROE, about=about, **said), 0.4) >= LINK
    assert kinship(one, sketch("b", who=ROE, about=frozenset({"tax"}), **said), 0.4) == NEVER
    assert kinship(one, sketch("b", about=about, **said), 0.4) == NEVER


def test_a_story_of_others_outvotes_one_doer() -> None:
    story = [sketch("b", who=MOSS), sketch("c"), sketch("d", who=MOSS)]
    assert outvoted([sketch(who=ROE)], story)
    assert not outvoted([sketch(who=MOSS)], story)
    assert not outvoted([sketch()], story)


def test_a_sketch_comes_back_from_the_file_as_it_was() -> None:
    topic = frozenset({"lindmoor", "raid"})
    whole = sketch(
        who=ROE, whom=MOSS, about=frozenset({"x"}), told=True, where=frozenset({"y"}), other=True, topic=topic,
        groups=frozenset({"guard"}), marks=frozenset({"lindmoor"}), **on("2024-03"),
    )  # fmt: skip
    (back,) = unpacked("a", packed([whole]), topic)
    for name in Sketch.__slots__:
        assert getattr(back, name) == getattr(whole, name), name


def test_undated_news_that_came_out_weeks_apart_is_hardly_one_happening() -> None:
    def told(day: str) -> Sketch:
        return sketch(day, out=day, days=("0000", day))

    near = kinship(told("2031-05-06"), told("2031-05-07"), 0.4)
    assert (
        near
        > kinship(told("2031-05-06"), told("2031-05-20"), 0.4)
        > kinship(told("2031-05-06"), told("2032-05-06"), 0.4)
    )


def test_a_later_article_that_gives_the_day_speaks_of_that_day() -> None:
    dated = sketch("later", out="2032-01-10", **on("2031-05-06"))
    assert kinship(dated, sketch("then", out="2031-05-07"), 0.4) > kinship(dated, sketch("now", out="2032-01-09"), 0.4)


def test_things_of_other_names_fall_apart_and_those_of_one_name_together() -> None:
    def fell(thing: str, article: str = "a") -> Sketch:
        alike = {"near": frozenset({thing, "points"}), "near_names": frozenset({thing})}
        return sketch(article, things=frozenset({thing}), about=frozenset({thing, "index"}), **alike)

    assert other_things(fell("nikkon"), fell("bovax", "b"))
    assert kinship(fell("nikkon"), fell("bovax", "b"), 0.4) < LINK <= kinship(fell("nikkon"), fell("nikkon", "b"), 0.4)
    assert contradicts(fell("nikkon"), fell("bovax"))
    assert not contradicts(fell("nikkon"), fell("bovax", "b"))  # another article may call it otherwise


def test_a_body_and_a_thing_that_one_article_names_are_two() -> None:
    bank = sketch(who=frozenset({("o", frozenset({"roe", "bank"}))}))
    assert contradicts(bank, sketch(things=frozenset({"nikkon"}), about=frozenset({"nikkon"})))


def test_groups_places_and_things_of_other_names_speak_against_one_happening() -> None:
    def told(article: str, **fields: str) -> Sketch:
        return sketch(article, **{name: frozenset({word}) for name, word in fields.items()})

    for field, ours, theirs in (
        ("groups", "pilot", "driver"),
        ("where", "lindmoor", "orlu"),
        ("about", "bridge", "licence"),
    ):
        one = told("a", **{field: ours})
        assert kinship(one, told("b", **{field: theirs}), 0.3) < kinship(one, told("b"), 0.3), field
    town = told("a", where="the town of orlu")
    assert kinship(town, told("b", where="orlu"), 0.3) == kinship(town, told("b"), 0.3)


def test_an_article_that_never_speaks_of_who_takes_part_tells_of_another_happening() -> None:
    one = sketch(marks=frozenset({"aerolin"}), topic=frozenset({"aerolin"}))
    familiar = kinship(one, sketch("b", topic=frozenset({"aerolin", "norbana"})), 0.3)
    assert familiar > kinship(one, sketch("b", topic=frozenset({"norbana"})), 0.3)


def test_what_an_article_brings_up_as_another_is_none_of_those_it_told_of_before() -> None:
    first, also = sketch(id="a.10-14"), sketch(id="a.90-94", other=True)
    assert contradicts(first, also)
    assert contradicts(also, first)
    assert not contradicts(also, sketch(id="a.120-124"))  # told of after it: may be that one
    assert not contradicts(first, sketch("b", other=True))  # another article's other one may be this


def test_what_the_crash_is_another_mention_says_and_its_day_is_lent() -> None:
    told = sketch(id="a.10-14", who=ROE, **on("2031-05-06"))
    bare = sketch(id="a.90-94", told=True, days=("0000", "2031-05-08"))
    first, second = filled((told, bare))
    assert first is told
    assert second.who == ROE
    assert second.when == told.when
    assert second.days == bare.days  # its own, which alone keeps events apart
    elsewhere = sketch("b", **on("2031-05-06"))
    assert kinship(second, elsewhere, 0.2) > kinship(bare, elsewhere, 0.2)
    later = sketch("b", **on("2031-06-06"))
    assert kinship(told, later, 0.3) == NEVER < kinship(second, later, 0.3)
    assert filled((bare, told)) == (bare, told)  # nothing was told of before


def test_the_title_tells_what_the_first_sentence_tells() -> None:
    title, lead = sketch(id="a.1-5", titled=True), sketch(id="a.60-64", leading=True, about=frozenset({"tins"}))
    assert kinship(title, lead, 1.0) > kinship(title, replace(lead, leading=False), 1.0)
    assert kinship(title, replace(lead, article="b", id="b.60-64"), 0.3) == kinship(
        replace(title, titled=False), replace(lead, article="b", id="b.60-64"), 0.3
    )
