"""Several children parse at once; one that dies is one file that is told of."""

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from reader.library.child_pool import ChildPool
from reader.library.guarded_child import ChildError, ChildLimits

MODULE = "reader.ingest.page_parser"
PAGE = b"<html><head><title>Goats</title></head><body><article><p>The goats came back.</p></article></body></html>"


@pytest.fixture
def pool() -> Iterator[ChildPool]:
    made = ChildPool(MODULE, ChildLimits(60.0, 10, 1_000_000_000), 2)
    yield made
    made.close()


def test_one_file_after_the_other_takes_one_child_and_two_at_once_take_two(pool: ChildPool) -> None:
    for _ in range(2):
        pool.ask({"form": "text"}, PAGE)
    assert [child._process is not None for child in pool.children] == [True, False]

    both = threading.Barrier(2)

    def ask(_: int) -> object:
        both.wait()
        return pool.ask({"form": "text"}, PAGE)["markdown"]

    with ThreadPoolExecutor(2) as executor:
        assert all(executor.map(ask, range(2)))


def test_who_asks_while_a_child_is_interrupted_is_told_that_it_crashed_and_the_next_has_another(
    pool: ChildPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool.ask({"form": "text"}, PAGE)
    child = pool.children[0]
    assert child._process is not None
    exchange, is_asked = child._exchange, threading.Event()

    def told(*asked: Any) -> dict[str, Any]:
        is_asked.set()
        return exchange(*asked)

    monkeypatch.setattr(child, "_exchange", told)
    # It answers nothing by itself.
    child._process.send_signal(signal.SIGSTOP)

    def interrupt() -> None:
        # Sooner, the one who asks would take another child.
        is_asked.wait(60)
        pool.interrupt()

    with ThreadPoolExecutor(1) as executor:
        executor.submit(interrupt)
        with pytest.raises(ChildError, match="crashed"):
            pool.ask({"form": "text"}, PAGE)

    assert pool.ask({"form": "text"}, PAGE)["markdown"]
