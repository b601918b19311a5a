"""Annotations with their places, and those on one passage."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from reader.notes.anchoring import SURE, Anchoring, AnchoringText
from reader.notes.model import Annotation


class PlacedAnnotation(NamedTuple):
    """An annotation and its place."""

    annotation: Annotation
    place: Anchoring

    def is_of(self, annotation: Annotation) -> bool:
        """Tell whether *annotation* has the same selectors, and so the same place."""
        mine = self.annotation
        # Usually the same object; comparing hundreds of selectors takes time.
        return mine is annotation or (mine.quote, mine.position, mine.text_sha256) == (
            annotation.quote,
            annotation.position,
            annotation.text_sha256,
        )


def place_all(
    text: AnchoringText, annotations: Iterable[Annotation], cancelled: Callable[[], bool] = lambda: False
) -> dict[str, PlacedAnnotation]:
    """Find the passages of all annotations; by id. Nothing is returned if it was cancelled meanwhile."""
    annotations = tuple(annotations)
    places = text.anchor_all(annotations, cancelled)
    return {each.id: PlacedAnnotation(each, places[each.id]) for each in annotations if each.id in places}


def place_at_once(
    text: AnchoringText, annotations: Iterable[Annotation], known: Mapping[str, PlacedAnnotation], most: int = 8
) -> tuple[dict[str, PlacedAnnotation], bool]:
    """Return the places that are known or quickly found, and whether a full search would give the same.

    It may not if one is uncertain, since its neighbors then decide, or if more than *most* are new: further ones are
    left out.
    """
    found: dict[str, PlacedAnnotation] = {}
    looked, is_whole = 0, True
    for each in annotations:
        before = known.get(each.id)
        if before is not None and before.is_of(each):
            found[each.id] = before if before.annotation is each else PlacedAnnotation(each, before.place)
        elif looked < most:
            looked += 1
            found[each.id] = PlacedAnnotation(each, text.anchor(each))
        else:
            is_whole = False
            continue
        is_whole = is_whole and found[each.id].place.confidence >= SURE
    return found, is_whole


def on_same_passage(text: AnchoringText, annotations: Iterable[Annotation], start: int, end: int) -> Annotation | None:
    """Return the annotation on exactly `text[start:end]`, a plain highlight before a note; None if there is none.

    White space at its ends does not matter. A link to another article does not count.
    """
    wanted = _trimmed(text.text, start, end)
    words = text.text[slice(*wanted)]
    found = [
        each
        for each in annotations
        if each.exact.strip() == words and not each.link and _passage_of(each, text) == wanted
    ]
    return min(found, key=lambda each: bool(each.body), default=None)


def _passage_of(annotation: Annotation, text: AnchoringText) -> tuple[int, int]:
    place = text.anchor(annotation)
    return _trimmed(text.text, place.start, place.end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
