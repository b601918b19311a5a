"""Two articles side by side: the screen that routes between the view, the notes and the keys."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from reader.tui.compare.pair_notes import PairNotes
from reader.tui.dialogs.dialog import TextDialog
from reader.tui.panes.compare_view import CompareView
from reader.tui.panes.note_editor import NOTE_FOOTER
from reader.tui.panes.status import KeyFooter
from reader.tui.reading.comparing import Left
from reader.view.commands import COMMAND_BY_ID, Command
from reader.view.compare_words import (
    Point,
    changed_marks,
    facts_of,
    figure_marks,
    points,
    shared_marks,
    summary,
)
from reader.view.pages import compare_page
from reader.view.pair_places import columns_for
from reader.view.pairing import LEFT, RIGHT, SIDES, span_of
from reader.view.side_by_side import SideBySide, laid_out

if TYPE_CHECKING:
    from reader.room import ReadingRoom
    from reader.room.references import ArticlePair
    from reader.view.keymap import Keymap

ANNOUNCE_AFTER = 0.25
# Laying out more rows than this anew takes more than a moment.
_ROWS_AT_ONCE = 30_000
_LEGEND_FROM = 30
_ONLY_DIFFERENT = "Showing only what differs. {only-different} shows everything."
_MOVES = frozenset({"down", "up", "top", "bottom", "half-down", "half-up", "page-down", "page-up"})
_CARET_MOVES = {
    "next-sentence": ("sentence", 1), "previous-sentence": ("sentence", -1), "next-paragraph": ("paragraph", 1),
    "previous-paragraph": ("paragraph", -1), "next-word": ("word", 1), "previous-word": ("word", -1),
}  # fmt: skip
# What means here what it means in the article, by the same keys.
_AS_IN_ARTICLE = frozenset(
    {"select", "highlight", "note", "color", "edit-note", "external-note", "delete-note", "undo"}
    | {"palette", "help", "theme", "quit"} | _MOVES | _CARET_MOVES.keys()
)  # fmt: skip
_LEGEND = (
    ("shared", "on $evidence"), ("reworded", "on $panel"), ("moved ⇅", "italic on $evidence"),
    ("old", "italic underline $warning"), ("new", "bold underline $success"), ("same figure", "bold $accent"),
    ("other figure", "bold reverse $error"),
)  # fmt: skip


class CompareScreen(PairNotes):
    """Shows two articles beside each other; *ask* is told the columns, and what is known already."""

    only_different = False

    def __init__(
        self, room: "ReadingRoom", keymap: "Keymap", ask: "Callable[[int, bool, ArticlePair | None], object]"
    ) -> None:
        super().__init__(room)
        self.keymap = keymap
        self._ask = ask
        self._points: list[list[Point]] = [[], []]

    def compose(self) -> ComposeResult:
        """Make the view between a line that sums up and the lines of status and keys."""
        yield Static(id="compare-summary")
        yield Static(id="compare-legend")
        yield self.view
        yield self.editor
        yield self.status
        yield self.key_footer

    def on_mount(self) -> None:
        """Ask for the comparison."""
        self.view.focus()
        self._ask(*columns_for(self.app.size.width, self.room.settings.measure), None)
        self.set_timer(ANNOUNCE_AFTER, self._announce)

    def _announce(self) -> None:
        if self.compared is None and not self.view.empty_text:
            self.tell(self.keymap.fill("Comparing … {leave-compare} cancels."))

    def tell(self, text: str) -> None:
        """Say something where the texts would be."""
        self.view.empty_text = text
        self.view.redraw()

    def show(self, compared: "ArticlePair", laid: SideBySide) -> None:
        """Show two articles, or the same ones in other columns."""
        if self.compared is not None:
            self.view.lay(laid)
            return
        self.compared = compared
        self.view.only_different = self.only_different
        articles = (compared.a, compared.b)
        heads = [
            (each.title, facts_of(each, is_earlier=compared.earlier == name))
            for each, name in zip(articles, "ab", strict=True)
        ]
        self.view.show(laid, (heads[LEFT], heads[RIGHT]))
        for side in SIDES:
            self._mark(side, compared)
            self.show_notes(side)
        self._sum_up(compared)
        if self.view.rows.is_cut:
            self.say("These texts are very long; only their beginning is shown.", is_warning=True)
        elif self.only_different:
            self.say(self.keymap.fill(_ONLY_DIFFERENT))
        elif compared.comparison.is_same_text:
            self.say("Both have the same text.")
        self._show_place()

    def _mark(self, side: int, compared: "ArticlePair") -> None:
        comparison = compared.comparison
        is_earlier = (compared.earlier == "b") == (side == RIGHT)
        self.view.mark(side, "shared", shared_marks(comparison, side))
        self.view.mark(side, "changed", changed_marks(comparison, side, is_earlier=is_earlier))
        self.view.mark(side, "figures", figure_marks(comparison, side))
        self._points[side] = points(comparison, side, (compared.a.text, compared.b.text))

    def _sum_up(self, compared: "ArticlePair") -> None:
        told = ("Compare", "bold $accent"), f"  {summary(compared.comparison)}"
        self.query_one("#compare-summary", Static).update(Content.assemble(*told))
        marks = [part for word, style in _LEGEND for part in ((word, style), "  ")]
        self.query_one("#compare-legend", Static).update(Content.assemble(*marks))

    # Size

    def on_resize(self, event: events.Resize) -> None:
        """Leave the legend out where lines are dear; the help has it."""
        self.query_one("#compare-legend").display = event.size.height >= _LEGEND_FROM

    def on_pair_view_resized(self, event: CompareView.Resized) -> None:
        """Lay out again for other columns: at once, or where that takes long in its own time."""
        event.stop()
        if self.compared is None:
            return
        if len(self.view.rows) > _ROWS_AT_ONCE:
            self._ask(event.column, event.is_stacked, self.compared)
            return
        self.view.lay(laid_out(self.compared, event.column, is_stacked=event.is_stacked))

    # Keys and commands

    def on_descendant_focus(self) -> None:
        """Show the keys."""
        self.key_footer.show(self._footer())

    def _footer(self) -> Iterable[tuple[str, str, str]]:
        if self.is_writing:
            return NOTE_FOOTER
        ours = list(self.keymap.footer("compare"))
        notes = [
            (each, self.keymap.label(COMMAND_BY_ID[each]), COMMAND_BY_ID[each].label)
            for each in ("help", "highlight", "note")
        ]
        return [*ours, *notes]

    def on_key(self, event: events.Key) -> None:
        """Do what a key means here."""
        if self.is_writing:
            return
        command = self._command(event.key) or (self._command(event.character) if event.character else None)
        if command is not None:
            event.stop()
            event.prevent_default()
            self.run_command(command)

    def _command(self, key: str) -> Command | None:
        own = self.keymap.command(key, "compare")
        shared = self.keymap.command(key, "article")
        return own or (shared if shared is not None and shared.id in _AS_IN_ARTICLE else None)

    def offers(self, command: Command) -> bool:
        """Tell whether a command applies here."""
        return "compare" in command.where or command.id in _AS_IN_ARTICLE

    def run_command(self, command: Command) -> None:
        """Do what *command* says."""
        if self.compared is None and command.id not in {"leave-compare", "help", "theme", "quit"}:
            return
        if command.id in _MOVES:
            self.view.move(command.id)
        elif command.id in _CARET_MOVES:
            self.view.move_caret(*_CARET_MOVES[command.id])
        else:
            getattr(self, "do_" + command.id.replace("-", "_"))()
        self._show_place()

    def on_key_footer_clicked(self, event: KeyFooter.Clicked) -> None:
        """Do what was clicked in the footer."""
        event.stop()
        if event.command_id:
            self.run_command(COMMAND_BY_ID[event.command_id])

    def _show_place(self) -> None:
        rows = self.view.line_count()
        self.status.show_place(f"{min(100, round(100 * (self.view.first_line + self.view.page) / rows))}%")

    def do_next_block(self) -> None:
        """Go to the next block that is shared, or that is not."""
        self._step_block(1)

    def do_previous_block(self) -> None:
        """Go to the block before."""
        self._step_block(-1)

    def _step_block(self, step: int) -> None:
        found = self.view.stop_from(step)
        if found is None:
            self.say("There is no further block." if step > 0 else "There is no block before this one.")
            return
        stop = found[1]
        side = self.view.side if stop.offsets[self.view.side] is not None else RIGHT - self.view.side
        self.view.go_to(side, stop.offsets[side] or 0)
        self.say(stop.told)

    def do_next_point(self) -> None:
        """Go to the next changed words, or figure that the other article has or contradicts."""
        self._step_point(1)

    def do_previous_point(self) -> None:
        """Go to the change or figure before."""
        self._step_point(-1)

    def _step_point(self, step: int) -> None:
        found = self._points[self.view.side]
        here = self.view.caret.offset
        further = [place for place, point in enumerate(found) if (point.offset - here) * step > 0]
        if not further:
            self.say("No change or figure further on." if found else "No words were changed and no figure is in both.")
            return
        place = further[0] if step > 0 else further[-1]
        self.view.go_to(self.view.side, found[place].offset)
        self.say(f"{place + 1:,} of {len(found):,} · {found[place].told}")

    def do_only_different(self) -> None:
        """Show only what differs, or everything again."""
        self.view.fold(only_different=not self.view.only_different)
        told = _ONLY_DIFFERENT if self.view.only_different else "Showing everything."
        self.say(self.keymap.fill(told))

    def on_compare_view_unfolded(self, event: CompareView.Unfolded) -> None:
        """Show everything."""
        event.stop()
        self.do_only_different()

    def do_other_side(self) -> None:
        """Give the other article the caret."""
        self.view.change_side()

    def do_counterpart(self) -> None:
        """Go to the same passage or figure in the other article."""
        start, end = self.view.caret.word()
        other = RIGHT - self.view.side
        point = next((each for each in self._points[self.view.side] if start <= each.offset < end), None)
        if point is not None:
            self.view.go_to(other, point.other)
            return
        for passage in self.compared.comparison.passages if self.compared else ():
            first, last = span_of(passage, self.view.side)
            if first <= start < last:
                self.view.go_to(other, span_of(passage, other)[0])
                return
        self.say("What is under the caret stands in this article only.")

    def do_open_compared(self) -> None:
        """Open the article with the caret, at that place."""
        article = self.article_of(self.view.side)
        if article is not None:
            start, end = self.view.caret.marked() or (0, 0)
            self.dismiss(Left(self.has_noted, article.id, (start, end) if end else None))

    def do_leave_compare(self) -> None:
        """End a selection, or go back."""
        if not self.view.end_selection():
            self.dismiss(Left(self.has_noted))

    def do_help(self) -> None:
        """Show the keys and the marks of this screen."""
        self.app.push_screen(TextDialog("Comparing", compare_page(self.keymap, _AS_IN_ARTICLE, _LEGEND)))
