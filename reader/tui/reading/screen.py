"""The reading screen: composed of panes, and of the parts that do what its commands say."""

import gc
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from contextlib import AsyncExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import events

from reader.room import ReadingRoom
from reader.tui.heap import share_heap
from reader.tui.panes.fact import Fact
from reader.tui.panes.line_box import LineBox
from reader.tui.reading.box import Box
from reader.tui.reading.filters import FilterPart
from reader.tui.reading.host import Span
from reader.tui.reading.last_view import LastViewPart
from reader.tui.reading.layout import PaneLayout
from reader.tui.reading.paned_screen import PanedScreen
from reader.tui.reading.reading_log import ReadingLogPart
from reader.tui.reading.search import SearchPart
from reader.tui.reading.search_worker import HitFacets
from reader.tui.reading.state import StatePart
from reader.tui.reading.updates import UpdatePart
from reader.view.commands import Command, Where
from reader.view.keymap import Keymap

if TYPE_CHECKING:
    from reader.room.exchange import LinkTarget
    from reader.tui.app import ReaderApp
    from reader.tui.panes.article_view import ArticleView
    from reader.tui.panes.notes import PlacedNote
    from reader.tui.reading.later_parts import LaterParts


class ReadingScreen(PanedScreen):
    """Routes facts: panes and parts report what happened, and the screen decides what follows for the others."""

    # Keys typed while the screen is being made are for the list; Textual would focus the search box.
    AUTO_FOCUS = "ArticleList"

    def __init__(self, room: ReadingRoom, keymap: Keymap, *, with_indexing: bool, greeting: str = "") -> None:
        super().__init__(room, keymap)
        self._greeting = greeting
        self._with_indexing = with_indexing
        self._has_rows = False
        self.start: LinkTarget | None = None
        self.note_counts: dict[str, int] = {}
        self._make_parts()

    def _make_parts(self) -> None:
        bar = self.search_bar
        self.layout_part = layout = PaneLayout(
            self, self.panes_by_place, self.boxes_by_column, bar, self._move_caret, self.go_back
        )
        self.state_part = StatePart(self, self.list_view)
        self.updates = UpdatePart(self, self.keymap.fill(self._greeting))
        self.box = Box(bar)
        self.search = SearchPart(self, self.box, self.list_view, layout, self.updates, self.note_counts)
        self.last_view = LastViewPart(self, layout, self.search, self.list_view)
        self.filters = FilterPart(self, self.search, layout, bar)
        self.reading_log = ReadingLogPart(self)
        self.take_parts(layout, self.state_part, self.updates, self.box, self.search, self.filters, self.reading_log)

    def _move_caret(self, unit: str, step: int) -> None:
        self.article_view.move_caret(unit, step)

    @cached_property
    def later(self) -> "LaterParts":
        """The parts that the list does not need: made once the list is on screen, or when first needed."""
        from reader.tui.reading.later_parts import LaterParts

        later = LaterParts(self)
        self.take_parts(*later)
        if self.is_mounted:
            self.layout_part.arrange()
            for part in later:
                part.start()
        return later

    def complete(self) -> None:
        """Make the panes and parts that do not exist yet."""
        _ = self.later

    def offers(self, command: Command) -> bool:
        """Tell whether a command applies now."""
        if command.id not in self.commands:
            # The key was pressed before the list was on screen.
            self.complete()
        return super().offers(command)

    def hear(self, event: Fact) -> None:
        """Pass a fact from a pane to the part that handles it."""
        if type(event) not in self.heard:
            self.complete()
        super().hear(event)

    # Beginning and end

    def on_mount(self) -> None:
        """Show the list, then look for what is new."""
        self.attach_panes()
        for part in self.parts:
            part.start()
        self.updates.is_expected = self._with_indexing
        self.last_view.show_list()
        self.call_after_refresh(self._draw_first)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Skip Textual's restyling at the start: each widget was styled as it was mounted."""
        event.refresh_styles = event.refresh_styles and self._has_rows

    def _compositor_refresh(self) -> None:
        # Drawing waits for the rows, since it would all be drawn again at once.
        if self._has_rows:
            super()._compositor_refresh()

    def _draw_first(self) -> None:
        self._has_rows = True
        self._compositor_refresh()
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        # The list is on screen: now make the panes beside it, and read other files.
        gc.enable()
        share_heap()
        self.complete()
        await self.complete_panes()
        themes = cast("ReaderApp", self.app).theme_problems
        problems = (*self.room.problems, *self.keymap.problems, *themes)
        if self._greeting:
            self.report(self.keymap.fill(self._greeting))
        elif problems:
            more = self.keymap.fill(" {problems} shows all problems.") if len(problems) > 1 else ""
            self.say(problems[0] + more, is_warning=True)
        self.updates.count_notes()
        if self.start is not None:
            self.follow(self.start)
        elif not self.later.writer.offer_draft():
            self.last_view.take_up()
        self.updates.start_watching()
        if self._with_indexing:
            self.updates.start_indexing()
            # An empty list now says that the library is being read.
            self.search.show_again(if_changed=True)

    def follow(self, target: "LinkTarget") -> None:
        """Open the article that a `reader://` link leads to, at its passage."""

        def show() -> None:
            self.show_pane("article")
            if target.annotation is not None:
                self.notes_pane.select_note(target.annotation.id)

        self.open_article(target.article, target.span, then=show)

    async def leave(self) -> None:
        """Save everything before the app ends."""
        async with AsyncExitStack() as steps:
            # In reverse order, and each even if others fail: the app may be ending because of a bug.
            steps.push_async_callback(self.updates.stop_indexing)
            steps.callback(self.stop_parts)
            steps.callback(self.state_part.save)
            if "later" in self.__dict__:
                steps.callback(self.later.article.save_position)
            steps.callback(self.last_view.save)
            steps.callback(self.room.drafts.close)

    def leave_for(self, library: Path) -> None:
        """Leave the app for another library."""
        cast("ReaderApp", self.app).leave_for(library)

    # What panes tell

    def on_article_view_selection_toggled(self, event: "ArticleView.SelectionToggled") -> None:
        """Say what can be done with a selection, as long as there is one."""
        event.stop()
        self.show_keys()
        if event.is_selecting and self.later.repair.attach_hint:
            self.say(self.later.repair.attach_hint)
        elif event.is_selecting:
            self.later.maker.tell_selecting()

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout for the width."""
        if not self._has_rows and event.size == self.size:
            # Nothing to do: at the start Textual reports the same size several times.
            event.prevent_default()
        self.size_classes(event.size)
        self.layout_part.arrange(event.size.width)

    # Where one is

    def footer_keys(self) -> Iterable[tuple[str, str, str]]:
        """Return what the footer shows."""
        if self.focused is not None and self.focused.id == "tag-box":
            return self.tag_editor.footer_keys
        if self.is_writing:
            from reader.tui.panes.note_editor import NOTE_FOOTER

            return NOTE_FOOTER
        if isinstance(self.focused, LineBox):
            return self.box.footer_keys
        return self.keymap.footer(self.key_places[0])

    def show_place(self) -> None:
        """Show the place in the status line; every command does, so the reading log takes it as a sign of activity."""
        super().show_place()
        self.reading_log.live(self.article.id if self.article else "")

    def go_back(self) -> None:
        """Cancel, end a selection, leave zen, go towards the list, clear the search: the first that applies."""
        if self.give_up_question():
            return
        self.later.repair.give_up_attaching()
        if self.article_view.end_selection():
            self.say("Selection ended.")
        elif self.layout_part.is_zen:
            self.layout_part.toggle_zen()
        elif self.where in {"crossrefs", "notes"}:
            self.later.references.leave()
        elif self.where == "list":
            self._leave_list()
        else:
            self.later.article.save_position()
            self.layout_part.is_drawer_open = self.layout_part.is_drawer_open and self.where == "article"
            self.show_pane("list")

    def _leave_list(self) -> None:
        if self.layout_part.is_drawer_open:
            self.later.drawer.toggle()
        elif self.search.clear():
            self.show_pane("list")
        else:
            self.say(self.keymap.fill("This is the list: there is nothing to go back to. {quit} quits."))

    # What parts ask of each other

    def show_pane(self, where: Where) -> None:
        """Show a pane and focus it."""
        self.layout_part.show(where)

    def open_article(
        self,
        article_id: str,
        span: Span | None = None,
        *,
        keep_trail: bool = True,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Show an article, at *span* if given, else where it was left; *then* is called once it is shown."""
        self.later.article.open(article_id, span, keep_trail=keep_trail, then=then)

    def read_article(
        self, article_id: str, span: Span | None = None, then: Callable[[], object] = lambda: None
    ) -> None:
        """Open an article, mark it read and focus it; *then* is called once it is shown."""

        def read() -> None:
            self.state_part.change(article_id, read=True)
            self.show_pane("article")
            then()

        self.open_article(article_id, span, then=read)

    def go_to_first_hit(self) -> None:
        """Go to the first hit of the open article, if it has one."""
        self.later.find.go_to_first()

    def library_changed(self, files: Collection[Path] = ()) -> None:
        """Bring the index up to date after files changed, *files* if known."""
        self.updates.update(files)

    # What parts report

    def article_shown(self, article_id: str) -> None:
        """Show the notes, hits and cross-references of the open article."""
        self.later.places.show()
        self.later.find.mark_hits()
        self.later.references.ask_for(article_id)
        self.later.typesetting.color_code()
        self.later.pictures.show()

    def all_listed(self) -> None:
        """Show the months and facets of all articles."""
        if not self.search.query:
            self.filters.show_months(self.room.catalog.months())
            if self.layout_part.is_drawer_open:
                self.search.ask_for_facets()

    def hits_listed(self) -> None:
        """Show the chips of the query."""
        self.filters.show_chips()

    def facets_found(self, answer: HitFacets) -> None:
        """Show the months and facets of the hits."""
        self.filters.show_months(answer.months, answer.chosen)
        self.later.drawer.show(answer.facets)

    def hits_found(self, article_id: str, spans: Sequence[Span]) -> None:
        """Mark the hits in an article."""
        self.later.find.show_hits(article_id, spans)

    def query_cleared(self) -> None:
        """Remove the marks of hits."""
        self.later.find.mark_hits()

    def places_shown(self, article_id: str, notes: "Sequence[PlacedNote]", *, is_known: bool) -> None:
        """List the notes of the open article beside it."""
        self.later.note_pane.show(article_id, notes, is_known=is_known)
        if is_known and self.note_counts.get(article_id, 0) != len(notes):
            self.note_counts[article_id] = len(notes)
            self.list_view.redraw_rows({article_id})

    def caret_in_notes(self, notes: "Sequence[PlacedNote]") -> None:
        """Select the note at the caret in the pane; of several, one that is selected there stays so."""
        ids = [each.annotation.id for each in notes]
        chosen = self.notes_pane.selected if self.where == "notes" else None
        if chosen is None or chosen.annotation.id not in ids:
            self.notes_pane.select_note(ids[0])

    def select_note(self, annotation_id: str) -> None:
        """Select a note in the pane."""
        self.notes_pane.select_note(annotation_id)

    def note_changed(self) -> None:
        """Bring the index up to date soon after a note was changed here."""
        self.updates.update_soon([self.room.library.file_at(self.article.path)] if self.article else [])

    def notes_changed(self) -> None:
        """Show changed notes, on any articles."""
        self.updates.count_notes()
        self.later.places.show()
        self.updates.update_soon()

    def note_files_changed(self, article_ids: Set[str]) -> None:
        """Check the notes, whose files another program may have changed."""
        if article_ids - {self.article.id if self.article else ""}:
            self.later.places.look_at_all()
        self.later.places.look()

    def notes_counted(self, counts: Mapping[str, int]) -> None:
        """Show the number of notes of each article in the list."""
        self.note_counts.clear()
        self.note_counts.update(counts)
        self.list_view.redraw()
        if counts:
            self.later.notebook.warm()

    def record_corrected(self) -> None:
        """Show a changed record in the list and above the article."""
        self.search.show_again()
        self.later.article.reread()
        self.updates.update()

    def article_removed(self, article_id: str) -> None:
        """Go on to the next article; the list is updated once the library is indexed."""
        if self.list_view.selected_id == article_id:
            step = 1 if self.list_view.selected + 1 < self.list_view.row_count else -1
            self.list_view.select(self.list_view.selected + step)
        self.updates.update()

    def articles_read(self) -> None:
        """Show the articles that have been read so far, the first of them beside the list."""
        self.search.show_again()
        if self.article is None:
            self.search.show_preview(self.list_view.selected_id)

    def articles_indexed(self) -> None:
        """Search again: the last answer was given before these articles were indexed."""
        self.search.search_again()

    def library_updated(self) -> None:
        """Show everything again once index and evidence are up to date."""
        # Moved articles brought their notes along.
        self.room.state.refresh()
        self.search.show_again(if_changed=True)
        self.search.search_again()
        self.later.places.look_at_all()
        self.later.article.reread()
        if self.article is None:
            self.search.show_preview(self.list_view.selected_id)
        else:
            self.later.references.ask_for(self.article.id)
