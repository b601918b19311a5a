"""The places of notes in the shown texts: found off the event loop, marked in the texts."""

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reader.library.errors import ReaderError
from reader.library.safe_text import line
from reader.notes.colors import USUAL_COLOR
from reader.text.plurals import count
from reader.tui.notes.target import NoteHost, NoteTarget
from reader.tui.part import IsLate, Part
from reader.view.cells import fitted
from reader.view.marks import NotePassage, here_marks, note_marks
from reader.view.note_rows import PlacedNote

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.notes.anchoring import AnchoringText
    from reader.notes.conflicts import Conflict
    from reader.notes.model import Annotation
    from reader.notes.placement import PlacedAnnotation

LOOK_AFTER = 0.1
_ARTICLES_KEPT = 16
_BREATH = 0.0002
_SHORT = 26

Revisions = tuple[tuple[str, str], ...]


class NoteFiles(NamedTuple):
    """What the user must know about note files: two versions of a note, vanished notes, and problems."""

    conflicts: "Sequence[Conflict]" = ()
    vanished: "Sequence[Annotation]" = ()
    problems: Sequence[str] = ()


@dataclass(slots=True)
class KnownPlaces:
    """The places of an article's notes as far as known; *seen* is the state of the files when all were found."""

    text: "AnchoringText"
    placed: "dict[str, PlacedAnnotation]" = field(default_factory=dict)
    seen: tuple[Revisions, NoteFiles] | None = None


class PlacesQuestion(NamedTuple):
    """A question: where the notes of *articles* are; with *is_whole*, all notes of the library are looked at."""

    articles: "tuple[tuple[Article, KnownPlaces], ...]"
    is_whole: bool


class PlacesAnswer(NamedTuple):
    """The answer for one article: the state of its files, and the places; None if nothing has changed."""

    article: "Article"
    known: KnownPlaces
    seen: tuple[Revisions, NoteFiles]
    placed: "dict[str, PlacedAnnotation] | None"


class NotePlaces(Part):
    """Finds the places of notes in the shown texts, and marks them.

    *selected* returns the note that is selected in a pane beside the texts.
    """

    def __init__(self, host: NoteHost, target: NoteTarget, selected: Callable[[], PlacedNote | None]) -> None:
        self._host = host
        self._target = target
        self.selected = selected
        self.files = NoteFiles()
        self._known_by_article: dict[str, KnownPlaces] = {}
        self._notes_by_article: dict[str, list[PlacedNote]] = {}
        self._is_whole = True
        self._number = 0
        self._here: tuple[str, ...] = ()
        self._told_here = ""
        self.changed_elsewhere: Callable[[], object] = lambda: None
        self.asker = host.asker("notes", self._find, self._show_answer)

    # Looking, in a thread

    def look(self) -> None:
        """Check whether the notes of the shown articles have changed."""
        if self._target.articles and not self.asker.is_waiting(self._number):
            self._ask()

    def look_at_all(self) -> None:
        """Include the notes of the whole library in the next check."""
        self._is_whole = True

    def _ask(self) -> None:
        articles = tuple((each, self._known_of(each)) for each in self._target.articles)
        self._number = self.asker.ask(PlacesQuestion(articles, self._is_whole))

    def _known_of(self, article: "Article") -> KnownPlaces:
        from reader.notes.anchoring import AnchoringText

        known = self._known_by_article.pop(article.id, None)
        if known is None or known.text.text != article.text:
            known = KnownPlaces(AnchoringText(article.text))
        self._known_by_article[article.id] = known
        for old in [*self._known_by_article][:-_ARTICLES_KEPT]:
            del self._known_by_article[old]
        return known

    def _find(self, question: PlacesQuestion, is_late: IsLate) -> Iterator[PlacesAnswer]:
        from reader.notes.placement import place_all

        store = self._host.room.notes
        if question.is_whole:
            store.refresh()
            with contextlib.suppress(ReaderError):
                # Notes are shown even if what a killed save left cannot be kept; the next start tries again.
                store.clear_unfinished(self._host.room.drafts)

        def is_late_gently() -> bool:
            # Finding a changed passage takes a millisecond of pure Python; between two, keys come first.
            time.sleep(_BREATH)
            return is_late()

        for article, known in question.articles:
            if not question.is_whole:
                store.refresh(article.id)
            notes = store.of(article.id)
            files = NoteFiles(store.conflicts, store.vanished, store.problems)
            seen = tuple((each.id, each.revision) for each in notes), files
            if seen == known.seen and {each.id for each in notes} == known.placed.keys():
                yield PlacesAnswer(article, known, seen, None)
            else:
                yield PlacesAnswer(article, known, seen, place_all(known.text, notes, is_late_gently))

    def _show_answer(self, _: PlacesQuestion, answer: PlacesAnswer) -> None:
        if all(each is not answer.article for each in self._target.articles):
            # Another article is open by now.
            return
        self._is_whole = False
        if answer.placed is None:
            return
        known, problems = answer.known, answer.seen[1].problems
        known.placed, known.seen = answer.placed, answer.seen
        new = [line(each) for each in problems if each not in self.files.problems]
        self.files = answer.seen[1]
        self._show(answer.article, known)
        self._tell_problems(new)
        self.changed_elsewhere()

    def _tell_problems(self, new: Sequence[str]) -> None:
        """Report what has gone wrong with note files since the last check."""
        if not new:
            return
        several = f"{count(len(new), 'note file')} could not be read. Press {{problems}} to see why."
        told = new[0] if len(new) == 1 else self._host.keymap.fill(several)
        if self.files.conflicts or self.files.vanished:
            # The key first: what follows names files, and a status line is short.
            told = f"{self._host.keymap.fill('Press {versions} to settle this:')} {told}"
        self._host.say(told, is_warning=True)

    def pass_over_problems(self, problems: Sequence[str]) -> None:
        """Treat these problems of note files as reported."""
        self.files = self.files._replace(problems=problems)

    def pass_over(self, *, conflict: "Conflict | None" = None, vanished: bool = False) -> None:
        """Treat a conflict, or vanished notes, as settled."""
        conflicts = [each for each in self.files.conflicts if each != conflict]
        self.files = self.files._replace(conflicts=conflicts, vanished=() if vanished else self.files.vanished)

    # Showing

    def show(self) -> None:
        """Show the notes of the texts: the known ones at once, the others once they are found."""
        self._here = ()
        for article in self._target.articles:
            known = self._known_of(article)
            if known.seen is not None:
                self._show_changes_of(article)
            else:
                self._show(article, known, is_known=False)
        if self._target.articles:
            self._ask()

    def show_changes(self) -> None:
        """Show the notes of the texts after a change made here."""
        # An answer under way does not include the change.
        self.asker.forget()
        are_whole = [self._show_changes_of(article) for article in self._target.articles]
        if not all(are_whole):
            # Later: the thread would delay drawing the known ones.
            self._host.set_timer(LOOK_AFTER, self.look)

    def _show_changes_of(self, article: "Article") -> bool:
        """Show what is known or found at once; return whether a check would find the same."""
        from reader.notes.placement import place_at_once

        known = self._known_of(article)
        known.placed, is_whole = place_at_once(known.text, self._host.room.notes.known(article.id), known.placed)
        known.seen = None
        self._show(article, known)
        return is_whole

    def _show(self, article: "Article", known: KnownPlaces, *, is_known: bool = True) -> None:
        text = article.text
        doubled = {each.id for each in self.files.conflicts if each.article == article.id}
        links = sorted({each.annotation.link for each in known.placed.values() if each.annotation.link})
        headings = self._host.room.catalog.headings_of(links) if links else {}
        notes = []
        for annotation, place in known.placed.values():
            now = text[place.start : place.end] if place.state == "changed" else ""
            title = headings[annotation.link][0] if annotation.link in headings else ""
            notes.append(PlacedNote(annotation, place, now=now, has_versions=annotation.id in doubled, linked=title))
        notes.sort(key=_in_text_order)
        self._notes_by_article[article.id] = notes
        self._target.mark(article.id, "annotations", note_marks(marked(notes)))
        self._host.places_shown(article.id, notes, is_known=is_known)
        self._show_here(announce=False)

    def bad_file_count(self, article_id: str) -> int:
        """Return how many files of notes on an article could not be read."""
        started = f"The note {article_id}/"
        twice = {*map(str, self.files.conflicts)}
        return sum(each.startswith(started) and each not in twice for each in self.files.problems)

    # Under the caret

    @property
    def notes(self) -> Sequence[PlacedNote]:
        """The notes of the article with the caret, in the order of its text."""
        article = self._target.article
        return self._notes_by_article.get(article.id, ()) if article is not None else ()

    def knows(self, annotation_id: str) -> PlacedNote | None:
        """Return the shown note with that id on one of the texts."""
        shown = (note for each in self._target.articles for note in self._notes_by_article.get(each.id, ()))
        return next((note for note in shown if note.annotation.id == annotation_id), None)

    def at_caret(self) -> list[PlacedNote]:
        """Return the notes under the caret, the shortest first."""
        offset = self._target.caret.offset
        here = [note for note in self.notes if note.has_place and note.place.start <= offset < note.place.end]
        return sorted(here, key=lambda note: note.place.end - note.place.start)

    def under_caret(self) -> PlacedNote | None:
        """Return the note under the caret, the shortest of several."""
        return next(iter(self.at_caret()), None)

    def chosen(self) -> PlacedNote | None:
        """Return the note for a command: under the caret, or selected in the pane; say so if there is none."""
        note = self.under_caret() if self._target.has_keys else self.selected()
        if note is None:
            self._host.say("There is no note here.")
        return note

    def caret_moved(self) -> None:
        """Show the notes at the caret."""
        self._show_here(announce=True)

    def _show_here(self, *, announce: bool) -> None:
        article, here = self._target.article, self.at_caret()
        if article is None:
            return
        ids = tuple(note.annotation.id for note in here)
        told = told_of(here, self._host.keymap.key("edit-note"))
        if ids != self._here or self._told_here != told:
            self._here = ids
            self._target.mark(article.id, "here", here_marks(marked(here)))
        if not announce:
            return
        if here:
            self._host.caret_in_notes(here)
        is_free = not self._host.is_writing and not self._host.is_asking_key
        if is_free and not self._host.said.startswith("hit "):
            if told or self._host.said == self._told_here:
                self._host.say(told)
            self._told_here = told


def marked(notes: Iterable[PlacedNote]) -> list[NotePassage]:
    """Return the passages of those notes that have one."""
    return [
        NotePassage(note.place.start, note.place.end, note.annotation.color, bool(note.annotation.body))
        for note in notes
        if note.has_place
    ]


def told_of(here: Sequence[PlacedNote], edit_key: str) -> str:
    """Return a sentence on the notes under the caret."""
    if len(here) < 2:
        return _told(here[0]) if here else ""
    told = " · ".join(f"{note.annotation.color or USUAL_COLOR} “{_short(note)}”" for note in here)
    return f"{len(here)} notes here: {told}; {edit_key} edits the shortest"


def _told(note: PlacedNote) -> str:
    annotation = note.annotation
    told = annotation.body.strip().split("\n")[0]
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    said = f"{annotation.color or USUAL_COLOR}: {told}" if told else f"{annotation.color or USUAL_COLOR} highlight"
    return " · ".join(filter(None, (said, tags)))


def _short(note: PlacedNote) -> str:
    body = note.annotation.body.strip().split("\n")[0]
    return fitted(" ".join((body or note.annotation.exact[: 4 * _SHORT]).split()), _SHORT)


def _in_text_order(note: PlacedNote) -> tuple[bool, int, int, str]:
    return note.annotation.quote is not None, note.place.start, note.place.end, note.annotation.created
