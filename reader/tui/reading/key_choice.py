"""Waiting for the key after a key: a small question in the status line, answered by one key or given up."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from textual import events

from reader.tui.reading.room_screen import RoomScreen
from reader.view.commands import Choice, Command
from reader.view.keymap import key_name

# Any key that is no answer cancels; this one is named.
_CANCEL = "escape"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, the keys that answer it, and what is done with the word of the one that is pressed.

    The keys *again* stand for the last of *choices*; *given_up* is done when no key of it is pressed.
    """

    prompt: str
    choices: Sequence[Choice]
    chosen: Callable[[str], None]
    again: Sequence[str] = ()
    given_up: Callable[[], None] = lambda: None


class KeyChoosing(RoomScreen):
    """The part of the reading screen that waits for the second key of two."""

    question: Question | None = None

    def begin_choice(self, command: Command) -> None:
        """Wait for the key that follows the key of *command*."""
        done: Callable[[str], None] = getattr(self, "do_" + command.id.replace("-", "_"))
        self.ask_key(Question(f"{self.keymap.label(command)} …", command.then, done, self.keymap.keys(command)))

    def ask_key(self, question: Question) -> None:
        """Ask a question that one key answers."""
        self.question = question
        told = "  ".join(f"{key_name(each.key)} {each.word}" for each in question.choices)
        self.say(f"{question.prompt}  {told}  ·  {key_name(_CANCEL)} cancels")
        self.show_keys()

    def take_key(self, event: events.Key) -> bool:
        """Take a key as the answer to what was asked; tell whether anything was asked."""
        question, self.question = self.question, None
        if question is None:
            return False
        pressed = {event.key, event.character}
        word = next((each.word for each in question.choices if each.key in pressed), "")
        if not word and pressed & {*question.again}:
            word = question.choices[-1].word
        self._answer(question, word)
        return True

    def take_choice(self, key: str) -> None:
        """Take a click on a key of the footer as the answer to what was asked."""
        question, self.question = self.question, None
        if question is not None:
            self._answer(question, next((each.word for each in question.choices if each.key == key), ""))

    def _answer(self, question: Question, word: str) -> None:
        self.say("" if word else "Canceled. Nothing has changed.")
        if word:
            question.chosen(word)
        else:
            question.given_up()
        self.show_keys()

    def choice_keys(self) -> Iterator[tuple[str, str, str]]:
        """Yield what the footer shows while a key is waited for."""
        for each in self.question.choices if self.question else ():
            yield f"? {each.key}", key_name(each.key), each.word
        yield f"? {_CANCEL}", key_name(_CANCEL), "cancel"
