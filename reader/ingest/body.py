"""Which lines of a page are the article."""

from collections.abc import Iterator, Sequence

from reader.ingest.biography import without_biography
from reader.ingest.lines import PageLine
from reader.ingest.outskirts import without_outskirts
from reader.ingest.page import Page
from reader.ingest.short_lines import is_initial, short_lines, torn_lines

# What it costs to go from article to furniture or back: single lines change sides only if they differ much.
_TURN = 1.0
_NEARLY = -1.0
_HARDLY = -2.0
_PARAGRAPH = 20
_REACH = 8
_PASSED = 2
_NEVER = -8.0
_REPEATED = -4.0
# A paragraph counts as one line for so many words, up to so many lines.
_WORDS_OF_LINE, _MOST_LINES = 40, 3.0
_LINKED = 0.3


def find_body(page: Page) -> list[int]:
    """Return the indexes of the lines that are the article, in order; empty only for an empty page.

    Each line has a score, the weights of its features summed; the best path through two states, article and
    furniture, is found by dynamic programming (Viterbi).
    """
    scores = _scores(page)
    # Plain furniture is passed over: an appeal in the middle of an article does not end it.
    open_lines = [at for at, score in enumerate(scores) if score > _NEVER and not page.is_strong[at]]
    inside = _on_path([_by_words(line, score) for line, score in zip(page.lines, scores, strict=True)], open_lines)
    return without_biography(page, without_outskirts(page, _completed(page, scores, inside)))


def _by_words(line: PageLine, score: float) -> float:
    """Return the score of a line; what speaks for a long paragraph does so for its words.

    So that the only paragraph of a short article is not lost among headlines.
    """
    if score <= 0 or line.linked >= _LINKED:
        return score
    return score * min(_MOST_LINES, max(1.0, line.word_count / _WORDS_OF_LINE))


def body_by(page: Page, scores: Sequence[float]) -> list[int]:
    """Return the indexes of the lines that are the article by *scores* in which more than the lines is weighed.

    A line that is furniture for certain by its words or its place has no say; what kept others out kept them out.
    """
    return _on_path(scores, [at for at in range(len(scores)) if at not in page.never])


def _on_path(scores: Sequence[float], open_lines: Sequence[int]) -> list[int]:
    path = _best_path([scores[at] for at in open_lines])
    return [at for at, is_inside in zip(open_lines, path, strict=True) if is_inside]


def _completed(page: Page, scores: Sequence[float], inside: Sequence[int]) -> list[int]:
    """Return the lines on the best path with those that only their place or their length kept out."""
    found = _with_prose(page, scores, inside) if inside else _anything(page, scores)
    is_text = bool(inside) or (page.headline is not None and any(page.lines[at].is_finished for at in found))
    if is_text:
        found = sorted({*found, *short_lines(page, scores, found)})
        found = sorted({*found, *torn_lines(page, found)})
    return _with_initials(page, found)


def _with_initials(page: Page, found: list[int]) -> list[int]:
    """Add the initials that stand on a line of their own above the rest of their word."""
    above = (at - 1 for at in found if at and is_initial(page.lines[at - 1], page.lines[at]))
    return sorted({*found, *above})


def _anything(page: Page, scores: Sequence[float]) -> list[int]:
    """Return what may be an article where nothing looks like one: its sentences, else all that is not furniture."""
    anchor = page.headline.anchor if page.headline else -1
    open_lines = [at for at, score in enumerate(scores) if score > _NEVER]
    plain = _above_ending(page, [at for at in open_lines if not page.is_strong[at]], anchor)
    sentences = [at for at in plain if at > anchor and page.lines[at].is_finished and page.lines[at].word_count >= 6]
    return sentences or plain or open_lines


def _above_ending(page: Page, places: Sequence[int], anchor: int) -> list[int]:
    """Return the *places* above the first heading after which nothing of an article comes, if some are there."""
    below = (at for at in range(anchor + 1, len(page.lines)) if page.vocabulary.is_ending(page.lines[at]))
    end = next(below, len(page.lines))
    return [at for at in places if at < end] or list(places)


def _with_prose(page: Page, scores: Sequence[float], inside: Sequence[int]) -> list[int]:
    """Add the paragraphs that only their place kept out: under the headline, between others, right after the last."""
    found = set(inside)
    anchor = page.headline.anchor if page.headline else -1
    for at in range(max(anchor + 1, inside[0] - _REACH), inside[-1]):
        if at not in found and _is_paragraph(page, scores, at):
            found.add(at)
    found.update(_following(page, scores, inside[-1]))
    return sorted(found)


def _following(page: Page, scores: Sequence[float], last: int) -> Iterator[int]:
    """Yield the lines below the last one that go on with it: sentences, items of its list; pictures are passed over."""
    passed = 0
    for at in range(last + 1, len(page.lines)):
        is_listed = page.lines[at].is_item and page.lines[last].is_item and scores[at] > _HARDLY
        if is_listed or _is_paragraph(page, scores, at) or _is_sentence(page, scores, at):
            yield at
            last, passed = at, 0
            continue
        passed += 1
        if passed > _PASSED or not (at in page.dumps or page.evidence[at].keys() & {"caption", "appeal"}):
            return


def _is_sentence(page: Page, scores: Sequence[float], at: int) -> bool:
    """Whether the line is a whole sentence without signs of furniture that was nearly taken."""
    line = page.lines[at]
    return scores[at] > _NEARLY and line.is_finished and line.word_count >= 5 and not page.evidence[at]


def _is_paragraph(page: Page, scores: Sequence[float], at: int) -> bool:
    line = page.lines[at]
    is_plain = scores[at] > _HARDLY and not page.is_strong[at] and not page.is_repeated[at]
    return (
        is_plain and line.word_count >= _PARAGRAPH and line.is_prose and max(page.evidence[at].values(), default=0) < 3
    )


def _scores(page: Page) -> list[float]:
    return [
        _NEVER if at in page.never else score + (_REPEATED if page.is_repeated[at] else 0.0)
        for at, score in enumerate(page.line_scores)
    ]


def _best_path(scores: Sequence[float]) -> list[bool]:
    """Return for each line whether it is inside, so that the scores of those inside, less the turns, are most."""
    outside, inside = 0.0, -_TURN
    came: list[tuple[bool, bool]] = []
    for score in scores:
        leaves, enters = inside - _TURN > outside, outside - _TURN > inside
        came.append((leaves, not enters))
        outside, inside = max(outside, inside - _TURN), max(inside, outside - _TURN) + score
    path: list[bool] = []
    is_inside = inside > outside
    for from_inside_to_out, stayed_inside in reversed(came):
        path.append(is_inside)
        is_inside = stayed_inside if is_inside else from_inside_to_out
    return path[::-1]
