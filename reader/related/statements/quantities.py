"""The quantities of a sentence: numbers in digits and words, ranges, "dozens", and how they are bounded."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.related.figures import DAY, Figure
from reader.related.statements.claim import ABOUT, AT_LEAST, AT_MOST, EXACT, OVER, UNDER
from reader.related.statements.row import TokenRow

_SMALL = {word: float(value) for value, word in enumerate("two three four five six seven eight nine ten".split(), 2)}
_VAGUE = {"dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6, "billions": 2e9}
_TIME_UNITS = frozenset(
    """
    day days week weeks month months year years hour hours minute minutes second seconds time times decade decades
    """.split()
)
# Words before a number that bound it; the longest of those that fit counts.
_WORDS_BEFORE = {
    AT_LEAST: ("at least", "no fewer than", "no less than", "not less than", "a minimum of"),
    AT_MOST: ("at most", "up to", "as many as", "as much as", "no more than", "not more than", "a maximum of"),
    OVER: ("more than", "greater than", "in excess of", "well over", "over", "above", "exceeding"),
    UNDER: ("less than", "fewer than", "lower than", "under", "below"),
    ABOUT: (
        "close to", "an estimated", "estimated", "some", "about", "around", "roughly", "approximately", "nearly",
        "almost", "circa", "ca", "an average of", "estimated at",
    ),
}  # fmt: skip
_BEFORE = {tuple(words.split()): bound for bound, many in _WORDS_BEFORE.items() for words in many}
_LONGEST_BEFORE = 3
_AFTER = {("or", "more"): AT_LEAST, ("or", "so"): ABOUT, ("or", "fewer"): AT_MOST, ("or", "less"): AT_MOST}
_SIGNS = {">": OVER, "<": UNDER, "≥": AT_LEAST, "≤": AT_MOST, "~": ABOUT, "≈": ABOUT}
# "About 5,000" may be this much more or less.
_ROUGHLY = 0.1


# Words without which a sentence without figures gives no quantity; compounds begin with one of the small ones.
NUMBER_WORDS = frozenset([*_SMALL, *_VAGUE, "both"])


class Quantity(NamedTuple):
    """A number in a sentence: its span, the tokens it stands in from *first* to *last* with the words that bound it."""

    start: int
    end: int
    first: int
    last: int
    value: float | None
    low: float | None
    high: float | None
    bound: str
    unit: str


def quantities(row: TokenRow, figures: Sequence[Figure]) -> list[Quantity]:
    """Return the quantities of a sentence, given its figures in digits and large words, in order."""
    found = list(_of_figures(row, figures))
    taken = {at for each in found for at in range(each.first, each.last + 1)}
    found += [each for each in _of_words(row) if each.first not in taken and each.last not in taken]
    return sorted(_ranges(row, sorted(found, key=lambda each: each.start)), key=lambda each: each.start)


def _of_figures(row: TokenRow, figures: Sequence[Figure]) -> Iterator[Quantity]:
    for figure in figures:
        if figure.unit == DAY:
            continue
        first = next((at for at in range(len(row)) if row.ends[at] > figure.start), len(row))
        if first == len(row):
            continue
        last = first
        while last + 1 < len(row) and row.starts[last + 1] < figure.end:
            last += 1
        yield _bounded(row, (figure.start, figure.end), first, last, figure.value, figure.unit or _unit(row, figure))


def _unit(row: TokenRow, figure: Figure) -> str:
    return (
        row.text[figure.start : figure.end].lstrip("0123456789.,' \u00a0\u202f").casefold() if figure.value >= 0 else ""
    )


def _of_words(row: TokenRow) -> Iterator[Quantity]:
    for at, word in enumerate(row.words):
        span, following = (row.starts[at], row.ends[at]), row.word(at + 1)
        if word in _VAGUE:
            yield from _vague(row, at)
        elif following.endswith("s") and word in _SMALL and following not in _TIME_UNITS:
            yield _bounded(row, span, at, at, _SMALL[word], "")
        elif word == "both" and following.endswith("s") and row.word(at + 2) != "and":
            yield _bounded(row, span, at, at, 2.0, "")
        elif "-" in word:
            yield from _compound(row, at)


def _vague(row: TokenRow, at: int) -> Iterator[Quantity]:
    """Yield the number of "dozens of people", "tens of thousands"."""
    if row.word(at + 1) == "of" or row.word(at + 1).endswith("s"):
        is_tens = row.word(at - 1) == "of" and row.word(at - 2) == "tens"
        low = _VAGUE[row.words[at]] * (10 if is_tens else 1)
        yield Quantity(row.starts[at], row.ends[at], at, at, None, low, None, AT_LEAST, "")


def _compound(row: TokenRow, at: int) -> Iterator[Quantity]:
    """Yield the number of "three-day operation" and "30-minute interview"."""
    number, _, unit = row.words[at].partition("-")
    value = _SMALL.get(number) or (float(number.replace(",", "")) if number.replace(",", "").isdecimal() else None)
    unit = unit.partition("-")[0]
    if value is not None and (unit in _TIME_UNITS or unit.isalpha()) and at + 1 < len(row):
        start = row.starts[at]
        yield Quantity(start, start + len(number), at, at, value, value, value, EXACT, "")


def _bounded(row: TokenRow, span: tuple[int, int], first: int, last: int, value: float, unit: str) -> Quantity:
    bound = _AFTER.get((row.word(last + 1), row.word(last + 2)), EXACT)
    if row.text[span[1] : span[1] + 1] == "+":
        bound = AT_LEAST
    begin = first
    while begin and row.words[begin - 1] in {"$", "€", "£"}:
        begin -= 1
    length = next((size for size in range(_LONGEST_BEFORE, 0, -1) if _words_before(row, begin, size) in _BEFORE), 0)
    if length:
        bound = _BEFORE[_words_before(row, begin, length)]
        begin -= length
    else:
        bound = _SIGNS.get(row.word(begin - 1), bound)
    low, high = limits(value, bound)
    return Quantity(*span, begin, last, value, low, high, bound, unit)


def _words_before(row: TokenRow, end: int, size: int) -> tuple[str, ...]:
    return tuple(row.words[max(0, end - size) : end])


def limits(value: float, bound: str) -> tuple[float | None, float | None]:
    """Return the least and the most that a bounded number may be."""
    if bound == ABOUT:
        return value * (1 - _ROUGHLY), value * (1 + _ROUGHLY)
    low = None if bound in {AT_MOST, UNDER} else value
    return low, None if bound in {AT_LEAST, OVER} else value


def _ranges(row: TokenRow, found: list[Quantity]) -> Iterator[Quantity]:
    """Join "between 20 and 30", "20 to 30", "2,000-3,000"."""
    place = 0
    while place < len(found):
        each = found[place]
        following = found[place + 1] if place + 1 < len(found) else None
        if following is not None and _is_range(row, each, following):
            yield each._replace(
                end=following.end, last=following.last, value=None, low=each.value, high=following.value,
                bound=EXACT, unit=each.unit or following.unit,
            )  # fmt: skip
            place += 1
        else:
            yield each
        place += 1


def _is_range(row: TokenRow, one: Quantity, other: Quantity) -> bool:
    if one.value is None or other.value is None or other.value <= one.value:
        return False
    between = row.words[one.last + 1 : other.first]
    if between == ["and"]:
        return row.word(one.first - 1) == "between"
    return (between in (["to"], ["-"], ["–"]) and row.word(one.first - 1) != "from") or (
        between == ["to"] and row.word(one.first - 1) == "from" and row.word(other.last + 1) not in {",", "."}
    )
