"""reStructuredText and Org: texts with marks, read as far as articles use them; the rest stays as it is written."""

import re
from collections.abc import Callable, Mapping

from reader.ingest.encodings import decoded
from reader.ingest.formats.content import document, first_date
from reader.ingest.formats.org import org_as_html
from reader.ingest.formats.part import FileFormat, FilePart, Parts
from reader.ingest.formats.rst import rst_as_html
from reader.ingest.formats.source import Source
from reader.library.dates import iso
from reader.library.errors import ReaderError
from reader.library.guarded_file import UnreadableError
from reader.library.record import Record
from reader.library.safe_text import line

_MARK = r"[=\-~^\"'`#*+.:_]"
_UNDERLINED = re.compile(rf"^(?![ \t])(?=.*\w)(.{{1,200}})\n({_MARK})\2{{2,}}[ \t]*$", re.MULTILINE)
_RST_ONLY = re.compile(
    r"^\.\. (?:[\w-]+::|\[[#*\w-]+\] |_[^:\n]+:)"
    r"|^:(?:author|date|tags?|slug|category|organization|status|version):[ \t]|`[^`<>\n]+ <https?://[^<>\s]+>`_|:[a-z-]+:`[^`\n]+`|[^\s`]``[^`\n]+``|^::$",
    re.MULTILINE | re.IGNORECASE,
)
_ORG_ONLY = re.compile(
    r"^#\+(?:title|author|date|begin_\w+|options|filetags|startup):|^#\+begin_\w+|^:PROPERTIES:$|\[\[https?://[^\[\]\s]+\]\[",
    re.MULTILINE | re.IGNORECASE,
)
_ORG_HEADING = re.compile(r"^\*+ \S", re.MULTILINE)
_ORG_TITLE = re.compile(r"^#\+title:", re.MULTILINE | re.IGNORECASE)
_MARKDOWN = re.compile(r"\A---\n|^#{1,6} \S|\]\(https?://", re.MULTILINE)

# A number sign and a space begin a comment of Org.
_NO_ORG = re.compile(r"\A---\n|\]\(https?://")


def _head(source: Source, marks: tuple[str, ...]) -> str:
    """Return the beginning of a text that has one of these *marks*, without which it is none of ours."""
    head = "" if source.head.lstrip()[:1] in b"<{" else source.head_text
    return head if any(mark in head for mark in marks) else ""


def _is_rst(source: Source) -> bool:
    head = _head(source, (".. ", "\n:", "`"))
    return bool(_RST_ONLY.search(head) and _UNDERLINED.search(head) and not _MARKDOWN.search(head))


def _is_org(source: Source) -> bool:
    head = _head(source, ("#+", ":PROPERTIES:", ":properties:", "[["))
    has_form = _ORG_TITLE.search(head) or _ORG_HEADING.search(head)
    return bool(_ORG_ONLY.search(head) and has_form and not _NO_ORG.search(head))


def _read(source: Source, as_html: Callable[[str], tuple[str, Mapping[str, str]]], suffix: str) -> Parts:
    data = source.read()
    try:
        text = decoded(data)
    except ReaderError as error:
        raise UnreadableError(f"{line(source.name)} {error}.") from error
    body, said = as_html(text.text.replace("\r\n", "\n").expandtabs(8))
    title, date = line(said.get("title", "")) or None, line(said.get("date", ""))
    record = Record(
        title=title,
        author=line(said.get("author") or said.get("authors") or "") or None,
        published=iso(date) or first_date(date),
        tags=tuple(filter(None, re.split(r"\s*[,:]\s*", line(said.get("tags") or said.get("filetags") or "")))),
    )
    yield FilePart(
        form="content",
        data=document(body, title),
        suffix=suffix,
        original=data,
        record=record,
        is_told=True,
        note=text.note,
    )


FORMATS = (
    FileFormat("a text in reStructuredText", _is_rst, lambda source: _read(source, rst_as_html, ".rst")),
    FileFormat("a text of Org", _is_org, lambda source: _read(source, org_as_html, ".org")),
)
