"""The compare screen: the view of two articles, the steps in it, and the notes on both."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from reader.library.errors import ReaderError
from reader.tui.commanded import CommandedScreen
from reader.tui.compare.steps import ONLY_DIFFERENT, StepPart
from reader.tui.compare.target import PairTarget
from reader.tui.copying import CopyPart, passage
from reader.tui.dialogs.help import HelpDialog
from reader.tui.notes.keeper import NoteKeeper
from reader.tui.notes.maker import NoteMaker
from reader.tui.notes.places import NotePlaces
from reader.tui.notes.writer import NoteWriter
from reader.tui.panes.compare_view import CompareView
from reader.tui.panes.note_editor import NOTE_FOOTER, NoteEditor
from reader.tui.panes.notes import PlacedNote
from reader.tui.part import IsLate
from reader.tui.questions import ANNOUNCE_AFTER
from reader.view.commands import Command, Where
from reader.view.compare_words import Point, changed_marks, facts_of, figure_marks, points, shared_marks, summary
from reader.view.keymap import Keymap
from reader.view.lines import Typesetting
from reader.view.marks import Mark
from reader.view.pages import compare_page
from reader.view.pairing import LEFT, RIGHT, SIDES
from reader.view.side_by_side import SideBySide, columns_for, laid_out

if TYPE_CHECKING:
    from reader.room import ReadingRoom
    from reader.room.references import ArticlePair

_LEGEND_FROM = 30
_LEGEND = (
    ("shared", "on $evidence"), ("reworded", "on $panel"), ("moved ⇅", "italic on $evidence"),
    ("old", "italic underline $warning"), ("new", "bold underline $success"), ("same figure", "bold $accent"),
    ("other figure", "bold reverse $error"),
)  # fmt: skip
# The commands that apply before the texts are shown.
_AT_ANY_TIME = frozenset(
    {"leave-compare", "quit", "help", "theme", "palette", "command-line", "settings", "suspend", "undo"}
)


class PairWish(NamedTuple):
    """The two articles to compare; *only_different* leaves out what both share."""

    a_id: str
    b_id: str
    only_different: bool = False


class PairQuestion(NamedTuple):
    """A question: compare two articles in columns of *width*; *known* is their comparison if only the width is new."""

    a_id: str
    b_id: str
    column: int
    is_stacked: bool
    known: "ArticlePair | None" = None


class PairPage(NamedTuple):
    """Two articles compared and laid out, with marks by layer and points for each."""

    pair: "ArticlePair"
    laid: SideBySide
    marks: Sequence[dict[str, Sequence[Mark]]]
    points: Sequence[Sequence[Point]]


class CompareOutcome(NamedTuple):
    """How the compare screen was left: whether notes were changed, and the place to continue reading, if any."""

    has_noted: bool
    article_id: str | None = None
    span: tuple[int, int] | None = None


class CompareScreen(CommandedScreen[CompareOutcome]):
    """Shows two articles side by side."""

    AUTO_FOCUS = "CompareView"

    def __init__(self, room: "ReadingRoom", keymap: Keymap, wish: PairWish) -> None:
        super().__init__(room, keymap)
        self._wish = wish
        self._has_noted = False
        self.compared: ArticlePair | None = None
        self.view = CompareView(room.settings.measure, id="compare")
        self.editor = NoteEditor(id="editor")
        self.pair_asker = self.asker("compare", self._compare, self._show, self._show_error)
        self._target = PairTarget(self.view)
        self.places = NotePlaces(self, self._target, lambda: None)
        keeper = NoteKeeper(self, self.places)
        writer = NoteWriter(self, self._target, self.places, keeper, self.editor)
        self._maker = NoteMaker(self, self._target, self.places, keeper, writer)
        self._steps = StepPart(self, self.view)
        copying = CopyPart(self, {"copy": lambda what: passage(what, self._target.article, self._target.caret)})
        self.take_parts(
            self.places, writer, self._maker, self._steps, copying,
            commands={
                "open-compared": self.open_compared, "leave-compare": self.go_back, "quit": self.leave,
                "help": self.show_help,
            },
        )  # fmt: skip

    def compose(self) -> ComposeResult:
        """Make the view, with a line of summary above it and the lines of status and keys below."""
        yield Static(id="compare-summary")
        yield Static(id="compare-legend")
        yield self.view
        yield self.editor
        yield self.status
        yield self.key_footer

    def on_mount(self) -> None:
        """Ask for the comparison."""
        for part in self.parts:
            part.start()
        self._ask(*columns_for(self.app.size.width, self.room.settings.measure))
        self.set_timer(ANNOUNCE_AFTER, self._announce_comparison)

    def on_unmount(self) -> None:
        """End the threads without waiting, so that the reading screen can go on."""
        self.stop_parts(wait=False)

    # Comparing, in a thread

    def _ask(self, column: int, is_stacked: bool) -> None:
        wish = self._wish
        self.pair_asker.ask(PairQuestion(wish.a_id, wish.b_id, column, is_stacked, self.compared))

    def _compare(self, question: PairQuestion, is_late: IsLate) -> Iterator[PairPage]:
        pair = question.known or self.room.references.compare(question.a_id, question.b_id)
        if is_late():
            return
        typesetting = Typesetting(orders=self.room.settings.right_to_left == "reader")
        laid = laid_out(pair, question.column, is_stacked=question.is_stacked, typesetting=typesetting)
        # Laid out here in the thread; drawing then uses what is kept.
        for only_different in (False, True):
            laid.rows(only_different=only_different)
        texts = (pair.a.text, pair.b.text)
        yield PairPage(
            pair, laid, [_marks(pair, side) for side in SIDES], [points(pair.comparison, side, texts) for side in SIDES]
        )

    def _announce_comparison(self) -> None:
        if self.compared is None and not self.view.empty_text:
            self._tell(self.keymap.fill("Comparing … {leave-compare} cancels."))

    def _show_error(self, _: PairQuestion, error: ReaderError) -> None:
        self._tell(str(error))

    def _tell(self, text: str) -> None:
        """Show a message in place of the texts."""
        self.view.empty_text = text
        self.view.redraw()

    def _show(self, _: PairQuestion, page: PairPage) -> None:
        """Show two articles, or the same ones in other widths."""
        if self.compared is not None:
            self.view.lay(page.laid)
            return
        pair = self.compared = page.pair
        articles = self._target.articles = (pair.a, pair.b)
        self.view.only_different = self._wish.only_different
        heads = [
            (each.title, facts_of(each, is_earlier=pair.earlier == name))
            for each, name in zip(articles, "ab", strict=True)
        ]
        self.view.show(page.laid, (heads[LEFT], heads[RIGHT]))
        for side in SIDES:
            for layer, marks in page.marks[side].items():
                self.view.mark(side, layer, marks)
        self._steps.take(pair.comparison, page.points)
        self.places.show()
        self._sum_up(pair)
        if self.view.rows.is_cut:
            self.say("These texts are very long. Only the beginning is shown.", is_warning=True)
        elif self._wish.only_different:
            self.say(self.keymap.fill(ONLY_DIFFERENT))
        elif pair.comparison.is_same_text:
            self.say("Both have the same text.")
        self.show_place()

    def _sum_up(self, pair: "ArticlePair") -> None:
        told = ("Compare", "bold $accent"), f"  {summary(pair.comparison)}"
        self.query_one("#compare-summary", Static).update(Content.assemble(*told))
        marks = [part for word, style in _LEGEND for part in ((word, style), "  ")]
        self.query_one("#compare-legend", Static).update(Content.assemble(*marks))

    # Size

    def on_resize(self, event: events.Resize) -> None:
        """Hide the legend on low screens; the help has it."""
        self.query_one("#compare-legend").display = event.size.height >= _LEGEND_FROM

    def on_pair_view_resized(self, event: CompareView.Resized) -> None:
        """Lay out again for another width, in a thread."""
        event.stop()
        if self.compared is not None:
            self._ask(event.column, event.is_stacked)

    # Keys and commands

    @property
    def key_places(self) -> tuple[Where, ...]:
        """The places in which a key is looked up: during a selection it may mean something else."""
        return ("selection", "compare") if self.view.caret.anchor is not None else ("compare",)

    def footer_keys(self) -> Iterable[tuple[str, str, str]]:
        """Return what the footer shows."""
        return NOTE_FOOTER if self.is_writing else self.keymap.footer("compare")

    def run_command(self, command: Command) -> None:
        """Run *command*, if it applies before or after the texts are shown."""
        if self.compared is not None or command.id in _AT_ANY_TIME:
            super().run_command(command)

    def show_place(self) -> None:
        """Show how far one has read."""
        rows = self.view.line_count()
        self.status.show_place(f"{min(100, round(100 * (self.view.first_line + self.view.page) / rows))}%")

    def open_compared(self) -> None:
        """Open the article with the caret, at that place."""
        article = self._target.article
        if article is not None:
            start, end = self.view.caret.marked() or (0, 0)
            self.dismiss(CompareOutcome(self._has_noted, article.id, (start, end) if end else None))

    def go_back(self) -> None:
        """End a selection, or leave."""
        if not self.view.end_selection():
            self.leave()

    def leave(self) -> None:
        """Go back to the reading screen."""
        self.dismiss(CompareOutcome(self._has_noted))

    def show_help(self) -> None:
        """Show the keys and the marks of this screen."""
        self.app.push_screen(HelpDialog("Comparing", partial(compare_page, self.keymap, _LEGEND)))

    # Notes

    def on_compare_view_caret_moved(self, event: CompareView.CaretMoved) -> None:
        """Show the note under the caret."""
        event.stop()
        self.places.caret_moved()

    def places_shown(self, article_id: str, notes: Sequence[PlacedNote], *, is_known: bool) -> None:
        """Show nothing more: the notes are marked in the texts."""

    def caret_in_notes(self, notes: Sequence[PlacedNote]) -> None:
        """Select nothing: there is no pane of notes here."""

    def select_note(self, annotation_id: str) -> None:
        """Select nothing: there is no pane of notes here."""

    def note_changed(self) -> None:
        """Remember that notes were changed: the reading screen must show them again."""
        self._has_noted = True


def _marks(pair: "ArticlePair", side: int) -> dict[str, Sequence[Mark]]:
    is_earlier = (pair.earlier == "b") == (side == RIGHT)
    return {
        "shared": tuple(shared_marks(pair.comparison, side)),
        "changed": tuple(changed_marks(pair.comparison, side, is_earlier=is_earlier)),
        "figures": tuple(figure_marks(pair.comparison, side)),
    }
