"""The ledger of an event as a table: its columns, their widths, and which are shown. Computed without Textual."""

from typing import TYPE_CHECKING, NamedTuple

from reader.view.phrases import count, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.related.ledger import LedgerRow

# As reader.related.ledger orders by them.
COLUMNS = ("counted", "number", "said", "site", "published")
_TITLES = ("what is counted", "number", "said by", "where", "when")
_WIDEST = (30, 18, 32, 26, 11)
# How a number stands to those that others give: the same, within their bounds, at odds with them.
_SIGNS = {"agrees": "=", "within": "⊂", "contradicts": "≠"}
_LEAST = 8
GAP = 2


class Cell(NamedTuple):
    """A cell of the table: *is_ditto* where the row above says the same."""

    text: str
    is_ditto: bool = False


def cells(row: "LedgerRow", before: "LedgerRow | None") -> tuple[Cell, ...]:
    """Return a row of the table; what is counted is said once for the rows that count it."""
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
    """Return the head of a ledger: how many figures, of how many articles, and what *narrowing* keeps of them."""
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
    """Return how wide each column is, so that they fit into *width* cells; 0 for one that has no room.

    Columns are as wide as what they hold; the widest give way first, and then those on the right.
    """
    found = [
        min(most, max([len(title) + 3, *(len(cells(row, None)[place].text) for row in rows[:500])]))
        for place, (title, most) in enumerate(zip(_TITLES, _WIDEST, strict=True))
    ]
    while sum(found) + GAP * (len(found) - 1) > width:
        widest = max(range(len(found)), key=found.__getitem__)
        if found[widest] > _LEAST + 3:
            found[widest] -= 1
        elif len(found) > 2:
            found.pop()
        else:
            break
    return tuple(found) + (0,) * (len(COLUMNS) - len(found))


def titles(sorted_by: str, *, backwards: bool) -> tuple[str, ...]:
    """Return the heads of the columns: the digit that orders by each, and an arrow at the one that does."""
    arrow = "▼" if backwards else "▲"
    return tuple(
        f"{number} {title}{arrow if column == sorted_by else ''}"
        for number, (column, title) in enumerate(zip(COLUMNS, _TITLES, strict=True), 1)
    )
