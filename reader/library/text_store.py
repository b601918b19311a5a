"""The plain texts of articles, each kept once for all caches that show parts of it: SQLite, disposable, in the cache.

A text is found by its key, which follows from the text alone. So whoever asks gets the words that it knew, or nothing:
what is damaged, lost or forgotten is missing, never another text. Missing texts come back when they are put in again.
"""

import hashlib
import sqlite3
import struct
import zlib
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from threading import RLock
from typing import NamedTuple, TypeVar

from reader.library.errors import CacheUnwritable, ReaderError
from reader.library.sqlite_file import check_file, connect, empty_file, is_busy, unwritable

FILE_NAME = "texts.sqlite"
_VERSION = 1
# A file of another version is made anew.
_SCHEMA = f"""
DROP TABLE IF EXISTS texts;
DROP TABLE IF EXISTS dictionaries;
CREATE TABLE texts (
    number INTEGER PRIMARY KEY, key INTEGER NOT NULL, part INTEGER NOT NULL, packed BLOB NOT NULL
);
CREATE UNIQUE INDEX texts_by_key ON texts (key, part);
CREATE TABLE dictionaries (number INTEGER PRIMARY KEY, data BLOB NOT NULL);
PRAGMA user_version = {_VERSION};
"""
# A text is kept in parts of so many characters, so that only what is shown is read.
_PART = 1 << 14
# A checksum of the part, and the number of the dictionary that was used, 0 for none.
_HEAD = struct.Struct("<II")
# What texts of one library have in common need not be kept with each: short ones shrink by a third more. The dictionary
# is made of the first texts that are so many letters together.
_ENOUGH = 1 << 17
_DICTIONARY = 1 << 15
_SAMPLES = 20
# No part is as long: what unpacks to more is not ours.
_LARGEST = 4 * _PART + 64
_RAW = -zlib.MAX_WBITS
# The usual level and memory take more than twice the time, and make texts a twentieth shorter.
_LEVEL, _MEMORY = 4, 7

_Answer = TypeVar("_Answer")


class TextsBusy(ReaderError):
    """Another process held the texts for longer than is worth waiting."""


class Slice(NamedTuple):
    """A part of the text with *key*, from *start* to *end*."""

    key: int
    start: int
    end: int


def text_key(text: str) -> int:
    """Return the key of a text: 63 bits of its SHA-256."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> 1


class TextStore:
    """The texts in *folder*. Opening creates nothing. For several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._lock = RLock()
        self._opened: sqlite3.Connection | None = None
        # Which file that is: device and number.
        self._file: tuple[int, int] | None = None
        self._dictionaries: dict[int, bytes] = {}

    def close(self) -> None:
        """Close the file; the next question opens it again."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    # Reading

    def text(self, key: int) -> str | None:
        """Return the text with *key*, `None` where it is missing."""
        return self._read(lambda connection: self._whole(connection, key), None)

    def texts(self, keys: Iterable[int]) -> dict[int, str]:
        """Return the texts with these *keys*, but those that are missing."""

        def known(connection: sqlite3.Connection) -> dict[int, str]:
            return {key: text for key in keys if (text := self._whole(connection, key)) is not None}

        return self._read(known, {})

    def slices(self, wanted: Sequence[Slice]) -> list[str | None]:
        """Return parts of texts, `None` for those that are missing."""
        missing: list[str | None] = [None] * len(wanted)
        return self._read(lambda connection: [self._slice(connection, each) for each in wanted], missing)

    def _read(self, work: Callable[[sqlite3.Connection], _Answer], missing: _Answer) -> _Answer:
        """Return what *work* finds; what cannot be read is missing, and only a writer makes the file anew."""
        with self._lock:
            try:
                return work(self._connection())
            except sqlite3.Error:
                return missing

    def _connection(self) -> sqlite3.Connection:
        try:
            found = self.path.stat()
        except OSError as error:
            raise sqlite3.OperationalError("there are no texts yet") from error
        if self._opened is None or self._file != (found.st_dev, found.st_ino):
            # Where somebody deleted the file, what is open is no longer the one that others write.
            self.close()
            self._opened = connect(self.path, synchronous="NORMAL")
            self._file = found.st_dev, found.st_ino
        return self._opened

    def _whole(self, connection: sqlite3.Connection, key: int) -> str | None:
        rows = connection.execute("SELECT part, packed FROM texts WHERE key = ? ORDER BY part", (key,)).fetchall()
        text = "".join(self._unpacked(connection, key, part, packed) or "" for part, packed in rows)
        return text if rows and text_key(text) == key else None

    def _slice(self, connection: sqlite3.Connection, wanted: Slice) -> str | None:
        key, start, end = wanted
        first, last = start // _PART, max(start, end - 1) // _PART
        query = "SELECT part, packed FROM texts WHERE key = ? AND part BETWEEN ? AND ? ORDER BY part"
        rows = connection.execute(query, (key, first, last)).fetchall()
        parts = [self._unpacked(connection, key, part, packed) for part, packed in rows]
        whole = "".join(filter(None, parts))[start - first * _PART : end - first * _PART]
        return whole if None not in parts and len(whole) == end - start and parts else None

    def _unpacked(self, connection: sqlite3.Connection, key: int, part: int, packed: bytes) -> str | None:
        """Return a part of a text, `None` if it is not what was written."""
        try:
            written, number = _HEAD.unpack_from(packed)
            inflater = zlib.decompressobj(_RAW, self._dictionary(connection, number) if number else b"")
            data = inflater.decompress(packed[_HEAD.size :], _LARGEST)
            return data.decode("utf-8", "surrogatepass") if _checksum(key, part, data) == written else None
        except (struct.error, zlib.error, UnicodeDecodeError, TypeError):
            return None

    def _dictionary(self, connection: sqlite3.Connection, number: int) -> bytes:
        """Return the dictionary with a number, which is its checksum; empty if there is none."""
        if number not in self._dictionaries:
            row = connection.execute("SELECT data FROM dictionaries WHERE number = ?", (number,)).fetchone()
            if not row or not isinstance(row[0], bytes) or zlib.crc32(row[0]) != number:
                return b""
            self._dictionaries[number] = row[0]
        return self._dictionaries[number]

    # Writing

    def put(self, texts: Iterable[str]) -> None:
        """Keep *texts*; those that are there stay as they are. Raises: CacheUnwritable, TextsBusy."""
        text_by_key = {text_key(text): text for text in texts}
        if text_by_key:
            self._write(lambda connection: self._insert(connection, text_by_key))

    def keep(self, keys: Collection[int]) -> None:
        """Forget all texts but those with *keys*. Raises: CacheUnwritable, TextsBusy."""
        if self.path.exists():
            self._write(lambda connection: _delete_others(connection, keys))

    def verify(self) -> None:
        """Empty the file if it is not in order: what was in it is missing then. Raises: CacheUnwritable, TextsBusy."""
        if self.path.exists():
            self._write(check_file)

    def _insert(self, connection: sqlite3.Connection, text_by_key: dict[int, str]) -> None:
        missing = {key: text for key, text in text_by_key.items() if self._whole(connection, key) != text}
        number = self._usable_dictionary(connection, [*missing.values()])
        for key, text in missing.items():
            connection.execute("DELETE FROM texts WHERE key = ?", (key,))
            for part in range(max(1, -(-len(text) // _PART))):
                packed = _packed(key, part, text[part * _PART :][:_PART], number, self._dictionaries.get(number, b""))
                connection.execute("INSERT INTO texts (key, part, packed) VALUES (?, ?, ?)", (key, part, packed))

    def _usable_dictionary(self, connection: sqlite3.Connection, texts: Sequence[str]) -> int:
        """Return the number of the dictionary, made of *texts* if there is none yet; 0 if they are too few."""
        for (number,) in connection.execute("SELECT number FROM dictionaries").fetchall():
            if self._dictionary(connection, number):
                return int(number)
        if sum(map(len, texts)) < _ENOUGH:
            return 0
        samples = texts[:: max(1, len(texts) // _SAMPLES)]
        data = "".join(each[: _DICTIONARY // _SAMPLES] for each in samples).encode("utf-8", "replace")[:_DICTIONARY]
        number = zlib.crc32(data)
        connection.execute("INSERT OR REPLACE INTO dictionaries VALUES (?, ?)", (number, data))
        self._dictionaries[number] = data
        return number

    def _write(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Do *work*, all of it or nothing; a damaged file is emptied first."""
        with self._lock:
            try:
                self._transact(work)
            except sqlite3.DatabaseError as error:
                _raise_unless_damaged(error)
                self.empty()
                try:
                    self._transact(work)
                except sqlite3.DatabaseError as again:
                    _raise_unless_damaged(again)
                    raise CacheUnwritable(f"The texts of the articles were not kept: {again}.") from again

    def _transact(self, work: Callable[[sqlite3.Connection], None]) -> None:
        if not self.path.exists():
            self.path.touch(mode=0o600)
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version != _VERSION:
                for statement in _SCHEMA.split(";"):
                    connection.execute(statement)
            work(connection)
        except BaseException:
            # An open transaction would lock out every other process.
            connection.rollback()
            raise
        connection.commit()

    def empty(self) -> None:
        """Forget all texts, for whoever has the file open too."""
        self.close()
        if self.path.exists() and not empty_file(self.path):
            for path in self.path.parent.glob(f"{FILE_NAME}*"):
                path.unlink(missing_ok=True)


def _packed(key: int, part: int, text: str, number: int, dictionary: bytes) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    told = (_LEVEL, zlib.DEFLATED, _RAW, _MEMORY, zlib.Z_DEFAULT_STRATEGY)
    deflater = zlib.compressobj(*told, dictionary) if number else zlib.compressobj(*told)
    return _HEAD.pack(_checksum(key, part, data), number) + deflater.compress(data) + deflater.flush()


def _checksum(key: int, part: int, data: bytes) -> int:
    return zlib.crc32(data, (key + part) & 0xFFFFFFFF)


def _delete_others(connection: sqlite3.Connection, keys: Collection[int]) -> None:
    gone = [(number,) for number, key in connection.execute("SELECT number, key FROM texts") if key not in keys]
    connection.executemany("DELETE FROM texts WHERE number = ?", gone)


def _raise_unless_damaged(error: sqlite3.Error) -> None:
    """Raise what says that the file is in use, or cannot be written: that is no damage."""
    if is_busy(error):
        raise TextsBusy("Another window is updating the texts of the articles; try again in a moment.") from error
    if told := unwritable(error, "The texts of the articles were"):
        raise told from error
