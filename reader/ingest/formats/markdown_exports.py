"""Markdown that programs write of what they keep: percollate, nb, Readwise, and what Instapaper copies."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reader.ingest.formats.content import first_date
from reader.ingest.formats.marked_markdown import is_marked, markdown_head, markdown_text, plain, read_marked
from reader.ingest.formats.moments import FIRST_PRINT, moment
from reader.ingest.formats.part import FileFormat, FilePart, Highlight, Parts, Skipped
from reader.ingest.formats.saved_item import SavedItem
from reader.ingest.formats.source import Source

_BOOKMARK = re.compile(r"\s*# ([^\n]{1,1000})\n\s*<(https?://[^\s<>]{1,4000})>[ \t]*(?:\n|\Z)")
_PERCOLLATE = re.compile(
    r"^# ([^\n]{1,1000})\n\s*(?:By ([^\n]{1,300})\n\s*)?(?:Published ([^\n·]{1,100})(?:· Updated [^\n]{0,100})?\n\s*)?"
    r"Source: (?:<(https?://[^\s<>]{1,4000})>|\[[^\[\]\n]{0,4000}\]\((https?://[^\s()]{1,4000})\))[ \t]*\n",
    re.MULTILINE,
)
_SECTION = re.compile(r"^## ([^\n]{1,100})\n", re.MULTILINE)
_READWISE = re.compile(r"^#{2,3} Metadata[ \t]*\n", re.MULTILINE)
_FACT = re.compile(r"^(?:- )?([A-Z][A-Za-z ]{1,30}):[ \t]*(\S[^\n]{0,4000})$", re.MULTILINE)
_VIEWED = re.compile(r"[ \t]*\(\[View Highlight\][ ]?\([^()\s]{0,1000}\)\)")
_REMARK = re.compile(r"^[ \t]+- (Note|Tags): ?(.*)", re.MULTILINE)
_QUOTED = re.compile(r"\s*# \[([^\[\]\n]{0,1000})\]\((https?://[^\s()]{1,4000})\)[ \t]*\n(?=\s*>)")


def _percollate(source: Source) -> Parts:
    """Read each article; before the first stand a cover and the contents."""
    data = source.read()
    text = markdown_text(source, data)
    found = [*_PERCOLLATE.finditer(text)]
    for at, each in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        # Its hours are those of the machine that made it, whose zone is not told.
        published = moment((first_date(each[3] or "") or "")[:10], FIRST_PRINT)
        item = SavedItem(url=each[4] or each[5], title=plain(each[1]), author=plain(each[2] or ""), published=published)
        body = text[each.end() : end].strip().encode("utf-8", "replace")
        part = item.part(body, "article", suffix=".md")
        if len(found) == 1 and isinstance(part, FilePart):
            part = replace(part, name="", original=data)
        yield part


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of the sections of a file; that of the page's own text is the last, whatever is in it."""
    found = [*_SECTION.finditer(text)]
    for at, each in enumerate(found):
        name = each[1].strip().lower()
        is_whole = name in {"content", "page content"}
        end = found[at + 1].start() if at + 1 < len(found) and not is_whole else len(text)
        yield name, text[each.end() : end].strip()
        if is_whole:
            return


def _bookmark(source: Source) -> Parts:
    data = source.read()
    text = markdown_text(source, data)
    opening = _BOOKMARK.match(text)
    said = dict(_sections(text))
    title = re.sub(r"[ \t]*\([\w.-]+\.\w+\)\Z", "", opening[1]) if opening else ""
    quote = re.sub(r"^>[ \t]?", "", said.get("quote", ""), flags=re.MULTILINE).strip()
    item = SavedItem(
        url=opening[2] if opening else "",
        title=title,
        description=said.get("description", ""),
        comment=said.get("comment", ""),
        tags=[each.lstrip("#") for each in said.get("tags", "").split()],
        highlights=(Highlight(plain(quote)),) if quote else (),
    )
    yield _whole(item, said.get("content") or said.get("page content") or "", data)


def _readwise(source: Source) -> Parts:
    data = source.read()
    text = markdown_text(source, data)
    said = dict(_sections(text.replace("\n### Metadata", "\n## Metadata")))
    facts = {name.lower(): value for name, value in _FACT.findall(said.get("metadata", ""))}
    marks = next((each for name, each in said.items() if name.startswith("highlights")), "")
    item = SavedItem(
        url=facts.get("url", ""),
        title=facts.get("full title", ""),
        author=re.sub(r"\[\[|\]\]", "", facts.get("author", "")),
        description=facts.get("summary", ""),
        tags=[each.lstrip("#[").rstrip("]") for each in facts.get("document tags", "").split()],
        highlights=tuple(_of_readwise(marks)),
    )
    whole = said.get("full document", "")
    yield _whole(item, "" if whole.startswith("[[") else whole, data)


def _of_readwise(text: str) -> Iterator[Highlight]:
    for each in re.split(r"^(?:- |>)", text, flags=re.MULTILINE)[1:]:
        remarks = dict(_REMARK.findall(each))
        exact = plain(_VIEWED.sub("", _REMARK.sub("", each)).strip())
        tags = re.findall(r"\[\[([^\[\]]+)\]\]|#([\w-]+)", remarks.get("Tags", ""))
        if exact:
            yield Highlight(exact, remarks.get("Note", "").strip(), tags=tuple(a or b for a, b in tags))


def _copied(source: Source) -> Parts:
    """Read the highlights that Instapaper copies: quotations, and the note behind each."""
    data = source.read()
    text = markdown_text(source, data)
    opening = _QUOTED.match(text)
    pieces = re.split(r"^((?:>[^\n]*\n?)+)", text[opening.end() :] if opening else "", flags=re.MULTILINE)
    marks = (
        Highlight(plain(re.sub(r"^>[ \t]?", "", quote, flags=re.MULTILINE)), after.strip())
        for quote, after in zip(pieces[1::2], pieces[2::2], strict=True)
    )
    url, title = (opening[2], opening[1]) if opening else ("", "")
    yield SavedItem(url=url, title=title, highlights=tuple(marks)).part()


def _whole(item: SavedItem, text: str, data: bytes) -> FilePart | Skipped:
    """Return what a file keeps of a page, which is the file itself, or the link where it has no text."""
    if not text.strip():
        return item.part()
    part = item.part(text.encode("utf-8", "replace"), "article", suffix=".md")
    return replace(part, name="", original=data) if isinstance(part, FilePart) else part


def _is_of_percollate(source: Source) -> bool:
    text = markdown_head(source)
    return "\nSource: " in text and bool(_PERCOLLATE.search(text))


def _is_of_readwise(source: Source) -> bool:
    text = markdown_head(source)
    return "## Metadata" in text and bool(_READWISE.search(text) and _FACT.search(text))


FORMATS = (
    FileFormat("percollate's Markdown", _is_of_percollate, _percollate),
    FileFormat("a bookmark of nb", lambda source: bool(_BOOKMARK.match(markdown_head(source))), _bookmark),
    FileFormat("a page from Readwise", _is_of_readwise, _readwise),
    FileFormat("highlights from Instapaper", lambda source: bool(_QUOTED.match(markdown_head(source))), _copied),
    FileFormat("Markdown with marks", is_marked, read_marked),
)
