"""Dialogs of overview: the timeline of the list, and the map around an article."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.library.catalog import CatalogEntry
from reader.tui.dialogs.dialog import Dialog
from reader.tui.panes.timeline_list import TimelineList
from reader.view.cells import fitted, folded
from reader.view.phrases import facts
from reader.view.reference_map import ReferenceMap, map_page, row_of, step
from reader.view.timeline import TimelineDay, told_of_days

if TYPE_CHECKING:
    from reader.related.day_events import DayEvent

# The most lines of a title or a sentence.
_QUOTE_LINES = 2


class TimelineChoice(NamedTuple):
    """The choice on a timeline: an article, or a passage of one."""

    article_id: str
    span: tuple[int, int] | None = None


class TimelineDialog(Dialog[TimelineChoice]):
    """The days with their articles and events."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog -tall -wide"
    HINT: ClassVar[str] = "{open} opens · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"timeline"})

    def __init__(self, days: Sequence[TimelineDay], *, is_complete: bool = True) -> None:
        super().__init__()
        self._days = days
        self._remark = "" if is_complete else " so far …"
        self.list = TimelineList(days, id="timeline")

    def compose(self) -> ComposeResult:
        """Make the box: the days, and the whole sentence of the selected event."""
        with Vertical():
            yield self.list
            yield Static(id="timeline-quote")

    def on_mount(self) -> None:
        """Show the days."""
        self.frame(f"Timeline · {told_of_days(self._days)}{self._remark}")
        self.list.show_rows(0, ("There are no articles.",))
        self.list.focus()
        self._quote(self.list.selected_row)

    def _quote(self, row: "CatalogEntry | DayEvent | None") -> None:
        if row is None:
            return
        if isinstance(row, CatalogEntry):
            text, look, source = row.title, "bold", facts(row)
        else:
            text, look, source = row.words, "italic", self._titles.get(row.article, "")
        lines = [each for each in folded(text, self.room, _QUOTE_LINES) if each]
        told = Content.assemble(("\n".join(lines), look), "\n", (fitted(source, self.room), "$quiet"))
        self.query_one("#timeline-quote", Static).update(told)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {entry.id: entry.title for day in self._days for entry in day.entries}

    def move(self, how: str) -> None:
        """Move the selection."""
        self.list.move(how)

    def choose(self) -> None:
        """Open what is selected."""
        self.list.choose()

    def on_timeline_list_highlighted(self, event: TimelineList.Highlighted) -> None:
        """Show the selected title or sentence in full."""
        event.stop()
        self._quote(event.row)

    def on_timeline_list_chosen(self, event: TimelineList.Chosen) -> None:
        """Take the article, or the passage."""
        event.stop()
        row = event.row
        if isinstance(row, CatalogEntry):
            self.dismiss(TimelineChoice(row.id))
        else:
            self.dismiss(TimelineChoice(row.article, (row.start, row.end)))


class MapStep(NamedTuple):
    """The choice on a map: `walk` to an article, `read` it, or go `back` a step."""

    action: str
    article_id: str = ""


class MapDialog(Dialog[MapStep]):
    """The map around an article, to walk with the arrows."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog -tall -wide"
    HINT: ClassVar[str] = "arrows move · {open} walks there · o reads it · Backspace a step back · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"map"})

    def __init__(self, shown: ReferenceMap) -> None:
        super().__init__()
        self._shown = shown
        self._at = 0

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical(id="map-box"), VerticalScroll(id="map-room"):
            yield Static(id="map")

    def on_mount(self) -> None:
        """Draw the map."""
        self.frame(f"Around “{self._shown.center.title}”")
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        pane = self.query_one("#map", Static)
        width = pane.content_size.width or self.app.size.width - 8
        pane.update(Content.assemble(*map_page(self._shown, width, self._at)))
        room = self.query_one("#map-room", VerticalScroll)
        room.scroll_to(y=row_of(self._shown, self._at) - room.size.height // 2, animate=False)

    def take_key(self, key: str) -> bool:
        """Move with the arrows and their letters, read, or go a step back."""
        ways = {"left": "left", "right": "right", "up": "up", "down": "down", "j": "down", "k": "up"}
        if key in ways:
            self._at = step(self._shown, self._at, ways[key])
            self._draw()
        elif key == "backspace":
            self.dismiss(MapStep("back"))
        elif key == "o" and self._shown.nodes:
            self.dismiss(MapStep("read", self._shown.nodes[self._at].id))
        else:
            return False
        return True

    def choose(self) -> None:
        """Walk to the selected article."""
        if self._shown.nodes:
            self.dismiss(MapStep("walk", self._shown.nodes[self._at].id))
