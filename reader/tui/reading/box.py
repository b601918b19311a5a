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
        # The text that its user knows of.
        self._known = ""
        self.heard = {SearchBar.Asked: self._typed, LineBox.Pressed: self._pressed}

    def lend(self, user: BoxUser, text: str) -> None:
        """Give the box the keys, for *user*."""
        self.user, self._known = user, text
        self.bar.ask(user.label, user.placeholder, text)

    def give_back(self, owner: BoxUser, text: str) -> None:
        """Show *text* for the owner of the box, wherever the keys are."""
        self.user, self._known = owner, text
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
        # What was typed for a user who has given the box back since is nothing to the next one.
        if event.text == self.text:
            self._tell()

    def _pressed(self, event: LineBox.Pressed) -> None:
        # A quick Enter is heard before the text that was typed before it.
        self._tell()
        if self.user is not None:
            self.user.box_pressed(event.meaning)

    def _tell(self) -> None:
        if self.user is not None and self.text != self._known:
            self._known = self.text
            self.user.box_typed(self._known)
