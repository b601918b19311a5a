"""The ledger of an event as a table: its columns, their widths, and which are shown. Computed without Textual."""

from typing import TYPE_CHECKING, NamedTuple

from reader.text.plurals import count
from reader.view.cells import cell_width, fitted
from reader.view.phrases import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.related.ledger import LedgerRow

# As reader.related.ledger orders by them.
COLUMNS = ("counted", "number", "said", "site", "published")
_TITLES = ("what is counted", "number", "said by", "where", "when")
_WIDEST = (30, 18, 32, 26, 11)
# How a number compares with those of others: the same, within their bounds, contradicting them.
_SIGNS = {"agrees": "=", "within": "⊂", "contradicts": "≠"}
# The least width of each column, as long as a column on its right can be left out instead.
_LEAST = (22, 14, 12, 10, 11)
_LEAST_OF_ALL = 11
GAP = 2
_WHERE = COLUMNS.index("site")


class Cell(NamedTuple):
    """A cell of the table: *is_ditto* where the row above says the same."""

    text: str
    is_ditto: bool = False


def cells(row: "LedgerRow", before: "LedgerRow | None") -> tuple[Cell, ...]:
    """Return a row of the table; what is counted is written only in the first of its rows."""
    when = day(row.published) if row.published else ""
    where = row.site + (f" +{row.copies} {'copy' if row.copies == 1 else 'copies'}" if row.copies else "")
    thing = _thing(row)
    sign = _SIGNS.get(row.standing, "")
    return (
        Cell(thing, before is not None and _thing(before) == thing),
        Cell(f"{sign} {row.number}" if sign else row.number),
        Cell(_source(row)),
        Cell(where),
        Cell(when),
    )


def ledger_title(
    every: "Sequence[LedgerRow]", kept: "Sequence[LedgerRow]", articles: int, narrowing: tuple[str, str]
) -> str:
    """Return the title of a ledger: how many figures, of how many articles, and by what they are narrowed."""
    speaker, event = narrowing
    if not any(narrowing):
        return f"Ledger · {count(len(every), 'figure')} on one event, from {count(articles, 'article')}"
    told = [f"said by {speaker}"] * bool(speaker) + [f"event “{event}”"] * bool(event)
    return f"Ledger · {len(kept):,} of {count(len(every), 'figure')} · {' · '.join(told)}"


def _thing(row: "LedgerRow") -> str:
    return f"{row.counted} · {row.event}" if row.event else row.counted


def _source(row: "LedgerRow") -> str:
    """Return who says so, and through whom; who denies it."""
    said = " → ".join(part for part in (row.said_by, row.via) if part)
    return f"{said}{' · ' if said else ''}denied by {row.denied_by}" if row.denied_by else said


def widths(rows: "Sequence[LedgerRow]", width: int) -> tuple[int, ...]:
    """Return the width of each column, so that all fit into *width* cells; 0 for one that has no room.

    Columns are as wide as their contents; the widest shrink first, then those on the right are left out. So is the
    column of outlets, if it would be cut to the same letters in every row.
    """
    told = [cells(row, None) for row in rows[:500]]
    most = [
        min(most, max([len(title) + 3, *(len(each[place].text) for each in told)]))
        for place, (title, most) in enumerate(zip(_TITLES, _WIDEST, strict=True))
    ]
    found = _narrowed(most, width)
    is_cut = _is_too_wide(most, width) and found[_WHERE]
    if is_cut and len({fitted(each[_WHERE].text, found[_WHERE]) for each in told}) < 2:
        found = _narrowed([0 if place == _WHERE else each for place, each in enumerate(most)], width)
    return tuple(found) + (0,) * (len(COLUMNS) - len(found))


def _narrowed(most: "Sequence[int]", width: int) -> list[int]:
    """Return widths that fit, given the natural ones; columns left out at the right have 0."""
    found, least = list(most), list(_LEAST)
    while _is_too_wide(found, width):
        widest = max(range(len(found)), key=lambda place: found[place] if found[place] > least[place] else 0)
        if found[widest] > least[widest]:
            found[widest] -= 1
        elif len(found) > 2:
            found.pop()
        elif least[0] > _LEAST_OF_ALL:
            least = [_LEAST_OF_ALL] * 2
        else:
            break
    return found + [0] * (len(most) - len(found))


def _is_too_wide(found: "Sequence[int]", width: int) -> bool:
    shown = [each for each in found if each]
    return sum(shown) + GAP * (len(shown) - 1) > width


def ledger_lines(rows: "Sequence[LedgerRow]", width: int) -> "Iterator[str]":
    """Yield the ledger as lines of a table at most *width* cells wide, its head first; the article's id if it fits."""
    room = widths(rows, width)
    left = width - sum(each + GAP for each in room if each)
    room += (
        min(left, max([len("article"), *(cell_width(row.article) for row in rows)])) if left >= _LEAST_OF_ALL else 0,
    )
    yield _line((*_TITLES, "article"), room)
    yield (" " * GAP).join("─" * each for each in room if each)
    for row, before in zip(rows, (None, *rows), strict=False):
        yield _line([*("·" if cell.is_ditto else cell.text for cell in cells(row, before)), row.article], room)


def _line(texts: "Sequence[str]", room: "Sequence[int]") -> str:
    shown = []
    for place, (text, width) in enumerate(zip(texts, room, strict=True)):
        cut = fitted(text, width)
        blank = " " * (width - cell_width(cut))
        shown.append(f"{blank}{cut}" if place == 1 else f"{cut}{blank}")
    return (" " * GAP).join(part for part, each in zip(shown, room, strict=True) if each).rstrip()


def titles(sorted_by: str, *, backwards: bool) -> tuple[str, ...]:
    """Return the column titles: the digit that sorts by each, and an arrow at the one sorted by."""
    arrow = "▼" if backwards else "▲"
    return tuple(
        f"{number} {title}{arrow if column == sorted_by else ''}"
        for number, (column, title) in enumerate(zip(COLUMNS, _TITLES, strict=True), 1)
    )
