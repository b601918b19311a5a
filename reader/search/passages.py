"""The best passage of each article that was found: where its words stand, the index knows; so only that is read."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from reader.search.columnar.kept_text import KeptTextFile, TextPiece
from reader.search.errors import Watch
from reader.search.hits import HitFinder, Span, TextMatcher, WantedWords
from reader.search.matches import TEXT_END
from reader.search.schema import STEM, WORDS
from reader.search.snapshot import UNWATCHED, Snapshot
from reader.search.snippet import snippet
from reader.search.weights import Integers, holds
from reader.text.words import chunk_at

# Of an article, so many pieces of its text are looked through: some twenty thousand words.
MOST_PIECES = 8
# And of each term in an article so many places, since no more of them are in those pieces.
MOST_PLACES = 20_000
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
    ids: Collection[str], finder: HitFinder, snapshot: Snapshot, default_language: str, watch: Watch
) -> dict[str, Passage]:
    """Return the best passage by id of the articles that the index has.

    Once the patience of *watch* is over, only the beginning of an article is looked through.
    Raises: Cancelled, IndexSuspect.
    """
    by_language: dict[str, list[_Article]] = {}
    for each in ids:
        number = snapshot.number_of(each)
        if number is not None:
            article = _Article(each, number, snapshot)
            by_language.setdefault(article.language or default_language, []).append(article)
    found: dict[str, Passage] = {}
    for language, group in by_language.items():
        titled = _titled(finder.matcher(language, "title"), snapshot)
        matcher = finder.matcher(language, "text")
        places = _places(matcher, [article.number for article in group], snapshot)
        for article in group:
            here = None if places is None else places.get(article.number, ())
            text, marks = article.passage(matcher, here, 1 if watch.is_over() else MOST_PIECES)
            found[article.id] = Passage(text, tuple(marks), titled is None or holds(titled, article.number))
    return found


def _places(matcher: TextMatcher, numbers: list[int], snapshot: Snapshot) -> dict[int, Sequence[int]] | None:
    """Return the words of each article's text that a hit may be of, `None` where the index cannot tell."""
    wanted = matcher.wanted()
    if wanted is None:
        return None
    positions = snapshot.positions(WORDS, _terms(wanted), frozenset(numbers), UNWATCHED, wanted.starts, MOST_PLACES)
    return {number: sorted({each for each in held if each < TEXT_END}) for number, held in positions.items()}


def _titled(matcher: TextMatcher, snapshot: Snapshot) -> Integers | None:
    """Return the articles with a word in their titles that a hit may be of, `None` where the index cannot tell."""
    wanted = matcher.wanted()
    return None if wanted is None else snapshot.holders("title", _terms(wanted), UNWATCHED, wanted.starts)


def _terms(wanted: WantedWords) -> set[bytes]:
    return {term.encode() for term in (*wanted.forms, *wanted.stems, *(STEM + stem for stem in wanted.stems))}


class _Article:
    """An article and its kept text."""

    def __init__(self, article_id: str, number: int, snapshot: Snapshot) -> None:
        self.id = article_id
        self.number = number
        which = bisect_right(snapshot.bases, self.number) - 1
        self._texts: KeptTextFile = snapshot.segments[which].kept_texts
        self._local = self.number - snapshot.bases[which]
        self._pieces = self._texts.pieces_of(self._local)
        self.language = self._texts.language(self._local)

    def passage(self, matcher: TextMatcher, places: Sequence[int] | None, pieces: int) -> tuple[str, list[Span]]:
        """Return the passage of so many *pieces* with the most of the words, which stand at *places* or anywhere."""
        best: tuple[TextPiece, list[Span]] | None = None
        most = (0, 0)
        for piece, spans in self._looked_through(matcher, places, pieces):
            worth = _worth(piece.text, spans) if len(self._pieces) > 1 else (len(spans), 0)
            if worth > most:
                best, most = (piece, spans), worth
        if best is None:
            best = self._piece(self._pieces[0]), []
        return self._cut(*best)

    def _piece(self, which: int) -> TextPiece:
        return self._texts.piece(self._local, which)

    def _looked_through(
        self, matcher: TextMatcher, places: Sequence[int] | None, pieces: int
    ) -> Iterator[tuple[TextPiece, list[Span]]]:
        if places is None:
            for which in self._pieces[:pieces]:
                piece = self._piece(which)
                yield piece, matcher.spans(piece.text)
            return
        at = 0
        for which in self._holding(places)[:pieces]:
            piece = self._piece(which)
            end = len(places) if piece.is_last else bisect_left(places, self._texts.first_word(which + 1), at)
            chunks = np.searchsorted(piece.positions, places[at:end], side="right") - 1
            at = end
            yield piece, matcher.spans_of(_surfaces(piece, dict.fromkeys(chunks.tolist())))

    def _holding(self, places: Sequence[int]) -> list[int]:
        """Return the pieces that hold *places*."""
        if len(self._pieces) == 1:
            return list(self._pieces) if places else []
        firsts = [self._texts.first_word(which) for which in self._pieces]
        holding = dict.fromkeys(self._pieces[bisect_right(firsts, place) - 1] for place in places)
        return list(holding)

    def _cut(self, piece: TextPiece, spans: list[Span]) -> tuple[str, list[Span]]:
        text = piece.text
        if not piece.is_last and any(end > len(text) - _NEAR for _, end in spans[-1:]):
            text += self._piece(piece.which + 1).text[:_NEAR]
        return snippet(text, spans, is_first=not piece.start, is_last=piece.is_last)


def _surfaces(piece: TextPiece, chunks: Collection[int]) -> Iterator[tuple[int, int, str]]:
    text = piece.text
    for chunk in chunks:
        start = int(piece.starts[chunk]) - piece.start
        yield int(piece.positions[chunk]), start, chunk_at(text, start)


def _worth(text: str, spans: list[Span]) -> tuple[int, int]:
    kinds = Counter(text[start:end].casefold() for start, end in spans)
    return len(kinds), len(spans)
