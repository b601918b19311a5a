"""Commands of every screen: find a command, type one, change theme and settings, undo, suspend, quit."""

import os
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.theme import Theme

from reader.library.errors import ReaderError
from reader.room.settings import THEMES, own_themes, shown_value
from reader.tui.deeds import Deed
from reader.tui.part import IsLate, Part
from reader.tui.saves import SaveOutcome
from reader.tui.stylesheet import Coloring, ThemeStylesheet
from reader.view.commands import Command

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp
    from reader.tui.commanded import CommandedScreen
    from reader.view.command_line import LineOrder

_NOTHING_LEFT = "There is nothing left to undo. “reader notes undo” brings back the note that went last."


class ProgramPart(Part):
    """The commands of the app as a whole."""

    def __init__(self, screen: "CommandedScreen[Any]") -> None:
        self._screen = screen
        self._is_coloring = False
        # A change of colors reads all styles again, which takes longer than a key may wait.
        self._colors = screen.asker("colors", self._read_styles, self._take_colors)
        self.commands = {
            "palette": self.find_command, "command-line": self.type_command, "theme": self.change_theme,
            "undo": partial(screen.when_free, self.undo), "suspend": self.suspend, "settings": self.show_settings,
            "quit": self.quit_program,
        }  # fmt: skip

    def find_command(self) -> None:
        """Find a command by name."""
        from reader.tui.dialogs.palette import Palette

        self._screen.open_dialog(Palette([each for each in self._offered() if each.id != "palette"]), self._run_found)

    def _offered(self) -> list[Command]:
        return [command for command in self._screen.keymap.commands if self._screen.offers(command)]

    def _run_found(self, command: Command | None) -> None:
        if command is not None and self._screen.offers(command):
            self._screen.run_command(command)

    def type_command(self) -> None:
        """Open the command line for a command, a macro, or a setting and its value."""
        from reader.tui.dialogs.command_line import CommandLine
        from reader.view.palette import named

        self._screen.open_dialog(CommandLine(named(self._offered(), ""), self._screen.room), self._run_line)

    def _run_line(self, order: "LineOrder | None") -> None:
        if order is not None and order.setting:
            self.change_setting(order.setting, order.value)
        elif order is not None:
            self._run_found(order.command)

    def change_setting(self, name: str, text: str | None) -> str:
        """Change a setting in its file and here; return the message: the new value, or what is wrong."""
        before = self._screen.room.settings
        try:
            self._screen.room.change_setting(name, text)
        except (ReaderError, OSError) as error:
            self._screen.say(str(error), is_warning=True)
            return str(error)
        cast("ReaderApp", self._screen.app).take_settings(before)
        themes = cast("ReaderApp", self._screen.app).theme_problems
        problems = (*self._screen.room.settings.problems, *self._screen.keymap.problems, *themes)
        told = problems[0] if problems else f"{name} is now {shown_value(self._screen.room.settings, name)}."
        self._screen.say(told, is_warning=bool(problems))
        return told

    def show_settings(self) -> None:
        """Show the settings, to be changed."""
        from reader.tui.dialogs.settings import SettingsDialog

        self._screen.open_dialog(SettingsDialog(self._screen.room, self.change_setting), lambda _: None)

    def undo(self) -> None:
        """Undo the last deed; with none left, restore what was deleted before this start or elsewhere."""
        deeds, room = cast("ReaderApp", self._screen.app).deeds, self._screen.room
        undone: list[Deed] = []

        def work() -> SaveOutcome:
            # In its turn: a save that is under way when the key is pressed is the last deed.
            try:
                if (deed := deeds.undo_last(room)) is not None:
                    undone.append(deed)
                    return SaveOutcome()
                # Undoing once more does not restore what undoing moved to the trash.
                return SaveOutcome(_NOTHING_LEFT) if deeds.took_away else SaveOutcome(note=room.notes.undo())
            except (ReaderError, OSError) as error:
                return _not_undone(error)

        def then(outcome: SaveOutcome) -> None:
            try:
                if undone and not undone[0].is_aside:
                    undone[0].undo(room)
            except (ReaderError, OSError) as error:
                outcome = _not_undone(error)
            self._show_undone(undone[0] if undone else None, outcome)

        self._screen.change_notes(work, then)

    def _show_undone(self, deed: Deed | None, outcome: SaveOutcome) -> None:
        screen, back = self._screen, outcome.note
        if not outcome.is_done:
            screen.say(outcome.told, is_warning=True)
            screen.undone(Deed("", lambda _: None))
        elif deed is not None:
            screen.say(f"Undone: {deed.told}.")
            screen.undone(deed)
        elif back is not None:
            screen.say("The note is back.")
            screen.undone(Deed("", lambda _: None, back.article, back.id))
        else:
            screen.say(outcome.told or "There is nothing to undo, and no deleted note to bring back.")

    def suspend(self) -> None:
        """Suspend to the shell until it brings reader back; without a shell, refuse: nothing else would."""
        if not _has_shell():
            self._screen.say("No shell started reader, so there is none to go to.", is_warning=True)
            return
        self._screen.keep()
        self._screen.app.action_suspend_process()

    def change_theme(self) -> None:
        """Change to the next theme, unless the last change is still under way."""
        sheet = self._screen.app.stylesheet
        names = [*THEMES, *own_themes(self._screen.room.places.config)]
        at = names.index(self._screen.app.theme) if self._screen.app.theme in names else -1
        theme = cast("ReaderApp", self._screen.app).theme_named(names[(at + 1) % len(names)])
        is_waiting = self._is_coloring or self._colors.is_waiting(self._colors.asked)
        if is_waiting:
            # Shown again, since a later key without a message of its own has cleared it.
            self._screen.say(self._screen.status.said, is_warning=self._screen.status.is_warning)
        elif isinstance(sheet, ThemeStylesheet):
            self._screen.ask_at_once(self._colors, Coloring(theme, sheet), "Reading the colors …")

    def _read_styles(self, question: Coloring, _: IsLate) -> Iterator[Theme]:
        question.stylesheet.read_for(question.theme)
        yield question.theme

    def _take_colors(self, _: Coloring, theme: Theme) -> None:
        self._is_coloring = True
        self._screen.app.theme = theme.name
        try:
            self._screen.room.change_setting("theme", theme.name)
        except ReaderError as error:
            self._screen.say(f"Colors: {theme.name}, until reader ends. {error}", is_warning=True)
        else:
            problems = " ".join(cast("ReaderApp", self._screen.app).theme_problems[:1])
            self._screen.say(f"Colors: {theme.name}. {problems}".strip(), is_warning=bool(problems))
        self._screen.call_after_refresh(self._end_coloring)

    def _end_coloring(self) -> None:
        self._is_coloring = False

    def quit_program(self) -> None:
        """Leave the program."""
        self._screen.app.exit()


def _has_shell() -> bool:
    """Whether a shell started this as a job: a program started by the terminal itself leads its session."""
    return hasattr(os, "getsid") and os.getpgrp() != os.getsid(0)


def _not_undone(error: ReaderError | OSError) -> SaveOutcome:
    return SaveOutcome(f"This could not be undone: {error}", is_done=False, is_warning=True)
