"""What a library already holds: originals, ids, and the versions of articles."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from reader.ingest.lines import key_of
from reader.library.addresses import page_key
from reader.library.errors import ReaderError
from reader.library.folder import Library
from reader.library.front_matter import parse_article
from reader.library.guarded_file import read_head
from reader.library.identity import id_of_path, usable_id
from reader.library.record import Record
from reader.library.safe_text import line
from reader.library.scan import scan
from reader.library.yaml_text import FRONT_MATTER


class Holdings:
    """The *articles* of a library, each its id and record; they are taken when first asked for.

    *text_owner* gives the id of the article whose text has a key, None if there is none.
    """

    def __init__(
        self,
        articles: Iterable[tuple[str, Record]],
        text_owner: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        self._articles = iter(articles)
        self._text_owner = text_owner
        self._id_by_text: dict[str, str] = {}
        self._links: set[str] = set()
        self._provenance_by_id: dict[str, tuple[str | None, str | None]] = {}
        self._title_by_id: dict[str, str] = {}
        self._ids: set[str] = set()
        self._id_by_sha256: dict[str, str] = {}
        self._id_by_key: dict[str, str] = {}

    def __contains__(self, article_id: str) -> bool:
        """Whether an article has that id."""
        self._take()
        return article_id in self._ids

    def same(self, sha256: str) -> str | None:
        """Return the id of the article whose original has that SHA-256; None if there is none."""
        self._take()
        return self._id_by_sha256.get(sha256)

    def earlier(self, record: Record) -> str | None:
        """Return the id of the article that is another version of the one with that record; None if there is none.

        Versions have one address, or, where one of them has none, one headline on one site.
        """
        self._take()
        by_address, by_title = (self._id_by_key.get(key) for key in _version_keys(record))
        if by_address or by_title is None:
            return by_address
        is_other = record.url and self.provenance(by_title)[1]
        return None if is_other else by_title

    def is_link(self, article_id: str) -> bool:
        """Whether only the link is kept of an article."""
        self._take()
        return article_id in self._links

    def of_text(self, text_key: str) -> str | None:
        """Return the id of the article whose text has that key; None if there is none."""
        return self._id_by_text.get(text_key) or self._text_owner(text_key) if text_key else None

    def provenance(self, article_id: str) -> tuple[str | None, str | None]:
        """Return the site and the address of an article."""
        self._take()
        return self._provenance_by_id.get(article_id, (None, None))

    def called(self, article_id: str) -> str:
        """Return what an article is called in a sentence: its title, or its id where it has none."""
        self._take()
        return f"“{self._title_by_id[article_id]}”" if article_id in self._title_by_id else article_id

    def fill(self, article_id: str, record: Record) -> None:
        """Note that the page of a link was added."""
        self._links.discard(article_id)
        self.remember(article_id, record)

    def remember(self, article_id: str, record: Record, text_key: str = "") -> None:
        """Note an article that was added."""
        self._ids.add(article_id)
        self._provenance_by_id[article_id] = (record.site, record.url)
        if record.title:
            self._title_by_id[article_id] = line(record.title)
        if text_key:
            self._id_by_text.setdefault(text_key, article_id)
        if record.is_link:
            self._links.add(article_id)
        if record.sha256:
            self._id_by_sha256.setdefault(record.sha256, article_id)
        for key in filter(None, _version_keys(record)):
            self._id_by_key.setdefault(key, article_id)

    def _take(self) -> None:
        for article_id, record in self._articles:
            self.remember(article_id, record)


def read_holdings(library: Library) -> Iterator[tuple[str, Record]]:
    """Yield the id and the record of every article of a library, from the beginnings of its files."""
    for file in scan(library):
        if file.problem is None and file.path.endswith(".md"):
            record, identity, _, _ = parse_article(_head(library, file.path))
            yield usable_id(identity or "") or id_of_path(file.path), record


def _version_keys(record: Record) -> tuple[str, str]:
    """Return what two versions of an article have in common: the address, or the headline and the site."""
    address = page_key(record.url) if record.url else ""
    is_titled = record.title and record.site
    return (
        f"url {address}" if address else "",
        f"title {key_of(record.title or '')} | {key_of(record.site or '')}" if is_titled else "",
    )


def _head(library: Library, path: str) -> str:
    """Return the beginning of an article's file, its front matter in it; nothing if it cannot be read."""
    with suppress(OSError, ReaderError):
        return read_head(library.file_at(path), FRONT_MATTER.size, library.articles).decode("utf-8", "replace")
    return ""
