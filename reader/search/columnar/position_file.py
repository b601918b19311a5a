"""The positions of a segment: in 12 bits each where nearly all fit, as in a library of short articles, else in 16.

Those that do not fit stand beside the others, in full.
"""

from array import array
from typing import IO, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from reader.search.columnar.narrow_numbers import NarrowNumbers, NarrowWriter
from reader.search.columnar.postings import Ends, Numbers
from reader.search.columnar.section_file import SectionFile, SectionWriter
from reader.search.errors import IndexSuspect
from reader.search.schema import FIELD_SHIFT

_NAME, _FORM = "positions", "form of positions"
_FIELD_MASK = (1 << FIELD_SHIFT) - 1
_FIELDS = 6
# One that does not fit takes sixteen times what the other form would save for it.
_ONE_IN = 32


class _Form(NamedTuple):
    """How a position is told: below *text_end* one in the text, from there on one of the first words of a field."""

    text_end: int
    field_words: int
    other: int

    def encoded(self, positions: Numbers) -> Numbers:
        """Return *positions* in this form, *other* for those that do not fit."""
        field, word = positions >> FIELD_SHIFT, positions & _FIELD_MASK
        in_text = np.where((field == 0) & (word < self.text_end), word, self.other)
        elsewhere = (field > 0) & (field <= _FIELDS) & (word < self.field_words)
        return np.where(elsewhere, self.text_end + (field - 1) * self.field_words + word, in_text).astype(np.uint32)

    def decoded(self, encoded: Numbers) -> Numbers:
        """Return the positions in the place of what they are told by."""
        elsewhere = np.flatnonzero(encoded >= self.text_end)
        if len(elsewhere):
            field, word = np.divmod(encoded[elsewhere] - self.text_end, self.field_words)
            encoded[elsewhere] = (field + 1 << FIELD_SHIFT) + word
        return encoded


_LONG, _SHORT = _Form(0xD000, 0x600, 0xFFFF), _Form(0xC00, 0xAA, 0xFFF)


class PositionWriter:
    """Collects positions, which wait in a *spool*."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._long = NarrowWriter(_NAME, "<u2", spool)
        # Positions that do not fit into the short form.
        self._beyond = 0

    @property
    def count(self) -> int:
        """How many there are."""
        return self._long.count

    def add(self, positions: Numbers) -> None:
        """Take *positions*."""
        self._beyond += int(np.count_nonzero(_SHORT.encoded(positions) == _SHORT.other))
        self._long.add(_LONG.encoded(positions), positions)

    def finish(self, writer: SectionWriter) -> None:
        """Write them."""
        is_short = self._beyond * _ONE_IN <= self.count
        writer.add(_FORM, array("Q", [12 if is_short else 16, self.count]))
        if is_short:
            self._write_short(writer)
        else:
            self._long.finish(writer)

    def _write_short(self, writer: SectionWriter) -> None:
        where, wide = array("Q"), array("Q")
        start = 0
        writer.begin(_NAME)
        for numbers, which, meant in self._long.spooled():
            positions = _LONG.decoded(numbers.astype(np.uint32))
            positions[which] = meant
            encoded = _SHORT.encoded(positions)
            others = np.flatnonzero(encoded == _SHORT.other)
            where.frombytes((others + start).astype(np.uint64).tobytes())
            wide.frombytes(positions[others].astype(np.uint64).tobytes())
            writer.append(_in_twelve_bits(encoded))
            start += len(numbers)
        writer.add(f"wide {_NAME}, where", where)
        writer.add(f"wide {_NAME}", wide)


def _in_twelve_bits(numbers: Numbers) -> bytes:
    pairs = np.zeros((-(-len(numbers) // 2), 2), np.uint32)
    pairs.reshape(-1)[: len(numbers)] = numbers
    one, other = pairs.T
    return np.stack((one & 0xFF, one >> 8 | (other & 0xF) << 4, other >> 4), axis=1).astype(np.uint8).tobytes()


class _TwelveBits(NarrowNumbers):
    """Numbers of twelve bits, two in three bytes."""

    def fits(self, count: int) -> bool:
        """Whether there are so many."""
        return self._section.size == -(-count // 2) * 3

    def narrow(self, start: int, end: int) -> npt.NDArray[np.unsignedinteger[Any]]:
        """Return the numbers from *start* to *end* as they are written."""
        first, last = start // 2, -(-end // 2)
        data = np.frombuffer(self._file.read(self._section, 3 * first, 3 * (last - first)), np.uint8)
        low, middle, high = data.reshape(-1, 3).astype(np.uint16).T
        found = np.empty(2 * len(low), np.uint16)
        found[::2] = low | (middle & 0xF) << 8
        found[1::2] = middle >> 4 | high << 4
        return found[start - 2 * first : end - 2 * first]


class PositionFile:
    """The positions of a segment, read in parts. Raises: IndexSuspect."""

    def __init__(self, file: SectionFile) -> None:
        told = file.numbers(_FORM).tolist()
        if len(told) != 2 or told[0] not in {12, 16}:
            raise IndexSuspect("positions have another form")
        bits, self._count = told
        self._form = _SHORT if bits == 12 else _LONG
        self._numbers = _TwelveBits(file, _NAME) if bits == 12 else NarrowNumbers(file, _NAME, "<u2")

    def fits(self, count: int) -> bool:
        """Whether there are so many."""
        return count == self._count and self._numbers.fits(count)

    def read(self, start: int, end: int, at: Ends | None = None) -> Numbers:
        """Return the positions from *start* to *end*; of these only those *at* some."""
        encoded, which, wide = self._numbers.read(start, end)
        if at is not None and not len(which):
            return self._form.decoded(encoded[at].astype(np.uint32))
        found = self._form.decoded(encoded.astype(np.uint32))
        found[which] = wide
        return found if at is None else found[at]
