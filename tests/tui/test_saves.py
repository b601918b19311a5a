"""What changes notes goes one after the other, however slow the disk, and holds nobody up."""

import threading
from collections.abc import Callable
from queue import SimpleQueue

import pytest

from reader.tui import questions
from reader.tui.saves import SaveOutcome, Saves


class Loop:
    """An event loop: what is posted to it is called when it comes to it."""

    def __init__(self) -> None:
        self.posted: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self.seen: list[str] = []

    def turn(self) -> None:
        self.posted.get(timeout=60)()

    def see(self, outcome: SaveOutcome) -> None:
        self.seen.append(outcome.told)


@pytest.fixture
def loop(monkeypatch: pytest.MonkeyPatch) -> Loop:
    monkeypatch.setattr(questions, "MOMENT", 0.0)
    return Loop()


def slow(gate: threading.Event, told: str, done: list[str]) -> Callable[[], SaveOutcome]:
    def work() -> SaveOutcome:
        assert gate.wait(60)
        done.append(told)
        return SaveOutcome(told, is_warning=told == "full")

    return work


def test_what_is_done_in_a_moment_is_shown_at_once(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "MOMENT", 60.0)
    saves = Saves(loop.posted.put)

    saves.do(lambda: SaveOutcome("saved"), loop.see)

    assert (loop.seen, saves.is_busy) == (["saved"], False)


def test_what_takes_long_is_waited_for_by_the_next_change_alone_and_is_heard_before_that_begins(loop: Loop) -> None:
    saves, gate, done = Saves(loop.posted.put), threading.Event(), list[str]()
    begun: list[list[str]] = []

    def deletion() -> SaveOutcome:
        begun.append([*loop.seen])
        return SaveOutcome("deleted")

    saves.do(slow(gate, "saved", done), loop.see)
    saves.do(deletion, loop.see)
    assert (done, begun, loop.seen, saves.is_busy) == ([], [], [], True)

    gate.set()
    while saves.is_busy:
        loop.turn()

    assert loop.seen == ["saved", "deleted"]
    assert begun == [["saved"]]


def test_a_change_that_showing_another_leads_to_comes_after_those_that_wait(loop: Loop) -> None:
    saves, gate, done = Saves(loop.posted.put), threading.Event(), list[str]()

    def see(outcome: SaveOutcome) -> None:
        loop.see(outcome)
        saves.do(lambda: SaveOutcome("third"), loop.see)

    saves.do(slow(gate, "first", done), see)
    saves.do(lambda: SaveOutcome("second"), loop.see)
    gate.set()
    while saves.is_busy:
        loop.turn()

    assert loop.seen == ["first", "second", "third"]


def test_at_the_end_all_that_is_left_is_done_in_order_and_what_went_wrong_is_told(loop: Loop) -> None:
    saves, gate, done = Saves(loop.posted.put), threading.Event(), list[str]()
    for told in ("saved", "full", "colored"):
        saves.do(slow(gate, told, done), loop.see)
    threading.Timer(0.01, gate.set).start()

    wrong = saves.finish()

    assert done == ["saved", "full", "colored"]
    assert wrong == ["full"]
    loop.turn()
    assert loop.seen == []


def test_a_bug_in_one_change_is_heard_of_and_keeps_no_other_from_being_done(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: SimpleQueue[threading.ExceptHookArgs] = SimpleQueue()
    monkeypatch.setattr(threading, "excepthook", heard.put)
    saves = Saves(loop.posted.put)

    def bug() -> SaveOutcome:
        raise LookupError("a bug")

    for work in (bug, lambda: SaveOutcome("saved")):
        saves.do(work, loop.see)
    while saves.is_busy:
        loop.turn()
    saves.do(bug, loop.see)

    assert saves.finish() == []
    assert loop.seen == ["saved"]
    assert [heard.get(timeout=60).exc_type for _ in range(2)] == [LookupError, LookupError]
