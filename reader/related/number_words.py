"""Numbers in English words, and their values: two hundred and fifty thousand, half a million, one point five."""

import re
from collections.abc import Iterator

from reader.related.number_scales import SCALES

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_ONES += "seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate(_ONES, 1)}
_VALUES |= {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}
_VALUES |= {"a": 1, "an": 1, "zero": 0}
_PARTS = {"half": 0.5, "quarter": 0.25, "quarters": 0.25}

# What a number cannot be without is looked for first, the costly patterns are tried there only. Searching for each by
# itself takes a fifth of the time of a pattern of all.
_CORES = "wenty hirty orty ifty ixty eventy ighty inety leven welve teen undred housand illion".split()
NUMBER_WORDS = frozenset([*_ONES[10:], *_TENS, "hundred", "thousand", "million", "billion", "trillion"])
# The word with such a core and, behind a space or a hyphen, the one before it, by which a multiple is told.
_LAST_WORDS = re.compile(r"(?:(\w+)[-\ ])?(\w+)\Z")
_LONGEST_WORDS = 24
_MULTIPLES = frozenset("hundred thousand million billion trillion".split())
_FACTORS = frozenset([*_VALUES, *_PARTS, "of", "hundred"])
_REACH_BACK = 40
_REACH_ON = 60

_TEN = "|".join(_TENS)
_LARGE = "|".join(sorted(_ONES[10:], key=len, reverse=True))
_SMALL = "|".join(sorted(_ONES[:10], key=len, reverse=True))
_BELOW_HUNDRED = rf"(?:(?:{_TEN})(?:[-\ ](?:{_SMALL})\b)?|{_LARGE}|{_SMALL})\b"
_SCALE = "(?:thousand|million|billion|trillion)"


def _pattern(joint: str) -> re.Pattern[str]:
    """Return the pattern of a number whose parts go on after a space and *joint*."""
    hundreds = rf"(?:{_BELOW_HUNDRED}|an?)[-\ ]hundred(?:[-\ ]{joint}{_BELOW_HUNDRED}(?![-\ ]hundred))?"
    factor = rf"(?:{hundreds}|{_BELOW_HUNDRED}|an?|zero)"
    fraction = rf"[-\ ]and[-\ ]an?[-\ ](?:half|quarter)|\ point(?:\ (?:zero|{_SMALL}))+"
    scaled = rf"{factor}(?:{fraction})?[-\ ]{_SCALE}\b"
    rest = rf"\ {joint}(?:{hundreds}|{_BELOW_HUNDRED})\b(?![-\ ](?:hundred|{_SCALE}))"
    return re.compile(
        rf"""
        \b(?<!and\ )(?<!and\ a\ )
          (?P<part>(?:(?P<parts>an?|one|two|three)[-\ ])?(?:half|quarters?)(?:[-\ ]of)?[-\ ](?:an?[-\ ])?
          (?:hundred|{_SCALE})\b)
      | \b(?P<no_figure>(?:(?:an?|one|two)[-\ ])?thirds?\ of\ an?\ (?:hundred|{_SCALE})\b
          | (?:nineteen|twenty)\ (?:(?:{_TEN})(?:[-\ ](?:{_SMALL}))?|{_LARGE})\b)
      | \b(?P<more>{scaled})\ and\ a\ (?P<and_a>half|quarter)\b(?![-\ ](?:hundred|{_SCALE}))
      | \b{scaled}(?:\ {scaled}){{0,3}}(?:{rest})?(?!-)
      | \b{hundreds}\b(?!-)
      | \b(?:(?:{_TEN})(?:[-\ ](?:{_SMALL}))?|{_LARGE})\b(?!-)
        """,
        re.VERBOSE | re.IGNORECASE,
    )


_NUMBER = _pattern("(?:and[-\\ ])?")
# "Between two hundred and five thousand" names two.
_AFTER_BETWEEN = _pattern("")
_BETWEEN = re.compile(r"\bbetween \Z", re.IGNORECASE)
# The number that shares the last word with the one after it: "two or three hundred", "between two and three million".
_LOWER = re.compile(rf"\b(?:(?P<small>{_SMALL})\ (?:or|to)|(?<=between\ )(?P<first>{_SMALL})\ and)\ \Z", re.IGNORECASE)


def worded_numbers(text: str) -> Iterator[tuple[float, int, int]]:
    """Yield the value of each number in words, and where it starts and ends; a year is none, nor is a third."""
    past = 0
    for start, end in _cores(text):
        if start < past or not _may_be_number(text, end):
            continue
        first, last = max(past, start - _REACH_BACK), end + _REACH_ON
        found = _NUMBER.search(text, first, last)
        if found and _BETWEEN.search(text, first, found.start()):
            found = _AFTER_BETWEEN.match(text, found.start(), last)
        if found:
            past = found.end()
            yield from _lower(text, first, found)
            if not found["no_figure"]:
                yield _value(found), *found.span()


def _cores(text: str) -> list[tuple[int, int]]:
    """Return where what numbers in words are not without stands, in order."""
    found = []
    for core in _CORES:
        start = text.find(core)
        while start >= 0:
            found.append((start, start + len(core)))
            start = text.find(core, start + len(core))
    return sorted(found)


def _may_be_number(text: str, end: int) -> bool:
    """Whether the words that end at *end* are some of a number: not "4 billion", "a few thousand", "millions"."""
    words = _LAST_WORDS.search(text, max(0, end - _LONGEST_WORDS), end)
    if words is None or text[end : end + 1].isalnum():
        return False
    word = words[2].casefold()
    return word in NUMBER_WORDS and (word not in _MULTIPLES or (words[1] or "").casefold() in _FACTORS)


def _lower(text: str, first: int, found: re.Match[str]) -> Iterator[tuple[float, int, int]]:
    """Yield the number that stands before another and shares its last word; that word is not counted in."""
    higher, _, scale = found.group().casefold().partition(" ")
    lower = _LOWER.search(text, first, found.start()) if scale in SCALES else None
    if lower and lower.lastgroup and _VALUES[(word := lower[lower.lastgroup]).casefold()] < _VALUES.get(higher, 0):
        yield float(_VALUES[word.casefold()]), *lower.span(lower.lastgroup)


def _value(found: re.Match[str]) -> float:
    if found["part"]:
        words = re.split("[^a-z]+", found["part"].casefold())
        part = next(_PARTS[word] for word in words if word in _PARTS)
        return _VALUES[(found["parts"] or "a").casefold()] * part * SCALES[words[-1]]
    if found["more"]:
        words = found["more"].split()
        return (
            _sum_of(found["more"])
            + _PARTS[found["and_a"].casefold()] * SCALES[re.split("[- ]", words[-1].casefold())[-1]]
        )
    return _sum_of(found.group())


def _sum_of(written: str) -> float:
    """Return the value of number words: hundreds multiply what stands before them, thousands and more end a part."""
    whole = part = 0.0
    digit = 0.0
    for word in re.split("[^a-z]+", written.casefold()):
        if word == "point":
            digit = 0.1
        elif word in _PARTS:
            # "Two and a half": the article counted as one.
            part += _PARTS[word] - 1
        elif word == "hundred":
            part *= 100
        elif word in SCALES:
            whole += round(part * SCALES[word])
            part = digit = 0.0
        elif word != "and":
            part += _VALUES[word] * (digit or 1)
            digit /= 10
    return whole + part
