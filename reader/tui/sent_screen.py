"""Sending only what the terminal does not show already: on a slow line every byte takes time.

Textual draws whole widgets when one of their rows has changed, repeats every color for every run of letters, and
redraws a pane for each message. Here each run is compared with what was last sent to its place, and only the changes
of look between runs are sent.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from time import monotonic
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console

# They have no public interface; if they change, the tests of this module fail.
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from reader.tui import guard
from reader.view.cells import DISPUTED

# Seconds.
_OLD = 2.0
# Where columns and panes begin.
_COLUMN = re.compile(" {2,}|[▏▕│]")
# Text longer than its place must not continue on the terminal's next line.
_CUT, _CARRIED_OVER = "\x1b[?7l", "\x1b[?7h"
_OFF = "\x1b[0m"


class _Look(NamedTuple):
    """The numbers of a style: marks such as bold, the color of the letters, the color behind them."""

    marks: frozenset[str]
    ink: str
    paper: str


class _Run(NamedTuple):
    """Letters of one look: the numbers of their style, and their link, if any."""

    text: str
    style: str
    link: str


class _Sent(NamedTuple):
    """A strip that was sent, and its runs on the terminal."""

    strip: Strip
    runs: Sequence[_Run]


class SentScreen:
    """What was sent to each place of the terminal."""

    def __init__(self) -> None:
        # By row and column, the strip that begins there.
        self._rows: dict[int, dict[int, _Sent]] = {}
        self._forgot_at = 0.0

    def forget(self) -> None:
        """Forget everything: the terminal shows something else."""
        self._rows.clear()
        self._forgot_at = monotonic()

    def is_old(self) -> bool:
        """Whether the last full drawing is so old that another program may have written over it."""
        return monotonic() - self._forgot_at > _OLD

    def changed(self, row: int, column: int, strip: Strip, console: Console) -> str:
        """Return what must be sent so that *strip* is shown at its place."""
        length = strip.cell_length
        known = self._rows.setdefault(row, {})
        before = known.get(column)
        if not length or (before is not None and before.strip is strip):
            return ""
        now = known[column] = _Sent(strip, runs_of(guard.cleaned(strip), console))
        is_disputed = any(map(_is_disputed, filter(None, (before, now))))
        if before is not None and before.strip.cell_length == length and not is_disputed:
            return _difference(row, column, before.runs, now.runs)
        for start in _covered(known, column, length, now):
            del known[start]
        return self._apart(row, column, now) if is_disputed else _at(row, column) + drawn(now.runs)

    def _apart(self, row: int, column: int, now: _Sent) -> str:
        """Return text that draws a strip within its place only, however wide the terminal draws its characters."""
        end = column + now.strip.cell_length
        behind = [_at(row, start) + drawn(other.runs) for start, other in self._rows[row].items() if start >= end]
        wiped = _at(row, column) + " " * now.strip.cell_length + _at(row, column)
        return "".join((_CUT, wiped, drawn(_in_columns(row, column, now.runs)), *behind, _CARRIED_OVER))


_screen = SentScreen()


def forget() -> None:
    """Send everything next time: the terminal changed its size, or another program used it."""
    _screen.forget()


def install() -> None:
    """Send only what changes from now on; calling it twice does no harm."""
    forget()
    LayoutUpdate.render_segments = _whole  # type: ignore[method-assign, assignment]  # all that is sent passes these two
    ChopsUpdate.render_segments = _parts  # type: ignore[method-assign, assignment]  # as above


def _whole(update: LayoutUpdate, console: Console) -> str:
    # Textual draws the whole screen several times in a row; once is enough to remove what others wrote on it.
    if _screen.is_old():
        _screen.forget()
    sent = []
    for row, line in enumerate(update.strips, update.region.y):
        column = update.region.x
        for strip in line:
            sent.append(_screen.changed(row, column, strip, console))
            column += strip.cell_length
    return "".join(sent)


def _parts(update: ChopsUpdate, console: Console) -> str:
    sent = []
    for row, first, last in update.spans:
        for end, (column, strip) in zip(update.chop_ends[row], update.chops[row].items(), strict=False):
            if strip is None or column > last or end <= first:
                continue
            shown = strip if first <= column < last and end <= last else strip.crop(0, min(end, last) - column)
            sent.append(_screen.changed(row, column, shown, console))
    return "".join(sent)


def _covered(known: dict[int, _Sent], column: int, length: int, now: _Sent) -> list[int]:
    """Return where the strips begin that another one has overwritten."""
    return [
        start
        for start, other in known.items()
        if start < column + length and column < start + other.strip.cell_length and other is not now
    ]


def _is_disputed(sent: _Sent) -> bool:
    return any(not each.text.isascii() and DISPUTED.search(each.text) for each in sent.runs)


def _difference(row: int, column: int, before: Sequence[_Run], after: Sequence[_Run]) -> str:
    """Return what turns one strip into another that is as long: equal runs at both ends are left out."""
    if before == after:
        return ""
    shared = min(len(before), len(after))
    head = next((at for at in range(shared) if before[at] != after[at]), shared)
    rest = shared - head
    tail = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    column += sum(cell_len(each.text) for each in after[:head])
    return _at(row, column) + drawn(after[head : len(after) - tail])


def _in_columns(row: int, column: int, runs: Sequence[_Run]) -> list[_Run]:
    """Return runs that move to their place again at each column."""
    placed = []
    for run in runs:
        text, first = run.text, column
        edges = [found.end() if found[0][0] == " " else found.start() for found in _COLUMN.finditer(text)]
        parts = [text[start:end] for start, end in pairwise((0, *edges, len(text)))]
        for at, part in enumerate(parts):
            parts[at] = (_at(row, first) if at else "") + part
            first += cell_len(part)
        placed.append(run._replace(text="".join(parts)))
        column = first
    return placed


def _at(row: int, column: int) -> str:
    return f"\x1b[{row + 1};{column + 1}H"


def runs_of(strip: Strip, console: Console) -> Sequence[_Run]:
    """Return the runs of a strip on the terminal: without meta data, and with equal looks joined."""
    system = console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001 - as Strip.render does
    found: list[_Run] = []
    for text, style, _ in strip:
        numbers, link = "", ""
        if style is not None:
            numbers = style._ansi or Strip.render_ansi(style, system)  # noqa: SLF001 - as Strip.render does
            link = style.link or ""
        if found and found[-1][1:] == (numbers, link):
            found[-1] = found[-1]._replace(text=found[-1].text + text)
        else:
            found.append(_Run(text, numbers, link))
    return found


def drawn(runs: Sequence[_Run]) -> str:
    """Return runs as text for the terminal; each look is given by its difference from the one before."""
    sent, now = [], ""
    for text, style, link in runs:
        sent.append(_step(now, style))
        sent.append(f"\x1b]8;;{link}\x1b\\{text}\x1b]8;;\x1b\\" if link else text)
        now = style
    sent.append(_step(now, ""))
    return "".join(sent)


@lru_cache(maxsize=4_096)
def _step(now: str, wanted: str) -> str:
    """Return the sequence that leads from one style, given by its numbers, to another."""
    if now == wanted:
        return ""
    if not wanted:
        return _OFF
    before, after = _look(now), _look(wanted)
    if before.marks - after.marks or (before.ink and not after.ink) or (before.paper and not after.paper):
        return f"\x1b[0;{wanted}m"
    numbers = [
        *sorted(after.marks - before.marks),
        *([after.ink] if after.ink != before.ink else []),
        *([after.paper] if after.paper != before.paper else []),
    ]
    return f"\x1b[{';'.join(numbers)}m"


@lru_cache(maxsize=4_096)
def _look(style: str) -> _Look:
    marks, colors, numbers = set(), {"3": "", "4": ""}, style.split(";") if style else []
    while numbers:
        number = numbers.pop(0)
        if number in {"38", "48"}:
            # 38;5;N or 38;2;R;G;B
            size = 2 if numbers[:1] == ["5"] else 4
            colors[number[0]] = ";".join((number, *numbers[:size]))
            del numbers[:size]
        elif len(number) == 3 or number[:-1] == "4":
            # Behind the letters: 40 to 49, bright ones 100 to 107.
            colors["4"] = number
        elif number[:-1] in {"3", "9"}:
            colors["3"] = number
        else:
            marks.add(number)
    return _Look(frozenset(marks), colors["3"], colors["4"])
