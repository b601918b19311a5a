"""The editor of tags: one line below the text, with the library's tags under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.library.safe_text import line
from reader.tui.panes.fact import Fact
from reader.tui.panes.line_box import LineBox
from reader.view.cells import fitted
from reader.view.tag_line import completed, format_tags, parse_tags, suggestions

_MEANINGS = {
    "escape": "cancel", "enter": "save", "ctrl+s": "save", "tab": "complete", "down": "next", "up": "previous",
}  # fmt: skip


class TagEditor(Vertical):
    """Shows the tagged subject and its tags, offers known tags, and takes the line."""

    @dataclass
    class Kept(Fact):
        """The tags were confirmed."""

        tags: tuple[str, ...]

    @dataclass
    class GivenUp(Fact):
        """Tagging was cancelled."""

    def __init__(self, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # id and classes only
        self._known: Mapping[str, int] = {}
        self._chosen = 0

    @property
    def footer_keys(self) -> Sequence[tuple[str, str, str]]:
        """The footer while the box is focused."""
        return self.box.footer({"save": "save the tags", "complete": "complete", "cancel": "cancel"})

    def _make(self) -> None:
        """Make the heading, the box and the line of suggestions."""
        hint = 'tags, separated by commas or spaces; "two words"'
        box = LineBox(id="tag-box", placeholder=hint, joint=", ", meanings=_MEANINGS, select_on_focus=False)
        self.mount(Static(id="tags-of"), box, Static(id="tags-known"))

    @property
    def box(self) -> LineBox:
        """The box itself."""
        return self.query_one(LineBox)

    @property
    def offered(self) -> list[str]:
        """The known tags offered for the one being typed, the chosen one first."""
        found = [tag for tag, _ in self._suggestions()]
        return found[self._chosen :] + found[: self._chosen]

    def open(self, subject: str, tags: tuple[str, ...]) -> None:
        """Begin to edit the *tags* of *subject*."""
        if not self.children:
            # Made late: the start would wait for them.
            self._make()
        told = Content.assemble(("Tags of ", "$quiet"), (fitted(line(subject), 120), "italic"))
        self.query_one("#tags-of", Static).update(told)
        self.display = True
        written = format_tags(tags)
        self.box.value = f"{written}, " if written else ""
        self.box.cursor_position = len(self.box.value)
        self._chosen = 0
        self._offer()
        self.box.focus()

    def close(self) -> None:
        """Close the editor."""
        self.display = False

    def show_known(self, known: Mapping[str, int]) -> None:
        """Offer these tags from now on, with their counts."""
        self._known = known
        if self.children:
            self._offer()

    def on_input_changed(self, event: LineBox.Changed) -> None:
        """Offer the tags that match."""
        event.stop()
        self._chosen = 0
        self._offer()

    def on_line_box_pressed(self, event: LineBox.Pressed) -> None:
        """Complete, choose, save or cancel."""
        event.stop()
        if event.meaning == "cancel":
            self.post_message(self.GivenUp())
        elif event.meaning == "save":
            self.post_message(self.Kept(parse_tags(self.box.value)))
        elif event.meaning == "complete":
            if self.offered:
                self.box.value, self.box.cursor_position = completed(
                    self.box.value, self.box.cursor_position, self.offered[0]
                )
        else:
            count = len(self._suggestions())
            self._chosen = (self._chosen + (1 if event.meaning == "next" else -1)) % count if count else 0
            self._offer()

    def _suggestions(self) -> list[tuple[str, int]]:
        return suggestions(self.box.value, self.box.cursor_position, self._known)

    def _offer(self) -> None:
        parts: list[tuple[str, str] | str] = []
        for number, (tag, count) in enumerate(self._suggestions()):
            look = "bold $accent" if number == self._chosen else "$secondary"
            parts += [(f"#{line(tag)}", look), (f" {count:,}   ", "$quiet")]
        self.query_one("#tags-known", Static).update(Content.assemble(*parts))
