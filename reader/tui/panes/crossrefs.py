"""The cross-references of the open article: title, facts and badges; the evidence unfolds on the selected row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content, Span
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reader.library.catalog import CatalogEntry
from reader.related.evidence import KIND_ORDER, quote
from reader.room.references import Reference
from reader.tui.panes.option_pane import OptionPane
from reader.view.keymap import Keymap
from reader.view.phrases import facts
from reader.view.reference_rows import (
    LABELS,
    CopyRow,
    CrossrefRow,
    HeadingRow,
    ReferenceRow,
    badges,
    details,
    judged_told,
    lag,
    rows,
)

if TYPE_CHECKING:
    from reader.related.comparison import Difference
    from reader.related.evidence import Quote

__all__ = ["KIND_ORDER", "CrossrefsPane", "Reference"]

QUOTE_LINES = 3
_LEAST_QUOTE = 60
AT_ONCE = 12
NOTHING = "No other article here is related to this one."

Part = Content | str | tuple[str, str]


class CrossrefsPane(OptionPane):
    """Lists cross-references by kind, the most telling first; *shown* is the kind that is shown alone."""

    @dataclass
    class Highlighted(Message):
        """The selection rests on a cross-reference; *is_moved* tells that it was moved there."""

        reference: Reference
        is_moved: bool = True

    @dataclass
    class Chosen(Message):
        """A cross-reference was opened, or the copy of it that *article_id* names."""

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
        self._empty_text = ""
        # The row whose evidence is shown.
        self._unfolded: int | None = None
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

        Shown again, the selection stays, and so do open families and the kind that is shown alone.
        """
        if origin is None or self._origin is None or origin.id != self._origin.id:
            self.shown = ""
            self._opened = {}
        else:
            select_id = select_id or self.selected_id
        self.references = references
        self._origin = origin
        self._empty_text = empty_text
        self._list(select_id)

    def show_kind(self, kind: str) -> None:
        """Show one kind alone (see LABELS), or with an empty one all again."""
        self.shown = kind
        self._list(self.selected_id)

    def show_copies(self, article_id: str, copies: "Sequence[tuple[CatalogEntry, Difference]] | None") -> None:
        """List the copies of an article below it, or with None no more."""
        if copies is None:
            self._opened.pop(article_id, None)
        else:
            self._opened[article_id] = copies
        self._list(article_id)

    def is_open(self, article_id: str) -> bool:
        """Tell whether the copies of an article are listed."""
        return article_id in self._opened

    def _list(self, select_id: str) -> None:
        before = self.highlighted or 0
        self._rows = rows(self.references, self.shown, self._opened)
        self.border_title = Content(self._title())
        empty = self._keymap.fill("None of this kind. {back} shows all kinds.") if self.shown else self._empty_text
        select = self._row_of(select_id, before) if self._rows else None
        # What is below the window can wait until what is in it is drawn.
        at_once = max(AT_ONCE, (select or 0) + 1)
        with self.prevent(OptionList.OptionHighlighted):
            self.clear_options()
            self._unfolded = select
            self.add_options(self._drawn(0, at_once) or [Option(Content(empty), disabled=True)])
            self.highlighted = select
        if len(self._rows) > at_once:
            self.call_after_refresh(self._list_rest, self._rows, at_once)

    def _list_rest(self, rows_then: Sequence[CrossrefRow], start: int) -> None:
        if rows_then is self._rows and self.option_count == start:
            self.add_options(self._drawn(start, len(self._rows)))

    def _drawn(self, start: int, end: int) -> list[Option]:
        return [
            Option(self._content(at), disabled=isinstance(row, HeadingRow))
            for at, row in enumerate(self._rows[start:end], start)
        ]

    def _unfold(self) -> None:
        """Show the evidence of the selected row, and no more that of the one before."""
        before, self._unfolded = self._unfolded, self.highlighted
        if before == self._unfolded:
            return
        for at in (before, self._unfolded):
            if at is not None and at < min(len(self._rows), self.option_count):
                self.replace_option_prompt_at_index(at, self._content(at))
        self.call_after_refresh(self.scroll_to_highlight)

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Scroll to what is selected: its beginning is seen, with the heading above it, which cannot be selected."""
        super().scroll_to_highlight(top)
        place = self.highlighted
        if place is not None and place < len(self._rows):
            is_first = place > 0 and isinstance(self._rows[place - 1], HeadingRow)
            first = self._index_to_line.get(place - is_first, 0)
            if self.scroll_y > first:
                self.scroll_to(y=first, animate=False, force=True, immediate=True)

    def _row_of(self, article_id: str, otherwise: int) -> int:
        """Return the row of an article; where it is listed no more, the row nearest to where it stood."""
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
        """The id of the article that these are the cross-references of; empty if none."""
        return self._origin.id if self._origin else ""

    # What is selected

    @property
    def selected_row(self) -> CrossrefRow | None:
        """The selected row."""
        index = self.highlighted
        return self._rows[index] if index is not None and index < len(self._rows) else None

    @property
    def selected(self) -> Reference | None:
        """The selected cross-reference; with a copy of it selected, it is too."""
        row = self.selected_row
        return None if row is None or isinstance(row, HeadingRow) else row.reference

    @property
    def selected_id(self) -> str:
        """The id of the article that Enter opens; empty if there is none."""
        row = self.selected_row
        return "" if row is None or isinstance(row, HeadingRow) else row.article_id

    def on_focus(self) -> None:
        """Tell what is selected."""
        if self.selected is not None:
            self.post_message(self.Highlighted(self.selected, is_moved=False))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which cross-reference is selected."""
        event.stop()
        self._unfold()
        if self.selected is not None and self.has_focus:
            self.post_message(self.Highlighted(self.selected))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell that a cross-reference was opened."""
        event.stop()
        if self.selected is not None:
            self.post_message(self.Chosen(self.selected, self.selected_id))

    # Drawing

    def _content(self, at: int) -> Content:
        row = self._rows[at]
        if isinstance(row, HeadingRow):
            return Content.assemble((f"{row.label} · {row.number}", "$secondary bold"))
        if isinstance(row, CopyRow):
            facts_told, difference = f"    {self._facts(row.entry)}\n", f"    {row.difference}"
            return Content.assemble(
                ("  └ ", "$quiet"), (row.entry.title, "bold"), "\n", (facts_told, "$quiet"), (difference, "italic")
            )
        return self._of_reference(row, is_unfolded=at == self._unfolded)

    def _of_reference(self, row: ReferenceRow, *, is_unfolded: bool) -> Content:
        reference = row.reference
        parts: list[Part] = [(reference.title, "bold" if reference.entry else "$warning"), "\n"]
        if reference.entry:
            parts += [(self._facts(reference.entry), "$quiet"), "\n"]
        if judged := judged_told(reference):
            parts += [(judged, "$success bold"), "\n"]
        if told := badges(reference):
            parts += [(told, "$accent"), "\n"]
        if is_unfolded:
            for reason, shown in details(reference, row.reasons):
                parts += [(reason, "$accent"), "\n"] if reason else []
                parts += [self._quote(shown), "\n"] if shown.text else []
        if is_unfolded and reference.crossref.copies and not row.is_open:
            parts += [(self._keymap.fill("{copies} lists the copies."), "$secondary"), "\n"]
        return Content.assemble(*parts)

    def _quote(self, quoted: "Quote") -> Content:
        length = max(_LEAST_QUOTE, QUOTE_LINES * (self.scrollable_content_region.width - 2))
        shown = quote(quoted.text, quoted.marks, length)
        marks = [Span(start, end, "underline $foreground") for start, end in shown.marks]
        return Content(shown.text, [Span(0, len(shown.text), "italic"), *marks])

    def _facts(self, entry: CatalogEntry) -> str:
        told = lag(self._origin.record, entry.record) if self._origin else ""
        return " · ".join(part for part in (facts(entry), told) if part)
