"""The facets of the notebook: how many notes have each tag, color and state; choosing one narrows to it."""

from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.strip import Strip

from reader.notebook.groups import Counts
from reader.tui.letter_order import in_order
from reader.tui.panes.fact import Fact
from reader.tui.panes.line_view import LineView, strip_of
from reader.view.cells import fitted
from reader.view.moves import step_of

_BAR = 6
_STATES = {"orphan": ("orphaned", "is:orphaned"), "changed": ("changed", "is:changed"), "moved": ("moved", "is:moved"),
           "exact": ("exact", "is:exact")}  # fmt: skip


class Facet(NamedTuple):
    """A line of the pane: a value, the *number* of notes that have it and the *term* that finds them.

    Without a term it is a heading.
    """

    name: str
    number: int = 0
    term: str = ""


class NoteFacets(LineView):
    """Lists facets with their counts."""

    @dataclass
    class Chosen(Fact):
        """A facet was chosen."""

        term: str

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.facets: list[Facet] = []
        self._is_known = False
        self.selected = 0
        self._terms: frozenset[str] = frozenset()
        self._most = 1
        self._digits = 2
        self.border_title = Content("Tags, colors, states")

    def show(self, counts: Counts, query: str) -> None:
        """Show other counts; the terms that *query* already has are marked."""
        term = self.facets[self.selected].term if self.selected < len(self.facets) else ""
        self.facets, self._is_known = facets_of(counts), True
        terms = [each.term for each in self.facets]
        values = [*filter(None, terms)]
        self._terms = frozenset(each for each in values if each in query)
        numbers = [each.number for each in self.facets if each.term]
        self._most = max(numbers, default=1)
        self._digits = len(f"{self._most:,}") + 1
        chosen = term if term in values else next(iter(values), "")
        self.selected = terms.index(chosen) if chosen else 0
        self.resized_to(self.line_count())
        self.refresh()

    def line_count(self) -> int:
        """Return how many lines there are."""
        return max(1, len(self.facets))

    def draw(self, number: int, width: int) -> Strip:
        """Draw a heading, or a value with its count."""
        if number >= len(self.facets):
            told = " no notes" if self._is_known else ""
            return strip_of([(told, self.look("note-facets--count"))], width, self.look())
        facet = self.facets[number]
        if not facet.term:
            return strip_of([(f" {facet.name}", self.look("note-facets--heading"))], width, self.look())
        is_here = number == self.selected and self.has_focus
        under = ("note-facets--selected", "note-facets--focused") if is_here else ()
        base = self.look(*under)
        is_on = facet.term in self._terms
        bar = "▪" * max(1, round(_BAR * facet.number / self._most))
        tail = f" {bar:<{_BAR}}"
        count = f"{facet.number:>{self._digits},} "
        room = max(4, width - len(tail) - len(count) - 2)
        start = [
            ("▌" if is_here else " ", self.look(*under, "note-facets--bar")),
            ("✓" if is_on else " ", self.look(*under, "note-facets--on")),
            *in_order(
                [(fitted(facet.name, room), self.look(*under, "note-facets--on" if is_on else "note-facets--name"))]
            ),
        ]
        end = [(tail, self.look(*under, "note-facets--bar")), (count, self.look(*under, "note-facets--count"))]
        return Strip.join([strip_of(start, room + 2, base), strip_of(end, width - room - 2, base)])

    def move(self, how: str) -> None:
        """Move the selection, skipping headings."""
        step = step_of(how, self.page, len(self.facets))
        rows = [at for at, each in enumerate(self.facets) if each.term]
        if not rows:
            return
        wanted = self.selected + step
        further = [at for at in rows if (at >= wanted if step > 0 else at <= wanted)]
        at_end = rows[-1] if step > 0 else rows[0]
        self.selected = (further[0] if step > 0 else further[-1]) if further else at_end
        self.show_lines(self.selected, self.selected, 1)
        self.refresh()

    def choose(self) -> None:
        """Narrow to the selected facet, or stop narrowing."""
        if self.selected < len(self.facets) and self.facets[self.selected].term:
            self.post_message(self.Chosen(self.facets[self.selected].term))

    def forget_lines(self) -> None:
        """Nothing is kept."""

    def on_focus(self) -> None:
        """Show the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that the focus is gone."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the facet under the mouse."""
        number = self.place_under(event)[0]
        if 0 <= number < len(self.facets) and self.facets[number].term:
            self.selected = number
            self.choose()


def facets_of(counts: Counts) -> list[Facet]:
    """Return the lines of the pane: the tags first, since the user made them."""
    tags = [Facet(f"#{tag}", count, tag_term(tag)) for tag, count in counts.tags]
    colors = [Facet(color, count, f"color:{color}") for color, count in counts.colors]
    states = [Facet(_STATES[state][0], count, _STATES[state][1]) for state, count in counts.states if state in _STATES]
    lines: list[Facet] = []
    for name, facets in (("Tags", tags), ("Colors", colors), ("Passages", states)):
        lines += [Facet(name), *facets, Facet("")] if facets else []
    return lines[:-1]


def tag_term(tag: str) -> str:
    """Return the term of a query that finds exactly *tag*."""
    return f"tag:={tag}" if tag.isalnum() else 'tag:="' + tag.replace('"', " ") + '"'
