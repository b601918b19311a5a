"""The questions that a screen asks threads, their announcements, and the handling of their answers."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from reader.library.errors import ReaderError
from reader.tui.asker import Answer, Asker

if TYPE_CHECKING:
    from reader.tui.part import Host, IsLate

_Question = TypeVar("_Question")
_Value = TypeVar("_Value")
# Seconds. What is known in a moment is not announced: that would draw twice.
ANNOUNCE_AFTER = 0.25
# Seconds that a key may wait for its answer.
MOMENT = 0.04


class Questions:
    """Asks for *host*; *deliver* posts an answer from a thread to the screen, which calls `receive`."""

    def __init__(self, host: "Host", deliver: Callable[[Asker[Any, Any], Answer[Any, Any]], None]) -> None:
        self._host = host
        self._deliver = deliver
        self._receivers: dict[Asker[Any, Any], Callable[[Answer[Any, Any]], None]] = {}
        # The asker that is waited for, the number of its question, and its announcement.
        self._announced: tuple[Asker[Any, Any], int, str] | None = None

    def asker(
        self,
        name: str,
        respond: "Callable[[_Question, IsLate], Iterator[_Value]]",
        show: Callable[[_Question, _Value], object],
        failed: Callable[[_Question, ReaderError], object] | None = None,
    ) -> Asker[_Question, _Value]:
        """Return what answers questions in a thread; *show* gets each answer that is not late, *failed* an error.

        Without *failed* an error is shown in the status line.
        """

        def receive(answer: Answer[_Question, _Value]) -> None:
            if answer.error is None:
                show(answer.question, answer.value)  # type: ignore[arg-type]  # without an error there is a value
            elif failed is None:
                self._host.say(str(answer.error), is_warning=True)
            else:
                failed(answer.question, answer.error)

        asker: Asker[_Question, _Value] = Asker(name, respond, lambda answer: self._deliver(asker, answer))
        self._receivers[asker] = receive
        return asker

    def receive(self, asker: Asker[Any, Any], answer: Answer[Any, Any]) -> None:
        """Show an answer, unless a newer question was asked."""
        if asker.is_newest(answer):
            self._receive(asker, answer)

    def _receive(self, asker: Asker[Any, Any], answer: Answer[Any, Any]) -> None:
        if self._announced is not None and self._announced[0] is asker:
            self._end_announcement()
        self._receivers[asker](answer)

    def ask(self, asker: Asker[_Question, Any], question: _Question, announcement: str) -> None:
        """Ask a question that may take long; see `Host.ask`."""
        asker.ask(question)
        self._announce_later(asker, announcement)

    def ask_at_once(self, asker: Asker[_Question, Any], question: _Question, announcement: str) -> None:
        """Ask what is mostly answered in a moment; see `Host.ask_at_once`."""
        answer = asker.ask_and_wait(question, MOMENT)
        if answer is not None:
            self._receive(asker, answer)
        else:
            self._announce_later(asker, announcement)

    def _announce_later(self, asker: Asker[Any, Any], announcement: str) -> None:
        self._host.set_timer(ANNOUNCE_AFTER, partial(self._announce, asker, asker.asked, announcement))

    def _announce(self, asker: Asker[Any, Any], number: int, announcement: str) -> None:
        if asker.is_waiting(number):
            self._host.say(f"{announcement} {self._host.keymap.fill('{back} cancels.')}")
            self._announced = asker, number, self._host.said

    def _end_announcement(self) -> None:
        """Clear the announcement."""
        announced, self._announced = self._announced, None
        if announced is not None and self._host.said == announced[2]:
            self._host.say("")

    def settle(self) -> None:
        """Clear the announcement of an answer that is no longer awaited."""
        if self._announced is not None and not self._announced[0].is_waiting(self._announced[1]):
            self._end_announcement()

    def give_up(self) -> bool:
        """Cancel the announced question if it has no answer yet; return whether there was one."""
        announced, self._announced = self._announced, None
        if announced is None or not announced[0].is_waiting(announced[1]):
            return False
        announced[0].forget()
        self._host.say("Canceled.")
        return True

    def stop(self, *, wait: bool) -> None:
        """End the threads; with *wait*, what they use may be closed next."""
        for asker in self._receivers:
            asker.stop(wait=wait)
