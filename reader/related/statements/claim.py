"""A figure as a claim: the type."""

from typing import NamedTuple

from reader.related.statements.statement import Party, Span

EXACT, ABOUT, AT_LEAST, AT_MOST, OVER, UNDER = "exact", "about", "at_least", "at_most", "over", "under"


class Claim(NamedTuple):
    """What a text gives a number of: `text[start:end]` is the number.

    *value* is None for "dozens"; *low* and *high* are what the number may be by its *bound*, each None where it is
    open. *counted* is what there is so many of, as the text has it, and *event* the base form of what happened to it;
    *unit* is `%`, a currency sign or a unit of measure. A number that counts nothing has no value, its *unit* is `day`,
    `time` or `ordinal`, and *counted* how the text has it. *speaker* is None where the text names nobody, *denied_by*
    is who contradicts. *day* is an ISO date, *sentence* the span of the sentence.
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    bound: str
    unit: str
    counted: str
    event: str
    speaker: Party | None
    via: Party | None
    denied_by: Party | None
    day: str
    place: str
    sentence: Span


def is_apart(one: Claim, other: Claim) -> bool:
    """Whether the bounds of two claims exclude each other: "fewer than 200" and "at least 900"."""
    return _is_below(one, other) or _is_below(other, one)


def _is_below(one: Claim, other: Claim) -> bool:
    if one.high is None or other.low is None:
        return False
    # "Over 900" and "under 900" leave 900 itself out.
    is_open = one.bound == UNDER or other.bound == OVER
    return one.high < other.low or (is_open and one.high == other.low)
