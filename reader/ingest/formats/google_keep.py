"""Notes of Google Keep, as Google Takeout packs them: each in JSON, with a page beside it that says the same."""

import re

from reader.ingest.formats.fields import Fields
from reader.ingest.formats.json_exports import has_keys
from reader.ingest.formats.json_text import read_json
from reader.ingest.formats.part import FileFormat, Parts, Skipped
from reader.ingest.formats.saved_item import ItemMapping
from reader.ingest.formats.source import Source

_PAGE = re.compile(rb'<div class="note[\w ]{0,60}">\s*<div class="heading">')
_ADDRESS = re.compile(r"https?://\S+")
_NOTE = ItemMapping(
    url=(), text=("textContent",), tags=("labels",), saved=("createdTimestampUsec", "userEditedTimestampUsec")
)


def _read(source: Source) -> Parts:
    said = Fields.of(read_json(source))
    item = _NOTE.item(said)
    boxes = (f"- [{'x' if each.flag('isChecked') else ' '}] {each.line('text')}" for each in said.items("listContent"))
    item.text = item.text or "\n".join(boxes)
    links = [each for each in said.items("annotations") if each.line("source") == "WEBLINK"]
    item.notes = ("what is attached to it was left out",) if said.value("attachments") else ()
    if said.flag("isTrashed"):
        yield Skipped(item.title, "It was deleted there.")
    elif links and not _ADDRESS.sub("", item.text).strip():
        # A page that was shared to Keep; the note holds its address only.
        for each in links:
            item.url, item.title, item.text = each.line("url"), each.line("title") or item.title, ""
            yield item.part()
    else:
        yield item.part()


def _is_told_beside(source: Source) -> bool:
    return bool(_PAGE.search(source.head)) and source.beside(_json_of(source)) is not None


def _json_of(source: Source) -> str:
    return f"{source.name.rpartition('.')[0]}.json"


def _beside(source: Source) -> Parts:
    yield Skipped("", f"{_json_of(source)} beside it says the same.")


FORMATS = (
    FileFormat("a note of Google Keep", has_keys("isTrashed", "isPinned", "isArchived"), _read),
    FileFormat("a note of Google Keep", _is_told_beside, _beside),
)
