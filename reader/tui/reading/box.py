"""The box at the top: it belongs to the search, and is lent for other one-line input."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Protocol

from reader.tui.panes.line_box import LineBox
from reader.tui.panes.search_bar import SearchBar
from reader.tui.part import Part


class BoxUser(Protocol):
    """A use of the box: its labels, and what happens to the typed text."""

    label: str
    placeholder: str
    # The labels of the box's keys in the footer, by meaning.
    key_labels: ClassVar[Mapping[str, str]]

    def box_typed(self, text: str) -> object:
        """React to the text of the box."""

    def box_pressed(self, meaning: str) -> object:
        """Handle a key in the box."""


class Box(Part):
    """The box, and its present user."""

    def __init__(self, bar: SearchBar) -> None:
        self.bar = bar
        self.user: BoxUser | None = None
        # The text that its user was last told.
        self._known = ""
        self.heard = {SearchBar.Asked: self._typed, LineBox.Pressed: self._pressed}

    def lend(self, user: BoxUser, text: str) -> None:
        """Focus the box, for *user*."""
        self.user, self._known = user, text
        self.bar.ask(user.label, user.placeholder, text)

    def give_back(self, owner: BoxUser, text: str) -> None:
        """Show *text* for the owner of the box, without moving the focus."""
        self.user, self._known = owner, text
        self.bar.show_label(owner.label, owner.placeholder)
        self.bar.put(text)

    @property
    def text(self) -> str:
        """The text in the box."""
        return self.bar.box.value

    @property
    def footer_keys(self) -> Sequence[tuple[str, str, str]]:
        """The footer while the box has the focus."""
        return self.bar.box.footer(self.user.key_labels) if self.user is not None else ()

    def _typed(self, event: SearchBar.Asked) -> None:
        # Text typed for an earlier user is not for the next one.
        if event.text == self.text:
            self._tell()

    def _pressed(self, event: LineBox.Pressed) -> None:
        # A quick Enter may arrive before the message of the text typed before it.
        self._tell()
        if self.user is not None:
            self.user.box_pressed(event.meaning)

    def _tell(self) -> None:
        if self.user is not None and self.text != self._known:
            self._known = self.text
            self.user.box_typed(self._known)
