"""The drawer of facets: the number of articles with each value, to narrow the list by."""

from typing import TYPE_CHECKING

from reader.tui.panes.facets import FacetsPane
from reader.tui.part import Part
from reader.tui.reading.host import ReadingHost
from reader.tui.reading.layout import PaneLayout
from reader.tui.reading.search import SearchPart

if TYPE_CHECKING:
    from reader.search.index import Facets


class DrawerPart(Part):
    """Opens the drawer, and narrows the list by the chosen values."""

    def __init__(self, host: ReadingHost, search: SearchPart, layout: PaneLayout, pane: FacetsPane) -> None:
        self._host = host
        self._search = search
        self._layout = layout
        self._pane = pane
        self._facets: Facets | None = None
        self._unfolded: frozenset[str] = frozenset()
        self.commands = {"facets": self.toggle}
        self.heard = {FacetsPane.Chosen: self._choose}

    def toggle(self) -> None:
        """Open the drawer, or close it."""
        self._layout.is_drawer_open = not self._layout.is_drawer_open
        if self._layout.is_drawer_open:
            self._unfolded = frozenset()
            self._pane.show((), "Counting …")
            self._host.show_pane("facets")
            self._search.ask_for_facets()
        else:
            self._search.go_to_list()

    def show(self, facets: "Facets") -> None:
        """Show the facets of the hits, if the drawer is open."""
        self._facets = facets
        if self._layout.is_drawer_open:
            from reader.view.facets import facet_rows

            self._pane.show(facet_rows(facets, self._search.query, self._unfolded))

    def _choose(self, event: FacetsPane.Chosen) -> None:
        """Narrow by a value, stop narrowing by it, or show more values."""
        from reader.search.chips import narrow

        row = event.row
        if row.kind == "more" and self._facets is not None:
            self._unfolded |= {row.query}
            self.show(self._facets)
        elif row.kind in {"value", "chip"}:
            self._search.put_query(narrow(self._search.query, row.query), self._search.selected_id)
