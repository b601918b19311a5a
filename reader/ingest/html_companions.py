"""Lines of an HTML page that belong to the article for what stands beside them, and those that do so no more."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from reader.ingest.chronology import is_day
from reader.ingest.html_blocks import HtmlBlock
from reader.ingest.html_zones import is_correction
from reader.ingest.page import Page

# Where text stands: what a click unfolds is a part of it.
OPEN = frozenset(("", "folded"))
_SHORT_WORDS = 12
# A line of so many words that the article has already is there for a narrower screen.
_COPY = 8
# So many dates head the entries of a list; between them and the text a headline or a place may stand.
_DAYS, _BELOW = 3, 2
_PLACE = 4
_PULLED = 3


def with_companions(page: Page, shown: Sequence[HtmlBlock], body: Sequence[int]) -> list[int]:
    """Return the lines of the article, once each, with those that belong to them though they look like furniture."""
    body = _without_copies(page, body)
    missed = (*_speakers(page, shown, {*body}), *_led_items(page, shown, body), *_tables(page, shown, body))
    missed += (*_corrections(page, shown, body),)
    body = sorted({*body, *missed, *_codes(page, shown, {*body})})
    body = sorted({*body, *_items(page, shown, {*body})})
    body = sorted({*body, *_titles(page, shown, body)})
    return sorted({*body, *_days(page, shown, {*body})})


def without_leftovers(page: Page, shown: Sequence[HtmlBlock], body: Sequence[int]) -> list[int]:
    """Return the lines of the article without headings of which only they are left, and without pulled quotations."""
    said = {page.lines[at].key for at in body}
    kept: list[int] = []
    for at in reversed(body):
        is_left = at < len(shown) and at + 1 not in kept[-1:] and page.lines[at + 1].key not in said
        if not (is_left and _is_bare(shown, at, kept[-1:])):
            kept.append(at)
    repeated = {*_pulled(page, shown, kept)}
    return [at for at in reversed(kept) if at not in repeated]


def _without_copies(page: Page, body: Sequence[int]) -> list[int]:
    first = {page.lines[at].key: at for at in reversed(body)}
    return [at for at in body if page.lines[at].word_count < _COPY or first[page.lines[at].key] == at]


def _speakers(page: Page, shown: Sequence[HtmlBlock], body: set[int]) -> Iterator[int]:
    """Yield the last lines of quotations in the article, which say whose they are: alone they look like a menu."""
    for at, (block, after) in enumerate(pairwise([*shown, None]), 1):
        ends_quotation = _is_quoted(block) and not _is_quoted(after)
        is_short = ends_quotation and page.lines[at].word_count < _SHORT_WORDS and not page.is_strong[at]
        if is_short and at - 1 in body and _is_quoted(shown[at - 2]):
            yield at


def _led_items(page: Page, shown: Sequence[HtmlBlock], body: Sequence[int]) -> Iterator[int]:
    """Yield the items, links maybe, of the lists in the midst of the article that a line of it leads to by a colon."""
    for at in body:
        if shown[at - 1].zone or not page.lines[at].text.endswith((":", "：")):
            continue
        run = [*takewhile(lambda each: _is_item(shown[each - 1]), range(at + 1, body[-1]))]
        if run and not _is_item(shown[run[-1]]):
            yield from (each for each in run if each not in page.never)


def _corrections(page: Page, shown: Sequence[HtmlBlock], body: Sequence[int]) -> Iterator[int]:
    """Yield the lines below the beginning of the article that put it right: they stand alone, or in its footer."""
    for at in range(body[0] + 1 if body else len(shown) + 1, len(shown) + 1):
        block = shown[at - 1]
        is_plain = block.kind == "text" and block.zone in OPEN and not block.markdown.startswith("[")
        if is_plain and at not in page.comments and is_correction(page.lines[at].text):
            yield at


def _tables(page: Page, shown: Sequence[HtmlBlock], body: Sequence[int]) -> Iterator[int]:
    """Yield the rows of the tables amid the article, or partly in it, captions aside: none leads to other pages.

    A table of one row may stand below its last line as well.
    """
    inside = set(body)
    places = [at for at, block in enumerate(shown, 1) if block.kind != "caption"]
    runs: list[list[int]] = [[], *([*run] for _, run in groupby(places, lambda at: _is_row(shown[at - 1]))), []]
    for above, rows, below in zip(runs, runs[1:], runs[2:], strict=False):
        is_amid = bool(inside & {*above[-1:]} and inside & {*below[:1]})
        is_partly = not inside.isdisjoint(rows) if len(rows) > 1 else not inside.isdisjoint(above[-1:])
        if _is_row(shown[rows[0] - 1]) and (is_amid or is_partly):
            yield from {*rows} - {*page.dumps, *page.comments}


def _codes(page: Page, shown: Sequence[HtmlBlock], inside: set[int]) -> Iterator[int]:
    """Yield the code above or below a line of the article, which says nothing as a sentence would."""
    for at, block in enumerate(shown, 1):
        is_near = block.kind == "code" and not inside.isdisjoint((at - 1, at + 1))
        if is_near and block.zone in OPEN and at not in page.dumps and at not in page.comments:
            inside.add(at)
            yield at


def _items(page: Page, shown: Sequence[HtmlBlock], inside: set[int]) -> Iterator[int]:
    """Yield the items of the lists of which most are in the article."""
    for (kind, _), run in groupby(range(1, len(shown) + 1), lambda at: (shown[at - 1].kind, shown[at - 1].zone)):
        items = [*run]
        if kind == "item" and 2 * len(inside.intersection(items)) > len(items):
            yield from (at for at in items if at not in page.never and not page.is_strong[at])


def _titles(page: Page, shown: Sequence[HtmlBlock], body: Sequence[int]) -> Iterator[int]:
    """Yield the headings right above lines of the article, or with a date or a place between."""
    inside = {*body}
    for at in range(body[0] + 1 if body else len(shown), len(shown)):
        is_heading = shown[at - 1].kind == "heading" and at not in page.never
        is_plain = is_heading and shown[at - 1].zone in {*OPEN, shown[at].zone}
        if not is_plain or at in inside or page.is_strong[at]:
            continue
        if at + 1 in inside or (at + 2 in inside and page.lines[at + 1].word_count <= _PLACE):
            yield at


def _days(page: Page, shown: Sequence[HtmlBlock], inside: set[int]) -> Sequence[int]:
    """Return the dates above the entries of a list, or below their headings, if there are several."""
    found = [
        at
        for at in range(min(inside, default=len(shown)) + 1, len(shown))
        if at not in page.never and shown[at - 1].zone in OPEN and not inside.isdisjoint(range(at + 1, at + 1 + _BELOW))
    ]
    days = [at for at in found if is_day(page.lines[at])]
    return days if len(days) >= _DAYS else ()


def _is_bare(shown: Sequence[HtmlBlock], at: int, below: Sequence[int]) -> bool:
    """Whether a line is a heading of what is not in the article, whose next line is the first of those *below*."""
    heading, left = shown[at - 1], shown[at]
    is_next = not below or _level(shown[below[0] - 1]) <= _level(heading)
    return heading.kind == "heading" and is_next and left.zone in OPEN and left.kind not in {"caption", "rule"}


def _level(block: HtmlBlock) -> int:
    return len(block.line) - len(block.line.lstrip("#")) if block.kind == "heading" else 7


def _pulled(page: Page, shown: Sequence[HtmlBlock], body: Sequence[int]) -> Iterator[int]:
    """Yield the lines beside the text that only repeat what a paragraph of it says, to be seen from afar."""
    for at in body:
        words = page.lines[at].word_count
        if shown[at - 1].zone not in {"pulled", "aside"} or words < _PULLED:
            continue
        key = f" {page.lines[at].key} "
        if any(page.lines[each].word_count > words and key in f" {page.lines[each].key} " for each in body):
            yield at


def _is_row(block: HtmlBlock) -> bool:
    return block.kind == "row" and block.zone in OPEN


def _is_item(block: HtmlBlock) -> bool:
    return block.kind == "item" and not block.zone


def _is_quoted(block: HtmlBlock | None) -> bool:
    return block is not None and block.markdown.startswith(">")
