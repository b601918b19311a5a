"""Which articles are versions of one another: those of one address, or of one headline on one site."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from reader.ingest.lines import key_of
from reader.library.errors import ReaderError
from reader.library.folder import Library
from reader.library.front_matter import parse_article
from reader.library.record import Record
from reader.library.scan import scan
from reader.library.yaml_text import FRONT_MATTER


def version_keys(record: Record) -> Iterator[str]:
    """Yield what two versions of an article have in common."""
    if record.url:
        yield f"url {record.url.partition('://')[2].partition('#')[0].rstrip('/').removeprefix('www.')}"
    if record.title and record.site:
        yield f"title {key_of(record.title)} | {key_of(record.site)}"


class Versions:
    """The articles of a library by what versions have in common; the files are read when first asked."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._id_by_key: dict[str, str] | None = None

    def earlier(self, record: Record) -> str | None:
        """Return the id of the article that is another version of the one with that record; None if there is none."""
        keys = list(version_keys(record))
        if not keys:
            return None
        known = self._known()
        return next((known[key] for key in keys if key in known), None)

    def remember(self, record: Record, article_id: str) -> None:
        """Note an article that was added."""
        keys = list(version_keys(record))
        if keys:
            known = self._known()
            for key in keys:
                known.setdefault(key, article_id)

    def _known(self) -> dict[str, str]:
        if self._id_by_key is None:
            self._id_by_key = {}
            for file in scan(self._library):
                if file.problem is None and file.path.endswith(".md"):
                    path = self._library.root / file.path
                    record, identity, _, _ = parse_article(_head(path))
                    for key in version_keys(record):
                        self._id_by_key.setdefault(key, identity or path.stem)
        return self._id_by_key


def _head(path: Path) -> str:
    """Return the beginning of an article's file, its front matter in it; nothing if it cannot be read."""
    with suppress(OSError, ReaderError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            return file.read(FRONT_MATTER.size).decode("utf-8", "replace")
    return ""
