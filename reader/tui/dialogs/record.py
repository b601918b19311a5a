"""The dialog of an article's record, to read and to correct it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.content import Content

from reader.library.corrections import CorrectionError, parse_value
from reader.tui.dialogs.dialog import TextQuestion
from reader.tui.dialogs.list_dialog import ListDialog
from reader.view.cells import hung
from reader.view.commands import COMMAND_BY_ID
from reader.view.record_rows import RecordRow

_NAME = 15
# The width before the value, and the least width of a value.
_INDENT, _LEAST = _NAME + 2, 12
# The most lines of a value.
_LINES = 12
_HINTS = {"published": " (2016-12-15, 2016-12 or 2016)", "tags": " (with commas between them)"}


class RecordDialog(ListDialog[None]):
    """Shows rows; *correct* gets the field and the typed text."""

    TITLE: ClassVar[str] = "Record"
    HINT: ClassVar[str] = "{open} corrects a line · {undo} takes that back · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"record"})

    def __init__(self, rows: Sequence[RecordRow], correct: Callable[[str, str], object]) -> None:
        super().__init__()
        self._rows = rows
        self._correct = correct

    def show(self, rows: Sequence[RecordRow]) -> None:
        """Show the present record."""
        self._rows = rows
        self.show_rows()

    def rows(self) -> list[Content]:
        """Return the rows of the record."""
        room = max(_INDENT + _LEAST, self.room)
        return [_content(each, room) for each in self._rows]

    def take(self, index: int) -> None:
        """Ask for the right value of a field that can be corrected."""
        row = self._rows[index]
        if not row.field:
            self.say(f"The {row.name} cannot be corrected · {self.keymap.fill('{back} closes')}")
            return
        title = f"The right {row.name}{_HINTS.get(row.field, '')}; empty if there is none"

        def correct(text: str | None) -> None:
            if text is not None and text.strip() != row.value:
                self._correct(row.field, text)

        self.app.push_screen(TextQuestion(title, row.value, lambda text: _wrong_with(row.field, text)), correct)

    def take_key(self, key: str) -> bool:
        """Take back the correction of the selected field."""
        if key not in self.keymap.keys(COMMAND_BY_ID["undo"]):
            return False
        row = self._rows[self.selected]
        if row.said is not None:
            self._correct(row.field, row.said)
        return True


def _content(row: RecordRow, room: int) -> Content:
    value = (hung(row.value, room, _INDENT, most=_LINES), "") if row.value else ("not said", "italic $quiet")
    parts: list[str | tuple[str, str]] = [(f"{row.name:>{_NAME}}  ", "$accent" if row.field else "$quiet"), value]
    if row.said is not None:
        said = f"“{row.said}”" if row.said else "nothing"
        parts.append((f"\n{'':{_INDENT}}{hung(f'corrected; the page says {said}', room, _INDENT)}", "italic $quiet"))
    return Content.assemble(*parts)


def _wrong_with(field: str, text: str) -> str:
    try:
        parse_value(field, text)
    except CorrectionError as error:
        return str(error)
    return ""
