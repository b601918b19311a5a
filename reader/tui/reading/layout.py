"""Which panes are on screen, which one is focused, and moving in them."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from textual.widget import Widget

from reader.tui.part import Part
from reader.tui.reading.host import ReadingHost
from reader.view.arrangement import Column, columns
from reader.view.commands import Where
from reader.view.moves import CARET_MOVES, MOVES

_ORDER: tuple[Where, ...] = ("list", "article", "crossrefs", "notes")
_ORDER_WITH_DRAWER: tuple[Where, ...] = ("list", "article", "facets")


class Pane(Protocol):
    """What every pane can do."""

    def move(self, how: str) -> object:
        """Move: `down up top bottom half-down half-up page-down page-up`."""

    def choose(self) -> object:
        """Open what is selected; a pane that may have nothing to open returns whether it had."""

    def focus(self) -> object:
        """Take the focus."""


class PaneLayout(Part):
    """Shows the panes for which there is room.

    *panes* and *boxes* are called when needed: the list is on screen before the others exist. A box holds a column;
    *bar* is above them, except in zen.
    """

    def __init__(
        self,
        host: ReadingHost,
        panes: Callable[[], Mapping[Where, Pane]],
        boxes: Callable[[], Mapping[Column, Widget]],
        bar: Widget,
        move_caret: Callable[[str, int], object],
        go_back: Callable[[], object],
    ) -> None:
        self._host = host
        self._panes = panes
        self._boxes = boxes
        self._bar = bar
        self.in_use: Where = "list"
        self.is_zen = False
        self.is_drawer_open = False
        move = {each: partial(self._move, each) for each in MOVES}
        self.commands = {
            **move,
            **{each: partial(move_caret, *how) for each, how in CARET_MOVES.items()},
            "next-pane": partial(self._step, 1),
            "previous-pane": partial(self._step, -1),
            "pane-list": partial(self.show, "list"),
            "pane-article": partial(self.show, "article"),
            "pane-crossrefs": partial(self.show, "crossrefs"),
            "crossrefs": partial(self.show, "crossrefs"),
            "pane-notes": partial(self.show, "notes"),
            "zen": self.toggle_zen,
            "open": self._choose,
            "back": go_back,
        }

    def _choose(self) -> None:
        if self._panes()[self._host.where].choose() is False:
            self._host.say("There is nothing to open here: no link, no footnote and no table.")

    def _move(self, how: str) -> None:
        self._panes()[self._host.where].move(how)

    def show(self, where: Where) -> None:
        """Show a pane and focus it."""
        self.in_use = where
        self.is_zen = self.is_zen and where == "article"
        # The drawer covers these.
        self.is_drawer_open = self.is_drawer_open and where not in {"crossrefs", "notes"}
        pane = self._panes()[where]
        self.arrange()
        pane.focus()

    def reveal(self, where: Where) -> None:
        """Show a pane without moving the focus."""
        if self.in_use != where:
            self.in_use = where
            self.arrange()

    def arrange(self, width: int = 0) -> None:
        """Show or hide the columns for *width*, or for the width of the screen."""
        # Each widget by itself: changing a class of the screen would style every widget again.
        shown = columns(width or self._bar.screen.size.width, self.in_use, zen=self.is_zen, drawer=self.is_drawer_open)
        visible = {box: column in shown for column, box in self._boxes().items()} | {self._bar: not self.is_zen}
        for box, is_shown in visible.items():
            # Setting an unchanged value would still lay out the screen.
            if box.display is not is_shown:
                box.display = is_shown

    def toggle_zen(self) -> None:
        """Show only the article, or everything again."""
        self.is_zen = not self.is_zen
        self.show("article")

    def end_zen(self) -> None:
        """Show everything again, without moving the focus."""
        self.is_zen = False
        self.show(self.in_use)

    def _step(self, step: int) -> None:
        order = _ORDER_WITH_DRAWER if self.is_drawer_open else _ORDER
        here = self._host.where if self._host.where in order else "list"
        self.show(order[(order.index(here) + step) % len(order)])
