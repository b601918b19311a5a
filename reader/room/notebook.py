"""The notes of a library with the places of their passages: in one article, and all of them in the notebook."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.library.errors import Cancelled, ReaderError, never
from reader.room.entries import count_notes
from reader.room.session import Session

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.notebook.entries import Heading, Key, Notebook, NotebookEntry
    from reader.notes.anchoring import Anchoring
    from reader.notes.model import Annotation

# The number of articles whose notes are read before the first are listed.
_READ_FIRST = 30
# The number of articles in which notes are placed between two checks for newer questions.
_PLACED_AT_ONCE = 8


class HighlightOutcome(NamedTuple):
    """The outcome of highlighting: a new highlight, an existing one, or that one in another color."""

    annotation: "Annotation"
    result: Literal["added", "same", "recolored"]


class LibraryNotebook:
    """Finds annotations again: in their texts, and by a query."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def anchored(
        self, article_id: str, cancelled: Callable[[], bool] = never
    ) -> list[tuple["Annotation", "Anchoring"]]:
        """Return an article's annotations with their places, in the order of the text.

        Notes on the article as a whole come first. A note whose article is gone has no place.
        Raises: Cancelled.
        """
        self._session.notes.refresh(article_id)
        notes = self._session.notes.of(article_id)
        places = self._anchored_in(article_id, notes, cancelled)
        pairs = [(each, places[each.id]) for each in notes]
        return sorted(pairs, key=lambda pair: (pair[0].quote is not None, pair[1].start, pair[1].end, pair[0].created))

    def find(
        self,
        query: str = "",
        *,
        article_id: str | None = None,
        tags: Sequence[str] = (),
        cancelled: Callable[[], bool] = never,
    ) -> "Notebook":
        """Return the notes that a query of the notebook finds, of one article and with all *tags* if given, placed.

        Raises: NoteQueryError for a query that makes no sense, NoSuchArticle, Cancelled.
        """
        from reader.notebook.entries import Notebook
        from reader.notebook.query import parse_query

        self._session.notes.refresh()
        notes = self._session.notes.all()
        wanted = [each for each in notes if article_id in (None, each.article) and {*tags} <= {*each.tags}]
        if article_id is not None and not any(each.article == article_id for each in notes):
            # A note may outlive its article; an id with neither is a mistake.
            self._session.shelf.article(article_id)
        book = Notebook(self._entries(wanted))
        parsed = parse_query(query, date.today())  # noqa: DTZ011 - the reader's own day is what "today" means
        if parsed.needs_places:
            self._place_all(book, cancelled)
        book = Notebook([each for each in book.entries if parsed.test(each)])
        self._place_all(book, cancelled)
        book.sort_by_text()
        return book

    def load(self) -> Iterator["Notebook"]:
        """Yield the notes of the library: first the latest articles', then all from the cache, then all from the files.

        Without a cache, yield what has been read so far from time to time.
        """
        from reader.notebook.entries import Notebook

        if self._session.notes.is_recalled:
            yield Notebook(self._entries(self._session.notes.recalled(self._latest)), is_complete=False)
        else:
            yield from self._load_slowly()
        book = Notebook(self._entries(self._session.notes.recalled()))
        yield book
        if self._session.notes.refresh():
            book = Notebook(self._entries(self._session.notes.all()))
        book.put_places(self._kept_places(book.entries))
        book.sort_by_text()
        yield book
        # Saved here too: the app may crash later.
        self._session.notes.save_cache()

    def _latest(self, article_ids: Collection[str]) -> Collection[str]:
        """Return the articles with notes that the notebook begins with, enough to fill a window at once."""
        told = self._session.catalog.headings_of(sorted(article_ids))
        latest = sorted(told, key=lambda key: told[key][0].casefold())
        return sorted(latest, key=lambda key: told[key][2], reverse=True)[:_READ_FIRST]

    def _load_slowly(self) -> Iterator["Notebook"]:
        from reader.notebook.entries import Notebook

        found: list[Annotation] = []
        told_at = _READ_FIRST
        for number, article_id in enumerate(self.counts(), 1):
            found += self._session.notes.of(article_id)
            if number == told_at:
                # In growing steps, since everything read so far is listed each time.
                told_at *= 3
                yield Notebook(self._entries(found), is_complete=False)

    def place(
        self, entries: Sequence["NotebookEntry"], wanted: Callable[[], Sequence[str]] = lambda: ()
    ) -> Iterator[dict["Key", "Anchoring"]]:
        """Find the passages of *entries* in their texts, a few articles at a time, those of *wanted* first.

        Places are kept, and found again only if a text or a note has changed.
        """
        by_article = _by_article(entries)
        left = dict.fromkeys(by_article)
        while left:
            first = [each for each in wanted() if each in left] or list(left)
            chosen = first[:_PLACED_AT_ONCE]
            found: dict[Key, Anchoring] = {}
            for article_id in chosen:
                del left[article_id]
                found |= self._places_in(article_id, by_article[article_id][0].heading.stamp)
            yield found
        self._session.note_places.save(self.counts)

    def _places_in(self, article_id: str, article_stamp: str) -> dict["Key", "Anchoring"]:
        """Return the places of an article's notes, kept or found now."""
        from reader.notebook.places import stamp_of

        notes = self._session.notes.of(article_id)
        stamp = stamp_of(article_stamp, notes)
        places = self._session.note_places.get(article_id, stamp)
        if places is None:
            places = self._anchored_in(article_id, notes)
            self._session.note_places.put(article_id, stamp, places)
        return {(article_id, key): place for key, place in places.items()}

    def _kept_places(self, entries: Sequence["NotebookEntry"]) -> dict["Key", "Anchoring"]:
        from reader.notebook.places import stamp_of

        kept: dict[Key, Anchoring] = {}
        for article_id, listed in _by_article(entries).items():
            stamp = stamp_of(listed[0].heading.stamp, (each.annotation for each in listed))
            places = self._session.note_places.get(article_id, stamp) or {}
            kept |= {(article_id, key): place for key, place in places.items()}
        return kept

    def _place_all(self, book: "Notebook", cancelled: Callable[[], bool]) -> None:
        for places in self.place(book.entries):
            if cancelled():
                raise Cancelled
            book.put_places(places)

    def _anchored_in(
        self, article_id: str, notes: Sequence["Annotation"], cancelled: Callable[[], bool] = never
    ) -> dict[str, "Anchoring"]:
        from reader.notes.anchoring import AnchoringText

        places = AnchoringText(self._session.shelf.text_of(article_id) or "").anchor_all(notes, cancelled)
        if cancelled():
            raise Cancelled
        return places

    def _entries(self, notes: Sequence["Annotation"]) -> Sequence["NotebookEntry"]:
        from reader.notebook.entries import entries_of

        return entries_of(notes, self._headings(notes))

    def _headings(self, notes: Sequence["Annotation"]) -> dict[str, "Heading"]:
        from reader.notebook.entries import Heading

        ids = {each.article for each in notes} | {each.link for each in notes if each.link}
        told = self._session.catalog.headings_of(sorted(ids))
        return {key: Heading(key, *facts) for key, facts in told.items()}

    def highlight(self, article: "Article", start: int, end: int, color: str = "") -> HighlightOutcome:
        """Highlight a passage; if it is already highlighted, change that highlight to *color* if one is given.

        Raises: ReaderError, SaveConflict.
        """
        from reader.notes.anchoring import AnchoringText
        from reader.notes.colors import USUAL_COLOR
        from reader.notes.model import new_annotation
        from reader.notes.placement import on_same_passage
        from reader.notes.selectors import selectors_for, text_sha256

        store = self._session.notes
        selectors = selectors_for(article.text, start, end)
        store.refresh(article.id)
        known = on_same_passage(AnchoringText(article.text), store.of(article.id), start, end)
        if known is None:
            new = new_annotation(
                article.id, selectors, color=color or USUAL_COLOR, text_sha256=text_sha256(article.text)
            )  # fmt: skip
            return HighlightOutcome(store.save(new), "added")
        if color in {"", known.color}:
            return HighlightOutcome(known, "same")
        return HighlightOutcome(store.save(replace(known, color=color)), "recolored")

    def attach(self, annotation: "Annotation", article: "Article", start: int, end: int) -> "Annotation":
        """Attach a note to a passage of its own or another article, and return the new note.

        `notes.undo` returns a note to its former article. Raises: ReaderError; the note stays as it was.
        """
        from reader.notes.selectors import attach

        return self._session.notes.move(annotation, attach(annotation, article.text, start, end, article.id))

    def tag(
        self, notes: Iterable["Annotation"], added: Sequence[str] = (), removed: Sequence[str] = ()
    ) -> Iterator[tuple["Annotation", ReaderError | None]]:
        """Add and remove tags of *notes*; yield each note as it is then, with the error if it could not be changed."""
        gone = {each.casefold() for each in removed}
        for each in notes:
            tags = tuple(tag for tag in dict.fromkeys((*each.tags, *added)) if tag.casefold() not in gone)
            try:
                yield (self._session.notes.save(replace(each, tags=tags)) if tags != each.tags else each), None
            except ReaderError as error:
                yield each, error

    def counts(self) -> dict[str, int]:
        """Return the number of annotations by article id."""
        return count_notes(*self._session.notes.folders)


def _by_article(entries: Sequence["NotebookEntry"]) -> dict[str, list["NotebookEntry"]]:
    found: dict[str, list[NotebookEntry]] = {}
    for each in entries:
        found.setdefault(each.annotation.article, []).append(each)
    return found
