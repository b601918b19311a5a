"""The dialog of marks: the letter of one goes to it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from reader.room.place_marks import PlaceMark
from reader.tui.dialogs.list_dialog import ListDialog


class MarksDialog(ListDialog[PlaceMark]):
    """A list of marks with the titles of their articles."""

    TITLE: ClassVar[str] = "Marks"
    HINT: ClassVar[str] = "its letter or {open} goes there · {back} closes"

    def __init__(self, marks: Sequence[tuple[PlaceMark, str]]) -> None:
        super().__init__()
        self._marks = marks

    def rows(self) -> list[Content]:
        """Return the marks with their articles and places."""
        return [
            Content.assemble((f" {mark.letter} ", "bold $accent"), title, (f"  · {mark.offset:,}", "$quiet"))
            for mark, title in self._marks
        ]

    def take_key(self, key: str) -> bool:
        """Go to the mark of a letter; other letters do what they do in every list."""
        mark = next((mark for mark, _ in self._marks if mark.letter == key), None)
        if mark is not None:
            self.dismiss(mark)
        return mark is not None

    def take(self, index: int) -> None:
        """Go to the selected mark."""
        self.dismiss(self._marks[index][0])
