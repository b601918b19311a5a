"""Families of reprints: articles with the same text are one row, with how many copies there are."""

import sys
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from reader.related.evidence import CrossReference

_SAME = 0.8
# So few fingerprints are a line or two, which many articles may have.
_LEAST = 4


class Printed(NamedTuple):
    """What is known of an article's text: its fingerprints, and the *day* it first came out, if that is known."""

    prints: Set[int]
    day: int | None = None


def folded(
    references: Sequence[CrossReference], printed: Mapping[str, Printed], apart: Collection[str] = ()
) -> tuple[CrossReference, ...]:
    """Return the references with one for each family of articles that have the same text, at the place of its best.

    That is the one that came out first, of those without a date and those of one day the best; it names the others as
    its copies. *printed* is by id; those *apart* are told by themselves.
    """
    families: list[list[CrossReference]] = []
    for reference in references:
        prints = printed[reference.id].prints
        for family in families:
            best = family[0].id
            if not {reference.id, best} & set(apart) and are_copies(prints, printed[best].prints):
                family.append(reference)
                break
        else:
            families.append([reference])
    return tuple(_one_of(family, printed) for family in families)


def _one_of(family: list[CrossReference], printed: Mapping[str, Printed]) -> CrossReference:
    days = [printed[each.id].day or sys.maxsize for each in family]
    first = family[days.index(min(days))]
    return replace(first, copies=tuple(each.id for each in family if each is not first))


def are_copies(one: Set[int], other: Set[int]) -> bool:
    """Tell whether two texts are the same but for a few words, by their fingerprints."""
    longer, shorter = max(len(one), len(other)), min(len(one), len(other))
    return longer >= _LEAST and shorter >= _SAME * longer and len(one & other) >= _SAME * longer
