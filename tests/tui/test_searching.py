"""Typing in the box: results follow, keys are never blocked, hits are marked."""

import asyncio
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style
from rich.text import Text
from textual import events

from reader.room import ReadingRoom
from reader.tui import questions
from reader.tui.dialogs.help import HelpDialog
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.search_bar import QueryColors
from reader.tui.reading.search_worker import HitFacets, SearchAnswer, SearchQuestion
from tests.tui.conftest import Sit, Table

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.tui.asker import Answer

WORD = "dratmobukelspg"


async def search(table: Table, text: str) -> None:
    """Type a query and wait for what it brings."""
    await table.press("/")
    await table.type(text)
    await table.until(lambda: " ms" in table.text() or table.screen.search_bar.query(".-error"))


async def test_results_follow_the_keys_with_their_passages(sit: Sit) -> None:
    async with sit() as table:
        await search(table, "dams")
        await table.until(lambda: table.listed() == ["flood"])
        await table.sees("A first point about dams", "1 article · ")


async def test_hits_are_marked_in_the_article_and_n_steps_through_them(sit: Sit) -> None:
    async with sit() as table:
        await search(table, "keller")
        await table.until(lambda: set(table.listed()) == {"flood", "rebuilding", "election"})
        await table.press("enter")
        while table.screen.list_view.selected_id != "flood":
            await table.press("j")
        await table.press("enter")
        view = table.screen.article_view
        await table.until(lambda: len(view.marks("hits")) == 2)
        assert {view.caret.plain.text[mark.start : mark.end] for mark in view.marks("hits")} == {"Keller"}
        assert table.screen.status.said == "hit 1 of 2"
        await table.press("n")
        assert table.screen.status.said == "hit 2 of 2"
        await table.press("1", "escape")
        assert table.screen.status.said == ""


async def test_escape_gives_the_search_up(sit: Sit) -> None:
    async with sit() as table:
        await search(table, "choir")
        await table.until(lambda: table.listed() == ["music"])
        await table.press("escape")
        assert len(table.listed()) == 5
        assert table.screen.article_view.marks("hits") == []
        assert table.pane() == "list"


async def test_a_query_that_makes_no_sense_is_told_and_the_list_stays(sit: Sit) -> None:
    async with sit() as table:
        await table.press("/")
        await table.type("autor:keller")
        await table.until(lambda: "the nearest is author:" in table.screen.status.said)
        assert table.screen.search_bar.query_one("#search-count").has_class("-error")


async def test_nothing_found_says_so(sit: Sit) -> None:
    async with sit() as table:
        await search(table, "xylophone")
        await table.until(lambda: table.listed() == [])
        await table.sees("Nothing found.")
        await table.press("enter", "enter", "j", "G", "n", "d", "e")
        await table.press("s")
        await table.until(lambda: table.screen.status.said == "No article is selected.")


async def test_a_slow_search_blocks_no_key_and_its_answer_is_dropped(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    hits = room.searcher.hits

    def slow(query: str, **options: object) -> object:
        if query == "choi":
            begun.set()
            go_on.wait(60)
        return hits(query, **options)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(room.searcher, "hits", slow)
    async with sit() as table:
        await table.press("/")
        await table.type("choi")
        await table.until(begun.is_set)
        await table.type("r")
        assert table.screen.search_bar.box.value == "choir"
        go_on.set()
        await table.until(lambda: table.listed() == ["music"])


async def test_an_answer_that_comes_after_a_newer_question_was_asked_changes_nothing(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as table:
        searcher = table.screen.search.asker
        deliver = searcher._deliver
        held: list[Answer[SearchQuestion, SearchAnswer]] = []
        monkeypatch.setattr(searcher, "_deliver", held.append)
        table.screen.search.put_query("keller")
        await table.until(lambda: any(isinstance(answer.value, HitFacets) for answer in held))
        monkeypatch.setattr(searcher, "_deliver", deliver)
        table.screen.search.put_query("choir")
        await table.until(lambda: table.listed() == ["music"])

        for late in held:
            deliver(late)
            await table.pilot.pause()

        assert len(held) >= 3
        assert table.listed() == ["music"]


async def test_letters_that_come_before_the_box_has_the_keys_are_typed_into_it_and_do_nothing_else(
    sit: Sit, room: ReadingRoom
) -> None:
    async with sit() as table:
        listed = table.listed()
        for burst in range(1, 7):
            for number, (key, character) in enumerate([("slash", "/"), *((each, each) for each in WORD)]):
                table.app.post_message(events.Key(key, character))
                # As a quick hand or a slow line sends them: some at once, some when the last one is half done.
                for _ in range((0, 1, 5, 2, 0, 3, 8)[number * burst % 7]):
                    await asyncio.sleep(0)

            await table.until(lambda: len(table.screen.search_bar.box.value) == len(WORD))
            assert table.screen.search_bar.box.value == WORD
            table.app.post_message(events.Key("escape", None))
            await table.until(lambda: table.listed() == listed and table.pane() == "list")
        assert room.trash.all() == []
        for key in ("ctrl+p", *"help", "enter"):
            table.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await table.until(lambda: isinstance(table.app.screen, HelpDialog))


async def test_cross_references_come_with_their_reason_and_lead_to_the_passage(sit: Sit) -> None:
    async with sit() as table:
        await table.press("j", "enter")
        await table.until(lambda: table.screen.crossrefs.references)
        best = table.screen.crossrefs.references[0]
        assert best.crossref.id == "flood"
        await table.until(lambda: "412" in table.text().partition("Cross-references")[2])
        await table.press("x", "j", "k")
        view = table.screen.article_view
        assert view.marks("evidence")
        await table.press("g", "enter")
        assert table.article_id == "flood"
        assert table.pane() == "article"
        assert view.marks("evidence")
        await table.press("ctrl+o")
        assert table.article_id == "rebuilding"


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    yield
    for thread in threading.enumerate():
        if thread.name in {"search", "related"}:
            thread.join(60)
            assert not thread.is_alive()


async def found(table: Table, *ids: str) -> None:
    """Wait until the list shows these articles, in any order."""
    await table.until(lambda: set(table.listed()) == set(ids), f"the list shows {table.listed()}")


async def test_a_line_parts_those_with_all_words_from_those_with_some(sit: Sit) -> None:
    async with sit() as table:
        await search(table, "choir flood ")
        await found(table, "music", "flood", "rebuilding", "election")
        view = table.screen.list_view
        assert view.model.dividers
        assert view.model.dividers[0].index == 0
        await table.sees("no article has both words")
        top = view.region.y + 1
        # The line is no row: a click on it selects nothing, one below it the first article.
        await table.pilot.click("#list", offset=(5, 1))
        assert table.screen.list_view.selected == 0
        rows = table.text().splitlines()
        assert "─" in rows[top]
        assert "no article has both words" in rows[top + 1]


async def test_hits_in_the_title_are_marked_in_the_list(sit: Sit) -> None:
    async with sit() as table:
        await search(table, "choir ")
        await found(table, "music")
        snippets = table.screen.list_view.model.snippets
        assert snippets is not None
        await table.until(lambda: "music" in snippets)
        (mark,) = snippets["music"].title_marks
        assert "A choir in winter"[slice(*mark)] == "choir"


async def test_a_hit_in_a_note_shows_the_note(sit: Sit, room: ReadingRoom) -> None:
    from reader.notes.model import new_annotation
    from reader.notes.selectors import selectors_for

    text = room.article("music").text
    room.notes.save(new_annotation("music", selectors_for(text, 0, 9), body="A quaver too long, surely"))
    room.index()
    async with sit() as table:
        await search(table, "quaver ")
        await found(table, "music")
        await table.sees("✎ A quaver too")


async def test_the_drawer_narrows_and_widens_and_chips_say_so(sit: Sit) -> None:
    async with sit() as table:
        await table.press("F")
        pane = table.screen.facets
        await table.until(lambda: any(row.kind == "value" for row in pane.rows))
        assert table.pane() == "facets"
        (post,) = [row for row in pane.rows if row.text == "Harbor Post"]
        assert post.count == 2
        while pane.rows[pane.highlighted or 0] != post:
            await table.press("j")
        await table.press("enter")
        await found(table, "flood", "rebuilding")
        assert table.screen.search_bar.box.value == 'site:="Harbor Post"'
        await table.sees("⟨site Harbor Post ×⟩")
        await table.until(lambda: any(row.is_on and row.kind == "value" for row in pane.rows))
        await table.press("X")
        await table.until(lambda: len(table.listed()) == 5)
        assert table.screen.search_bar.box.value == ""
        await table.press("F")
        assert table.pane() == "list"
        assert not pane.display


async def test_chips_come_off_one_by_one(sit: Sit) -> None:
    async with sit() as table:
        await search(table, "marlow lang:en -is:starred site:harbor ")
        await found(table, "flood", "rebuilding")
        assert list(table.screen.search_bar.chip_line.labels) == ["lang en", "not is starred", "site harbor"]
        await table.press("enter", "backspace")
        await found(table, "flood", "rebuilding", "election")
        row = (await table.sees("not is starred")).splitlines()[1]
        await table.pilot.click("#chips", offset=(row.index("not is starred") - 1, 0))
        await table.until(lambda: table.screen.search_bar.box.value == "marlow lang:en")
        await table.press("S")
        await table.until(lambda: table.screen.search_bar.chip_line.labels[0] == "by date")
        await table.press("X", "X")
        await table.until(lambda: list(table.screen.search_bar.chip_line.labels) == [])
        assert table.screen.search.hit_order == "relevance"
        await found(table, "flood", "rebuilding", "election")


async def test_hits_by_date_stand_under_months_and_the_selected_one_stays_selected(sit: Sit) -> None:
    async with sit() as table:
        await search(table, "marlow ")
        await found(table, "flood", "rebuilding", "election")
        await table.press("enter")
        table.screen.list_view.select(table.listed().index("flood"))
        await table.press("S")
        await table.until(lambda: "May 2021 ─" in table.text())
        assert table.listed() == ["election", "rebuilding", "flood"]
        assert table.screen.list_view.selected_id == "flood"


async def test_the_strip_of_months_narrows_by_arrow_keys(sit: Sit) -> None:
    async with sit() as table:
        await table.press("M")
        assert table.pane() == "months"
        await table.press("right")
        await found(table, "election")
        assert table.screen.search_bar.box.value == "date:2021-05"
        await table.sees("May 2021: 1")
        await table.press("left")
        await found(table, "rebuilding")
        await table.press("shift+left")
        await found(table, "rebuilding", "flood")
        assert table.screen.search_bar.box.value == "date:2020-03..2020-04"
        # The other months stay to be chosen.
        assert table.screen.search_bar.months.strip.bars[-1].last == "2021-05"
        await table.press("down")
        assert table.pane() == "list"


async def test_a_bar_of_the_strip_can_be_clicked(sit: Sit) -> None:
    async with sit() as table:
        strip = table.screen.search_bar.months
        await table.until(lambda: bool(strip.strip.bars))
        last = table.text().splitlines()[1].rindex("▁▂▃▄▅▆▇█"[-1])
        await table.pilot.click("#months", offset=(last - strip.region.x, 0))
        await found(table, "election")


async def test_a_hit_is_explained(sit: Sit) -> None:
    async with sit() as table:
        await search(table, "dams keller ")
        await table.until(lambda: "flood" in table.listed())
        await table.press("enter", "E")
        await table.sees("adds", "dams", "score")
        await table.press("escape")
        assert table.app.screen is table.screen


async def test_an_empty_result_tells_which_word_emptied_it_and_one_key_tries_what_is_near(sit: Sit) -> None:
    async with sit() as table:
        await search(table, "chooir ")
        await table.sees("No article has “chooir”.", "near: choir (1)")
        await table.press("enter", "E")
        await table.sees("Try instead")
        await table.press("1")
        await found(table, "music")
        assert table.screen.search_bar.box.value == "choir"


async def test_tab_takes_what_is_proposed_for_a_query_that_makes_no_sense(sit: Sit) -> None:
    async with sit() as table:
        await table.press("/")
        await table.type("autor:brandt")
        await table.until(lambda: table.screen.search.proposal is not None)
        await table.press("tab")
        await found(table, "flood", "rebuilding")
        assert table.screen.search_bar.box.value == "author:brandt"


async def test_the_box_brings_back_what_was_asked_before(sit: Sit) -> None:
    async with sit() as table:
        for query in ("choir", "dams"):
            await search(table, query)
            await table.press("enter", "escape")
        await table.press("/")
        await table.type("kel")
        await table.press("up")
        await found(table, "flood")
        await table.press("up")
        await found(table, "music")
        await table.press("down", "down")
        assert table.screen.search_bar.box.value == "kel"
        await table.press("down")
        assert table.pane() == "list"
    async with sit() as again:
        await again.press("/", "up")
        assert again.screen.search_bar.box.value == "kel"


async def test_a_search_is_saved_by_a_name_opened_and_deleted(sit: Sit, room: ReadingRoom) -> None:
    async with sit() as table:
        await search(table, "homes")
        await found(table, "flood", "rebuilding")
        await table.press("ctrl+s")
        await table.type("Lost homes")
        await table.press("enter")
        assert room.searches.saved() == {"Lost homes": "homes"}
        assert '"Lost homes": "homes"' in (room.library.root / "library.yaml").read_text()
        room.state.change("flood", read=True)
        await table.press("escape", "L")
        await table.sees("2 · 1 unread")
        await table.press("enter")
        await found(table, "flood", "rebuilding")
        assert table.screen.search_bar.box.value == "homes"
        await table.press("L")
        await table.press("d", "escape")
        assert room.searches.saved() == {}
        assert (room.library.root / "library.yaml").read_text() == 'title: "Marlow"\nlanguage: "en"\n'


async def test_a_library_yaml_that_cannot_be_read_is_told_and_kept(sit: Sit, room: ReadingRoom) -> None:
    path = room.library.root / "library.yaml"
    path.write_text("title: [broken\n")
    async with sit() as table:
        await search(table, "homes")
        await table.press("ctrl+s")
        await table.type("x")
        await table.press("enter")
        assert "could not be saved: library.yaml cannot be read" in table.screen.status.said
        assert table.screen.search_bar.box.value == "x"
        await table.press("escape", "L")
        assert "library.yaml cannot be read" in table.screen.status.said
    assert path.read_text() == "title: [broken\n"


async def test_finding_in_an_article_heeds_case_and_whole_words_on_request(sit: Sit) -> None:
    async with sit() as table:
        await table.press("j", "j", "enter", "f")
        await table.type("we")
        parts = len(table.screen.later.find.hits)
        await table.press("alt+w")
        whole = len(table.screen.later.find.hits)
        assert 0 < whole < parts
        await table.until(lambda: "whole words" in table.text().splitlines()[0])
        await table.press("escape", "f")
        await table.type("Monday")
        assert len(table.screen.later.find.hits) == 1
        await table.press("enter")
        assert table.pane() == "article"
        await table.press("alt+c")
        await table.until(lambda: "ignore case" in table.text().splitlines()[0])


async def test_enter_right_behind_a_text_to_find_is_of_the_article_and_not_of_the_library(sit: Sit) -> None:
    async with sit() as table:
        await table.press("j", "j", "enter", "f")
        box = table.screen.search_bar.box

        # As one burst: the key is heard before the box has told its text.
        box.insert_text_at_cursor("Monday")
        box.post_message(LineBox.Pressed(box, "enter"))
        await table.until(lambda: table.pane() == "article")
        await table.pilot.pause()

        assert len(table.screen.later.find.hits) == 1
        assert table.screen.search.query == ""


async def test_a_damaged_index_is_noticed_answered_for_and_built_anew(sit: Sit, room: ReadingRoom) -> None:
    room.session.caches.close()
    for path in (room.session.caches.folder / "search").rglob("*"):
        if path.is_file() and path.stat().st_size:
            path.write_bytes(b"\x80\x04garbage" * 50)
    async with sit() as table:
        await search(table, "choir ")
        await found(table, "music")
        assert "The index is not ready" in table.screen.status.said
        room.index(verify=True)
        table.screen.search.search_again()
        await table.until(lambda: "not ready" not in table.screen.status.said)
        await found(table, "music")


async def test_a_query_is_colored_as_it_is_read_and_a_text_to_find_is_not(sit: Sit) -> None:
    async with sit() as table:
        await search(table, "site:harbor or dams OR rain")
        colored = table.screen.search_bar.box.query_colors(Text("  site:harbor or dams OR rain"))
        assert [colored.plain[span.start : span.end] for span in colored.spans] == ["site:", "harbor", "OR"]
        await table.press("escape", "j", "j", "enter", "f")
        await table.until(lambda: table.screen.search_bar.box.highlighter is None)
        await table.type("OR")
        await table.press("escape")
        assert table.screen.search_bar.box.highlighter is table.screen.search_bar.box.query_colors


@given(st.text(max_size=60))
def test_no_text_in_the_box_is_too_strange_to_color(text: str) -> None:
    colored = QueryColors(lambda _: Style(bold=True))(text)

    assert colored.plain == Text(text).plain
    assert all(0 <= span.start < span.end <= len(colored.plain) for span in colored.spans)


async def test_whatever_is_pasted_into_the_box_is_answered(sit: Sit) -> None:
    from tests.search.test_bad_input import BAD

    async with sit() as table:
        await table.press("/")
        box = table.screen.search_bar.box
        searcher = table.screen.search.asker
        for text in BAD:
            box.value = text
            await table.pilot.pause()
            if table.screen.search.query:
                await table.until(lambda: not searcher.is_waiting(searcher.asked))
                await table.pilot.pause()
        await table.press("escape")
        assert len(table.listed()) == 5


async def test_what_was_said_of_one_article_is_not_said_of_the_next(sit: Sit) -> None:
    async with sit() as table:
        await table.press("slash")
        await table.type("Marlow")
        await table.press("enter", "enter", "n")
        await table.until(lambda: table.screen.status.said.startswith("hit "))
        first = table.article_id

        await table.press("x", "enter")
        await table.until(lambda: table.article_id != first)
        assert not table.screen.status.said.startswith("hit ")

        await table.press("s")
        assert table.screen.status.said == "Starred."
        await table.press("j")
        assert table.screen.status.said == "Starred."
        await table.press("B")
        assert table.screen.status.said == ""


async def test_what_is_waited_for_is_no_longer_said_once_it_is_there(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit() as table:
        monkeypatch.setattr(questions, "MOMENT", 0)
        monkeypatch.setattr(questions, "ANNOUNCE_AFTER", 0.001)
        is_wanted = threading.Event()
        load = table.screen.room.article

        def slow(article_id: str) -> "Article":
            is_wanted.wait(60)
            return load(article_id)

        monkeypatch.setattr(table.screen.room, "article", slow)
        before = table.article_id
        await table.press("j")
        await table.until(lambda: table.screen.status.said.startswith("Opening"))
        is_wanted.set()
        await table.until(lambda: table.article_id != before)

        assert table.screen.status.said == ""


async def test_enter_before_the_hits_are_there_opens_the_first_hit_and_not_what_was_listed_before(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    hits = room.searcher.hits

    def slow(query: str, **options: object) -> object:
        go_on.wait(60)
        return hits(query, **options)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(room.searcher, "hits", slow)
    async with sit() as table:
        before = table.screen.list_view.selected_id or ""
        await table.press("/")
        await table.type("choir")
        await table.press("enter", "enter")
        assert not room.state.of(before).read
        go_on.set()

        await table.until(lambda: table.article_id == "music" and table.pane() == "article")
        assert not room.state.of(before).read
