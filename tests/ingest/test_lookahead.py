"""What comes next is worked on while one thing is taken in: in order, in bounds, and left alone by whoever stops."""

import threading
from collections.abc import Callable, Iterable, Iterator

import pytest

from reader.ingest import lookahead
from reader.ingest.lookahead import Lookahead, Task, is_one_of_many


def _ahead(
    work: Callable[[int], int], size: int = 1, interrupt: Callable[[], None] = lambda: None
) -> Lookahead[int, int]:
    return Lookahead(2, lambda item: Task(lambda: work(item), size) if item >= 0 else None, interrupt)


def _answers(items: Iterable[int], work: Callable[[int], int]) -> list[int | None]:
    return [answer() if answer else None for _, answer in _ahead(work).over(items)]


def test_answers_come_in_the_order_of_the_items_however_long_each_takes() -> None:
    second_is_done = threading.Event()

    def slow_first(item: int) -> int:
        if item == 0:
            second_is_done.wait(60)
        elif item == 1:
            second_is_done.set()
        return item

    assert _answers([0, 1, -1, 2], slow_first) == [0, 1, None, 2]


def test_what_the_work_raises_is_raised_to_whoever_asks_and_the_next_is_answered() -> None:
    def failing(item: int) -> int:
        if item == 1:
            raise ValueError("one")
        return item

    answers = [answer for _, answer in _ahead(failing).over([0, 1, 2]) if answer]

    with pytest.raises(ValueError, match="one"):
        answers[1]()
    assert (answers[0](), answers[2]()) == (0, 2)


def test_no_more_is_asked_for_than_may_wait() -> None:
    let = threading.Event()
    asked: list[int] = []

    def items() -> Iterator[int]:
        for item in range(100):
            asked.append(item)
            yield item

    ahead = _ahead(lambda _: let.wait(60), 1, let.set).over(items())
    _, answer = next(ahead)

    assert answer is not None
    assert len(asked) == 2 * lookahead._WAITING + 1
    let.set()
    ahead.close()


def test_large_items_wait_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookahead, "_MOST_BYTES", 10)
    let = threading.Event()
    asked: list[int] = []

    def items() -> Iterator[int]:
        for item in range(100):
            asked.append(item)
            yield item

    ahead = _ahead(lambda _: let.wait(60), 9, let.set).over(items())
    next(ahead)

    assert len(asked) == 2
    let.set()
    ahead.close()


def test_whoever_stops_early_ends_what_the_threads_wait_for() -> None:
    interrupted = threading.Event()

    items = _ahead(lambda item: interrupted.wait(60) if item else True, 1, interrupted.set).over(range(100))
    next(items)
    # A task that has not begun is never begun, and the one that has is ended.
    items.close()

    assert interrupted.is_set()


def test_only_many_short_texts_are_worth_another_process() -> None:
    alone = _answers(range(3), lambda _: is_one_of_many())
    many = _answers(range(lookahead._MANY + 1), lambda _: is_one_of_many())

    assert not any(alone)
    assert any(many)
    assert not is_one_of_many()
