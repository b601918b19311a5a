"""Folders of this user alone: a cache holds pickles that others must not write, and texts that they must not read."""

import os
import stat
from pathlib import Path

from reader.library.errors import ReaderError

_ALL_BUT_OURS = 0o077


class FolderNotOurs(ReaderError):
    """The folder belongs to somebody else, or is none but a link or a file."""


def make_private(folder: Path) -> None:
    """Make *folder*, or close it to others again if it is there.

    Raises: FolderNotOurs, OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_ours(folder):
        raise FolderNotOurs(f"The folder {folder.name} is a link, or belongs to somebody else.")
    if folder.lstat().st_mode & _ALL_BUT_OURS:
        folder.chmod(0o700)


def is_private(folder: Path) -> bool:
    """Whether *folder* is this user's and closed to others; false for a link. Raises: OSError if there is none."""
    return _is_ours(folder) and not folder.lstat().st_mode & _ALL_BUT_OURS


def _is_ours(folder: Path) -> bool:
    status = folder.lstat()
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()
