"""The one-line box that every question of the app is typed into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from reader.library.safe_text import clean
from reader.tui.panes.fact import Fact
from reader.view.keymap import box_footer, fill_meanings

# A longer paste is no answer to any question here, and coloring it would take long.
LONGEST_PASTE = 4_000


class LineBox(Input):
    """A box for one line: it joins the lines of a pasted text and drops control characters.

    Keys that edit no text are reported by their meaning, which *meanings* gives.
    """

    # As in Textual, but without waking the processor twice a second while the box is focused.
    cursor_blink: Reactive[bool] = Reactive(default=False, init=False)
    # As Textual has it, but for laying out the whole screen at each letter: a longer text changes the box alone.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    @dataclass
    class Pressed(Fact):
        """A key with a meaning was pressed."""

        box: "LineBox"
        meaning: str

        @property
        def control(self) -> "LineBox":
            """The box that has the key."""
            return self.box

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        joint: str = " ",
        meanings: Mapping[str, str] | None = None,
        **options: str | bool,
    ) -> None:
        super().__init__(value, placeholder=placeholder, **options)  # type: ignore[arg-type]  # id, classes, and one switch
        self.joint = joint
        self.meanings = meanings or {}

    def hint(self, sentence: str) -> str:
        """Return *sentence* with the key in place of each `{meaning}`."""
        return fill_meanings(sentence, self.meanings)

    def footer(self, labels: Mapping[str, str]) -> Sequence[tuple[str, str, str]]:
        """Return the footer while the box is focused; *labels* maps meanings to words."""
        return box_footer(self.meanings, labels)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace the text from *start* to *end* by *text*; typing and pasting both end here."""
        super().replace(one_line(text, self.joint), start, end)

    def on_paste(self, event: events.Paste) -> None:
        """Paste all lines; Textual's own method, called next, would keep only the first."""
        if len(event.text) > LONGEST_PASTE:
            self.notify(f"Only the first {LONGEST_PASTE:,} characters were pasted.", severity="warning", markup=False)
        event.text = one_line(event.text[:LONGEST_PASTE], self.joint)

    def on_key(self, event: events.Key) -> None:
        """Report keys that edit no text."""
        if event.key in self.meanings:
            event.stop()
            event.prevent_default()
            self.post_message(self.Pressed(self, self.meanings[event.key]))


def one_line(text: str, joint: str = " ") -> str:
    """Return *text* cleaned and on one line, its lines joined by *joint*; white space within a single line stays."""
    lines = clean(text).replace("\t", " ").split("\n")
    return lines[0] if len(lines) == 1 else joint.join(filter(None, map(str.strip, lines)))
