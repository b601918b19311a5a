"""Markdown becomes plain text: the one place that decides what every offset counts.

Our own reader rather than a library's, because notes are anchored in what it returns: an offset may not shift when
a dependency changes its mind. It reads the Markdown that saved articles use, forgives the rest, never fails, and is
linear in the length of the text.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from reader.library.inline import MARKS, read_inline
from reader.library.list_items import Lists, item_of
from reader.library.plain_text import Block, BlockKind, PlacedImage, PlainText, Span

__all__ = ["Block", "PlainText", "Span", "parse"]

# Some seconds and some hundred megabytes: no file may take the reader's time or memory.
MOST_LINES, MOST_MARKS = 600_000, 1_000_000
_MAX_DEPTH = 8
_RULE_TEXT = "* * *"

_QUOTE = re.compile(r" {0,3}>[ \t]?")
_FENCE = re.compile(r"[ \t]{0,8}(`{3,}|~{3,})[ \t]*\{?\.?([\w+#.-]{0,40})[^`\n]*$")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:(=+)|(-{2,}))[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
# `[label]: https://port.example "Title"`.
_DEFINITION = re.compile(r" {0,3}\[([^\[\]^][^\[\]]{0,255})\]:[ \t]+<?(\S{1,2048}?)>?(?:[ \t]+[\"'(].*)?[ \t]*$")
# The definition of a footnote.
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\[\]\s]{1,64}\]:[ \t]")
_CALLOUT = re.compile(r"\[!([A-Za-z][\w-]{0,30})\][+-]?(?:[ \t]+(.*?))?[ \t]*$")
# Obsidian's comments begin where a word may begin: "100%%" is none.
_CODE_OR_COMMENT = re.compile(
    r"^[ \t]{0,8}(`{3,}+|~{3,}+).*?(?:^[ \t>]*\1|\Z)|`[^`\n]{0,1000}`|(?<![\w%])%%(?!%).*?%%", re.DOTALL | re.MULTILINE
)
_TABLE_ROW = re.compile(r"[ \t]*\|(.*)$")
# A bar after a backslash belongs to the cell.
_CELL_END = re.compile(r"(?<!\\)\|")
_LAST_CELL_END = re.compile(r"(?<!\\)\|\Z")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$")
_ALIGNMENTS = {(False, False): "-", (True, False): "l", (False, True): "r", (True, True): "c"}
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)[ \t]*\S")
# Blocks that keep their kind when they are indented.
_OTHER_INDENTED = re.compile(r"[ \t]*(?:[-*+][ \t]|[0-9]{1,9}[.)][ \t]|\||`{3}|~{3}|\[\^)")
# A definition, after the line of its term or an empty one.
_MEANING = re.compile(r" {0,3}:[ \t]+(?=\S)")
_WORDS_OF_PROSE = 7
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")


def parse(markdown: str) -> PlainText:
    """Read *markdown* (cleaned text, see `safe_text.clean`) into the plain text, its blocks and its spans.

    Blocks are separated by a blank line, items of a list by a newline; a line break inside a paragraph is a space, a
    hard one a newline. A text of more lines or marks than anybody writes stays as it is, in one block. Raises
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
    info: str = ""
    # Indented code, as long as every line is indented.
    is_indented: bool = False


class _BlockReader:
    def __init__(self) -> None:
        self.blocks: list[_RawBlock] = []
        self.references: dict[str, str] = {}
        self._open: _RawBlock | None = None
        self._fence: str | None = None
        # The lists around the last block.
        self._lists = Lists()
        # Whether indented lines continue a footnote or a definition.
        self._is_in_note = False

    def read(self, text: str, following: str) -> None:
        quote, rest = _unquoted(text)
        if self._fence is not None:
            self._read_code(quote, text, rest)
        elif not rest.strip():
            self._end_paragraph()
        elif not (
            self._take_indented_code(quote, rest)
            or self._take_fence(quote, rest)
            or self._take_heading(quote, rest)
            or self._take_definition(rest)
            or self._take_note(quote, rest)
            or self._take_item(quote, rest)
            or self._take_table(quote, rest, following)
        ):
            self._continue(quote, rest)

    def flush(self) -> None:
        """End the present block."""
        if self._open is not None:
            if self._open.is_indented and _is_prose(self._open.lines):
                self._open.kind = "paragraph"
                self._open.lines = [each.strip() for each in self._open.lines if each]
            self.blocks.append(self._open)
            self._open = None

    def _end_paragraph(self) -> None:
        """End what an empty line ends; code may continue after it."""
        if self._open is not None and self._open.is_indented:
            self._open.lines.append("")
        else:
            self.flush()

    def _take_indented_code(self, quote: int, rest: str) -> bool:
        """Read a line of indented code; if only the first line is indented, it is a paragraph."""
        is_code = _INDENTED.match(rest) is not None
        block = self._open
        if block is not None and block.is_indented:
            return self._goes_on(block, quote, rest) if is_code else self._end_code(block)
        belongs = block is not None or self._lists.depth or self._is_in_note
        if not is_code or belongs or _OTHER_INDENTED.match(rest):
            return False
        self._start(_RawBlock("code", [rest.expandtabs(4)[4:]], quote=quote, is_indented=True))
        return True

    def _goes_on(self, block: _RawBlock, quote: int, rest: str) -> bool:
        if block.quote == quote:
            block.lines.append(rest.expandtabs(4)[4:])
            return True
        return self._end_code(block)

    def _end_code(self, block: _RawBlock) -> bool:
        if block.lines[-1]:
            # A paragraph with an indented first line.
            block.kind, block.is_indented = "paragraph", False
            block.lines = [each.strip() for each in block.lines if each]
        else:
            self.flush()
        return False

    def _start(self, block: _RawBlock) -> None:
        self.flush()
        self._open = block

    def _add(self, block: _RawBlock) -> None:
        self.flush()
        self.blocks.append(block)
        self._lists.end()

    # Each of these takes a line of its kind, and returns whether it was one.

    def _take_fence(self, quote: int, rest: str) -> bool:
        fence = _FENCE.match(rest)
        if fence is None:
            return False
        self._fence = fence.group(1)
        self._start(_RawBlock("code", quote=quote, info=fence.group(2).lower()))
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

    def _take_heading(self, quote: int, rest: str) -> bool:
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

    def _take_definition(self, rest: str) -> bool:
        definition = _DEFINITION.match(rest) if self._open is None else None
        if definition is None:
            return False
        self.references.setdefault(definition.group(1).casefold(), definition.group(2))
        return True

    def _take_note(self, quote: int, rest: str) -> bool:
        """Start a block at a footnote's text; the title of a callout is a block of its own, bold."""
        if _FOOTNOTE.match(rest):
            self._start(_RawBlock("paragraph", [rest.lstrip()], quote=quote))
            self._lists.end()
            self._is_in_note = True
            return True
        callout = _CALLOUT.match(rest) if quote else None
        if callout is None or (self._open is not None and self._open.quote == quote):
            return False
        self._add(_RawBlock("paragraph", [f"**{callout.group(2) or callout.group(1).capitalize()}**"], quote=quote))
        return True

    def _take_item(self, quote: int, rest: str) -> bool:
        item = item_of(rest)
        if item is None:
            return False
        inside = self._open is not None and self._open.kind == "paragraph"
        if inside and item.number not in (None, 1):
            # "…in\n1984. Then": a number that ends a wrapped line starts no list.
            return False
        marker = self._lists.marker(item)
        self._start(_RawBlock("item", [rest[item.start :]], depth=self._lists.depth, quote=quote, marker=marker))
        return True

    def _take_table(self, quote: int, rest: str, following: str) -> bool:
        block = self._open
        in_table = block is not None and block.kind == "table" and block.quote == quote
        row = _TABLE_ROW.match(rest)
        if row is None:
            return False
        if in_table and block is not None:
            if not _TABLE_RULE.match(rest):
                block.lines.append(_cells(row.group(1)))
            return True
        rule = _unquoted(following)[1]
        if not _TABLE_RULE.match(rule):
            return False
        self._start(_RawBlock("table", [_cells(row.group(1))], quote=quote, info=_alignments(rule)))
        return True

    def _continue(self, quote: int, rest: str) -> None:
        block = self._open
        if block is not None and block.kind in {"paragraph", "item"} and quote <= block.quote:
            block.lines.append(rest.lstrip())
            return
        indent = _width(rest[: len(rest) - len(rest.lstrip(" \t"))])
        if indent < 2:
            self._lists.end()
            self._is_in_note = bool(_MEANING.match(rest))
        depth = self._lists.depth
        self._start(_RawBlock("paragraph", [rest.lstrip()], depth=depth, quote=quote))


def _without_comments(markdown: str) -> str:
    """Return *markdown* without comments between `%%` and `%%`, except in code; an unclosed one stays."""
    if "%%" not in markdown:
        return markdown
    return _CODE_OR_COMMENT.sub(lambda found: "" if found.group().startswith("%%") else found.group(), markdown)


def _is_prose(lines: list[str]) -> bool:
    """Tell whether indented lines read as sentences, so that they are indented text and not code."""
    words = " ".join(lines).split()
    return len(words) >= _WORDS_OF_PROSE * sum(map(bool, lines)) and sum(map(str.isalpha, words)) > len(words) * 0.7


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


def _alignments(rule: str) -> str:
    """Return the alignment of each column of a table, a letter for each."""
    marks = [cell.strip() for cell in rule.strip().strip("|").split("|")]
    return "".join(_ALIGNMENTS[mark.startswith(":"), mark.endswith(":")] for mark in marks)


def _assembled(raw_blocks: list[_RawBlock], references: dict[str, str]) -> PlainText:
    parts: list[str] = []
    blocks: list[Block] = []
    spans: list[Span] = []
    images: list[PlacedImage] = []
    offset = 0
    previous: _RawBlock | None = None
    for raw in raw_blocks:
        text, inner = _content(raw, references)
        is_alone = not text.strip()
        images += [
            PlacedImage(len(blocks), each.target, each.title, is_alone) for each in inner if each.kind == "image"
        ]
        if is_alone:
            continue
        if previous is not None:
            gap = "\n" if previous.kind == raw.kind == "item" and previous.quote == raw.quote else "\n\n"
            parts.append(gap)
            offset += len(gap)
        end = offset + len(text)
        blocks.append(Block(raw.kind, offset, end, raw.level, raw.depth, raw.quote, raw.marker, raw.info))
        spans += [
            Span(kind, start + offset, stop + offset, target, title)
            for kind, start, stop, target, title in inner
            if start < stop
        ]
        parts.append(text)
        offset = end
        previous = raw
    return PlainText("".join(parts), tuple(blocks), tuple(spans), tuple(images))


def _content(raw: _RawBlock, references: dict[str, str]) -> tuple[str, list[Span]]:
    if raw.kind == "code":
        return "\n".join(raw.lines).strip("\n"), []
    if raw.kind == "rule":
        return _RULE_TEXT, []
    if raw.kind == "table":
        return read_inline("\n".join(raw.lines), references)
    meanings = [number for number, line in enumerate(raw.lines) if _MEANING.match(line)]
    if raw.kind != "paragraph" or not meanings:
        return read_inline(_joined(raw.lines), references)
    return _with_meanings(raw.lines, meanings, references)


def _joined(lines: list[str]) -> str:
    joined: list[str] = []
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        hard = None if last else _HARD_BREAK.search(line)
        joined.append(line[: hard.start()] + "\n" if hard else line.rstrip() + ("" if last else " "))
    return "".join(joined)


def _with_meanings(lines: list[str], starts: list[int], references: dict[str, str]) -> tuple[str, list[Span]]:
    """Return a term with its definitions: each is a span of the block's text."""
    parts: list[str] = []
    spans: list[Span] = []
    known, before = set(starts), 0
    for start, end in pairwise([0, *starts, len(lines)]):
        if start == end:
            continue
        words, inner = read_inline(_joined(lines[start:end]), references)
        spans += [each._replace(start=each.start + before, end=each.end + before) for each in inner]
        if start in known and words:
            spans.append(Span("definition", before, before + len(words)))
        parts.append(words)
        before += len(words) + 1
    return " ".join(parts), sorted(spans, key=lambda each: (each.start, -each.end))
