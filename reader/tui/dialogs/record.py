"""The record of an article, over the screen: what its page says of it, to be read and to be corrected."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList

from reader.library.corrections import CorrectionError, parse_value
from reader.tui.dialogs.dialog import Dialog, TextQuestion
from reader.tui.panes.option_pane import OptionPane
from reader.view.cells import hung
from reader.view.commands import COMMAND_BY_ID
from reader.view.record_rows import RecordRow

_NAME = 15
# Columns before the value, and the least that a value has.
_INDENT, _LEAST = _NAME + 2, 12
_HINTS = {"published": " (2016-12-15, 2016-12 or 2016)", "tags": " (with commas between them)"}


class RecordDialog(Dialog[None]):
    """Shows rows; *correct* is given the field and the text that a person typed for it."""

    HINT: ClassVar[str] = "{open} corrects a line · {undo} takes that back · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"record"})

    def __init__(self, rows: Sequence[RecordRow], correct: Callable[[str, str], object]) -> None:
        super().__init__()
        self._rows = rows
        self._correct = correct

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical():
            yield OptionPane(id="record")

    def on_mount(self) -> None:
        """Show the record."""
        self.frame("Record")
        self.show(self._rows)
        self.query_one(OptionPane).focus()

    def show(self, rows: Sequence[RecordRow]) -> None:
        """Show it as it is by now."""
        self._rows = rows
        pane = self.query_one(OptionPane)
        room = max(_INDENT + _LEAST, self.room)
        pane.show_options([_content(each, room) for each in rows], "", pane.highlighted or 0)

    def fit(self) -> None:
        """Wrap the values for the new width."""
        self.show(self._rows)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask for the right value of a line that can be corrected."""
        event.stop()
        row = self._rows[event.option_index]
        if not row.field:
            self.say(f"The {row.name} cannot be corrected · {self.keymap.fill('{back} closes')}")
            return
        title = f"The right {row.name}{_HINTS.get(row.field, '')}; empty if there is none"

        def take(text: str | None) -> None:
            if text is not None and text.strip() != row.value:
                self._correct(row.field, text)

        self.app.push_screen(TextQuestion(title, row.value, lambda text: _wrong_with(row.field, text)), take)

    def take_key(self, key: str) -> bool:
        """Take the correction of the selected line back."""
        if key not in self.keymap.keys(COMMAND_BY_ID["undo"]):
            return False
        row = self._rows[self.query_one(OptionPane).highlighted or 0]
        if row.said is not None:
            self._correct(row.field, row.said)
        return True


def _content(row: RecordRow, room: int) -> Content:
    value = (hung(row.value, room, _INDENT), "") if row.value else ("not said", "italic $quiet")
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
