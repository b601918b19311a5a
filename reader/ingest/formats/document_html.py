"""Documents of word processors as HTML: runs with their marks, list items, quotations, notes at the end."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reader.ingest.formats.document_record import borne_out_author, borne_out_date, borne_out_title, told_date
from reader.library.safe_text import line

_MARKS = ("strong", "em", "s", "sup", "sub")
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)
_BOLD = re.compile(r"<strong>([^<>]*)</strong>")
_BOLD_PARAGRAPH = re.compile(r"<p><strong>([^<>]{1,400})</strong></p>")
_HEADING = re.compile(r"<h1>([^\n]{1,400})</h1>")
_TAG = re.compile(r"</?[a-z]{1,6}\b[^<>]{0,2100}>")
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"(https?://[^"\s]{1,2000})"')
_LONGEST_TITLE = 25
_OPENING = 20
# How many paragraphs may say whose a text is and when it was written.
_HEAD = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the same marks (`strong`, `em`, `s`, `sup`, `sub`); *html* where it is written already."""

    text: str
    marks: frozenset[str] = frozenset()
    link: str = ""
    html: str = ""


def address_in(field: str) -> str:
    """Return where a field (`HYPERLINK "https://…"`) leads to on the web; empty where it is none such."""
    found = _HYPERLINK.match(field)
    return found[1] if found else ""


def runs_as_html(runs: Sequence[Run]) -> str:
    """Return runs as HTML; neighbors with the same marks become one, so that no word is torn."""
    joined: list[Run] = []
    for run in runs:
        if joined and not run.html and not joined[-1].html and _is_alike(joined[-1], run):
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        elif run.text or run.html:
            joined.append(run)
    return "".join(map(_marked, joined))


def _is_alike(one: Run, other: Run) -> bool:
    return one.link == other.link and (one.marks == other.marks or not other.text.strip())


def _marked(run: Run) -> str:
    if run.html:
        return run.html
    inner = run.text.strip()
    before, behind = run.text[: run.text.find(inner)], run.text[run.text.find(inner) + len(inner) :]
    before, text, behind = (html.escape(each, quote=False).replace("\n", "<br>\n") for each in (before, inner, behind))
    for mark in _MARKS:
        if mark in run.marks and text:
            text = f"<{mark}>{text}</{mark}>"
    text = f'<a href="{html.escape(run.link)}">{text}</a>' if run.link and text else text
    return f"{before}{text}{behind}"


@dataclass(slots=True)
class DocumentText:
    """The text of a document as it grows: paragraphs, lists, tables, and the notes below them."""

    parts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    openings: list[str] = field(default_factory=list)
    title: str | None = None
    _lists: list[str] = field(default_factory=list)
    _is_quoted: bool = False

    def paragraph(self, text: str, plain: str, *, level: int = 0, is_quoted: bool = False) -> None:
        """Add a paragraph, or a heading of a *level*."""
        if not plain.strip():
            return
        self._close(0)
        self._opens(plain)
        tag = f"h{min(6, level)}" if level else "p"
        # A heading is bold by itself.
        bold = _BOLD.fullmatch(text) if level else None
        said = f"<{tag}>{bold[1] if bold else text}</{tag}>"
        if is_quoted and self._is_quoted and self.parts[-1].endswith("</blockquote>"):
            self.parts[-1] = f"{self.parts[-1].removesuffix('</blockquote>')}{said}</blockquote>"
        else:
            self.parts.append(f"<blockquote>{said}</blockquote>" if is_quoted else said)
        self._is_quoted = is_quoted

    def code(self, text: str) -> None:
        """Add a paragraph of code, as it stands; those that follow one another are one."""
        if not text.strip():
            return
        self._close(0)
        self._opens(text)
        written = html.escape(text, quote=False)
        if self.parts and self.parts[-1].endswith("</pre>"):
            self.parts[-1] = f"{self.parts[-1].removesuffix('</pre>')}\n{written}</pre>"
        else:
            self.parts.append(f"<pre>{written}</pre>")
        self._is_quoted = False

    def item(self, text: str, plain: str, depth: int, *, is_numbered: bool, number: int | None = None) -> None:
        """Add an item of a list, *depth* lists deep (0 for the outermost); *number* is its own."""
        if not plain.strip():
            return
        tag = "ol" if is_numbered else "ul"
        depth = min(depth, len(self._lists), 6)
        self._close(depth + 1)
        if len(self._lists) > depth and self._lists[-1] != tag:
            self._close(depth)
        if len(self._lists) <= depth:
            self._lists.append(tag)
            self.parts.append(f"<{tag}>")
        self._opens(plain)
        is_told = is_numbered and number is not None
        self.parts.append(f'<li value="{number}">{text}</li>' if is_told else f"<li>{text}</li>")
        self._is_quoted = False

    def table(self, rows: Sequence[Sequence[str]], *, has_head: bool) -> None:
        """Add a table of cells in HTML; one of a single cell is a frame around paragraphs."""
        self._close(0)
        if len(rows) == 1 and len(rows[0]) == 1:
            self.parts.append(f"<div>{rows[0][0]}</div>")
            return
        tags = ("th" if has_head and not number else "td" for number in range(len(rows)))
        written = (
            "".join(f"<{tag}>{cell}</{tag}>" for cell in row) for tag, row in zip(tags, rows, strict=True) if row
        )
        self.parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in written) + "</table>")

    def note(self, text: str) -> str:
        """Add a note and return its mark in the text."""
        self.notes.append(text)
        return f'<sup><a href="#note-{len(self.notes)}">{len(self.notes)}</a></sup>'

    def written(self) -> str:
        """Return all of it."""
        self._close(0)
        notes = "".join(f'<li id="note-{number}">{note}</li>' for number, note in enumerate(self.notes, 1))
        return "\n".join((*self.parts, *(["<hr>", f"<ol>{notes}</ol>"] if notes else ())))

    def answer(self, title: str, author: str, made: str) -> dict[str, str | None]:
        """Return the text, and what of these properties it bears out."""
        opening = " ".join(self.openings)
        shown = self.title or self._bold_title() or self._only_heading()
        return {
            "body": self.written(),
            "title": shown or borne_out_title(title, self.openings),
            "author": borne_out_author(author, opening),
            "published": borne_out_date(made, opening) or told_date(self.openings[: _HEAD + bool(shown)]),
        }

    def _bold_title(self) -> str | None:
        """Take the first paragraph out as the title where it is all bold and what follows is not."""
        first, second = (_BOLD_PARAGRAPH.fullmatch(each) for each in (*self.parts[:2], "", "")[:2])
        if first is None or second is not None or len(self.parts) < 2:
            return None
        title = line(html.unescape(first[1]))
        if len(title.split()) > _LONGEST_TITLE or title.endswith((".", ":", ",", ";")):
            return None
        del self.parts[0]
        return title

    def _only_heading(self) -> str | None:
        """Take the first paragraph out as the title where it is the only heading of its level, above all others."""
        first = _HEADING.fullmatch(self.parts[0]) if len(self.parts) > 1 else None
        if first is None or sum(each.startswith("<h1>") for each in self.parts) > 1:
            return None
        del self.parts[0]
        return line(html.unescape(_TAG.sub("", first[1])))

    def _opens(self, plain: str) -> None:
        if len(self.openings) < _OPENING:
            self.openings.append(line(plain))

    def _close(self, depth: int) -> None:
        while len(self._lists) > depth:
            self.parts.append(f"</{self._lists.pop()}>")


def cell_html(inner: DocumentText) -> str:
    """Return what stands in a cell, whose notes are the document's; one paragraph is bare words."""
    inner.notes = []
    written = inner.written()
    single = _PARAGRAPH.fullmatch(written)
    return single[1] if single else written
