"""Walking the folder: which files there are, without opening any."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.library.folder import Library
from reader.library.safe_text import line

SUFFIXES = frozenset({".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xhtml"})
_ENDINGS = tuple(SUFFIXES)
# What a library keeps beside its articles; in a folder read in place they are not articles either.
NOT_ARTICLES = frozenset({"notes", "state", "originals"})
MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """A file that may be an article. *path* is relative to the library's root, with `/`; *mtime* in nanoseconds.

    With *is_folder* it is a folder that cannot be read: what it holds is not known.
    """

    path: str
    size: int
    mtime: int
    problem: str | None = None
    is_folder: bool = False


def scan(library: Library) -> Iterator[ScannedFile]:
    """Yield every article file of *library*; links and folders that cannot be read come with a problem.

    Hidden files and folders are passed over. No link is followed.
    """
    root = str(library.root)
    yield from _walk(str(library.articles), len(root) + 1, 0, at_root=library.in_place)


def _walk(folder: str, skip: int, depth: int, *, at_root: bool) -> Iterator[ScannedFile]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        path = _utf8(folder[skip:]) or "."
        yield ScannedFile(path, 0, 0, f"The folder {line(path)} cannot be read: {error.strerror}.", is_folder=True)
        return
    for entry in entries:
        if entry.name.startswith(".") or (at_root and entry.name in NOT_ARTICLES):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < MAX_DEPTH:
                yield from _walk(entry.path, skip, depth + 1, at_root=False)
        elif entry.name.lower().endswith(_ENDINGS):
            yield _scanned(entry, skip)


def _scanned(entry: os.DirEntry[str], skip: int) -> ScannedFile:
    path = _utf8(entry.path[skip:])
    if path != entry.path[skip:]:
        told = "The name of this file, or of a folder that it is in, is not UTF-8. Rename it to read the file."
        return ScannedFile(path, 0, 0, told)
    if entry.is_symlink():
        gone = "" if Path(entry.path).exists() else " that leads nowhere"
        return ScannedFile(path, 0, 0, f"{line(entry.name)} is a link{gone}; links are not followed.")
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return ScannedFile(path, 0, 0, f"{line(entry.name)} cannot be read: {error.strerror}.")
    if not entry.is_file(follow_symlinks=False):
        return ScannedFile(path, 0, status.st_mtime_ns, f"{line(entry.name)} is not a regular file.")
    return ScannedFile(path, status.st_size, status.st_mtime_ns)


def _utf8(path: str) -> str:
    r"""Return *path* with `\xe9` for a byte that is not UTF-8: neither the catalog nor a note can name it otherwise."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")
