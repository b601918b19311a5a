"""The texts of a screen that notes are made on; one of them has the caret."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from reader.tui.part import Host

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library.article import Article
    from reader.tui.external_editor import Outcome
    from reader.view.caret import Caret
    from reader.view.marks import Mark
    from reader.view.note_rows import PlacedNote


class NoteTarget(Protocol):
    """The texts of a screen."""

    @property
    def articles(self) -> "Sequence[Article]":
        """All articles whose texts are shown."""

    @property
    def article(self) -> "Article | None":
        """The article whose text has the caret."""

    @property
    def caret(self) -> "Caret":
        """The caret."""

    @property
    def has_keys(self) -> bool:
        """Whether the texts have the focus, and not a pane beside them."""

    def focus(self) -> None:
        """Focus the texts."""

    def mark(self, article_id: str, layer: str, marks: "Iterable[Mark]") -> None:
        """Replace the marks of a layer on one of the texts: `annotations`, `here` or `writing`."""

    def go_to(self, article_id: str, start: int, end: int | None = None, /) -> None:
        """Bring a passage of one of the texts into the window, with the caret at its start."""

    def toggle_selection(self) -> None:
        """Begin a selection at the caret, or end it."""

    def end_selection(self) -> bool:
        """End the selection; return whether there was one."""

    def select_unit(self, unit: str) -> None:
        """Select the `word`, `sentence` or `paragraph` under the caret."""

    def bring(self, article_id: str, /, then: Callable[[], object]) -> None:
        """Show the text of an article if the screen can; *then* is called in any case if the article exists."""


class NoteHost(Host, Protocol):
    """A screen with notes on it."""

    @property
    def is_writing(self) -> bool:
        """Whether the editor of a note has the focus."""

    @property
    def is_asking_key(self) -> bool:
        """Whether a question waits for a key."""

    def places_shown(self, article_id: str, notes: "Sequence[PlacedNote]", *, is_known: bool) -> None:
        """React to the notes of an article being marked in its text; *is_known* says whether they are complete."""

    def caret_in_notes(self, notes: "Sequence[PlacedNote]") -> None:
        """React to the caret being in these notes, the shortest first."""

    def edit_outside(self, path: "Path") -> "Outcome":
        """Suspend the app and return the text that the user's own editor leaves in a file. Raises: EditorError."""

    def note_changed(self) -> None:
        """React to a note being made, changed, deleted or restored here."""

    def select_note(self, annotation_id: str) -> None:
        """Select a note in the pane beside the text, if there is one."""
