"""Which line is the headline, where it is repeated, and which site's name hangs on it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.ingest.datelines import is_counter, read_byline, read_dateline, read_label
from reader.ingest.lines import PageLine, key_of
from reader.ingest.vocabulary import Vocabulary

_SEPARATOR = re.compile(r"\s+(?:[|–—»«·•-]|--|::|<<|>>|/{1,2})\s+|\s?\|\s?|:\s+")
_STRONG_SEPARATOR = re.compile(r"\s*(?:\||»|«|::)\s*\Z")
_CRUMBS = re.compile(r"\s[>›→/]\s|\s?»\s?")
_PRICE = re.compile(r"[$€£₽]\s?\d|\d\s?[$€£₽]")
_TOP_LINES = 600
_LEAST_SCORE = 2.0
_ALIKE = 0.75
_RATHER_ALIKE = 0.5
_SITE_WORDS = 6


@dataclass(frozen=True, slots=True)
class Headline:
    """*position* is the index of the headline's line, *repeats* those of its other copies; *site* what hung on it.

    *anchor* is the copy that stands nearest before the article.
    """

    title: str
    position: int
    repeats: tuple[int, ...]
    anchor: int
    site: str | None = None


def find_headline(lines: Sequence[PageLine], vocabulary: Vocabulary) -> Headline | None:
    """Return the headline among *lines*; None for a page that has none."""
    if all(line.key == lines[0].key for line in lines):
        # What has nothing under it is no headline.
        return None
    top = _top(lines, vocabulary)
    return _of_page_title(lines, top) or _best(lines, top, vocabulary)


def _of_page_title(lines: Sequence[PageLine], top: int) -> Headline | None:
    """Find the headline by the first line, where that is the page's title: the headline with a site's name.

    Of all parts of the first line, the longest that stands on a line of its own further down is the headline.
    """
    first = lines[0]
    if not 3 <= first.word_count <= 60:
        return None
    copies: dict[str, list[int]] = {}
    for position, line in enumerate(lines[1:], 1):
        if line.word_count <= 60:
            copies.setdefault(line.key, []).append(position)
    for part in _parts(first.text):
        found = copies.get(key_of(part.text))
        if found:
            return _headline(lines, [0, *found] if not part.rest else found, [0], part)
    similar = _similar(first, lines, top)
    return _headline(lines, *similar) if similar else None


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a page's title, *rest* what is left of it, *is_sure* that what parts them parts a site's name."""

    text: str
    rest: str = ""
    is_sure: bool = False


def _parts(text: str) -> list[_Part]:
    """Return the pieces of a page's title that can be the headline, longest first."""
    parts = [_Part(text)]
    for mark in _SEPARATOR.finditer(text):
        before, after = text[: mark.start()].strip(), text[mark.end() :].strip()
        is_sure = bool(_STRONG_SEPARATOR.match(mark.group()))
        parts += [_Part(before, after, is_sure), _Part(after, before, is_sure)]
    long_enough = (part for part in parts if len(part.text.split()) >= (2 if text.startswith(part.text) else 3))
    return sorted(long_enough, key=lambda part: -len(part.text))


def _similar(first: PageLine, lines: Sequence[PageLine], top: int) -> tuple[list[int], list[int], _Part] | None:
    """Find a headline that says nearly what the page's title says ("… in 2016", "… (2016)").

    Above the article less likeness is enough than further down, where a subheading may take up the headline.
    """
    best: tuple[float, int, _Part] | None = None
    for part in _parts(first.text):
        wanted = key_of(part.text).split()
        if len(wanted) < 4:
            continue
        for position, line in enumerate(lines[1:_TOP_LINES], 1):
            likeness = _likeness(wanted, line.tokens) if 4 <= len(line.tokens) <= 45 else 0.0
            if likeness >= (_RATHER_ALIKE if position < top else _ALIKE) and (best is None or likeness > best[0]):
                best = (likeness, position, part)
    return ([best[1]], [0], best[2]) if best else None


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how many words two lines share, of all they have (Jaccard over bags of words)."""
    if not 0.5 <= len(one) / len(other) <= 2:
        return 0.0
    both = sum((Counter(one) & Counter(other)).values())
    return both / (len(one) + len(other) - both)


def _headline(lines: Sequence[PageLine], copies: list[int], others: list[int], part: _Part) -> Headline:
    position = copies[0]
    site = part.rest if part.rest and len(part.rest.split()) <= _SITE_WORDS else None
    repeats = tuple(sorted({*copies, *others} - {position}))
    return Headline(lines[position].text, position, repeats, _anchor(lines, copies), site)


def _anchor(lines: Sequence[PageLine], copies: Sequence[int]) -> int:
    """Return the last copy that has most of what follows the first one after it; later ones stand below the article."""
    following = [0]
    for line in reversed(lines):
        following.append(following[-1] + (line.word_count if line.is_prose else 0))
    after = following[::-1]
    return max(copy for copy in copies if after[copy] >= 0.6 * after[copies[0]])


def _best(lines: Sequence[PageLine], top: int, vocabulary: Vocabulary) -> Headline | None:
    """Score every line above the article as a headline."""
    counts = Counter(line.key for line in lines if line.word_count <= 45)
    first_prose = next((position for position, line in enumerate(lines) if line.is_prose and position >= top), top)

    def score(position: int) -> float:
        is_repeated = counts[lines[position].key] > 1 and lines[position].word_count >= 4
        near = max(0.0, 2 - 0.25 * (first_prose - position))
        return _score(lines, position, vocabulary) + near + 2 * is_repeated

    scores = [score(position) for position in range(min(top, len(lines) - 1))]
    best = max(scores, default=0.0)
    return _split(lines, scores.index(best)) if scores and best >= _LEAST_SCORE else None


def _split(lines: Sequence[PageLine], position: int) -> Headline:
    """Take the site's name off a headline that is nowhere repeated without it."""
    line = lines[position]
    copies = [index for index, other in enumerate(lines) if other.key == line.key]
    keys = Counter(other.key for other in lines if other.word_count <= _SITE_WORDS)
    for part in _parts(line.text)[1:]:
        is_name = 1 <= len(part.rest.split()) <= _SITE_WORDS
        if is_name and line.text.startswith(part.text) and (part.is_sure or keys[key_of(part.rest)]):
            headline = _headline(lines, copies, [], part)
            return Headline(part.text, headline.position, headline.repeats, headline.anchor, part.rest)
    return _headline(lines, copies, [], _Part(line.text))


def _top(lines: Sequence[PageLine], vocabulary: Vocabulary) -> int:
    """Return how many lines may hold the headline: those above where the article surely runs."""
    run = 0
    for position, line in enumerate(lines[:_TOP_LINES]):
        is_text = line.is_prose and line.is_finished and not line.level
        if is_text and max(vocabulary.evidence(line).values(), default=0) < 3:
            run += 1
            if run == 2 or line.word_count > 60:
                return position - run + 1
        elif not line.is_prose:
            run = 0
    return min(len(lines), _TOP_LINES)


def _score(lines: Sequence[PageLine], position: int, vocabulary: Vocabulary) -> float:
    line = lines[position]
    score = _by_length(line) + {0: 0.0, 1: 4.0, 2: 2.0, 3: 1.0}.get(line.level, 0.5)
    score -= 5 * (max(vocabulary.evidence(line).values(), default=0) >= 3)
    score -= 6 * (is_record_line(line) or not any(map(str.isalpha, line.text)))
    score -= 3 * (line.word_count < 6 and bool(_PRICE.search(line.seen)))
    score -= 3 * (len(_CRUMBS.findall(line.seen)) >= 2)
    score -= 2 * (vocabulary.furniture_share(line) > 0.5)
    score -= (1.5 + 1.5 * line.is_prose) * line.text.endswith((".", ",", ":", ";"))
    score += 2 * (position == 0)
    is_last = position + 1 == len(lines)
    score += 1 if (line.gap or not position) and (is_last or lines[position + 1].gap) else -1
    return score + 1.5 * _has_record(lines, position)


def _has_record(lines: Sequence[PageLine], position: int) -> bool:
    """Whether the article's record stands right above the line or below it, a sentence of introduction between them."""
    if position and is_record_line(lines[position - 1]):
        return True
    below = lines[position + 1 : position + 3]
    if len(below) == 2 and (below[0].is_finished or below[0].key == lines[position].key):
        return any(map(is_record_line, below))
    return any(map(is_record_line, below[:1]))


def _by_length(line: PageLine) -> float:
    if line.word_count <= 2:
        return -4.0 if line.word_count < 2 else -1.5
    if line.word_count <= 20:
        return 0.5 if line.word_count == 3 else 2.0
    return 1.0 if line.word_count <= 30 else -6.0


def is_record_line(line: PageLine) -> bool:
    """Whether the line gives the article's author, date or topics."""
    return bool(read_byline(line) or read_dateline(line) or is_counter(line) or read_label(line))
