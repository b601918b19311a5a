"""Figures of a text: numbers somebody counted or measured, however they are written, and what they count.

`3,033`, `3033` and `3 033` are one figure, `18 thousand` is 18,000. Years, dates, times of day, ordinals and numbers
that are part of a name or an address are no figures.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from reader.related.arabic_number_words import arabic_numbers
from reader.related.chinese_number_words import chinese_numbers, is_date_before
from reader.related.counted_nouns import NOUN, counted_nouns, nouns_before
from reader.related.number_ranges import dashed_range, range_scales
from reader.related.number_scales import (
    PERCENT_BEFORE,
    PERCENT_ENDS,
    PERCENT_WORD,
    SCALE_WORD,
    SCALES,
    SIGNS,
    YEARS,
    value_with_signs,
)
from reader.related.number_words import worded_numbers
from reader.text.digits import fold_digits
from reader.text.months import THAI_MONTH, month_of, thai_month
from reader.text.scripts import UNSPACED

_SPACE = "[ \u00a0\u2009\u202f]"
# Signs that make of the number before them a date, a time, another number.
_NO_COUNT = "年月日時时分秒点點十년월일시분초"
_IS_UNSPACED = re.compile(f"[{UNSPACED}]")
_FULL_WIDTH = re.compile(r"(?<=[0-9])[，．](?=[0-9])")
_HALF_WIDTH = str.maketrans("，．", ",.")

NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_DIGITS = re.compile(
    rf"""
    (?P<digits>
        \d{{1,3}}(?:[,'’]\d{{3}})+(?:\.\d+)?
      | \d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?:\.\d+)?
      | \d{{1,3}}(?:[\u00a0\u2009\u202f]\d{{3}})+
      | \d{{1,3}}(?:\.\d{{3}})+(?![\d%])
      | [1-9]\d{{0,2}}(?:[ ]\d{{3}})+(?![\d,.]\d|\d)
      | \d+(?:[.,]\d+)?
    )
    (?P<suffix>
        (?P<signs>{SIGNS})
      | [ ]and[ ]a[ ]half[ ](?P<half>thousand|million|billion|trillion)\b
      | (?:-|{_SPACE})?(?P<scale>{SCALE_WORD})
      | k(?=\W)
      | {_SPACE}?(?P<percent>[%％]|{PERCENT_WORD})
      | (?P<measure>km²?|sq|kg|m²?|mm|cm|ha|mph)\b
    )?
    (?P<tail>[^\W{UNSPACED}가-힣]|[{_NO_COUNT}]|[-‐/:]\w|[.,]\d|[-–]\d)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PERCENT_AFTER = re.compile(rf"{_SPACE}?(?:[%％]|{PERCENT_WORD})", re.IGNORECASE)
_DASHES = frozenset("-–")
_NOT_BEFORE = frozenset(".,/:#@&=+'’-–−_第제年月時时点點百千万萬亿億")
_BELOW_ZERO = "minus"
_CURRENCIES = frozenset("$€£¥₹")
_NUMBERED = frozenset("no nos nr fig art page pages p pp chapter article section vol № ngày tháng năm".split())
_ABOUT = frozenset("over about around some nearly almost roughly approximately estimated circa ca".split())
_ABOUT_PAIRS = frozenset(
    """
    more-than less-than fewer-than at-least at-most up-to many-as close-to or-so
    """.split()
)
_WORD_BEFORE = re.compile(rf"(?<!\w)({NOUN})\.?\s+\Z")
# "15 of December", "15 de diciembre", "15. Dezember"; "It counted 15. May it be so" ends with a count.
_WORD_AFTER = re.compile(rf"(?:\s+(?:(?:of|de)\s+)?|\.\s+(?!(?:march|may)\b))({NOUN})", re.IGNORECASE)
_THAI_AFTER = re.compile(rf"\s?({THAI_MONTH})")
# A number of four digits after these is a year of the Buddha's.
_BEFORE_THAI_YEAR = re.compile(rf"(?:{THAI_MONTH}|พ\.ศ\.)\Z")
_CLOCK_AFTER = re.compile(r"\s?(?:[ap]\.?m\b|gmt\b|utc\b|o['’]clock)", re.IGNORECASE)
# Characters before a number in which a month, “about” or what is counted may stand.
_LOOK_BACK = 40
DAY = "day"
# What stands before the number in the mark of a footnote.
_FOOTNOTE = "[^"
# "Over 100,000" is not said of 108,076.
_NEAR = 0.05
_AFTER_YEAR = frozenset(["", ".", ",", ". ", ", ", ".\n", ",\n", "; ", ") "])


class Figure(NamedTuple):
    """A number in a text: `text[start:end]` is how it is written.

    *unit* is `%`, `$` (any currency), DAY or empty; a day's value is its month × 100 + day. *about*: the text
    says "over", "some", "at least" and the like; *nouns* are numbers of the terms of what is counted, none if
    the text doesn't say at once.
    """

    value: float
    start: int
    end: int
    unit: str = ""
    about: bool = False
    nouns: tuple[int, ...] = ()


class Numbers(NamedTuple):
    """The *numerals* of a text, years and house numbers too, in ASCII digits, and its *figures*."""

    numerals: list[str]
    figures: list[Figure]


def find_figures(text: str) -> list[Figure]:
    """Return the figures of *text*, in order."""
    return find_numbers(text).figures


def find_numbers(text: str, *, has_number_words: bool = True) -> Numbers:
    """Return the numerals and the figures of *text*, both in order.

    Without *has_number_words*, none of NUMBER_WORDS is a word of the text, and numbers in words are not looked for.
    """
    if not text.isascii():
        text = _FULL_WIDTH.sub(lambda mark: mark.group().translate(_HALF_WIDTH), fold_digits(text))
    numerals = _numerals(text)
    found = [figure for match in _in_digits(text, numerals) if (figure := _of_digits(text, match))]
    worded = _in_words(text, worded_numbers(text)) if has_number_words else []
    if not text.isascii():
        worded += _in_words(text, chain(arabic_numbers(text), chinese_numbers(text)))
    if worded:
        found = sorted(found + worded, key=lambda figure: figure.start)
    scales = range_scales(text, [(figure.value, figure.start, figure.end) for figure in found])
    found = [figure._replace(value=figure.value * scales.get(figure.start, 1)) for figure in found] if scales else found
    return Numbers([numeral.group() for numeral in numerals], found)


def _numerals(text: str) -> list[re.Match[str]]:
    found = list(NUMERAL.finditer(text))
    return [each for each in found if not text.endswith(_FOOTNOTE, 0, each.start())] if _FOOTNOTE in text else found


def _in_digits(text: str, numerals: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    past = 0
    for numeral in numerals:
        if numeral.start() < past or _is_plain_year(text, numeral):
            continue
        if match := _DIGITS.match(text, numeral.start()):  # pragma: no branch - every numeral is such a number
            past = _end_of(match)
            yield match


def _is_plain_year(text: str, numeral: re.Match[str]) -> bool:
    """Whether digits are a year at first sight: nothing but white space or a mark around 1900 to 2039."""
    digits = numeral.group()
    if len(digits) != 4 or digits[:2] not in {"19", "20"} or (digits[0] == "2" and digits[2] > "3"):
        return False
    return text[numeral.end() : numeral.end() + 2] in _AFTER_YEAR


def _of_digits(text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span("digits")
    before = text[max(0, start - _LOOK_BACK) : start]
    if (match["tail"] or (before and _is_part_of(before[-1]))) and not _is_end_of_range(text, match, before):
        return None
    currency = before.rstrip()[-1:] in _CURRENCIES
    digits, suffix = match["digits"], match["suffix"]
    last = _last_words(before)
    if last[-1] == _BELOW_ZERO:
        return None
    if not (currency or suffix) and _is_no_count(text, digits, last[-1], end):
        return _day(text, digits, start, end)
    value = _value_of(match, currency)
    if not 0 < value < 1e15:
        return None
    nouns = counted_nouns(text, end if match["measure"] else match.end()) or nouns_before(before)
    return Figure(value, start, _end_of(match), _unit(match, before, currency), _is_about(last), nouns)


def _unit(match: re.Match[str], before: str, currency: bool) -> str:
    is_percent = match["percent"] or (before.endswith(PERCENT_ENDS) and PERCENT_BEFORE.search(before))
    return "%" if is_percent else "$" if currency else ""


def _end_of(match: re.Match[str]) -> int:
    """Return where a number ends, with what belongs to it; a tail is the other end of a range."""
    return match.end("digits") if match["tail"] else match.end()


def _is_end_of_range(text: str, match: re.Match[str], before: str) -> bool:
    """Whether a number is one of two with a dash between that count the same: "20-30 boats"."""
    is_dashed = (match["tail"] or "")[:1] in _DASHES or before[-1:] in _DASHES
    found = dashed_range(text, match.start("digits")) if is_dashed else None
    if found is None:
        return False
    last = _last_words(text[max(0, found[0] - _LOOK_BACK) : found[0]])[-1]
    return not _is_no_count(text, "", last, found[1])


def _is_part_of(sign: str) -> bool:
    """Whether a number right after *sign* is part of a name, an address or another number."""
    return sign in _NOT_BEFORE or (sign.isalnum() and _IS_UNSPACED.match(sign) is None)


def _in_words(text: str, numbers: Iterable[tuple[float, int, int]]) -> list[Figure]:
    found: list[Figure] = []
    for value, start, end in numbers:
        last = _last_words(text[max(0, start - _LOOK_BACK) : start])
        if last[-1] != _BELOW_ZERO:
            percent = _PERCENT_AFTER.match(text, end)
            past = percent.end() if percent else end
            unit = "%" if percent else ""
            found.append(Figure(value, start, past, unit, _is_about(last), counted_nouns(text, past)))
    return found


def _last_words(before: str) -> list[str]:
    """Return the last two words before a number, lower case; a currency sign is none."""
    return ["", "", *before.casefold().rstrip("$€£¥₹ \u00a0").split()][-2:]


def _is_about(last: list[str]) -> bool:
    return last[1] in _ABOUT or "-".join(last) in _ABOUT_PAIRS


def _is_no_count(text: str, digits: str, last: str, end: int) -> bool:
    """Whether bare digits are a year, a day, a time or a number that names something."""
    if len(digits) == 4 and digits.isdecimal() and (int(digits) in YEARS or _names_thai_year(last)):
        return True
    if last.rstrip(".") in _NUMBERED or _CLOCK_AFTER.match(text, end):
        return True
    # A day before a number, "December 15 105 quarters", looks like one number grouped by spaces.
    may_be_day = len(digits) <= 2 or " " in digits
    is_by_month = _month(last.rstrip(".")) is not None or _month_after(text, end) is not None
    return may_be_day and (is_by_month or is_date_before(text, end))


def _names_thai_year(before: str) -> bool:
    return not before.isascii() and _BEFORE_THAI_YEAR.search(before) is not None


def _day(text: str, digits: str, start: int, end: int) -> Figure | None:
    """Return a day of the year, "October 18", as a figure with a unit of its own; None if it is none."""
    if len(digits) > 2 or not 0 < int(digits) < 32:
        return None
    before = _WORD_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    if before and (month := _month(before[1])):
        return Figure(month * 100.0 + int(digits), before.start(1), end, DAY)
    if after := _month_after(text, end):
        month, past = after
        return Figure(month * 100.0 + int(digits), start, past, DAY)
    return None


def _month_after(text: str, end: int) -> tuple[int, int] | None:
    """Return the month that follows at once and where its name ends."""
    word = _WORD_AFTER.match(text, end)
    month = _month(word[1]) if word else None
    if word and not month and not word[1].isascii() and (second := _WORD_AFTER.match(text, word.end(1))):
        # In Arabic of the Levant some months are two words.
        month, word = _month(f"{word[1]} {second[1]}"), second
    if word and month:
        return month, word.end(1)
    thai = None if text[end : end + 2].isascii() else _THAI_AFTER.match(text, end)
    return (thai_month(thai[1]), thai.end()) if thai else None


@lru_cache(maxsize=10_000)
def _month(word: str) -> int | None:
    # The language of the text is not known here: short names but the English ones are as often other words.
    return month_of(word, beside_day=False)


def _value_of(match: re.Match[str], currency: bool) -> float:
    if match["half"]:
        return (_value(match["digits"]) + 0.5) * SCALES[match["half"].casefold()]
    signs = match["signs"]
    return value_with_signs(match["digits"] + signs) if signs else _value(match["digits"]) * _scale(match, currency)


def _value(digits: str) -> float:
    if digits.isdecimal():
        return float(digits)
    if re.fullmatch(r"\d+,\d{1,2}|\d+,\d{4,}", digits):
        return float(digits.replace(",", "."))
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", digits):
        return float(digits.replace(".", ""))
    return float(re.sub("[^0-9.]", "", digits))


def _scale(match: re.Match[str], currency: bool) -> float:
    if match["scale"]:
        return SCALES[match["scale"].casefold()]
    if currency and match["measure"] == "m":
        return 1e6
    return 1e3 if match["suffix"] in {"k", "K"} else 1.0


def format_number(value: float) -> str:
    """Return a number as this program writes it: `3,033`, `78.5`."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def figure_words(figure: Figure) -> str:
    """Return a figure as this program writes it: `3,033`, `78.5 %`."""
    return f"{format_number(figure.value)}{' %' if figure.unit == '%' else ''}"


def significance(value: float) -> int:
    """Return how many digits of a number say something: 4 for 3033, 1 for 900 and 5000, 3 for 78.5."""
    return len(f"{value:.12g}".split("e")[0].replace(".", "").strip("0")) or 1


def agrees(one: Figure, other: Figure) -> bool:
    """Whether two numbers say the same: they are equal, or one is the other rounded, and is said to be.

    "Over 900" agrees with 900, 108,076 with "over 108,000", but 900 not with 1,000.
    """
    if _class_of(one) != _class_of(other):
        return False
    if one.value == other.value:
        return True
    precise, rounded = sorted((one, other), key=lambda each: -significance(each.value))
    digits = significance(rounded.value)
    if not rounded.about or rounded.value < 100 or digits >= significance(precise.value):
        return False
    difference = abs(precise.value - rounded.value)
    return difference * 2 < 10.0 ** (_magnitude(rounded.value) - digits + 1) and difference <= _NEAR * precise.value


def _class_of(figure: Figure) -> str:
    """Shares and days are never numbers of things; money is often written without its sign."""
    return figure.unit if figure.unit in {"%", DAY} else ""


def _magnitude(value: float) -> int:
    return len(f"{value:.0f}") - 1


def figure_key(figure: Figure) -> str:
    """Return what equal figures have in common: their value, and whether they are percentages or days."""
    return f"{figure.value:.12g}{_class_of(figure)}"


def telling_weight(value: float, unit: str, noun_agrees: bool) -> float:
    """Return how much it says, 0 to 1.25, that a number is shared: 3,033 much, 900 little, 12 only with its noun."""
    if value < 10 and value == int(value):
        return 0.0
    digits = min(significance(value), 4)
    if value < 100 and value == int(value):
        return 0.15 + 0.1 * digits if noun_agrees else 0.0
    weight = (0.35, 0.6, 0.85, 1.0)[digits - 1] * (0.6 if unit == "%" or value < 100 else 1.0)
    return weight + (0.25 if noun_agrees else 0.0)


def figures_by_value(found: Iterable[Figure]) -> dict[str, tuple[Figure, ...]]:
    """Group the figures that count something, ten or more, by what equal ones have in common."""
    groups: dict[str, list[Figure]] = {}
    for figure in found:
        if figure.unit != DAY and figure.value >= 10:
            groups.setdefault(figure_key(figure), []).append(figure)
    return {key: tuple(group) for key, group in groups.items()}
