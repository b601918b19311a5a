"""An animated SVG of a terminal: its frames one below the other, moved past a window by a style sheet.

A row that several frames show is drawn once. Nothing is loaded from elsewhere: each run of letters is fitted to its
cells, so that any font of the reader's will do.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 8, 17
_MARGIN = 12
_BASELINE = 13
_BAR = 34
_INK, _PAPER = "#d8dbe2", "#17181d"


class Cell(NamedTuple):
    """One cell of a terminal; *text* is empty for the second half of a wide letter."""

    text: str
    ink: str
    paper: str
    bold: bool
    italic: bool
    underlined: bool


class Frame(NamedTuple):
    """What was on the screen for so many *seconds*, the keys that led there, and what they do."""

    rows: Sequence[Sequence[Cell]]
    seconds: float
    keys: str
    told: str


class Film:
    """Puts frames of one size together."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self._frames = frames
        self._row_ids: dict[str, str] = {}
        self._classes: dict[str, str] = {}

    def svg(self) -> str:
        """Return the film."""
        rows, columns = len(self._frames[0].rows), len(self._frames[0].rows[0])
        width, height = columns * WIDTH + 2 * _MARGIN, rows * HEIGHT + _MARGIN + _BAR
        size = f'width="{width}" height="{height}"'
        frames = "\n".join(self._frame(frame, at * height) for at, frame in enumerate(self._frames))
        drawn = "\n".join(f'<g id="{name}">{row}</g>' for row, name in self._row_ids.items())
        styles = "\n".join(f".{name}{{{style}}}" for style, name in self._classes.items())
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {size}>\n'
            f"<style>\n{_STYLE}\n{styles}\n{self._motion(height)}\n</style>\n<defs>\n{drawn}\n</defs>\n"
            f'<rect class="paper" {size} rx="8"/>\n'
            f'<svg {size}><g class="film">\n{frames}\n</g></svg>\n</svg>\n'
        )

    def _motion(self, height: int) -> str:
        seconds = [each.seconds for each in self._frames]
        whole = sum(seconds)
        begins = [0.0, *accumulate(seconds)][:-1]
        steps = "".join(
            f"{begin / whole:.3%}{{transform:translateY({-at * height}px)}}" for at, begin in enumerate(begins)
        )
        return (
            f"@keyframes film{{{steps}}}\n.film{{animation:film {whole:.1f}s step-end infinite}}\n"
            "@media (prefers-reduced-motion:reduce){.film{animation:none}}"
        )

    def _frame(self, frame: Frame, top: int) -> str:
        bar = top + len(frame.rows) * HEIGHT + _MARGIN + 21
        uses = "".join(
            f'<use href="#{name}" y="{top + _MARGIN + at * HEIGHT}"/>'
            for at, row in enumerate(frame.rows)
            if (name := self._row_id(row))
        )
        keys = f'<tspan class="keys">{escape(frame.keys)}</tspan>  ' if frame.keys else ""
        return f'{uses}<text class="told" x="{_MARGIN}" y="{bar}">{keys}{escape(frame.told)}</text>'

    def _row_id(self, row: Sequence[Cell]) -> str:
        drawn = "".join((*self._papers(row), *self._letters(row)))
        return self._row_ids.setdefault(drawn, f"r{len(self._row_ids)}") if drawn else ""

    def _papers(self, row: Sequence[Cell]) -> Iterator[str]:
        for column, cells in _runs(row, lambda cell: cell.paper):
            if (paper := cells[0].paper) != _PAPER:
                x, width = _MARGIN + column * WIDTH, len(cells) * WIDTH
                yield f'<rect class="{self._class(f"fill:{paper}")}" x="{x}" width="{width}" height="{HEIGHT}"/>'

    def _letters(self, row: Sequence[Cell]) -> Iterator[str]:
        for start, cells in _runs(row, _look):
            text = "".join(cell.text for cell in cells)
            if not text.strip():
                continue
            lead = len(text) - len(text.lstrip(" "))
            width = (len(cells) - lead - (len(text) - len(text.rstrip(" ")))) * WIDTH
            x = _MARGIN + (start + lead) * WIDTH
            look = self._class(_style_of(cells[0]))
            letters = escape(text.strip(" ")).replace("  ", " \N{NO-BREAK SPACE}")
            yield f'<text class="{look}" x="{x}" y="{_BASELINE}" textLength="{width}">{letters}</text>'

    def _class(self, style: str) -> str:
        return self._classes.setdefault(style, f"c{len(self._classes)}")


_STYLE = f"""\
text{{font:13.3px "DejaVu Sans Mono","Roboto Mono",Menlo,Consolas,monospace;fill:{_INK};\
direction:ltr;unicode-bidi:bidi-override}}
.paper{{fill:{_PAPER}}}
.told{{font:15px system-ui,"DejaVu Sans",sans-serif;fill:#a9afbb}}
.keys{{font:bold 14px "DejaVu Sans Mono",Menlo,Consolas,monospace;fill:#e8b04a}}"""


def _look(cell: Cell) -> tuple[str, bool, bool, bool]:
    return (cell.ink, cell.bold, cell.italic, cell.underlined)


def _style_of(cell: Cell) -> str:
    marks: Mapping[str, bool] = {
        "font-weight:bold": cell.bold,
        "font-style:italic": cell.italic,
        "text-decoration:underline": cell.underlined,
    }
    return ";".join((f"fill:{cell.ink}", *(mark for mark, is_set in marks.items() if is_set)))


def _runs(row: Sequence[Cell], look: Callable[[Cell], object]) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Yield the runs of cells of one look, with the column that each begins at."""
    column = 0
    for _, run in groupby(row, look):
        cells = list(run)
        yield column, cells
        column += len(cells)
