"""The main flow, recorded from the real app in a pseudo-terminal: search, cross-reference, compare, note, notebook."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from pyte.screens import Char

from screenshots.film import Cell, Film, Frame
from tests.tui.terminal import Terminal

COLUMNS, LINES = 120, 30
# What is on the screen is settled when nothing has come for so long.
_QUIET = 0.8
_TYPED_FOR = 0.16
_COLORS = {"default": ("#d8dbe2", "#17181d")}


class Recording(Terminal):
    """The app with somebody at the keys, and the frames that were seen."""

    def __init__(self, library: Path) -> None:
        super().__init__([sys.executable, "-m", "reader", "--library", str(library)], COLUMNS, LINES)
        self.frames: list[Frame] = []

    def show(self, seconds: float, keys: str, told: str) -> None:
        """Keep what is on the screen, once nothing changes any more."""
        self.settle()
        self.frames.append(Frame([*self._rows()], seconds, keys, told))

    def settle(self) -> None:
        """Take in what comes, until nothing does."""
        last = time.monotonic()
        while time.monotonic() - last < _QUIET:
            before = len(self.received)
            self.read(_QUIET / 2)
            if len(self.received) != before:
                last = time.monotonic()

    def type(self, text: str, told: str, *, keys: str = "") -> None:
        """Type a text, a frame for every few letters."""
        for at in range(0, len(text), 3):
            self.send(text[at : at + 3])
            self.show(_TYPED_FOR, keys, told)

    def step(self, keys: str, name: str, told: str, seconds: float = 1.2) -> None:
        """Press keys, and show what they lead to."""
        self.send(keys)
        self.show(seconds, name, told)

    def _rows(self) -> Iterator[list[Cell]]:
        for line in range(LINES):
            row = self.screen.buffer[line]
            yield [_cell(row[column]) for column in range(COLUMNS)]


def _cell(found: Char) -> Cell:
    ink = _COLORS["default"][0] if found.fg == "default" else f"#{found.fg}"
    paper = _COLORS["default"][1] if found.bg == "default" else f"#{found.bg}"
    if found.reverse:
        ink, paper = paper, ink
    return Cell(found.data, ink, paper, found.bold, found.italics, found.underscore)


def film(library: Path) -> str:
    """Return the film of the main flow."""
    command = [sys.executable, "-m", "reader", "--library", str(library), "index"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - reader itself
    with Recording(library) as seat:
        seat.wait("Cross-references ·")
        seat.show(2.0, "", "Your articles, the open one, what is related to it, and your notes.")
        play(seat)
        frames = seat.frames
    return Film(frames).svg()


def play(seat: Recording) -> None:
    """Go through the main flow."""
    seat.step("/", "/", "Search …", 0.6)
    seat.type("corridor evacuation", "Search: results as you type.", keys="/")
    seat.show(1.6, "/", "Search: results as you type.")
    seat.step("\r", "Enter", "Go to the results: each with the passage that answers.")
    seat.step("\r", "Enter", "Open one. Its hits are marked.", 1.6)
    for _ in range(2):
        seat.step("n", "n", "Go to the next hit.", 0.9)
    seat.step("3", "3", "What else is related to this article, and why.", 1.8)
    seat.step("j", "j", "The reasons unfold: figures, names and passages that both share.", 1.8)
    seat.step("c", "c", "Compare the two, side by side.", 2.0)
    seat.step("]", "]", "Go to the next passage that both have.", 1.6)
    seat.step("\x1b", "Esc", "Back to the articles.", 0.6)
    seat.step("2N", "N", "Go to the previous hit.", 0.9)
    seat.step("H", "H", "Highlight the sentence.", 1.4)
    seat.step("e", "e", "Write a note on it.", 0.8)
    seat.type("Who counted, and when?", "Write a note on it.", keys="e")
    seat.step("\x13", "Ctrl+S", "Saved, as one Markdown file.", 1.8)
    seat.step("B", "B", "All your notes, in one list.", 1.2)
    seat.step("SSS", "S", "By article, tag, color or date.", 2.5)
