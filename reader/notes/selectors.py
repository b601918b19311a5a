"""Selectors of a passage: its words with their surroundings, and its place."""

from dataclasses import replace

from reader.library.dates import now
from reader.library.identity import text_sha256
from reader.notes.model import Annotation, TextPositionSelector, TextQuoteSelector

__all__ = ["CONTEXT", "attach", "selectors_for", "text_sha256"]

# Characters before and after a passage, as in the W3C's example and in Hypothesis.
CONTEXT = 32


def selectors_for(text: str, start: int, end: int) -> tuple[TextQuoteSelector, TextPositionSelector]:
    """Return the selectors of `text[start:end]`, with 32 characters before and after.

    Raises: ValueError if that is not a span of the text with something in it.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}-{end} is not a passage of a text of {len(text)} characters")
    prefix = text[max(0, start - CONTEXT) : start]
    suffix = text[end : end + CONTEXT]
    return TextQuoteSelector(text[start:end], prefix, suffix), TextPositionSelector(start, end)


def attach(annotation: Annotation, text: str, start: int, end: int, article: str = "") -> Annotation:
    """Return *annotation* on `text[start:end]`, of another *article* if one is given.

    Either an orphan is attached by hand, or a changed passage is accepted.
    The original words are kept under `quote_before`, so that accepting loses nothing.
    """
    quote, position = selectors_for(text, start, end)
    extra = dict(annotation.extra)
    if annotation.exact and annotation.exact != quote.exact:
        # The oldest stays: it is what the user marked.
        extra.setdefault("quote_before", annotation.exact)
    return replace(
        annotation,
        article=article or annotation.article,
        quote=quote,
        position=position,
        text_sha256=text_sha256(text),
        modified=now(),
        extra=extra,
    )
