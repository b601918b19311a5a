"""The best passage of each article that was found: where its words stand, the index knows; so only that is read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from reader.search.errors import Watch
from reader.search.hits import HitFinder, Span, TextMatcher, WantedWords
from reader.search.lookups import Alternative, Lookup
from reader.search.matches import TEXT_END, class_terms, rows_of
from reader.search.occurrences import Occurrences
from reader.search.schema import STEM, WORDS
from reader.search.snapshot import MOST_PIECES, UNWATCHED, Snapshot
from reader.search.snippet import snippet
from reader.search.weights import NONE, OCCURRENCE, POSITION, Integers, are_new, common, distinct, together
from reader.text.words import chunk_at

# So many articles are read at once.
_AT_ONCE = 64
# A snippet that begins so near the end of a piece may go on in the next.
_NEAR = 200


class Passage(NamedTuple):
    """A passage on one line and the *marks* in it: none where the text has no word of the query, and it begins it.

    *may_be_titled*: whether the article's title may have one.
    """

    text: str
    marks: tuple[Span, ...]
    may_be_titled: bool


def passages(
    ids: Iterable[str], finder: HitFinder, snapshot: Snapshot, default_language: str, watch: Watch
) -> dict[str, Passage]:
    """Return the best passage by id of the articles that the index has, and whose texts are still kept.

    Once the patience of *watch* is over, only the beginning of an article is looked through.
    Raises: Cancelled, IndexSuspect.
    """
    id_by_number = {number: each for each in ids if (number := snapshot.number_of(each)) is not None}
    found: dict[str, Passage] = {}
    for (_, language), numbers in _groups(sorted(id_by_number), snapshot, default_language).items():
        titled = _titled(finder.matcher(language, "title"), numbers, snapshot)
        matcher = finder.matcher(language, "text")
        for start in range(0, len(numbers), _AT_ONCE):
            part = numbers[start : start + _AT_ONCE]
            reading = _Reading(matcher, snapshot, part, _places(matcher, part, snapshot))
            for number, (text, marks) in reading.passages(watch):
                is_titled = titled is None or number in titled
                found[id_by_number[number]] = Passage(text, tuple(marks), is_titled)
    return found


def _groups(numbers: list[int], snapshot: Snapshot, default_language: str) -> dict[tuple[int, str], list[int]]:
    """Return the articles of each segment, by its first number, and language."""
    groups: dict[tuple[int, str], list[int]] = {}
    for number in numbers:
        base, segment = snapshot.segment_of(number)
        language = segment.kept_texts.language(number - base) or default_language
        groups.setdefault((base, language), []).append(number)
    return groups


def _places(matcher: TextMatcher, numbers: list[int], snapshot: Snapshot) -> Integers | None:
    """Return the words of the articles' texts that a hit may be of, `None` where the index cannot tell.

    In order: the number of an article above the bits of a position.
    """
    wanted = matcher.wanted()
    if wanted is None:
        return None
    among = np.array(numbers, np.int64)
    words = Occurrences(snapshot, WORDS, _terms(wanted), wanted.starts).among(among)
    found = together([words, *(_row_places(row, among, snapshot) for row in wanted.rows)])
    return found[(found & POSITION) < TEXT_END]


def _row_places(row: Alternative, among: Integers, snapshot: Snapshot) -> Integers:
    """Return the places of all words of *row*, in order, where they stand in a row in the articles *among*."""
    starts = rows_of(row, Lookup("", None, (row,)), snapshot, UNWATCHED, among).starts
    return distinct(starts[:, np.newaxis] + np.arange(len(row.elements)))


def _titled(matcher: TextMatcher, numbers: list[int], snapshot: Snapshot) -> set[int] | None:
    """Return those of *numbers* whose titles may have a hit, `None` where the index cannot tell."""
    wanted = matcher.wanted()
    if wanted is None:
        return None
    terms = _terms(wanted).union(*(class_terms(element) for row in wanted.rows for element in row.elements))
    held = snapshot.holders("title", terms, UNWATCHED, wanted.starts)
    return set(common(np.array(numbers, np.int64), held).tolist())


def _terms(wanted: WantedWords) -> set[bytes]:
    return {term.encode() for term in (*wanted.forms, *wanted.stems, *(STEM + stem for stem in wanted.stems))}


class _Reading:
    """Some articles of one segment, in order, whose texts are read at once where words stand at *places* of them."""

    def __init__(self, matcher: TextMatcher, snapshot: Snapshot, numbers: list[int], places: Integers | None) -> None:
        base, segment = snapshot.segment_of(numbers[0])
        self._matcher = matcher
        self._store = snapshot.text_store
        self._texts = segment.kept_texts
        self._is_told = places is not None
        self._places = NONE if places is None else places - (base << OCCURRENCE)
        parts = self._texts.pieces_with(self._places)
        self._chosen = self._choose(parts[are_new(parts)].tolist(), [number - base for number in numbers])
        self._numbers = numbers
        self._which = [each for chosen in self._chosen for each in chosen]
        self._pieces = self._texts.pieces(self._which, self._store)
        self._chunks, self._ends = self._chunks_of(parts)

    def _choose(self, which: list[int], articles: list[int]) -> list[list[int]]:
        """Return the pieces of each article that are looked through: of those that hold a place, *which*, or of all."""
        if not self._is_told:
            return [list(self._texts.pieces_of(article)[:MOST_PIECES]) for article in articles]
        held: dict[int, list[int]] = {article: [] for article in articles}
        for article, each in zip(self._texts.articles_of(which).tolist(), which, strict=True):
            held[article].append(each)
        # The first piece is shown where there is nothing better.
        return [held[article][:MOST_PIECES] or [self._texts.pieces_of(article)[0]] for article in articles]

    def _chunks_of(self, parts: Integers) -> tuple[Integers, list[int]]:
        """Return the chunks with a word that is looked for, and where those of each piece that was read end."""
        which = np.array(self._which, np.int64)
        ranks = np.searchsorted(which, parts)
        are_read = which[np.minimum(ranks, len(which) - 1)] == parts
        chunks = self._pieces.chunks(ranks[are_read], self._places[are_read] & POSITION)
        return chunks, np.searchsorted(chunks, self._pieces.firsts).tolist()

    def passages(self, watch: Watch) -> Iterator[tuple[int, tuple[str, list[Span]]]]:
        """Yield of each article whose text is still kept its number, and the passage with the most of the words."""
        starts, positions = self._pieces.starts[self._chunks].tolist(), self._pieces.positions[self._chunks].tolist()
        first = 0
        for number, chosen in zip(self._numbers, self._chosen, strict=True):
            end = first + len(chosen)
            if not any(self._pieces.are_missing[first:end]):
                ranks = range(first, first + 1 if watch.is_over() else end)
                yield number, self._cut(*self._best(ranks, starts, positions))
            first = end

    def _best(self, ranks: range, starts: list[int], positions: list[int]) -> tuple[int, list[Span]]:
        """Return which of the pieces at *ranks* has the most of the words, and where those stand in it."""
        best: tuple[int, list[Span]] = ranks[0], []
        most = (0, 0)
        for rank in ranks:
            text = self._pieces.texts[rank]
            here = slice(self._ends[rank], self._ends[rank + 1])
            if self._is_told:
                spans = self._matcher.spans_of(_surfaces(text, starts[here], positions[here]))
            else:
                spans = self._matcher.spans(text)
            worth = _worth(text, spans) if len(ranks) > 1 else (len(spans), 0)
            if worth > most:
                best, most = (rank, spans), worth
        return best

    def _cut(self, rank: int, spans: list[Span]) -> tuple[str, list[Span]]:
        text, is_last = self._pieces.texts[rank], self._pieces.are_last[rank]
        if not is_last and any(end > len(text) - _NEAR for _, end in spans[-1:]):
            text += self._texts.pieces([self._which[rank] + 1], self._store).texts[0][:_NEAR]
        return snippet(text, spans, is_first=not self._pieces.begins[rank], is_last=is_last)


def _surfaces(text: str, starts: list[int], positions: list[int]) -> Iterator[tuple[int, int, str]]:
    for position, start in zip(positions, starts, strict=True):
        yield position, start, chunk_at(text, start)


def _worth(text: str, spans: list[Span]) -> tuple[int, int]:
    kinds = Counter(text[start:end].casefold() for start, end in spans)
    return len(kinds), len(spans)
