"""A row of the cross-references as lines: title, facts, badges; and for the selected row its evidence.

Computed without Textual.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.library.catalog import CatalogEntry
from reader.library.record import Record
from reader.view.cells import StyledText
from reader.view.one_line import lines_of
from reader.view.phrases import when
from reader.view.reference_rows import (
    CopyRow,
    CrossrefRow,
    HeadingRow,
    ReferenceRow,
    badges,
    details,
    judged_told,
    lag,
)

ReferenceLines = list[list[StyledText]]
_QUOTE_LINES, _LEAST_QUOTE = 3, 60
_MOST_LINES = 12


class ReferenceWriter:
    """Writes rows as lines of *width* about the article with the record *origin*; *hint* is the key to list copies.

    Without *orders* the terminal orders right-to-left letters.
    """

    def __init__(self, width: int, origin: Record | None, hint: str = "", *, orders: bool = True) -> None:
        self._width = width
        self._origin = origin
        self._hint = hint
        self._orders = orders

    def lines(
        self, row: CrossrefRow, *, is_unfolded: bool = False, most: int = 10_000, rest: str = ""
    ) -> ReferenceLines:
        """Return the lines of a row; with *is_unfolded* what the cross-reference rests on.

        Of more than *most* lines the last one says *rest*: where all reasons are told.
        """
        if isinstance(row, HeadingRow):
            return self._text(f"{row.label} · {row.number}", "heading")
        if isinstance(row, CopyRow):
            return self._copy(row)
        reference = row.reference
        lines = self._text(reference.title, "title" if reference.entry else "gone")
        if reference.entry:
            lines += self._text(self._facts(reference.entry), "facts")
        lines += self._text(judged_told(reference), "judged") + self._text(_unbroken(badges(reference)), "badges")
        if is_unfolded:
            lines += self._evidence(row)
            if reference.crossref.copies and not row.is_open:
                lines += self._text(self._hint, "hint")
        return lines if len(lines) <= most else lines[: most - 1] + self._text(rest, "hint")[:1]

    def _evidence(self, row: ReferenceRow) -> Iterator[list[StyledText]]:
        from reader.related.evidence import quote

        for reason, shown in details(row.reference, row.reasons):
            label, colon, facts = reason.rpartition(": ")
            told = label + colon + _unbroken(facts, self._width) if " · " in facts else reason
            yield from self._text(told, "reason")
            if shown.text:
                quoted = quote(shown.text, shown.marks, max(_LEAST_QUOTE, _QUOTE_LINES * (self._width - 2)))
                yield from self._barred(marked(quoted.text, quoted.marks, "crossrefs--quote", "crossrefs--shared"))

    def _copy(self, row: CopyRow) -> ReferenceLines:
        told = [
            *self._text(row.entry.title, "title", 4),
            *self._text(self._facts(row.entry), "facts", 4),
            *self._text(str(row.difference), "difference", 4),
        ]
        edges = ["  └ ", *["    "] * (len(told) - 1)]
        return [[StyledText(edge, "crossrefs--facts"), *line] for edge, line in zip(edges, told, strict=True)]

    def _facts(self, entry: CatalogEntry) -> str:
        told = lag(self._origin, entry.record) if self._origin else ""
        return " · ".join(part for part in (entry.record.site or "", _unbroken(when(entry)), _unbroken(told)) if part)

    def _barred(self, parts: Sequence[StyledText]) -> ReferenceLines:
        lines = lines_of(parts, self._width - 2, _MOST_LINES, orders=self._orders)
        return [[StyledText("│ ", "crossrefs--facts"), *line] for line in lines]

    def _text(self, text: str, look: str, indent: int = 0) -> ReferenceLines:
        parts = [StyledText(text, f"crossrefs--{look}")]
        width, are_facts = self._width - indent, look in {"facts", "badges", "reason"}
        return lines_of(parts, width, _MOST_LINES, orders=self._orders, are_facts=are_facts) if text else []


def _unbroken(facts: str, most: int = 80) -> str:
    """Return facts so that a line is broken only at their dots, or in one longer than *most*."""
    return " · ".join(fact if len(fact) > most else fact.replace(" ", "\u00a0") for fact in facts.split(" · "))


def marked(text: str, marks: Sequence[tuple[int, int]], look: str, marked_look: str) -> list[StyledText]:
    """Return a quotation in a look of its own, with *marks* in another."""
    edges = sorted({0, len(text), *(edge for mark in marks for edge in mark)})
    return [
        StyledText(
            text[start:end], marked_look if any(first <= start and end <= last for first, last in marks) else look
        )
        for start, end in pairwise(edges)
    ]
