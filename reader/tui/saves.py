"""Changes of notes, done in a thread in order, so that a slow disk delays no key."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

from reader.tui import questions

if TYPE_CHECKING:
    from reader.notes.model import Annotation
    from reader.tui.deeds import Deed


class SaveOutcome(NamedTuple):
    """The outcome of a change of notes: the message, whether it is on disk, and the note as it is there."""

    told: str = ""
    is_done: bool = True
    is_warning: bool = False
    note: "Annotation | None" = None
    # What undoes it.
    deed: "Deed | None" = None
    # The problems of note files, if they have changed.
    problems: Sequence[str] | None = None


class _Save:
    """One change; *post* reports its end if nobody waits for it any more."""

    def __init__(
        self, work: Callable[[], SaveOutcome], then: Callable[[SaveOutcome], object], post: Callable[[], object]
    ) -> None:
        self.then = then
        self.outcome: SaveOutcome | None = None
        self._work = work
        self._post = post
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._is_awaited = True

    def run(self) -> None:
        """Do it, in the thread."""
        try:
            self.outcome = self._work()
        finally:
            with self._lock:
                self._ended.set()
            if not self._is_awaited:
                self._post()

    def ends_within(self, seconds: float | None) -> bool:
        """Wait some seconds for its end; return whether it came. If not, *post* will report it."""
        self._ended.wait(seconds)
        with self._lock:
            self._is_awaited = self._ended.is_set()
            return self._is_awaited


class Saves:
    """Changes notes, in the order of the requests.

    Most changes take a few milliseconds, for which the event loop waits. For a longer one only the next change waits;
    it begins after the outcome was shown, since it may be about the same note. *post* calls a function on the event
    loop, from any thread.
    """

    def __init__(self, post: Callable[[Callable[[], None]], object]) -> None:
        self._post = post
        self._waiting: deque[_Save] = deque()
        self._current: _Save | None = None
        self._is_ending = False
        # One thread for all, so that the room opens its files for one thread only.
        self._given: SimpleQueue[_Save] = SimpleQueue()
        self._has_thread = False

    @property
    def is_busy(self) -> bool:
        """Whether any change is not on disk yet."""
        return self._current is not None

    def do(self, work: Callable[[], SaveOutcome], then: Callable[[SaveOutcome], object]) -> None:
        """Do *work* in a thread, and *then* on the event loop.

        Nothing that must not be lost may be left to *then*: it is not called if the app ends meanwhile.
        """
        self._waiting.append(_Save(work, then, lambda: self._post(self._hear)))
        if self._current is None:
            self._go_on()

    def _go_on(self) -> None:
        while self._waiting and self._current is None and not self._is_ending:
            self._current = self._waiting.popleft()
            self._give(self._current)
            if self._current.ends_within(questions.MOMENT):
                self._end()

    def _give(self, save: _Save) -> None:
        if not self._has_thread:
            self._has_thread = True
            self._start()
        self._given.put(save)

    def _start(self) -> None:
        threading.Thread(target=self._run, name="saves", daemon=True).start()

    def _run(self) -> None:
        try:
            while True:
                self._given.get().run()
        finally:
            # A bug ends this thread and the app, but only after the remaining changes are saved.
            self._start()

    def _hear(self) -> None:
        if not self._is_ending:
            self._end()
            self._go_on()

    def _end(self) -> None:
        """Show the outcome of the current change; one with a bug has none, and ends the app."""
        save, self._current = self._current, None
        if save is not None and save.outcome is not None:
            save.then(save.outcome)

    def finish(self) -> list[str]:
        """Do the remaining changes as the app ends; return what went wrong. Not for the event loop."""
        self._is_ending = True
        begun = [self._current] if self._current is not None else []
        for save in self._waiting:
            self._give(save)
        left = [*begun, *self._waiting]
        for save in left:
            save.ends_within(None)
        return [each.outcome.told for each in left if each.outcome is not None and each.outcome.is_warning]
