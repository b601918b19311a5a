"""The base of all dialogs, and the plain ones: a text, a choice, a line to type."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from reader.tui.panes.line_box import LineBox
from reader.tui.panes.option_pane import OptionPane
from reader.tui.panes.page_view import PageView
from reader.tui.top_screen import TopScreen
from reader.view.cells import fitted_parts
from reader.view.commands import COMMAND_BY_ID
from reader.view.keymap import fill_meanings, key_name
from reader.view.moves import MOVES

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp
    from reader.view.commands import Command
    from reader.view.keymap import Keymap
    from reader.view.page_layout import Page

Result = TypeVar("Result")
# The parts of a box's width that its text cannot use: border, padding, and a list's scrollbar.
_BORDERS, _SCROLLBAR = 4, 1
# The keys of a dialog whose answer is typed.
ANSWERING: Mapping[str, str] = {"enter": "accept", "escape": "cancel"}


class Dialog(TopScreen[Result | None], ModalScreen[Result | None]):
    """A dialog over a screen, until it is answered or closed.

    Keys mean what they mean in the list, and those of OPENERS, the commands that open it, close it too. Escape always
    closes. *HINT* is shown at its foot, with keys in place of `{command-id}`.
    """

    DEFAULT_CLASSES: ClassVar[str] = "dialog"
    HINT: ClassVar[str] = "{back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset()

    _hint = ""
    _is_hint_shown = True

    @property
    def keymap(self) -> "Keymap":
        """The keys of the app."""
        return cast("ReaderApp", self.app).keymap

    @property
    def is_typing(self) -> bool:
        """Whether a box is focused."""
        return isinstance(self.focused, LineBox)

    def frame(self, title: str | Content, hint: str | None = None) -> None:
        """Set the title and, with keys filled in, the hint at the foot."""
        self.query_one(Vertical).border_title = title if isinstance(title, Content) else Content(title)
        self._hint = self.keymap.fill(self.HINT if hint is None else hint)
        self._show_hint()

    @property
    def room(self) -> int:
        """The width of a row of a list in the dialog."""
        width = self.query_one(Vertical).styles.width
        widest = int(width.value) if width is not None and width.is_cells else self.app.size.width
        return min(widest, self.app.size.width * 24 // 25) - _BORDERS - _SCROLLBAR

    def say(self, text: str) -> None:
        """Show a message at the foot until the next key, cut to fit."""
        self._is_hint_shown = text == self._hint
        self.query_one(Vertical).border_subtitle = Content(fitted_parts(text, self.room))

    def _show_hint(self) -> None:
        self.say(self._hint)

    # What a key does; dialogs that can do more override these

    def move(self, how: str) -> None:
        """Move the selection of the list, or else scroll: `down up top bottom half-down …`."""
        for pane in self.query(OptionPane):
            pane.move(how)
            return
        for page in self.query(PageView):
            page.move(how)

    def fit(self) -> None:
        """Fit the rows into the present width."""

    def choose(self) -> None:
        """Take what is selected; a text is closed."""
        for pane in self.query(OptionPane):
            pane.choose()
            return
        self.dismiss()

    def take(self, index: int) -> None:
        """Take an option of the list, which was clicked or chosen by key."""
        raise NotImplementedError

    def take_key(self, key: str) -> bool:  # noqa: ARG002 - a dialog with keys of its own looks at it
        """Handle a key that only this dialog knows, or a number; return whether it was one."""
        return False

    # Events

    def on_key(self, event: events.Key) -> None:
        """Handle a key, or say that it does nothing here; a focused box keeps the keys that edit its text."""
        names = {event.key, event.character or event.key}
        if not self._is_hint_shown:
            self._show_hint()
        if any(self.take_key(name) for name in names):
            pass
        elif event.key == "escape":
            # Also keys pressed before the box got the focus: a box keeps its own.
            self.dismiss()
        elif self.is_typing:
            return
        elif names & self._closing_keys():
            self.dismiss()
        elif not self._do(self.keymap.pressed(event.key, event.character, "list")):
            label = key_name(event.character if event.character and event.character.isprintable() else event.key)
            self.say(f"{label} does nothing here · {self._hint}")
        event.stop()
        event.prevent_default()

    def on_resize(self) -> None:
        """Fit everything to the new width, once there is a hint."""
        if self._hint:
            self._show_hint()
            self.fit()

    def _closing_keys(self) -> set[str]:
        return {key for opener in self.OPENERS for key in self.keymap.keys(COMMAND_BY_ID[opener])}

    def _do(self, command: "Command | None") -> bool:
        """Run a command of the list in a dialog; return whether it has a meaning here."""
        command_id = command.id if command is not None else ""
        if command_id in MOVES:
            self.move(command_id)
        elif command_id == "open":
            self.choose()
        elif command_id in {"back", "quit"}:
            self.dismiss()
        else:
            return False
        return True

    def on_click(self, event: events.Click) -> None:
        """Close when clicked beside the box."""
        if event.widget is self:
            self.dismiss()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Stop the message: the screen below has lists of its own."""
        event.stop()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take an option."""
        event.stop()
        self.take(event.option_index)


class TextDialog(Dialog[None]):
    """A text to read."""

    OPENERS: ClassVar[frozenset[str]] = frozenset({"original", "problems", "explain-evidence"})

    def __init__(self, title: str, page: "Page") -> None:
        super().__init__()
        self._title = title
        self._page = page

    def compose(self) -> ComposeResult:
        """Make the box."""
        yield Vertical(PageView(self._page))

    def on_mount(self) -> None:
        """Set the title."""
        self.frame(self._title)


class TextQuestion(Dialog[str]):
    """A line of text; *check* returns what is wrong with it, or nothing."""

    HINT: ClassVar[str] = fill_meanings("{accept} accepts · {cancel} cancels", ANSWERING)

    def __init__(self, title: str, text: str, check: Callable[[str], str]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._check = check

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical():
            yield LineBox(self._text, id="answer", meanings=ANSWERING)
            yield Static("", id="remark", markup=False)

    def on_mount(self) -> None:
        """Set the title."""
        self.frame(self._title)

    def on_line_box_pressed(self, event: LineBox.Pressed) -> None:
        """Take the text, show what is wrong with it, or cancel."""
        event.stop()
        wrong = self._check(event.box.value) if event.meaning == "accept" else ""
        if wrong:
            self.query_one("#remark", Static).update(Content(wrong))
        else:
            self.dismiss(event.box.value if event.meaning == "accept" else None)


def numbered(labels: Sequence[str | Content]) -> list[Content]:
    """Return the labels of options, the first nine with their digit."""
    return [
        Content.assemble((f" {number} " if number <= 9 else "   ", "bold $accent"), label)
        for number, label in enumerate(labels, 1)
    ]


def digits(most: int) -> str:
    """Return the digits for *most* options, for a hint."""
    return "1" if most == 1 else f"1–{min(most, 9)}"


def number_of(key: str, most: int) -> int | None:
    """Return the index of the option of a digit, of *most* options; None if there is none."""
    is_digit = len(key) == 1 and key.isascii() and key.isdigit()
    return int(key) - 1 if is_digit and 1 <= int(key) <= min(9, most) else None
