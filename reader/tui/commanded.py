"""What every screen with commands shares: the palette, the colors, leaving."""

from typing import TypeVar

from textual.screen import Screen

from reader.room.settings import THEMES

_Result = TypeVar("_Result")


class CommandedScreen(Screen[_Result]):
    """A screen whose keys come through the command table."""

    def say(self, text: str, *, is_warning: bool = False) -> None:
        """Say something in the status line."""
        raise NotImplementedError  # pragma: no cover - every such screen says

    def do_palette(self) -> None:
        """Find a command by its name."""
        self.app.action_command_palette()

    def do_theme(self) -> None:
        """Take the next colors."""
        theme = THEMES[(THEMES.index(self.app.theme) + 1) % len(THEMES)]
        self.app.theme = theme
        self.say(f"The colors are {theme}.")

    def do_quit(self) -> None:
        """Leave the program."""
        self.app.exit()
