"""Loading an article from its file, or for a page read in place, from the catalog."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from reader.library.article import Article, Aside
from reader.library.catalog import CatalogEntry
from reader.library.errors import ReaderError
from reader.library.faults import Faults
from reader.library.folder import Library
from reader.library.front_matter import parse_body
from reader.library.guarded_file import decode, read_bytes
from reader.library.identity import is_id
from reader.room.caches import Caches

_KEPT = 64


class NoSuchArticle(ReaderError):
    """No article has that id."""


class Shelf:
    """Reads articles and keeps the last few; an object belongs to one thread.

    Without *has_asides* articles come without asides, for which their originals must be read.
    """

    def __init__(self, library: Library, caches: Caches, *, has_asides: bool = True) -> None:
        self._library = library
        self._has_asides = has_asides
        self._caches = caches
        self._kept: dict[tuple[str, int, int], Article] = {}

    def article(self, article_id: str) -> Article:
        """Return the article with that id. Raises: NoSuchArticle."""
        article = self.article_of(self.entry(article_id))
        faults = Faults("Reading")
        with faults.apart(article_id):
            # Parsed here, so that a bug in parsing becomes this article's problem.
            _ = article.plain
            return article
        return replace(article, markdown="", problem=faults.found[article_id])

    def text_of(self, article_id: str) -> str | None:
        """Return an article's plain text, None if the article is gone."""
        try:
            return self.article(article_id).text
        except NoSuchArticle:
            return None

    def original(self, article_id: str) -> Path | None:
        """Return the path of an article's file as it came, None if there is none. Raises: NoSuchArticle."""
        return self.original_path(self.entry(article_id))

    def entry(self, article_id: str) -> CatalogEntry:
        """Return an article's entry in the catalog. Raises: NoSuchArticle."""
        entry = self._caches.catalog.entry(article_id) if is_id(article_id) else None
        if entry is None:
            from reader.room.short_ids import nearest_id

            near = nearest_id(article_id[:80], self._caches.catalog)
            meant = f" Did you mean “{near}”?" if near else ""
            raise NoSuchArticle(f"There is no article “{article_id[:80]}” in this library.{meant}")
        return entry

    def article_of(self, entry: CatalogEntry) -> Article:
        """Return the article of a catalog entry that includes its cleaned text."""
        key = (entry.id, entry.size, entry.mtime)
        kept = self._kept.pop(key, None)
        # The record may have been corrected since.
        article = kept if kept is not None and kept.record == entry.record else self._taken(entry)
        # The dictionary's order is the order of use.
        self._kept[key] = article
        if len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return article

    def links(self, entry: CatalogEntry) -> tuple[str, ...]:
        """Return the addresses and the [[titles]] that the article points to."""
        spans = self.article_of(entry).plain.spans
        return tuple(dict.fromkeys(span.target for span in spans if span.is_link and span.target))

    def _taken(self, entry: CatalogEntry) -> Article:
        if entry.cleaned is not None:
            return Article(entry.id, entry.record, entry.cleaned, entry.path, entry.asides, entry.problem)
        try:
            body = parse_body(decode(self._library.read(entry.path)))
        except FileNotFoundError:
            return Article(entry.id, entry.record, "", entry.path, (), "The file of this article is gone.")
        except ReaderError as error:
            return Article(entry.id, entry.record, "", entry.path, (), entry.problem or str(error))
        if not body.strip() and entry.record.lead:
            from reader.notes.exports.markdown import escaped

            # The description in a list is all that there is to read and to find.
            body = escaped(entry.record.lead)
        return Article(entry.id, entry.record, body, entry.path, self._asides(entry), entry.problem)

    def _asides(self, entry: CatalogEntry) -> tuple[Aside, ...]:
        listed = entry.record.extra.get("asides") if self._has_asides else None
        path = self.original_path(entry) if isinstance(listed, (list, tuple)) else None
        if path is None or not isinstance(listed, (list, tuple)):
            return ()
        from reader.ingest.file import asides_in
        from reader.ingest.text import parse_ranges

        try:
            return asides_in(path.name, read_bytes(path), parse_ranges([str(each) for each in listed]))
        except (ReaderError, OSError):
            # Without the original there are no asides; `o` says that it is gone.
            return ()

    def original_path(self, entry: CatalogEntry) -> Path | None:
        """Return the path of an article's original; None if it has none inside the library."""
        if self._library.in_place:
            return self._library.file_at(entry.path)
        name = entry.record.original
        if not name:
            return None
        path = self._library.originals / Path(name).name
        with suppress(OSError):
            # A record may hold an impossible file name.
            return path if path.is_file() else None
        return None
