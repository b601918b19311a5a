"""The blocks of an HTML page, in order: paragraphs, headings, items, rows, each as one line and as Markdown."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reader.ingest.assembly import escaped_start
from reader.ingest.html_code import are_line_numbers, code_in
from reader.ingest.html_inline import LINK_END, LINK_START, RAISED, SKIPPED, InlineText
from reader.ingest.html_lists import numbering, word_item
from reader.ingest.html_own_links import shorten_own_links
from reader.ingest.html_tables import cells_of, grid_of
from reader.ingest.html_zones import Zones, is_caption
from reader.text.months import month_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
# Where an element of such a name stands, its parent's paragraph ends.
_BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th
    thead tr ul caption
    """.split()
)
# What an element may begin with that a mark leads to, in place of the element; what leads back.
_BEGINNINGS = frozenset(("a", "span", "sup", "b", "strong"))
_BACK = re.compile(r"[\s\u00a0]*(?:↩\ufe0e?|↑|⤴\ufe0e?|⏎)+\s*\Z|\A(?:↩\ufe0e?|↑|⤴\ufe0e?)\s*")
_MOST_CELLS = 60
_CELL_WORDS = 60
_FACT_WORDS = 12
_FIGURE = re.compile(r"\d")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_NUMBERED = re.compile(r"[¹²³⁰⁴-⁹]+\s*(?=\[\^\d)")
_SPACES = re.compile(" {2,}")


@dataclass(slots=True)
class HtmlBlock:
    """A block: *line* is it in one line, *markdown* as it is written, *zone* the part of the page that it stands in.

    *kind* is "text", "heading", "item", "row", "code", "caption", "rule", "picture" or "figure"; *tight* tells that no
    blank line parts it from the block above.
    """

    line: str
    markdown: str
    kind: str = "text"
    zone: str = ""
    tight: bool = False


class _Place(NamedTuple):
    """Where the walk is: in which zone, how deep in lists and quotations, in which card that is one link."""

    zone: str = ""
    quote: int = 0
    depth: int = 0
    marker: str = ""
    heading: int = 0
    kind: str = "text"


def read_blocks(tree: "HtmlElement", base: str | None, language: str) -> list[HtmlBlock]:
    """Return the blocks of a page's tree."""
    found = tree.find("body")
    body = tree if found is None else found
    shorten_own_links(body, base)
    walk = _Walk(InlineText(base, language), Zones(body), is_above=next(body.iter("h1"), None) is not None)
    walk.children(body, _Place())
    return walk.blocks


class _Walk:
    def __init__(self, inline: InlineText, zones: Zones, *, is_above: bool) -> None:
        self.blocks: list[HtmlBlock] = []
        self._inline = inline
        self._zones = zones
        self._pending: list[str] = []
        self._marker: str | None = None
        self._note: str | None = None
        # Above the main heading no verses stand, but the lines of a record.
        self._is_above = is_above

    def children(self, element: "HtmlElement", place: _Place) -> None:
        """Read what stands in an element that parts paragraphs."""
        self._flush(place)
        if element.text:
            self._pending.append(self._inline.words(element.text))
        for child in element:
            self._child(child, place)
            if child.tail:
                self._pending.append(self._inline.words(child.tail))
        self._flush(place)

    def _child(self, element: "HtmlElement", place: _Place) -> None:
        tag = element.tag
        if not isinstance(tag, str) or (tag in SKIPPED and tag not in {"form", "input"} and not _is_spilled(element)):
            return
        if tag in _BLOCKS:
            self._flush(place)
            if not are_line_numbers(element):
                self._block(element, tag, place)
            self._flush(place)
        elif len(element) and next(element.iterdescendants(*_BLOCKS), None) is not None:
            # A link or a span about whole paragraphs is a card: its marks would be torn.
            self.children(element, place)
        else:
            self._pending.append(self._inline.of(element))

    def _block(self, element: "HtmlElement", tag: str, place: _Place) -> None:
        mark = self._note_in(element)
        if mark is not None:
            with self._noting(mark):
                self._inner(element, tag, place, "notes")
        else:
            self._inner(element, tag, place, self._zones.of(element, place.zone))

    def _inner(self, element: "HtmlElement", tag: str, place: _Place, zone: str) -> None:
        self._is_above = self._is_above and tag != "h1"
        if tag in _HEADINGS:
            self.children(element, _Place(zone, place.quote, kind="heading", heading=_HEADINGS[tag]))
        elif tag in _LISTS:
            self._list(element, tag, _Place(zone, place.quote, place.depth + 1))
        elif tag == "table":
            self._table(element, _Place(zone, place.quote))
        elif tag == "pre":
            self._pre(element, _Place(zone, place.quote))
        elif tag == "hr":
            self._emit(HtmlBlock("---", "---", "rule", zone))
        elif tag in {"figcaption", "caption"} or is_caption(element):
            self.children(element, _Place(zone, place.quote, kind="caption"))
        elif tag == "blockquote":
            self.children(element, _Place(zone, min(place.quote + 1, 4)))
        else:
            self._part(element, tag, place, zone)

    def _part(self, element: "HtmlElement", tag: str, place: _Place, zone: str) -> None:
        """Read what only parts paragraphs: a paragraph itself, an item of Word's, a box."""
        # The speaker of a quotation stands in its footer.
        zone = place.zone if place.quote and tag == "footer" else zone
        item = word_item(element) if tag == "p" else None
        self._marker, depth = item or (self._marker, place.depth)
        self.children(element, _Place(zone, place.quote, depth, place.marker, place.heading, place.kind))

    def _note_in(self, element: "HtmlElement") -> str | None:
        """Return the mark in the text above that leads to this element, or to the link that it begins with."""
        notes = self._inline.notes
        if not notes:
            return None
        names = [element.get("id")]
        first = element
        while len(first) and not (first.text or "").strip() and first[0].tag in _BEGINNINGS:
            first = first[0]
            names += [first.get("id"), first.get("name")]
        return next((notes[name] for name in names if name in notes), None)

    @contextmanager
    def _noting(self, mark: str) -> Iterator[None]:
        """Read what is in the block as the note of this mark."""
        was_in_note = self._inline.is_in_note
        self._note, self._inline.is_in_note = mark, True
        yield
        self._note, self._inline.is_in_note = None, was_in_note

    def _list(self, element: "HtmlElement", tag: str, place: _Place) -> None:
        number, step = numbering(element)
        for child in element:
            if child.tag == "li":
                value = child.get("value") or ""
                number = int(value) if tag == "ol" and re.fullmatch(r"\d{1,6}", value) else number
                self._marker = f"{number}. " if tag == "ol" else "- "
                self._entry(child, place)
                self._marker = None
                number = max(0, number + step)
            elif isinstance(child.tag, str):
                self._child(child, place)

    def _entry(self, item: "HtmlElement", place: _Place) -> None:
        mark = self._note_in(item)
        if mark is None:
            self.children(item, place)
            return
        with self._noting(mark):
            self.children(item, place._replace(zone="notes"))

    def _table(self, element: "HtmlElement", place: _Place) -> None:
        """Read a table: rows of cells, or, where it only lays out a page, what stands in them."""
        cells = cells_of(element)
        if _is_layout(element, cells):
            self.children(element, place)
            return
        caption = element.find("caption")
        if caption is not None:
            self.children(caption, _Place(place.zone, place.quote, kind="caption"))
        table = grid_of(cells, self._cell)
        width = len(table[0])
        # Markdown has no table without a head; an empty one stands for it.
        has_head = all(cell.tag == "th" for cell in cells[0])
        head, rest = (table[0], table[1:]) if has_head else ([""] * width, table)
        rule = _quoted("| " + " | ".join(["---"] * width) + " |", place.quote)
        self._emit(_row(head, place, tight=False))
        self._emit(HtmlBlock("", rule, "row", place.zone, tight=True))
        for row in rest:
            self._emit(_row(row, place, tight=True))

    def _cell(self, cell: "HtmlElement") -> str:
        return " ".join(self._inline.inside(cell).split()).replace("|", "\\|")

    def _pre(self, element: "HtmlElement", place: _Place) -> None:
        text = code_in(element)
        if text.strip():
            fence = "````" if "```" in text else "```"
            lines = _quoted(f"{fence}\n{text}\n{fence}", place.quote)
            self._emit(HtmlBlock(" ".join(text.split())[:4_000], lines, "code", place.zone))

    def _flush(self, place: _Place) -> None:
        # Mostly there is nothing: elements stand in one another.
        if self._pending:
            self._flush_words(place)
        if self._inline.side_notes:
            for mark, words in self._inline.side_notes:
                line = " ".join(words.split())
                self._emit(HtmlBlock(line, _quoted(f"[^{mark}]: {line}", place.quote), "text", "notes"))
            self._inline.side_notes.clear()
        if self._inline.pictures:
            for kind, mark in self._inline.pictures:
                self._emit(HtmlBlock("", _quoted(mark, place.quote), kind, place.zone))
            self._inline.pictures.clear()

    def _flush_words(self, place: _Place) -> None:
        text, self._pending = "".join(self._pending).strip(), []
        if self._inline.side_notes:
            # The number before a note beside it is its mark.
            text = _NUMBERED.sub("", text)
        for paragraph in _PARAGRAPHS.split(text) if text else ():
            lines = [_SPACES.sub(" ", line) for each in paragraph.split("\n") if (line := each.strip())]
            for plain in lines if self._is_above else ["\n".join(lines)]:
                if plain:
                    self._paragraph(plain, place)

    def _paragraph(self, text: str, place: _Place) -> None:
        line, text = text.replace("\n", " "), _unlinked(text)
        if place.kind == "heading":
            mark = "#" * place.heading
            self._emit(HtmlBlock(f"{mark} {line}", f"{mark} {_unlinked(line)}", "heading", place.zone))
            return
        # An item of a list, a heading and a quotation begin on any line, also on one within a paragraph.
        written = "\\\n".join(map(escaped_start, text.split("\n")))
        marker, self._marker = self._marker, "" if place.depth else None
        if self._note is not None and place.kind == "text":
            self._begin_note(written, line, place, "item" if marker else "text")
            return
        if place.depth and place.kind != "caption":
            indent = "    " * (place.depth - 1)
            if marker:
                self._item(line, f"{indent}{marker}{written}", place, is_first=True)
            else:
                self._item(line, f"{indent}    {written}", place, is_first=False)
            return
        self._emit(HtmlBlock(line, _quoted(written, place.quote), place.kind, place.zone))

    def _begin_note(self, written: str, line: str, place: _Place, kind: str) -> None:
        """Take up a note with its first words; its mark may stand in a block of its own above them."""
        words = _without_mark(written, self._note or "")
        if words:
            note = _quoted(f"[^{self._note}]: {words}", place.quote)
            self._emit(HtmlBlock(f"- {line}" if kind == "item" else line, note, kind, place.zone))
            self._note = None

    def _item(self, line: str, written: str, place: _Place, *, is_first: bool) -> None:
        follows = bool(self.blocks) and self.blocks[-1].kind == "item" and is_first
        shown = f"- {line}" if is_first else line
        self._emit(HtmlBlock(shown, _quoted(written, place.quote), "item", place.zone, follows))

    def _emit(self, block: HtmlBlock) -> None:
        if LINK_START in block.line:
            # Lines tell that there is a link; as it leads nowhere, Markdown has only its words.
            block.line = block.line.replace(LINK_START, "[").replace(LINK_END, "](https://nowhere.invalid/)")
            block.markdown = _unlinked(block.markdown)
        self.blocks.append(block)


def _unlinked(text: str) -> str:
    return text.replace(LINK_START, "").replace(LINK_END, "")


def _without_mark(text: str, mark: str) -> str:
    """Return a note without its own mark before it, and without the arrows that lead back to the text."""
    number = mark.partition(".")[0]
    plain, raised = re.escape(number), re.escape(number.translate(RAISED))
    own = re.match(
        rf"(?:\\?[\[(]\^?{plain}\\?[\])]|\\?{plain}\\?[.):]|(?:\\?{plain}|{raised})(?=\s+\w|\Z)|\*{{0,2}}\^\*{{0,2}}(?=\s))[.:]?\s*",
        text,
    )
    if own and own.group().strip() == number and month_of(text[own.end() :].partition(" ")[0]):
        # "1 January 2016" is a day.
        own = None
    return _BACK.sub("", text[own.end() :] if own else text).strip()


def _is_spilled(element: "HtmlElement") -> bool:
    """Whether a button that was never closed holds the page."""
    return element.tag == "button" and next(element.iterdescendants("main", "article", "h1"), None) is not None


def _row(cells: list[str], place: _Place, *, tight: bool) -> HtmlBlock:
    line = " | ".join(filter(None, cells))
    return HtmlBlock(line, _quoted("| " + " | ".join(cells) + " |", place.quote), "row", place.zone, tight)


def _is_layout(element: "HtmlElement", cells: list[list["HtmlElement"]]) -> bool:
    is_one_row = len(cells) < 2 and not _has_name(element) and not _tells_facts(cells)
    if element.get("role") == "presentation" or not cells or max(map(len, cells)) < 2 or is_one_row:
        return True
    flat = [cell for row in cells for cell in row][: _MOST_CELLS * 10]
    return any(
        len(cell.text_content().split()) > _CELL_WORDS
        or next(cell.iter("table", "h1", "h2", "article", "pre"), None) is not None
        for cell in flat
    )


def _tells_facts(rows: list[list["HtmlElement"]]) -> bool:
    """Whether the cells of a row are a head and what it says, or words beside figures, and none leads elsewhere."""
    cells = [cell for row in rows for cell in row]
    if any(len(cell.text_content().split()) > _FACT_WORDS or _holds_more(cell) for cell in cells):
        return False
    figures = [bool(_FIGURE.search(cell.text_content())) for cell in cells]
    return any(figures) or {cell.tag for cell in cells} == {"th", "td"}


def _holds_more(cell: "HtmlElement") -> bool:
    return next(cell.iter("a", "p", "div", "ul", "img", "form", "input", "math"), None) is not None


def _has_name(table: "HtmlElement") -> bool:
    """Whether a table has a caption, or is a figure: what lays out a page has none."""
    above = table.getparent()
    return table.find("caption") is not None or (above is not None and above.tag == "figure")


def _quoted(text: str, quote: int) -> str:
    return "\n".join(">" * quote + " " + line if line else ">" * quote for line in text.split("\n")) if quote else text


def stacked(blocks: list[HtmlBlock]) -> Iterator[str]:
    """Yield the Markdown of blocks, parted by blank lines where they are not tight."""
    previous: HtmlBlock | None = None
    for block in blocks:
        if previous is not None:
            is_tight = block.tight and previous.kind == block.kind
            is_same_quote = block.markdown.startswith(">") and previous.markdown.startswith(">")
            yield "\n" if is_tight else "\n>\n" if is_same_quote else "\n\n"
        yield block.markdown
        previous = block
