"""What a pane reports to its screen."""

from textual.message import Message


class Fact(Message):
    """Something that happened in a pane; the screen passes it to the part that handles it."""
