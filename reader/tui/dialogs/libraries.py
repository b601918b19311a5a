"""The dialog of all libraries, to open one."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.content import Content

from reader.room.libraries import KnownLibrary
from reader.tui.dialogs.dialog import number_of, numbered
from reader.tui.dialogs.list_dialog import ListDialog
from reader.view.cells import cell_width, fitted, hung
from reader.view.library_rows import library_facts
from reader.view.phrases import short_path

# The rows under the libraries: the answer of each and its text.
_MAKE = ("make", "Make a new library, or open a folder in place …")
_SAMPLES = ("samples", "Open the samples: a small library to try things on")
# The width of the number before a row.
_INDENT = 3


class Libraries(ListDialog[KnownLibrary | str]):
    """Lists libraries; the answer is one of them, `make`, or `samples` if those in *samples* are not listed.

    *forget* removes one from the list.
    """

    TITLE: ClassVar[str] = "Libraries"
    HINT: ClassVar[str] = "{open} opens · d forgets it here, and deletes nothing · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"libraries"})

    def __init__(
        self,
        known: Sequence[KnownLibrary],
        current: int,
        forget: Callable[[KnownLibrary], object],
        samples: Path,
    ) -> None:
        super().__init__()
        self._known = [*known]
        is_listed = any(each.path == samples and not each.problem for each in known)
        self._choices = (_MAKE,) if is_listed else (_MAKE, _SAMPLES)
        self._current = self.first = current
        self._forget = forget

    def rows(self) -> list[Content]:
        """Return the libraries with their facts, and the other choices."""
        contents = [self._content(at, each) for at, each in enumerate(self._known)]
        return numbered([*contents, *(Content(told) for _, told in self._choices)])

    def _content(self, at: int, known: KnownLibrary) -> Content:
        look = "$warning" if known.problem else "$quiet"
        here = ("  open now", "$accent") if at == self._current else ""
        title, facts = fitted(known.title, self.room - _INDENT), library_facts(known)
        is_one_line = cell_width(f"{title}  {facts}{here and here[0]}") <= self.room - _INDENT
        below = f"\n{'':{_INDENT}}"
        return Content.assemble(
            (title, "bold"), "  " if is_one_line else below, (hung(facts, self.room, _INDENT), look), here,
            below, (hung(short_path(known.path), self.room, _INDENT), "$quiet"),
        )  # fmt: skip

    def take(self, index: int) -> None:
        """Take a library, or another choice."""
        if index < len(self._known):
            self.dismiss(self._known[index])
        else:
            self.dismiss(self._choices[index - len(self._known)][0])

    def take_key(self, key: str) -> bool:
        """Take a library by its number, or remove the selected one from the list."""
        number = number_of(key, len(self._known) + len(self._choices))
        if number is not None:
            self.take(number)
        elif key == "d":
            self._drop()
        return number is not None or key == "d"

    def _drop(self) -> None:
        index = self.selected
        if index >= len(self._known) or index == self._current:
            return
        self._forget(self._known.pop(index))
        self._current -= index < self._current
        self.show_rows(index)
