"""The folder in the user's data for what a read-only library cannot hold; it follows a moved or renamed library.

It is named after the library's path; a file in it identifies the library's folder on disk, so that it is found again
under another name.
"""

import contextlib
from pathlib import Path

from reader.library.atomic_file import write_text
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text

_RECORD = "library.txt"


class OwnFolder:
    """The folder *name* in *parent* that belongs to the library at *root*; asking for its path creates nothing."""

    def __init__(self, parent: Path, name: str, root: Path) -> None:
        self.path = parent / name
        self._root = root

    def follow(self) -> None:
        """Take over the library's folder under an earlier path, if it has none under this one.

        What cannot be moved stays where it is.
        """
        with contextlib.suppress(OSError, ReaderError):
            if not self.path.exists():
                for record in self.path.parent.glob(f"*/{_RECORD}"):
                    number, _, root = read_text(record).strip().partition(" ")
                    if number == self._number() and not Path(root).exists():
                        record.parent.rename(self.path)
                        break
            self.note()

    def note(self) -> None:
        """Record which library the folder belongs to, if it exists."""
        record, told = self.path / _RECORD, f"{self._number()} {self._root}\n"
        with contextlib.suppress(OSError, ReaderError, UnicodeEncodeError):
            if self.path.is_dir() and (not record.exists() or read_text(record) != told):
                write_text(record, told)

    def _number(self) -> str:
        # A folder keeps its inode number when it is moved or renamed on its disk.
        return str(self._root.stat().st_ino)
