"""The catalog's tables for article identity: the ids that files ask for, and articles that are gone."""

import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from reader.library.catalog_errors import translated
from reader.library.conflict_copies import COPY_SIGNS, copied_path, likely_copied_path
from reader.library.identity import EMPTY_SHA256, TEXT_KEY_BYTES, IdClaim, Identity, Successor, composed

_Key = TypeVar("_Key")
_MANY = 200

# The key of a text, as `short_key` gives it of its SHA-256: none of an empty text.
_TEXT_KEY = f"nullif(substr(text_sha256, 1, {TEXT_KEY_BYTES}), x'{EMPTY_SHA256[: 2 * TEXT_KEY_BYTES]}')"
_DIGEST_START = "substr(digest, 1, 8)"
IDENTITY_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS departed (id TEXT PRIMARY KEY, text TEXT, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS texts (row INTEGER PRIMARY KEY, text_sha256 BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS by_text ON texts ({_TEXT_KEY});
CREATE INDEX IF NOT EXISTS by_digest ON articles ({_DIGEST_START});
"""
_KEYS = f"lower(hex({_TEXT_KEY})), lower(hex(digest))"


def chunks(keys: Sequence[_Key], size: int = 500) -> Iterator[Sequence[_Key]]:
    """Yield *keys* in parts that one statement can bind."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


class IdentityTable:
    """Reads and writes identities over a connection of the catalog; changes belong in its `writing`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def depart(self, path: str, stays: str = "") -> None:
        """Record the text of the article at *path*, which loses its id unless that *stays*."""
        articles = f"SELECT id, {_KEYS} FROM articles LEFT JOIN texts USING (row)"
        leaving = f"{articles} WHERE path = ? AND id != ? AND digest != x''"
        self._db.execute(f"INSERT OR REPLACE INTO departed {leaving}", (path, stays))

    def claims(self) -> list[IdClaim]:
        """Return the claims of all files to ids."""
        query = "SELECT path, wanted_id, coalesce(title, ''), coalesce(site, ''), coalesce(url, '') FROM articles"
        with translated():
            return [IdClaim(*row) for row in self._db.execute(query)]

    def is_alone(self, path: str) -> bool:
        """Whether the id of the file at *path* depends on no other file: it is no copy, and has none."""
        original = likely_copied_path(path)
        if copied_path(path) or (original and self._paths(original, original + "\0")):
            return False
        start = path.rpartition(".")[0]
        others = [each for sign in COPY_SIGNS for each in self._paths(start + sign, start + chr(ord(sign) + 1))]
        # With very many similar names all are considered together.
        return len(others) < _MANY and not any(
            composed(path) == composed(copied_path(each) or likely_copied_path(each) or "") for each in others
        )

    def _paths(self, start: str, end: str) -> list[str]:
        """Return the composed paths from *start* up to *end*; of very many the first."""
        found: set[str] = set()
        for form in ("NFC", "NFD") if not start.isascii() else ("NFC",):
            bounds = (unicodedata.normalize(form, each) for each in (start, end))
            query = f"SELECT path FROM articles WHERE path >= ? AND path < ? LIMIT {_MANY}"
            found.update(path for (path,) in self._db.execute(query, (*bounds,)))
        return [*found]

    def settle(self, identity_by_path: Mapping[str, Identity]) -> list[str]:
        """Assign the ids of articles; return those that no article has any more."""
        rows = self._db.execute("SELECT path, id, coalesce(told, ''), is_copy FROM articles").fetchall()
        known = {path: Identity(key, told, bool(copy)) for path, key, told, copy in rows}
        others = [path for path, identity in identity_by_path.items() if known.get(path) not in (None, identity)]
        renamed = [path for path in others if known[path].id != identity_by_path[path].id]
        # Old ids are removed before new ones are set: two articles may have swapped theirs.
        for path in renamed:
            self.depart(path)
            self._db.execute("UPDATE articles SET id = '~' || row, indexed = NULL WHERE path = ?", (path,))
        for path in others:
            key, told, is_copy = identity_by_path[path]
            query = "UPDATE articles SET id = ?, told = ?, is_copy = ? WHERE path = ?"
            self._db.execute(query, (key, told or None, is_copy, path))
        self._db.execute("DELETE FROM departed WHERE id IN (SELECT id FROM articles)")
        return list({known[path].id for path in renamed} - {identity.id for identity in identity_by_path.values()})

    def departed(self) -> dict[str, frozenset[str]]:
        """Map the ids of articles that are gone to the keys of their text and their file."""
        with translated():
            cursor = self._db.execute("SELECT id, text, digest FROM departed")
            return {key: frozenset(filter(None, (text, digest))) for key, text, digest in cursor}

    def forget_departed(self, ids: Iterable[str]) -> None:
        """Forget departed articles whose new ids are known."""
        self._db.executemany("DELETE FROM departed WHERE id = ?", [(each,) for each in ids])

    def successors(self, keys: Sequence[str]) -> Iterator[Successor]:
        """Yield the articles with one of *keys*, of their text or their file."""
        known = [key for each in keys if (key := _bytes(each))]
        for chunk in chunks(known):
            marks = ",".join("?" * len(chunk))
            of_text = f"SELECT row FROM texts WHERE {_TEXT_KEY} IN ({marks})"
            of_file = f"SELECT row FROM articles WHERE {_DIGEST_START} IN ({marks}) AND digest IN ({marks})"
            columns = f"SELECT id, path, {_KEYS}, is_copy FROM articles LEFT JOIN texts USING (row)"
            query = f"{columns} WHERE row IN ({of_text} UNION {of_file}) ORDER BY row"
            with translated():
                rows = self._db.execute(query, (*chunk, *(key[:8] for key in chunk), *chunk)).fetchall()
            for key, path, text, digest, is_copy in rows:
                yield Successor(key, path, frozenset(filter(None, (text, digest))), bool(is_copy))

    def id_of_original(self, sha256: str) -> str | None:
        """Return the id of the article that was made of an original; None if there is none."""
        return self._id("sha256 IS NOT NULL AND substr(sha256, 1, 16) = substr(?1, 1, 16) AND +sha256 = ?1", sha256)

    def id_of_version(self, key: int) -> str | None:
        """Return the id of the newest article that has a key in common with its other versions; None if none has."""
        return self._id("address_key = ?1", key) or self._id("headline_key = ?1", key)

    def _id(self, condition: str, value: str | int) -> str | None:
        query = f"SELECT id FROM articles WHERE {condition} ORDER BY published IS NULL, published DESC, row LIMIT 1"
        with translated():
            found = self._db.execute(query, (value,)).fetchone()
        return found[0] if found else None

    def set_texts(self, sha256_by_id: Mapping[str, str]) -> None:
        """Set the SHA-256 of the plain texts of articles."""
        rows = [(bytes.fromhex(sha256), key) for key, sha256 in sha256_by_id.items()]
        self._db.executemany("INSERT OR REPLACE INTO texts SELECT row, ? FROM articles WHERE id = ?", rows)

    def forget_text(self, row: int) -> None:
        """Forget the text of the article of a row."""
        self._db.execute("DELETE FROM texts WHERE row = ?", (row,))

    def text_sha256(self, article_id: str) -> str:
        """Return the SHA-256 of an article's plain text; empty if it is not known yet."""
        with translated():
            query = "SELECT lower(hex(text_sha256)) FROM articles JOIN texts USING (row) WHERE id = ?"
            found = self._db.execute(query, (article_id,)).fetchone()
        return str(found[0]) if found else ""


def _bytes(key: str) -> bytes:
    """Return the bytes that a key of a text or a file is written for; none for what is no key."""
    try:
        return bytes.fromhex(key)
    except ValueError:
        return b""
