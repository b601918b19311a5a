"""The catalog: a disposable table of all articles, so that a list of 100,000 is on screen at once.

It is SQLite in the cache folder, never in the library, and is rebuilt from the files whenever it is gone or broken.
A catalog object belongs to the thread that opened it; other threads and processes open their own.
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.library.catalog_errors import CatalogSuspect, translated
from reader.library.catalog_schema import (
    CHECKED,
    COLUMNS,
    HAS_PROBLEM,
    PUT,
    STORED,
    TABLES,
    UNSETTLED,
    VERSION,
)
from reader.library.file_name import shown_name
from reader.library.identity_table import IdentityTable, chunks
from reader.library.line_table import LineTable
from reader.library.record import Record
from reader.library.record_text import IN_COLUMNS, others_text, record_of, record_text
from reader.library.sqlite_file import check_file, checksum, compact, connect

if TYPE_CHECKING:
    from reader.library.article import Aside

CATALOG_FILE = "catalog.sqlite"


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """What the catalog knows of one article.

    *wanted_id* is the id in its front matter, empty if there is none. *cleaned* is the body of
    an article that was made from a page in place, None where the file itself holds the Markdown. *digest* is the
    SHA-256 of the file, empty where it could not be read; it is known only when it is put in. *said* is what the page
    says, where a person corrected that: *record* is then the corrected one. *version_keys* are what its other versions
    have in common with it, 0 for nothing; they too are known only when it is put in.
    """

    id: str
    wanted_id: str
    path: str
    size: int
    mtime: int
    record: Record
    words: int
    problem: str | None = None
    cleaned: str | None = None
    asides: "tuple[Aside, ...]" = ()
    digest: str = ""
    said: Record | None = None
    version_keys: tuple[int, int] = (0, 0)

    @property
    def page_record(self) -> Record:
        """The record of the page, without corrections."""
        return self.said or self.record

    @property
    def title(self) -> str:
        """The title, or the file's name if there is none."""
        return self.record.title or shown_name(self.path)


ORDERS: Mapping[str, str] = {
    "date": "published IS NULL, published DESC, row",
    "oldest": "published IS NULL, published, row",
    "title": "title COLLATE NOCASE, row",
    "site": "site IS NULL, site COLLATE NOCASE, published DESC, row",
    "length": "words DESC, row",
    "saved": "saved IS NULL, saved DESC, row",
}


class Catalog:
    """One open connection to the catalog in *folder*."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / CATALOG_FILE
        with translated():
            self._db = connect(self.path, synchronous="OFF")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, VERSION):
                raise CatalogSuspect("The catalog is from another version; it will be rebuilt.")
            if version == 0:
                self._db.executescript(f"{TABLES} PRAGMA user_version={VERSION};")
            self.identities = IdentityTable(self._db)
            self.lines = LineTable(self._db)

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    def compact(self) -> None:
        """Let the file take no more room than it needs, after much was written."""
        with translated():
            compact(self._db)

    def verify(self) -> None:
        """Check that the file is sound, and each article as written. Raises: CatalogSuspect."""
        query = f"SELECT checksum, {', '.join(CHECKED)}, body, asides FROM articles LEFT JOIN cleaned USING (row)"
        with translated():
            check_file(self._db)
            if any(written != checksum(values) for written, *values in self._db.execute(query)):
                raise CatalogSuspect("The list of articles is damaged; it will be rebuilt.")
        self.lines.verify()

    # What is there

    def __len__(self) -> int:
        """Return how many articles there are."""
        return int(self._one("SELECT count(*) FROM articles")[0])

    def rows(self, order: str = "date") -> "array[int]":
        """Return the row numbers of all articles."""
        with translated():
            cursor = self._db.execute(f"SELECT row FROM articles ORDER BY {ORDERS[order]}")
            return array("q", (row for (row,) in cursor))

    def ids_by_row(self) -> dict[int, str]:
        """Map every row number to its article's id."""
        with translated():
            return dict(self._db.execute("SELECT row, id FROM articles"))

    def rows_of(self, ids: Sequence[str]) -> "array[int]":
        """Return the row numbers of *ids*, in their order; unknown ids are left out."""
        found = dict(self._of_ids("SELECT id, row FROM articles WHERE id", ids))
        return array("q", (found[each] for each in ids if each in found))

    def known_ids(self, ids: Sequence[str]) -> set[str]:
        """Return those of *ids* that exist."""
        return {key for (key,) in self._of_ids("SELECT id FROM articles WHERE id", ids)}

    def _of_ids(self, query: str, ids: Sequence[str]) -> Iterator[Any]:
        """Yield the rows of *query* for *ids*, part by part: it ends with the column that is one of them."""
        with translated():
            for chunk in chunks(ids):
                yield from self._db.execute(f"{query} IN ({','.join('?' * len(chunk))})", chunk)

    def ids_containing(self, text: str) -> list[str]:
        """Return the ids that contain *text*, in order."""
        with translated():
            found = self._db.execute("SELECT id FROM articles WHERE instr(id, ?) ORDER BY id", (text,))
            return [key for (key,) in found]

    def entry_at(self, row: int) -> CatalogEntry | None:
        """Return the article of a row, without its cleaned text; None if it is gone."""
        found = self._one(f"SELECT {COLUMNS}, NULL, NULL FROM articles a WHERE a.row = ?", row)
        return _entry_of(found) if found else None

    def entry(self, article_id: str) -> CatalogEntry | None:
        """Return an article by its id, with its cleaned text and asides; None if there is none."""
        joined = "articles a LEFT JOIN cleaned c USING (row)"
        found = self._one(f"SELECT {COLUMNS}, c.body, c.asides FROM {joined} WHERE a.id = ?", article_id)
        return _entry_of(found) if found else None

    def entries_of(self, ids: Sequence[str]) -> dict[str, CatalogEntry]:
        """Return articles by their ids, without their cleaned texts; unknown ids are left out."""
        rows = self._of_ids(f"SELECT {COLUMNS}, NULL, NULL FROM articles a WHERE id", ids)
        return {row[0]: _entry_of(row) for row in rows}

    def indexed_of(self, ids: Sequence[str]) -> set[str]:
        """Return those of *ids* whose present text is in the index."""
        return {key for (key,) in self._of_ids("SELECT id FROM articles WHERE indexed IS NOT NULL AND id", ids)}

    def entries(self, *, order: str = "date", with_problem: bool = False) -> Iterator[CatalogEntry]:
        """Yield every article in one of ORDERS, or only those *with_problem*, without cleaned texts."""
        narrowed = f"WHERE {HAS_PROBLEM}" if with_problem else ""
        with translated():
            for found in self._db.execute(f"SELECT {COLUMNS} FROM articles a {narrowed} ORDER BY {ORDERS[order]}"):
                yield _entry_of((*found, None, None))

    def id_by_title(self, title: str) -> str | None:
        """Return the id of the article with that title, whatever its case; None if there is none."""
        found = self._one("SELECT id FROM articles WHERE title = ? COLLATE NOCASE ORDER BY row", title)
        return found[0] if found else None

    def months(self) -> dict[str, int]:
        """Map every month (`2016-12`) to the number of articles that are dated in it."""
        with translated():
            counted = "SELECT substr(published, 1, 7), count(*) FROM articles WHERE length(published) >= 7 GROUP BY 1"
            return dict(self._db.execute(counted))

    def months_in_order(self, order: str) -> list[tuple[str, int]]:
        """Return the months of articles in the order `date` or `oldest`, each with how many there are.

        A date of only a year counts as a month of its own; no date as the empty text.
        """
        up = "" if order == "oldest" else "DESC"
        month = "coalesce(substr(published, 1, 7), '')"
        with translated():
            counted = f"SELECT {month} month, count(*) FROM articles GROUP BY 1 ORDER BY month = '', month {up}"
            return [(str(found), count) for found, count in self._db.execute(counted)]

    def tag_counts(self) -> dict[str, int]:
        """Map every tag that an article came with to the number of articles that have it."""
        query = "SELECT value, count(*) FROM articles, json_each(articles.record, '$.tags') GROUP BY value"
        with translated():
            return {str(tag): count for tag, count in self._db.execute(query)}

    def headings_of(self, ids: Sequence[str]) -> dict[str, tuple[str, str, str, str]]:
        """Map existing *ids* to title, site, date and a stamp that changes when the text may have."""
        told = "title, coalesce(site, ''), coalesce(published, ''), size || ' ' || mtime || ' ' || hex(digest)"
        return {key: tuple(rest) for key, *rest in self._of_ids(f"SELECT id, {told} FROM articles WHERE id", ids)}

    def problem_count(self) -> int:
        """Return how many articles have a problem."""
        return int(self._one(f"SELECT count(*) FROM articles WHERE {HAS_PROBLEM}")[0])

    def indexed_count(self) -> int:
        """Return how many articles are in the index."""
        return int(self._one("SELECT count(*) FROM articles WHERE indexed IS NOT NULL")[0])

    # Bringing it up to date

    def stamps(self) -> dict[str, tuple[int, int]]:
        """Map every path to its size and mtime when it was read."""
        with translated():
            cursor = self._db.execute("SELECT path, size, mtime FROM articles")
            return {path: (size, mtime) for path, size, mtime in cursor}

    def stamps_of(self, paths: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Map those of *paths* that are articles to size and mtime, as `stamps` does for all."""
        found = self._of_ids("SELECT path, size, mtime FROM articles WHERE path", paths)
        return {path: (size, mtime) for path, size, mtime in found}

    def owner_of(self, article_id: str) -> str | None:
        """Return the path of the article with that id."""
        found = self._one("SELECT path FROM articles WHERE id = ?", article_id)
        return found[0] if found else None

    def id_at(self, path: str) -> str | None:
        """Return the id of the article whose file is at *path*."""
        found = self._one("SELECT id FROM articles WHERE path = ?", path)
        return found[0] if found else None

    def ids_at(self, paths: Sequence[str]) -> set[str]:
        """Return the ids of the articles whose files are at *paths*."""
        return {key for key, _ in self._of_ids("SELECT id, path FROM articles WHERE path", paths)}

    def wanted_at(self, path: str) -> str:
        """Return the id that the file at *path* asked for when it was read; empty if none is known."""
        found = self._one("SELECT wanted_id FROM articles WHERE path = ?", path)
        return found[0] if found else ""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Commit all changes of the block together, or none."""
        with translated():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                # An open transaction would lock out every other process.
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def put(self, entry: CatalogEntry) -> None:
        """Add an article, or replace the one with the same path."""
        asides = None
        if entry.cleaned is not None:
            asides = json.dumps([[each.kind, each.text, each.parts] for each in entry.asides])
        values = _values_of(entry, entry.record, entry.cleaned, asides)
        values |= {"id": entry.id, "size": entry.size, "mtime": entry.mtime}
        values |= dict(zip(("address_key", "headline_key"), (key or None for key in entry.version_keys), strict=True))
        self.identities.depart(entry.path, stays=entry.id)
        row = self._one(PUT, *(values[name] for name in STORED))[0]
        self._forget(row)
        if entry.cleaned is not None:
            self._db.execute("INSERT INTO cleaned VALUES (?, ?, ?)", (row, entry.cleaned, asides))

    def corrected(self) -> dict[str, str]:
        """Map the ids of all corrected articles to the stamp of their correction."""
        with translated():
            return dict(self._db.execute("SELECT id, corrected FROM articles WHERE corrected IS NOT NULL"))

    def correct(self, article_id: str, record: Record, stamp: str, problem: str | None = None) -> None:
        """Set an article's record to *record*, the page's with a correction, and have it indexed again.

        An empty *stamp* means that there is no correction any more; *problem* says why it cannot be read.
        """
        entry = self.entry(article_id)
        if entry is None:
            return
        columns = "lower(hex(digest)), problem, body, asides"
        query = f"SELECT {columns} FROM articles LEFT JOIN cleaned USING (row) WHERE id = ?"
        digest, told, body, asides = self._one(query, article_id)
        values = _values_of(replace(entry, digest=digest, problem=told), record, body, asides)
        values |= {"indexed": None, "said": record_text(entry.page_record) if stamp else None}
        values |= {"corrected": stamp or None, "misread": problem}
        changes = ", ".join(f"{name} = ?" for name in values)
        with translated():
            self._db.execute(f"UPDATE articles SET {changes} WHERE id = ?", (*values.values(), article_id))

    def restamp(self, path: str, size: int, mtime: int) -> None:
        """Note a file's new stamp, its contents being the same."""
        self._db.execute("UPDATE articles SET size = ?, mtime = ? WHERE path = ?", (size, mtime, path))

    def is_known(self, entry: CatalogEntry) -> bool:
        """Whether the file of *entry* was read before with the same contents, or failed in the same way."""
        found = self._one("SELECT lower(hex(digest)), problem FROM articles WHERE path = ?", entry.path)
        return found is not None and found[0] == entry.digest and bool(entry.digest or found[1] == entry.problem)

    def remove(self, paths: Sequence[str]) -> list[str]:
        """Remove the articles of *paths*; return their ids."""
        gone: list[str] = []
        for path in paths:
            self.identities.depart(path)
            found = self._one("DELETE FROM articles WHERE path = ? RETURNING id, row", path)
            if found:
                gone.append(found[0])
                self._forget(found[1])
        self.lines.forget(paths)
        return gone

    def _forget(self, row: int) -> None:
        self._db.execute("DELETE FROM cleaned WHERE row = ?", (row,))
        self.identities.forget_text(row)

    def fact(self, name: str) -> str:
        """Return a fact about the whole catalog; empty if it was never set."""
        found = self._one("SELECT value FROM facts WHERE name = ?", name)
        return found[0] if found else ""

    def note(self, name: str, value: str) -> None:
        """Set a fact about the whole catalog."""
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def pending(self, stamp_by_id: Mapping[str, str]) -> list[str]:
        """Return the ids whose text or notes (by their stamp) are not in the index yet."""
        candidates = f"SELECT id FROM articles WHERE {UNSETTLED} UNION SELECT value FROM json_each(?)"
        query = f"SELECT id, indexed FROM articles WHERE id IN ({candidates}) ORDER BY {ORDERS['date']}"
        with translated():
            cursor = self._db.execute(query, (json.dumps([*stamp_by_id]),))
            return [key for key, indexed in cursor if indexed != stamp_by_id.get(key, "")]

    def set_indexed(self, stamp_by_id: Mapping[str, str]) -> None:
        """Note the stamps of notes with which articles were indexed."""
        pairs = [(stamp, key) for key, stamp in stamp_by_id.items()]
        self._db.executemany("UPDATE articles SET indexed = ? WHERE id = ?", pairs)

    def set_faults(self, ids: Iterable[str], sentence_by_id: Mapping[str, str]) -> None:
        """Note which of the articles *ids* caused a bug while they were indexed and related, and which did not."""
        self._db.executemany("UPDATE articles SET fault = ? WHERE id = ?", [(sentence_by_id.get(e), e) for e in ids])

    def distrust_unread(self) -> None:
        """Have unreadable files read again: the cause may be gone without a change of the file."""
        self._db.execute("UPDATE articles SET mtime = -1 WHERE digest = x''")

    def forget_indexed(self) -> None:
        """Note that nothing is in the index."""
        self._db.execute("UPDATE articles SET indexed = NULL")

    def _one(self, query: str, *values: object) -> Any:
        with translated():
            return self._db.execute(query, values).fetchone()


def _asides_of(kept: str) -> "tuple[Aside, ...]":
    from reader.library.article import Aside

    return tuple(Aside(kind, text, tuple(parts)) for kind, text, parts in json.loads(kept))


def _entry_of(found: tuple[Any, ...]) -> CatalogEntry:
    key, wanted, path, size, mtime, words, problem, record, said, title, *columns, body, asides = found
    try:
        kept = _asides_of(asides) if asides else ()
        page = record_of(said) if said else None
        known = record_of(record, title, columns)
        return CatalogEntry(key, wanted, path, size, mtime, known, words, problem, body, kept, said=page)
    except (ValueError, TypeError) as error:
        raise CatalogSuspect("The list of articles is damaged; it will be rebuilt.") from error


def _values_of(entry: CatalogEntry, record: Record, body: str | None, asides: str | None) -> dict[str, object]:
    """Return the columns of an article that are checked, with their checksum."""
    title = record.title or shown_name(entry.path)
    told = (getattr(record, name) for name in IN_COLUMNS)
    digest, others = bytes.fromhex(entry.digest), others_text(record, title)
    checked = (entry.wanted_id, entry.path, digest, title, *told, entry.words, others, entry.problem)
    return {**dict(zip(CHECKED, checked, strict=True)), "checksum": checksum((*checked, body, asides))}
