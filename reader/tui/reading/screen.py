"""The reading screen: four panes, and the messages between them."""

from collections.abc import Callable, Iterable, Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from reader.room import NoSuchArticle, ReadingRoom
from reader.tui.panes.article_view import ArticleView
from reader.tui.panes.line_box import LineBox
from reader.tui.panes.note_editor import NOTE_FOOTER
from reader.tui.panes.status import KeyFooter
from reader.tui.reading.annotating import Annotating
from reader.tui.reading.comparing import Comparing
from reader.tui.reading.consulting import Consulting
from reader.tui.reading.events import Events
from reader.tui.reading.explaining import Explaining
from reader.tui.reading.judging import Judging
from reader.tui.reading.narrowing import Narrowing
from reader.tui.reading.refreshing import Refreshing
from reader.tui.reading.remembering import Remembering
from reader.tui.reading.repairing import Repairing
from reader.tui.reading.tagging import Tagging
from reader.view.arrangement import MIDDLE, WIDE, columns
from reader.view.commands import Command, Where
from reader.view.keymap import Keymap
from reader.view.trail import Place

# Seconds after the first paint; whoever is as quick as that waits for an import.
WARM_AFTER = 1.0
_ORDER: tuple[Where, ...] = ("list", "article", "crossrefs", "notes")
_ORDER_WITH_DRAWER: tuple[Where, ...] = ("list", "article", "facets")
_BOX_FOOTERS: Mapping[str, Mapping[str, str]] = {
    "search": {"next": "to the results", "previous": "earlier searches", "save": "save this search", "clear": "cancel"},
    "find": {"enter": "to the article", "case": "match case", "word": "whole words", "clear": "cancel"},
    "save": {"enter": "save", "clear": "cancel"},
}
_MOVES = frozenset({"down", "up", "top", "bottom", "half-down", "half-up", "page-down", "page-up"})
_CARET_MOVES = {
    "next-sentence": ("sentence", 1), "previous-sentence": ("sentence", -1), "next-paragraph": ("paragraph", 1),
    "previous-paragraph": ("paragraph", -1), "next-word": ("word", 1), "previous-word": ("word", -1),
}  # fmt: skip


class ReadingScreen(
    Narrowing,
    Remembering,
    Explaining,
    Annotating,
    Tagging,
    Repairing,
    Judging,
    Events,
    Comparing,
    Refreshing,
    Consulting,
):
    """The screen that routes: panes state facts, and what follows from them is decided here."""

    def __init__(
        self,
        room: ReadingRoom,
        keymap: Keymap,
        *,
        crash: Callable[[BaseException], None],
        with_indexing: bool,
        greeting: str = "",
    ) -> None:
        super().__init__(room, keymap, crash)
        self.greeting = greeting
        self._with_indexing = with_indexing

    def compose(self) -> ComposeResult:
        """Make the panes."""
        yield self.search_bar
        with Horizontal(id="panes"):
            yield self.list_view
            with Vertical(id="reading"):
                yield self.article_view
                yield self.editor
            with Vertical(id="third"):
                yield self.crossrefs
                yield self.notes_pane
            yield self.facets
        yield self.tag_editor
        yield self.status
        yield self.key_footer

    def on_mount(self) -> None:
        """Show the list, then look for what is new."""
        self.start_searching(self.crash)
        self.start_explaining(self.crash)
        self.start_referring(self.crash)
        self.start_gathering(self.crash)
        self.start_comparing(self.crash)
        self.start_placing(self.crash)
        self.start_tagging(self.crash)
        self.list_view.focus()
        self.notes_pane.show((), "")
        self.crossrefs.show((), "")
        self.show_list()
        self.call_after_refresh(self._begin)

    def _say_first(self) -> None:
        problems = self.room.problems + tuple(self.keymap.problems)
        if self.greeting:
            self.say(self.greeting)
        elif problems:
            more = self.keymap.fill(" {problems} shows all problems.") if len(problems) > 1 else ""
            self.say(problems[0] + more, is_warning=True)

    def _begin(self) -> None:
        # The list is on screen: now what takes reading other files.
        self._say_first()
        self.note_counts.update(self.room.notebook.counts())
        self.list_view.redraw()
        if self.start is not None:
            self.follow(self.start)
        elif not self.offer_draft() and self.list_view.selected_id is not None:
            self.show_preview(self.list_view.selected_id)
        self.set_timer(WARM_AFTER, self.warm_notebook)
        self.start_watching()
        if self._with_indexing:
            self.start_indexing()

    async def leave(self) -> None:
        """Keep what is to be kept, before the app ends."""
        self.save_position()
        self.save_state()
        self.room.drafts.close()
        self.searcher.stop()
        self.explainer.stop()
        self.stop_referring()
        self.gatherer.stop()
        self.comparer.stop()
        self.placer.stop()
        self.tag_counter.stop()
        await self.stop_indexing()

    # Layout and focus

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout for the width."""
        width = event.size.width
        self.set_class(width < MIDDLE, "-narrow")
        self.set_class(MIDDLE <= width < WIDE, "-middle")
        self._arrange(width)

    def show_pane(self, where: Where) -> None:
        """Bring a pane on screen and give it the keys."""
        self.in_use = where
        self.is_zen = self.is_zen and where == "article"
        # The drawer stands where these are.
        self.is_drawer_open = self.is_drawer_open and where not in {"crossrefs", "notes"}
        self._arrange(self.size.width)
        self.pane(where).focus()

    def _arrange(self, width: int) -> None:
        # Each widget is shown or hidden by itself: a class of the screen would have every widget styled anew.
        shown = columns(width, self.in_use, zen=self.is_zen, drawer=self.is_drawer_open)
        parts = {
            self.list_view: "list" in shown, self.query_one("#reading"): "reading" in shown,
            self.query_one("#third"): "third" in shown, self.search_bar: not self.is_zen,
            self.facets: "drawer" in shown,
        }  # fmt: skip
        for part, is_shown in parts.items():
            # Setting what is set already would still lay out the screen.
            if part.display is not is_shown:
                part.display = is_shown

    def on_descendant_focus(self) -> None:
        """Show the keys of the pane that has them."""
        self.show_keys()
        self.show_place()

    def show_keys(self) -> None:
        """Show in the footer which keys there are now."""
        self.key_footer.show(self._footer())

    def _footer(self) -> Iterable[tuple[str, str, str]]:
        if self.question is not None:
            return self.choice_keys()
        if self.tag_editor.display and isinstance(self.focused, LineBox):
            return self.tag_editor.box.footer({"save": "save the tags", "complete": "complete", "cancel": "cancel"})
        if self.is_writing:
            return NOTE_FOOTER
        if isinstance(self.focused, LineBox):
            return self.search_bar.box.footer(_BOX_FOOTERS.get(self.mode, {}))
        return self.keymap.footer("selection" if self.is_selecting else self.where)

    def show_place(self) -> None:
        """Say where one is, in the list or in the article."""
        if self.where in {"list", "facets", "months"} or self.article is None:
            total = len(self.list_view.model)
            self.status.show_place(f"{self.list_view.selected + 1:,} of {total:,}" if total else "")
        else:
            self.status.show_place(f"{self.article_view.progress}%")

    # Keys and commands

    def on_key(self, event: events.Key) -> None:
        """Do what a key means in the pane that has it."""
        if isinstance(self.focused, LineBox) or self.is_writing:
            return
        if self.take_key(event):
            event.stop()
            event.prevent_default()
            return
        command = self._command_of(event)
        if command is not None:
            event.stop()
            event.prevent_default()
            self.run_command(command)

    def offers(self, command: Command) -> bool:
        """Tell whether a command applies in the pane that has the keys."""
        return any(where in command.where for where in self._key_places)

    @property
    def _key_places(self) -> tuple[Where, ...]:
        """Where a key is looked up: while something is being selected, it may mean something else there."""
        return ("selection", self.where) if self.is_selecting else (self.where,)

    def _command_of(self, event: events.Key) -> Command | None:
        names = [event.key, event.character] if event.character else [event.key]
        found = (self.keymap.command(name, where) for where in self._key_places for name in names)
        return next((command for command in found if command is not None), None)

    def run_command(self, command: Command) -> None:
        """Do what *command* says, in the pane that has the keys."""
        self.question = None
        if command.then:
            self.begin_choice(command)
        elif command.id in _MOVES:
            self.pane(self.where).move(command.id)
        elif command.id in _CARET_MOVES:
            self.article_view.move_caret(*_CARET_MOVES[command.id])
        else:
            getattr(self, "do_" + command.id.replace("-", "_"))()
        # Where one is, is known once everything has its new size.
        self.call_after_refresh(self.show_place)

    def on_key_footer_clicked(self, event: KeyFooter.Clicked) -> None:
        """Do what was clicked in the footer."""
        from reader.view.commands import COMMAND_BY_ID

        event.stop()
        if event.command_id.startswith("? "):
            self.take_choice(event.command_id[2:])
        elif event.command_id:
            self.run_command(COMMAND_BY_ID[event.command_id])

    def do_next_pane(self) -> None:
        """Go to the next pane."""
        self._step_pane(1)

    def _step_pane(self, step: int) -> None:
        order = _ORDER_WITH_DRAWER if self.is_drawer_open else _ORDER
        here = self.where if self.where in order else "list"
        self.show_pane(order[(order.index(here) + step) % len(order)])

    def do_previous_pane(self) -> None:
        """Go to the previous pane."""
        self._step_pane(-1)

    def do_pane_list(self) -> None:
        """Go to the list."""
        self.show_pane("list")

    def do_pane_article(self) -> None:
        """Go to the article."""
        self.show_pane("article")

    def do_pane_crossrefs(self) -> None:
        """Go to the cross-references."""
        self.show_pane("crossrefs")

    do_crossrefs = do_pane_crossrefs

    def do_pane_notes(self) -> None:
        """Go to the notes."""
        self.show_pane("notes")

    def do_zen(self) -> None:
        """Show the article alone, or everything again."""
        self.is_zen = not self.is_zen
        self.show_pane("article")

    def do_open(self) -> None:
        """Open what is selected in the pane."""
        self.pane(self.where).choose()

    def do_back(self) -> None:
        """End a selection, leave zen, go towards the list, clear the search: the first that applies."""
        self.give_up_attaching()
        if self.article_view.end_selection():
            self.say("The selection is ended.")
            return
        if self.is_zen:
            self.do_zen()
        elif self.where in {"facets", "months"}:
            self.is_drawer_open = False
            self.show_pane("list")
        elif self.where in {"crossrefs", "notes"}:
            self.leave_evidence()
        elif self.where == "article":
            self.save_position()
            self.show_pane("list")
        elif self.is_drawer_open:
            self.do_facets()
        elif not self.clear_search():
            self.say("")
        else:
            self.show_pane("list")

    # The open article

    def open_article(self, article_id: str, span: tuple[int, int] | None = None, *, keep_trail: bool = True) -> bool:
        """Show an article, at *span* if given, else where it was left; tell whether it could be."""
        try:
            article = self.room.article(article_id)
        except NoSuchArticle as error:
            self.say(str(error), is_warning=True)
            return False
        if self.article is not None and self.article.id == article_id:
            if span:
                self.article_view.go_to(*span)
            return True
        self.save_position()
        if keep_trail and self.here is not None:
            self.trail.leave(self.here)
        self.article_view.show(article, span[0] if span else self.room.state.of(article_id).position)
        if span:
            self.article_view.go_to(*span)
        self.article_view.border_title = Content(article.record.site or article.title)
        self.show_notes()
        self.mark_hits()
        self.refer_to(article_id)
        return True

    def on_article_view_link_chosen(self, event: ArticleView.LinkChosen) -> None:
        """Go to the article of a [[title]], or say where a link leads."""
        event.stop()
        if not event.is_title:
            self.say(f"The link leads to {event.target[:200]}; reader is offline and follows none.")
            return
        target = self.room.catalog.id_by_title(event.target)
        if target is None:
            self.say(f"No article here is called “{event.target}”.")
        else:
            self.open_article(target)

    def do_trail_back(self) -> None:
        """Return to the place before this one."""
        self._follow(self.trail.back(self.here))

    def do_trail_forward(self) -> None:
        """Go forward again."""
        self._follow(self.trail.forward(self.here))

    def _follow(self, place: Place | None) -> None:
        if place is None:
            self.say("The trail ends here.")
        elif self.open_article(place.article_id, keep_trail=False):
            self.article_view.return_to(place.offset, place.line)
            self.show_pane(place.where)
