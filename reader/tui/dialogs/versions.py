"""Dialogs on versions of notes: two after syncing, missing notes, and earlier versions."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from reader.tui.dialogs.dialog import Dialog
from reader.tui.panes.page_view import PageView
from reader.view.cells import fitted
from reader.view.note_pages import earlier_pages, vanished_page, version_pages

if TYPE_CHECKING:
    from reader.notes.conflicts import Conflict
    from reader.notes.history import NoteVersion
    from reader.notes.model import Annotation


class KeyedDialog(Dialog[str]):
    """A dialog answered by one key; *ANSWERS* maps keys to answers, *LABELS* describes them at the foot."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog -wide"
    ANSWERS: ClassVar[Mapping[str, str]] = {}
    LABELS: ClassVar[Mapping[str, str]] = {}

    def answers(self) -> ComposeResult:
        """Make the line of answering keys."""
        with Horizontal(classes="verdicts"):
            for answer, label in self.LABELS.items():
                key = next(key for key, its in self.ANSWERS.items() if its == answer)
                yield AnswerKey(key, label, answer)
            yield AnswerKey(self.keymap.key("back"), "close", None)

    def take_key(self, key: str) -> bool:
        """Answer by a key."""
        if key in self.ANSWERS:
            self.dismiss(self.ANSWERS[key])
        return key in self.ANSWERS

    def choose(self) -> None:
        """Do nothing: only the keys of ANSWERS answer."""

    def on_click(self, event: events.Click) -> None:
        """Answer when a key at the foot is clicked."""
        if isinstance(event.widget, AnswerKey):
            self.dismiss(event.widget.answer)


class AnswerKey(Static):
    """A key at the foot of a dialog, which can be clicked."""

    DEFAULT_CLASSES: ClassVar[str] = "verdict"

    def __init__(self, key: str, label: str, answer: str | None) -> None:
        super().__init__(Content.assemble((key, "bold $accent"), f" {label}"))
        self.answer = answer


class VersionsDialog(KeyedDialog):
    """Two versions of an annotation side by side, to choose from."""

    ANSWERS: ClassVar[Mapping[str, str]] = {
        "1": "left", "left": "left", "2": "right", "right": "right", "3": "both", "b": "both", "n": "later",
    }  # fmt: skip
    LABELS: ClassVar[Mapping[str, str]] = {
        "left": "keep left", "right": "keep right", "both": "keep both", "later": "skip to the next",
    }  # fmt: skip

    def __init__(self, conflict: "Conflict", title: str, told: str) -> None:
        super().__init__()
        self._conflict = conflict
        self._title = title
        self._told = told

    def compose(self) -> ComposeResult:
        """Make the box."""
        left, right = version_pages(self._conflict)
        with Vertical():
            with Horizontal(id="versions"):
                yield PageView(left, classes="version")
                yield PageView(right, classes="version")
            yield from self.answers()

    def on_mount(self) -> None:
        """Set the title."""
        self.frame(fitted(f"Two versions of a note on {self._title}", 70), self._told)


class EarlierVersionDialog(KeyedDialog):
    """An earlier version of a note beside the present one, to restore it or to look at others."""

    ANSWERS: ClassVar[Mapping[str, str]] = {"w": "restore", "n": "older", "p": "newer"}
    LABELS: ClassVar[Mapping[str, str]] = {"restore": "bring this version back", "older": "older", "newer": "newer"}

    def __init__(self, now: "Annotation", version: "NoteVersion", told: str) -> None:
        super().__init__()
        self._now = now
        self._version = version
        self._told = told

    def compose(self) -> ComposeResult:
        """Make the box."""
        earlier, now = earlier_pages(self._now, self._version)
        with Vertical():
            with Horizontal(id="versions"):
                yield PageView(earlier, classes="version")
                yield PageView(now, classes="version")
            yield from self.answers()

    def on_mount(self) -> None:
        """Set the title."""
        self.frame("Earlier versions of the note", self._told)


class VanishedDialog(KeyedDialog):
    """Notes that are missing from their folder; the user says whether that was intended."""

    ANSWERS: ClassVar[Mapping[str, str]] = {"w": "restore", "f": "forget"}
    LABELS: ClassVar[Mapping[str, str]] = {"restore": "restore them", "forget": "they were deleted on purpose"}

    def __init__(self, vanished: "Sequence[Annotation]") -> None:
        super().__init__()
        self._vanished = vanished

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical():
            yield PageView(vanished_page(self._vanished))
            yield from self.answers()

    def on_mount(self) -> None:
        """Set the title."""
        self.frame("Missing notes", "")
