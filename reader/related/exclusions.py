"""What tells two events of one kind at one place apart: years, magnitudes and categories that exclude each other."""

import re
from typing import NamedTuple

# Letters of a text, after its title, in which it says when and how strong: further on is background.
_LEAD = 800
# A year is that of an event only beside a word for one: "the 2015 ruling", "the final of 2009"; elsewhere it is
# background as often: measured on news told by three outlets each.
_EVENT = (
    r"(?:(?:earth)?quakes?|elections?|referendums?|rul(?:ings?|ed)|decisions?|verdicts?|finals?|epidemics?|outbreaks?"
    r"|floods?|storms?|hurricanes?|cyclones?|typhoons?|eruptions?|championships?|coups?)"
)
_DIGITS = r"((?:1[89]\d\d|20[0-4]\d))"
_YEAR = re.compile(
    rf"(?<![\w.,$€£-]){_DIGITS}(?: [\w’'-]+){{0,2}}? {_EVENT}\b|\b{_EVENT} (?:of|in) {_DIGITS}(?![\w%]|[.,]\d|-\d)",
    re.IGNORECASE,
)
# What stands before is looked at afterwards, and "M 5.2" first of all: a pattern that begins with one of a few signs is
# found several times faster. Every article that may bear on one is searched.
_ANY_YEAR = re.compile(rf"{_DIGITS}(?<!\w\d{{4}})(?!\w)")
_M_FIGURE = re.compile(r"[Mm] ?\d\.\d")
_MAGNITUDE = re.compile(
    r"\bmagnitude(?: of)?[ -](\d(?:\.\d)?)\b|\b(\d(?:\.\d)?)[ -]magnitude\b|\bM ?(\d\.\d)\b", re.IGNORECASE
)
_CATEGORY = re.compile(r"\bcategory[ -](\d)\b", re.IGNORECASE)
# Reports of one quake differ by so much at most, and a storm grows by one category while it is told of.
_ONE_QUAKE = 0.35
_ONE_STORM = 1.0


class EventMarks(NamedTuple):
    """The *years* of events, *magnitudes* and *categories* of storms that a text names at its head.

    *named* are all years that stand there.
    """

    years: frozenset[float]
    magnitudes: frozenset[float]
    categories: frozenset[float]
    named: frozenset[float]


def event_marks(title: str, text: str) -> EventMarks:
    """Return what a text says at its head of when an event was, and how strong."""
    head = f"{title}\n{text[:_LEAD]}"
    words = head.lower()
    named = _numbers(_ANY_YEAR, head)
    return EventMarks(
        _numbers(_YEAR, head, is_likely=bool(named)),
        _numbers(_MAGNITUDE, head, is_likely="magnitude" in words or _M_FIGURE.search(head) is not None),
        _numbers(_CATEGORY, head, is_likely="category" in words),
        named,
    )


def _numbers(pattern: re.Pattern[str], head: str, *, is_likely: bool = True) -> frozenset[float]:
    if not is_likely:
        return frozenset()
    return frozenset(float(next(filter(None, found.groups()), found.group())) for found in pattern.finditer(head))


def exclude_each_other(one: EventMarks, other: EventMarks, days: int | None) -> bool:
    """Whether two texts tell of two events; the years say nothing where it is known how many *days* lie between."""
    # One that also names the year of the other may tell of that.
    is_other_year = bool(one.years and other.years) and days is None
    is_other_year = is_other_year and not (one.years & other.named or other.years & one.named)
    is_other_quake = _are_apart(one.magnitudes, other.magnitudes, _ONE_QUAKE)
    return is_other_year or is_other_quake or _are_apart(one.categories, other.categories, _ONE_STORM)


def _are_apart(here: frozenset[float], there: frozenset[float], most: float) -> bool:
    """Whether both give numbers, and none of one lies within *most* of one of the other."""
    return bool(here and there) and all(abs(one - other) > most for one in here for other in there)
