"""Tags of notes and of articles: edited on one line, with what the library knows offered."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.library.atomic_file import UnconfirmedError
from reader.library.dates import now
from reader.library.errors import ReaderError
from reader.library.safe_text import line
from reader.tui.deeds import Deed
from reader.tui.notes.keeper import NoteKeeper
from reader.tui.notes.places import NotePlaces
from reader.tui.panes.tag_editor import TagEditor
from reader.tui.part import IsLate, Part
from reader.tui.reading.host import ReadingHost
from reader.tui.reading.layout import PaneLayout
from reader.view.cells import fitted
from reader.view.note_rows import PlacedNote

if TYPE_CHECKING:
    from reader.notes.model import Annotation

_HINT = "{complete} completes, {previous} {next} choose, {save} saves, {cancel} cancels."


class TagSubject(NamedTuple):
    """What is being tagged: an article, or a note if there is one."""

    article_id: str
    annotation: "Annotation | None"


class TagPart(Part):
    """Tags the chosen note; where there is none, the article."""

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
        """Edit the tags of the chosen note; where there is none, of the article."""
        from reader.notes.article_tags import tagging_of

        note = self._chosen()
        found = self._keeper.newest(note.annotation) if note is not None else None
        article_id = self._host.subject
        if article_id is None or (note is not None and found is None):
            return
        if found is not None and found != tagging_of([found]):
            self._subject = TagSubject(found.article, found)
            self._editor.open(fitted(line(found.exact[:200]), 80) or "the note on the article", found.tags)
        else:
            known = tagging_of(self._host.room.notes.of(article_id))
            entry = self._host.room.catalog.entry(article_id)
            self._subject = TagSubject(article_id, None)
            self._editor.open(f"the article “{entry.title if entry else article_id}”", known.tags if known else ())
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
        article_id, annotation = self._subject
        tags = event.tags
        told = "Tagged " + " ".join(f"#{tag}" for tag in tags) + "." if tags else "All tags removed."
        if annotation is None:
            is_saved = self._tag_article(article_id, tags, told)
        else:
            is_saved = self._keeper.save(replace(annotation, tags=tags, modified=now()), told, "the tags")
        if is_saved:
            self._stop()

    def _tag_article(self, article_id: str, tags: tuple[str, ...], told: str) -> bool:
        from reader.notes.article_tags import tag_article, tagging_of

        notes = self._host.room.notes
        known = tagging_of(notes.of(article_id))
        before = known.tags if known else ()
        try:
            tag_article(notes, article_id, tags)
        except UnconfirmedError as error:
            told = str(error)
        except (ReaderError, OSError) as error:
            self._host.say(f"The tags could not be saved: {error} Their folder is {notes.path}.", is_warning=True)
            return False
        self._host.did(Deed("the tags", lambda room: tag_article(room.notes, article_id, before), article_id))
        self._host.say(told)
        self._host.notes_changed()
        return True

    def _stop(self) -> None:
        self._subject = None
        self._editor.close()
        self._layout.show(self._layout.in_use)
