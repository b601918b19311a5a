"""The quantities of a sentence: numbers in digits and words, ranges, "dozens", and how they are bounded."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.related.figures import DAY, Figure
from reader.related.statements.bounds import bound_of, limits
from reader.related.statements.claim import AT_LEAST, EXACT
from reader.related.statements.row import TokenRow
from reader.text.digits import fold_digits

_SMALL = {word: float(value) for value, word in enumerate("two three four five six seven eight nine ten".split(), 2)}
# Words for no single number, by the least that they may be. Those of English are followed by "of" or a plural.
_ENGLISH_VAGUE = {"dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6, "billions": 2e9}
_VAGUE_WORDS = {
    20.0: "dizaines decenas десятки عشرات",
    24.0: "dutzende dutzenden douzaines docenas",
    200.0: "hunderte hunderten centaines cientos centenares сотни مئات",
    2e3: "tausende tausenden milliers miles тысячи آلاف",
    2e6: "millionen millions millones миллионы ملايين",
}
_VAGUE = {word: low for low, words in _VAGUE_WORDS.items() for word in words.split()} | _ENGLISH_VAGUE
# What makes of the word for millions, or a dozen, a number: "drei Millionen", "media docena"; not where a half follows,
# "dos millones y medio".
_COUNTS_BEFORE = {
    0.5: "halbe halbes halben halber medio media نصف",
    1.0: "a one ein eine einem einer un una une один одна одну",
    1.5: "anderthalb eineinhalb полтора полторы",
    2.0: "two zwei dos deux два две",
    2.5: "zweieinhalb",
    3.0: "three drei tres trois три",
    4.0: "four vier cuatro quatre четыре",
    5.0: "five fünf cinco cinq пять",
    6.0: "six sechs seis шесть",
    7.0: "seven sieben siete sept семь",
    8.0: "eight acht ocho huit восемь",
    9.0: "nine neun nueve neuf девять",
    10.0: "ten zehn diez dix десять",
}
_COUNTS = {word: count for count, words in _COUNTS_BEFORE.items() for word in words.split()}
_MULTIPLES_OF = {
    12.0: "dozen dutzend douzaine douzaines docena docenas дюжина дюжину дюжины дюжин دزينة",
    1e6: "million millionen millions millón millones миллион миллиона миллионов",
    1e9: "milliarde milliarden milliard milliards миллиард миллиарда миллиардов",
}
_MULTIPLES = {word: value for value, words in _MULTIPLES_OF.items() for word in words.split()}
# Words that are a half and what it is of.
_HALVES = {
    "half-dozen": 6.0, "demi-douzaine": 6.0, "demi-million": 5e5, "demi-milliard": 5e8,
    "полдюжины": 6.0, "полсотни": 50.0, "полтысячи": 500.0, "полмиллиона": 5e5, "полмиллиарда": 5e8,
}  # fmt: skip
_AND = frozenset(("y", "et"))
# Units of measure that count nothing further.
MEASURES = frozenset("m km kg mm cm ft mph ha km² m²".split())
_OF = frozenset(("of", "de"))
_TIME_UNITS = frozenset(
    """
    day days week weeks month months year years hour hours minute minutes second seconds time times decade decades
    """.split()
)
# Words without which a sentence without figures gives no quantity; compounds begin with one of the small ones.
_LARGE = frozenset([*_VAGUE, *_MULTIPLES, *_HALVES])
NUMBER_WORDS = frozenset([*_SMALL, *_LARGE, "both"])


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
    if not NUMBER_WORDS.isdisjoint(row.words) or "-" in "".join(row.words):
        taken = {at for each in found for at in range(each.first, each.last + 1)}
        found += [each for each in _of_words(row) if each.first not in taken and each.last not in taken]
    return sorted(_ranges(row, sorted(found, key=lambda each: each.start)), key=lambda each: each.start)


def _of_figures(row: TokenRow, figures: Sequence[Figure]) -> Iterator[Quantity]:
    for figure in figures:
        if figure.unit == DAY:
            continue
        first = bisect_right(row.ends, figure.start)
        if first == len(row) or (not first and row.word(1) in {".", ")"}):
            # "1." is the mark of a list.
            continue
        last = first
        while last + 1 < len(row) and row.starts[last + 1] < figure.end:
            last += 1
        yield _bounded(row, (figure.start, figure.end), first, last, figure.value, figure.unit or _unit(row, figure))


def _unit(row: TokenRow, figure: Figure) -> str:
    """Return the unit that is written with the digits: "78.5 km"; the words of a number are none."""
    written = fold_digits(row.text[figure.start : figure.end])
    if written.isdecimal():
        return ""
    unit = written.lstrip("0123456789.,' \u00a0\u202f").casefold()
    return unit if unit in MEASURES and written[:1].isdigit() else ""


def _of_words(row: TokenRow) -> Iterator[Quantity]:
    for at, word in enumerate(row.words):
        if word not in NUMBER_WORDS and "-" not in word:
            continue
        span, following = (row.starts[at], row.ends[at]), row.word(at + 1)
        if word in _LARGE:
            yield from _large(row, at)
        elif following.endswith("s") and word in _SMALL and following not in _TIME_UNITS:
            yield _bounded(row, span, at, at, _SMALL[word], "")
        elif word == "both" and following.endswith("s") and row.word(at + 2) != "and":
            yield _bounded(row, span, at, at, 2.0, "")
        elif "-" in word:
            yield from _compound(row, at)


def _large(row: TokenRow, at: int) -> Iterator[Quantity]:
    if multiple := _multiple(row, at):
        yield multiple
    elif row.words[at] in _VAGUE:
        yield from _vague(row, at)


def _multiple(row: TokenRow, at: int) -> Quantity | None:
    """Return the number of "half a dozen", "drei Millionen", "полмиллиона"; None where the word before gives none."""
    word = row.words[at]
    count, first = _COUNTS.get(row.word(at - 1)), at - 1
    if word == "dozen" and row.words[max(0, at - 2) : at] == ["half", "a"]:
        count, first = 0.5, at - 2
    if word in _HALVES:
        count, first = 1.0, at
    if count is None or (row.word(at + 1) in _AND and word not in _HALVES):
        return None
    value = count * (_MULTIPLES.get(word) or _HALVES.get(word) or 0.0)
    return _bounded(row, (row.starts[first], row.ends[at]), first, at, value, "") if value else None


def _vague(row: TokenRow, at: int) -> Iterator[Quantity]:
    """Yield the number of "dozens of people", "tens of thousands"."""
    is_english = row.words[at] in _ENGLISH_VAGUE
    if not is_english or row.word(at + 1) in _OF or row.word(at + 1).endswith("s"):
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
    bound, begin = bound_of(row, first, last, span[1])
    low, high = limits(value, bound)
    return Quantity(*span, begin, last, value, low, high, bound, unit)


def _ranges(row: TokenRow, found: list[Quantity]) -> Iterator[Quantity]:
    """Join "between 20 and 30", "20 to 30", "20 or 30", "2,000-3,000"."""
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
    if row.text[one.end : other.start] in {"-", "–"}:
        return True
    between = row.words[one.last + 1 : other.first]
    if between == ["and"]:
        return row.word(one.first - 1) == "between"
    return (between in (["to"], ["or"], ["-"], ["–"]) and row.word(one.first - 1) != "from") or (
        between == ["to"] and row.word(one.first - 1) == "from" and row.word(other.last + 1) not in {",", "."}
    )
