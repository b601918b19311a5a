"""Working on what comes next while one thing is taken in: in threads, each of which waits for a child that parses."""

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")

# What waits in memory: so many items for each thread, and bytes in all.
_WAITING = 4
_MOST_BYTES = 40_000_000
# Starting the children takes as long as parsing so many short texts.
_MANY = 12

_thread = threading.local()


def is_one_of_many() -> bool:
    """Whether what this thread works on is one of many, so that other threads have work too."""
    return bool(getattr(_thread, "is_one_of_many", False))


@dataclass(frozen=True, slots=True)
class Task(Generic[_Answer]):
    """What there is to do for an item, of some *size* in bytes."""

    work: Callable[[], _Answer]
    size: int


class Lookahead(Generic[_Item, _Answer]):
    """Yields *items* in their order, each with the answer to its task, which *threads* work on ahead.

    *task_of* tells what is to be done for an item, None for nothing. *interrupt* ends what the threads wait for, where
    whoever takes the items stops early.
    """

    def __init__(
        self,
        threads: int,
        task_of: Callable[[_Item], Task[_Answer] | None],
        interrupt: Callable[[], None] = lambda: None,
    ) -> None:
        self._threads = threads
        self._most = _WAITING * threads
        self._task_of = task_of
        self._interrupt = interrupt
        self._begun = 0

    def over(self, items: Iterable[_Item]) -> Generator[tuple[_Item, Callable[[], _Answer] | None]]:
        """Yield each of *items* with the way to its answer, which raises what the work raised."""
        waiting: deque[tuple[_Item, int, Future[_Answer] | None]] = deque()
        size = 0
        executor = ThreadPoolExecutor(self._threads, "lookahead")
        is_done = False
        try:
            for item in items:
                task = self._task_of(item)
                future = None if task is None else executor.submit(self._run, task.work)
                waiting.append((item, task.size if task else 0, future))
                size += waiting[-1][1]
                # What is known by now is told at once; of the rest, not too much waits.
                while waiting and (_is_done(waiting[0][2]) or len(waiting) > self._most or size > _MOST_BYTES):
                    first, its_size, its_future = waiting.popleft()
                    size -= its_size
                    yield first, its_future.result if its_future else None
            for first, _, its_future in waiting:
                yield first, its_future.result if its_future else None
            is_done = True
        finally:
            executor.shutdown(wait=is_done, cancel_futures=True)
            if not is_done:
                self._interrupt()

    def _run(self, work: Callable[[], _Answer]) -> _Answer:
        self._begun += 1
        _thread.is_one_of_many = self._begun > _MANY
        return work()


def _is_done(future: Future[_Answer] | None) -> bool:
    return future is None or future.done()
