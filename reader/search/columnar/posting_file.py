"""Postings in a file of sections: small numbers for what is nearly always small, and the few others beside them."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import accumulate
from typing import IO, NamedTuple

import numpy as np
import numpy.typing as npt

from reader.search.columnar.byte_numbers import packed, unpacked
from reader.search.columnar.narrow_numbers import NarrowNumbers, NarrowWriter, write_spool
from reader.search.columnar.position_file import PositionFile, PositionWriter
from reader.search.columnar.postings import Columns, Ends, Numbers, PostingTable, start_of
from reader.search.columnar.section_file import SectionFile, SectionWriter
from reader.search.errors import IndexSuspect, SuspectGuard

# Once in how few bits a term's number of places in an article is kept, and beside it how much more than two each it
# weighs: twice the weight of a word of the text is two, of one in the title eight.
_COUNT_BITS = 5
_MOST_PLACES = (1 << _COUNT_BITS) - 1
_LEAST_MORE, _MOST_MORE = -1, 5
_WEIGHT_SHIFT = 32
_WEIGHED = ("weights and counts", "<u1")
_OTHER = 0xFF
# Articles of words that are kept once they are unpacked, in all, or those of so many words if they have more: a search
# asks for those of a word three times.
_KEPT_ARTICLES, _KEPT_WORDS = 150_000, 4


class TermPlace(NamedTuple):
    """Where the postings are of a term, or of several side by side: how many *keys* from the one with this *number* on.

    In how many *articles*, at how many places (*times*), and where the first posting and the first position stand.
    """

    term: bytes
    number: int
    keys: int
    articles: int
    times: int
    start: int
    first_position: int


def write_postings(writer: SectionWriter, tables: Iterable[PostingTable]) -> None:
    """Write *tables*, each of which goes on where the one before ends."""
    keys, key_ends = bytearray(), array("Q")
    ends, position_ends = array("Q"), array("Q")
    with ExitStack() as spools:
        articles = _ArticleWriter(spools.enter_context(writer.spool()))
        weighed = NarrowWriter(*_WEIGHED, spools.enter_context(writer.spool()))
        positions = PositionWriter(spools.enter_context(writer.spool()))
        for table in tables:
            key_ends.extend(len(keys) + end for end in accumulate(map(len, table.keys)))
            keys += b"".join(table.keys)
            ends.frombytes((table.ends + weighed.count).astype(np.uint64).tobytes())
            position_ends.frombytes((table.position_ends + positions.count).astype(np.uint64).tobytes())
            columns = table.columns
            articles.add(columns.articles, table.ends)
            wide = columns.weights.astype(np.uint64) << np.uint64(_WEIGHT_SHIFT) | columns.counts
            weighed.add(_weighed(columns.weights, columns.counts), wide)
            positions.add(columns.positions)
        writer.begin("keys")
        writer.append(bytes(keys))
        writer.add("key ends", key_ends)
        writer.add("posting ends", ends)
        writer.add("position ends", position_ends)
        for each in (articles, weighed, positions):
            each.finish(writer)


def _weighed(weights: Numbers, counts: Numbers) -> Numbers:
    """Return in one number each how many places there are, and how much more than two each they weigh."""
    more = weights.astype(np.int64) - 2 * counts.astype(np.int64)
    fits = (counts <= _MOST_PLACES) & (more >= _LEAST_MORE) & (more <= _MOST_MORE)
    return np.where(fits, more - _LEAST_MORE << _COUNT_BITS | counts, _OTHER).astype(np.uint32)


class _ArticleWriter:
    """Collects the articles of each key, each told by how much more it is than the last. They wait in a *spool*."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool
        self._ends = array("Q")

    def add(self, articles: Numbers, ends: Ends) -> None:
        """Take *articles*, those of each key up to one of *ends*."""
        gaps = np.diff(articles, prepend=np.uint32(0))
        firsts = ends[:-1]
        gaps[firsts] = articles[firsts]
        data, byte_ends = packed(gaps)
        before = self._ends[-1] if self._ends else 0
        self._spool.write(data)
        self._ends.frombytes((byte_ends[ends - 1] + before).astype(np.uint64).tobytes())

    def finish(self, writer: SectionWriter) -> None:
        """Write them."""
        write_spool(writer, "articles", self._spool)
        writer.add("article ends", self._ends)


class PostingFile:
    """The postings of a segment. Raises: IndexSuspect."""

    def __init__(self, file: SectionFile) -> None:
        self._file = file
        keys = file.section("keys")
        self._keys = file.read(keys, 0, keys.size)
        self._key_ends = file.numbers("key ends")
        self._ends = file.numbers("posting ends")
        self._position_ends = file.numbers("position ends")
        self._article_ends = file.numbers("article ends")
        self._articles = file.section("articles")
        self._weighed, self._positions = NarrowNumbers(file, *_WEIGHED), PositionFile(file)
        self._kept: dict[tuple[int, int], Ends] = {}
        self._kept_size = 0
        self._check()

    def _check(self) -> None:
        held = (self._key_ends, self._ends, self._position_ends, self._article_ends)
        keys, postings, positions, articles = map(_last, held)
        fits = all(len(each) == len(self) for each in held) and (keys, articles) == (
            len(self._keys),
            self._articles.size,
        )
        if not (fits and self._weighed.fits(postings) and self._positions.fits(positions)):
            raise IndexSuspect("postings and terms do not fit each other")

    def __len__(self) -> int:
        """Return how many terms there are, each counted in every field that has it."""
        return len(self._key_ends)

    def __getitem__(self, number: int) -> bytes:
        """Return a key by its number: so keys can be looked for by bisection."""
        return self._keys[self._key_ends[number - 1] if number else 0 : self._key_ends[number]]

    def place(self, key: bytes) -> TermPlace | None:
        """Return where the postings of *key* are, `None` where it has none."""
        number = bisect_left(self, key)
        return self._place(number) if number < len(self) and self[number] == key else None

    def starting(self, start: bytes) -> range:
        """Return the numbers of the keys that begin with *start*."""
        first = bisect_left(self, start)
        return range(first, bisect_left(self, start + b"\xff", first))

    def places(self, start: bytes) -> list[TermPlace]:
        """Return where the postings of all keys are that begin with *start*, in order."""
        return [self._place(number) for number in self.starting(start)]

    def span(self, start: bytes) -> TermPlace | None:
        """Return where the postings of all keys are that begin with *start*, as those of one term; `None` for none.

        Only within a term are articles in order, and each one there once.
        """
        keys = self.starting(start)
        return self.between(keys.start, keys.stop, start) if keys else None

    def between(self, low: int, high: int, term: bytes = b"") -> TermPlace:
        """Return where the postings of the keys from *low* to *high* are, as those of one *term*."""
        start, first = start_of(self._ends, low), start_of(self._position_ends, low)
        end, last = start_of(self._ends, high), start_of(self._position_ends, high)
        return TermPlace(term, low, high - low, end - start, last - first, start, first)

    def ends(self) -> tuple[Ends, Ends]:
        """Return where the postings of each key end, and where its positions do."""
        return np.array(self._ends, np.int64), np.array(self._position_ends, np.int64)

    def _place(self, number: int) -> TermPlace:
        return self.between(number, number + 1, self[number][1:])

    def articles(self, place: TermPlace) -> Ends:
        """Return the articles of a term, in ascending order; nobody may change them."""
        key = place.number, place.keys
        if key not in self._kept:
            found = self.unpacked_articles(place).astype(np.int64)
            found.flags.writeable = False
            self._kept[key] = found
            self._kept_size += len(found)
            most = max(_KEPT_ARTICLES, _KEPT_WORDS * len(found))
            while self._kept_size > most and len(self._kept) > 1:
                self._kept_size -= len(self._kept.pop(next(iter(self._kept))))
        return self._kept[key]

    def unpacked_articles(self, place: TermPlace) -> Numbers:
        """Return the articles of a term, in ascending order."""
        begin, end = (start_of(self._article_ends, each) for each in (place.number, place.number + place.keys))
        with SuspectGuard():
            gaps = unpacked(self._file.read(self._articles, begin, end - begin), place.articles)
            found = np.cumsum(gaps, dtype=np.uint32)
            if place.keys > 1:
                # Of each key the first is told by itself.
                ends = np.array(self._ends[place.number : place.number + place.keys - 1], np.int64) - place.start
                firsts = np.concatenate(([0], ends))
                found -= np.repeat(found[firsts] - gaps[firsts], np.diff(firsts, append=len(found)))
            return found

    def weights(self, place: TermPlace) -> npt.NDArray[np.float64]:
        """Return what a term weighs in each of its articles."""
        return self.doubled_weights(place) / 2

    def doubled_weights(self, place: TermPlace) -> Numbers:
        """Return twice what a term weighs in each of its articles."""
        with SuspectGuard():
            read, which, wide = self._weighed.read(place.start, place.start + place.articles)
            doubled = (read >> _COUNT_BITS) + 2 * (read & _MOST_PLACES) - -_LEAST_MORE
            found = doubled.astype(np.uint32)
            found[which] = wide >> np.uint64(_WEIGHT_SHIFT)
            return found

    def counts(self, place: TermPlace) -> Numbers:
        """Return at how many places a term stands in each of its articles."""
        with SuspectGuard():
            read, which, wide = self._weighed.read(place.start, place.start + place.articles)
            found = (read & _MOST_PLACES).astype(np.uint32)
            found[which] = wide & np.uint64((1 << _WEIGHT_SHIFT) - 1)
            return found

    def positions(self, place: TermPlace, start: int, end: int, at: Ends | None = None) -> Numbers:
        """Return the positions of a term from *start* to *end* of them, run together; of these only those *at* some."""
        with SuspectGuard():
            return self._positions.read(place.first_position + start, place.first_position + end, at)


def _last(ends: "array[int]") -> int:
    return ends[-1] if ends else 0


class PostingParts:
    """The postings of a file as they are merged with others: read part by part. Raises: IndexSuspect."""

    def __init__(self, file: PostingFile) -> None:
        self._file = self.keys = file
        self.ends, self.position_ends = file.ends()

    def between(self, low: int, high: int) -> Columns:
        """Return the postings of the keys from *low* to *high*."""
        place = self._file.between(low, high)
        return Columns(
            self._file.unpacked_articles(place),
            self._file.doubled_weights(place),
            self._file.counts(place),
            self._file.positions(place, 0, place.times),
        )


def key_of(field_number: int, term: bytes) -> bytes:
    """Return the key of a term of a field."""
    return bytes((field_number,)) + term
