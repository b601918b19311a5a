"""The cross-references around an article as a map: earlier articles on the left, later ones on the right."""

from collections.abc import Sequence
from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.library.catalog import CatalogEntry
from reader.view.bars import svg
from reader.view.cells import cell_width, fitted, folded
from reader.view.phrases import facts
from reader.view.reference_rows import badges, lag

if TYPE_CHECKING:
    from reader.room.references import Reference
    from reader.view.page_layout import Page

Side = Literal["left", "right"]
MOST = 12
_GUTTER = 4
_NODE_LINES = 3
# The line between two columns: a node beside it, and the trunk above and below.
_JOINTS = {(True, True): "┤", (False, True): "╮", (True, False): "╯", (False, False): "─"}
_JOINTS_RIGHT = {"┤": "├", "╮": "╭", "╯": "╰", "─": "─"}


class MapNode(NamedTuple):
    """An article of the map: its id, title and facts, what it shares with the middle one, and on which side it is."""

    id: str
    title: str
    facts: str
    badges: str
    score: float
    side: Side


class ReferenceMap(NamedTuple):
    """The article in the middle, and those around it: *left* earlier ones, *right* later and undated ones."""

    center: CatalogEntry
    left: tuple[MapNode, ...]
    right: tuple[MapNode, ...]

    @property
    def nodes(self) -> tuple[MapNode, ...]:
        """All articles around it, the left ones first."""
        return (*self.left, *self.right)


def reference_map(center: CatalogEntry, references: "Sequence[Reference]", most: int = MOST) -> ReferenceMap:
    """Return the map of the best cross-references, at most *most*; each side is in order of time."""
    listed = [each for each in references if each.entry is not None and not each.is_dismissed][:most]
    nodes = sorted((_node(center, each) for each in listed), key=lambda each: each[0])
    left = tuple(node for _, node in nodes if node.side == "left")
    return ReferenceMap(center, left, tuple(node for _, node in nodes if node.side == "right"))


def _node(center: CatalogEntry, reference: "Reference") -> tuple[str, MapNode]:
    entry = reference.entry
    if entry is None:
        raise ValueError("an article that is gone has no place on the map")
    told = lag(center.record, entry.record)
    side: Side = "left" if told.endswith("earlier") else "right"
    line = " · ".join(filter(None, (facts(entry), told)))
    node = MapNode(entry.id, entry.title, line, badges(reference), reference.crossref.score, side)
    return entry.record.published or "9999", node


def step(shown: ReferenceMap, at: int, way: str) -> int:
    """Return the number of the node that is `up`, `down`, `left` or `right` of node *at*."""
    lefts = len(shown.left)
    first, last = (0, lefts - 1) if at < lefts else (lefts, len(shown.nodes) - 1)
    if way in {"up", "down"}:
        return max(first, min(last, at + (1 if way == "down" else -1)))
    if way == "left" and at >= lefts and shown.left:
        return min(lefts - 1, at - lefts)
    if way == "right" and at < lefts and shown.right:
        return lefts + min(len(shown.right) - 1, at)
    return at


def row_of(shown: ReferenceMap, at: int) -> int:
    """Return the line of the map on which node *at* begins."""
    return (at if at < len(shown.left) else at - len(shown.left)) * _NODE_LINES


def map_page(shown: ReferenceMap, width: int, selected: int = -1) -> "Page":
    """Return the map as a page of *width* columns, with the selected node marked."""
    column = max(8, (width - 2 * _GUTTER) // 3)
    height = max(len(shown.left), len(shown.right), 2) * _NODE_LINES
    lefts = _column(shown.left, column, selected)
    rights = _column(shown.right, column, selected - len(shown.left) if selected >= len(shown.left) else -1)
    middle = _center(shown.center, column, height)
    page: Page = []
    for row, (left, center, right) in enumerate(zip_longest(lefts, middle, rights, fillvalue=None)):
        page += [_cell(left, column), (_gutter(row, len(shown.left), height), "$quiet")]
        gutter = _mirrored(_gutter(row, len(shown.right), height))
        if row == height // 2 and shown.right:
            # The lines to the others meet at its title.
            page += [*_with_rule(center, column), ("─" + gutter[1:], "$quiet")]
        else:
            page += [_cell(center, column), (gutter, "$quiet")]
        page += [_cell(right, column), "\n"]
    return page


def _column(nodes: Sequence[MapNode], width: int, selected: int) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for number, node in enumerate(nodes):
        look = "bold reverse" if number == selected else "bold"
        lines += [(fitted(node.title, width), look), (fitted(node.facts, width), "$quiet")]
        lines.append((fitted(node.badges, width), "$accent"))
    return lines


def _center(entry: CatalogEntry, width: int, height: int) -> list[tuple[str, str]]:
    title = [(each, "bold $secondary") for each in folded(entry.title, width, 3) if each]
    # At the end of a line no dot is needed between two facts.
    lines = [*title, *((each.removesuffix(" ·"), "$quiet") for each in folded(facts(entry), width, 2) if each)]
    return [("", "")] * min(height // 2, max(0, height - len(lines))) + lines


def _with_rule(line: tuple[str, str] | None, width: int) -> list[tuple[str, str]]:
    """Return the cell of a line followed by a rule."""
    text, look = line or ("", "")
    room = width - cell_width(text) - 1
    return [(text, look), (" " + "─" * room if room > 0 else " " * (room + 1), "$quiet")]


def _cell(line: tuple[str, str] | None, width: int) -> tuple[str, str]:
    text, look = line or ("", "")
    return text + " " * max(0, width - cell_width(text)), look


def _gutter(row: int, nodes: int, height: int) -> str:
    """Return the drawing between the left column and the middle on a row: a line from each node to the middle."""
    last = (nodes - 1) * _NODE_LINES
    middle = height // 2
    if not nodes:
        return " " * _GUTTER
    is_node = row <= last and row % _NODE_LINES == 0
    first, end = min(0, middle), max(last, middle)
    joint = " "
    if is_node:
        joint = _JOINTS[row > first, row < end]
    elif first <= row <= end:
        joint = "│" if row != end else "╰"
    leads = "─" if row == middle else " "
    if row == middle:
        joint = {"┤": "┼", "╮": "┬", "╯": "┴", "│": "├", "╰": "╰", "─": "─"}.get(joint, joint)
    return ("─" if is_node else " ") + joint + leads + " "


def _mirrored(gutter: str) -> str:
    flipped = {**_JOINTS_RIGHT, "├": "┤", "╰": "╯"}
    return "".join(flipped.get(each, each) for each in reversed(gutter))


def map_svg(shown: ReferenceMap, width: int = 1000) -> str:
    """Return the map as a drawing: the more two articles share, the thicker the line between them."""
    height = 80 + max(len(shown.left), len(shown.right), 2) * 56
    middle, most = height // 2, max((each.score for each in shown.nodes), default=1) or 1
    name = _short(shown.center.title, 34)
    parts = [
        f'<circle cx="{width // 2}" cy="{middle}" r="7"/>',
        f'<text x="{width // 2}" y="{middle - 14}" text-anchor="middle">{name}</text>',
    ]
    for nodes, x, beside, anchor in ((shown.left, width // 3, -8, "end"), (shown.right, width * 2 // 3, 8, "start")):
        for number, node in enumerate(nodes):
            y, thick = 60 + number * 56, 1 + 5 * node.score / most
            at = f'x="{x + beside}" text-anchor="{anchor}"'
            parts += [
                f'<line x1="{x}" y1="{y}" x2="{width // 2}" y2="{middle}" stroke-width="{thick:.1f}"/>',
                f'<text {at} y="{y}">{_short(node.title, 44)}</text>',
                f'<text {at} y="{y + 17}" class="quiet">{_short(node.badges, 52)}</text>',
            ]
    return svg(f"Around “{shown.center.title}”", width, height, parts)


def _short(text: str, width: int) -> str:
    return escape(fitted(text, width))
