"""Bars, in letters for the terminal and as SVG. By hand: a plotting library takes 70 MB."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from reader.view.cells import cell_width, fitted

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_ROW, _GAP = 22, 6


class Bar(NamedTuple):
    """A bar: its *name*, its relative length, and what is written at its end."""

    name: str
    size: float
    told: str


def bar_lines(bars: Sequence[Bar], width: int) -> list[str]:
    """Return a line for each bar, at most *width* cells wide: name, bar, figure."""
    most = max((each.size for each in bars), default=0) or 1
    names = min(max((cell_width(each.name) for each in bars), default=0), width // 2)
    figures = max((cell_width(each.told) for each in bars), default=0)
    room = max(4, width - names - figures - 4)
    lines = []
    for each in bars:
        name = fitted(each.name, names)
        drawn = bar(each.size / most, room)
        lines.append(f"  {name}{' ' * (names - cell_width(name))} {drawn} {each.told}")
    return lines


def bar(share: float, room: int) -> str:
    """Return a bar of *share* (0 to 1) of *room* cells, to an eighth of a cell; a share above 0 is always visible."""
    eighths = max(1 if share > 0 else 0, round(min(1.0, share) * room * 8))
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def bars_svg(title: str, bars: Sequence[Bar], width: int = 720) -> str:
    """Return the bars as an SVG that needs nothing else; names stand at the left, figures behind the bars."""
    most = max((each.size for each in bars), default=0) or 1
    names, room = width // 3, width - width // 3 - 120
    parts = []
    for number, each in enumerate(bars):
        y = 44 + number * (_ROW + _GAP)
        long = max(1.0, each.size / most * room) if each.size else 0.0
        parts += [
            f'<text x="{names - 8}" y="{y + 15}" text-anchor="end">{escape(fitted(each.name, 34))}</text>',
            f'<rect x="{names}" y="{y}" width="{long:.1f}" height="{_ROW}"/>',
            f'<text x="{names + long + 8:.1f}" y="{y + 15}" class="quiet">{escape(each.told)}</text>',
        ]
    return svg(title, width, 52 + len(bars) * (_ROW + _GAP), parts)


def svg(title: str, width: int, height: int, parts: Sequence[str]) -> str:
    """Return a drawing with its title; its colors follow what it is shown on."""
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label="{escape(title)}">',
        "<style>text { font: 13px sans-serif; fill: #222; } .title { font: bold 16px sans-serif; } "
        ".quiet { fill: #666; } rect, circle { fill: #3a78c3; } line, path { stroke: #999; fill: none; } "
        "@media (prefers-color-scheme: dark) { text { fill: #ddd; } .quiet { fill: #aaa; } }</style>",
        f'<text x="12" y="26" class="title">{escape(title)}</text>', *parts, "</svg>\n",
    ])  # fmt: skip
