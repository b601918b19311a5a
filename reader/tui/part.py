"""The parts that a screen with commands is composed of, and what they may ask of it.

A part owns its state. It declares its commands and the facts of panes that it hears; it never reaches into another
part: what concerns others it tells its host, which is the screen.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer

from reader.library.errors import ReaderError
from reader.tui.asker import Asker
from reader.view.commands import Choice, Command
from reader.view.keymap import Keymap

if TYPE_CHECKING:
    from reader.room import ReadingRoom
    from reader.room.settings import Settings
    from reader.tui.deeds import Deed
    from reader.tui.saves import SaveOutcome

_Question = TypeVar("_Question")
_Value = TypeVar("_Value")
_Result = TypeVar("_Result")
IsLate = Callable[[], bool]
# A handler of a command with choices is given the word that was chosen.
Commands = Mapping[str, Callable[..., object]]
Heard = Mapping[type[Message], Callable[[Any], object]]


class KeyQuestion(NamedTuple):
    """A question in the status line: the keys that answer it, and what is done with the word of the one pressed.

    The keys *again* stand for the last of *choices*; *given_up* is done when another key is pressed.
    """

    prompt: str
    choices: Sequence[Choice]
    chosen: Callable[[str], object]
    again: Sequence[str] = ()
    given_up: Callable[[], object] = lambda: None
    # What is said instead of naming all choices, where there are many.
    told: str = ""
    # What giving up is called.
    otherwise: str = "cancel"


class Host(Protocol):
    """What every part may ask of the screen that it belongs to."""

    room: "ReadingRoom"
    keymap: Keymap

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Say *text*, which answers what a person did, in the status line."""

    def report(self, text: str, *, is_warning: bool = False, is_passing: bool = False) -> None:
        """Say there what nobody asked for, once an answer has been read; what is *passing* by then is not said."""

    @property
    def said(self) -> str:
        """What the status line says."""

    def run_command(self, command: Command) -> None:
        """Do what *command* says."""

    def post(self, message: Message) -> None:
        """Tell the screen something; any thread may, also when the screen has gone."""

    def change_notes(
        self, work: "Callable[[], SaveOutcome]", then: "Callable[[SaveOutcome], object]", *, holds_keys: bool = False
    ) -> None:
        """Have *work* done in a thread, behind all that changes notes, and *then* show what came of it.

        *then* is not called where the screen is gone by then. With *holds_keys* what is typed waits for it.
        """

    def did(self, deed: "Deed") -> None:
        """Remember what was done, so that it can be undone."""

    def ask_key(self, question: KeyQuestion) -> None:
        """Ask a question that one key answers."""

    def show_keys(self) -> None:
        """Show in the footer which keys there are now."""

    def asker(
        self,
        name: str,
        respond: Callable[[_Question, IsLate], Iterator[_Value]],
        show: Callable[[_Question, _Value], object],
        failed: Callable[[_Question, ReaderError], object] | None = None,
    ) -> Asker[_Question, _Value]:
        """Return what answers questions in a thread; late answers never reach *show* or *failed*.

        Without *failed* an error is said in the status line.
        """

    def ask(self, asker: Asker[_Question, Any], question: _Question, announcement: str) -> None:
        """Ask a question that may take long: then say *announcement*, and let the key of `back` give it up."""

    def ask_at_once(self, asker: Asker[_Question, Any], question: _Question, announcement: str) -> None:
        """Ask what is mostly answered in a moment: wait so long, which draws once instead of twice; then as `ask`."""

    def open_dialog(self, dialog: Screen[_Result], closed: Callable[[_Result | None], None]) -> None:
        """Open a dialog over the screen; *closed* receives its result."""

    def offer_to_terminal(self, text: str) -> None:
        """Offer a text to the terminal's clipboard; it does not say whether it took it."""

    # As Textual has them:

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call back in *delay* seconds."""

    def call_next(self, callback: Callable[..., Any], *args: Any) -> None:
        """Call back as the next thing that is done."""

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any) -> bool:
        """Call back once everything is drawn."""


class Part:
    """One subject of a screen."""

    # The handlers of its commands, and of what panes tell it.
    commands: Commands = MappingProxyType({})
    heard: Heard = MappingProxyType({})

    def start(self) -> None:
        """Begin, once the panes are on the screen."""

    def keep(self) -> None:
        """Keep what is being written: the program is about to end, perhaps because of a bug."""

    def take_later(self, action: Callable[[], None]) -> bool:  # noqa: ARG002 - most parts are never in the way
        """Take an action to do after what is under way here; tell whether it was taken."""
        return False

    def take_settings(self, before: "Settings") -> None:
        """Show what is different since the settings were those *before*."""

    def undone(self, deed: "Deed") -> None:
        """Show what is different after a deed was undone."""

    def stop(self) -> None:
        """Put away what is under way, before the screen goes."""
