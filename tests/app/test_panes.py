"""The panes as a person meets them: cursor, view, evidence, columns; what is painted at a step, and what is not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region

from tuibrief.app.panes import ActorPane, ArticlesPane, EventsPane, LineList, Lines, SourcePane
from tuibrief.dossier import dossier
from tuibrief.library.records import ArticleRow, EventRow
from tuibrief.model import Article, Basis, Event, EventType, Participant, Reading, Role, Span, Status, Trigger, event_id
from tuibrief.text import width

TEXT = (
    "Port workers in Lisbon walked out on Monday, the dockers’ union said.\n"
    "The harbour board rejected the union’s demand for a shorter week. It may ask a court to stop the strike, "
    "which would be the second this year, and has called the ministry for help with the queue of waiting ships.\n"
    "Ministers met both sides on Tuesday but signed nothing."
)
ARTICLE = Article.of(TEXT, "strike.txt", title="Strike shuts the port", outlet="The Tagus Post", authors=("R. Lopes",))


def an_event(trigger: str, *, who: str = "", when: str = "") -> Event:
    at = TEXT.index(trigger)
    parts = (Participant(Role.WHO, TEXT.index(who), TEXT.index(who) + len(who), who),) if who else ()
    spans = (Span(TEXT.index(when), TEXT.index(when) + len(when)),) if when else ()
    found = Trigger(at, at + len(trigger), trigger)
    key = event_id(ARTICLE.id, found.start, found.end)
    return Event(key, at, at + 60, found, EventType.OTHER, trigger, participants=parts, when_spans=spans)


WALKOUT = an_event("walked out", who="Port workers", when="Monday")
REJECTION = an_event("rejected", who="The harbour board")
MEETING = an_event("met", who="Ministers", when="Tuesday")
READING = Reading(ARTICLE.id, "m", "r", "en", events=(WALKOUT, REJECTION, MEETING))


def a_row(number: int = 0, **changed: Any) -> EventRow:
    row = EventRow(
        f"e{number}", "a", "2025-03-04", Status.HAPPENED, EventType.OTHER, f"Board rejects demand {number}",
        ("Harbour board",), ("Dockers’ union",), (), True, (), False, None, "", 0, (),
    )  # fmt: skip
    return row._replace(**changed)


class Recorder(App[None]):
    """An app with one pane, which notes what is posted and what is painted."""

    CSS = "Screen { layout: horizontal; }"

    def __init__(self, *panes: Lines) -> None:
        super().__init__()
        self.panes = panes
        self.heard: list[Any] = []
        self.painted: list[Region] = []

    def compose(self) -> ComposeResult:
        yield from self.panes

    def on_mount(self) -> None:
        self.panes[0].focus()

    def on_line_list_moved(self, message: LineList.Moved) -> None:
        self.heard.append(("moved", message.index))

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        self.heard.append(("chosen", message.index))

    def on_source_pane_source_moved(self, message: SourcePane.SourceMoved) -> None:
        self.heard.append(("source", message.offset))

    def on_source_pane_selected(self, message: SourcePane.Selected) -> None:
        self.heard.append(("selected", message.span))

    @property
    def text(self) -> list[str]:
        """The screen's lines."""
        return [strip.text for strip in self.screen._compositor.render_strips()]


def record_painting(app: Recorder, pane: Lines) -> None:
    refresh = pane.refresh

    def noted(*regions: Region, **options: Any) -> Lines:
        app.painted.extend(regions or [Region(0, 0, *pane.size)])
        return refresh(*regions, **options)

    pane.refresh = noted  # type: ignore[method-assign]


def in_app(
    *panes: Lines, size: tuple[int, int] = (60, 12)
) -> Callable[[Callable[[Recorder, Any], Awaitable[None]]], None]:
    """Run a scenario over panes in a headless app."""

    def run(scenario: Callable[[Recorder, Any], Awaitable[None]]) -> None:
        async def inside() -> None:
            app = Recorder(*panes)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await scenario(app, pilot)

        asyncio.run(inside())

    return run


class Endless(Sequence[str]):
    """A hundred thousand rows that count how many were looked at."""

    def __init__(self) -> None:
        self.asked: set[int] = set()

    def __len__(self) -> int:
        return 100_000

    def __getitem__(self, index: Any) -> Any:
        self.asked.add(index)
        return f"row {index}"

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("all rows were walked")


def test_a_list_of_any_length_opens_by_looking_at_the_rows_on_screen_alone() -> None:
    rows = Endless()
    pane = LineList(rows)

    @in_app(pane)
    async def scenario(app: Recorder, pilot: Any) -> None:
        assert len(rows.asked) <= 12
        pane.bottom()
        await pilot.pause()
        assert pane.current == 99_999
        assert any("row 99999" in line for line in app.text)
        assert len(rows.asked) <= 30


def test_a_step_paints_the_two_rows_and_the_count_and_a_step_at_the_edge_jumps_half_a_page() -> None:
    pane = LineList([f"row {number}" for number in range(100)], title="Rows")

    @in_app(pane)
    async def scenario(app: Recorder, pilot: Any) -> None:
        record_painting(app, pane)
        pane.move(1)
        await pilot.pause()
        assert sorted(region.y for region in app.painted) == [0, 1, 2]
        assert app.heard == [("moved", 1)]
        pane.go(10)
        await pilot.pause()
        before = app.text[1]
        pane.move(1)  # one beyond the last of eleven rows
        await pilot.pause()
        assert before.strip() == "row 0"
        assert app.text[1].strip() == "row 5"
        assert "12/100" in app.text[0]


def test_nothing_is_painted_where_nothing_changes() -> None:
    pane = LineList(["one", "two"])

    @in_app(pane)
    async def scenario(app: Recorder, pilot: Any) -> None:
        record_painting(app, pane)
        pane.set_rows(["one", "two"])
        pane.move(-1)
        pane.repaint()
        await pilot.pause()
        assert app.painted == []
        assert app.heard == []


def test_a_change_of_focus_paints_head_and_cursor_alone() -> None:
    first, second = LineList(["a"] * 9), LineList(["b"] * 9)

    @in_app(first, second)
    async def scenario(app: Recorder, pilot: Any) -> None:
        for pane in (first, second):
            record_painting(app, pane)
        second.focus()
        await pilot.pause()
        assert sorted(region.y for region in app.painted) == [0, 0, 1, 1]


def test_the_cursor_stays_in_the_list_and_in_view_whatever_is_asked() -> None:
    pane = LineList([str(number) for number in range(30)])

    @in_app(pane)
    async def scenario(app: Recorder, pilot: Any) -> None:
        for step in (5, 100, -3, -100, 7):
            pane.move(step)
            assert 0 <= pane.current < 30
            await pilot.pause()
            assert any(line.startswith("▌" + str(pane.current)) for line in app.text)
        pane.page(1.0)
        pane.page(-0.5)
        assert pane.bottom()
        assert pane.current == 29
        pane.set_rows(["x"], keep=20)
        assert pane.current == 0
        pane.set_rows([])
        assert pane.current == -1
        assert not pane.move(1)
        assert not pane.find("x")


def test_find_goes_round_in_both_directions() -> None:
    pane = LineList(["Alpha", "beta", "gamma", "BETA two"])

    @in_app(pane)
    async def scenario(app: Recorder, pilot: Any) -> None:
        assert [pane.find("beta"), pane.current] == [True, 1]
        assert [pane.find("beta"), pane.current] == [True, 3]
        assert [pane.find("beta"), pane.current] == [True, 1]
        assert [pane.find("beta", forward=False), pane.current] == [True, 3]
        assert not pane.find("delta")
        assert pane.current == 3


def test_the_mouse_moves_the_cursor_chooses_and_scrolls() -> None:
    pane = LineList([str(number) for number in range(50)])

    @in_app(pane)
    async def scenario(app: Recorder, pilot: Any) -> None:
        await pilot.click(LineList, offset=(3, 4))
        assert pane.current == 3
        await pilot.click(LineList, offset=(3, 4), times=2)
        assert ("chosen", 3) in app.heard
        pane.scroll_view(10)
        assert pane.current == 10


@pytest.mark.parametrize("cells", [10, 20, 30, 39, 58, 78, 120])
def test_an_event_fits_every_width_with_its_headline_longest_in_it(cells: int) -> None:
    rows = [
        a_row(
            0, tags=("urgent", "port"), noted=True, according_to=("Dockers’ union",), grade="B2", verdict="confirmed"
        ),
        a_row(1, when=None, status=Status.POSSIBLE, core=False, headline="港湾局が要求を拒否した 👩\u200d👧 strike"),
        a_row(2, when="2019-01/2020-12", verdict="rejected", headline="A\x1b[31mred\u202eword"),
    ]
    pane = EventsPane(rows)

    @in_app(pane, size=(cells, 8))
    async def scenario(app: Recorder, pilot: Any) -> None:
        pane.set_spread({"e0": 12})
        await pilot.pause()
        for line in app.text:
            assert width(line) == cells
            assert "\x1b" not in line
            assert "\u202e" not in line
        if cells >= 20:
            assert "✓" in app.text[1]
            assert "?" in app.text[2]
        if cells >= 39:
            assert "Board" in app.text[1]
            assert "#" in app.text[1]
            assert "×12" in app.text[1]
            assert "✎" in app.text[1]
        if cells >= 78:
            for words in ("4 Mar 2025", "Board rejects demand", "#urgent", "B2", "Dockers’ union"):
                assert words in app.text[1]


def test_signs_have_plain_letters_where_the_terminal_has_no_others() -> None:
    from tuibrief.app.panes.strips import ASCII_SIGNS, Palette

    pane = EventsPane([a_row(0, noted=True), a_row(1, status=Status.NEGATED)])

    @in_app(pane)
    async def scenario(app: Recorder, pilot: Any) -> None:
        pane.set_palette(Palette.resolve({}, signs=ASCII_SIGNS))
        await pilot.pause()
        assert all(line.isascii() for line in app.text)


def an_article(number: int, **changed: Any) -> ArticleRow:
    row = ArticleRow(
        f"a{number}", f"Article {number}", "The Tagus Post", (), "2025-03-04", Basis.GIVEN, "x", None, 12, (), False,
        False, False, None, "2025-03-05T00:00:00Z",
    )  # fmt: skip
    return row._replace(**changed)


def test_articles_show_what_is_unread_inferred_counted_and_not_read_yet() -> None:
    rows = [
        an_article(0, tags=("port",)),
        an_article(1, published_basis=Basis.INFERRED, read=True),
        an_article(2, events=-1),
    ]
    pane = ArticlesPane(rows)

    @in_app(pane, size=(78, 8))
    async def scenario(app: Recorder, pilot: Any) -> None:
        assert "•  4 Mar 2025 " in app.text[1]
        assert "#port" in app.text[1]
        assert "The Tagus Post" in app.text[1]
        assert app.text[1].rstrip().endswith("12")
        assert "~ 4 Mar 2025" in app.text[2]
        assert "•" not in app.text[2]
        assert app.text[3].rstrip().endswith("…")


def source() -> SourcePane:
    pane = SourcePane(title="Source")
    pane.show_article(ARTICLE, READING)
    return pane


def test_the_source_shows_title_byline_and_numbered_paragraphs() -> None:
    pane = source()

    @in_app(pane, size=(60, 18))
    async def scenario(app: Recorder, pilot: Any) -> None:
        assert "Strike shuts the port" in app.text[1]
        assert "The Tagus Post · R. Lopes" in app.text[2]
        assert app.text[4].startswith("  1  ▌Port workers")
        assert [line[:3].strip() for line in app.text if line[:3].strip().isdigit()] == ["1", "2", "3"]
        assert pane.paragraph_number(TEXT.index("Ministers")) == 3


def test_an_event_is_lit_by_role_with_a_legend_and_the_view_moves_only_where_it_must() -> None:
    pane = source()

    @in_app(pane, size=(60, 18))
    async def scenario(app: Recorder, pilot: Any) -> None:
        top = app.text[1]
        pane.show_event(WALKOUT)
        await pilot.pause()
        assert app.text[1] == top
        assert app.text[-1].split() == ["trigger", "who", "when"]
        lit = {}
        for strip in app.screen._compositor.render_strips():
            for segment in strip:
                for role in ("trigger", "who", "when"):
                    if segment.style == getattr(pane.palette, role):
                        lit.setdefault(role, segment.text)
        assert lit == {"trigger": "walked out", "who": "Port workers", "when": "Monday"}
        pane.show_event(MEETING)
        await pilot.pause()
        assert any("Ministers met" in line for line in app.text)
        assert pane.current_offset == MEETING.trigger.start


def test_moving_by_line_says_where_the_cursor_is_and_steps_over_empty_lines() -> None:
    pane = source()

    @in_app(pane, size=(60, 18))
    async def scenario(app: Recorder, pilot: Any) -> None:
        seen = []
        while pane.move(1):
            seen.append(TEXT[pane.current_line.start : pane.current_line.end].strip())
        assert all(seen)
        assert " ".join(seen).endswith("signed nothing.")
        await pilot.pause()
        assert [what for what, _ in app.heard] == ["source"] * len(seen)
        pane.move_paragraph(-1)
        assert TEXT[pane.current_offset :].startswith("The harbour board") or TEXT[pane.current_offset :].startswith(
            "Ministers"
        )
        pane.top()
        assert pane.current_offset == 0


def test_found_words_are_lit_and_gone_to_in_both_directions() -> None:
    pane = source()

    @in_app(pane, size=(60, 18))
    async def scenario(app: Recorder, pilot: Any) -> None:
        assert pane.find("UNION")
        assert pane.current_offset == TEXT.index("union")
        assert pane.find("union")
        assert pane.current_offset == TEXT.index("union", TEXT.index("union") + 1)
        assert pane.find("union", forward=False)
        assert pane.current_offset == TEXT.index("union")
        assert not pane.find("lighthouse")


def test_words_sentences_and_paragraphs_are_selected_around_the_cursor() -> None:
    pane = source()

    @in_app(pane, size=(60, 18))
    async def scenario(app: Recorder, pilot: Any) -> None:
        assert pane.selection is None
        pane.go_to(TEXT.index("court"))
        pane.select("word")
        assert pane.selection is not None
        assert pane.selection.of(TEXT) == "court"
        pane.select("sentence")
        assert pane.selection.of(TEXT).startswith("It may ask")
        assert pane.selection.of(TEXT).endswith("waiting ships.")
        pane.select("paragraph")
        assert pane.selection.of(TEXT).startswith("The harbour board")
        pane.end_selection()
        pane.go_to(0)
        pane.select()
        pane.move_word(1)
        pane.move_character(6)
        assert pane.selection.of(TEXT) == "Port workers"
        pane.swap_ends()
        assert pane.current_offset == 0


def test_dragging_selects_the_words_under_the_mouse() -> None:
    pane = source()

    @in_app(pane, size=(60, 18))
    async def scenario(app: Recorder, pilot: Any) -> None:
        await pilot.mouse_down(SourcePane, offset=(6, 4))
        await pilot.hover(SourcePane, offset=(17, 4))
        await pilot.mouse_up(SourcePane, offset=(17, 4))
        await pilot.pause()
        assert [span.of(TEXT) for what, span in app.heard if what == "selected"] == ["Port workers"]


def test_marks_stand_in_the_margin_of_the_line_where_they_begin() -> None:
    pane = source()

    @in_app(pane, size=(60, 18))
    async def scenario(app: Recorder, pilot: Any) -> None:
        pane.set_marks([(Span(TEXT.index("Ministers"), TEXT.index("Ministers") + 9), "✎")])
        await pilot.pause()
        assert next(line for line in app.text if "Ministers" in line).startswith("  3 ✎ Ministers")


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (80, 24), (300, 80)])
def test_any_text_keeps_its_columns_at_any_size(size: tuple[int, int]) -> None:
    text = "東京都の港湾局は👩\u200d👧\u200d👦新しい\x1b[2J岸壁を\u202e公開\u0301した。\n" * 3
    text += "می\u200cخواهم اطلاعات " * 9 + "\n[bold]x[/] [/]"
    pane = SourcePane()
    pane.show_article(Article.of(text, "x"))

    @in_app(pane, size=size)
    async def scenario(app: Recorder, pilot: Any) -> None:
        for _ in range(4):
            for line in app.text:
                assert width(line) == size[0]
                assert "\x1b" not in line
            pane.page(0.9)
            await pilot.pause()
        if size[0] >= 40:
            assert any("[bold]x[/] [/]" in line for line in app.text)


def test_after_a_resize_the_same_words_are_on_screen() -> None:
    pane = SourcePane()
    text = "\n".join(f"Paragraph {number} " + "goes on and on " * 20 for number in range(40))
    pane.show_article(Article.of(text, "x"))

    @in_app(pane, size=(90, 20))
    async def scenario(app: Recorder, pilot: Any) -> None:
        pane.go_to(text.index("Paragraph 20"))
        await pilot.pause()
        await pilot.resize_terminal(44, 14)
        await pilot.pause()
        assert any("Paragraph 20" in line for line in app.text)


def test_the_actor_shows_its_dossier_and_its_events_can_be_chosen() -> None:
    rows = [
        a_row(0),
        a_row(1, type=EventType.STATEMENT, when="2025-01-02"),
        a_row(2, who=("Dockers’ union",), whom=("Harbour board",), when="2024-11"),
        a_row(3, who=("Ministry",), whom=(), when=None),
    ]
    pane = ActorPane(title="Actor")

    @in_app(pane, size=(60, 24))
    async def scenario(app: Recorder, pilot: Any) -> None:
        pane.show(dossier("Harbour board", rows))
        await pilot.pause()
        page = "\n".join(app.text)
        for words in ("Harbour board", "4 events in 1 article", "Nov 2024 to 4 Mar 2025", "with Dockers’ union ×3"):
            assert words in page
        assert "█" in page
        headings = [line.split()[0] for line in app.text if line.split()[-1:] == ["1"] and "▌" not in line]
        assert [word for word in headings if word.isalpha() or word == "Said,"] == ["Did", "Had", "Said,", "Named"]
        assert pane.current_event == rows[0]
        pane.move(1)
        assert pane.current_event == rows[2]
        pane.choose()
        await pilot.pause()
        assert app.heard[-1] == ("chosen", pane.current)
        pane.move(9)
        assert pane.current_event == rows[3]
        pane.show(None)
        assert pane.current_event is None
