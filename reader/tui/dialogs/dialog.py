"""The base of everything that lies over a screen, and its plain forms: a text, a choice, a line to type."""

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
from reader.view.commands import COMMAND_BY_ID
from reader.view.keymap import fill_meanings
from reader.view.moves import MOVES

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp
    from reader.view.commands import Command
    from reader.view.keymap import Keymap
    from reader.view.page_layout import Page

Result = TypeVar("Result")
# The keys of a box whose line is an answer.
ANSWERING: Mapping[str, str] = {"enter": "accept", "escape": "cancel"}


class Dialog(TopScreen[Result | None], ModalScreen[Result | None]):
    """What lies over a screen until it is answered or closed.

    Its keys mean what they mean in the list, and the keys of OPENERS, the commands that open it, close it too. Escape
    always closes. *HINT* is said at its foot, with keys in place of `{command-id}`.
    """

    DEFAULT_CLASSES: ClassVar[str] = "dialog"
    HINT: ClassVar[str] = "{back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset()

    @property
    def keymap(self) -> "Keymap":
        """The keys of the app."""
        return cast("ReaderApp", self.app).keymap

    @property
    def is_typing(self) -> bool:
        """Whether a box has the keys."""
        return isinstance(self.focused, LineBox)

    def frame(self, title: str | Content, hint: str | None = None) -> None:
        """Set what the box says at its head and, with keys filled in, at its foot."""
        box = self.query_one(Vertical)
        box.border_title = title if isinstance(title, Content) else Content(title)
        box.border_subtitle = Content(self.keymap.fill(self.HINT if hint is None else hint))

    # What a key does; a dialog that can more says so here

    def move(self, how: str) -> None:
        """Move the selection of the list, or else scroll: `down up top bottom half-down …`."""
        for pane in self.query(OptionPane):
            pane.move(how)
            return
        for page in self.query(PageView):
            page.move(how)

    def choose(self) -> None:
        """Take what is selected; a text has been read."""
        for pane in self.query(OptionPane):
            pane.choose()
            return
        self.dismiss()

    def take_key(self, key: str) -> bool:  # noqa: ARG002 - a dialog with keys of its own looks at it
        """Take a key that means something in this dialog alone, or a number; tell whether it did."""
        return False

    # Events

    def on_key(self, event: events.Key) -> None:
        """Do what a key means; a box keeps the keys that it has no meaning for."""
        names = {event.key, event.character or event.key}
        if any(self.take_key(name) for name in names):
            pass
        elif event.key == "escape":
            # Also the one that was pressed before the box got the keys: a box keeps its own.
            self.dismiss()
        elif self.is_typing:
            return
        elif names & self._closing_keys():
            self.dismiss()
        else:
            self._do(self.keymap.pressed(event.key, event.character, "list"))
        event.stop()
        event.prevent_default()

    def _closing_keys(self) -> set[str]:
        return {key for opener in self.OPENERS for key in self.keymap.keys(COMMAND_BY_ID[opener])}

    def _do(self, command: "Command | None") -> None:
        if command is None:
            return
        if command.id in MOVES:
            self.move(command.id)
        elif command.id == "open":
            self.choose()
        elif command.id in {"back", "quit"}:
            self.dismiss()

    def on_click(self, event: events.Click) -> None:
        """Close at a click beside the box."""
        if event.widget is self:
            self.dismiss()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Keep this here: the screen below has lists of its own."""
        event.stop()


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
        """Name the box."""
        self.frame(self._title)


class Chooser(Dialog[str]):
    """One of a few answers, by its number or with Enter; *answers* are values and what is said of them."""

    HINT: ClassVar[str] = "1–9 or {open} chooses · {back} cancels"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"filter-references"})

    def __init__(self, title: str, answers: Sequence[tuple[str, str]], selected: str = "") -> None:
        super().__init__()
        self._title = title
        self._answers = answers
        self._selected = [value for value, _ in answers].index(selected) if selected in dict(answers) else 0

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical():
            yield OptionPane(id="answers", classes="answers")

    def on_mount(self) -> None:
        """Show the answers."""
        self.frame(self._title)
        pane = self.query_one(OptionPane)
        pane.show_options(numbered([label for _, label in self._answers]), "", self._selected)
        pane.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the answer."""
        event.stop()
        self.dismiss(self._answers[event.option_index][0])

    def take_key(self, key: str) -> bool:
        """Take an answer by its number."""
        number = number_of(key, len(self._answers))
        if number is not None:
            self.dismiss(self._answers[number][0])
        return number is not None


class TextQuestion(Dialog[str]):
    """A line of text; *check* says what is wrong with it, or nothing."""

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
        """Name the box."""
        self.frame(self._title)

    def on_line_box_pressed(self, event: LineBox.Pressed) -> None:
        """Take the text or say what is wrong with it, or cancel."""
        event.stop()
        wrong = self._check(event.box.value) if event.meaning == "accept" else ""
        if wrong:
            self.query_one("#remark", Static).update(Content(wrong))
        else:
            self.dismiss(event.box.value if event.meaning == "accept" else None)


def numbered(labels: Sequence[str | Content]) -> list[Content]:
    """Return the labels of options, the first nine with the key that takes them."""
    return [
        Content.assemble((f" {number} " if number <= 9 else "   ", "bold $accent"), label)
        for number, label in enumerate(labels, 1)
    ]


def number_of(key: str, most: int) -> int | None:
    """Return which of *most* options a digit takes, from 0 on; None if it takes none."""
    is_digit = len(key) == 1 and key.isascii() and key.isdigit()
    return int(key) - 1 if is_digit and 1 <= int(key) <= min(9, most) else None
