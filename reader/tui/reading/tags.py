"""Tags of notes and of articles: edited on one line, with known tags offered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.library.atomic_file import UnconfirmedError
from reader.library.dates import now
from reader.library.errors import ReaderError
from reader.library.safe_text import line
from reader.tui.deeds import Deed
from reader.tui.notes.keeper import NewestUnknownError, NoteKeeper
from reader.tui.notes.places import NotePlaces
from reader.tui.panes.tag_editor import TagEditor
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost
from reader.tui.reading.layout import PaneLayout
from reader.tui.saves import SaveOutcome
from reader.view.cells import fitted
from reader.view.note_rows import PlacedNote

if TYPE_CHECKING:
    from reader.notes.model import Annotation
    from reader.room import ReadingRoom

_HINT = "{complete} completes, {previous} {next} choose, {save} saves, {cancel} cancels."


class TagSubject(NamedTuple):
    """The subject of tagging: an article, or a note if given."""

    article_id: str
    annotation: "Annotation | None"


class TagPart(Part):
    """Tags the chosen note, or else the article."""

    def __init__(
        self, host: ReadingHost, places: NotePlaces, keeper: NoteKeeper, editor: TagEditor, layout: PaneLayout
    ) -> None:
        self._host = host
        self._layout = layout
        self._places = places
        self._keeper = keeper
        self._editor = editor
        self._subject: TagSubject | None = None
        self._asker = host.asker("tags", self._count, self._offer, lambda *_: None)
        self.commands = {"tag": self.edit}
        self.heard = {TagEditor.Kept: self._save, TagEditor.GivenUp: self._give_up}

    def _count(self, _: None, is_late: IsLate) -> Iterator[Mapping[str, int]]:
        counts = dict(self._host.room.notes.tag_counts())
        if not is_late():
            for tag, count in self._host.room.catalog.tag_counts().items():
                counts[tag] = counts.get(tag, 0) + count
            yield counts

    def _offer(self, _: None, counts: Mapping[str, int]) -> None:
        self._editor.show_known(counts)

    def edit(self) -> None:
        """Edit the tags of the chosen note, or else of the article."""
        from reader.notes.article_tags import tagging_of

        note, notes = self._chosen(), self._host.room.notes
        if self._host.subject is None:
            return
        article_id: str = self._host.subject

        def work() -> SaveOutcome:
            try:
                found = self._keeper.newest(note.annotation) if note is not None else None
            except NewestUnknownError as error:
                return SaveOutcome(str(error), is_done=False, is_warning=True)
            is_of_note = found is not None and found != tagging_of([found])
            return SaveOutcome(note=found if is_of_note else tagging_of(notes.of(article_id)))

        def then(outcome: SaveOutcome) -> None:
            found = outcome.note
            if not outcome.is_done:
                self._host.say(outcome.told, is_warning=True)
            elif found is not None and found != tagging_of([found]):
                self._open(TagSubject(found.article, found), found.tags)
            else:
                self._open(TagSubject(article_id, None), found.tags if found else ())

        self._host.change_notes(work, then, holds_keys=True)

    def _open(self, subject: TagSubject, tags: tuple[str, ...]) -> None:
        self._subject = subject
        if subject.annotation is not None:
            told = fitted(line(subject.annotation.exact[:200]), 80) or "the note on the article"
        else:
            entry = self._host.room.catalog.entry(subject.article_id)
            told = f"the article “{entry.title if entry else subject.article_id}”"
        self._editor.open(told, tags)
        self._asker.ask(None)
        self._host.say(self._editor.box.hint(_HINT))

    def _chosen(self) -> PlacedNote | None:
        if self._host.where == "article":
            return self._places.under_caret()
        return self._places.selected() if self._host.where == "notes" else None

    def _give_up(self, _: TagEditor.GivenUp) -> None:
        self._stop()
        self._host.say("The tags were not changed.")

    def _save(self, event: TagEditor.Kept) -> None:
        if self._subject is None:
            return
        subject, tags, notes = self._subject, event.tags, self._host.room.notes
        told = "Tagged " + " ".join(f"#{tag}" for tag in tags) + "." if tags else "All tags removed."

        def then(is_saved: bool) -> None:
            if not is_saved and self._subject is None:
                # The typed text stays until it can be saved.
                said = self._host.said
                self._open(subject, tags)
                self._host.say(said, is_warning=True)

        self._stop()
        annotation = subject.annotation
        if annotation is None:
            self._tag_article(subject.article_id, tags, told, then)
        else:
            changed = replace(annotation, tags=tags, modified=now())
            self._keeper.keep(lambda: (notes.save(changed), told), annotation, "the tags", then)

    def _tag_article(self, article_id: str, tags: tuple[str, ...], told: str, then: Callable[[bool], object]) -> None:
        from reader.notes.article_tags import tag_article, tagging_of

        notes = self._host.room.notes

        def work() -> SaveOutcome:
            known = tagging_of(notes.of(article_id))
            before = known.tags if known else ()
            said = told
            try:
                tag_article(notes, article_id, tags)
            except UnconfirmedError as error:
                said = str(error)
            except (ReaderError, OSError) as error:
                said = f"The tags could not be saved: {error} Their folder is {notes.path}."
                return SaveOutcome(said, is_done=False, is_warning=True)

            def undo(room: "ReadingRoom") -> None:
                tag_article(room.notes, article_id, before)

            return SaveOutcome(said, deed=Deed("the tags", undo, article_id, is_aside=True))

        def show(outcome: SaveOutcome) -> None:
            self._host.say(outcome.told, is_warning=outcome.is_warning)
            if outcome.is_done:
                self._host.notes_changed()
            then(outcome.is_done)

        self._host.change_notes(work, show)

    def _stop(self) -> None:
        self._subject = None
        self._editor.close()
        self._layout.show(self._layout.in_use)
