"""Batches of notes: mark many, then tag, export or delete them, in a thread."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reader.library.errors import ReaderError
from reader.notebook.entries import NotebookEntry
from reader.notes.model import Annotation
from reader.text.plurals import count
from reader.tui.deeds import Deed, deleting
from reader.tui.dialogs.export_dialog import ExportChoice, ExportDialog
from reader.tui.notebook.finder import FinderPart
from reader.tui.notebook.host import NotebookHost, NotebookView
from reader.tui.panes.notebook_list import NotebookList
from reader.tui.panes.prompt import Prompt
from reader.tui.part import IsLate, Part

if TYPE_CHECKING:
    from reader.room import ReadingRoom

# Notes between two reports of progress.
_TOLD_EVERY = 50
_NO_NOTE = "There are no notes here."


@dataclass(frozen=True, slots=True)
class BatchStep:
    """The progress of a job: how many notes are done, what went wrong, and at the *end* the message."""

    number: int
    problems: tuple[str, ...] = ()
    end: str = ""


@dataclass(frozen=True, slots=True)
class BatchJob:
    """A job on *total* notes, done step by step; it may change them or not."""

    steps: Callable[[], Iterator[BatchStep]]
    total: int = 0
    is_change: bool = True
    unmarks: bool = False
    # The deed that undoes it.
    deed: Deed | None = None


class BatchPart(Part):
    """Marks notes, and runs one job at a time on the marked ones."""

    def __init__(
        self, host: NotebookHost, view: NotebookView, finder: FinderPart, list_view: NotebookList, prompt: Prompt
    ) -> None:
        self._host = host
        self._view = view
        self._finder = finder
        self._list_view = list_view
        self._prompt = prompt
        self._job: BatchJob | None = None
        self.is_changed = False
        self._worker = host.asker("notebook work", self._work, self._show_step)
        self.commands = {
            "mark-note": self.mark_selected,
            "mark-all": self.mark_all,
            "tag-notes": self.ask_tags,
            "export-notes": self.ask_export,
            "delete-notes": self.delete,
        }
        self.heard = {Prompt.Answered: self._tag}

    def start(self) -> None:
        """Show the marks as they were left."""
        self._show_marks()

    # Marking

    def mark_selected(self) -> None:
        """Mark the selected note, or remove its mark, and select the next."""
        entry = self._list_view.selected_entry
        if entry is not None:
            self._view.marked ^= {entry.key}
            self._list_view.move("down")
            self._show_marks()

    def mark_all(self) -> None:
        """Mark all notes shown; if all are marked, unmark them."""
        shown = {each.key for each in self._finder.found}
        self._view.marked = self._view.marked - shown if shown <= self._view.marked else self._view.marked | shown
        self._show_marks()

    def _show_marks(self) -> None:
        self._list_view.marked = self._view.marked
        self._list_view.redraw()
        self._finder.show_line()

    @property
    def _marked(self) -> Sequence[NotebookEntry]:
        """The marked notes, shown or not."""
        return [each for each in self._finder.book.entries if each.key in self._view.marked]

    @property
    def _chosen(self) -> Sequence[Annotation]:
        """The marked notes; without marks, the selected one."""
        selected = self._list_view.selected_entry
        return _annotations(self._marked or ([selected] if selected else []))

    # Asking what is to be done

    def ask_tags(self) -> None:
        """Ask for tags to add or to remove."""
        chosen = self._chosen
        if chosen:
            known = [each.removeprefix("#") for each in self._finder.tags]
            self._prompt.ask(f"tags for {count(len(chosen), 'note')}", "sea, to check, -old", known)
        else:
            self._host.say(_NO_NOTE)

    def _tag(self, event: Prompt.Answered) -> None:
        self._host.focus_list()
        added, removed = _tag_changes(event.text or "")
        if not added and not removed:
            return
        notes = self._chosen
        told = " ".join([*(f"#{tag}" for tag in added), *(f"without #{tag}" for tag in removed)])
        self._begin(
            BatchJob(
                lambda: _steps(self._host.room.notebook.tag(notes, added, removed), f"tagged: {told}."), len(notes)
            )
        )

    def ask_export(self) -> None:
        """Ask for a format and a file; without marks, all notes shown are exported."""
        marked = self._marked
        notes = _annotations(marked or self._finder.found)
        if not notes:
            self._host.say(_NO_NOTE)
            return

        def export(choice: ExportChoice | None) -> None:
            if choice is not None:
                self._begin(BatchJob(lambda: self._export(notes, choice), len(notes), is_change=False))

        told = count(len(notes), "marked note" if marked else "note")
        self._host.open_dialog(ExportDialog(f"Export {told}"), export)

    def _export(self, notes: Sequence[Annotation], choice: ExportChoice) -> Iterator[BatchStep]:
        paths = self._host.room.exchange.write(choice.path, choice.form, notes, per_article=choice.per_article)
        where = f"{count(len(paths), 'file')} in {choice.path}" if choice.per_article else str(choice.path)
        yield BatchStep(len(notes), (), f"{count(len(notes), 'note')} exported to {where}.")

    def delete(self) -> None:
        """Move the marked notes to the trash, or the selected one."""
        notes = self._chosen
        if notes:
            told = self._host.keymap.fill("in the trash. Press {undo} to bring them back.")
            room = self._host.room
            deed = deleting(f"the deletion of {count(len(notes), 'note')}", *notes)
            steps = partial(_deleting, room, notes, told)
            self._begin(BatchJob(steps, len(notes), unmarks=True, deed=deed))
        else:
            self._host.say(_NO_NOTE)

    def undone(self, _: Deed) -> None:
        """Read all notes again after a deed was undone."""
        self.is_changed = True
        self._finder.reload()

    # Doing it, in a thread

    def _begin(self, job: BatchJob) -> None:
        if self._job is not None:
            self._host.say("Still working …", is_warning=True)
            return
        self._job = job
        self._worker.ask(job)

    def _work(self, job: BatchJob, _: IsLate) -> Iterator[BatchStep]:
        # A job that was begun is finished: half a selection tagged would be of no use.
        try:
            yield from job.steps()
        except (ReaderError, OSError) as error:
            yield BatchStep(0, (str(error),), " ")

    def _show_step(self, job: BatchJob, step: BatchStep) -> None:
        """Show the progress of the job, and at its end what it changed."""
        if not step.end:
            self._host.say(f"{step.number:,} of {job.total:,} …")
            return
        self._job = None
        if job.deed is not None and step.number > len(step.problems):
            self._host.did(job.deed)
        problem = step.problems[0] if step.problems else ""
        more = f" ({len(step.problems) - 1:,} more)" if len(step.problems) > 1 else ""
        self._host.say(" ".join(filter(None, (step.end.strip(), problem + more))), is_warning=bool(problem))
        if job.unmarks:
            self._view.marked = set()
            self._show_marks()
        if job.is_change:
            self.is_changed = True
            self._finder.reload()


def _deleting(room: "ReadingRoom", notes: Sequence[Annotation], told: str) -> Iterator[BatchStep]:
    return _steps(room.notes.delete_all(notes), told)


def _tag_changes(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the tags to add, and those to remove, which have a hyphen before them."""
    words = [each.strip().lstrip("#").strip() for each in text.split(",")]
    added = tuple(each for each in words if each and not each.startswith("-"))
    return added, tuple(each[1:].lstrip(" #") for each in words if each.startswith("-") and each[1:].strip(" #"))


def _annotations(entries: Sequence[NotebookEntry]) -> Sequence[Annotation]:
    return [each.annotation for each in entries]


def _steps(outcomes: Iterator[tuple[Annotation, ReaderError | None]], told: str) -> Iterator[BatchStep]:
    number = 0
    problems: list[str] = []
    for number, (_, error) in enumerate(outcomes, 1):
        if error is not None:
            problems.append(str(error))
        if number % _TOLD_EVERY == 0:
            yield BatchStep(number)
    done = number - len(problems)
    yield BatchStep(number, tuple(problems), f"{count(done, 'note is', 'notes are')} {told}")
