"""The notebook: all notes of the library on a screen of their own, and what is done to many of them at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reader.library.errors import ReaderError
from reader.notebook.entries import NotebookEntry
from reader.notebook.groups import GROUPINGS
from reader.notes.model import Annotation
from reader.room import ReadingRoom
from reader.tui.asking import Asker
from reader.tui.dialogs.dialog import TextDialog
from reader.tui.dialogs.export_dialog import ExportChoice, ExportDialog
from reader.tui.notebook.finding_notes import FindingNotes, NotebookView
from reader.tui.panes.notebook_bar import GroupingLine
from reader.tui.panes.prompt import Prompt
from reader.view.keymap import Keymap
from reader.view.pages import help_page
from reader.view.phrases import count

__all__ = ["NotebookScreen", "NotebookView"]

# Notes done between two words on how far it is.
_TOLD_EVERY = 50


@dataclass(frozen=True, slots=True)
class Work:
    """Something to be done to *notes*: `tag` (with what to add and to take away), `delete`, `export` or `undo`."""

    kind: str
    notes: Sequence[Annotation] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    choice: ExportChoice | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """How far a work is: how many notes it is done to, what went wrong, and at the *end* what is to be said."""

    number: int
    problems: tuple[str, ...] = ()
    end: str = ""


class NotebookScreen(FindingNotes):
    """All notes of the library: marked, tagged, exported and deleted by the dozen."""

    def __init__(
        self, room: ReadingRoom, keymap: Keymap, view: NotebookView, crash: Callable[[BaseException], None]
    ) -> None:
        super().__init__(room, keymap, view, crash)
        self._work: Work | None = None
        self._worker = self._asker("notebook work", self._do_work, crash)
        self.take_parts(
            commands={
                **self.finding_commands,
                "group-notes": self.change_grouping,
                "mark-note": self.mark_note,
                "mark-all": self.mark_all,
                "tag-notes": self.ask_tags,
                "export-notes": self.ask_export,
                "delete-notes": self.delete_notes,
                "undo": self.undo,
                "help": self.show_help,
            }
        )

    @property
    def askers(self) -> Sequence[Asker[Any, Any]]:
        """The threads that answer."""
        return (*super().askers, self._worker)

    # Grouping

    def change_grouping(self) -> None:
        """Group by the next property."""
        at = GROUPINGS.index(self.view.grouping)
        self._group_by(GROUPINGS[(at + 1) % len(GROUPINGS)])

    def _group_by(self, grouping: str) -> None:
        self.view.grouping = grouping
        self.show_line()
        self.find()

    def on_grouping_line_chosen(self, event: GroupingLine.Chosen) -> None:
        """Group as was clicked."""
        event.stop()
        self._group_by(event.grouping)

    # Marking

    def mark_note(self) -> None:
        """Mark the selected note, or take the mark away, and go on to the next."""
        entry = self.list_view.selected_entry
        if entry is None:
            return
        self.view.marked ^= {entry.key}
        self.list_view.move("down")
        self._marked()

    def mark_all(self) -> None:
        """Mark all notes that are shown; where they are marked, none."""
        shown = {each.key for each in self.found}
        self.view.marked = self.view.marked - shown if shown <= self.view.marked else self.view.marked | shown
        self._marked()

    def _marked(self) -> None:
        self.list_view.marked = self.view.marked
        self.list_view.redraw()
        self.show_line()

    @property
    def _chosen(self) -> Sequence[NotebookEntry]:
        """The marked notes, whether they are shown or not; without marks, the selected one."""
        marked = [each for each in self.book.entries if each.key in self.view.marked]
        selected = self.list_view.selected_entry
        return marked or ([selected] if selected else [])

    # Asking what is to be done

    def ask_tags(self) -> None:
        """Ask for tags to add or to take away."""
        chosen = self._chosen
        if not chosen:
            self.say("There is no note here.")
            return
        tags = [each.name.removeprefix("#") for each in self.facets.facets if each.name.startswith("#")]
        self.prompt.ask(f"tags for {count(len(chosen), 'note')}", "sea, to check, -old", tags)

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """Tag as was typed."""
        event.stop()
        self.list_view.focus()
        words = [each.strip().lstrip("#").strip() for each in (event.text or "").split(",")]
        added = tuple(each for each in words if each and not each.startswith("-"))
        removed = tuple(each[1:].lstrip(" #") for each in words if each.startswith("-") and each[1:].strip(" #"))
        if added or removed:
            self._begin(Work("tag", self._annotations(self._chosen), added, removed))

    def ask_export(self) -> None:
        """Ask for a format and a file; without marks, all notes that are shown go out."""
        marked = [each for each in self.book.entries if each.key in self.view.marked]
        chosen = marked or self.found
        if not chosen:
            self.say("There is no note here.")
            return
        notes = self._annotations(chosen)

        def export(choice: ExportChoice | None) -> None:
            if choice is not None:
                self._begin(Work("export", notes, choice=choice))

        told = count(len(chosen), "marked note" if marked else "note")
        self.app.push_screen(ExportDialog(f"Export {told}"), export)

    def delete_notes(self) -> None:
        """Move the marked notes to the trash, or the selected one."""
        chosen = self._annotations(self._chosen)
        if chosen:
            self._begin(Work("delete", chosen))
        else:
            self.say("There is no note here.")

    def undo(self) -> None:
        """Bring back what was deleted last, all of it."""
        self._begin(Work("undo"))

    def _annotations(self, entries: Sequence[NotebookEntry]) -> Sequence[Annotation]:
        return [each.annotation for each in entries]

    # Doing it, in a thread

    def _begin(self, work: Work) -> None:
        if self._work is not None:
            self.say("Still working …", is_warning=True)
            return
        self._work = work
        self._worker.ask(work)

    def _do_work(self, work: Work, _: Callable[[], bool]) -> Iterator[Done]:
        # What was begun is done to the end: a half tagged selection is no answer to anything.
        try:
            yield from {"tag": self._tag, "delete": self._delete, "export": self._export, "undo": self._undo}[
                work.kind
            ](work)
        except (ReaderError, OSError) as error:
            yield Done(0, (str(error),), " ")

    def _tag(self, work: Work) -> Iterator[Done]:
        outcomes = self.room.notebook.tag(work.notes, work.added, work.removed)
        told = " ".join([*(f"#{tag}" for tag in work.added), *(f"without #{tag}" for tag in work.removed)])
        yield from self._counted(outcomes, f"tagged: {told}")

    def _delete(self, work: Work) -> Iterator[Done]:
        told = self.keymap.fill("in the trash. {undo} brings them back")
        yield from self._counted(self.room.notes.delete_all(work.notes), told)

    def _counted(self, outcomes: Iterator[tuple[Annotation, ReaderError | None]], told: str) -> Iterator[Done]:
        number = 0
        problems: list[str] = []
        for number, (_, error) in enumerate(outcomes, 1):
            if error is not None:
                problems.append(str(error))
            if number % _TOLD_EVERY == 0:
                yield Done(number)
        done = number - len(problems)
        yield Done(number, tuple(problems), f"{count(done, 'note')} {'is' if done == 1 else 'are'} {told}.")

    def _export(self, work: Work) -> Iterator[Done]:
        choice = work.choice
        if choice is None:
            return
        paths = self.room.exchange.write(choice.path, choice.form, work.notes, per_article=choice.per_article)
        where = f"{count(len(paths), 'file')} in {choice.path}" if choice.per_article else str(choice.path)
        yield Done(len(work.notes), (), f"{count(len(work.notes), 'note')} exported to {where}.")

    def _undo(self, _: Work) -> Iterator[Done]:
        back = self.room.notes.undo_batch()
        told = f"{count(len(back), 'note')} back." if back else "No deleted note is left to bring back."
        yield Done(len(back), (), told)

    def show_answer(self, value: Any) -> None:
        """Tell how far a work is, and at its end show what it changed."""
        if not isinstance(value, Done):
            super().show_answer(value)
            return
        work = self._work
        if not value.end and work is not None:
            self.say(f"{value.number:,} of {len(work.notes):,} …")
            return
        self._work = None
        problem = value.problems[0] if value.problems else ""
        more = f" ({len(value.problems) - 1:,} more)" if len(value.problems) > 1 else ""
        self.say(" ".join(filter(None, (value.end.strip(), problem + more))), is_warning=bool(problem))
        if work is not None and work.kind != "export":
            self.is_changed = True
            if work.kind == "delete":
                self.view.marked = set()
                self._marked()
            self.reload()

    # The program

    def show_help(self) -> None:
        """Show all keys."""
        self.app.push_screen(TextDialog("Keys", help_page(self.keymap)))
