"""The text scrape cleaner: a page saved as text becomes an article, and everything else an aside of its kind.

Each line that is not blank is in exactly one of: the headline, the body, an aside. Nothing is thrown away.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from reader.ingest.assembly import assemble, assemble_plainly, is_markdown
from reader.ingest.body import find_body
from reader.ingest.entry_times import with_entry_times
from reader.ingest.facts import record_of
from reader.ingest.kinds import kinds
from reader.ingest.lines import PageLine, fingerprint, ranges_of, read_lines
from reader.ingest.page import MOST_LINES, read_page
from reader.ingest.paywall import STUB, is_stub
from reader.ingest.threads import split_thread
from reader.ingest.vocabulary import vocabulary
from reader.library.article import Aside
from reader.library.folder import HouseRules
from reader.library.line_table import LEAST_PAGES
from reader.library.record import Record
from reader.library.safe_text import clean
from reader.text.languages import language_of

_LEAST_CHARACTERS = 25

NO_RULES = HouseRules()
_RANGE = re.compile(r"\s*([a-z]{1,20})\s+(\d{1,9})(?:\s?-\s?(\d{1,9}))?\s*\Z")


def line_prints(text: str) -> frozenset[str]:
    """Return the fingerprints of the lines of a page that may recur on others: long ones, where a scrape looks."""
    lines = text.splitlines()[:MOST_LINES]
    return frozenset(fingerprint(line) for line in {line for line in lines if len(line) >= _LEAST_CHARACTERS})


class Repetition:
    """Counts on how many pages each line stands."""

    def __init__(self) -> None:
        self._pages: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count the lines of one page, each once."""
        self._pages.update(line_prints(text))

    def recurring(self, least: int = LEAST_PAGES) -> frozenset[str]:
        """Return the fingerprints of the lines that stand on at least that many pages."""
        return frozenset(print_ for print_, count in self._pages.items() if count >= least and print_)


@dataclass(frozen=True, slots=True)
class AsideRange:
    """Lines *first* to *last* (from 1, both inclusive) of the original, and what they are."""

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ScrapedPage:
    """What was read out of a page: its record, its article, and where in the original each stands.

    *problem* is a sentence where a part of it was not looked at, or is not on the page.
    """

    record: Record
    markdown: str
    body: tuple[tuple[int, int], ...]
    set_aside: tuple[AsideRange, ...]
    problem: str | None = None


def scrape(text: str, house: HouseRules = NO_RULES, repeated: Container[str] = ()) -> ScrapedPage:
    """Take the article out of the text of a saved page.

    *house* adds a library's outlets and appeals; *repeated* holds the fingerprints of lines that recur on other pages.
    Lines are counted in `clean(text)`. The answer depends on nothing but the arguments, in time linear in the text.
    """
    text = clean(text)
    page = read_page(text, house, repeated)
    body = with_entry_times(page, find_body(page))
    kind_by_line = kinds(page, body)
    is_marked = is_markdown(text)
    language = language_of(" ".join(page.lines[at].text for at in body))
    scraped = ScrapedPage(
        record=record_of(page, body, kind_by_line, language),
        markdown=assemble([page.lines[at] for at in body], is_marked=is_marked),
        body=tuple(ranges_of([page.lines[at].number for at in body], page.lines)),
        set_aside=_ranges(page.lines, kind_by_line),
        problem=STUB if is_stub(page, body) else None,
    )
    return _with_rest(scraped, text, is_marked=is_marked) if page.is_cut else scraped


def _with_rest(scraped: ScrapedPage, text: str, *, is_marked: bool) -> ScrapedPage:
    """Add the lines of a very long text that were not looked at any more: they go with the last one that was."""
    last_body = scraped.body[-1][1] if scraped.body else 0
    last_aside = scraped.set_aside[-1] if scraped.set_aside else AsideRange("navigation", 0, 0)
    seen = max(last_body, last_aside.last)
    rest = [(number, line) for number, line in enumerate(text.split("\n")[seen:], seen + 1) if line.strip()]
    if not rest:
        return scraped
    end = rest[-1][0]
    if last_body < last_aside.last:
        told = f"Lines after the first {MOST_LINES:,} were not sorted: they are set aside with the one before them."
        return replace(scraped, set_aside=(*scraped.set_aside[:-1], replace(last_aside, last=end)), problem=told)
    markdown = scraped.markdown + "\n" + assemble_plainly([line for _, line in rest], is_marked=is_marked)
    return replace(scraped, markdown=markdown, body=(*scraped.body[:-1], (scraped.body[-1][0], end)))


def _ranges(lines: Sequence[PageLine], kind_by_line: dict[int, str]) -> tuple[AsideRange, ...]:
    ranges: list[AsideRange] = []
    previous = -2
    for at in sorted(kind_by_line):
        kind, number = kind_by_line[at], lines[at].number
        if ranges and ranges[-1].kind == kind and at == previous + 1:
            ranges[-1] = AsideRange(kind, ranges[-1].first, number)
        else:
            ranges.append(AsideRange(kind, number, number))
        previous = at
    return tuple(ranges)


def asides_of(text: str, ranges: Iterable[AsideRange]) -> tuple[Aside, ...]:
    """Return the texts of the *ranges* of a page; a comment thread comes with its comments as parts."""
    lines = clean(text).split("\n")
    asides: list[Aside] = []
    for part in ranges:
        said = "\n".join(lines[part.first - 1 : part.last]).strip("\n")
        parts = split_thread(read_lines(said), vocabulary()) if part.kind == "comments" else ()
        asides.append(Aside(part.kind, said, parts))
    return tuple(asides)


def format_ranges(ranges: Iterable[AsideRange]) -> tuple[str, ...]:
    """Return the *ranges* as a front matter keeps them: `appeal 1-5`."""
    return tuple(f"{part.kind} {part.first}-{part.last}" for part in ranges)


def parse_ranges(texts: Iterable[str]) -> tuple[AsideRange, ...]:
    """Return the ranges that `format_ranges` wrote; what is none is passed over."""
    matches = (_RANGE.match(text) for text in texts)
    found = (AsideRange(match[1], int(match[2]), int(match[3] or match[2])) for match in matches if match)
    return tuple(part for part in found if 1 <= part.first <= part.last)
