"""A page written for these tests, and ways to find a passage of it."""

from reader.notes.anchoring import Anchoring, AnchoringText
from reader.notes.model import Annotation, TextPositionSelector, TextQuoteSelector
from reader.notes.selectors import selectors_for

PAGE = (
    "The harbor board met on Tuesday to hear about the new breakwater. Its engineers said that the wall would be "
    "410 meters long and cost 12.5 million crowns.\n\n"
    "Fishermen in the gallery were not convinced. “The old wall stood for ninety years,” said Marta Ilves, who "
    "owns two boats. “Nobody has told us why it should not stand for ninety more.”\n\n"
    "The board will vote in March. Until then the plans hang in the harbor office, where anybody may read them.\n\n"
    "- the drawings\n- the soundings of 1931\n- the letters of the fishermen\n\n"
    "A second meeting is planned for the winter. The board will vote again if the cost should rise."
)

Selectors = tuple[TextQuoteSelector, TextPositionSelector]


def selected(words: str, text: str = PAGE) -> Selectors:
    """Return the selectors of the first occurrence of *words*."""
    start = text.index(words)
    return selectors_for(text, start, start + len(words))


def found(selectors: Selectors, text: str) -> tuple[str, str]:
    """Return the state and the words that were found."""
    anchoring = AnchoringText(text).find(*selectors)
    return anchoring.state, text[anchoring.start : anchoring.end]


def annotation(words: str, text: str = PAGE, name: str = "one") -> Annotation:
    """Return an annotation on the first occurrence of *words*."""
    return Annotation(name, "harbor", "highlighting", *selected(words, text))


def is_whole(anchoring: Anchoring, text: str) -> bool:
    """Tell whether what an anchoring says fits the text."""
    return 0 <= anchoring.start <= anchoring.end <= len(text) and 0 <= anchoring.confidence <= 1
