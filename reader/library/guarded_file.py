"""The one way to read a file that somebody else made: bounded, regular files only, never through a link.

Nothing else in this program opens a file that comes from outside; a test of the architecture holds that.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from reader.library.errors import ReaderError
from reader.library.safe_text import line

MAX_BYTES = 20_000_000
OPEN_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_OPEN_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_CHUNK = 1 << 20
# How much is looked at to tell UTF-16 without a mark, and the least share of zeros in it.
_SEEN, _LEAST_SEEN, _LEAST_ZEROS = 4_096, 64, 0.02


class UnreadableError(ReaderError):
    """A file that is there and cannot be read; the sentence says why. Unreadable is never empty."""


def read_bytes(path: Path, limit: int = MAX_BYTES, within: Path | None = None) -> bytes:
    """Return the bytes of a regular file.

    Never waits (a named pipe), never follows a link at the end of *path*, or anywhere on the way to it from the folder
    *within*, never reads more than *limit* bytes. Raises: FileNotFoundError if nothing is there, UnreadableError for
    the rest.
    """
    data = read_head(path, limit + 1, within)
    if len(data) > limit:
        size = f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit:,} bytes"
        raise UnreadableError(f"{line(path.name)} is larger than {size}.")
    return data


def read_head(path: Path, size: int, within: Path | None = None) -> bytes:
    """Return the first *size* bytes of a regular file, or all that it has. Raises: as `read_bytes`."""
    with _told_of(path), ExitStack() as opened:
        descriptor = _open_regular(path, within, opened)
        data = bytearray()
        while len(data) < size and (chunk := os.read(descriptor, min(_CHUNK, size - len(data)))):
            data += chunk
        return bytes(data)


def open_file(path: Path, within: Path | None = None) -> BinaryIO:
    """Return a regular file as a stream, to read a large one in pieces. Raises: as `read_bytes`."""
    with _told_of(path), ExitStack() as opened:
        return os.fdopen(os.dup(_open_regular(path, within, opened)), "rb")


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """Return the sentence for an error of the system about a file."""
    name = line(path.name)
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        reason = "it is a link" if error.errno == errno.ELOOP else (error.strerror or str(error)).lower()
        raise UnreadableError(f"{name} cannot be read: {reason}.") from error
    except ValueError as error:
        # A path with a NUL character, or one outside *within*.
        raise UnreadableError(f"{name} cannot be read: its path is not valid.") from error


def _open_regular(path: Path, within: Path | None, opened: ExitStack) -> int:
    descriptor = _open(path, within, opened)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise UnreadableError(f"{line(path.name)} is not a regular file.")
    return descriptor


def _open(path: Path, within: Path | None, opened: ExitStack) -> int:
    """Open a file, one folder after the other from *within*; *opened* closes all of them."""
    folder: int | None = None
    folders: list[str] = []
    name = str(path)
    if within is not None:
        *folders, name = path.relative_to(within).parts or (".",)
        if ".." in (*folders, name):
            raise ValueError(name)
        folder = os.open(within, OPEN_FOLDER)
        opened.callback(os.close, folder)
    for each in folders:
        folder = os.open(each, OPEN_FOLDER | os.O_NOFOLLOW, dir_fd=folder)
        opened.callback(os.close, folder)
    descriptor = os.open(name, _OPEN_FILE, dir_fd=folder)
    opened.callback(os.close, descriptor)
    return descriptor


def read_text(path: Path, limit: int = MAX_BYTES, within: Path | None = None) -> str:
    """Return the text of a regular file, decoded by `decode`. Raises: as `read_bytes`, and for a binary file."""
    try:
        return decode(read_bytes(path, limit, within))
    except UndecodableError as error:
        raise UnreadableError(f"{line(path.name)} {error}.") from error


def read_named(path: Path, limit: int = MAX_BYTES) -> str:
    """Return the text of a file that the user named. Raises: UnreadableError, also if there is none."""
    try:
        return read_text(path, limit)
    except FileNotFoundError as error:
        raise UnreadableError(missing(path)) from error


def missing(path: Path) -> str:
    """Return the sentence for a missing file that the user named."""
    return f"There is no file {line(str(path))}."


class UndecodableError(ReaderError):
    """Bytes that are no text."""


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def unmarked_utf16(data: bytes) -> str | None:
    """Return which UTF-16 *data* is that has no byte order mark; None for anything else.

    Its zeros, of spaces and ASCII, all stand on one side of the pairs, and what comes out is printable.
    """
    seen = data[:_SEEN]
    if len(seen) < _LEAST_SEEN:
        return None
    high, low = seen[::2].count(0), seen[1::2].count(0)
    if min(high, low) or max(high, low) < _LEAST_ZEROS * len(seen):
        return None
    encoding = "utf-16-be" if high else "utf-16-le"
    text = seen.decode(encoding, "replace")
    odd = sum(not (character.isprintable() or character.isspace()) or character == "\ufffd" for character in text)
    return encoding if odd <= 1 else None


def decode(data: bytes) -> str:
    """Return *data* as text: by its byte order mark, else UTF-8, else UTF-8 with a few bytes broken, else CP1252.

    Broken bytes become U+FFFD. Raises: UndecodableError if it is binary (a NUL byte, and neither a mark nor sense in
    UTF-16).
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\x00" in data:
        wide = unmarked_utf16(data)
        if wide:
            return data.decode(wide, "replace")
        raise UndecodableError("is not text (it holds NUL bytes)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    # Truncated or damaged UTF-8 still has far more valid sequences than broken ones; Latin-1 has none.
    broken = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - broken
    return text if sound > broken else data.decode("cp1252", "replace")
