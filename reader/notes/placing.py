"""Where the annotations of one text are, kept from one look to the next: only what is new is looked for."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from reader.notes.anchoring import SURE, Anchoring, AnchoringText
from reader.notes.model import Annotation


class Placed(NamedTuple):
    """An annotation as it was when it was looked for, and where it was found."""

    annotation: Annotation
    place: Anchoring

    def is_of(self, annotation: Annotation) -> bool:
        """Tell whether *annotation* has the same selectors, so that it is at the same place."""
        mine = self.annotation
        # Of hundreds all but one are the very same.
        return mine is annotation or (mine.quote, mine.position, mine.text_sha256) == (
            annotation.quote,
            annotation.position,
            annotation.text_sha256,
        )


def placed(
    text: AnchoringText, annotations: Iterable[Annotation], cancelled: Callable[[], bool] = lambda: False
) -> dict[str, Placed]:
    """Find the passages of all annotations; by id. Nothing is returned if it was cancelled meanwhile."""
    annotations = tuple(annotations)
    places = text.anchor_all(annotations, cancelled)
    return {each.id: Placed(each, places[each.id]) for each in annotations if each.id in places}


def placed_at_once(
    text: AnchoringText, annotations: Iterable[Annotation], known: Mapping[str, Placed], most: int = 8
) -> tuple[dict[str, Placed], bool]:
    """Return the places that are known already or quickly found, and whether a full look would say the same.

    It may not where one is unsure, for its neighbors then decide, or where more than *most* are new: the others are
    left out.
    """
    found: dict[str, Placed] = {}
    looked, is_whole = 0, True
    for each in annotations:
        before = known.get(each.id)
        if before is not None and before.is_of(each):
            found[each.id] = before if before.annotation is each else Placed(each, before.place)
        elif looked < most:
            looked += 1
            found[each.id] = Placed(each, text.anchor(each))
        else:
            is_whole = False
            continue
        is_whole = is_whole and found[each.id].place.confidence >= SURE
    return found, is_whole
