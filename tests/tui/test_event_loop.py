"""No callback holds the event loop for longer than a person notices, however much there is to read.

Measured as processor time of the loop's own thread, so that a loaded machine does not fail it.
"""

import asyncio
import gc
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.css import stylesheet
from textual.dom import DOMNode

from reader.library.article import Article
from reader.library.catalog import Catalog, CatalogEntry
from reader.notes.model import Annotation, new_annotation
from reader.notes.selectors import selectors_for, text_sha256
from reader.room import ReadingRoom
from reader.room.settings import THEMES
from reader.tui import asker, questions
from reader.tui.compare.screen import CompareScreen
from tests.tui.conftest import Sit

if TYPE_CHECKING:
    from reader.tui.asker import Answer

LONGEST = 0.1
SENTENCE = "The river Tarn rose on Monday, and Mayor Anna Keller said that 412 homes were lost in *Marlow*. "


class LoopWatch:
    """Notes how long the callbacks of the event loop held it, from `begin` on."""

    def __init__(self) -> None:
        self.slow: list[str] = []
        self.is_watching = False

    def begin(self) -> None:
        """Watch from now on: what a test prepares does not count."""
        self.is_watching = True


def _slowness() -> float:
    """Return how many times longer the processor takes now for what takes it 6 ms when it has nothing else to do."""
    begun = time.thread_time()
    sum(len(str(number)) for number in range(70_000))
    return (time.thread_time() - begun) / 0.006


@pytest.fixture
def loop_watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopWatch]:
    """Fail the test if a callback holds the event loop for longer than LONGEST."""
    watch = LoopWatch()
    run = asyncio.Handle._run

    def measured(handle: asyncio.Handle) -> Any:
        begun = time.thread_time()
        run(handle)
        taken = time.thread_time() - begun
        if watch.is_watching and taken > LONGEST and taken > LONGEST * max(_slowness() for _ in range(5)):
            watch.slow.append(f"{taken:.2f} s: {handle!r}"[:300])

    monkeypatch.setattr(asyncio.Handle, "_run", measured)
    # The app itself puts off full collections; here they would go through all that the test suite holds. It looks for
    # garbage from its first picture on, which would be such a one: a second of work on a heap of many tests.
    enable = gc.enable
    gc.disable()
    monkeypatch.setattr(gc, "enable", lambda: None)
    yield watch
    enable()
    assert watch.slow == []


def work(seconds: float) -> None:
    """Keep the processor busy, wherever this is called."""
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


async def test_an_article_of_five_million_letters_is_opened_and_searched(
    sit: Sit, loop_watch: LoopWatch, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "\n\n".join(f"{number}. {SENTENCE * 6}" for number in range(5_000_000 // (6 * len(SENTENCE))))
    entry_of, article_of = Catalog.entry, ReadingRoom.article

    def entry(catalog: Catalog, article_id: str) -> CatalogEntry | None:
        found = entry_of(catalog, article_id)
        return replace(found, size=len(body)) if found is not None and article_id == "flood" else found

    def article(room: ReadingRoom, article_id: str) -> Article:
        found = article_of(room, article_id)
        return Article(found.id, found.record, body, found.path) if article_id == "flood" else found

    async with sit() as table:
        await table.press("4")
        monkeypatch.setattr(Catalog, "entry", entry)
        monkeypatch.setattr(ReadingRoom, "article", article)
        loop_watch.begin()
        table.screen.open_article("flood", then=lambda: table.screen.show_pane("article"))
        await table.until(lambda: table.article_id == "flood")
        for keys in (("G",), ("g",), (")", "}"), ("v", "w", "escape"), ("f",)):
            await table.press(*keys)
        await table.type("keller")
        await table.until(lambda: len(table.screen.later.find.hits) > 1000)
        before = table.screen.article_view.reading_offset
        await table.pilot.resize_terminal(70, 24)
        view = table.screen.article_view
        await table.until(lambda: view._sheet.layout.width == view.text_width < 72)
        assert before - 1000 < table.screen.article_view.reading_offset <= before + 1000


async def test_a_short_article_that_takes_long_to_read_holds_up_no_key(
    sit: Sit, loop_watch: LoopWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    article_of = ReadingRoom.article

    def article(room: ReadingRoom, article_id: str) -> Article:
        work(0.3)
        return article_of(room, article_id)

    async with sit() as table:
        monkeypatch.setattr(ReadingRoom, "article", article)
        loop_watch.begin()
        table.screen.open_article("music")
        await table.until(lambda: table.article_id == "music")


async def test_a_pasted_text_in_the_palette_holds_up_no_key(sit: Sit, loop_watch: LoopWatch) -> None:
    async with sit() as table:
        await table.press("ctrl+p")
        loop_watch.begin()
        table.app.post_message(events.Paste("note theme quit " * 250))
        await table.sees("note theme quit")
        await table.press("escape")


async def test_each_key_of_a_burst_has_a_turn_of_the_event_loop(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    handled: list[int] = []
    turn = 0
    run = asyncio.Handle._run

    def counted(handle: asyncio.Handle) -> Any:
        nonlocal turn
        turn += 1
        run(handle)

    async with sit() as table:
        table.screen.commands = {**table.screen.commands, "theme": lambda: handled.append(turn)}
        monkeypatch.setattr(asyncio.Handle, "_run", counted)
        for _ in range(30):
            table.app.post_message(events.Key("T", "T"))
        await table.until(lambda: len(handled) == 30)

    assert len({*handled}) > 20  # a few may share one: a key that is alone waits for nothing


async def test_other_colors_are_read_in_a_thread_and_once(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit() as table:
        read: list[bool] = []
        parse = stylesheet.parse  # type: ignore[attr-defined]  # where the stylesheet looks it up

        def watched(*parts: Any, **options: Any) -> Any:
            read.append(threading.current_thread() is threading.main_thread())
            return parse(*parts, **options)

        monkeypatch.setattr(stylesheet, "parse", watched)
        all_colors = ["T"] * len(THEMES)
        await table.press(*all_colors)
        assert table.app.theme == "dark"
        assert len(read) > 10
        assert not any(read), "in the thread of the event loop"

        read.clear()
        await table.press(*all_colors)
        assert table.app.theme == "dark"
        assert read == []


async def test_a_window_of_another_size_has_every_widget_styled_once(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit((150, 50)) as table:
        styled: list[DOMNode] = []
        apply = stylesheet.Stylesheet.apply

        def counted(sheet: stylesheet.Stylesheet, node: DOMNode, **options: Any) -> None:
            styled.append(node)
            apply(sheet, node, **options)

        monkeypatch.setattr(stylesheet.Stylesheet, "apply", counted)
        await table.pilot.resize_terminal(30, 8)
        await table.until(lambda: table.screen.has_class("-narrow") and table.screen.has_class("-short"))

        assert len(styled) < 2 * len([*table.screen.walk_children()]), Counter(type(node).__name__ for node in styled)


async def test_a_key_gives_up_an_article_that_is_not_there_yet(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit() as table:
        monkeypatch.setattr(questions, "MOMENT", 0.0)
        monkeypatch.setattr(ReadingRoom, "article", lambda *_: work(0.5))
        await table.press("4")
        before = table.article_id
        table.screen.open_article("music")
        await table.until(lambda: "Opening “A choir in winter”" in table.screen.said)
        await table.press("escape")
        assert "Canceled" in table.screen.said
        assert table.article_id == before


async def test_five_hundred_notes_on_a_changed_text_are_compared(
    sit: Sit, loop_watch: LoopWatch, room: ReadingRoom
) -> None:
    text = room.article("flood").text
    words = text.split()
    for number in range(500):
        # Words that the text does not have in this order: each is looked for through all of it.
        quote = " ".join(words[(number * 7 + step * 3) % len(words)] for step in range(9))
        selectors = selectors_for(quote, 0, len(quote))
        room.notes.save(new_annotation("flood", selectors, body=str(number), text_sha256=text_sha256("before")))
    async with sit() as table:
        await table.press("G")
        loop_watch.begin()
        table.screen.later.comparison.compare("music", "flood")
        await table.until(lambda: isinstance(table.app.screen, CompareScreen) and table.app.screen.compared is not None)
        screen = table.app.screen
        assert isinstance(screen, CompareScreen)
        await table.press("tab", "j", ")", "H")
        await table.until(lambda: len(screen.places.notes) == 501)


async def test_all_notes_of_the_library_are_looked_through_when_one_judges(
    sit: Sit, loop_watch: LoopWatch, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = room.notes.all

    def as_long_as_twenty_thousand_take() -> tuple[Annotation, ...]:
        work(0.3)
        return everything()

    async with sit() as table:
        pane = table.screen.crossrefs
        table.screen.open_article("flood")
        await table.until(lambda: pane.origin_id == "flood" and pane.references)
        await table.press("x")
        await table.until(lambda: pane.selected is not None)
        monkeypatch.setattr(room.notes, "all", as_long_as_twenty_thousand_take)
        loop_watch.begin()
        await table.press("y")
        await table.until(lambda: table.app.screen is not table.screen)
        await table.press("2", "enter")
        await table.until(lambda: "Confirmed" in table.screen.said)
        await table.press("d", "d")
        await table.until(lambda: "Dismissed" in table.screen.said)
        await table.press("U")
        await table.until(lambda: "Undone: the dismissal" in table.screen.said)


async def test_three_thousand_problems_are_listed(
    sit: Sit, loop_watch: LoopWatch, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = next(iter(room.articles()))
    problems = [replace(entry, path=f"articles/{number}.md", problem="This is no article.") for number in range(3000)]
    monkeypatch.setattr(room, "articles", lambda **_: iter(problems))
    async with sit() as table:
        loop_watch.begin()
        await table.press("P")
        await table.sees("articles/2.md")
        await table.press("space", "G", "escape")
        assert table.app.screen is table.screen


async def test_leaving_a_comparison_under_way_waits_for_nothing(
    sit: Sit, room: ReadingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def never(*_: object) -> None:
        begun.set()
        go_on.wait(60)
        ended.set()

    monkeypatch.setattr(type(room.references), "compare", never)
    monkeypatch.setattr(asker, "STOP_WITHIN", 60.0)
    async with sit() as table:
        table.screen.later.comparison.compare("music", "flood")
        await table.until(begun.is_set)
        await table.press("escape")
        await table.until(lambda: table.app.screen is table.screen)
        assert not ended.is_set()
        go_on.set()


async def test_places_that_are_found_too_late_are_not_shown(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit() as table:
        table.screen.open_article("flood")
        await table.press("2", "g", "H")
        places = table.screen.later.places
        deliver = places.asker._deliver
        held: list[Answer[Any, Any]] = []
        monkeypatch.setattr(places.asker, "_deliver", held.append)
        places.look()
        await table.until(lambda: held)
        late = held[0]
        # What was found before the note was deleted has it.
        stale = late.value._replace(placed=dict(late.value.known.placed)) if late.value else None
        monkeypatch.setattr(places.asker, "_deliver", deliver)
        await table.press("d")
        await table.until(lambda: not table.screen.notes_pane.notes)

        deliver(late._replace(value=stale))
        await table.pilot.pause()
        assert not table.screen.notes_pane.notes
