"""The plain texts of a segment's articles, with the place of every word: what a snippet is cut from.

A text is kept in pieces of some 16,000 characters, so that only what is shown is read. Each piece is packed by itself:
how many chunks of words begin in it, how far each is from the last in characters and in words, and the text.
"""

import struct
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reader.search.columnar.section_file import SectionFile, SectionWriter
from reader.search.errors import IndexSuspect, SuspectGuard
from reader.search.weights import Integers

PIECE = 1 << 14
# What follows the last word of an article is kept this far.
_TRAIL = 1 << 16
# A piece ends between two words, unless there are so many without anything between them.
_RUN = 64
_HEAD = struct.Struct("<III")
# A piece of the most words, in letters of four bytes, and its numbers.
_LARGEST = 1 << 24
_FASTEST = 1


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text, the two letters of its *language*, and of its chunks of words the *starts* and *positions*."""

    language: str
    text: str
    starts: "array[int]"
    positions: "array[int]"


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Part of a text: *start* is the offset of its first character; *starts* and *positions* are those of the text."""

    which: int
    text: str
    start: int
    starts: Integers
    positions: Integers
    is_last: bool


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

    def add(self, kept: KeptText) -> None:
        """Keep the text of the next article."""
        text, starts, positions = kept.text, kept.starts, kept.positions
        begin = 0
        for first, end in _cuts(text, starts):
            stop = starts[end] if end < len(starts) else min(len(text), (starts[-1] if starts else 0) + _TRAIL)
            anchor = starts[first] if starts else begin
            packed = _HEAD.pack(begin, anchor - begin, end - first)
            packed += _gaps(starts, first, end) + _gaps(positions, first, end)
            packed += text[begin:stop].encode("utf-8", "surrogatepass")
            self._keep(zlib.compress(packed, _FASTEST), positions[first] if positions else 0)
            begin = stop
        self._end(kept.language.encode("ascii", "replace"))

    def copy(self, source: "KeptTextFile", number: int) -> None:
        """Keep what *source* keeps of its article *number*. Raises: IndexSuspect."""
        for which in source.pieces_of(number):
            self._keep(source.packed(which), source.first_word(which))
        self._end(source.language(number).encode("ascii", "replace"))

    def _keep(self, packed: bytes, first_word: int) -> None:
        self._file.append(packed)
        self._ends.append(self._ends[-1] + len(packed))
        self._first_words.append(first_word)

    def _end(self, language: bytes) -> None:
        self._articles.append(len(self._first_words))
        self._languages += language[:2].ljust(2)

    def finish(self) -> None:
        """Write what finds the pieces."""
        self._file.add("piece ends", self._ends)
        self._file.add("first words", self._first_words)
        self._file.add("pieces of articles", self._articles)
        self._file.begin("languages")
        self._file.append(bytes(self._languages))


def _cuts(text: str, starts: "array[int]") -> Iterator[tuple[int, int]]:
    """Yield the first and the end of the chunks of each piece."""
    if not starts:
        yield 0, 0
    first = 0
    while first < len(starts):
        end = cut = bisect_left(starts, (starts[first] if first else 0) + PIECE, first + 1)
        while end < len(starts) and end - cut < _RUN and not text[starts[end] - 1].isspace():
            end += 1
        yield first, end
        first = end


def _gaps(numbers: "array[int]", first: int, end: int) -> bytes:
    if first == end:
        return b""
    return np.diff(np.array(numbers[first:end], np.uint32), prepend=np.uint32(numbers[first])).astype("<u2").tobytes()


class KeptTextFile:
    """The kept texts of a segment of *count* articles. Raises: IndexSuspect."""

    def __init__(self, file: SectionFile, count: int) -> None:
        self._file = file
        self._pieces = file.section("pieces")
        self._ends = file.numbers("piece ends", "Q")
        self._first_words = file.numbers("first words", "I")
        self._articles = file.numbers("pieces of articles", "I")
        languages = file.section("languages")
        self._languages = file.read(languages, 0, languages.size)
        self._check(count)

    def _check(self, count: int) -> None:
        fits = len(self._articles) == count + 1 and len(self._languages) == 2 * count
        fits = fits and len(self._ends) == len(self._first_words) + 1 == self._articles[-1] + 1
        if not fits or self._ends[-1] != self._pieces.size:
            raise IndexSuspect("the kept texts are those of other articles")

    def language(self, number: int) -> str:
        """Return the language that an article was analyzed in."""
        return self._languages[2 * number : 2 * number + 2].decode("ascii", "replace").strip()

    def pieces_of(self, number: int) -> range:
        """Return the pieces of an article."""
        return range(self._articles[number], self._articles[number + 1])

    def first_word(self, which: int) -> int:
        """Return the position of the first word of a piece."""
        return self._first_words[which]

    def packed(self, which: int) -> bytes:
        """Return a piece as it is kept."""
        return self._file.read(self._pieces, self._ends[which], self._ends[which + 1] - self._ends[which])

    def piece(self, number: int, which: int) -> TextPiece:
        """Return a piece of an article."""
        with SuspectGuard():
            inflater = zlib.decompressobj()
            data = inflater.decompress(self.packed(which), _LARGEST)
            begin, lead, count = _HEAD.unpack_from(data)
            middle, end = _HEAD.size + 2 * count, _HEAD.size + 4 * count
            if inflater.unconsumed_tail or end > len(data):
                raise IndexSuspect("a piece of text has another length")
            starts, positions = (np.frombuffer(data, "<u2", count, at) for at in (_HEAD.size, middle))
            text = data[end:].decode("utf-8", "surrogatepass")
            is_last = which + 1 == self._articles[number + 1]
            first = self._first_words[which]
            return TextPiece(which, text, begin, _run(begin + lead, starts), _run(first, positions), is_last)


def _run(first: int, gaps: npt.NDArray[np.uint16]) -> Integers:
    # The first gap is nothing, and is where the run begins.
    found = np.cumsum(gaps, dtype=np.int64)
    found += first
    return found
