"""Writing a file so that a crash, a full disk or a power cut leaves the old one or the new one, whole."""

import contextlib
import os
import secrets
from pathlib import Path

from reader.library.errors import ReaderError


class WriteError(ReaderError):
    """A file could not be written; what stood there before stands there still."""


def write_bytes(path: Path, data: bytes) -> None:
    """Replace the file at *path* by *data*, durably: on return the new bytes survive a power cut.

    A temporary file in the same folder is written, flushed, read back and renamed over the old one, which keeps
    its mode; then the folder is flushed. Raises: WriteError, with nothing changed and no litter left.
    """
    temporary = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        _write_temporary(temporary, data, _mode_of(path))
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise WriteError(f"{path.name} could not be saved: {error.strerror or error}.") from error


def write_text(path: Path, text: str) -> None:
    """Replace the file at *path* by *text* in UTF-8; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def create_bytes(path: Path, data: bytes) -> None:
    """Write a file that may not be there yet, durably.

    Raises: FileExistsError if something stands at *path*, else WriteError; then nothing is left behind.
    """
    temporary = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        _write_temporary(temporary, data, 0o644)
        # A link, unlike a rename, never replaces what another program put there meanwhile.
        os.link(temporary, path)
        sync_folder(path.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise WriteError(f"{path.name} could not be saved: {error.strerror or error}.") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def sync_folder(folder: Path) -> None:
    """Flush a folder, so that a rename in it survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _mode_of(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0o644


def _write_temporary(path: Path, data: bytes, mode: int) -> None:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    descriptor = os.open(path, flags, mode)
    with os.fdopen(descriptor, "r+b") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        if file.read() != data:
            raise OSError(None, "what was read back is not what was written")
