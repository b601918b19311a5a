"""The features by which a line is taken for the article or for page furniture; what each weighs is in `weights`."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.ingest.lines import PageLine

if TYPE_CHECKING:
    from reader.ingest.page import Page

_LENGTHS = (1, 3, 6, 10, 16, 28)
_MOST_MASS = 60
_PASSED, _GROUPS, _WORDS_EACH = (0.02, 0.1, 0.9, 0.98), (1, 3, 8), (3, 8)
_WIDE, _NARROW, _NEAR = 12, 4, 8

_SENTENCES = re.compile(r"[.!?…][\"'”’)]?\s")
_PRICE = re.compile(r"[$£€₽]\s?\d")
_INVITES = re.compile(
    r"(?:learn|find|explore|discover|see|read|get|check|watch|click|download|join|sign|try|shop|book|contact|visit|request"
    r"|access|start|subscribe|save|buy|view|talk|schedule|claim|ready|want|need|looking|call|enter|browse|follow)\b"
)
_LEADS_ELSEWHERE = re.compile(
    r"(?:related|read more|read also|also read|see also|more|watch|read|recommended|up next|read next|further reading"
    r"|also on|above|below|photo|image|left|right|lire aussi|lesen sie auch|lea también|читайте также"
    r"|ayrıca bakınız) ?:"
)
_IS_SOMEBODY = re.compile(
    r"(?:[A-Z][\w.'’-]{0,30} ){1,5}(?:is|was|has|covers|writes|reports|works|joined|brings|holds|lives|serves) "
)
_BEGINNING = 200
_ADDRESSING = frozenset("our we us your you my".split())


def features(page: "Page") -> Iterator[list[str]]:
    """Yield the names of the features that each line of *page* has."""
    around = _Surroundings(page)
    for position, line in enumerate(page.lines):
        names = [f"length {length_class(line)}"]
        names += _own(line)
        names += _words(page, position)
        names += around.of(position)
        names += around.place(position)
        yield names


def length_class(line: PageLine) -> int:
    """Return how long the line is, in seven steps."""
    return bisect_left(_LENGTHS, line.word_count)


def _own(line: PageLine) -> Iterator[str]:
    size, text = length_class(line), line.seen.rstrip()
    if line.is_finished:
        yield f"finished {min(size, 4)}"
    elif size >= 3:
        yield f"unfinished {size}"
    if line.linked > 0.6 and line.word_count >= 2:
        yield "linked"
    yield from _marks(line, text)
    if size <= 3:
        yield from _own_if_short(line, text)


def _marks(line: PageLine, text: str) -> Iterator[str]:
    if text.endswith(":"):
        yield "colon"
    elif text.endswith(("…", "...")):
        yield "cut short"
    if line.is_item:
        yield "item"
    if _SENTENCES.search(text):
        yield "sentences"
    if text[:1].islower():
        yield "small letter"


def _own_if_short(line: PageLine, text: str) -> Iterator[str]:
    letters = [word for word in line.words if word[0].isalpha()]
    if not letters:
        yield "no letters"
    elif line.word_count <= 8 and not line.is_finished and all(word[0].isupper() for word in letters):
        yield "capitals"
    if text.isupper():
        yield "all capitals"
    if line.dates:
        yield "date"
    if _PRICE.search(text):
        yield "price"
    if "@" in text:
        yield "at sign"


def _words(page: "Page", position: int) -> Iterator[str]:
    line, evidence = page.lines[position], page.evidence[position]
    is_long = line.word_count >= 25
    for kind, weight in evidence.items():
        yield f"{kind} {('long' if weight >= 5 else 'long, hardly') if is_long else min(weight, 3)}"
    if line.word_count <= 8:
        share = page.vocabulary.furniture_share(line)
        yield f"furniture {0 if share == 0 else 1 if share < 0.4 else 2}"
    if line.word_count <= 25 and page.copies[line.key] > 1:
        yield "copied"
    if page.is_record[position]:
        yield "record"
    yield from _address(line)


def _address(line: PageLine) -> Iterator[str]:
    """Yield how the line addresses the reader or points elsewhere."""
    if line.word_count <= 22 and _INVITES.match(line.folded):
        yield "invites"
    if _LEADS_ELSEWHERE.match(line.folded[:_BEGINNING].lstrip(" *->»")):
        yield "leads elsewhere"
    if _IS_SOMEBODY.match(line.seen):
        yield "is somebody"
    tokens = line.tokens
    if len(tokens) >= 5 and len([token for token in tokens if token in _ADDRESSING]) >= 0.12 * len(tokens):
        yield "addresses"


class _Surroundings:
    """What stands about a line: sums over windows, kept so that each is asked for in constant time."""

    def __init__(self, page: "Page") -> None:
        lines = page.lines
        self._page = page
        self._prose = [0, *accumulate(line.is_prose for line in lines)]
        self._strong = [0, *accumulate(page.is_strong)]
        self._mass = [0, *accumulate(min(line.word_count, _MOST_MASS) if line.is_prose else 0 for line in lines)]
        text = [at for at, line in enumerate(lines) if line.is_prose and not page.is_strong[at]]
        self._text = text
        self._endings = _endings(page, self._mass)
        self._groups = _groups(lines)
        anchor = page.headline.anchor if page.headline else -1
        self._anchor = anchor
        self._first = next((at for at in text if at > anchor and lines[at].is_finished), len(lines))

    def of(self, position: int) -> Iterator[str]:
        """Yield what the lines nearby show."""
        lines, count = self._page.lines, len(self._page.lines)
        yield from self._neighbor("before", position - 1)
        yield from self._neighbor("after", position + 1)
        if length_class(lines[position]) <= 2 and not lines[position].is_finished:
            above = " under prose" if self._prose[position] > self._prose[max(0, position - 1)] else ""
            below = " over prose" if self._prose[min(count, position + 2)] > self._prose[position + 1] else ""
            yield f"short{above}{below}"
        yield f"wide {self._share(position, _WIDE)}"
        yield f"narrow {self._share(position, _NARROW)}"
        low, high = max(0, position - _NEAR), min(count, position + _NEAR + 1)
        yield f"furniture above {min(4, self._strong[position] - self._strong[low])}"
        yield f"furniture below {min(4, self._strong[high] - self._strong[position + 1])}"
        yield from self._distances(position)

    def _neighbor(self, name: str, near: int) -> Iterator[str]:
        if not 0 <= near < len(self._page.lines):
            yield f"{name} nothing"
            return
        other = self._page.lines[near]
        kind = "prose" if other.is_prose else "sentence" if other.is_finished else min(length_class(other), 3)
        yield f"{name} {kind}"
        if self._page.is_strong[near] and not self._page.is_record[near]:
            yield f"{name} furniture"

    def _share(self, position: int, radius: int) -> int:
        """Return how much of what stands within *radius* lines is prose, from 0 to 4."""
        low, high = max(0, position - radius), min(len(self._page.lines), position + radius + 1)
        others = self._prose[high] - self._prose[low] - (self._prose[position + 1] - self._prose[position])
        return int(4.99 * others / max(1, high - low - 1))

    def _distances(self, position: int) -> Iterator[str]:
        at = bisect_right(self._text, position)
        here = at > 0 and self._text[at - 1] == position
        above = self._text[at - 1 - here] if at - 1 - here >= 0 else -_WIDE
        below = self._text[at] if at < len(self._text) else position + _WIDE + 1
        yield f"prose above {min(position - above - 1, _WIDE) // 3}"
        yield f"prose below {min(below - position - 1, _WIDE) // 3}"

    def place(self, position: int) -> Iterator[str]:
        """Yield where on the page the line stands."""
        passed = self._mass[position] / max(1, self._mass[-1])
        yield f"passed {bisect_right(_PASSED, passed)}"
        if self._endings[position]:
            yield f"after an ending {min(3, self._endings[position])}"
        elif self._is_plain_sentence(position):
            yield "plain sentence"
        size, words = self._groups[position]
        yield f"group {bisect_left(_GROUPS, size)}"
        if size > 1:
            yield f"group of {bisect_right(_WORDS_EACH, words / size)}"
        if position in self._page.headline_lines:
            yield "headline"
        if self._anchor < 0:
            return
        if position <= self._anchor:
            yield f"above the headline {length_class(self._page.lines[position])}"
        elif position < self._first:
            yield "under the headline"

    def _is_plain_sentence(self, position: int) -> bool:
        """Whether the line is a whole sentence below the headline without signs of furniture."""
        line = self._page.lines[position]
        is_sentence = line.is_finished and length_class(line) >= 3
        return is_sentence and position > self._anchor and not self._page.evidence[position]


def _endings(page: "Page", mass: Sequence[int]) -> list[int]:
    """Return for each line how many headings that end an article stand at or above it, in the page's latter part."""
    counts: list[int] = []
    count = 0
    for position, line in enumerate(page.lines):
        passed = mass[position] / max(1, mass[-1])
        is_heading = line.word_count <= 8 and page.vocabulary.is_ending(line)
        is_rights = page.evidence[position].get("rights", 0) >= 3 and "caption" not in page.evidence[position]
        count += (is_heading and passed > 0.4) or (is_rights and passed > 0.6)
        counts.append(count)
    return counts


def _groups(lines: Sequence[PageLine]) -> list[tuple[int, int]]:
    """Return for each line how many lines, and words, stand in the group between blank lines."""
    groups: list[list[int]] = []
    index: list[int] = []
    for line in lines:
        if not groups or line.gap:
            groups.append([0, 0])
        groups[-1][0] += 1
        groups[-1][1] += line.word_count
        index.append(len(groups) - 1)
    return [(groups[group][0], groups[group][1]) for group in index]
