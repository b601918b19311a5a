"""The files of a generation, as Whoosh opens them."""

# Whoosh is typed in part: what it left untyped is called all the same.
# mypy: allow-untyped-calls

from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage


class ReadOnlyStorage(FileStorage):
    """Files to read. They are never mapped: a file that is cut short under a map kills the process."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False, readonly=True)
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        """Open *name* and remember it, since Whoosh leaves a file open when what is in it is damaged."""
        file = super().open_file(name, **options)
        self._opened.append(file)
        return file

    def abandon(self) -> None:
        """Close whatever is open still."""
        for file in self._opened:
            if not file.is_closed:
                file.close()
        self._opened.clear()


class WritableStorage(FileStorage):
    """Files to write."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False)
