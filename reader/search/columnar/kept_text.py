"""The plain texts of a segment's articles, with the place of every word: what a snippet is cut from.

A text is kept in pieces of some 16,000 characters, so that only what is shown is read. With each piece stands how far
each chunk of words begins from the last, in characters, and which of them are other than one word.
"""

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from reader.search.columnar.section_file import SectionFile, SectionWriter
from reader.search.errors import IndexSuspect, SuspectGuard
from reader.search.weights import OCCURRENCE, Integers

PIECE = 1 << 14
# What follows the last word of an article is kept this far.
_TRAIL = 1 << 16
# A piece ends between two words, unless there are so many without anything between them.
_RUN = 64
# Pieces that are copied at once.
_AT_ONCE = 256
# Where the piece begins in its text, how far from there its first chunk does, how many chunks there are, how many of
# them begin far from the last, and how many are other than one word.
_HEAD = struct.Struct("<IIIII")
_FAR = 255


class KeptTexts(NamedTuple):
    """Texts, each after the two letters of its language, and their chunks of words.

    The *starts* and *positions* of those stand in a row, those of each text up to one of *ends*.
    """

    texts: list[tuple[str, str]]
    ends: list[int]
    starts: npt.NDArray[np.uint32]
    positions: npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class TextPieces:
    """Parts of texts: their *texts*, and of each the offset *begins* and whether it *are_last* of its text.

    The chunks of words of all of them stand in a row, those of each from *firsts* on: *starts* are offsets in the part,
    *positions* the places in the whole text.
    """

    texts: list[str]
    begins: list[int]
    are_last: list[bool]
    firsts: Integers
    starts: Integers
    positions: Integers

    def chunks(self, parts: Integers, positions: Integers) -> Integers:
        """Return the chunks, each once, that hold words at *positions* of *parts*, which both stand in order."""
        owners = np.repeat(np.arange(len(self.texts)), self.firsts[1:] - self.firsts[:-1])
        keys = (owners << OCCURRENCE) + self.positions
        found = np.searchsorted(keys, (parts << OCCURRENCE) + positions, side="right") - 1
        return np.unique(found)


class KeptTextWriter:
    """Writes the texts of a segment in the order of its articles, as the first sections of its file."""

    def __init__(self, file: SectionWriter) -> None:
        self._file = file
        self._file.begin("pieces")
        self._ends = array("Q", [0])
        # Where each piece begins in its article: characters, words.
        self._first_words = array("I")
        self._articles = array("I", [0])
        self._languages = bytearray()

    def add(self, kept: KeptTexts) -> None:
        """Keep the texts of the next articles."""
        pieces = list(_pieces(kept))
        for piece, packed in zip(pieces, _packed(kept, pieces) if pieces else (), strict=True):
            language, text = kept.texts[piece.article]
            data = packed + text[piece.begin : piece.stop].encode("utf-8", "surrogatepass")
            self._file.append(data)
            self._ends.append(self._ends[-1] + len(data))
            self._first_words.append(int(kept.positions[piece.first]) if piece.first < piece.end else 0)
            if piece.is_last:
                self._articles.append(len(self._first_words))
                self._languages += language.encode("ascii", "replace")[:2].ljust(2)

    def copy(self, source: "KeptTextFile", low: int, high: int) -> None:
        """Keep what *source* keeps of its articles from *low* to *high*, as it is. Raises: IndexSuspect."""
        first, end = source.articles[low], source.articles[high]
        for part in source.packed_between(first, end):
            self._file.append(part)
        moved, later = self._ends[-1] - source.ends[first], len(self._first_words) - first
        self._ends.extend(each + moved for each in source.ends[first + 1 : end + 1])
        self._articles.extend(each + later for each in source.articles[low + 1 : high + 1])
        self._first_words += source.first_words[first:end]
        self._languages += source.languages[2 * low : 2 * high]

    def finish(self) -> None:
        """Write what finds the pieces."""
        self._file.add("piece ends", self._ends)
        self._file.add("first words", self._first_words)
        self._file.add("pieces of articles", self._articles)
        self._file.begin("languages")
        self._file.append(bytes(self._languages))


class _Piece(NamedTuple):
    """A piece of the text of an *article*: its letters, and its chunks, those from *first* to *end* of all."""

    article: int
    first: int
    end: int
    begin: int
    stop: int
    is_last: bool


def _pieces(kept: KeptTexts) -> Iterator[_Piece]:
    """Yield the pieces of all texts."""
    first = 0
    for article, ((_, text), end) in enumerate(zip(kept.texts, kept.ends, strict=True)):
        last = int(kept.starts[end - 1]) if first < end else 0
        until = min(len(text), last + _TRAIL)
        starts = kept.starts[first:end].tolist() if last >= PIECE else []
        begin = 0
        for here, cut in _cuts(text, starts) if starts else [(0, end - first)]:
            stop = starts[cut] if cut < len(starts) else until
            yield _Piece(article, first + here, first + cut, begin, stop, first + cut == end)
            begin = stop
        first = end


def _cuts(text: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the end of the chunks of each piece."""
    first = 0
    while first < len(starts):
        end = cut = bisect_left(starts, (starts[first] if first else 0) + PIECE, first + 1)
        while end < len(starts) and end - cut < _RUN and not text[starts[end] - 1].isspace():
            end += 1
        yield first, end
        first = end


def _packed(kept: KeptTexts, pieces: list[_Piece]) -> Iterator[bytes]:
    """Yield what stands before the text of each of *pieces*, which is all there are."""
    firsts, ends, begins = np.array([each[1:4] for each in pieces], np.int64).T
    sizes = ends - firsts
    owners = np.repeat(np.arange(len(pieces)), sizes)
    filled = np.flatnonzero(sizes)
    anchors = begins.copy()
    anchors[filled] = kept.starts[firsts[filled]]
    gaps = np.diff(kept.starts, prepend=np.uint32(0))
    gaps[firsts[filled]] = 0
    far = np.flatnonzero(gaps >= _FAR)
    steps = np.diff(kept.positions)
    others = np.flatnonzero((steps != 1) & (owners[1:] == owners[:-1]))
    far_counts, other_counts = (np.bincount(owners[each], minlength=len(pieces)) for each in (far, others))
    unlike = np.stack((others - firsts[owners[others]], steps[others]), axis=1)
    heads = np.stack((begins, anchors - begins, sizes, far_counts, other_counts), axis=1)
    columns = (
        (heads.astype("<u4"), np.full(len(pieces), _HEAD.size)),
        (np.minimum(gaps, _FAR).astype("<u1"), sizes),
        (gaps[far].astype("<u4"), far_counts * 4),
        (unlike.astype("<u2"), other_counts * 4),
    )
    for each in zip(*(_split(numbers.tobytes(), widths) for numbers, widths in columns), strict=True):
        yield b"".join(each)


def _split(data: bytes, sizes: npt.NDArray[np.integer[Any]]) -> Iterator[bytes]:
    """Yield *data* in parts of these *sizes*."""
    for start, end in pairwise((0, *np.cumsum(sizes).tolist())):
        yield data[start:end]


class KeptTextFile:
    """The kept texts of a segment of *count* articles. Raises: IndexSuspect."""

    def __init__(self, file: SectionFile, count: int) -> None:
        self._file = file
        self._pieces = file.section("pieces")
        # Where each piece ends and its first word, after how many pieces each article begins, and all languages.
        self.ends = file.numbers("piece ends")
        self.first_words = file.numbers("first words")
        self.articles = file.numbers("pieces of articles")
        languages = file.section("languages")
        self.languages = file.read(languages, 0, languages.size)
        self._check(count)

    def _check(self, count: int) -> None:
        fits = len(self.articles) == count + 1 and len(self.languages) == 2 * count
        fits = fits and len(self.ends) == len(self.first_words) + 1 == self.articles[-1] + 1
        if not fits or self.ends[-1] != self._pieces.size:
            raise IndexSuspect("the kept texts are those of other articles")

    def language(self, number: int) -> str:
        """Return the language that an article was analyzed in."""
        return self.languages[2 * number : 2 * number + 2].decode("ascii", "replace").strip()

    def pieces_of(self, number: int) -> range:
        """Return the pieces of an article."""
        return range(self.articles[number], self.articles[number + 1])

    def packed_between(self, first: int, end: int) -> Iterator[bytes]:
        """Yield the pieces from *first* to *end* as they are kept, some at once."""
        for begin in range(first, end, _AT_ONCE):
            yield self._packed(begin, min(begin + _AT_ONCE, end))

    def _packed(self, first: int, end: int) -> bytes:
        return self._file.read(self._pieces, self.ends[first], self.ends[end] - self.ends[first])

    @cached_property
    def _piece_places(self) -> Integers:
        """Of each piece the number of its article, above the bits of the position of its first word."""
        with SuspectGuard():
            ends: Integers = np.array(self.articles, np.int64)
            articles = np.repeat(np.arange(len(ends) - 1), ends[1:] - ends[:-1])
            return (articles << OCCURRENCE) + np.array(self.first_words, np.int64)

    def pieces_with(self, places: Integers) -> Integers:
        """Return the piece that holds each of *places*: the number of an article above the bits of a position."""
        return np.searchsorted(self._piece_places, places, side="right") - 1

    def articles_of(self, pieces: list[int]) -> Integers:
        """Return the article of each of *pieces*."""
        found: Integers = self._piece_places[pieces] >> OCCURRENCE
        return found

    def pieces(self, which: list[int]) -> TextPieces:
        """Return *which* pieces."""
        following = self.articles_of([min(each + 1, len(self.first_words) - 1) for each in which])
        are_last = (np.array(which) + 1 == len(self.first_words)) | (following != self.articles_of(which))
        with SuspectGuard():
            unpacking = _Unpacking()
            for each in which:
                unpacking.add(self._packed(each, each + 1))
            return unpacking.pieces([self.first_words[each] for each in which], are_last.tolist())


class _Unpacking:
    """Takes packed pieces one by one, and unpacks the numbers of all of them at once."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._heads: list[tuple[int, ...]] = []
        self._gaps: list[bytes] = []
        self._far: list[bytes] = []
        self._unlike: list[bytes] = []

    def add(self, data: bytes) -> None:
        """Take the next piece."""
        head = _HEAD.unpack_from(data)
        middle = _HEAD.size + head[2]
        later = middle + 4 * head[3]
        end = later + 4 * head[4]
        if end > len(data):
            raise IndexSuspect("a piece of text has another length")
        self._heads.append(head)
        self._gaps.append(data[_HEAD.size : middle])
        self._far.append(data[middle:later])
        self._unlike.append(data[later:end])
        self._texts.append(data[end:].decode("utf-8", "surrogatepass"))

    def pieces(self, first_words: list[int], are_last: list[bool]) -> TextPieces:
        """Return all of them; *first_words* are the positions of the first word of each."""
        heads = np.array(self._heads, np.int64).reshape(-1, len(_HEAD.format) - 1)
        counts = heads[:, 2]
        firsts = np.concatenate(([0], np.cumsum(counts)))
        gaps = np.frombuffer(b"".join(self._gaps), np.uint8).astype(np.int64)
        gaps[gaps == _FAR] = np.frombuffer(b"".join(self._far), "<u4")
        steps = np.ones(len(gaps), np.int64)
        unlike = np.frombuffer(b"".join(self._unlike), "<u2").reshape(-1, 2)
        steps[np.repeat(firsts[:-1], heads[:, 4]) + unlike[:, 0]] = unlike[:, 1]
        starts = _moved(np.cumsum(gaps), firsts, heads[:, 1])
        positions = _moved(np.cumsum(steps) - steps, firsts, np.array(first_words, np.int64))
        return TextPieces(self._texts, heads[:, 0].tolist(), are_last, firsts, starts, positions)


def _moved(numbers: Integers, firsts: Integers, begins: Integers) -> Integers:
    """Return *numbers* with each run, from one of *firsts* to the next, moved so that it begins with its own."""
    if not len(numbers):
        return numbers
    held = numbers[np.minimum(firsts[:-1], len(numbers) - 1)]
    found: Integers = numbers + np.repeat(begins - held, firsts[1:] - firsts[:-1])
    return found
