"""The box at the top: it belongs to the search, and is lent to other one-line input."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Protocol

from reader.tui.panes.line_box import LineBox
from reader.tui.panes.search_bar import SearchBar
from reader.tui.part import Part


class BoxUser(Protocol):
    """What the box is used for: what it says of itself, and what is done with what is typed."""

    label: str
    placeholder: str
    # What the footer says of the box's keys: labels by meaning.
    key_labels: ClassVar[Mapping[str, str]]

    def box_typed(self, text: str) -> object:
        """Follow the text of the box."""

    def box_pressed(self, meaning: str) -> object:
        """Do what a key in the box means."""


class Box(Part):
    """The box, and who uses it now."""

    def __init__(self, bar: SearchBar) -> None:
        self.bar = bar
        self.user: BoxUser | None = None
        self.heard = {SearchBar.Asked: self._typed, LineBox.Pressed: self._pressed}

    def lend(self, user: BoxUser, text: str) -> None:
        """Give the box the keys, for *user*."""
        self.user = user
        self.bar.ask(user.label, user.placeholder, text)

    def give_back(self, owner: BoxUser, text: str) -> None:
        """Show *text* for the owner of the box, wherever the keys are."""
        self.user = owner
        self.bar.show_label(owner.label, owner.placeholder)
        self.bar.put(text)

    @property
    def text(self) -> str:
        """What is in the box."""
        return self.bar.box.value

    @property
    def footer_keys(self) -> Sequence[tuple[str, str, str]]:
        """What the footer shows while the box has the keys."""
        return self.bar.box.footer(self.user.key_labels) if self.user is not None else ()

    def _typed(self, event: SearchBar.Asked) -> None:
        if self.user is not None:
            self.user.box_typed(event.text)

    def _pressed(self, event: LineBox.Pressed) -> None:
        if self.user is not None:
            self.user.box_pressed(event.meaning)
