"""Pages of Logseq (file graphs, to 0.10): outlines in Markdown with properties, and its highlights in PDFs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reader.ingest.formats.fields import Fields
from reader.ingest.formats.marked_markdown import markdown_head, markdown_text, plain
from reader.ingest.formats.part import FileFormat, FilePart, Highlight, Parts
from reader.ingest.formats.saved_item import ItemMapping, SavedItem
from reader.ingest.formats.source import Source

_PROPERTY = re.compile(r"\s*(?:- )?([A-Za-z][\w.-]{0,60}):: ?([^\n]{0,4000})")
_BULLET = re.compile(r"([ \t]*)- ?(.*)")
_IS_PAGE = re.compile(r"^(?:[ \t]*- |[ \t]+)?[a-z][\w.-]{0,60}:: \S", re.MULTILINE)
_IS_OUTLINE = re.compile(r"^- ", re.MULTILINE)
_ON_PDF = "\n  ls-type:: annotation"
_REFERENCE = re.compile(r"\(\(([0-9a-f]{8}-[0-9a-f-]{27})\)\)")
_MACRO = re.compile(r"\{\{[^{}\n]{0,2000}\}\}")
_TASK = re.compile(r"(TODO|DOING|NOW|LATER|WAITING|DONE|CANCELED) ")
_FILE = re.compile(r"\[([^\[\]\n]{1,500})\]\(")
_PAGE = ItemMapping(
    url=("url", "source", "link"),
    author=("author", "authors"),
    tags=("tags",),
    published=("published",),
    title=("title",),
)


@dataclass(slots=True)
class OutlineBlock:
    """A block of an outline: how far it is indented, its lines, and its properties."""

    indent: int
    lines: list[str]
    said: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What it says."""
        return "\n".join(self.lines).strip()


def _blocks(text: str) -> Iterator[OutlineBlock]:
    """Yield what stands before the outline, with the properties of the page, then its blocks."""
    block = OutlineBlock(-1, [])
    for each in text.split("\n"):
        bullet, told = _BULLET.fullmatch(each), _PROPERTY.fullmatch(each)
        if bullet:
            yield block
            block = OutlineBlock(len(bullet[1].expandtabs(2)), [])
        if told:
            block.said[told[1].lower()] = told[2].strip()
        else:
            block.lines.append(bullet[2] if bullet else each.strip() if block.indent >= 0 else each)
    yield block


def _read_page(source: Source) -> Parts:
    data = source.read()
    page, *blocks = _blocks(markdown_text(source, data))
    # The properties of a page may also stand in its first block.
    told = page.said or (blocks[0].said if blocks and not blocks[0].text else {})
    text_by_id = {each.said["id"]: each.text for each in blocks if "id" in each.said}
    lines = [page.text, *filter(None, (_written(each, text_by_id) for each in blocks))]
    item = _PAGE.item(Fields(told))
    item.title = item.title or source.name.rpartition(".")[0].replace("___", "/")
    item.tags = [each.strip("#[] ") for each in told.get("tags", "").split(",")]
    part = item.part("\n".join(lines).strip().encode("utf-8", "replace"), "article", ".md")
    yield replace(part, name="", original=data) if isinstance(part, FilePart) else part


def _written(block: OutlineBlock, text_by_id: dict[str, str]) -> str:
    text = _REFERENCE.sub(lambda found: text_by_id.get(found[1], ""), _MACRO.sub("", block.text))
    task = _TASK.match(text)
    if task:
        text = f"[{'x' if task[1] in {'DONE', 'CANCELED'} else ' '}] {text[task.end() :]}"
    space = " " * block.indent
    return f"{space}- {text}".replace("\n", f"\n{space}  ") if text.strip() else ""


def _read_highlights(source: Source) -> Parts:
    page, *blocks = _blocks(markdown_text(source, source.read()))
    file = _FILE.search(page.said.get("file", ""))
    marks: list[Highlight] = []
    for each in blocks:
        if each.said.get("ls-type") == "annotation":
            # What is marked as an area is a picture.
            words = "" if each.said.get("hl-type") == "area" else plain(each.text)
            marks.append(Highlight(words, color=each.said.get("hl-color", "")))
        elif marks and each.text:
            marks[-1] = replace(marks[-1], note=f"{marks[-1].note}\n\n{each.text}".strip())
    title = file[1].rpartition(".")[0] if file else source.name.removeprefix("hls__").rpartition(".")[0]
    yield SavedItem(title=title, highlights=tuple(each for each in marks if each.exact or each.note)).part()


def _is_on_pdf(source: Source) -> bool:
    return _ON_PDF in markdown_head(source)


def _is_page(source: Source) -> bool:
    if not source.name.lower().endswith(".md"):
        return False
    text = markdown_head(source)
    return bool(_IS_PAGE.search(text) and _IS_OUTLINE.search(text))


FORMATS = (
    FileFormat("Logseq's highlights", _is_on_pdf, _read_highlights),
    FileFormat("a page of Logseq", _is_page, _read_page),
)
