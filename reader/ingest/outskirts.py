"""What looks like an article and lies outside it: lists of headlines above and below the text, a part far below."""

from collections.abc import Sequence
from itertools import takewhile

from reader.ingest.lines import PageLine
from reader.ingest.page import Page

# So many unfinished lines in a row are a list, of headlines mostly; so long is none of them.
_LEAST_ABOVE, _LEAST_BELOW, _LEAST_TAKEN = 4, 5, 3
_HEADLINE_WORDS = 25
_MOSTLY = 0.6
# So many lines that are none of the article's part it from what has less than this share of its longest part's words.
_FAR = 20
_LEAST_SHARE = 0.15


def without_outskirts(page: Page, found: Sequence[int]) -> list[int]:
    """Return the lines *found* without what lies outside the article; all of them where nothing in them is prose."""
    prose = _prose(page, found)
    inside = _main_part(page, found) if prose else list(found)
    text = _prose(page, inside)
    if not text:
        return inside
    top, end = _top(page, [at for at in inside if at < text[0]]), _end(page, [at for at in inside if at > text[-1]])
    return [at for at in inside if top < at < end]


def _top(page: Page, above: Sequence[int]) -> int:
    """Return where the list ends among the lines above the text, -1 where there is none."""
    return max(_loose_run(page, above[::-1], _LEAST_ABOVE), default=-1)


def _end(page: Page, below: Sequence[int]) -> int:
    """Return where the list begins among the lines below the text; what a colon leads to is the article's."""
    run = _loose_run(page, below, _LEAST_BELOW)
    is_led = not run or page.lines[run[0] - 1].text.endswith(":")
    return len(page.lines) if is_led else run[0]


def _prose(page: Page, places: Sequence[int]) -> list[int]:
    return [at for at in places if page.lines[at].is_prose and page.lines[at].is_finished]


def _main_part(page: Page, found: Sequence[int]) -> list[int]:
    """Return the lines without the parts that stand apart and hold little prose."""
    parts: list[list[int]] = []
    for at in found:
        if parts and at - parts[-1][-1] <= _FAR:
            parts[-1].append(at)
        else:
            parts.append([at])
    prose = [sum(page.lines[at].word_count for at in part if page.lines[at].is_prose) for part in parts]
    least = _LEAST_SHARE * max(prose)
    return [at for part, words in zip(parts, prose, strict=True) if words >= least for at in part]


def _loose_run(page: Page, places: Sequence[int], least: int) -> Sequence[int]:
    """Return the loose lines at *places*, away from the text, if they are a list: many, and most of those there.

    Those that go on with it behind the last place count too.
    """
    loose = [at for at in places if _is_loose(page.lines[at])]
    if len(loose) < _LEAST_TAKEN:
        return ()
    step = 1 if places[-1] >= places[0] else -1
    behind = range(places[-1] + step, places[-1] + (least + 1) * step, step)
    beyond = sum(1 for _ in takewhile(lambda at: 0 <= at < len(page.lines) and _is_loose(page.lines[at]), behind))
    return loose if len(loose) + beyond >= max(least, _MOSTLY * (len(places) + beyond)) else ()


def _is_loose(line: PageLine) -> bool:
    """Whether the line may be a headline or an option: short, no sentence, and no item of a list in a text."""
    is_short = line.word_count <= _HEADLINE_WORDS and not line.is_item
    return is_short and not line.is_finished and not line.text.endswith(":")
