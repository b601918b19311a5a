"""The files that a path names: those of a folder one by one, without what belongs to another of them."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.library.file_name import system_path
from reader.library.guarded_file import missing, read_bytes
from reader.library.safe_text import line
from reader.library.scan import ANY, walk

_PAGES = (".html", ".htm", ".xhtml")
# What browsers put behind the name of a page for the folder of what it shows.
_PARTS_OF_PAGE = (
    "_files",
    ".files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_bestanden",
    "-filer",
    "_file",
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to be added, or, with a *problem*, why there is none; *folder* is the one that was named and holds it."""

    path: Path
    problem: str | None = None
    folder: Path | None = None

    def read(self) -> bytes:
        """Return its bytes, through no link. Raises: as `read_bytes`."""
        return read_bytes(self.path, within=self.folder)


def find_files(path: Path) -> Iterator[FoundFile]:
    """Yield the files that *path* names, those of a folder as `walk` does, whatever they are.

    What a browser saved beside a page is a part of that page. An empty folder is a problem, and so is one that cannot
    be read.
    """
    if not os.path.lexists(path):
        yield FoundFile(path, missing(path))
    elif path.is_dir() and not path.is_symlink():
        files = {each.path: each for each in walk(path, endings=ANY)}
        found = [
            FoundFile(path / system_path(name), files[name].problem, path) for name in without_parts_of_pages([*files])
        ]
        yield from found or [FoundFile(path, f"The folder {line(str(path))} is empty.")]
    else:
        yield FoundFile(path)


def without_parts_of_pages(paths: Sequence[str]) -> list[str]:
    """Return the relative *paths* without what lies in the folder that a browser made for a page beside it."""
    pages = {path.rpartition(".")[0] for path in paths if path.lower().endswith(_PAGES)}
    folders = {f"{page}{ending}" for page in pages for ending in _PARTS_OF_PAGE}

    def is_part(path: str) -> bool:
        return any(path[: slash.start()] in folders for slash in re.finditer("/", path))

    return [path for path in paths if not is_part(path)] if folders else [*paths]
