"""Keeping up with the files: the index is brought up to date beside the app, and what is open is shown anew."""

from dataclasses import dataclass

from textual.message import Message

from reader.room import NoSuchArticle
from reader.room.folder_watch import FolderWatch, LibraryChange
from reader.room.progress import Progress
from reader.tui.indexing import Indexing
from reader.tui.reading.placing import Placing
from reader.tui.reading.referring import Referring
from reader.tui.reading.searching import Searching
from reader.view.phrases import count

# A note or two are in the index in no time; what was just said is worth more than their number.
WORTH_TELLING = 20
LOOKING = "Looking for new and changed files …"


class Refreshing(Searching, Placing, Referring):
    """The part of the reading screen that follows what happens to the library's files."""

    @dataclass
    class FilesChanged(Message):
        """Another program may have changed files of the library."""

        change: LibraryChange

    greeting = ""
    _watch: FolderWatch | None = None
    _indexing: Indexing | None = None
    _progress_said = ""
    _damage = ""

    def start_indexing(self) -> None:
        """Look for what is new."""
        self._indexing = Indexing(self.room.library.root, self._indexed_some, self._indexed)
        self._indexing.start()

    def start_watching(self) -> None:
        """Follow what other programs change in the library's folders."""
        self._watch = FolderWatch(
            self.room.library, self.room.notes.path, lambda change: self.post(self.FilesChanged(change))
        )
        self._watch.start()

    def on_refreshing_files_changed(self, event: "Refreshing.FilesChanged") -> None:
        """Index articles that may have changed, and look at the notes."""
        event.stop()
        change = event.change
        if change.articles or change.names:
            self.library_changed()
        if change.notes - {self.article.id if self.article else ""}:
            self.look_at_all_notes()
        self.look_at_notes()

    async def stop_indexing(self) -> None:
        """End what is under way."""
        if self._watch is not None:
            self._watch.stop()
        if self._indexing is not None:
            await self._indexing.stop()

    def reread_article(self) -> None:
        """Show the open article's text anew if its file has another by now, and look at all notes again."""
        self.look_at_all_notes()
        if self.article is None:
            return
        try:
            article = self.room.article(self.article.id)
        except NoSuchArticle:
            return
        if article.text != self.article.text and not self.editor.is_open:
            self.article_view.show(article, self.article_view.reading_offset)
            self.show_notes()
            self.mark_hits()

    def do_refresh(self) -> None:
        """Look for new and changed files."""
        self.say(LOOKING)
        self.library_changed()

    def library_changed(self) -> None:
        """Bring the index up to date after a note or a file changed."""
        if self._indexing is not None:
            self._indexing.start()

    def _indexed_some(self, progress: Progress) -> None:
        self._damage = progress.told or self._damage
        if self._damage:
            self.say(self._damage, is_warning=True)
        elif progress.total >= WORTH_TELLING:
            self._progress_said = f"{progress.stage} {progress.done:,} of {progress.total:,} …"
            self.say(self._progress_said)
        if progress.stage == "reading" and not self.query_text:
            self.show_list(self.list_view.selected_id)

    def _indexed(self, error: str) -> None:
        if error:
            self.say(error, is_warning=True)
            return
        # Articles that have moved brought theirs along.
        self.room.state.refresh()
        if len(self.room.catalog) != len(self.list_view.model) and not self.query_text:
            self.show_list(self.list_view.selected_id)
        self.ask_again()
        if self._damage:
            self.say(f"{self._damage} Done.")
            self._damage = ""
        self.reread_article()
        problems = self.room.catalog.problem_count()
        if problems:
            self.say(
                self.keymap.fill(
                    f"{count(problems, 'file')} could not be read correctly. Press {{problems}} to see why."
                ),
                is_warning=True,
            )
        elif self.status.said and self.status.said in {self._progress_said, LOOKING}:
            self.say(self.greeting)
        if self.article is None and self.list_view.selected_id is not None:
            self.show_preview(self.list_view.selected_id)
        elif self.article is not None:
            self.room.session.reload_names()
            self.referrer.ask(self.article.id)
