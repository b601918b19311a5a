"""One highlight on a passage: who marks it again finds the one that is there."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from reader.notes.anchoring import AnchoringText
from reader.notes.model import Annotation


class Highlighting(NamedTuple):
    """What highlighting a passage led to: a new highlight, the one that was there, or that one in another color."""

    annotation: Annotation
    result: Literal["added", "same", "recolored"]


def on_same_passage(text: AnchoringText, annotations: Iterable[Annotation], start: int, end: int) -> Annotation | None:
    """Return the annotation of `text[start:end]`, a plain highlight before one with words of one's own; None without.

    White space at the ends of a passage does not make it another one. A link to another article is no highlight.
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
