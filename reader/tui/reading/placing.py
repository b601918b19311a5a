"""Annotations shown: found in the open article off the event loop, drawn in the text and in their pane, watched."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.message import Message

from reader.library.article import Article
from reader.library.safe_text import line
from reader.tui.asking import Answer, Asker
from reader.tui.panes.article_view import ArticleView
from reader.tui.panes.notes import NotesPane
from reader.tui.reading.key_choice import KeyChoosing
from reader.view.cells import fitted
from reader.view.note_marks import USUAL_COLOR, Marked, here_marks, note_marks
from reader.view.note_rows import PlacedNote
from reader.view.phrases import count

if TYPE_CHECKING:
    from reader.notes.anchoring import AnchoringText, PlacedAnnotation
    from reader.notes.conflicts import Conflict
    from reader.notes.model import Annotation

LOOK_AFTER = 0.1
_ARTICLES_KEPT = 16
_BREATH = 0.0002
_TOLD = 26

# What a look at the notes saw: their ids and revisions, and what is to be said of their files.
Seen = tuple[tuple[tuple[str, str], ...], tuple["Conflict", ...], tuple["Annotation", ...], tuple[str, ...]]


@dataclass(slots=True)
class KnownPlaces:
    """The annotations of an article's text and their places, as far as they are known."""

    text: "AnchoringText"
    placed: dict[str, "PlacedAnnotation"] = field(default_factory=dict)
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A question: what is known, and whether the notes of the *whole* library are to be looked at."""

    article: Article
    known: KnownPlaces
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """The answer: what was *seen*, and the places; None where nothing is different."""

    seen: Seen
    placed: dict[str, "PlacedAnnotation"] | None


class Placing(KeyChoosing):
    """The part of the reading screen that shows annotations."""

    @dataclass
    class NotesLooked(Message):
        """The notes of an article were looked at."""

        answer: Answer

    conflicts: Sequence["Conflict"] = ()
    vanished: Sequence["Annotation"] = ()
    problems_told: Sequence[str] = ()
    _select_id: str | None = None
    _here: tuple[str, ...] = ()
    _told_here = ""

    def start_placing(self, crash: Callable[[BaseException], None]) -> None:
        """Make what looks at the notes off the event loop."""
        self._known_by_article: dict[str, KnownPlaces] = {}
        self._look_whole = True
        self.placer = Asker("notes", self._look, lambda answer: self.post(self.NotesLooked(answer)), crash)
        key = self.keymap.key
        self.notes_pane.hints = {
            "changed": f"; {key('accept-passage')} accepts the new words",
            "orphan": f"; {key('attach-note')} attaches it to another",
            "versions": f"; {key('versions')} settles them",
        }

    @property
    def no_notes(self) -> str:
        """What the pane says while an article has no annotations."""
        key = self.keymap.key
        return (
            f"No notes yet. In the article, {key('highlight')} highlights the sentence under the caret, "
            f"{key('note')} writes a note on it."
        )

    # Looking, in a thread

    def look_at_notes(self) -> None:
        """Look whether the notes of the open article are as they are shown."""
        article = self.article
        if article is not None and not self.placer.is_waiting(self._asked):
            self._ask_for(article)

    def look_at_all_notes(self) -> None:
        """Look at the notes of the whole library with the next look."""
        self._look_whole = True

    _asked = 0

    def _ask_for(self, article: Article) -> None:
        self._asked = self.placer.ask(Look(article, self._known_of(article), self._look_whole))

    def _known_of(self, article: Article) -> KnownPlaces:
        from reader.notes.anchoring import AnchoringText

        known = self._known_by_article.pop(article.id, None)
        if known is None or known.text.text != article.text:
            known = KnownPlaces(AnchoringText(article.text))
        self._known_by_article[article.id] = known
        for old in [*self._known_by_article][:-_ARTICLES_KEPT]:
            del self._known_by_article[old]
        return known

    def _look(self, look: Look, is_late: Callable[[], bool]) -> Iterator[Looked]:
        from reader.notes.anchoring import place_all

        store = self.room.notes
        store.refresh() if look.is_whole else store.refresh(look.article.id)
        notes = store.of(look.article.id)
        seen: Seen = (
            tuple((each.id, each.revision) for each in notes),
            store.conflicts,
            store.vanished,
            store.problems,
        )
        known = look.known
        if seen == known.seen and {each.id for each in notes} == known.placed.keys():
            yield Looked(seen, None)
            return

        def is_late_gently() -> bool:
            # Finding a changed passage takes a millisecond of bare Python; between two, the keys come first.
            time.sleep(_BREATH)
            return is_late()

        yield Looked(seen, place_all(known.text, notes, is_late_gently))

    def on_placing_notes_looked(self, event: "Placing.NotesLooked") -> None:
        """Show what was found, unless something newer was asked meanwhile."""
        event.stop()
        answer, article = event.answer, self.article
        if not self.placer.is_newest(answer) or article is None or article is not answer.question.article:
            return
        if answer.error is not None:
            self.say(str(answer.error), is_warning=True)
            return
        looked: Looked = answer.value
        self._look_whole = False
        if looked.placed is not None:
            known = answer.question.known
            known.placed, known.seen = looked.placed, looked.seen
            _, self.conflicts, self.vanished, problems = looked.seen
            new = [line(each) for each in problems if each not in self.problems_told]
            self.problems_told = problems
            self._show_places(article, known)
            self._tell_problems(new)
            self._tell_writer()

    def _tell_problems(self, new: Sequence[str]) -> None:
        """Say what has gone wrong with files of notes since the last look."""
        if not new:
            return
        key = self.keymap.key
        several = f"{count(len(new), 'file')} of notes need a look: {key('problems')} tells."
        told = [new[0] if len(new) == 1 else several]
        if self.conflicts or self.vanished:
            told.append(f"{key('versions')} settles it.")
        self.say(" ".join(told), is_warning=True)

    def _tell_writer(self) -> None:
        """Say that the note being written was changed elsewhere; keeping it will keep both."""
        written = self.editor.annotation
        if written is None or not written.revision:
            return
        there = next((each.annotation for each in self.notes_pane.notes if each.annotation.id == written.id), None)
        if there is None or there.revision != written.revision:
            self.say("This note was changed elsewhere meanwhile; if you keep yours, both are kept.", is_warning=True)

    # Showing

    def show_notes(self, select_id: str | None = None) -> None:
        """Show the annotations of the open article: what is known of them at once, the rest once it is found."""
        article = self.article
        self._here = ()
        self._select_id = select_id
        if article is None:
            self.notes_pane.show((), "")
            return
        known = self._known_of(article)
        if known.seen is not None:
            self.show_changes(select_id)
        else:
            self._show_places(article, known, is_known=False)
        self._ask_for(article)

    def show_changes(self, select_id: str | None = None) -> None:
        """Show the annotations of the open article after one of them was made, changed or deleted here."""
        from reader.notes.anchoring import place_at_once

        article = self.article
        if article is None:
            return
        known = self._known_of(article)
        # An answer under way does not know of the change.
        self.placer.forget()
        known.placed, is_whole = place_at_once(known.text, self.room.notes.of(article.id), known.placed)
        known.seen = None
        self._select_id = select_id
        self._show_places(article, known)
        if not is_whole:
            # Not at once: the thread would keep the loop from drawing what is known.
            self.set_timer(LOOK_AFTER, self.look_at_notes)

    def _show_places(self, article: Article, known: KnownPlaces, *, is_known: bool = True) -> None:
        text = article.text
        doubled = {each.id for each in self.conflicts if each.article == article.id}
        notes = []
        for annotation, place in known.placed.values():
            now = text[place.start : place.end] if place.state == "changed" else ""
            notes.append(PlacedNote(annotation, place, now=now, has_versions=annotation.id in doubled))
        notes.sort(key=_in_text_order)
        started = f"The note {article.id}/"
        twice = {*map(str, self.conflicts)}
        bad_files = sum(each.startswith(started) and each not in twice for each in self.problems_told)
        self.notes_pane.show(notes, self.no_notes if is_known else "", self._select_id, bad_files=bad_files)
        self._select_id = None
        self.article_view.mark("annotations", note_marks(marked(notes)))
        self._show_here(announce=False)
        if is_known and self.note_counts.get(article.id, 0) != len(notes):
            self.note_counts[article.id] = len(notes)
            self.list_view.redraw_row(article.id)

    # Under the caret

    def at_caret(self) -> list[PlacedNote]:
        """Return the annotations under the caret, the shortest first."""
        offset = self.article_view.caret.offset
        here = [
            note for note in self.notes_pane.notes if note.has_place and note.place.start <= offset < note.place.end
        ]
        return sorted(here, key=lambda note: note.place.end - note.place.start)

    def under_caret(self) -> PlacedNote | None:
        """Return the annotation under the caret, the shortest of several."""
        return next(iter(self.at_caret()), None)

    def chosen_note(self) -> PlacedNote | None:
        """Return the annotation that a command is about: under the caret, or selected in the pane; say if none is."""
        note = self.under_caret() if self.where == "article" else self.notes_pane.selected
        if note is None:
            self.say("There is no annotation here.")
        return note

    def on_article_view_caret_moved(self, event: ArticleView.CaretMoved) -> None:
        """Show which annotations the caret is in."""
        event.stop()
        self._show_here(announce=True)

    def _show_here(self, *, announce: bool) -> None:
        here = self.at_caret()
        ids = tuple(note.annotation.id for note in here)
        if ids != self._here or self._told_here != told_of(here):
            self._here = ids
            self.article_view.mark("here", here_marks(marked(here)))
        if here and announce:
            self.notes_pane.select(ids[0])
        if announce and not self.is_writing and self.question is None and not self.status.said.startswith("hit "):
            told = told_of(here, self.keymap.key("edit-note"))
            if told or self.status.said == self._told_here:
                self.say(told)
            self._told_here = told

    # The pane

    def on_notes_pane_highlighted(self, event: NotesPane.Highlighted) -> None:
        """Scroll to the annotation that is selected; to where it was, if its passage is gone."""
        event.stop()
        if event.note.annotation.quote is not None:
            self.article_view.go_to(event.note.place.start, event.note.place.end)

    def on_notes_pane_chosen(self, event: NotesPane.Chosen) -> None:
        """Go to the passage of an annotation."""
        event.stop()
        if event.note.has_place:
            self.show_pane("article")
            self.article_view.go_to(event.note.place.start, event.note.place.end)
        else:
            self.do_edit_note()

    def do_edit_note(self) -> None:
        """Edit a note in the editor below the text."""
        raise NotImplementedError  # pragma: no cover - Writing does

    # Stepping

    def do_next_annotation(self) -> None:
        """Go to the next annotation in the text."""
        self._step_annotation(1)

    def do_previous_annotation(self) -> None:
        """Go to the annotation before."""
        self._step_annotation(-1)

    def _step_annotation(self, step: int) -> None:
        offset = self.article_view.caret.offset
        starts = sorted({(each.place.start, each.place.end) for each in self.notes_pane.notes if each.has_place})
        further = [span for span in starts if (span[0] > offset if step > 0 else span[0] < offset)]
        if not further:
            self.say("There is no annotation further on.")
            return
        self.article_view.go_to(*(further[0] if step > 0 else further[-1]))


def marked(notes: Iterable[PlacedNote]) -> list[Marked]:
    """Return the passages of those annotations that have one."""
    return [
        Marked(note.place.start, note.place.end, note.annotation.color, bool(note.annotation.body))
        for note in notes
        if note.has_place
    ]


def told_of(here: Sequence[PlacedNote], edit_key: str = "e") -> str:
    """Return a sentence on the annotations under the caret."""
    if len(here) < 2:
        return _told(here[0]) if here else ""
    told = " · ".join(f"{note.annotation.color or USUAL_COLOR} “{_short(note)}”" for note in here)
    return f"{len(here)} annotations here: {told}; {edit_key} edits the shortest"


def _told(note: PlacedNote) -> str:
    annotation = note.annotation
    told = annotation.body.strip().split("\n")[0]
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    said = f"{annotation.color or USUAL_COLOR}: {told}" if told else f"{annotation.color or USUAL_COLOR} highlight"
    return " · ".join(filter(None, (said, tags)))


def _short(note: PlacedNote) -> str:
    body = note.annotation.body.strip().split("\n")[0]
    return fitted(" ".join((body or note.annotation.exact[: 4 * _TOLD]).split()), _TOLD)


def _in_text_order(note: PlacedNote) -> tuple[bool, int, int, str]:
    return note.annotation.quote is not None, note.place.start, note.place.end, note.annotation.created
