"""Numbers in Chinese signs, as Japanese writes them too, and their values: 三十五, 一千二百, 两万."""

import re
from collections.abc import Iterator

from reader.text.digits import DIGIT_BY_SIGN

_DIGITS = DIGIT_BY_SIGN | {"两": 2, "兩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_SIGNS = "".join((*_DIGITS, *_SMALL, *_LARGE))
_NUMBER = re.compile(f"[一二三四五六七八九十两兩][{_SIGNS}]*[{_SIGNS}]")
# After these it is one of a row, or a day of the week; before those a date, a time, a name.
_NOT_BEFORE = frozenset(f"第周期初数几數幾{_SIGNS}")
_NOT_AFTER = frozenset("年月日号號时時点點分秒世代嵐")
# "二、三百" is two or three hundred, and "二百三、四十" 230 or 240: neither of its parts is a number of the text.
_LOOSE = re.compile("[一二三四五六七八九两兩]、[一二三四五六七八九]")
# Of several months or days the last has the sign: 十一、十二月.
_ROW_OF_DATES = re.compile(f"(?:[、和及或至到～~-][{_SIGNS}\\d]{{1,3}}){{1,6}}[年月日号號]")
_LEAST = 11


def chinese_numbers(text: str) -> Iterator[tuple[float, int, int]]:
    """Yield the value of each number in signs from eleven on, and where it starts and ends."""
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        before = text[start - 1 : start] if start else ""
        if before in _NOT_BEFORE or before.isdigit() or is_date_before(text, end):
            continue
        if _LOOSE.match(text, max(0, start - 2)) or _LOOSE.match(text, end - 1):
            continue
        value = _value(found.group())
        if value is not None and value >= _LEAST:
            yield float(value), start, end


def is_date_before(text: str, end: int) -> bool:
    """Whether a number that ends at *end* is a date, or one of several, or a time."""
    return text[end : end + 1] in _NOT_AFTER or _ROW_OF_DATES.match(text, end) is not None


def _value(signs: str) -> int | None:
    """Return the value of signs; None where digits stand in a row, as in a year, or in no order."""
    total = section = digit = 0
    has_digit = False
    for sign in signs:
        if sign in _DIGITS:
            if has_digit and digit:
                return None
            digit, has_digit = _DIGITS[sign], True
        elif sign in _SMALL:
            section += (digit if has_digit else 1) * _SMALL[sign]
            digit, has_digit = 0, False
        else:
            total = (
                (total + section + digit) * _LARGE[sign]
                if total < _LARGE[sign]
                else (total + (section + digit) * _LARGE[sign])
            )
            section = digit = 0
            has_digit = False
    return total + section + digit
