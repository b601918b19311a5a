"""The features by which a line is taken for the article or for page furniture; what each weighs is in `weights`."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import gt, sub
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


# The names of what is counted, made once: a page asks for them thousands of times.
_LENGTH, _UNFINISHED, _ABOVE_HEADLINE = (
    tuple(f"{name} {length}" for length in range(len(_LENGTHS) + 1))
    for name in ("length", "unfinished", "above the headline")
)
_FINISHED, _FURNITURE, _ENDING, _PASSED_SHARE, _GROUP, _GROUP_OF, _ROUND, _NEARBY, _ABOVE, _BELOW, _ABOUT, _UNDER = (
    tuple(f"{name} {number}" for number in range(6))
    for name in (
        "finished", "furniture", "after an ending", "passed", "group", "group of", "wide", "narrow",
        "furniture above", "furniture below", "prose above", "prose below",
    )
)  # fmt: skip
_NEIGHBORS: dict[str, dict[str | int, str]] = {
    name: {kind: f"{name} {kind}" for kind in ("nothing", "prose", "sentence", "furniture", 0, 1, 2, 3)}
    for name in ("before", "after")
}


def features(page: "Page") -> Iterator[list[str]]:
    """Yield the names of the features that each line of *page* has."""
    around = _Surroundings(page)
    for position, line in enumerate(page.lines):
        size = length_class(line)
        names = [_LENGTH[size]]
        _own(line, size, names)
        _words(page, position, names)
        around.of(position, size, names)
        around.place(position, size, names)
        yield names


def length_class(line: PageLine) -> int:
    """Return how long the line is, in seven steps."""
    return bisect_left(_LENGTHS, line.word_count)


def _own(line: PageLine, size: int, names: list[str]) -> None:
    text = line.seen.rstrip()
    if line.is_finished:
        names.append(_FINISHED[min(size, 4)])
    elif size >= 3:
        names.append(_UNFINISHED[size])
    if line.linked > 0.6 and line.word_count >= 2:
        names.append("linked")
    _marks(line, text, names)
    if size <= 3:
        _own_if_short(line, text, names)


def _marks(line: PageLine, text: str, names: list[str]) -> None:
    if text.endswith(":"):
        names.append("colon")
    elif text.endswith(("…", "...")):
        names.append("cut short")
    if line.is_item:
        names.append("item")
    if _SENTENCES.search(text):
        names.append("sentences")
    if text[:1].islower():
        names.append("small letter")


def _own_if_short(line: PageLine, text: str, names: list[str]) -> None:
    letters = [word for word in line.words if word[0].isalpha()]
    if not letters:
        names.append("no letters")
    elif line.word_count <= 8 and not line.is_finished and all(word[0].isupper() for word in letters):
        names.append("capitals")
    if text.isupper():
        names.append("all capitals")
    if line.dates:
        names.append("date")
    if _PRICE.search(text):
        names.append("price")
    if "@" in text:
        names.append("at sign")


def _words(page: "Page", position: int, names: list[str]) -> None:
    line, evidence = page.lines[position], page.evidence[position]
    is_long = line.word_count >= 25
    for kind, weight in evidence.items():
        names.append(f"{kind} {('long' if weight >= 5 else 'long, hardly') if is_long else min(weight, 3)}")
    if line.word_count <= 8:
        share = page.vocabulary.furniture_share(line)
        names.append(_FURNITURE[0 if share == 0 else 1 if share < 0.4 else 2])
    if line.word_count <= 25 and page.copies[line.key] > 1:
        names.append("copied")
    if page.is_record[position]:
        names.append("record")
    _address(line, names)


def _address(line: PageLine, names: list[str]) -> None:
    """Add how the line addresses the reader or points elsewhere."""
    if line.word_count <= 22 and _INVITES.match(line.folded):
        names.append("invites")
    if _LEADS_ELSEWHERE.match(line.folded[:_BEGINNING].lstrip(" *->»")):
        names.append("leads elsewhere")
    if _IS_SOMEBODY.match(line.seen):
        names.append("is somebody")
    tokens = line.tokens
    if len(tokens) >= 5 and len([token for token in tokens if token in _ADDRESSING]) >= 0.12 * len(tokens):
        names.append("addresses")


class _Surroundings:
    """What stands about a line: sums over windows, kept so that each is asked for in constant time."""

    def __init__(self, page: "Page") -> None:
        lines = page.lines
        self._page = page
        self._sizes = [length_class(line) for line in lines]
        self._prose = [0, *accumulate([line.is_prose for line in lines])]
        self._strong = [0, *accumulate(page.is_strong)]
        self._mass = [0, *accumulate(map(_mass, lines))]
        text = [at for at, line in enumerate(lines) if line.is_prose and not page.is_strong[at]]
        before, after = _NEIGHBORS["before"], _NEIGHBORS["after"]
        self._before = [(before["nothing"],), *self._as_neighbors(before)]
        self._after = [*self._as_neighbors(after)[1:], (after["nothing"],)]
        self._wide, self._narrow = (_shares(self._prose, radius) for radius in (_WIDE, _NARROW))
        self._far_above = _distances(text, range(len(lines)), _WIDE - 1)
        self._far_below = _distances(text, range(len(lines) - 1, -1, -1), _WIDE)[::-1]
        self._endings = _endings(page, self._mass)
        self._groups = _groups(lines)
        anchor = page.headline.anchor if page.headline else -1
        self._anchor = anchor
        self._first = next((at for at in text if at > anchor and lines[at].is_finished), len(lines))

    def of(self, position: int, size: int, names: list[str]) -> None:
        """Add what the lines nearby show."""
        prose, strong, count = self._prose, self._strong, len(self._sizes)
        names += self._before[position]
        names += self._after[position]
        if size <= 2 and not self._page.lines[position].is_finished:
            above = " under prose" if prose[position] > prose[max(0, position - 1)] else ""
            below = " over prose" if prose[min(count, position + 2)] > prose[position + 1] else ""
            names.append(f"short{above}{below}")
        low, high = max(0, position - _NEAR), min(count, position + _NEAR + 1)
        names += (
            _ROUND[self._wide[position]],
            _NEARBY[self._narrow[position]],
            _ABOVE[min(4, strong[position] - strong[low])],
            _BELOW[min(4, strong[high] - strong[position + 1])],
            _ABOUT[self._far_above[position]],
            _UNDER[self._far_below[position]],
        )

    def _as_neighbors(self, known: Mapping[str | int, str]) -> list[tuple[str, ...]]:
        """Return what each line is to the one beside it."""
        page = self._page
        kinds = [
            known["prose" if line.is_prose else "sentence" if line.is_finished else min(size, 3)]
            for line, size in zip(page.lines, self._sizes, strict=True)
        ]
        are_furniture = map(gt, page.is_strong, page.is_record)
        return [
            (kind, known["furniture"]) if is_furniture else (kind,)
            for kind, is_furniture in zip(kinds, are_furniture, strict=True)
        ]

    def place(self, position: int, size: int, names: list[str]) -> None:
        """Add where on the page the line stands."""
        passed = self._mass[position] / (self._mass[-1] or 1)
        names.append(_PASSED_SHARE[bisect_right(_PASSED, passed)])
        if self._endings[position]:
            names.append(_ENDING[min(3, self._endings[position])])
        elif self._is_plain_sentence(position, size):
            names.append("plain sentence")
        lines, words = self._groups[position]
        names.append(_GROUP[bisect_left(_GROUPS, lines)])
        if lines > 1:
            names.append(_GROUP_OF[bisect_right(_WORDS_EACH, words / lines)])
        if position in self._page.headline_lines:
            names.append("headline")
        if self._anchor < 0:
            return
        if position <= self._anchor:
            names.append(_ABOVE_HEADLINE[size])
        elif position < self._first:
            names.append("under the headline")

    def _is_plain_sentence(self, position: int, size: int) -> bool:
        """Whether the line is a whole sentence below the headline without signs of furniture."""
        is_sentence = size >= 3 and self._page.lines[position].is_finished
        return is_sentence and position > self._anchor and not self._page.evidence[position]


def _mass(line: PageLine) -> int:
    return min(line.word_count, _MOST_MASS) if line.is_prose else 0


def _shares(prose: Sequence[int], radius: int) -> list[int]:
    """Return for each line how much within *radius* lines is prose, from 0 to 4; *prose* is summed up."""
    padded = [*[0] * radius, *prose, *[prose[-1]] * radius]
    last = len(prose) - 2
    return [
        int(4.99 * (high - low - own) / (min(at, radius) + min(last - at, radius) or 1))
        for at, (low, high, own) in enumerate(
            zip(padded, padded[2 * radius + 1 :], map(sub, prose[1:], prose), strict=False)
        )
    ]


def _distances(text: Iterable[int], places: Iterable[int], passed: int) -> list[int]:
    """Return for each of *places* how many threes of lines have passed since the last *text*, *passed* before all."""
    known, found = {*text}, []
    for at in places:
        found.append(passed // 3)
        passed = 0 if at in known else min(passed + 1, _WIDE)
    return found


def _endings(page: "Page", mass: Sequence[int]) -> list[int]:
    """Return for each line how many headings that end an article stand at or above it, in the page's latter part."""
    counts: list[int] = []
    count = 0
    most = mass[-1] or 1
    for position, line in enumerate(page.lines):
        passed = mass[position] / most
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
