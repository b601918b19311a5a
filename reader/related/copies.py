"""Families of reprints: articles with the same text are one row, with how many copies there are."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import replace

from reader.related.evidence import CrossReference

_SAME = 0.8
# So few fingerprints are a line or two, which many articles may have.
_LEAST = 4


def folded(
    references: Sequence[CrossReference], prints_by_id: Mapping[str, Set[int]], apart: Collection[str] = ()
) -> tuple[CrossReference, ...]:
    """Return the references without those that have the same text as one before them, which names them as its copies.

    *prints_by_id* are the fingerprints of each article's passages; those *apart* are told by themselves.
    """
    kept: list[CrossReference] = []
    for reference in references:
        prints = prints_by_id[reference.id]
        for place, other in enumerate(kept):
            if not {reference.id, other.id} & set(apart) and are_copies(prints, prints_by_id[other.id]):
                kept[place] = replace(other, copies=(*other.copies, reference.id))
                break
        else:
            kept.append(reference)
    return tuple(kept)


def are_copies(one: Set[int], other: Set[int]) -> bool:
    """Tell whether two texts are the same but for a few words, by their fingerprints."""
    longer, shorter = max(len(one), len(other)), min(len(one), len(other))
    return longer >= _LEAST and shorter >= _SAME * longer and len(one & other) >= _SAME * longer
