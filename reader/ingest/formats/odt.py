"""ODT: a text document of LibreOffice, out of the XML in its archive."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.ingest.formats.document_html import DocumentText, Run, cell_html, runs_as_html
from reader.ingest.formats.source import BytesSource
from reader.ingest.formats.xml_tree import attribute, name_of, named, parse_xml, text_in
from reader.ingest.formats.zip_file import ZipEntries, entries_of
from reader.library.guarded_file import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTENT = "content.xml"
_LARGEST = 20_000_000
_DEEPEST = 12
_MOST_SPACES, _MOST_CELLS = 20, 100
# What tells of the text and is none of it.
_BESIDE = frozenset(
    "tracked-changes annotation annotation-end sequence-decls forms note-citation table-of-content".split()
)
_SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}
_PROPERTIES = ("title", "initial-creator", "creation-date")


def read_odt(data: bytes) -> dict[str, str | None]:
    """Return the text of a document and what is known of it. Raises: UnreadableError."""
    with entries_of(BytesSource("document", data)) as entries:
        manifest = _root(entries, "META-INF/manifest.xml")
        if manifest is not None and next(named(manifest, "encryption-data"), None) is not None:
            raise UnreadableError("is protected by a password, so its text cannot be read")
        content = _root(entries, CONTENT)
        body = next(named(content, "text"), None) if content is not None else None
        if content is None or body is None:
            raise UnreadableError("is a damaged text document")
        styles = _root(entries, "styles.xml")
        document = _Document({**(_styles(styles) if styles is not None else {}), **_styles(content)})
        document.blocks(body, 0)
        meta = _root(entries, "meta.xml")
        said = {name_of(each): text_in(each) for each in named(meta, *_PROPERTIES)} if meta is not None else {}
        return document.text.answer(*(said.get(name, "") for name in _PROPERTIES))


def _root(entries: ZipEntries, path: str) -> "_Element | None":
    return parse_xml(entries.read(path, _LARGEST), path) if path in entries.names else None


@dataclass(frozen=True, slots=True)
class _OdtStyle:
    """A style: the marks of its words, those that it is based on, and the first number of each level of a list."""

    marks: frozenset[str] = frozenset()
    above: str = ""
    starts: tuple[int | None, ...] = ()
    is_hidden: bool = False


@dataclass
class _Document:
    styles: dict[str, _OdtStyle]
    text: DocumentText = field(default_factory=DocumentText)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def blocks(self, parent: "_Element", depth: int) -> None:
        """Read what stands in an element that holds paragraphs."""
        for each in parent if depth < _DEEPEST else ():
            name = name_of(each)
            if name in {"p", "h"}:
                self._paragraph(each, name)
            elif name == "list":
                self._list(each, attribute(each, "style-name"), 0)
            elif name == "table":
                self._table(each, depth)
            elif name and name not in _BESIDE:
                self.blocks(each, depth + 1)

    def _paragraph(self, paragraph: "_Element", name: str) -> None:
        runs = list(self._runs(paragraph, frozenset()))
        text, plain = runs_as_html(runs).strip(), "".join(each.text for each in runs)
        names = self._names(attribute(paragraph, "style-name"))
        said = attribute(paragraph, "outline-level")
        level = int(said) if said.isdecimal() else 1
        if "title" in names and "subtitle" not in names and not self.text.title and not self.text.parts:
            self.text.title = " ".join(plain.split()) or None
        else:
            is_quoted = any(each.startswith("quot") for each in names)
            self.text.paragraph(text, plain, level=level if name == "h" else 0, is_quoted=is_quoted)
        for frame in named(paragraph, "text-box"):
            self.blocks(frame, 1)

    def _list(self, parent: "_Element", style: str, depth: int) -> None:
        for item, number in self._numbered(parent, style, depth) if depth < _DEEPEST else ():
            self._item([each for each in item if name_of(each) in {"p", "h"}], depth, number)
            for inner in (each for each in item if name_of(each) == "list"):
                self._list(inner, attribute(inner, "style-name") or style, depth + 1)

    def _numbered(self, parent: "_Element", style: str, depth: int) -> "Iterator[tuple[_Element, int | None]]":
        """Yield the items of a list and their numbers; it may go on counting from the last of its style."""
        starts = self.styles.get(style, _OdtStyle()).starts
        start = starts[depth] if depth < len(starts) else None
        goes_on = attribute(parent, "continue-numbering") == "true" or attribute(parent, "continue-list")
        first = 1 if start is None else start
        count = self._counts.get((style, depth), first - 1) if goes_on else first - 1
        for item in (each for each in parent if name_of(each) in {"list-item", "list-header"}):
            said = attribute(item, "start-value")
            count = int(said) if said.isdecimal() else count + (name_of(item) == "list-item")
            self._counts[style, depth] = count
            yield item, None if start is None else count

    def _item(self, paragraphs: "list[_Element]", depth: int, number: int | None) -> None:
        runs = [list(self._runs(each, frozenset())) for each in paragraphs]
        texts = [text for each in runs if (text := runs_as_html(each).strip())]
        plain = " ".join("".join(run.text for run in each) for each in runs)
        text = texts[0] if len(texts) == 1 else "".join(f"<p>{each}</p>" for each in texts)
        self.text.item(text, plain, depth, is_numbered=number is not None, number=number)

    def _table(self, table: "_Element", depth: int) -> None:
        rows = [row for row in named(table, "table-row") if _table_of(row) is table]
        cells = [[cell for each in row for cell in self._cells(each, depth)] for row in rows]
        has_head = any(name_of(each) == "table-header-rows" for each in table)
        self.text.table(cells, has_head=has_head)

    def _cells(self, cell: "_Element", depth: int) -> list[str]:
        """Return a cell as often as it is repeated; one that another covers is empty."""
        if name_of(cell) not in {"table-cell", "covered-table-cell"}:
            return []
        inner = DocumentText(notes=self.text.notes, openings=self.text.openings)
        outer, self.text = self.text, inner
        self.blocks(cell, depth + 1)
        self.text = outer
        said = attribute(cell, "number-columns-repeated")
        return [cell_html(inner)] * (min(int(said), _MOST_CELLS) if said.isdecimal() else 1)

    def _runs(self, parent: "_Element", marks: frozenset[str], link: str = "") -> Iterator[Run]:
        yield Run(" ".join((parent.text or "").split("\n")), marks, link)
        for each in parent:
            yield from self._inline(each, marks, link)
            yield Run(" ".join((each.tail or "").split("\n")), marks, link)

    def _inline(self, element: "_Element", marks: frozenset[str], link: str) -> Iterator[Run]:
        name = name_of(element)
        if name in _SPACES:
            yield Run(_SPACES[name] * _count(element), marks, link)
        elif name == "note":
            body = next(named(element, "note-body"), element)
            paragraphs = (runs_as_html(list(self._runs(each, frozenset()))).strip() for each in named(body, "p"))
            yield Run("", html=self.text.note("<br>".join(filter(None, paragraphs))))
        elif name == "a":
            address = attribute(element, "href")
            yield from self._runs(element, marks, address if address.startswith(("http://", "https://")) else link)
        elif name and name not in _BESIDE and name != "frame":
            style = self.styles.get(attribute(element, "style-name"), _OdtStyle())
            if not style.is_hidden:
                yield from self._runs(element, marks | style.marks, link)

    def _names(self, style: str) -> list[str]:
        """Return the name of a style and of those that it is based on, in small letters."""
        names: list[str] = []
        for _ in range(_DEEPEST):
            names.append(style.replace("_20_", " ").lower())
            style = self.styles.get(style, _OdtStyle()).above
            if not style:
                break
        return names


def _count(spaces: "_Element") -> int:
    said = attribute(spaces, "c")
    return min(int(said), _MOST_SPACES) if said.isdecimal() else 1


def _styles(root: "_Element") -> dict[str, _OdtStyle]:
    return {attribute(each, "name"): _style_of(each) for each in named(root, "style", "list-style")}


def _style_of(style: "_Element") -> _OdtStyle:
    if name_of(style) == "list-style":
        return _OdtStyle(starts=tuple(map(_start, style)))
    said = {str(key).rpartition("}")[2]: str(value) for each in style for key, value in each.attrib.items()}
    position = said.get("text-position", "").split(" ")[0]
    is_raised = position == "super" or (position.rstrip("%").isdecimal() and position not in {"0", "0%"})
    found = {
        "strong": said.get("font-weight") in {"bold", "700", "800", "900"},
        "em": said.get("font-style") in {"italic", "oblique"},
        "s": said.get("text-line-through-style", "none") != "none",
        "sup": is_raised,
        "sub": position == "sub" or position.startswith("-"),
    }
    marks = frozenset(mark for mark, is_so in found.items() if is_so)
    return _OdtStyle(marks, attribute(style, "parent-style-name"), is_hidden=said.get("display") == "none")


def _start(level: "_Element") -> int | None:
    said = attribute(level, "start-value")
    return (int(said) if said.isdecimal() else 1) if name_of(level) == "list-level-style-number" else None


def _table_of(row: "_Element") -> "_Element | None":
    return next((each for each in row.iterancestors() if name_of(each) == "table"), None)
