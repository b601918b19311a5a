"""DOCX: a document of Word, out of the XML in its archive. Deleted words stay out, inserted ones are in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reader.ingest.formats.document_html import DocumentText, Run, address_in, cell_html, runs_as_html
from reader.ingest.formats.source import BytesSource
from reader.ingest.formats.symbol_font import symbols
from reader.ingest.formats.xml_tree import attribute, name_of, named, parse_xml, text_in
from reader.ingest.formats.zip_file import ZipEntries, entries_of
from reader.library.guarded_file import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN = "word/document.xml"
_LARGEST = 20_000_000
# What holds words that are part of the text; `del` and `moveFrom` hold those that were taken out.
_HOLDERS = frozenset("ins moveTo smartTag sdt sdtContent customXml fldSimple Choice bdo dir".split())
_MARK_BY_NAME = {"b": "strong", "i": "em", "strike": "s", "dstrike": "s"}
_RAISED = {"superscript": "sup", "subscript": "sub", "baseline": ""}
_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_OFF = frozenset(("0", "false", "off", "none"))
_HEADING = re.compile(r"heading\s*([1-9])", re.IGNORECASE)
# By their English names, which a document has in all languages; the last ones are pandoc's.
_QUOTED = re.compile(r"quot|\bblock text\b", re.IGNORECASE)
_CODE = re.compile(r"\b(?:html preformatted|source code|preformatted text)\b", re.IGNORECASE)
# A table of contents.
_CONTENTS = re.compile(r"\s*TOC\b")
_SYMBOL = "Symbol"
_MOST_LEVELS = 9
_LONGEST_NUMBER = 7
_DEEPEST = 12


def read_docx(data: bytes) -> dict[str, str | None]:
    """Return the text of a document and what is known of it. Raises: UnreadableError."""
    with entries_of(BytesSource("document", data)) as entries:
        return _Document(entries).read()


@dataclass(frozen=True, slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    level: int = 0
    number: str = ""
    marks: frozenset[str] = frozenset()
    is_hidden: bool = False


_NO_STYLE = _Style()


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: *series* is what counts its items, over the paragraphs between them; *start* is the first."""

    series: str
    is_bulleted: bool
    start: int = 1


@dataclass(slots=True)
class _Field:
    """A field that is being read: its instruction, and whether its result has begun."""

    instruction: str = ""
    is_shown: bool = False


@dataclass
class _Document:
    entries: ZipEntries
    text: DocumentText = field(default_factory=DocumentText)

    def read(self) -> dict[str, str | None]:
        self.styles = {attribute(each, "styleId"): _style(each) for each in self._named("word/styles.xml", "style")}
        self.levels = dict(self._levels())
        self.counts: dict[str, dict[int, int]] = {}
        self.links = {
            attribute(each, "Id"): attribute(each, "Target")
            for each in self._named("word/_rels/document.xml.rels", "Relationship")
            if attribute(each, "Target").startswith(("http://", "https://"))
        }
        self.notes: Mapping[tuple[str, str], _Element] = {
            (kind, attribute(each, "id")): each
            for kind in ("footnote", "endnote")
            for each in self._named(f"word/{kind}s.xml", kind)
        }
        self.fields: list[_Field] = []
        body = next(self._named(MAIN, "body"), None)
        if body is None:
            raise UnreadableError("is a damaged Word document")
        self._blocks(body, 0)
        properties = {name_of(each): text_in(each) for each in self._named("docProps/core.xml", *_PROPERTIES)}
        return self.text.answer(*(properties.get(name, "") for name in _PROPERTIES))

    def _named(self, path: str, *names: str) -> Iterator["_Element"]:
        if path in self.entries.names:
            yield from named(parse_xml(self.entries.read(path, _LARGEST), path), *names)

    def _levels(self) -> Iterator[tuple[tuple[str, str], _Level]]:
        """Yield the levels of each list; lists of one kind count on, but for those that are told where to begin."""
        kinds: dict[str, dict[str, _Level]] = {}
        for each in self._named("word/numbering.xml", "abstractNum", "num"):
            kind, number = attribute(each, "abstractNumId"), attribute(each, "numId")
            if name_of(each) == "abstractNum":
                kinds[kind] = {attribute(level, "ilvl"): _level(level, kind) for level in named(each, "lvl")}
                continue
            told = {attribute(one, "ilvl"): _count(_value(one, "startOverride")) for one in named(each, "lvlOverride")}
            for depth, level in kinds.get(_value(each, "abstractNumId"), {}).items():
                start = told.get(depth)
                own = level if start is None else replace(level, series=f"of {number}", start=start)
                yield (number, depth), own

    def _next(self, number: str, depth: int) -> int | None:
        """Return the number of the next item of a list, None for a bullet, and begin the lists in it anew."""
        level = self.levels.get((number, str(depth)))
        if level is None or level.is_bulleted:
            return None
        counts = self.counts.setdefault(level.series, {})
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        return counts[depth]

    def _blocks(self, parent: "_Element", depth: int) -> None:
        for each in parent if depth < _DEEPEST else ():
            name = name_of(each)
            if name == "p":
                self._paragraph(each)
            elif name == "tbl":
                self._table(each, depth)
            elif name in _HOLDERS:
                self._blocks(each, depth + 1)

    def _paragraph(self, paragraph: "_Element") -> None:
        properties = next((each for each in paragraph if name_of(each) == "pPr"), None)
        runs = list(self._runs(paragraph))
        text, plain = runs_as_html(runs).strip(), "".join(each.text for each in runs)
        self._add(text, plain, properties)
        # What stands in a frame beside the text comes after the paragraph that holds it.
        for frame in _frames(paragraph):
            self._blocks(frame, 1)

    def _add(self, text: str, plain: str, properties: "_Element | None") -> None:
        """Add a paragraph as what its style and its numbering make of it."""
        style, above = self._style_of(_value(properties, "pStyle"))
        level = _outline(properties) or style.level
        number, depth = _numbering(properties, style)
        count = self._next(number, depth)
        if style.name.lower() == "title" and not self.text.title and not self.text.parts:
            self.text.title = " ".join(plain.split()) or None
        elif number and not level:
            self.text.item(text, plain, depth, is_numbered=count is not None, number=count)
        elif _CODE.search(above) and not level:
            self.text.code(plain)
        else:
            self.text.paragraph(text, plain, level=level, is_quoted=bool(_QUOTED.search(above)))

    def _style_of(self, identity: str) -> tuple[_Style, str]:
        """Return a style with what it has from those that it is based on, and the names of all."""
        names: list[str] = []
        level, number = 0, ""
        for _ in range(_DEEPEST):
            style = self.styles.get(identity)
            if style is None:
                break
            names.append(style.name)
            level, number, identity = level or style.level, number or style.number, style.based_on
        return _Style(names[0] if names else "", "", level, number), " ".join(names)

    def _table(self, table: "_Element", depth: int) -> None:
        rows = [each for each in named(table, "tr") if next(_tables_above(each), None) is table]
        cells = [[self._cell(each, depth) for each in row if name_of(each) in {"tc", "sdt"}] for row in rows]
        has_head = bool(rows) and next(named(rows[0], "tblHeader"), None) is not None
        self.text.table(cells, has_head=has_head)

    def _cell(self, cell: "_Element", depth: int) -> str:
        inner = DocumentText(notes=self.text.notes, openings=self.text.openings)
        outer, self.text = self.text, inner
        try:
            self._blocks(cell, depth + 1)
        finally:
            self.text = outer
        return cell_html(inner)

    def _runs(self, parent: "_Element", link: str = "") -> Iterator[Run]:
        for each in parent:
            name = name_of(each)
            if name == "r":
                yield from self._run(each, link)
            elif name == "hyperlink":
                yield from self._runs(each, self.links.get(attribute(each, "id"), link))
            elif name in _HOLDERS:
                yield from self._runs(each, link)
            elif name in {"oMath", "oMathPara"}:
                yield Run("".join(text_in(part) for part in named(each, "t")))

    def _run(self, run: "_Element", link: str) -> Iterator[Run]:
        properties = next((each for each in run if name_of(each) == "rPr"), None)
        style = self.styles.get(_value(properties, "rStyle"), _NO_STYLE)
        marks, is_hidden = _marks(properties, style.marks, is_hidden=style.is_hidden)
        for each in run:
            name = name_of(each)
            if name == "fldChar":
                self._field(attribute(each, "fldCharType"))
            elif name == "instrText" and self.fields:
                self.fields[-1].instruction += each.text or ""
            elif name in {"footnoteReference", "endnoteReference"}:
                yield Run("", html=self._note(name.removesuffix("Reference"), attribute(each, "id")))
            elif not is_hidden and self._is_shown():
                yield Run(_text(each, name), marks, self._link() or link)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].is_shown = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _is_shown(self) -> bool:
        return all(each.is_shown and not _CONTENTS.match(each.instruction) for each in self.fields)

    def _link(self) -> str:
        return next(filter(None, (address_in(each.instruction) for each in reversed(self.fields))), "")

    def _note(self, kind: str, identity: str) -> str:
        note = self.notes.get((kind, identity))
        if note is None:
            return ""
        paragraphs = (runs_as_html(list(self._runs(each))).strip() for each in named(note, "p"))
        return self.text.note("<br>".join(filter(None, paragraphs)))


_PROPERTIES = ("title", "creator", "created")


def _style(element: "_Element") -> _Style:
    name = _value(element, "name")
    heading = _HEADING.match(name)
    level = int(heading[1]) if heading else _outline(element)
    number = next((_value(each, "numId") for each in named(element, "numPr")), "")
    # Of a paragraph's style its marks are the looks of a heading or a quotation, and nobody's emphasis.
    is_of_words = attribute(element, "type") == "character"
    properties = next((each for each in element if name_of(each) == "rPr"), None) if is_of_words else None
    return _Style(name, _value(element, "basedOn"), level, number, *_marks(properties))


def _value(parent: "_Element | None", name: str) -> str:
    found = next(named(parent, name), None) if parent is not None else None
    return attribute(found, "val") if found is not None else ""


def _level(element: "_Element", kind: str) -> _Level:
    start = _count(_value(element, "start"))
    return _Level(kind, _value(element, "numFmt") in {"bullet", "none"}, 1 if start is None else start)


def _count(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < _LONGEST_NUMBER else None


def _outline(parent: "_Element | None") -> int:
    said = _value(parent, "outlineLvl")
    return int(said) + 1 if said.isdecimal() and int(said) < _MOST_LEVELS else 0


def _numbering(properties: "_Element | None", style: _Style) -> tuple[str, int]:
    """Return the list that a paragraph is an item of, "" for none, and its level."""
    said = next(named(properties, "numPr"), None) if properties is not None else None
    number = _value(said, "numId") or style.number
    level = _value(said, "ilvl")
    return ("" if number == "0" else number), int(level) if level.isdecimal() else 0


def _marks(
    properties: "_Element | None", marks: frozenset[str] = frozenset(), *, is_hidden: bool = False
) -> tuple[frozenset[str], bool]:
    """Return the marks of a run, and whether it is hidden, where its style has these and says so."""
    if properties is None:
        return marks, is_hidden
    said = {name_of(each): attribute(each, "val") for each in properties}
    on = {mark for name, mark in _MARK_BY_NAME.items() if name in said and said[name] not in _OFF}
    off = {mark for name, mark in _MARK_BY_NAME.items() if said.get(name) in _OFF}
    raised = _raised(said)
    marks = marks - off - (frozenset() if raised is None else {*_RAISED.values()})
    return marks | on | ({raised} if raised else set()), said.get("vanish", "1" if is_hidden else "0") not in _OFF


def _raised(said: Mapping[str, str]) -> str | None:
    """Return how words stand by what is said of them: raised, lowered, "" for neither; None where that is not said."""
    position = said.get("position", "")
    if "vertAlign" not in said and re.fullmatch(r"-?0*[1-9]\d{0,3}", position):
        # So LibreOffice writes it.
        return "sub" if position.startswith("-") else "sup"
    return _RAISED.get(said.get("vertAlign", ""))


def _text(element: "_Element", name: str) -> str:
    if name == "t":
        return element.text or ""
    if name == "br":
        return "\n" if attribute(element, "type") in {"", "textWrapping"} else " "
    if name == "sym":
        return _sign(attribute(element, "char"), attribute(element, "font"))
    return _CHARACTERS.get(name, "")


def _sign(code: str, font: str) -> str:
    if not re.fullmatch(r"[0-9A-Fa-f]{2,4}", code):
        return ""
    if font == _SYMBOL:
        return symbols(code)
    # The letters of other fonts of signs stand where nobody else has any.
    return "" if len(code) == len("F0B3") and code[0] in "dDeEfF" else chr(int(code, 16))


def _frames(paragraph: "_Element") -> Iterator["_Element"]:
    """Yield the frames in a paragraph; those that older programs are given stand there twice."""
    for frame in named(paragraph, "txbxContent"):
        if not any(name_of(each) == "Fallback" for each in frame.iterancestors()):
            yield frame


def _tables_above(element: "_Element") -> Iterator["_Element"]:
    return (each for each in element.iterancestors() if name_of(each) == "tbl")
