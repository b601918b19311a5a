"""Export and import notes, cite articles, verify quotations and follow links."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reader.library.errors import ReaderError
from reader.room.notebook import LibraryNotebook
from reader.room.session import Session
from reader.room.shelf import NoSuchArticle

if TYPE_CHECKING:
    from reader.library.article import Article
    from reader.library.record import Record
    from reader.notes.anchoring import Anchoring
    from reader.notes.exports.import_batch import KnownArticles
    from reader.notes.exports.quotation import Quotation
    from reader.notes.model import Annotation
    from reader.notes.verification import Verification

# The export of 20,000 notes has some 40 MB.
MAX_IMPORT = 200_000_000
_DIFFERS = "The library has this note with other content; it was not overwritten."


@dataclass(frozen=True, slots=True)
class ImportedNote:
    """The *result* of importing one note, with the *reason* if it was refused or not confirmed by the disk.

    If it is not a note at all it has neither *id* nor *article*.
    """

    path: str
    result: Literal["added", "same", "refused"]
    id: str = ""
    article: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a `reader://` link leads: an article, and in it an annotation with its *place* if the link names one.

    *paragraph* (from 1) and *words* are those of the present passage; without one they are 0 and empty.
    """

    article: str
    record: "Record"
    annotation: "Annotation | None" = None
    place: "Anchoring | None" = None
    paragraph: int = 0
    words: str = ""

    @property
    def span(self) -> tuple[int, int] | None:
        """Where the passage is; None without one."""
        return (self.place.start, self.place.end) if self.place and self.place.start < self.place.end else None


class Exchange:
    """Exports, imports, cites, verifies and follows."""

    def __init__(self, session: Session, notebook: LibraryNotebook) -> None:
        self._session = session
        self._notebook = notebook

    # Export

    def quotations(self, notes: Iterable["Annotation"]) -> list["Quotation"]:
        """Return *notes* with the records of their articles and the places of their passages, article by article."""
        from reader.notes.exports.quotation import quotations

        by_article: dict[str, list[Annotation]] = {}
        for each in notes:
            by_article.setdefault(each.article, []).append(each)
        found: list[Quotation] = []
        for article_id, listed in by_article.items():
            entry = self._session.catalog.entry(article_id)
            found += quotations(listed, entry.record if entry else None, self._session.shelf.text_of(article_id))
        return found

    def export(
        self, form: str, article_id: str | None = None, *, query: str = "", tags: Sequence[str] = (), template: str = ""
    ) -> str:
        """Return notes in a format of `notes.exports.formats.FORMATS`: all, an article's, or what a query finds.

        *template* is for Markdown. Raises: NoteQueryError, NoSuchArticle.
        """
        return self.format(form, self._chosen_notes(article_id, query, tags), template=template)

    def write(
        self, path: Path, form: str, notes: Sequence["Annotation"], *, per_article: bool = False, template: str = ""
    ) -> Sequence[Path]:
        """Write *notes* to the file *path*, or *per_article* each article's to a Markdown file in the folder *path*.

        A file is replaced whole or not at all; if *path* is a link, its target is.
        Returns the paths written. Raises: WriteError.
        """
        from reader.library.atomic_file import WriteError, write_text

        if not per_article:
            texts = {Path(os.path.realpath(path)): self.format(form, notes, template=template)}
        elif form != "markdown":
            raise ReaderError("Only Markdown can be written as a file for each article.")
        else:
            texts = {path / name: text for name, text in self._markdown_files(notes, template).items()}
        try:
            if per_article:
                path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(f"The folder {path} could not be created: {error.strerror or error}.") from error
        for target, text in texts.items():
            write_text(target, text)
        return [*texts]

    def format(self, form: str, notes: Sequence["Annotation"], *, template: str = "") -> str:
        """Return *notes* in a format of `notes.exports.formats.FORMATS`; *template* is for Markdown."""
        from reader.notes.exports.formats import FORMATS
        from reader.notes.exports.markdown import write_markdown

        if template and form != "markdown":
            raise ReaderError("Only Markdown can use a template.")
        if template:
            return write_markdown(self.quotations(notes), template=template)
        return FORMATS[form].write(self.quotations(notes))

    def _markdown_files(self, notes: Sequence["Annotation"], template: str) -> dict[str, str]:
        from reader.notes.exports.markdown import TEMPLATE, write_markdown_files

        return write_markdown_files(self.quotations(notes), template or TEMPLATE)

    def cite(self, style: str, article_id: str | None = None, *, query: str = "", tags: Sequence[str] = ()) -> str:
        """Return the quoted articles as a bibliography in a style of `notes.exports.cite.STYLES`.

        Those of all notes, of an article's, or of what a query finds. Raises: NoteQueryError, NoSuchArticle.
        """
        from reader.notes.exports.cite import STYLES

        quoted = dict.fromkeys(each.article for each in self._chosen_notes(article_id, query, tags))
        entries = {key: self._session.catalog.entry(key) for key in quoted}
        return STYLES[style]({key: entry.record for key, entry in entries.items() if entry})

    def cite_articles(self, style: str, article_ids: Iterable[str]) -> str:
        """Return articles as a bibliography in a style of `notes.exports.cite.STYLES`. Raises: NoSuchArticle."""
        from reader.notes.exports.cite import STYLES

        return STYLES[style]({each: self._session.shelf.entry(each).record for each in article_ids})

    def cite_passage(self, style: str, article_id: str, start: int, end: int) -> str:
        """Return a passage in quotation marks with its reference below. Raises: NoSuchArticle."""
        from reader.notes.exports.quotation import paragraph_of

        article = self._session.shelf.article(article_id)
        return _cited(style, article, article.text[start:end], paragraph_of(article.text, start))

    def cite_note(self, style: str, annotation: "Annotation") -> str:
        """Return the passage that an annotation is on, as `cite_passage` does. Raises: NoSuchArticle."""
        from reader.notes.exports.quotation import quotations

        article = self._session.shelf.article(annotation.article)
        (found,) = quotations([annotation], article.record, article.text)
        return _cited(style, article, found.words or annotation.exact, found.paragraph)

    def find_passage(self, article_id: str, words: str) -> tuple[int, int]:
        """Return the first place of *words* in an article, ignoring white space.

        Raises: NoSuchArticle, ReaderError if they are not found.
        """
        import re

        pattern = r"\s+".join(map(re.escape, words.split()))
        found = re.search(pattern, self._session.shelf.article(article_id).text) if pattern else None
        if found is None:
            raise ReaderError(f"These words are not in the article {article_id}.")
        return found.span()

    def _chosen_notes(self, article_id: str | None, query: str, tags: Sequence[str]) -> list["Annotation"]:
        return [each.annotation for each in self._notebook.find(query, article_id=article_id, tags=tags).entries]

    # Import

    def import_notes(self, path: Path, form: str = "", *, with_unknown: bool = False) -> Iterator[ImportedNote]:
        """Import the notes of a file, or of the Markdown files in a folder; yield the result of each.

        The format is recognized unless *form* names it. No note of the library is overwritten. Notes on articles
        that are not in the library are imported only *with_unknown*. Raises: ReaderError if the file holds no notes.
        """
        from reader.library.guarded_file import read_named
        from reader.notes.exports.formats import import_notes

        if os.path.isdir(path):  # noqa: PTH112 - pathlib raises where the folder around it is closed
            for each in sorted(path.glob("*.md")):
                yield from self._imported(each, form, with_unknown=with_unknown)
            return
        text = read_named(path, MAX_IMPORT)
        known = self._known_articles()
        imported = import_notes(text, known, form)
        for problem in imported.problems:
            yield ImportedNote(str(path), "refused", reason=problem)
        for note in imported.annotations:
            yield self._import_note(note, str(path), known.ids, with_unknown=with_unknown)

    def _imported(self, path: Path, form: str, *, with_unknown: bool) -> Iterator[ImportedNote]:
        try:
            yield from self.import_notes(path, form, with_unknown=with_unknown)
        except ReaderError as error:
            yield ImportedNote(str(path), "refused", reason=str(error))

    def _import_note(self, note: "Annotation", path: str, known: frozenset[str], *, with_unknown: bool) -> ImportedNote:
        from reader.library.atomic_file import UnconfirmedError

        result: Literal["added", "same", "refused"] = "refused"
        reason = ""
        try:
            result = self._bring_in(note, is_known=with_unknown or note.article in known)
        except UnconfirmedError as error:
            result, reason = "added", str(error)
        except ReaderError as error:
            reason = str(error)
        return ImportedNote(path, result, note.id, note.article, reason)

    def _bring_in(self, note: "Annotation", *, is_known: bool) -> Literal["added", "same"]:
        """Save a new note. Raises: ReaderError if another one has its id, UnconfirmedError."""
        from reader.notes.model import says_same

        here = self._session.notes.get(note.id, note.article)
        if here is None:
            if not is_known:
                raise ReaderError(f"The article “{note.article}” is not in the library, so its note was skipped.")
            self._session.notes.save(note, modified=False)
            return "added"
        # It was known, and its file is gone: whoever imports it wants it back, as it was last seen.
        if self._session.notes.restore_vanished(note.article, note.id):
            return "added"
        # A note without dates got those of the import.
        dated = replace(note, created=note.created or here.created, modified=note.modified or here.modified)
        if not says_same(here, dated):
            raise ReaderError(_DIFFERS)
        return "same"

    def _known_articles(self) -> "KnownArticles":
        from reader.notes.exports.import_batch import KnownArticles

        return KnownArticles.of(
            (each.id, each.record.title, each.record.url) for each in self._session.catalog.entries()
        )

    # Verification

    def verify(
        self, article_id: str | None = None, *, query: str = "", tags: Sequence[str] = ()
    ) -> Iterator[tuple["Annotation", "Verification"]]:
        """Check the quotations of notes against the present texts of their articles.

        Raises: NoteQueryError, NoSuchArticle.
        """
        from reader.notes.anchoring import AnchoringText
        from reader.notes.verification import verify_annotation

        article, text = "", None
        for each in self._chosen_notes(article_id, query, tags):
            if each.quote is None:
                continue
            if each.article != article:
                plain = self._session.shelf.text_of(each.article)
                article, text = each.article, AnchoringText(plain) if plain is not None else None
            yield each, verify_annotation(each, text)

    def verify_document(self, markdown: str) -> tuple["Verification", ...]:
        """Check every quotation of a Markdown document, an export of ours or one written by hand."""
        from reader.notes.verification import verify_document

        return verify_document(
            markdown, self._session.shelf.text_of, (each.id for each in self._session.catalog.entries())
        )

    # Links

    def follow(self, link: str) -> LinkTarget:
        """Return where a `reader://` link leads. Raises: ReaderError if it is none, NoSuchArticle."""
        from reader.notes.exports.quotation import paragraph_of
        from reader.notes.model import parse_link

        parsed = parse_link(link)
        if parsed is None:
            raise ReaderError(
                f"“{link[:80]}” is not a reader link; a link is reader://ARTICLE or reader://ARTICLE/NOTE."
            )
        article_id, note_id = parsed
        article = self._session.shelf.article(article_id)
        if not note_id:
            return LinkTarget(article_id, article.record)
        for annotation, place in self._notebook.anchored(article_id):
            if annotation.id == note_id:
                start, end = place.start, place.end
                paragraph = paragraph_of(article.text, start) if start < end else 0
                return LinkTarget(article_id, article.record, annotation, place, paragraph, article.text[start:end])
        raise NoSuchArticle(f"The article “{article_id}” has no note “{note_id}”.")


def _cited(style: str, article: "Article", words: str, paragraph: int) -> str:
    """Return words of an article in quotation marks with its reference; without words, only the reference."""
    from reader.notes.exports.cite import STYLES
    from reader.notes.exports.written_styles import WRITTEN_STYLES, quotation

    if words and style in WRITTEN_STYLES:
        return quotation(article.record, words, style, paragraph)
    quoted = f"“{' '.join(words.split())}”\n\n" if words else ""
    return f"{quoted}{STYLES[style]({article.id: article.record})}"
