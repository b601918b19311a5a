"""Markdown becomes plain text: the one place that decides what every offset counts.

Our own reader rather than a library's, because notes are anchored in what it returns: an offset may not shift when
a dependency changes its mind. It reads the Markdown that saved articles use, forgives the rest, never fails, and is
linear in the length of the text.
"""

import re
from dataclasses import dataclass, field

from reader.library.inline import MARKS, read_inline
from reader.library.plain_text import Block, BlockKind, PlainText, Span

__all__ = ["Block", "PlainText", "Span", "parse"]

# Some seconds and some hundred megabytes: no file may take the reader's time or memory.
MOST_LINES, MOST_MARKS = 600_000, 1_000_000
_MAX_DEPTH = 8
_RULE_TEXT = "* * *"

_QUOTE = re.compile(r" {0,3}>[ \t]?")
_FENCE = re.compile(r"[ \t]{0,8}(`{3,}|~{3,})[^`\n]*$")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:(=+)|(-{2,}))[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"([ \t]*)(?:([-*+])|([0-9]{1,9})[.)])[ \t]+(?=\S)")
_DEFINITION = re.compile(r" {0,3}\[([^\[\]^][^\[\]]{0,255})\]:[ \t]+<?(\S{1,2048}?)>?(?:[ \t]+[\"'(].*)?[ \t]*$")
# What a footnote mark in the text leads to.
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\[\]\s]{1,64}\]:[ \t]")
_CALLOUT = re.compile(r"\[!([A-Za-z][\w-]{0,30})\][+-]?(?:[ \t]+(.*?))?[ \t]*$")
# What Obsidian hides begins where a word may begin: "100%%" is not one.
_CODE_OR_COMMENT = re.compile(
    r"^[ \t]{0,8}(`{3,}+|~{3,}+).*?(?:^[ \t>]*\1|\Z)|`[^`\n]{0,1000}`|(?<![\w%])%%(?!%).*?%%", re.DOTALL | re.MULTILINE
)
_TABLE_ROW = re.compile(r"[ \t]*\|(.*)$")
# A bar behind a backslash belongs to the cell.
_CELL_END = re.compile(r"(?<!\\)\|")
_LAST_CELL_END = re.compile(r"(?<!\\)\|\Z")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")


def parse(markdown: str) -> PlainText:
    """Read *markdown* (cleaned text, see `safe_text.clean`) into the plain text, its blocks and its spans.

    Blocks are parted by a blank line, the items of a list by a newline; a line break inside a paragraph is a space,
    a hard one a newline. A text of more lines or marks than anybody writes stays as it is, in one block. Raises
    nothing: what is not Markdown is words.
    """
    if markdown.count("\n") > MOST_LINES or sum(map(markdown.count, MARKS)) > MOST_MARKS:
        text = markdown.strip("\n")
        return PlainText(text, (Block("code", 0, len(text)),) if text else (), ())
    lines = _without_comments(markdown).split("\n")
    reader = _BlockReader()
    for number, text in enumerate(lines):
        reader.read(text, lines[number + 1] if number + 1 < len(lines) else "")
    reader.flush()
    return _assembled(reader.blocks, reader.references)


@dataclass(slots=True)
class _RawBlock:
    kind: BlockKind
    lines: list[str] = field(default_factory=list)
    level: int = 0
    depth: int = 0
    quote: int = 0
    marker: str = ""


class _BlockReader:
    def __init__(self) -> None:
        self.blocks: list[_RawBlock] = []
        self.references: dict[str, str] = {}
        self._open: _RawBlock | None = None
        self._fence: str | None = None
        # The list that the last block stood in: an indented paragraph after a blank line belongs to its item.
        self._list_depth = 0

    def read(self, text: str, following: str) -> None:
        quote, rest = _unquoted(text)
        if self._fence is not None:
            self._read_code(quote, text, rest)
        elif not rest.strip():
            self.flush()
        elif not (
            self._starts_code(quote, rest)
            or self._is_heading(quote, rest)
            or self._is_definition(rest)
            or self._is_note(quote, rest)
            or self._is_item(quote, rest)
            or self._is_table(quote, rest, following)
        ):
            self._continue(quote, rest)

    def flush(self) -> None:
        """Close the block that is being read."""
        if self._open is not None:
            self.blocks.append(self._open)
            self._open = None

    def _start(self, block: _RawBlock) -> None:
        self.flush()
        self._open = block

    def _add(self, block: _RawBlock) -> None:
        self.flush()
        self.blocks.append(block)
        self._list_depth = 0

    def _starts_code(self, quote: int, rest: str) -> bool:
        fence = _FENCE.match(rest)
        if fence is None:
            return False
        self._fence = fence.group(1)
        self._start(_RawBlock("code", quote=quote))
        return True

    def _read_code(self, quote: int, text: str, rest: str) -> None:
        block = self._open
        if block is None or self._fence is None:
            return
        line = rest if block.quote else text
        stripped = line.strip()
        if stripped.startswith(self._fence) and not stripped.strip(self._fence[0]):
            self._fence = None
            self.flush()
        elif quote < block.quote:
            # The quotation ended, and with it the code in it.
            self._fence = None
            self.flush()
            self.read(text, "")
        else:
            block.lines.append(line)

    def _is_heading(self, quote: int, rest: str) -> bool:
        underline = _UNDERLINE.match(rest)
        if underline and self._open is not None and self._open.kind == "paragraph" and self._open.quote == quote:
            self._open.kind, self._open.level = "heading", 1 if underline.group(1) else 2
            self.flush()
            return True
        if _RULE.match(rest):
            self._add(_RawBlock("rule", [_RULE_TEXT], quote=quote))
            return True
        heading = _HEADING.match(rest)
        if heading is None:
            return False
        self._add(_RawBlock("heading", [heading.group(2) or ""], level=len(heading.group(1)), quote=quote))
        return True

    def _is_definition(self, rest: str) -> bool:
        definition = _DEFINITION.match(rest) if self._open is None else None
        if definition is None:
            return False
        self.references.setdefault(definition.group(1).casefold(), definition.group(2))
        return True

    def _is_note(self, quote: int, rest: str) -> bool:
        """Start a block at a footnote's text; the title of a callout is a block of its own, bold."""
        if _FOOTNOTE.match(rest):
            self._start(_RawBlock("paragraph", [rest.lstrip()], quote=quote))
            self._list_depth = 0
            return True
        callout = _CALLOUT.match(rest) if quote else None
        if callout is None or (self._open is not None and self._open.quote == quote):
            return False
        self._add(_RawBlock("paragraph", [f"**{callout.group(2) or callout.group(1).capitalize()}**"], quote=quote))
        return True

    def _is_item(self, quote: int, rest: str) -> bool:
        item = _ITEM.match(rest)
        if item is None:
            return False
        inside = self._open is not None and self._open.kind == "paragraph"
        if inside and item.group(3) not in (None, "1"):
            # "…in\n1984. Then": a number that ends a wrapped line starts no list.
            return False
        depth = min(_MAX_DEPTH, 1 + _width(item.group(1)) // 2)
        if not self._list_depth:
            depth = 1
        marker = "•" if item.group(2) else f"{item.group(3)}."
        self._start(_RawBlock("item", [rest[item.end() :]], depth=depth, quote=quote, marker=marker))
        self._list_depth = depth
        return True

    def _is_table(self, quote: int, rest: str, following: str) -> bool:
        block = self._open
        in_table = block is not None and block.kind == "table" and block.quote == quote
        row = _TABLE_ROW.match(rest)
        if row is None:
            return False
        if in_table and block is not None:
            if not _TABLE_RULE.match(rest):
                block.lines.append(_cells(row.group(1)))
            return True
        if not _TABLE_RULE.match(_unquoted(following)[1]):
            return False
        self._start(_RawBlock("table", [_cells(row.group(1))], quote=quote))
        return True

    def _continue(self, quote: int, rest: str) -> None:
        block = self._open
        if block is not None and block.kind in {"paragraph", "item"} and quote <= block.quote:
            block.lines.append(rest.lstrip())
            return
        indent = _width(rest[: len(rest) - len(rest.lstrip(" \t"))])
        depth = self._list_depth if indent >= 2 else 0
        self._list_depth = depth
        self._start(_RawBlock("paragraph", [rest.lstrip()], depth=depth, quote=quote))


def _without_comments(markdown: str) -> str:
    """Return *markdown* without what stands between `%%` and `%%`, except in code; one that has no end stays."""
    if "%%" not in markdown:
        return markdown
    return _CODE_OR_COMMENT.sub(lambda found: "" if found.group().startswith("%%") else found.group(), markdown)


def _unquoted(text: str) -> tuple[int, str]:
    depth = position = 0
    while depth < _MAX_DEPTH and (mark := _QUOTE.match(text, position)):
        depth += 1
        position = mark.end()
    return depth, text[position:]


def _width(white: str) -> int:
    return len(white.expandtabs(4))


def _cells(row: str) -> str:
    return " | ".join(cell.strip() for cell in _CELL_END.split(_LAST_CELL_END.sub("", row.rstrip())))


def _assembled(raw_blocks: list[_RawBlock], references: dict[str, str]) -> PlainText:
    parts: list[str] = []
    blocks: list[Block] = []
    spans: list[Span] = []
    offset = 0
    previous: _RawBlock | None = None
    for raw in raw_blocks:
        text, inner = _content(raw, references)
        if not text.strip():
            continue
        if previous is not None:
            gap = "\n" if previous.kind == raw.kind == "item" and previous.quote == raw.quote else "\n\n"
            parts.append(gap)
            offset += len(gap)
        end = offset + len(text)
        blocks.append(Block(raw.kind, offset, end, raw.level, raw.depth, raw.quote, raw.marker))
        if inner:
            spans += [Span(kind, start + offset, stop + offset, target) for kind, start, stop, target in inner]
        parts.append(text)
        offset = end
        previous = raw
    return PlainText("".join(parts), tuple(blocks), tuple(spans))


def _content(raw: _RawBlock, references: dict[str, str]) -> tuple[str, list[Span]]:
    if raw.kind == "code":
        return "\n".join(raw.lines).strip("\n"), []
    if raw.kind == "rule":
        return _RULE_TEXT, []
    if raw.kind == "table":
        return read_inline("\n".join(raw.lines), references)
    joined: list[str] = []
    for number, line in enumerate(raw.lines):
        last = number == len(raw.lines) - 1
        hard = None if last else _HARD_BREAK.search(line)
        joined.append(line[: hard.start()] + "\n" if hard else line.rstrip() + ("" if last else " "))
    return read_inline("".join(joined), references)
