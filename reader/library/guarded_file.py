"""Reading a file that somebody else made: bounded, regular files only, never through a link that leaves."""

import os
import stat
from pathlib import Path

from reader.library.errors import ReaderError

MAX_BYTES = 20_000_000


class UnreadableError(ReaderError):
    """A file that is there and cannot be read; the sentence says why. Unreadable is never empty."""


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file.

    Never waits (a named pipe), never follows a link at the end of *path*, never reads more than *limit* bytes.
    Raises: FileNotFoundError if nothing is there, UnreadableError for the rest.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise
    except OSError as error:
        reason = "it is a link" if path.is_symlink() else (error.strerror or str(error)).lower()
        raise UnreadableError(f"{path.name} cannot be read: {reason}.") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableError(f"{path.name} is not a regular file.")
    with os.fdopen(descriptor, "rb") as file:
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise UnreadableError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    if len(data) > limit:
        size = f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit:,} bytes"
        raise UnreadableError(f"{path.name} is larger than {size}.")
    return data


def read_text(path: Path, limit: int = MAX_BYTES) -> str:
    """Return the text of a regular file, decoded by `decode`. Raises: as `read_bytes`, and for a binary file."""
    try:
        return decode(read_bytes(path, limit))
    except UndecodableError as error:
        raise UnreadableError(f"{path.name} {error}.") from error


class UndecodableError(ReaderError):
    """Bytes that are no text."""


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def decode(data: bytes) -> str:
    """Return *data* as text: by its byte order mark, else UTF-8, else UTF-8 with a few bytes broken, else CP1252.

    Broken bytes become U+FFFD. Raises: UndecodableError if it is binary (a NUL byte without a mark).
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\x00" in data:
        raise UndecodableError("is not text (it holds NUL bytes)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    # Truncated or damaged UTF-8 still has far more sound sequences than broken ones; Latin-1 has none.
    broken = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - broken
    return text if sound > broken else data.decode("cp1252", "replace")
