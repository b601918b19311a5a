"""A strict terminal: it knows what the program may send and no more, and keeps what else came as stray."""

import re
from collections.abc import Iterator

from reader.view.cells import advances

# Nothing but text, colors, places of the cursor, new lines, and what switches the terminal on and off, number by number.
# Signs that are no characters are no text: terminals use some of them for themselves.
_TOKEN = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+)"
    r"|(?P<color>\x1b\[(?:[0-9]{1,3}(?:;[0-9]{1,3})*)?m)"
    r"|\x1b\[(?P<row>[0-9]{1,3});(?P<column>[0-9]{1,3})H"
    r"|(?P<line>\r\n)|(?P<home>\x1b\[H)"
    r"|(?P<mode>\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048)[hl])"
    r"|(?P<other>\x1b\[\?(?:2026|2048)\$p|\x1b\[>25u|\x1b\[<u|\x1b\]22;(?:default|pointer|text)\x07)"
)
# What may still become one of these when more comes.
_BEGUN = re.compile(r"(?:\x1b(?:\[[0-9;?<>$]{0,40}|\]2?2?;?[a-z]{0,8})?|\r)\Z")
# The mode in which a terminal waits until a frame is whole.
_FRAME = "2026"
# The modes that must be again at the end as they were at the beginning.
_AT_THE_END = {
    "7": "h",
    "25": "h",
    "1000": "l",
    "1003": "l",
    "1004": "l",
    "1006": "l",
    "1015": "l",
    "1049": "l",
    "2004": "l",
}


class StrictScreen:
    """The screen that a terminal makes of what it is sent; *stray* is what it should not have been sent."""

    def __init__(self, columns: int, lines: int) -> None:
        self.stray: list[str] = []
        self._columns, self._lines = columns, lines
        self._rows = [[" "] * columns for _ in range(lines)]
        self._row = self._column = 0
        self._modes: dict[str, str] = {}
        self._left = ""
        # What was there before a frame of which a part has come; a terminal shows it at once when it is whole.
        self._before: str | None = None
        self.is_asked = False

    @property
    def shown(self) -> str:
        """What is on the screen, a line a row."""
        return self._drawn if self._before is None else self._before

    @property
    def _drawn(self) -> str:
        return "\n".join(map("".join, self._rows))

    def feed(self, text: str) -> None:
        """Take in what was sent."""
        text, self._left = self._left + text, ""
        at = 0
        while at < len(text):
            token = _TOKEN.match(text, at)
            if token is None:
                if _BEGUN.match(text, at):
                    self._left = text[at:]
                    return
                self.stray.append(text[at : at + 40])
                at += 1
                continue
            self._take(token)
            at = token.end()

    def faults(self) -> list[str]:
        """Return what is wrong once the program has ended: what was stray, and modes that it left switched."""
        left = [f"\x1b[?{mode}{was}" for mode, was in self._modes.items() if _AT_THE_END.get(mode, was) != was]
        return [*self.stray, *left, *([self._left] if self._left else [])]

    def _take(self, token: "re.Match[str]") -> None:
        kind = token.lastgroup
        if kind == "text":
            self._put(token.group())
        elif kind == "column":
            self._row, self._column = int(token["row"]) - 1, int(token["column"]) - 1
            if self._row >= self._lines or self._column >= self._columns:
                self.stray.append(token.group())
        elif kind == "line":
            self._row, self._column = self._row + 1, 0
        elif kind == "home":
            self._row = self._column = 0
        elif kind == "mode":
            self._switch(token.group()[3:-1], token.group()[-1])
        self.is_asked |= token.group() == f"\x1b[?{_FRAME}$p"

    def _switch(self, mode: str, to: str) -> None:
        self._modes[mode] = to
        if mode == _FRAME:
            self._before = self._drawn if to == "h" else None

    def _put(self, text: str) -> None:
        if self._row >= self._lines:
            # A program that writes lines, not a screen: what it wrote before scrolls away.
            self._rows = [*self._rows[1:], [" "] * self._columns]
            self._row = self._lines - 1
        row = self._rows[self._row]
        for character, width in zip(text, advances(text), strict=True):
            if not width:
                if 0 < self._column <= self._columns:
                    row[self._column - 1] += character
            elif self._column < self._columns:
                row[self._column : self._column + width] = [character, *[""] * (width - 1)]
            self._column += width
        del row[self._columns :]


def stray_in(text: str) -> Iterator[str]:
    """Yield what a command printed that is neither text nor a tab or the end of a line."""
    for found in re.finditer(
        "[^\\t\\n\\x20-\\x7e\\xa0-\\U0010ffff]|[\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]",
        text,
    ):
        yield text[found.start() : found.start() + 40]
