"""The rows of the facets drawer, which narrow a list. Computed without Textual."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reader.search.chips import Chip
    from reader.search.facets import Facets, FacetValue

SHOWN = 8
FIELDS = (
    ("site", "Site"),
    ("month", "Month"),
    ("tag", "Tag"),
    ("name", "Name"),
    ("speaker", "Speaker"),
    ("language", "Language"),
)

Kind = Literal["heading", "chip", "value", "more"]


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A line of the drawer: a *heading*, a *chip* that is on, a *value* with its count, or *more* of a field.

    *query* is the part of the query that choosing it adds or removes; for *more*, the field to show in full.
    """

    kind: Kind
    text: str
    count: int = 0
    query: str = ""
    is_on: bool = False


def facet_rows(facets: "Facets", query: str, unfolded: Collection[str] = ()) -> tuple[FacetRow, ...]:
    """Return the rows for what *query* finds; fields in *unfolded* show all their values."""
    from reader.search.chips import find_chips

    on = find_chips(query)
    rows = []
    if on:
        rows.append(FacetRow("heading", "Narrowed by"))
        rows += [FacetRow("chip", chip.label, query=query[chip.start : chip.end], is_on=True) for chip in on]
    for field, title in FIELDS:
        values: Sequence[FacetValue] = getattr(facets, field)
        if field == "month":
            values = sorted(values, key=lambda each: each.value, reverse=True)
        if values:
            rows += _field_rows(field, title, values, on, is_whole=field in unfolded)
    return tuple(rows)


def _field_rows(
    field: str, title: str, values: "Sequence[FacetValue]", on: "Sequence[Chip]", *, is_whole: bool
) -> list[FacetRow]:
    from reader.search.chips import find_chips

    rows = [FacetRow("heading", f"{title} · {len(values)}")]
    shown = values if is_whole or len(values) <= SHOWN + 1 else values[:SHOWN]
    for each in shown:
        is_on = any((chip.field, chip.value) in {(c.field, c.value) for c in on} for chip in find_chips(each.query))
        rows.append(FacetRow("value", each.value, each.count, each.query, is_on))
    if len(shown) < len(values):
        rows.append(FacetRow("more", f"… {len(values) - len(shown)} more", query=field))
    return rows
