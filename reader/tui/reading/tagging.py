"""Tags of annotations and of articles: edited on one line, with what the library knows offered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.message import Message

from reader.library.dates import now
from reader.library.errors import ReaderError
from reader.library.safe_text import line
from reader.tui.asking import Answer, Asker
from reader.tui.panes.tag_editor import TagEditor
from reader.tui.reading.writing import Writing
from reader.view.cells import fitted

if TYPE_CHECKING:
    from reader.notes.model import Annotation

_HINT = "{complete} completes, {previous} {next} choose, {save} saves, {cancel} cancels."


@dataclass(frozen=True, slots=True)
class Tagged:
    """What is being tagged: an article, or with *annotation* that."""

    article_id: str
    annotation: "Annotation | None"


class Tagging(Writing):
    """The part of the reading screen that tags."""

    @dataclass
    class TagsCounted(Message):
        """The tags of the library are known."""

        answer: Answer

    _tagged: Tagged | None = None

    def start_tagging(self, crash: Callable[[BaseException], None]) -> None:
        """Make what counts tags off the event loop."""
        self.tag_counter = Asker("tags", self._count_tags, lambda answer: self.post(self.TagsCounted(answer)), crash)

    def _count_tags(self, _: None, is_late: Callable[[], bool]) -> Iterator[Mapping[str, int]]:
        counts = dict(self.room.notes.tag_counts())
        if not is_late():
            for tag, count in self.room.catalog.tag_counts().items():
                counts[tag] = counts.get(tag, 0) + count
            yield counts

    def on_tagging_tags_counted(self, event: "Tagging.TagsCounted") -> None:
        """Offer the tags of the library."""
        event.stop()
        if event.answer.error is None:
            self.tag_editor.show_known(event.answer.value)

    def do_tag(self) -> None:
        """Edit the tags of the annotation; where there is none, of the article."""
        from reader.notes.article_tags import tagging_of

        here = self.under_caret() if self.where == "article" else self.notes_pane.selected
        note = here if self.where in {"article", "notes"} else None
        article_id = self.list_view.selected_id if self.where == "list" else self.article.id if self.article else None
        found = self.newest(note.annotation) if note is not None else None
        if article_id is None or (note is not None and found is None):
            return
        if found is not None and found != tagging_of([found]):
            self._tagged = Tagged(found.article, found)
            subject = fitted(line(found.exact[:200]), 80) or "the note on the article"
            self.tag_editor.open(subject, found.tags)
        else:
            known = tagging_of(self.room.notes.of(article_id))
            entry = self.room.catalog.entry(article_id)
            self._tagged = Tagged(article_id, None)
            self.tag_editor.open(f"the article “{entry.title if entry else article_id}”", known.tags if known else ())
        self.tag_counter.ask(())
        self.say(self.tag_editor.box.hint(_HINT))

    def on_tag_editor_given_up(self, event: TagEditor.GivenUp) -> None:
        """Put the editor away."""
        event.stop()
        self._stop_tagging()
        self.say("The tags are as they were.")

    def on_tag_editor_kept(self, event: TagEditor.Kept) -> None:
        """Save the tags."""
        event.stop()
        tagged = self._tagged
        if tagged is None:
            return
        self.say(_said(event.tags))
        if tagged.annotation is None:
            is_saved = self._tag_article(tagged.article_id, event.tags)
        else:
            is_saved = self.save_note(replace(tagged.annotation, tags=event.tags, modified=now()))
        if is_saved:
            self._stop_tagging()

    def _tag_article(self, article_id: str, tags: tuple[str, ...]) -> bool:
        from reader.notes.article_tags import tag_article

        try:
            tag_article(self.room.notes, article_id, tags)
        except (ReaderError, OSError) as error:
            self.say(f"The tags are not saved: {error} Their folder is {self.room.notes.path}.", is_warning=True)
            return False
        self.note_counts[article_id] = len(self.room.notes.of(article_id))
        self.list_view.redraw_row(article_id)
        if self.article is not None and self.article.id == article_id:
            self.show_changes()
        self.library_changed()
        return True

    def _stop_tagging(self) -> None:
        self._tagged = None
        self.tag_editor.close()
        self.show_pane(self.in_use)


def _said(tags: tuple[str, ...]) -> str:
    return "Tagged " + " ".join(f"#{tag}" for tag in tags) + "." if tags else "No tags are left."
