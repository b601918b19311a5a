import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from reader.library.errors import ReaderError
from reader.tui.asker import Answer, Asker


class Desk:
    """Collects answers, and lets a test wait for them."""

    def __init__(self) -> None:
        self.answers: list[Answer[Any, Any]] = []
        self.came = threading.Semaphore(0)

    def deliver(self, answer: Answer[Any, Any]) -> None:
        self.answers.append(answer)
        self.came.release()

    def wait(self) -> None:
        assert self.came.acquire(timeout=60)


def test_a_newer_question_makes_the_older_answer_late() -> None:
    desk = Desk()
    begun, go_on = threading.Event(), threading.Event()

    def respond(question: str, is_late: Callable[[], bool]) -> Iterator[str]:
        if question == "old":
            begun.set()
            go_on.wait(60)
        yield f"{question} {is_late()}"

    asker = Asker("test", respond, desk.deliver)
    asker.ask("old")
    begun.wait(60)
    asker.ask("new")
    go_on.set()
    desk.wait()

    assert [answer.value for answer in desk.answers] == ["new False"]
    assert asker.is_newest(desk.answers[0])
    asker.forget()
    assert not asker.is_newest(desk.answers[0])
    asker.stop()


def test_an_error_is_an_answer_and_a_bug_ends_the_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    bugs: list[BaseException | None] = []

    def hear(facts: threading.ExceptHookArgs) -> None:
        bugs.append(facts.exc_value)
        desk.came.release()

    monkeypatch.setattr(threading, "excepthook", hear)

    def respond(question: BaseException, _: Callable[[], bool]) -> Iterator[str]:
        raise question
        yield ""

    asker = Asker("test", respond, desk.deliver)
    asker.ask(ReaderError("told"))
    desk.wait()
    asker.ask(ZeroDivisionError())
    desk.wait()

    assert str(desk.answers[0].error) == "told"
    assert isinstance(bugs[0], ZeroDivisionError)
    asker.stop()


def test_an_answer_that_comes_in_time_is_returned_and_not_delivered() -> None:
    desk = Desk()
    asker = Asker("test", lambda question, _: iter((question, "more")), desk.deliver)

    answer = asker.ask_and_wait("why", 20.0)
    desk.wait()
    asker.stop()

    assert answer is not None
    assert (answer.value, [each.value for each in desk.answers]) == ("why", ["more"])


def test_an_answer_that_comes_later_is_delivered() -> None:
    desk = Desk()
    go_on = threading.Event()

    def respond(question: str, _: Callable[[], bool]) -> Iterator[str]:
        go_on.wait(60)
        yield question

    asker = Asker("test", respond, desk.deliver)
    answer = asker.ask_and_wait("why", 0.0)
    go_on.set()
    desk.wait()
    asker.stop()

    assert answer is None
    assert [each.value for each in desk.answers] == ["why"]


def test_a_question_that_was_given_up_waits_for_nothing() -> None:
    asker: Asker[str, str] = Asker("test", lambda question, _: iter((question,)), lambda _: None)

    asker.forget()

    assert not asker.is_waiting(asker.asked)
