"""The lines that say whose a comment is and when it was made, and how they recur through a thread."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reader.ingest.lines import PageLine, once_a_line
from reader.text.months import MONTHS, is_day_name, month_of

_MONTH = "|".join(f"{month[:3]}[a-z]{{0,6}}" for month in MONTHS)
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d\d)?(?: ?[ap]\.?m\b\.?)?"
# When something was said, without the year that a dateline needs.
_WHEN = re.compile(
    rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\W{{1,3}}(?:at |@ ?|um )?{_CLOCK}"
    rf"|\b(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?\W{{1,3}}"
    rf"(?:at |@ ?|- )?{_CLOCK}|\b\d{{1,2}}(?:st|nd|rd|th|\.)? (?:{_MONTH})\.?\W{{1,3}}(?:at |@ ?|- )?{_CLOCK}"
    r"|\b\d{1,2}:\d{2} ?[ap]\.?m\b"
)
# `3 days ago`, `il y a 2`, `5h`.
_AGO = re.compile(
    r"\b(?:an?|\d{1,3}) (?:second|minute|min|hour|hr|day|week|month|mo|year|yr)s? ago\b|\bjust now\b|\byesterday at\b"
    r"|\bil y a \d|\bvor \d{1,3} (?:tag|stunde|jahr|monat|woche|minute)|\bhace \d"
    r"|\d (?:дн|час|минут|лет|год|месяц|недел)\w{0,4} назад|\b\d{1,3} (?:gün|saat|ay|yıl|hafta|dakika) önce|منذ \d"
    r"|\A\d{1,3} ?(?:[smhdwy]|mo|yrs?|hrs?|mins?)\Z"
)
# "8:14 a.m." ends no sentence.
_HALF_OF_DAY = re.compile(r"\d ?(?:[ap]\.m|[πμ]\.μ)\.\Z")
# Without one of these or a digit no line says how long ago it was.
_AGO_WORDS = frozenset(("ago", "now", "yesterday"))
_NUMBERED = re.compile(r"(?:\A|\s)#\s?\d{1,5}\b")
_WORDS = frozenset(
    "posted comment commented written by said says wrote on at replied reply permalink to in reply".split()
)
_LONGEST = 16
# The marks of an hour, a number and an age in a shape.
_SPAN = frozenset("t#a")
_Shape = tuple[str, ...]
_LEAST, _LEAST_WITH_SIGN = 3, 2
# So many lines may one comment be long, and so near a sign of the widget stands to a thread.
_FAR, _NEAR = 40, 15


@once_a_line
def says_when(line: PageLine) -> bool:
    """Whether the line says when something was, by a date, a day and an hour, or how long ago."""
    if not line.has_digits:
        return bool(line.dates) or (not _AGO_WORDS.isdisjoint(line.tokens) and bool(_AGO.search(line.folded)))
    return bool(_AGO.search(line.folded) or line.dates or _WHEN.search(line.folded))


def find_signatures(lines: Sequence[PageLine], first: int, signs: Sequence[int]) -> list[int]:
    """Return the lines, from *first* on, that sign the comments of a thread; empty where none recurs.

    They have one shape, and something is said between any two of them. The dated headings of a chronology have one too:
    so a name and an hour or a number belong to it, else one of the *signs* of a comment widget near them.
    """
    by_shape: dict[_Shape, list[int]] = defaultdict(list)
    for at in range(first, len(lines)):
        shape = _shape(lines[at])
        if shape:
            by_shape[shape].append(at)
    threads = (
        run for shape, places in by_shape.items() for run in _runs(lines, places) if _is_thread(shape, run, signs)
    )
    return min(threads, key=lambda run: run[0], default=[])


def _is_thread(shape: _Shape, run: Sequence[int], signs: Sequence[int]) -> bool:
    is_signed = any(run[0] - _NEAR <= sign <= run[-1] + _NEAR for sign in signs)
    is_sure = "w" in shape and not _SPAN.isdisjoint(shape)
    return len(run) >= (_LEAST_WITH_SIGN if is_signed and is_sure else _LEAST) and (is_signed or is_sure)


def _shape(line: PageLine) -> _Shape:
    """Return the marks of a line that may sign a comment, none for another: w for names, t for hours, a for ages."""
    is_finished = line.is_finished and not _HALF_OF_DAY.search(line.folded)
    if line.word_count > _LONGEST or is_finished or line.level or not says_when(line):
        return ()
    return tuple(dict.fromkeys(_marks(line)))


def _marks(line: PageLine) -> Iterator[str]:
    if _NUMBERED.search(line.folded):
        yield "#"
    if _AGO.search(line.folded):
        yield "a"
    elif re.search(_CLOCK, line.folded):
        yield "t"
    names = [word for word in line.tokens if not _is_of_time(word, line.language) and word not in _WORDS]
    if 0 < len(names) <= 5:
        yield "w"
    yield from (word for word in line.tokens if word in {"posted", "said", "says", "wrote", "commented"})
    if "|" in line.text:
        yield "|"


def _is_of_time(word: str, language: str | None) -> bool:
    return word[0].isdigit() or word in {"am", "pm"} or bool(month_of(word, language)) or is_day_name(word, language)


def _runs(lines: Sequence[PageLine], places: Sequence[int]) -> Iterator[list[int]]:
    """Yield the runs of those lines in which something is said between one and the next."""
    run: list[int] = []
    for at in places:
        if run and not (1 < at - run[-1] <= _FAR and any(_is_said(lines[each]) for each in range(run[-1] + 1, at))):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _is_said(line: PageLine) -> bool:
    return line.is_finished or line.word_count >= 6
