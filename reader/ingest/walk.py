"""The files that a path names: itself, or those in the folder that it is."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.library.safe_text import line
from reader.library.scan import SUFFIXES

_MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be added, or, with a *problem*, why there is none."""

    path: Path
    problem: str | None = None


def walk(path: Path) -> Iterator[Found]:
    """Yield the files that *path* names, those of a folder in order, folders below it too.

    No link in a folder is followed, hidden files are passed over. A folder without articles is a problem, and so is
    one that cannot be read.
    """
    if not os.path.lexists(path):
        yield Found(path, f"There is no file {line(str(path))}.")
    elif path.is_dir() and not path.is_symlink():
        found = list(_folder(path, 0))
        yield from found or [Found(path, f"The folder {line(str(path))} holds no articles (.md, .txt or .html).")]
    else:
        yield Found(path)


def _folder(folder: Path, depth: int) -> Iterator[Found]:
    try:
        with os.scandir(folder) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, f"The folder {line(str(folder))} cannot be read: {error.strerror}.")
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < _MAX_DEPTH:
                yield from _folder(path, depth + 1)
        elif path.suffix.lower() in SUFFIXES:
            yield Found(path)
