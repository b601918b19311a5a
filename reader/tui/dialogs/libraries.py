"""All libraries of the user, over the reading screen: one is chosen to be opened."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from reader.room.libraries import KnownLibrary
from reader.tui.dialogs.dialog import Dialog, number_of, numbered
from reader.tui.panes.option_pane import OptionPane
from reader.view.cells import cell_width, fitted, hung
from reader.view.library_rows import library_facts

# What stands under the libraries: its answer and what is said of it.
CHOICES = (
    ("make", "Make a new library, or open a folder in place …"),
    ("samples", "Open the samples: a small library to try things on"),
)
# Columns of the number before a row.
_INDENT = 3


class Libraries(Dialog[KnownLibrary | str]):
    """Lists libraries; the answer is one of them, or one of CHOICES. *forget* drops one from the list."""

    HINT: ClassVar[str] = "{open} opens · d forgets it here, and deletes nothing · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"libraries"})

    def __init__(self, known: Sequence[KnownLibrary], current: int, forget: Callable[[KnownLibrary], object]) -> None:
        super().__init__()
        self._known = [*known]
        self._current = current
        self._forget = forget

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical():
            yield OptionPane(id="libraries")

    def on_mount(self) -> None:
        """List them, the open one selected."""
        self.frame("Libraries")
        self._show(self._current)
        self.query_one(OptionPane).focus()

    def fit(self) -> None:
        """Wrap what is said of each for the new width."""
        self._show(self.query_one(OptionPane).highlighted or 0)

    def _show(self, select: int) -> None:
        contents = [self._content(at, each) for at, each in enumerate(self._known)]
        contents += [Content(told) for _, told in CHOICES]
        self.query_one(OptionPane).show_options(numbered(contents), "", select)

    def _content(self, at: int, known: KnownLibrary) -> Content:
        look = "$warning" if known.problem else "$quiet"
        here = ("  open now", "$accent") if at == self._current else ""
        title, facts = fitted(known.title, self.room - _INDENT), library_facts(known)
        is_one_line = cell_width(f"{title}  {facts}{here and here[0]}") <= self.room - _INDENT
        below = f"\n{'':{_INDENT}}"
        return Content.assemble(
            (title, "bold"), "  " if is_one_line else below, (hung(facts, self.room, _INDENT), look), here,
            below, (hung(str(known.path), self.room, _INDENT), "$quiet"),
        )  # fmt: skip

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a library."""
        event.stop()
        self._take(event.option_index)

    def _take(self, index: int) -> None:
        if index < len(self._known):
            self.dismiss(self._known[index])
        else:
            self.dismiss(CHOICES[index - len(self._known)][0])

    def take_key(self, key: str) -> bool:
        """Take a library by its number, or drop the selected one from the list."""
        number = number_of(key, len(self._known) + len(CHOICES))
        if number is not None:
            self._take(number)
        elif key == "d":
            self._drop()
        return number is not None or key == "d"

    def _drop(self) -> None:
        index = self.query_one(OptionPane).highlighted
        if index is None or index >= len(self._known) or index == self._current:
            return
        self._forget(self._known.pop(index))
        self._current -= index < self._current
        self._show(index)
