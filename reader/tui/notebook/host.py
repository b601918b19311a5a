"""What the notebook's parts may ask of it, and its state when it was left."""

from dataclasses import dataclass, field
from typing import Protocol

from reader.notebook.entries import Key, NotebookEntry
from reader.notebook.groups import GROUPINGS
from reader.tui.part import Host


@dataclass
class NotebookView:
    """The state of the notebook when it was left, to be restored."""

    query: str = ""
    grouping: str = GROUPINGS[0]
    marked: set[Key] = field(default_factory=set)
    selected: NotebookEntry | None = None


@dataclass(frozen=True, slots=True)
class NotebookOutcome:
    """Why the notebook was left: to read *entry*; *is_changed* says that notes were changed in it."""

    entry: NotebookEntry | None
    is_changed: bool


class NotebookHost(Host, Protocol):
    """The notebook, as its parts know it."""

    @property
    def is_wide(self) -> bool:
        """Whether the facets and the note in full stand beside the list."""

    def show_place(self) -> None:
        """Show in the status line the number of the selected note, or the progress of finding passages."""

    def show_note(self) -> None:
        """Show the selected note in full."""

    def focus_list(self) -> None:
        """Focus the list."""

    def leave(self, entry: NotebookEntry | None) -> None:
        """Go back to the reading screen, to read *entry* there."""
