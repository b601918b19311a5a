"""Typing in the box: results follow, keys are never blocked, hits are marked."""

import threading
from collections.abc import Iterator

import pytest

from reader.room import ReadingRoom
from tests.tui.conftest import Sit, Table


async def search(table: Table, text: str) -> None:
    """Type a query and wait for what it brings."""
    await table.press("/")
    await table.type(text)
    await table.until(lambda: " ms" in table.text() or table.screen.search_bar.query(".-error"))


async def test_results_follow_the_keys_with_their_passages(sit: Sit) -> None:
    async with sit() as table:
        await search(table, "dams")
        await table.until(lambda: table.listed() == ["flood"])
        await table.until(lambda: "A first point about dams" in table.text())
        assert "1 article · " in table.text()


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
        await table.until(lambda: "author" in table.text().splitlines()[0])
        assert table.screen.search_bar.query_one("#search-count").has_class("-error")


async def test_nothing_found_says_so(sit: Sit) -> None:
    async with sit() as table:
        await search(table, "xylophone")
        await table.until(lambda: table.listed() == [])
        assert "Nothing is found." in table.text()
        await table.press("enter", "enter", "j", "G", "n", "d", "e")


async def test_a_slow_search_blocks_no_key_and_its_answer_is_dropped(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    hits = room.hits

    def slow(query: str, **options: object) -> object:
        if query == "choi":
            begun.set()
            go_on.wait(20)
        return hits(query, **options)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(room, "hits", slow)
    async with sit() as table:
        await table.press("/")
        await table.type("choi")
        await table.until(begun.is_set)
        await table.type("r")
        assert table.screen.search_bar.box.value == "choir"
        go_on.set()
        await table.until(lambda: table.listed() == ["music"])


async def test_cross_references_come_with_their_reason_and_lead_to_the_passage(sit: Sit) -> None:
    async with sit() as table:
        await table.press("j", "enter")
        await table.until(lambda: table.screen.crossrefs.references)
        best = table.screen.crossrefs.references[0]
        assert best.crossref.id == "flood"
        assert "412" in table.text().split("Cross-references")[1]
        await table.press("x", "j", "k")
        view = table.screen.article_view
        assert "412" in {view.caret.plain.text[mark.start : mark.end] for mark in view.marks("evidence")} or view.marks(
            "evidence"
        )
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
            thread.join(10)
            assert not thread.is_alive()


def test_every_kind_of_evidence_has_its_place_in_the_pane() -> None:
    from reader.related.evidence import KINDS
    from reader.tui.panes.crossrefs import TELLING

    assert sorted(TELLING) == sorted(KINDS)
