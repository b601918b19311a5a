"""Where the words of a segment's articles stand: what a snippet is cut from, with the texts that are kept elsewhere.

A text is divided into pieces of some 16,000 characters, so that only what is shown is read. Of each piece stands here
how far each chunk of words begins from the last, in characters, and which of them are other than one word. The text
itself is found by its key, in the store of texts: it is the same that was analyzed, or missing.
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

from reader.library.text_store import Slice, TextStore, text_key
from reader.search.columnar.byte_numbers import packed, unpacked
from reader.search.columnar.section_file import SectionFile, SectionWriter
from reader.search.errors import IndexSuspect, SuspectGuard
from reader.search.weights import OCCURRENCE, Integers, distinct

PIECE = 1 << 14
# What follows the last word of an article is shown this far.
_TRAIL = 1 << 16
# A piece ends between two words, unless there are so many without anything between them.
_RUN = 64
# Pieces that are copied at once.
_AT_ONCE = 256
# Where the piece begins and ends in its text, how far from its beginning its first chunk does, how many chunks there
# are, how many bytes tell of those that begin far from the last, and how many chunks are other than one word.
_HEAD = struct.Struct("<IIIHHH")
# Chunks begin a few characters from the last: half a byte each, and those that are as far or farther beside them.
_FAR = 15


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

    Those that *are_missing* are known no longer; they stand here as empty.

    The chunks of words of all of them stand in a row, those of each from *firsts* on: *starts* are offsets in the part,
    *positions* the places in the whole text.
    """

    texts: list[str]
    begins: list[int]
    are_last: list[bool]
    are_missing: list[bool]
    firsts: Integers
    starts: Integers
    positions: Integers

    def chunks(self, parts: Integers, positions: Integers) -> Integers:
        """Return the chunks, each once, that hold words at *positions* of *parts*, which both stand in order."""
        owners = np.repeat(np.arange(len(self.texts)), self.firsts[1:] - self.firsts[:-1])
        keys = (owners << OCCURRENCE) + self.positions
        found = np.searchsorted(keys, (parts << OCCURRENCE) + positions, side="right") - 1
        return distinct(found)


class KeptTextWriter:
    """Writes the words of a segment in the order of its articles, as the first sections of its file."""

    def __init__(self, file: SectionWriter) -> None:
        self._file = file
        self._file.begin("pieces")
        self._ends = array("Q", [0])
        # Where each piece begins in its article: characters, words.
        self._first_words = array("I")
        self._articles = array("I", [0])
        self._keys = array("Q")
        self._languages = bytearray()

    def add(self, kept: KeptTexts) -> None:
        """Keep where the words of the next articles are."""
        pieces = list(_pieces(kept))
        for piece, data in zip(pieces, _packed(kept, pieces) if pieces else (), strict=True):
            language, text = kept.texts[piece.article]
            self._file.append(data)
            self._ends.append(self._ends[-1] + len(data))
            self._first_words.append(int(kept.positions[piece.first]) if piece.first < piece.end else 0)
            if piece.is_last:
                self._articles.append(len(self._first_words))
                self._keys.append(text_key(text))
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
        self._keys += source.keys[low:high]
        self._languages += source.languages[2 * low : 2 * high]

    def finish(self) -> None:
        """Write what finds the pieces."""
        self._file.add("piece ends", self._ends)
        self._file.add("first words", self._first_words)
        self._file.add("pieces of articles", self._articles)
        self._file.add("text keys", self._keys)
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
    """Yield what is kept of each of *pieces*, which is all there are."""
    firsts, ends, begins, stops = np.array([each[1:5] for each in pieces], np.int64).T
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
    unlike = np.stack((others - firsts[owners[others]], steps[others]), axis=1)
    other_counts = np.bincount(owners[others], minlength=len(pieces))
    far_data, far_sizes = _packed_runs(gaps[far] - _FAR, np.bincount(owners[far], minlength=len(pieces)))
    other_data, other_sizes = _packed_runs(unlike.astype(np.uint32).ravel(), 2 * other_counts)
    columns = (
        (np.stack((begins, stops, anchors - begins), axis=1).astype("<u4").tobytes(), np.full(len(pieces), 12)),
        (np.stack((sizes, far_sizes, other_counts), axis=1).astype("<u2").tobytes(), np.full(len(pieces), 6)),
        (_halves(gaps, sizes, owners), (sizes + 1) // 2),
        (far_data, far_sizes),
        (other_data, other_sizes),
    )
    for each in zip(*(_split(data, widths) for data, widths in columns), strict=True):
        yield b"".join(each)


def _packed_runs(numbers: npt.NDArray[np.uint32], counts: Integers) -> tuple[bytes, Integers]:
    """Return *numbers* packed, and how many bytes each run of so many *counts* takes."""
    data, ends = packed(numbers)
    bounds: Integers = np.concatenate(([0], ends))[np.cumsum(counts)]
    return data, np.diff(bounds, prepend=0)


def _halves(gaps: npt.NDArray[np.uint32], sizes: Integers, owners: Integers) -> bytes:
    """Return *gaps* in half a byte each; those of each piece, so many *sizes*, begin with a byte."""
    padding = np.cumsum(sizes % 2) - sizes % 2
    found = np.zeros(len(gaps) + int((sizes % 2).sum()), np.uint8)
    found[np.arange(len(gaps)) + padding[owners]] = np.minimum(gaps, _FAR)
    return (found[::2] << 4 | found[1::2]).tobytes()


def _split(data: bytes, sizes: npt.NDArray[np.integer[Any]]) -> Iterator[bytes]:
    """Yield *data* in parts of these *sizes*."""
    for start, end in pairwise((0, *np.cumsum(sizes).tolist())):
        yield data[start:end]


class KeptTextFile:
    """Where the words are in a segment of *count* articles. Raises: IndexSuspect."""

    def __init__(self, file: SectionFile, count: int) -> None:
        self._file = file
        self._pieces = file.section("pieces")
        # Where each piece ends and its first word, after how many pieces each article begins, and all languages.
        self.ends = file.numbers("piece ends")
        self.first_words = file.numbers("first words")
        self.articles = file.numbers("pieces of articles")
        # Those of the texts of all articles.
        self.keys = file.numbers("text keys")
        languages = file.section("languages")
        self.languages = file.read(languages, 0, languages.size)
        self._check(count)

    def _check(self, count: int) -> None:
        fits = len(self.articles) == count + 1 and len(self.languages) == 2 * count == 2 * len(self.keys)
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

    def pieces(self, which: list[int], texts: TextStore) -> TextPieces:
        """Return *which* pieces, their words as *texts* keeps them."""
        following = self.articles_of([min(each + 1, len(self.first_words) - 1) for each in which])
        articles = self.articles_of(which)
        are_last = (np.array(which) + 1 == len(self.first_words)) | (following != articles)
        with SuspectGuard():
            unpacking = _Unpacking()
            for each in which:
                unpacking.add(self._packed(each, each + 1))
            slices = unpacking.slices([self.keys[article] for article in articles.tolist()])
            first_words = [self.first_words[each] for each in which]
            return unpacking.pieces(texts.slices(slices), first_words, are_last.tolist())


class _Unpacking:
    """Takes packed pieces one by one, and unpacks the numbers of all of them at once."""

    def __init__(self) -> None:
        self._heads: list[tuple[int, ...]] = []
        self._halves: list[bytes] = []
        self._far: list[bytes] = []
        self._unlike: list[bytes] = []

    def add(self, data: bytes) -> None:
        """Take the next piece."""
        head = _HEAD.unpack_from(data)
        middle = _HEAD.size + (head[3] + 1) // 2
        later = middle + head[4]
        if later > len(data):
            raise IndexSuspect("a piece of text has another length")
        self._heads.append(head)
        self._halves.append(data[_HEAD.size : middle])
        self._far.append(data[middle:later])
        self._unlike.append(data[later:])

    def slices(self, keys: list[int]) -> list[Slice]:
        """Return which part of the text with each of *keys* each piece is."""
        return [Slice(key, begin, end) for key, (begin, end, *_) in zip(keys, self._heads, strict=True)]

    def pieces(self, texts: list[str | None], first_words: list[int], are_last: list[bool]) -> TextPieces:
        """Return all of them: their *texts*, and *first_words*, the positions of the first word of each."""
        heads = np.array(self._heads, np.int64).reshape(-1, len(_HEAD.format) - 1)
        counts, others = heads[:, 3], heads[:, 5]
        firsts = np.concatenate(([0], np.cumsum(counts)))
        both = np.frombuffer(b"".join(self._halves), np.uint8)
        halves = np.stack((both >> 4, both & 15), axis=1).ravel()
        # Where the number of chunks is odd, half a byte is left.
        gaps = np.delete(halves, np.cumsum(counts + counts % 2)[counts % 2 > 0] - 1).astype(np.int64)
        far = np.flatnonzero(gaps == _FAR)
        gaps[far] += unpacked(b"".join(self._far), len(far))
        steps = np.ones(len(gaps), np.int64)
        unlike = unpacked(b"".join(self._unlike), 2 * int(others.sum())).reshape(-1, 2)
        steps[np.repeat(firsts[:-1], others) + unlike[:, 0]] = unlike[:, 1]
        starts = _moved(np.cumsum(gaps), firsts, heads[:, 2])
        positions = _moved(np.cumsum(steps) - steps, firsts, np.array(first_words, np.int64))
        are_missing = [text is None for text in texts]
        known = [text or "" for text in texts]
        return TextPieces(known, heads[:, 0].tolist(), are_last, are_missing, firsts, starts, positions)


def _moved(numbers: Integers, firsts: Integers, begins: Integers) -> Integers:
    """Return *numbers* with each run, from one of *firsts* to the next, moved so that it begins with its own."""
    if not len(numbers):
        return numbers
    held = numbers[np.minimum(firsts[:-1], len(numbers) - 1)]
    found: Integers = numbers + np.repeat(begins - held, firsts[1:] - firsts[:-1])
    return found
