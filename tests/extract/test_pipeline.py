"""The promises of a whole reading, with the real model."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tuibrief.extract import parse, pipeline
from tuibrief.model import Article, Reading, Span
from tuibrief.settings import resource

PROSE = (
    "Ferry workers in Valmera walked out on Tuesday after talks with the harbour board broke down, the union said. "
    "“We will not sail,” said Ines Carvalho, who leads the union. Police arrested two men on 4 March 2024.\n\n"
    "The board plans to meet the minister next week, according to Valmera Radio.\n"
)


@pytest.fixture(scope="module")
def nlp() -> Any:
    return parse.load_model()


def spans_of(reading: Reading) -> list[Span]:
    found = [*reading.paragraphs, *reading.headings, *(Span(t.start, t.end) for t in reading.times)]
    for actor in reading.actors:
        found += actor.mentions
    for said in reading.attributions:
        found += [*said.content, *([said.source] if said.source else []), *([said.cue] if said.cue else [])]
    for event in reading.events:
        found += [Span(event.start, event.end), Span(event.trigger.start, event.trigger.end)]
        found += [*event.when_spans, *event.where_spans, *(Span(p.start, p.end) for p in event.participants)]
    return found


pieces = st.sampled_from([
    "Police arrested two men in Valmera", "said Ines Carvalho", "on Monday", "“", "”", "’s", "\n\n", "\n", ". ", ", ",
    "\u200f",
    "北京", "🚢",
    "e\u0301", "the minister", "will not", "according to", "(", ")", "\x1b[31m", "[/]", "\x00", "-", "3 p.m.", "1990s",
    "Prime Minister", "Ó Dálaigh", "\ud800", "İstanbul",
    "next week", "launch", "denied that", "if", "\t", "2024-03-04",
])  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(st.lists(pieces, max_size=25).map(" ".join), st.text(max_size=200)),
    published=st.one_of(st.none(), st.dates().map(str), st.sampled_from(["2024", "2024-03", "2024-03-04T10:00"])),
)
def test_any_text_with_any_date_is_read_and_every_offset_lies_inside_it(nlp: Any, text: str, published: str) -> None:
    reading = pipeline.read(Article.of(text, "p", published=published), nlp)
    for start, end in spans_of(reading):
        assert 0 <= start < end <= len(text)
    assert len({e.id for e in reading.events}) == len(reading.events)


def test_a_date_given_stays_and_the_same_text_gives_the_same_reading(nlp: Any) -> None:
    article = Article.of(PROSE, "p", published="2024-03-06")
    one = pipeline.read(article, nlp)
    assert (one.published, one.published_basis) == ("2024-03-06", "given")
    assert one == pipeline.read(article, nlp)
    assert one.events == pipeline.read(replace(article, path="elsewhere"), nlp).events


def test_actors_events_times_and_credits_come_out_of_prose(nlp: Any) -> None:
    reading = pipeline.read(Article.of(PROSE, "p", published="2024-03-06"), nlp)
    triggers = {PROSE[e.trigger.start : e.trigger.end]: e for e in reading.events}
    assert {"arrested", "said"} <= set(triggers)
    assert triggers["arrested"].when == "2024-03-04"
    assert "Ines Carvalho" in {a.name for a in reading.actors}
    assert all(e.headline for e in reading.events)


def test_what_cannot_be_read_is_kept_with_a_word(nlp: Any) -> None:
    reading = pipeline.read(Article.of("Der Hafen wurde am Freitag nach einem schweren Sturm geschlossen.", "p"), nlp)
    assert reading.events == ()
    assert reading.language == "de"
    assert "no events were read" in str(reading.notice)
    assert reading.paragraphs


def test_sentences_never_cross_a_paragraph_and_words_stand_where_they_stood(nlp: Any) -> None:
    text = "Ferries stop\nThe harbour of Valmera\n\nwas closed “today” by\u00a0storms.\n"
    paragraphs = [Span(0, 12), Span(13, 35), Span(37, len(text) - 1)]
    parsed = parse.parse(text, paragraphs, nlp)
    assert all(t.text == text[t.start : t.end] for t in parsed.tokens)
    for sentence in parsed.sentences:
        start, end = parsed.span(sentence.first, sentence.last)
        assert any(start >= p.start and end <= (text + " ").find("\n", p.end) + 2 for p in paragraphs)


def test_a_long_text_is_read_in_pieces_with_the_same_offsets(nlp: Any) -> None:
    text = "\n".join(f"Police arrested {n} men in Valmera on Monday." for n in range(1200))
    paragraphs = []
    for line in text.split("\n"):
        start = paragraphs[-1].end + 1 if paragraphs else 0
        paragraphs.append(Span(start, start + len(line)))
    parsed = parse.parse(text, paragraphs, nlp)
    assert len(text) > 2 * parse.CHUNK_CHARACTERS
    assert all(t.text == text[t.start : t.end] for t in parsed.tokens)
    assert sum(t.text == "arrested" for t in parsed.tokens) == 1200


def test_the_day_the_clock_and_the_hash_seed_change_nothing(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; from tuibrief.extract import parse, pipeline; from tuibrief.model import Article\n"
        "text = open(sys.argv[1], encoding='utf-8').read()\n"
        "print(hashlib.sha256(repr(pipeline.read(Article.of(text, 'p'), parse.load_model())).encode()).hexdigest())"
    )
    file = sorted(resource("seeds").glob("*.txt"))[0]
    found = {
        subprocess.run(
            [sys.executable, "-c", code, str(file)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Pacific/Kiritimati"), ("2", "America/Adak"))
    }
    assert len(found) == 1
