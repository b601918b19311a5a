"""Looking from above: the timeline of the list, and the map around an article."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from reader.tui.dialogs.dialog import Dialog
from reader.tui.panes.option_pane import OptionPane
from reader.view.reference_map import ReferenceMap, map_page, row_of, step
from reader.view.timeline import TimelineDay, day_line


class TimelineDialog(Dialog[str]):
    """The days with their articles; the answer is the id of the chosen one."""

    DEFAULT_CLASSES: ClassVar[str] = "dialog -wide"
    HINT: ClassVar[str] = "{open} opens · {back} closes"
    OPENERS: ClassVar[frozenset[str]] = frozenset({"timeline"})

    def __init__(self, days: Sequence[TimelineDay]) -> None:
        super().__init__()
        self._days = days
        self._ids: list[str] = []

    def compose(self) -> ComposeResult:
        """Make the box."""
        with Vertical():
            yield OptionPane(id="answers", classes="answers")

    def on_mount(self) -> None:
        """Show the days."""
        number = sum(len(each.entries) for each in self._days)
        self.frame(f"Timeline · {number:,} articles on {len(self._days):,} days")
        most = max((len(each.entries) for each in self._days), default=0)
        rows: list[Content] = []
        for each in self._days:
            rows.append(Content.assemble((day_line(each, most), "$accent bold")))
            self._ids.append("")
            for entry in each.entries:
                rows.append(Content.assemble("    ", entry.title, (f"  {entry.record.site or ''}", "$quiet")))
                self._ids.append(entry.id)
        headings = [at for at, each in enumerate(self._ids) if not each]
        pane = self.query_one(OptionPane)
        pane.show_options(rows, "There are no articles.", 1, headings)
        pane.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the article."""
        event.stop()
        self.dismiss(self._ids[event.option_index])


class MapStep(NamedTuple):
    """What was chosen on a map: to `walk` to an article, to `read` it, or to go `back` a step."""

    action: str
    article_id: str = ""


class MapDialog(Dialog[MapStep]):
    """The map around an article, walked with the arrows."""

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
