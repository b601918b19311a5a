"""The target of notes: the texts of a screen, one of which has the caret."""

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
        """Whether the texts have the keys, and no pane beside them."""

    def focus(self) -> None:
        """Give the texts the keys."""

    def mark(self, article_id: str, layer: str, marks: "Iterable[Mark]") -> None:
        """Replace the marks of a layer on one of the texts: `annotations`, `here` or `writing`."""

    def go_to(self, article_id: str, start: int, end: int | None = None, /) -> None:
        """Bring a passage of one of the texts into the window, with the caret at its start."""

    def toggle_selection(self) -> None:
        """Begin a selection at the caret, or end it."""

    def end_selection(self) -> bool:
        """End the selection; tell whether there was one."""

    def select_unit(self, unit: str) -> None:
        """Select the `word`, `sentence` or `paragraph` under the caret."""

    def bring(self, article_id: str, /, then: Callable[[], object]) -> None:
        """Show the text of an article if the screen can; *then* is done in any case where the article is there."""


class NoteHost(Host, Protocol):
    """A screen with notes on it."""

    @property
    def is_writing(self) -> bool:
        """Whether the editor of a note has the keys."""

    @property
    def is_asking_key(self) -> bool:
        """Whether a key is waited for."""

    def places_shown(self, article_id: str, notes: "Sequence[PlacedNote]", *, is_known: bool) -> None:
        """Take it that the notes of an article are marked in its text; *is_known* tells whether these are all."""

    def caret_in_notes(self, notes: "Sequence[PlacedNote]") -> None:
        """Take it that the caret is in these notes, the shortest first."""

    def edit_outside(self, path: "Path") -> "Outcome":
        """Set the app aside and return what the user's own editor leaves in a file. Raises: EditorError."""

    def note_changed(self) -> None:
        """Take it that a note was made, changed, deleted or brought back here."""

    def select_note(self, annotation_id: str) -> None:
        """Select a note in the pane beside the text, if there is one."""
