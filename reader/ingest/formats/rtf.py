"""RTF: its text with marks, notes, tables and links; deleted and hidden words stay out."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape

from reader.ingest.formats.document_html import DocumentText, Run, address_in, runs_as_html
from reader.ingest.formats.rtf_tokens import DEFAULT, RtfToken, codec_of_page, codec_of_set, tokens
from reader.library.guarded_file import UnreadableError

_DEEPEST = 200
# Groups that hold no words of the text; `\*` before another name says the same of it.
_BESIDE = frozenset(
    b"colortbl pict object header headerl headerr headerf footer footerl footerr footerf listtable listoverridetable "
    b"revtbl rsidtbl themedata datastore generator xmlnstbl annotation atnid atnauthor atnref nonshppict filetbl "
    b"ftnsep ftnsepc aftnsep bkmkstart bkmkend upr".split()
)
_CHARACTERS = {
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"tab": "\t", b"line": "\n", b"emspace": " ", b"enspace": " ", b"zwj": "\u200d", b"zwnj": "\u200c",
}  # fmt: skip
_SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}"}
_MARK = {b"b": "strong", b"i": "em", b"strike": "s", b"striked": "s"}
# How far pandoc moves a list in that lies in another one.
_STEP = 360
_RAISED = {b"super": "sup", b"sub": "sub"}
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_BULLETS = re.compile(r"\s*[•·▪◦o\uf0b7–-]\s*\Z")
_TYPED = re.compile(r"([•·▪◦–]|\d{1,3}[.)])\t\s*")
_ITEM = re.compile(r"\s*(?:\(?\d{1,3}[.)]|[a-zA-Z][.)])\s*\Z")


def read_rtf(data: bytes) -> dict[str, str | None]:
    """Return the text of a document and what is known of it. Raises: UnreadableError."""
    reader = _RtfReader()
    for token in tokens(data):
        reader.take(token)
    return reader.answer()


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group: where its words go, and how they are written."""

    place: str = "text"
    marks: frozenset[str] = frozenset()
    codec: str = DEFAULT
    skipped: int = 1
    is_hidden: bool = False
    link: str = ""


@dataclass
class _RtfReader:
    text: DocumentText = field(default_factory=DocumentText)
    stack: list[_State] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    page: str = DEFAULT
    runs: list[Run] = field(default_factory=list)
    note: list[Run] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    fonts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, int] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    font: int = 0
    style: int = 0
    defined: int = 0
    level: int = 0
    depth: int = 0
    indent: int = 0
    is_row: bool = False
    is_starred: bool = False
    passed: int = 0
    held: bytearray = field(default_factory=bytearray)
    marker: str = ""

    def answer(self) -> dict[str, str | None]:
        """Return what was read. Raises: UnreadableError if it is nothing."""
        self._flush()
        self._end_paragraph()
        self._end_table()
        if not self.text.parts:
            raise UnreadableError("holds no text")
        made = "-".join(self.said.get(each, "") for each in ("yr", "mo", "dy"))
        return self.text.answer(self.said.get("title", "").strip(), self.said.get("author", "").strip(), made)

    def take(self, token: RtfToken) -> None:
        """Read one token."""
        if token.kind == "text":
            self._bytes(token.value)
            return
        self._flush()
        if token.kind == "brace":
            self._open() if token.value == b"{" else self._close()
        elif token.kind == "sign":
            self.is_starred = token.value == b"*"
            if token.value in _SIGNS:
                self._say(_SIGNS[token.value])
        else:
            self._word(token.value, token.number)
            self.is_starred = False

    def _open(self) -> None:
        if len(self.stack) >= _DEEPEST:
            raise UnreadableError("is nested too deeply")
        self.stack.append(self.state)

    def _close(self) -> None:
        if not self.stack:
            return
        ended, self.state = self.state, self.stack.pop()
        if ended.place == "footnote" and self.state.place != "footnote":
            self.runs.append(Run("", html=self.text.note(_paired(runs_as_html(self.note)).strip())))
            self.note = []
        elif ended.place == "fldinst" and self.state.place != "fldinst":
            self.state = replace(self.state, link=address_in(self.said.pop("fldinst", "")))

    def _word(self, word: bytes, number: int | None) -> None:
        is_off = number == 0
        if self._take_destination(word):
            return
        if word in _CHARACTERS:
            self._say(_CHARACTERS[word])
        elif word in _MARK:
            self._mark({_MARK[word]}, is_off=is_off)
        elif word in _RAISED:
            self._mark({_RAISED[word]}, is_off=is_off)
        elif word in {b"v", b"deleted"}:
            self.state = replace(self.state, is_hidden=not is_off)
        elif word == b"u" and number is not None:
            self._say(chr(number % 0x10000))
            self.passed = self.state.skipped
        elif word in _ACTS:
            _ACTS[word](self, number)

    def _take_destination(self, word: bytes) -> bool:
        """Go to the place that a word opens; tell whether it opens one."""
        place = _PLACES.get(word)
        if word in _BESIDE or (self.is_starred and place is None):
            place = "beside"
        if place is None:
            return False
        if self.state.place != "beside":
            self.state = replace(self.state, place=place)
        return True

    def _mark(self, marks: set[str], *, is_off: bool) -> None:
        now = self.state.marks - marks if is_off else self.state.marks | marks
        self.state = replace(self.state, marks=now)

    def _bytes(self, data: bytes) -> None:
        passed, self.passed = min(self.passed, len(data)), max(0, self.passed - len(data))
        self.held += data[passed:]

    def _flush(self) -> None:
        if self.held:
            data, self.held = bytes(self.held), bytearray()
            self._say(data.decode(self.state.codec, "replace"))

    def _say(self, text: str) -> None:
        place = self.state.place
        run = Run(text, self.state.marks, self.state.link)
        if place in {"text", "fldrslt"} and not self.state.is_hidden:
            self.runs.append(run)
        elif place == "footnote" and not self.state.is_hidden:
            self.note.append(run)
        elif place in {"title", "author", "fldinst"}:
            self.said[place] = self.said.get(place, "") + text
        elif place == "listtext":
            self.marker += text
        elif place == "stylesheet" and (heading := _HEADING.match(text)):
            self.styles[self.defined] = int(heading[1])

    def paragraph(self, _: int | None) -> None:
        """End a paragraph; within a cell it is a line."""
        if self.state.place == "footnote":
            self.note.append(Run("\n"))
        elif self.is_row:
            self.runs.append(Run("\n"))
        else:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        runs, self.runs = self.runs, []
        text, plain = _paired(runs_as_html(runs)).strip(), _paired("".join(each.text for each in runs))
        marker, self.marker = self.marker, ""
        typed = _TYPED.match(text)
        if typed and not marker and _TYPED.match(plain):
            # As programs write a list that know none.
            marker, text = typed[1], text[typed.end() :]
            self.depth = max(self.depth, self.indent // _STEP - 1)
        if plain.strip():
            self._end_table()
        if _BULLETS.match(marker) or _ITEM.match(marker):
            said = re.search(r"\d+", marker)
            number = int(said[0]) if said else None
            self.text.item(text, plain, self.depth, is_numbered=not _BULLETS.match(marker), number=number)
        else:
            shown = escape(marker.strip(), quote=False)
            self.text.paragraph(f"{shown} {text}".strip(), plain, level=self.level or self.styles.get(self.style, 0))

    def cell(self, _: int | None) -> None:
        """End a cell."""
        self.cells.append("<br>".join(_paired(runs_as_html(self.runs)).strip().split("\n")).removesuffix("<br>"))
        self.runs = []

    def row(self, _: int | None) -> None:
        """End a row of a table."""
        self.rows.append(self.cells)
        self.cells = []
        self.is_row = False

    def _end_table(self) -> None:
        if self.rows:
            self.text.table(self.rows, has_head=False)
            self.rows = []

    def default(self, _: int | None) -> None:
        """Take back what is said of a paragraph."""
        self.is_row = False
        self.level = self.style = self.depth = self.indent = 0

    def plain(self, _: int | None) -> None:
        """Take back what is said of words."""
        self.state = replace(self.state, marks=frozenset(), is_hidden=False, codec=self.page)

    def choose_font(self, number: int | None) -> None:
        """Write on in a font, which has its encoding."""
        self.font = number or 0
        if self.state.place != "fonttbl":
            self.state = replace(self.state, codec=self.fonts.get(self.font, self.page))

    def set_of_font(self, number: int | None) -> None:
        """Note the encoding of a font."""
        codec = codec_of_set(number)
        if codec and self.state.place == "fonttbl":
            self.fonts[self.font] = codec

    def code_page(self, number: int | None) -> None:
        """Note the encoding of the document."""
        self.page = codec_of_page(number)
        self.state = replace(self.state, codec=self.page)
        self.stack = [replace(each, codec=self.page) for each in self.stack]

    def in_table(self, _: int | None) -> None:
        """Go on in a table."""
        if self.state.place == "text":
            self.is_row = True

    def choose_style(self, number: int | None) -> None:
        """Write on in a style of the sheet, or define it."""
        if self.state.place == "stylesheet":
            self.defined = number or 0
        else:
            self.style = number or 0

    def indent_by(self, number: int | None) -> None:
        """Note how far the paragraph is moved in."""
        self.indent = number or 0

    def list_level(self, number: int | None) -> None:
        """Note how deep in lists the paragraph is."""
        if self.state.place == "text":
            self.depth = number or 0

    def move_up(self, number: int | None) -> None:
        """Write on raised, as LibreOffice writes it, by half points."""
        self._mark({"sup"}, is_off=number == 0)

    def move_down(self, number: int | None) -> None:
        """Write on lowered."""
        self._mark({"sub"}, is_off=number == 0)

    def outline(self, number: int | None) -> None:
        """Make the paragraph a heading."""
        if self.state.place == "text":
            self.level = (number or 0) + 1 if (number or 0) < 6 else 0

    def skip_after(self, number: int | None) -> None:
        """Note how many bytes stand for older readers behind a character."""
        self.state = replace(self.state, skipped=min(8, max(0, number if number is not None else 1)))

    def even(self, _: int | None) -> None:
        """Write on neither raised nor lowered."""
        self._mark({"sup", "sub"}, is_off=True)

    def year(self, number: int | None) -> None:
        """Note the year in which the document was made."""
        self._made("yr", number)

    def month(self, number: int | None) -> None:
        """Note the month of it."""
        self._made("mo", number)

    def day(self, number: int | None) -> None:
        """Note the day of it."""
        self._made("dy", number)

    def _made(self, key: str, number: int | None) -> None:
        if self.state.place == "creatim":
            self.said[key] = f"{number or 0:0{4 if key == 'yr' else 2}}"


def _paired(text: str) -> str:
    """Return a text in which the halves of characters beyond 16 bits, as RTF has them, are whole."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


_PLACES = {
    b"fonttbl": "fonttbl", b"stylesheet": "stylesheet", b"info": "beside_info", b"title": "title", b"author": "author",
    b"creatim": "creatim", b"footnote": "footnote", b"fldinst": "fldinst", b"fldrslt": "fldrslt",
    b"listtext": "listtext", b"pntext": "listtext",
}  # fmt: skip
_ACTS: dict[bytes, Callable[[_RtfReader, int | None], None]] = {
    b"par": _RtfReader.paragraph, b"sect": _RtfReader.paragraph, b"cell": _RtfReader.cell, b"row": _RtfReader.row,
    b"pard": _RtfReader.default, b"plain": _RtfReader.plain, b"f": _RtfReader.choose_font,
    b"fcharset": _RtfReader.set_of_font, b"ansicpg": _RtfReader.code_page, b"intbl": _RtfReader.in_table,
    b"s": _RtfReader.choose_style, b"outlinelevel": _RtfReader.outline, b"uc": _RtfReader.skip_after,
    b"nosupersub": _RtfReader.even, b"up": _RtfReader.move_up, b"dn": _RtfReader.move_down,
    b"ilvl": _RtfReader.list_level, b"li": _RtfReader.indent_by,
    b"yr": _RtfReader.year, b"mo": _RtfReader.month, b"dy": _RtfReader.day,
}  # fmt: skip
