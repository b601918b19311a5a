"""One comment thread, taken apart into its comments."""

from collections import Counter
from collections.abc import Sequence

from reader.ingest.comments import CommentLines
from reader.ingest.lines import PageLine
from reader.ingest.vocabulary import Vocabulary

_MOST_NAMES = 1_000_000
_NAME_WORDS = 4
_SMALL_WORDS = frozenset(
    "the a an is are was were be you we they he she it of to and in for that this not i your my so but if".split()
)
_LEAST_NAME = 0.6
_FLOOR = -1.5


def split_thread(lines: Sequence[PageLine], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the comments among the *lines* of a thread, each with its author's name, in order.

    There are several ways to tell where one begins (a name that says something, a date under a name, a Reply button,
    a name alone); the one that comes nearest to the number which the page declares is believed.
    """
    shapes = CommentLines(lines, vocabulary)
    declared = next((count for at in range(len(lines)) if (count := shapes.count(at)) is not None), None)
    if declared == 0:
        return ()
    said = [at for at in range(len(lines)) if not shapes.is_widget(at)]
    starts = _starts(lines, shapes, said, declared)
    return _parts(lines, said, starts, _form(shapes, starts[-1], len(lines))) if starts else ()


def _starts(
    lines: Sequence[PageLine], shapes: CommentLines, said: Sequence[int], declared: int | None
) -> Sequence[int]:
    """Return where the comments begin by the best of the ways, empty if none tells."""
    ways = [_by_speakers(shapes, said), _by_footers(shapes, said), _by_times(lines, shapes, said)]
    ways.append(_by_buttons(lines, shapes, said))
    ways = [starts for starts in ways if len(starts) >= 2 or len(starts) == declared]
    if declared is not None:
        ways.append(_by_names(lines, said, declared))
        return min(ways, key=lambda starts: abs(len(starts) - declared))
    if not ways and said and said[0] == 0 and not shapes.is_time(0):
        # The widget left nothing but names and remarks.
        return _by_names(lines, said, 0)
    return ways[0] if ways else ()


def _form(shapes: CommentLines, last: int, count: int) -> int:
    """Return where, after the last comment has begun, the form for another one stands."""
    return next((at for at in range(last + 1, count) if shapes.is_form(at)), count)


def _parts(lines: Sequence[PageLine], said: Sequence[int], starts: Sequence[int], end: int) -> tuple[str, ...]:
    parts: list[list[str]] = []
    begins = set(starts)
    for at in said:
        if at in begins:
            parts.append([])
        if parts and at < end:
            parts[-1].append(lines[at].text.strip())
    return tuple("\n\n".join(part) for part in parts)


def _by_speakers(shapes: CommentLines, said: Sequence[int]) -> list[int]:
    return [at for at in said if shapes.is_speaker(at)]


def _by_footers(shapes: CommentLines, said: Sequence[int]) -> list[int]:
    """Return where comments begin, if each ends at the line that tells whose it was."""
    starts: list[int] = []
    is_open = False
    for at in said:
        if not is_open:
            starts.append(at)
        is_open = not shapes.is_footer(at)
    return starts[:-1] if is_open else starts


def _by_times(lines: Sequence[PageLine], shapes: CommentLines, said: Sequence[int]) -> list[int]:
    """Return where comments begin, if each does at its date, or at the name that stands right above it."""
    starts: list[int] = []
    for order, at in enumerate(said):
        if not shapes.is_time(at):
            continue
        above = said[order - 1] if order else None
        has_name = above is not None and above not in starts[-1:] and _is_name_above(lines[above], lines[at])
        starts.append(above if has_name and above is not None else at)
    return starts


def _is_name_above(name: PageLine, time: PageLine) -> bool:
    # A date line that holds a name itself ("Anna • 3 years ago") needs none above it.
    return time.word_count <= 10 and "•" not in time.text and name.word_count <= 6 and not name.is_finished


def _by_buttons(lines: Sequence[PageLine], shapes: CommentLines, said: Sequence[int]) -> list[int]:
    """Return where comments begin, if each ends at its Reply button."""
    starts: list[int] = []
    spoken = set(said)
    is_open = False
    for at in range(len(lines)):
        if shapes.is_button(at):
            is_open = False
        elif at in spoken and not is_open:
            starts.append(at)
            is_open = True
    # What follows the last button is the page's, not a comment's.
    return starts[:-1] if is_open else starts


def _by_names(lines: Sequence[PageLine], said: Sequence[int], declared: int) -> list[int]:
    """Return where comments begin, if each does at a line that looks like a name and has something said under it.

    Where the page declares a number, that many of the likeliest lines are taken (dynamic programming over which
    lines are names, two of them never adjacent), unless one of them would hardly be a name.
    """
    counts = Counter(lines[at].key for at in said)
    scores = [_name_score(lines, said, order, counts) for order in range(len(said))]
    most = min(len(said) // 2, _MOST_NAMES // max(1, len(said)))
    chosen = _likeliest(scores, declared) if 0 < declared <= most else ()
    if chosen and min(scores[order] for order in chosen) >= _FLOOR:
        return [said[order] for order in chosen]
    starts: list[int] = []
    for order, score in enumerate(scores[:-1]):
        if score >= _LEAST_NAME and (not starts or starts[-1] != said[order - 1]):
            starts.append(said[order])
    return starts


def _name_score(lines: Sequence[PageLine], said: Sequence[int], order: int, counts: Counter[str]) -> float:
    line = lines[said[order]]
    words = line.text.split()
    # "seagull ." is a name, "No." is said.
    is_sentence = line.is_finished and not line.text.endswith(" .")
    score = 2.0 - 0.5 * max(0, len(words) - 1) - 2.0 * (len(words) > _NAME_WORDS)
    score -= 2.5 * is_sentence
    score -= 1.0 * sum(word.casefold().strip(".,") in _SMALL_WORDS for word in words[1:])
    score -= 1.0 * ("," in line.text)
    score += 1.0 * (counts[line.key] > 1 and not is_sentence)
    score += 0.5 * all(word[0].isupper() for word in words)
    score -= 1.5 * (len(line.text) > 40)
    if order + 1 < len(said):
        after = lines[said[order + 1]]
        score += 0.5 * (after.is_finished or after.word_count > len(words) + 3)
        # Names are set off in the same way as what they say.
        score -= 0.5 * bool(order and not line.gap and after.gap)
    return max(score, -9.0)


def _likeliest(scores: Sequence[float], number: int) -> list[int]:
    """Choose *number* indexes of the highest total score, the first among them, no two adjacent, the last not."""
    count = len(scores)
    worst = float("-inf")
    # totals[order]: the best total with the last name at order; came[k][order]: where the name before it stood.
    totals = [scores[0]] + [worst] * (count - 1)
    came: list[list[int]] = []
    for _ in range(number - 1):
        following, back = [worst] * count, [-1] * count
        best, best_at = worst, -1
        for order in range(2, count - 1):
            if totals[order - 2] > best:
                best, best_at = totals[order - 2], order - 2
            if best > worst:
                following[order], back[order] = best + scores[order], best_at
        totals = following
        came.append(back)
    at = max(range(count), key=lambda order: totals[order])
    chosen = [at]
    for back in reversed(came):
        at = back[at]
        chosen.append(at)
    return chosen[::-1]
