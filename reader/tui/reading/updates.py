"""Follow changed files: update the index beside the app, and refresh what is open."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from reader.room.progress import KNOWN, MOVED, Progress
from reader.text.plurals import count
from reader.tui.panes.fact import Fact
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.library.child_process import ChildProcess
    from reader.room.folder_watch import FolderWatch, LibraryChange
    from reader.tui.index_run import IndexRun

# A few articles, or a second's work, are indexed at once; the present message matters more than their number.
WORTH_TELLING = 20
TOLD_AFTER = 1.0
LOOKING = "Looking for new and changed files …"
# After one highlight often follows another, so the index waits, and does not delay drawing.
REINDEX_AFTER = 0.5


@dataclass
class FilesChanged(Fact):
    """A fact: another program may have changed files of the library."""

    change: "LibraryChange"


class UpdatePart(Part):
    """Runs `reader index` beside the app, and counts the notes; *greeting* is said again when that is done."""

    def __init__(self, host: ReadingHost, greeting: str = "") -> None:
        self._host = host
        self._greeting = greeting
        self._indexing: IndexRun | None = None
        # Whether to begin a run once the first screen is drawn.
        self.is_expected = False
        # The first run, if it was begun before the app.
        self.begun: ChildProcess | None = None
        self._watch: FolderWatch | None = None
        self._progress: Progress | None = None
        self._told_first: float | None = None
        # How many articles were indexed at the last `articles_indexed`.
        self._indexed_told = 0
        self._progress_said = ""
        self._problems_said = ""
        self._damage = ""
        self._moved = ""
        self._timer: Timer | None = None
        # The files of articles whose notes have changed.
        self._noted: set[Path] = set()
        self._counter = host.asker("note counts", self._count, self._tell_counts, lambda *_: None)
        self.commands = {"refresh": self.refresh}
        self.heard = {FilesChanged: self._take_change}

    # The index

    def start_indexing(self) -> None:
        """Look for new files."""
        from reader.tui.index_run import IndexRun

        self.is_expected = False
        self._indexing = IndexRun(self._host.room.library.root, self.take_progress, self._indexed, self.begun)
        self._indexing.start()

    def start_watching(self) -> None:
        """Watch the library's folders for changes by other programs."""
        from reader.room.folder_watch import FolderWatch

        room, host = self._host.room, self._host
        self._watch = FolderWatch(room.library, room.notes.path, lambda change: host.post(FilesChanged(change)))
        self._watch.start()

    def _take_change(self, event: FilesChanged) -> None:
        """Index articles that may have changed, and check the notes."""
        if event.change.articles or event.change.names:
            # A change of names concerns every article.
            self._host.library_changed(() if event.change.names else event.change.files)
        self._host.note_files_changed(event.change.notes)

    async def stop_indexing(self) -> None:
        """End the run under way."""
        if self._watch is not None:
            self._watch.stop()
        if self._indexing is not None:
            await self._indexing.stop()

    @property
    def is_running(self) -> bool:
        """Whether the library is being brought up to date."""
        return self._indexing is not None and self._indexing.is_running

    @property
    def is_growing(self) -> bool:
        """Whether articles are being read or indexed, so that there may soon be more of everything."""
        return self.is_running and self._progress is not None and self._progress.stage in {"reading", "indexing"}

    @property
    def reading_progress(self) -> str:
        """The progress of reading the files for the first time; else empty."""
        if not (self.is_running or self.is_expected) or self._host.room.was_read_whole:
            return ""
        progress = self._progress
        if progress is None or progress.stage != "reading" or not progress.total:
            return "Reading the library …"
        return f"Reading {progress.done:,} of {progress.total:,} …"

    def refresh(self) -> None:
        """Look for new and changed files."""
        self._host.report(LOOKING)
        self.update()

    def update(self, files: Collection[Path] = ()) -> None:
        """Bring the index up to date after files changed, *files* if known."""
        if self._indexing is not None:
            self._indexing.start(files)

    def update_soon(self, files: Collection[Path] = ()) -> None:
        """Bring the index up to date soon after a note changed."""
        if self._timer is not None:
            self._timer.stop()
        self._noted |= {*files}
        self._timer = self._host.set_timer(REINDEX_AFTER, self._update_noted)

    def _update_noted(self) -> None:
        files, self._noted = self._noted, set()
        self._host.library_changed(files)

    def take_progress(self, progress: Progress) -> None:
        """Show the progress of the run, and the articles read so far."""
        self._progress = progress
        if progress.stage == MOVED:
            self._moved = progress.told
            self._host.report(self._moved)
            return
        if progress.stage == KNOWN:
            self._host.articles_indexed()
            return
        self._damage = progress.told or self._damage
        if self._damage:
            self._host.report(self._damage, is_warning=True)
        elif progress.total >= WORTH_TELLING and self._seconds() >= TOLD_AFTER:
            self._progress_said = f"{progress.stage} {progress.done:,} of {progress.total:,} …"
            self._host.report(self._progress_said, is_passing=True)
        if progress.stage == "reading":
            self._host.articles_read()
        else:
            self._tell_indexed(progress)

    def _tell_indexed(self, progress: Progress) -> None:
        """Report that more can be found: whenever the indexed number has doubled, and at the end."""
        if progress.stage == "indexing" and progress.done < max(WORTH_TELLING, 2 * self._indexed_told):
            return
        if progress.stage == "indexing" or self._indexed_told:
            self._indexed_told = progress.done if progress.stage == "indexing" else 0
            self._host.articles_indexed()

    def _seconds(self) -> float:
        """Return how long the run has reported progress."""
        if self._told_first is None:
            self._told_first = monotonic()
        return monotonic() - self._told_first

    def _indexed(self, error: str) -> None:
        self._progress = self._told_first = None
        self._indexed_told = 0
        if error:
            self._host.report(error, is_warning=True)
            return
        if self._damage:
            self._host.report(f"{self._damage} Done.")
            self._damage = ""
        self._tell_problems(self._host.room.catalog.problem_count())
        self._moved = ""
        self._host.library_updated()

    def _tell_problems(self, problems: int) -> None:
        """Report with how many files something was wrong; if no more than before, keep the present message."""
        is_free = self._host.said and self._host.said in {self._progress_said, LOOKING, self._problems_said}
        told = ""
        if problems:
            told = f"Something was wrong with {count(problems, 'file')}. Press {{problems}} to see what."
            told = f"{self._moved} {self._host.keymap.fill(told)}".strip()
        if told and (is_free or told != self._problems_said):
            self._host.report(told, is_warning=True)
        elif is_free:
            self._host.report(self._greeting)
        self._problems_said = told

    # The counts of notes

    def count_notes(self) -> None:
        """Count the notes of each article."""
        self._counter.ask(None)

    def _count(self, _: None, __: IsLate) -> Iterator[Mapping[str, int]]:
        yield self._host.room.notebook.counts()

    def _tell_counts(self, _: None, counts: Mapping[str, int]) -> None:
        self._host.notes_counted(counts)
