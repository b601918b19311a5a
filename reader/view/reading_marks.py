"""The links and footnotes of a text, as the caret meets them."""

from reader.library.plain_text import PlainText, Span
from reader.view.shown_text import is_footnote_label

_FOLLOWED = frozenset(("link", "wikilink", "footnote"))


def nearest_mark(plain: PlainText, around: tuple[int, int], offset: int) -> Span | None:
    """Return the link or footnote within *around* that is nearest to *offset*."""
    start, end = around
    near = [span for span in plain.spans if span.kind in _FOLLOWED and span.start < end and span.end > start]
    return min(near, key=lambda span: abs(span.start - offset), default=None)


def other_end(plain: PlainText, mark: Span) -> int | None:
    """Return where the words of a footnote begin, or for the label before them, the place of its first mark."""
    same = [span for span in plain.spans if span.kind == "footnote" and span.target == mark.target]
    is_label = is_footnote_label(plain, mark)
    return next((span.start for span in same if is_footnote_label(plain, span) is not is_label), None)
