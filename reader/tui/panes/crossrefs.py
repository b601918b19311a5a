"""The cross-references of the open article: title, facts and badges, and on the selected row the evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from reader.library.catalog import CatalogEntry
from reader.room.references import Reference
from reader.tui.letter_order import is_ours
from reader.tui.panes.block_list import BlockList
from reader.tui.panes.fact import Fact
from reader.view.keymap import Keymap
from reader.view.reference_lines import ReferenceLines, ReferenceWriter
from reader.view.reference_rows import LABELS, CopyRow, CrossrefRow, HeadingRow, rows

if TYPE_CHECKING:
    from reader.related.copy_difference import Difference

NOTHING = "No other article here is related to this one."
# The least lines of an unfolded row, and the lines of the window that it leaves to others.
_LEAST, _BELOW = 8, 4


class CrossrefsPane(BlockList):
    """Lists cross-references by kind, the best first; *shown* is the only kind shown, if any."""

    @dataclass
    class Highlighted(Fact):
        """A cross-reference is selected; *is_moved* says that the user moved the selection there."""

        reference: Reference
        is_moved: bool = True

    @dataclass
    class Chosen(Fact):
        """A cross-reference was opened, or its copy *article_id*."""

        reference: Reference
        article_id: str

    def __init__(self, keymap: Keymap, **options: str) -> None:
        super().__init__(**options)
        self._keymap = keymap
        self.references: Sequence[Reference] = ()
        self.shown = ""
        self._origin: CatalogEntry | None = None
        self._opened: dict[str, Sequence[tuple[CatalogEntry, Difference]]] = {}
        self._rows: Sequence[CrossrefRow] = ()
        self._nothing = ""
        self.border_title = Content("Cross-references")

    # What is shown

    def show(
        self,
        references: Sequence[Reference],
        empty_text: str = NOTHING,
        *,
        origin: CatalogEntry | None = None,
        select_id: str = "",
    ) -> None:
        """Show the cross-references of *origin*, with the one that leads to *select_id* selected.

        For the same article, the selection, the listed copies and the kind stay.
        """
        if origin is None or self._origin is None or origin.id != self._origin.id:
            self.shown = ""
            self._opened = {}
        else:
            select_id = select_id or self.selected_id
        self.references = references
        self._origin = origin
        self._nothing = empty_text
        self._list(select_id)

    def show_kind(self, kind: str) -> None:
        """Show only one kind (see LABELS), or for an empty one all."""
        self.shown = kind
        self._list(self.selected_id)

    def show_copies(self, article_id: str, copies: "Sequence[tuple[CatalogEntry, Difference]] | None") -> None:
        """List the copies of an article below it, or for None hide them."""
        if copies is None:
            self._opened.pop(article_id, None)
        else:
            self._opened[article_id] = copies
        self._list(article_id)

    def is_open(self, article_id: str) -> bool:
        """Tell whether the copies of an article are listed."""
        return article_id in self._opened

    def _list(self, select_id: str) -> None:
        self._rows = rows(self.references, self.shown, self._opened)
        self.border_title = Content(self._title())
        empty = self._keymap.fill("None of this kind. {back} shows all kinds.") if self.shown else self._nothing
        self.show_rows(self._row_of(select_id, self.index) if self._rows else 0, empty)

    def _row_of(self, article_id: str, otherwise: int) -> int:
        """Return the row of an article; if it is no longer listed, the row nearest to its old place."""
        selectable = [place for place, row in enumerate(self._rows) if not isinstance(row, HeadingRow)]
        same = [place for place in selectable if self._id_at(place) == article_id]
        return same[0] if same else min(selectable, key=lambda place: (abs(place - otherwise), place))

    def _id_at(self, place: int) -> str:
        row = self._rows[place]
        return "" if isinstance(row, HeadingRow) else row.article_id

    def _title(self) -> str:
        offered = sum(not each.is_dismissed for each in self.references)
        if not self.shown:
            return f"Cross-references · {offered}" if offered else "Cross-references"
        listed = sum(not isinstance(row, (HeadingRow, CopyRow)) for row in self._rows)
        return f"Cross-references · {listed} of {max(offered, listed)} · {LABELS[self.shown]} ✕"

    @property
    def listed(self) -> Sequence[CrossrefRow]:
        """The rows, headings among them."""
        return self._rows

    @property
    def origin_id(self) -> str:
        """The id of the article whose cross-references these are; empty if none."""
        return self._origin.id if self._origin else ""

    # What is selected

    @property
    def selected_row(self) -> CrossrefRow | None:
        """The selected row."""
        return self._rows[self.index] if self.index < len(self._rows) else None

    @property
    def selected(self) -> Reference | None:
        """The selected cross-reference, also if a copy of it is selected."""
        row = self.selected_row
        return None if row is None or isinstance(row, HeadingRow) else row.reference

    @property
    def selected_id(self) -> str:
        """The id of the article that Enter opens; empty if there is none."""
        row = self.selected_row
        return "" if row is None or isinstance(row, HeadingRow) else row.article_id

    def on_focus(self) -> None:
        """Report the selection."""
        if self.selected is not None:
            self.post_message(self.Highlighted(self.selected, is_moved=False))

    def tell_selected(self) -> None:
        """Report the selected cross-reference."""
        if self.selected is not None:
            self.post_message(self.Highlighted(self.selected))

    def choose(self) -> None:
        """Report that a cross-reference was opened."""
        if self.selected is not None:
            self.post_message(self.Chosen(self.selected, self.selected_id))

    # Rows

    @property
    def row_count(self) -> int:
        """How many rows are listed, headings among them."""
        return len(self._rows)

    def is_heading(self, index: int) -> bool:
        """Tell whether a row is the heading of a kind."""
        return isinstance(self._rows[index], HeadingRow)

    def row_lines(self, index: int, width: int) -> ReferenceLines:
        """Return the lines of a row; the evidence unfolds on the selected one."""
        origin = self._origin.record if self._origin else None
        writer = ReferenceWriter(width, origin, self._keymap.fill("{copies} lists the copies."), orders=is_ours())
        if index != self.index:
            return writer.lines(self._rows[index])
        rest = self._keymap.fill("… {explain-evidence} shows all reasons")
        return writer.lines(self._rows[index], is_unfolded=True, most=max(_LEAST, self.page - _BELOW), rest=rest)
