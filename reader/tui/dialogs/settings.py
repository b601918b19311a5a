"""The dialog of settings: each is shown with what it does, and changed at once."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from reader.room.settings import MAP, Setting, declared_settings, shown_value, wrong_value
from reader.tui.dialogs.dialog import TextQuestion
from reader.tui.dialogs.list_dialog import Chooser, ListDialog
from reader.view.cells import fitted, hung
from reader.view.commands import COMMAND_BY_ID

if TYPE_CHECKING:
    from reader.room import ReadingRoom

_NAME = 14


class SettingsDialog(ListDialog[None]):
    """Lists all settings; *change* gets the name of one and its new value, None for the default."""

    HINT: ClassVar[str] = "{open} changes · {earlier-month} {later-month} step · {undo} default · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"settings"})

    def __init__(self, room: "ReadingRoom", change: Callable[[str, str | None], str]) -> None:
        super().__init__()
        self._room = room
        self._change = change
        self._settings: Sequence[Setting] = [*declared_settings(room.places.config).values()]

    @property
    def title_told(self) -> str:
        """The file of the settings."""
        return f"Settings · {self._room.places.settings}"

    def rows(self) -> list[Content]:
        """Return the settings, each with its value and what it does."""
        return [*map(self._content, self._settings)]

    def _content(self, setting: Setting) -> Content:
        value = shown_value(self._room.settings, setting.name)
        is_usual = getattr(self._room.settings, setting.name) == setting.default
        look = "$foreground" if is_usual else "bold $accent"
        return Content.assemble(
            (f" {setting.name:<{_NAME}} ", "bold"), (fitted(value, self.room - _NAME - 2), look),
            (f"\n   {hung(setting.help, self.room, 3)}", "$quiet"),
        )  # fmt: skip

    @property
    def _selected(self) -> Setting:
        return self._settings[self.selected]

    def _take(self, text: str | None) -> None:
        """Change the selected setting, and show the result."""
        told = self._change(self._selected.name, text)
        self.say(told)
        self.show_rows()

    def take(self, index: int) -> None:
        """Ask for a new value of a setting."""
        setting = self._settings[index]
        value = shown_value(self._room.settings, setting.name)

        def change(text: str | None) -> None:
            if text is not None:
                self._take(text)

        if setting.kind is MAP:
            told = f"The {setting.name} are changed in {self._room.places.settings.name}, or with {setting.name}.NAME."
            self.say(told)
        elif setting.kind.choices:
            answers = [(each, each) for each in setting.kind.choices]
            self.app.push_screen(Chooser(setting.help, answers, value), change)
        else:
            given = getattr(self._room.settings, setting.name)
            question = TextQuestion(f"{setting.name}: {setting.kind.expected}", str(given), self._wrong_with)
            self.app.push_screen(question, change)

    def _wrong_with(self, text: str) -> str:
        return wrong_value(self._selected.name, text, self._room.places.config)

    def take_key(self, key: str) -> bool:
        """Step through the values of the selected setting, or restore its default."""
        steps = {"earlier-month": -1, "later-month": 1}
        for command_id, step in steps.items():
            if key in self.keymap.keys(COMMAND_BY_ID[command_id]):
                self._step(step)
                return True
        if key in self.keymap.keys(COMMAND_BY_ID["undo"]):
            self._take(None)
            return True
        return False

    def _step(self, step: int) -> None:
        kind, value = self._selected.kind, getattr(self._room.settings, self._selected.name)
        if kind.choices:
            shown = shown_value(self._room.settings, self._selected.name)
            at = kind.choices.index(shown) if shown in kind.choices else 0
            self._take(kind.choices[(at + step) % len(kind.choices)])
        elif kind.most:
            self._take(str(max(kind.least, min(kind.most, int(value) + step))))
