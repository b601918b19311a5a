"""Whether a page shows only the beginning of its article, and says that the rest is for subscribers."""

from collections.abc import Sequence

from reader.ingest.page import Page

STUB = "The page shows only the beginning of the article; the rest is for subscribers."
# An article of more words is no mere beginning; how far below its last line a page says whom the rest is for.
MOST_WORDS, _NEAR = 250, 8


def is_stub(page: Page, body: Sequence[int]) -> bool:
    """Whether the lines *body* are few, and those below them say that what follows is for subscribers."""
    if not body or sum(page.lines[at].word_count for at in body) > MOST_WORDS:
        return False
    below = range(body[-1] + 1, min(len(page.lines), body[-1] + 1 + _NEAR))
    return any(page.vocabulary.is_for_subscribers(page.lines[at]) for at in below)
