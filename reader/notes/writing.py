"""Putting the file of a note on disk: a new one that replaces nothing, or a new content for one that is there."""

import os
from pathlib import Path

from reader.library.atomic_file import WriteError, create_bytes, sync_folder, write_bytes
from reader.notes.trash import NO_LINKS


def make_folder(folder: Path) -> None:
    """Make a folder and those above it where they are missing, durably. Raises: OSError, also for a link to one."""
    if folder.is_symlink():
        raise OSError(None, f"the folder {folder.name} is a link")
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        sync_folder(each.parent)


def create_file(path: Path, data: bytes) -> bool:
    """Write a new file, durably; tell whether it was: False if another stands there by now. Raises: WriteError."""
    try:
        create_bytes(path, data)
    except FileExistsError:
        return False
    except WriteError as error:
        if getattr(error.__cause__, "errno", None) not in NO_LINKS or os.path.lexists(path):
            raise
        # A file system without hard links: the lock that is held keeps our own processes away.
        write_bytes(path, data)
    return True


def write_file(path: Path, data: bytes) -> None:
    """Replace the file at *path*, durably. Raises: WriteError, with the old one as it was."""
    write_bytes(path, data)
