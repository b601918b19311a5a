"""Where the readers' comments of a page begin and end."""

from collections.abc import Sequence

from reader.ingest.evidence import Vocabulary
from reader.ingest.exchanges import find_exchange
from reader.ingest.lines import Line
from reader.ingest.widgets import CommentLines

_NEAR = 12
_BACK = 6
_FAR = 30


def find_comments(lines: Sequence[Line], vocabulary: Vocabulary, after: int) -> tuple[int, int] | None:
    """Return the first and last index of the comment thread; None where there is none.

    Looked for below the line *after*, and below the first paragraph that follows it.
    """
    shapes = CommentLines(lines, vocabulary)
    first_prose = next((at for at in range(after + 1, len(lines)) if lines[at].is_prose), None)
    if first_prose is None:
        return None
    signals = [at > first_prose and shapes.is_signal(at) for at in range(len(lines))]
    start = _start(lines, shapes, signals, first_prose + 1)
    bare = find_exchange(lines, vocabulary, first_prose + 1)
    start = min((at for at in (start, bare) if at is not None), default=None)
    return (start, _end(lines, shapes, signals, start)) if start is not None else None


def _start(lines: Sequence[Line], shapes: CommentLines, signals: Sequence[bool], first: int) -> int | None:
    speakers = sum(signals[at] and shapes.is_speaker(at) for at in range(first, len(lines)))
    for at in range(first, len(lines)):
        # What stands under a comment begins no thread.
        if not signals[at] or shapes.is_footer(at):
            continue
        is_speaker = shapes.is_speaker(at)
        if (is_speaker and speakers >= 3) or _is_confirmed(lines, shapes, signals, at):
            return _widget_start(lines, shapes, at, first)
        speakers -= is_speaker
    return None


def _is_confirmed(lines: Sequence[Line], shapes: CommentLines, signals: Sequence[bool], position: int) -> bool:
    """Whether what follows a first sign looks like a thread: more signs, dates, or a name and what it says."""
    following = range(position + 1, min(len(lines), position + _NEAR))
    if sum(signals[at] for at in following) >= 2 or any(signals[at] for at in following[:4]):
        return True
    is_counted = bool(shapes.count(position))
    if is_counted and any(signals[at] for at in following) and sum(map(shapes.is_widget, following[:8])) >= 3:
        return True
    if (is_counted or shapes.is_speaker(position)) and sum(shapes.is_time(at) for at in following) >= 2:
        return True
    return is_counted and len(following) >= 2 and _is_said(lines[position + 1], lines[position + 2])


def _is_said(name: Line, text: Line) -> bool:
    return name.word_count <= 4 and not name.is_finished and text.is_finished and text.word_count >= 3


def _widget_start(lines: Sequence[Line], shapes: CommentLines, position: int, first: int) -> int:
    """Step back over the widget's own lines, and over the name above a first comment that has no heading."""
    start = position
    for before in range(position - 1, max(first, position - _BACK) - 1, -1):
        is_near = not lines[before + 1].gap or shapes.is_form(before)
        if not is_near or not shapes.is_widget(before) or lines[before].is_prose:
            break
        start = before
    if shapes.is_button(position):
        # The first button stands under a comment, whose date and name tell where it begins.
        reach = range(position - 1, max(first, position - _BACK) - 1, -1)
        start = next((before for before in reach if shapes.is_time(before)), start)
    is_headless = not shapes.is_widget(start) and not shapes.is_speaker(start)
    above = lines[start - 1] if start > first else None
    if is_headless and above is not None and above.word_count <= 5 and not above.is_finished:
        return start - 1
    return start


def _end(lines: Sequence[Line], shapes: CommentLines, signals: Sequence[bool], start: int) -> int:
    last_signal = max((at for at in range(start, len(lines)) if signals[at]), default=start)
    for at in range(start + 1, len(lines)):
        if not shapes.is_foreign(at) or any(signals[at : min(at + _FAR, last_signal + 1)]):
            continue
        others = sum(shapes.is_foreign(after) for after in range(at + 1, min(len(lines), at + 4)))
        if others >= 2 or shapes.is_ending(at) or at + 4 >= len(lines):
            return at - 1
    return len(lines) - 1
