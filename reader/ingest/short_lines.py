"""The short lines that belong to an article: what is said in a dialogue, questions, entries of a live blog, last lines.

Alone each looks like furniture. They stay in where nothing speaks against them and they go on with the text.
"""

import re
from collections.abc import Iterator, Sequence

from reader.ingest.lines import PageLine
from reader.ingest.page import Page

# What a finished paragraph of so many words shows: the article still goes on.
_PARAGRAPH = 20
_HEADING_WORDS = 8
# So many lines of furniture may stand between two entries of a live blog.
_PASSED = 3
_UNLIKELY = -6.0
_LEAST_PARAGRAPH = -4.5
_QUOTES = "\"'“”‘’«»„"
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}\Z")


def short_lines(page: Page, scores: Sequence[float], found: Sequence[int]) -> Iterator[int]:
    """Yield the lines that go on with those *found* above the first real end, and those between headline and text."""
    anchor = page.headline.anchor if page.headline else -1
    if anchor >= 0:
        # The time of day stands above each entry of a live blog, not only in the record.
        record = (at for at in range(anchor + 1, found[0]) if page.is_record[at])
        top = max((at for at in record if not _CLOCK.match(page.lines[at].seen)), default=anchor)
        yield from (at for at in range(top + 1, found[0]) if _is_plain(page, scores, at))
    between = set(range(found[0], found[-1])) - set(found)
    yield from (at for at in between if _is_plain(page, scores, at) and _stands_in_text(page, at))
    yield from _following(page, scores, found[-1])


def torn_lines(page: Page, found: Sequence[int]) -> Iterator[int]:
    """Yield the lines above those *found* that break off where they go on: verses, lines wrapped at a margin."""
    for first in found:
        at = first - 1
        while at >= 0 and at not in found and _is_torn(page, at):
            yield at
            at -= 1


def _is_torn(page: Page, at: int) -> bool:
    line, below = page.lines[at], page.lines[at + 1]
    is_open = not line.is_finished and (below.text[:1].islower() or line.text.endswith((",", "،", "、")))
    is_plain = line.linked < 0.6 and not page.evidence[at] and not page.is_strong[at] and at not in page.never
    return is_open and is_plain and not below.gap and not below.is_item


def _following(page: Page, scores: Sequence[float], last: int) -> Iterator[int]:
    """Yield the lines below *last* up to the first real end; a heading only with what stands under it."""
    waiting: list[int] = []
    passed = 0
    for at in range(last + 1, len(page.lines)):
        line = page.lines[at]
        # A button to share stands under each entry of a live blog, not only at the end.
        is_end = page.vocabulary.is_ending(line) and line.word_count > 1
        if at in page.comments or is_end or line.linked >= 0.6:
            return
        if _is_plain(page, scores, at):
            yield from waiting
            yield at
            waiting, passed = [], 0
        elif _can_be_heading(page, at) and not waiting:
            waiting = [at]
        else:
            passed += 1
            if passed > _PASSED or not _is_between(page, at):
                return


def _is_plain(page: Page, scores: Sequence[float], at: int) -> bool:
    """Whether the line is a whole sentence that nothing makes furniture."""
    line = page.lines[at]
    if not line.is_finished or line.linked >= 0.6 or page.evidence[at] or page.is_strong[at] or page.is_repeated[at]:
        return False
    is_paragraph = line.word_count >= _PARAGRAPH
    return at not in page.comments and scores[at] > (_LEAST_PARAGRAPH if is_paragraph else _UNLIKELY)


def _stands_in_text(page: Page, at: int) -> bool:
    return page.lines[at - 1].is_finished or page.lines[at + 1].is_finished


def _can_be_heading(page: Page, at: int) -> bool:
    line = page.lines[at]
    return (
        not line.is_finished and line.word_count <= _HEADING_WORDS and not page.evidence[at] and not page.is_record[at]
    )


def _is_between(page: Page, at: int) -> bool:
    """Whether the line may stand between two entries: a button to share, the time of day, a picture."""
    line = page.lines[at]
    return line.word_count <= 4 or "caption" in page.evidence[at] or at in page.dumps


def is_initial(line: PageLine, below: PageLine) -> bool:
    """Whether the line is the first letter of the word that the line below it goes on with."""
    letter = line.text.strip(_QUOTES)
    return len(letter) == 1 and letter.isupper() and below.text[:1].islower() and below.word_count >= _HEADING_WORDS
