"""The looks of the text's own markup: emphasis, links, terms, the marks of footnotes."""

from collections.abc import Iterator

from reader.library.plain_text import Block, PlainText
from reader.view.marks import Mark
from reader.view.shown_text import is_footnote_label, task_state

_LOOKS = {
    "emphasis": "article--emphasis", "strong": "article--strong", "code": "article--code", "strike": "article--strike",
    "link": "article--link", "wikilink": "article--link", "image": "article--image", "footnote": "article--footnote",
    "raised": "article--raised", "lowered": "article--raised", "marked": "article--marked",
}  # fmt: skip


def span_marks(plain: PlainText) -> Iterator[Mark]:
    """Yield the marks of all spans, and of finished tasks."""
    reached = -1
    for span in plain.spans:
        look = _LOOKS.get(span.kind)
        if span.kind == "definition":
            # The term stands before the first of its definitions.
            start = plain.blocks[plain.block_at(span.start)].start
            if max(start, reached) == start < span.start - 1:
                yield Mark(start, span.start - 1, "article--strong")
            reached = span.end
        elif span.kind == "footnote" and is_footnote_label(plain, span):
            yield Mark(span.start, span.end + 1, "article--marker")
        elif look:
            yield Mark(span.start, span.end, look)
    yield from _done_tasks(plain)


def _done_tasks(plain: PlainText) -> Iterator[Mark]:
    if "[x] " not in plain.text and "[X] " not in plain.text:
        return
    for block in plain.blocks:
        start = block.start + len("[x] ")
        if block.kind == "item" and start < block.end and task_state(plain.text, block.start) == "x":
            yield Mark(start, block.end, "article--done")


def block_looks(block: Block, *, is_head: bool = False) -> list[str]:
    """Return the looks of all the text of a block; *is_head* of the first row of a table."""
    looks = []
    if block.kind == "heading":
        looks.append(f"article--heading-{min(max(block.level, 1), 6)}")
    elif block.kind == "code":
        looks.append("article--code-block")
    elif block.kind == "rule":
        looks.append("article--marker")
    elif block.kind == "table" and is_head:
        looks.append("article--table-head")
    if block.quote:
        looks.append("article--quote")
    return looks
