"""What a pane tells the screen that it stands on."""

from textual.message import Message


class Fact(Message):
    """Something that happened in a pane, of which the screen has the part hear that it concerns."""
