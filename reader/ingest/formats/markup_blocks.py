"""What reStructuredText and Org have in common: indented lines, lists, words with marks."""

import html
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar

# Org says with what a list begins: `4. [@4] …`.
_ITEM = re.compile(r"(\s*)(?:([-+*•])|(?:\(?(\d{1,4}|#|[a-z])[.)]))\s+(?:\[@\d{1,4}\]\s+)?(?=\S)")

# How far to the right lists may begin that are read as lists in lists.
_FARTHEST = 40
_DEEPEST = 12

Inline = Callable[[str], str]


class MarkupReader(ABC):
    """Reads a text block by block into *parts* of HTML, its *notes* by name apart, and what its head has *said*.

    *marks* finds the marks among its words.
    """

    marks: ClassVar[re.Pattern[str]]

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.said: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self._depth = 0

    @abstractmethod
    def block(self, lines: Sequence[str], at: int) -> int:
        """Read the block that begins at a line, and return where it ends."""

    @abstractmethod
    def marked(self, mark: re.Match[str]) -> str:
        """Return one of the marks as HTML."""

    def inline(self, text: str) -> str:
        """Return words with their marks as HTML."""
        written: list[str] = []
        at = 0
        for mark in self.marks.finditer(text):
            written += (html.escape(text[at : mark.start()], quote=False), self.marked(mark))
            at = mark.end()
        return "".join((*written, html.escape(text[at:], quote=False)))

    def as_html(self, text: str) -> str:
        """Return a whole text as HTML, with its notes at the end."""
        self.read(text.split("\n"))
        notes = "".join(f'<li id="{html.escape(name)}">{said}</li>' for name, said in self.notes.items())
        return "\n".join((*self.parts, *(["<hr>", f"<ol>{notes}</ol>"] if notes else ())))

    def read(self, lines: Sequence[str]) -> None:
        """Read lines that stand together; what is nested more deeply than anybody writes stays as it stands."""
        if self._depth >= _DEEPEST:
            self.parts.append(literal(lines))
            return
        self._depth += 1
        at = 0
        while at < len(lines):
            at = self.block(lines, at) if lines[at].strip() else at + 1
        self._depth -= 1


def indent_of(text: str) -> int:
    """Return how far to the right a line begins."""
    return len(text) - len(text.lstrip(" "))


def block_end(lines: Sequence[str], at: int, indent: int) -> int:
    """Return where the lines end that begin at least *indent* to the right; empty ones among them belong to them."""
    end = at
    while end < len(lines) and (not lines[end].strip() or indent_of(lines[end]) >= indent):
        end += 1
    while end > at and not lines[end - 1].strip():
        end -= 1
    return end


def literal(lines: Sequence[str]) -> str:
    """Return lines as they stand."""
    edge = min((indent_of(each) for each in lines if each.strip()), default=0)
    return f"<pre>{html.escape(chr(10).join(each[edge:] for each in lines), quote=False)}</pre>"


def item_of(text: str) -> re.Match[str] | None:
    """Return the mark of an item of a list at the beginning of a line."""
    return _ITEM.match(text)


def list_of(lines: Sequence[str], at: int, inline: Inline) -> tuple[str, int]:
    """Return the list that begins at a line as HTML, and where it ends."""
    edge, is_numbered = indent_of(lines[at]), _is_numbered(lines[at])
    items: list[str] = []
    while (
        at < len(lines)
        and item_of(lines[at])
        and (indent_of(lines[at]), _is_numbered(lines[at])) == (edge, is_numbered)
    ):
        end = block_end(lines, at + 1, edge + 1)
        items.append(_item(lines[at:end], edge, inline))
        at = next((number for number in range(end, len(lines)) if lines[number].strip()), len(lines))
    tag = "ol" if is_numbered else "ul"
    return f"<{tag}>{''.join(items)}</{tag}>", at


def _item(lines: Sequence[str], edge: int, inline: Inline) -> str:
    mark = item_of(lines[0])
    inner = [lines[0][mark.end() :] if mark else lines[0], *lines[1:]]
    is_deep = edge >= _FARTHEST
    inner_marks = (n for n, each in enumerate(inner[1:], 1) if item_of(each) and indent_of(each) > edge)
    nested = len(inner) if is_deep else next(inner_marks, len(inner))
    text = inline(" ".join(each.strip() for each in inner[:nested] if each.strip()))
    below = list_of(inner, nested, inline)[0] if nested < len(inner) else ""
    number = mark[3] if mark else None
    value = f' value="{number}"' if number and number.isdecimal() else ""
    return f"<li{value}>{text}{below}</li>"


def _is_numbered(text: str) -> bool:
    mark = item_of(text)
    return bool(mark and mark[3])
