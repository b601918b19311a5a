"""What a library already holds: originals, ids, and the versions of articles."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Protocol

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


class HeldArticles(Protocol):
    """The articles that a library holds, looked up by what two of them may have in common."""

    def id_of_original(self, sha256: str) -> str | None:
        """Return the id of the article whose original has that SHA-256."""

    def id_of_version(self, key: int) -> str | None:
        """Return the id of an article that has one of `version_keys`."""

    def id_of_text(self, text_key: str) -> str | None:
        """Return the id of the article whose text has that key."""

    def record_of(self, article_id: str) -> Record | None:
        """Return what an article says of itself; None if there is none of that id."""


class Holdings:
    """What a library holds: the *articles*, each its id and record, or those *held*; and what was added since."""

    def __init__(self, articles: Iterable[tuple[str, Record]] = (), held: HeldArticles | None = None) -> None:
        self._articles = iter(articles)
        self._held = held
        self._id_by_text: dict[str, str] = {}
        self._record_by_id: dict[str, Record] = {}
        self._id_by_sha256: dict[str, str] = {}
        self._id_by_key: dict[int, str] = {}

    def __contains__(self, article_id: str) -> bool:
        """Whether an article has that id."""
        return self._record(article_id) is not None

    def same(self, sha256: str) -> str | None:
        """Return the id of the article whose original has that SHA-256; None if there is none."""
        self._take()
        found = self._held and self._held.id_of_original(sha256)
        return found or self._id_by_sha256.get(sha256)

    def earlier(self, record: Record) -> str | None:
        """Return the id of the article that is another version of the one with that record; None if there is none.

        Versions have one address, or, where one of them has none, one headline on one site.
        """
        by_address, by_title = map(self._id_of_version, version_keys(record))
        if by_address or by_title is None:
            return by_address
        is_other = record.url and self.provenance(by_title)[1]
        return None if is_other else by_title

    def is_link(self, article_id: str) -> bool:
        """Whether only the link is kept of an article."""
        record = self._record(article_id)
        return record is not None and record.is_link

    def of_text(self, text_key: str) -> str | None:
        """Return the id of the article whose text has that key; None if there is none."""
        found = self._id_by_text.get(text_key) if text_key else None
        return found or (self._held.id_of_text(text_key) if self._held and text_key else None)

    def provenance(self, article_id: str) -> tuple[str | None, str | None]:
        """Return the site and the address of an article."""
        record = self._record(article_id) or Record()
        return record.site, record.url

    def called(self, article_id: str) -> str:
        """Return what an article is called in a sentence: its title, or its id where it has none."""
        title = (self._record(article_id) or Record()).title
        return f"“{line(title)}”" if title else article_id

    def remember(self, article_id: str, record: Record, text_key: str = "") -> None:
        """Note an article that was added, or that says more now."""
        self._record_by_id[article_id] = record
        if text_key:
            self._id_by_text.setdefault(text_key, article_id)
        if record.sha256:
            self._id_by_sha256.setdefault(record.sha256, article_id)
        for key in filter(None, version_keys(record)):
            self._id_by_key.setdefault(key, article_id)

    def _record(self, article_id: str) -> Record | None:
        self._take()
        known = self._record_by_id.get(article_id)
        return known or (self._held.record_of(article_id) if self._held else None)

    def _id_of_version(self, key: int) -> str | None:
        self._take()
        found = self._held.id_of_version(key) if self._held and key else None
        return found or self._id_by_key.get(key)

    def _take(self) -> None:
        for article_id, record in self._articles:
            self.remember(article_id, record)


def read_holdings(library: Library) -> Iterator[tuple[str, Record]]:
    """Yield the id and the record of every article of a library, from the beginnings of its files."""
    for file in scan(library):
        if file.problem is None and file.path.endswith(".md"):
            record, identity, _, _ = parse_article(_head(library, file.path))
            yield usable_id(identity or "") or id_of_path(file.path), record


def version_keys(record: Record) -> tuple[int, int]:
    """Return what two versions of an article have in common: the address, or the headline and the site; 0 for none."""
    address = page_key(record.url) if record.url else ""
    is_titled = record.title and record.site
    return (
        _number(f"url {address}") if address else 0,
        _number(f"title {key_of(record.title or '')} | {key_of(record.site or '')}") if is_titled else 0,
    )


def _number(key: str) -> int:
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _head(library: Library, path: str) -> str:
    """Return the beginning of an article's file, its front matter in it; nothing if it cannot be read."""
    with suppress(OSError, ReaderError):
        return read_head(library.file_at(path), FRONT_MATTER.size, library.articles).decode("utf-8", "replace")
    return ""
