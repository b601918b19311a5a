"""Numbers in no more bytes than each needs: seven bits in a byte, the low ones first, the eighth in all but its last.

Ascending numbers become small ones when each is told by how much it is more than the last.
"""

import numpy as np
import numpy.typing as npt

from reader.search.errors import IndexSuspect

_BITS = 7
_MORE = 1 << _BITS
_LOW = _MORE - 1
# Bytes of a number of 32 bits, but for the first.
_LATER = range(1, 5)


def packed(numbers: npt.NDArray[np.uint32]) -> tuple[bytes, npt.NDArray[np.int64]]:
    """Return *numbers* packed, and where the bytes of each end."""
    more = [np.flatnonzero(numbers >= 1 << _BITS * place) for place in _LATER]
    sizes = np.ones(len(numbers), np.int64)
    for which in more:
        sizes[which] += 1
    ends = np.cumsum(sizes)
    starts = ends - sizes
    found = np.empty(int(sizes.sum()), np.uint8)
    found[starts] = numbers & _LOW
    for place, which in zip(_LATER, more, strict=True):
        found[starts[which] + place] = numbers[which] >> _BITS * place & _LOW
        found[starts[which] + place - 1] |= _MORE
    return found.tobytes(), ends


def unpacked(data: bytes, count: int) -> npt.NDArray[np.uint32]:
    """Return the *count* numbers that *data* is. Raises: IndexSuspect."""
    found = np.frombuffer(data, np.uint8)
    if len(found) == count and (not count or int(found.max()) < _MORE):
        return found.astype(np.uint32)
    lasts = np.flatnonzero(found < _MORE)
    if len(lasts) != count or (count and int(lasts[-1]) != len(found) - 1):
        raise IndexSuspect("packed numbers are of another count")
    starts = np.zeros(count, np.int64)
    starts[1:] = lasts[:-1] + 1
    numbers = (found[starts] & _LOW).astype(np.uint32)
    later = lasts - starts
    for place in _LATER:
        which = np.flatnonzero(later >= place)
        if not len(which):
            break
        numbers[which] |= (found[starts[which] + place] & _LOW).astype(np.uint32) << np.uint32(_BITS * place)
    return numbers
