"""Numbers in Arabic words, and their values: خمسة وعشرون ألفا, مئتان, نصف مليون."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.related.number_scales import YEARS

_ONES = (
    "واحد واحدة أحد إحدى",
    "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي",
    "ثلاثة ثلاث",
    "أربعة أربع",
    "خمسة خمس",
    "ستة ست",
    "سبعة سبع",
    "ثمانية ثماني ثمان",
    "تسعة تسع",
)
_TEENS = "عشر عشرة"
_TENS = "عشر ثلاث أربع خمس ست سبع ثمان تسع"
_HUNDRED = "مئة مائة مية"
_TWO_HUNDRED = "مئتان مئتين مئتي مائتان مائتين مائتي مئتا مائتا"
# By value: one, two, and several; the last stands after a number only.
_SCALES = {
    1e3: ("ألف ألفا الف", "ألفان ألفين ألفا ألفي", "آلاف"),
    1e6: ("مليون مليونا", "مليونان مليونين مليونا مليوني", "ملايين"),
    1e9: ("مليار مليارا", "ملياران مليارين ملياري", "مليارات"),
}
_PARTS = {"نصف": 0.5, "ربع": 0.25}
ONE, TEN, HUNDRED, SCALE, PART = 1, 2, 3, 4, 5
_JOINED = {(HUNDRED, ONE), (HUNDRED, TEN), (ONE, TEN)}
_AND = "و"
# Vowel signs, and the sign that lengthens a word.
_MARKS = re.compile("[\u064b-\u0652\u0640]")
_WORD = re.compile("[\u0621-\u0652]+")
# What no number in words is without is looked for first.
_CORE = re.compile("لا?ف|مئ|مائ|ملي|ملاي|عشر|ون|ين")
_BEFORE_YEAR = frozenset("عام سنة العام السنة".split())
_LEAST = 11


class _Word(NamedTuple):
    kind: int
    value: float
    is_plural: bool = False


def _below_thousand() -> dict[str, _Word]:
    words = {form: _Word(ONE, value) for value, forms in enumerate(_ONES, 1) for form in forms.split()}
    words |= {form: _Word(TEN, 10) for form in _TEENS.split()}
    for value, stem in enumerate(_TENS.split(), 2):
        words |= {f"{stem}{ending}": _Word(TEN, value * 10.0) for ending in ("ون", "ين")}
        # Two hundred have a word of their own.
        forms = ("مئة", "مائة") if value > 2 else ()
        words |= {f"{stem}{form}": _Word(HUNDRED, value * 100.0) for form in forms}
    words |= {form: _Word(HUNDRED, 200) for form in _TWO_HUNDRED.split()}
    return words | {form: _Word(HUNDRED, 100) for form in _HUNDRED.split()}


def _scales() -> dict[str, _Word]:
    words = {form: _Word(PART, value) for form, value in _PARTS.items()}
    for scale, (one, two, several) in _SCALES.items():
        words |= {form: _Word(SCALE, 2 * scale) for form in two.split()}
        words |= {form: _Word(SCALE, scale) for form in one.split()}
        words[several] = _Word(SCALE, scale, is_plural=True)
    return words


_WORDS = _below_thousand() | _scales()


def arabic_numbers(text: str) -> Iterator[tuple[float, int, int]]:
    """Yield the value of each number in Arabic words from eleven on, and where it starts and ends; a year is none."""
    past = -1
    for core in _CORE.finditer(text):
        if core.start() < past:
            continue
        newline = text.rfind("\n", 0, core.start()) + 1
        spans = list(_WORD.finditer(text, max(newline, past, core.start() - 60), core.end() + 120))
        for place in range(len(spans)):
            run = _run(text, spans[place:])
            if run is not None and spans[place].start() >= past:
                value, end = run
                past = end
                # An "and" is written on to the word after it.
                start = spans[place].start() + _word_of(spans[place].group())[0]
                if not _is_other(text, spans, place, value):
                    yield value, start, end
        past = max(past, core.end())


def _is_other(text: str, spans: Sequence[re.Match[str]], place: int, value: float) -> bool:
    """Whether a number is small, a year, or multiplies digits before it."""
    start = spans[place].start()
    is_year = place > 0 and spans[place - 1].group() in _BEFORE_YEAR and value in YEARS
    return value < _LEAST or is_year or text[max(0, start - 2) : start].strip()[-1:].isdigit()


def _run(text: str, spans: Sequence[re.Match[str]]) -> tuple[float, int] | None:
    """Return the value of the number that begins with the first word, and where it ends; None if none does."""
    sums = _Sums()
    last: _Word | None = None
    end = 0
    for span in spans:
        is_joined, word = _word_of(span.group())
        is_near = not text[end : span.start()].strip(" \u00a0")
        if word is None or (last and not (is_near and _goes_on(last, word, is_joined))):
            break
        sums = _added(sums, word, last, is_joined)
        last, end = word, span.end()
    value = sums.total + sums.part
    return (value, end) if value >= 1 else None


class _Sums(NamedTuple):
    """The *total* of what was multiplied, and the *part* that the next scale multiplies."""

    total: float = 0.0
    part: float = 0.0


def _added(sums: _Sums, word: _Word, last: _Word | None, is_joined: bool) -> _Sums:
    total, part = sums
    if word.kind == PART and last:
        return _Sums(total + word.value * _scale(last), part)
    if word.kind == SCALE:
        return _Sums(total + (part or (0 if word.is_plural else 1)) * word.value)
    if word.kind == HUNDRED and part and not is_joined:
        return _Sums(total, part * word.value)
    return _Sums(total, part + word.value)


def _scale(word: _Word) -> float:
    """Return what a word multiplies by, which may stand for two of them."""
    return word.value / 2 if str(word.value).startswith("2") else word.value


def _word_of(written: str) -> tuple[bool, _Word | None]:
    """Return whether an "and" is written on to a word, and the number that it is."""
    plain = _MARKS.sub("", written)
    word = _WORDS.get(plain)
    if word is None and plain.startswith(_AND):
        return True, _WORDS.get(plain[1:])
    return False, word


def _goes_on(last: _Word, word: _Word, is_joined: bool) -> bool:
    """Whether a word goes on the number that ends with the last one; *is_joined*: with an "and"."""
    if is_joined and last.kind == SCALE:
        return word.kind == PART or word.value < last.value
    if is_joined:
        return (last.kind, word.kind) in _JOINED
    if last.kind == ONE and word.value in {10, 100}:
        return True
    return word.kind == SCALE and last.kind != SCALE
