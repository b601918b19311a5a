"""Questions answered off the event loop: the newest question wins, and a late answer is dropped.

A thread only computes and posts the answer; the screen checks whether it still wants it.
"""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

from reader.library.errors import ReaderError

_Question = TypeVar("_Question")
_Value = TypeVar("_Value")
# Seconds; a search checks every few milliseconds whether it is still wanted.
STOP_WITHIN = 2.0
_LOOK_EVERY = 0.01


class Answer(NamedTuple, Generic[_Question, _Value]):
    """The answer to question *number*: a value, or an error to show."""

    number: int
    question: _Question
    value: _Value | None = None
    error: ReaderError | None = None


class Asker(Generic[_Question, _Value]):
    """One thread that answers one question at a time, always the newest.

    *respond* yields answers to a question as they become known; it gets a function that tells whether a newer question
    has come. *deliver* is called in the thread and must only post. An error of *respond* other than ReaderError is a
    bug: it ends the thread, and the app is told.
    """

    def __init__(
        self,
        name: str,
        respond: Callable[[_Question, Callable[[], bool]], Iterator[_Value]],
        deliver: Callable[[Answer[_Question, _Value]], None],
    ) -> None:
        self._respond = respond
        self._deliver = deliver
        self._wake = threading.Condition()
        # In a tuple, since a question may itself be None.
        self._question: tuple[_Question] | None = None
        self._asked = 0
        self._taken = 0
        self._answered = 0
        self._stopped = False
        # The question whose first answer is waited for, and that answer once it has come.
        self._awaited = 0
        self._caught: Answer[_Question, _Value] | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def ask(self, question: _Question) -> int:
        """Ask; return the question's number, by which its answers are known."""
        with self._wake:
            self._ask(question)
            return self._asked

    def ask_and_wait(self, question: _Question, seconds: float) -> Answer[_Question, _Value] | None:
        """Ask; return the first answer if it comes within *seconds*; else None, and it is delivered like the others."""
        with self._wake:
            self._ask(question)
            self._awaited = self._asked
            self._wake.wait_for(lambda: self._caught is not None, seconds)
            self._awaited, answer, self._caught = 0, self._caught, None
            return answer

    def _ask(self, question: _Question) -> None:
        self._question = (question,)
        self._asked += 1
        if self._thread.ident is None:
            self._thread.start()
        self._wake.notify()

    def is_newest(self, answer: Answer[_Question, _Value]) -> bool:
        """Tell whether *answer* is to the question asked last."""
        return answer.number == self._asked

    @property
    def asked(self) -> int:
        """The number of the question asked last."""
        return self._asked

    def is_waiting(self, number: int) -> bool:
        """Tell whether the question of that number is the newest and has no answer yet."""
        return number == self._asked and self._answered != number and self._question is not None

    def forget(self) -> None:
        """Drop the question: its answers will be late."""
        with self._wake:
            self._question = None
            self._asked += 1

    def stop(self, *, wait: bool = True) -> None:
        """End the thread; with *wait*, wait a moment for it, since what it uses may be closed next."""
        with self._wake:
            self._stopped = True
            self._asked += 1
            self._wake.notify()
        if wait and self._thread.ident is not None:
            self._thread.join(STOP_WITHIN)

    def _run(self) -> None:
        while True:
            with self._wake:
                while not self._stopped and (self._question is None or self._asked == self._taken):
                    self._wake.wait()
                if self._stopped or self._question is None:
                    return
                (question,), number = self._question, self._asked
            self._taken = number
            self._answer(question, number)

    def _answer(self, question: _Question, number: int) -> None:
        def is_late() -> bool:
            return self._asked != number

        try:
            for value in self._respond(question, is_late):
                if is_late():
                    return
                self._hand_over(Answer(number, question, value))
        except ReaderError as error:
            self._hand_over(Answer(number, question, error=error))

    def _hand_over(self, answer: Answer[_Question, _Value]) -> None:
        self._answered = answer.number
        with self._wake:
            if self._awaited == answer.number and self._caught is None:
                self._caught = answer
                self._wake.notify()
                return
        self._deliver(answer)


def rest(seconds: float, is_late: Callable[[], bool]) -> None:
    """Wait in a thread for some seconds, or until the answer is no longer wanted."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and not is_late():
        time.sleep(_LOOK_EVERY)
