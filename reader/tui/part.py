"""The parts that a screen with commands is composed of, and what they may ask of it.

A part owns its state. It declares the commands and the facts of panes that it handles; it never reaches into another
part, but tells its host, the screen, what concerns others.
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
# The handler of a command with choices gets the chosen word.
Commands = Mapping[str, Callable[..., object]]
Heard = Mapping[type[Message], Callable[[Any], object]]


class KeyQuestion(NamedTuple):
    """A question in the status line: the keys that answer it, and a function that takes the chosen word.

    The keys *again* choose the last of *choices*; *given_up* is called when any other key is pressed.
    """

    prompt: str
    choices: Sequence[Choice]
    chosen: Callable[[str], object]
    again: Sequence[str] = ()
    given_up: Callable[[], object] = lambda: None
    # The text shown instead of a long list of choices.
    told: str = ""
    # The label of the key that cancels.
    otherwise: str = "cancel"


class Host(Protocol):
    """What every part may ask of its screen."""

    room: "ReadingRoom"
    keymap: Keymap

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Show *text* in the status line, as the answer to what the user did."""

    def report(self, text: str, *, is_warning: bool = False, is_passing: bool = False) -> None:
        """Show an unasked message there, once an answer has been read; a *passing* one is dropped by then."""

    @property
    def said(self) -> str:
        """The message in the status line."""

    def run_command(self, command: Command) -> None:
        """Run *command*."""

    def post(self, message: Message) -> None:
        """Post a message to the screen; any thread may, also after the screen has closed."""

    def change_notes(
        self, work: "Callable[[], SaveOutcome]", then: "Callable[[SaveOutcome], object]", *, holds_keys: bool = False
    ) -> None:
        """Do *work* in a thread, after earlier changes of notes, and *then* show its outcome.

        *then* is not called if the screen is closed by then. With *holds_keys*, typed keys wait for it.
        """

    def did(self, deed: "Deed") -> None:
        """Remember a deed, so that it can be undone."""

    def ask_key(self, question: KeyQuestion) -> None:
        """Ask a question that one key answers."""

    def show_keys(self) -> None:
        """Show in the footer the keys that apply now."""

    def asker(
        self,
        name: str,
        respond: Callable[[_Question, IsLate], Iterator[_Value]],
        show: Callable[[_Question, _Value], object],
        failed: Callable[[_Question, ReaderError], object] | None = None,
    ) -> Asker[_Question, _Value]:
        """Return what answers questions in a thread; late answers never reach *show* or *failed*.

        Without *failed* an error is shown in the status line.
        """

    def ask(self, asker: Asker[_Question, Any], question: _Question, announcement: str) -> None:
        """Ask a question that may take long: then show *announcement*, and let the key of `back` cancel it."""

    def ask_at_once(self, asker: Asker[_Question, Any], question: _Question, announcement: str) -> None:
        """Ask a question that is usually answered at once: wait briefly, to draw only once; then as `ask`."""

    def open_dialog(self, dialog: Screen[_Result], closed: Callable[[_Result | None], None]) -> None:
        """Open a dialog over the screen; *closed* receives its result."""

    def offer_to_terminal(self, text: str) -> None:
        """Send a text to the terminal's clipboard; there is no confirmation."""

    # As Textual has them:

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call back in *delay* seconds."""

    def call_next(self, callback: Callable[..., Any], *args: Any) -> None:
        """Call back as the next thing that is done."""

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any) -> bool:
        """Call back once everything is drawn."""


class Part:
    """One subject of a screen."""

    # The handlers of its commands, and of facts from panes.
    commands: Commands = MappingProxyType({})
    heard: Heard = MappingProxyType({})

    def start(self) -> None:
        """Begin, once the panes are on screen."""

    def keep(self) -> None:
        """Keep what is being written: the app is about to end, perhaps because of a bug."""

    def take_later(self, action: Callable[[], None]) -> bool:  # noqa: ARG002 - most parts are never in the way
        """Take an action to do after the work under way here; return whether it was taken."""
        return False

    def take_settings(self, before: "Settings") -> None:
        """Apply what changed since the settings *before*."""

    def undone(self, deed: "Deed") -> None:
        """Show what is different after a deed was undone."""

    def stop(self) -> None:
        """Finish or drop work under way, before the screen closes."""
