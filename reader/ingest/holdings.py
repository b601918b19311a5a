"""What a library already holds: originals, ids, and the versions of articles."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from reader.ingest.lines import key_of
from reader.library.errors import ReaderError
from reader.library.folder import Library
from reader.library.front_matter import parse_article
from reader.library.guarded_file import read_head
from reader.library.identity import id_of_path, usable_id
from reader.library.record import Record
from reader.library.scan import scan
from reader.library.yaml_text import FRONT_MATTER


class Holdings:
    """The *articles* of a library, each its id and record; they are taken when first asked for."""

    def __init__(self, articles: Iterable[tuple[str, Record]]) -> None:
        self._articles = iter(articles)
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

        Versions have one address, or one headline on one site.
        """
        self._take()
        return next((self._id_by_key[key] for key in _version_keys(record) if key in self._id_by_key), None)

    def remember(self, article_id: str, record: Record) -> None:
        """Note an article that was added."""
        self._ids.add(article_id)
        if record.sha256:
            self._id_by_sha256.setdefault(record.sha256, article_id)
        for key in _version_keys(record):
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


def _version_keys(record: Record) -> Iterator[str]:
    """Yield what two versions of an article have in common."""
    if record.url:
        yield f"url {record.url.partition('://')[2].partition('#')[0].rstrip('/').removeprefix('www.')}"
    if record.title and record.site:
        yield f"title {key_of(record.title)} | {key_of(record.site)}"


def _head(library: Library, path: str) -> str:
    """Return the beginning of an article's file, its front matter in it; nothing if it cannot be read."""
    with suppress(OSError, ReaderError):
        return read_head(library.file_at(path), FRONT_MATTER.size, library.articles).decode("utf-8", "replace")
    return ""
