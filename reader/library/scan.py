"""Walking the folder: which files there are, without opening any."""

import os
import stat
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reader.library.file_name import path_text
from reader.library.folder import Library
from reader.library.guarded_file import OPEN_FOLDER
from reader.library.safe_text import line

SUFFIXES = frozenset({".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xhtml"})
_ENDINGS = tuple(SUFFIXES)
# Every name ends with it.
ANY: tuple[str, ...] = ("",)
# The other folders of a library; in a folder read in place they hold no articles either.
NOT_ARTICLES = frozenset({"notes", "state", "originals", "corrections"})
# Each open folder counts among the open files of a process.
MAX_DEPTH = 100


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """A file that may be an article. *path* is as `path_text` makes it, with `/`; *mtime* in nanoseconds.

    With *is_folder* it is a folder that cannot be read, whose contents are unknown.
    """

    path: str
    size: int
    mtime: int
    problem: str | None = None
    is_folder: bool = False


def scan(library: Library) -> Iterator[ScannedFile]:
    """Yield every article file of *library*, with its path from the library's root, as `walk` does."""
    where = "" if library.in_place else f"{library.articles.name}/"
    yield from walk(library.articles, where, NOT_ARTICLES if library.in_place else ())


def regular_files(library: Library, paths: Iterable[Path]) -> Iterator[ScannedFile]:
    """Yield those of *paths* that `scan` would find as regular files, without looking at others.

    Links, paths through links, and missing files are left to `scan`.
    """
    folder = library.articles.resolve()
    where, passed_over = ("", NOT_ARTICLES) if library.in_place else (f"{library.articles.name}/", frozenset())
    for path in paths:
        with suppress(ValueError, OSError, RuntimeError):
            *inner, name = path.relative_to(library.articles).parts
            is_passed_over = (inner or [name])[0] in passed_over or any(each.startswith(".") for each in (*inner, name))
            is_reached = len(inner) <= MAX_DEPTH and path.parent.resolve() == folder.joinpath(*inner)
            status = path.lstat()
            if is_reached and not is_passed_over and name.lower().endswith(_ENDINGS) and stat.S_ISREG(status.st_mode):
                shown = path_text(where + "/".join((*inner, name)))
                yield ScannedFile(shown, status.st_size, status.st_mtime_ns)


def walk(
    folder: Path, where: str = "", passed_over: Container[str] = (), endings: tuple[str, ...] = _ENDINGS
) -> Iterator[ScannedFile]:
    """Yield every file in *folder* and below whose name has one of *endings*, with its path from there after *where*.

    They come in order. Links, folders that cannot be read and folders too deep come with a problem. Hidden files and
    folders are passed over, and so is what *passed_over* names at the top. No link is followed below *folder*, however
    the tree is changed meanwhile.
    """
    try:
        descriptor = os.open(folder, OPEN_FOLDER)
    except FileNotFoundError:
        return
    except OSError as error:
        yield _closed(where, error, str(folder))
        return
    yield from _walk(_Open(descriptor, where, str(folder), endings), 0, passed_over)


class _Open(NamedTuple):
    """An open folder, the prefix of its paths, its name in sentences, and the files that count."""

    descriptor: int
    where: str
    shown: str
    endings: tuple[str, ...]


def _walk(folder: _Open, depth: int, passed_over: Container[str]) -> Iterator[ScannedFile]:
    """Yield the files in and below an open folder, and close it."""
    try:
        with os.scandir(folder.descriptor) as scanned:
            entries = sorted(scanned, key=lambda entry: entry.name)
        for entry in entries:
            if entry.name.startswith(".") or entry.name in passed_over:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _inner(entry.name, folder, depth)
            elif entry.name.lower().endswith(folder.endings):
                yield _scanned(entry, folder)
    except OSError as error:
        yield _closed(folder.where, error, folder.shown)
    finally:
        os.close(folder.descriptor)


def _inner(name: str, outer: _Open, depth: int) -> Iterator[ScannedFile]:
    where = f"{outer.where}{name}/"
    if depth == MAX_DEPTH:
        told = f"The folder {line(name)} was not read: it lies more than {MAX_DEPTH} folders deep."
        yield ScannedFile(path_text(where[:-1]), 0, 0, told, is_folder=True)
        return
    try:
        descriptor = os.open(name, OPEN_FOLDER | os.O_NOFOLLOW, dir_fd=outer.descriptor)
    except FileNotFoundError:
        return
    except OSError as error:
        yield _closed(where, error, where[:-1])
        return
    yield from _walk(_Open(descriptor, where, where[:-1], outer.endings), depth + 1, ())


def _closed(where: str, error: OSError, shown: str) -> ScannedFile:
    told = f"The folder {line(shown)} cannot be read: {error.strerror}."
    return ScannedFile(path_text(where[:-1]) or ".", 0, 0, told, is_folder=True)


def _scanned(entry: os.DirEntry[str], folder: _Open) -> ScannedFile:
    path = path_text(folder.where + entry.name)
    if entry.is_symlink():
        gone = "" if _leads_somewhere(entry.name, folder.descriptor) else " that leads nowhere"
        return ScannedFile(path, 0, 0, f"{line(entry.name)} is a link{gone}; links are not followed.")
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return ScannedFile(path, 0, 0, f"{line(entry.name)} cannot be read: {error.strerror}.")
    if not entry.is_file(follow_symlinks=False):
        return ScannedFile(path, 0, status.st_mtime_ns, f"{line(entry.name)} is not a regular file.")
    return ScannedFile(path, status.st_size, status.st_mtime_ns)


def _leads_somewhere(name: str, descriptor: int) -> bool:
    try:
        os.stat(name, dir_fd=descriptor)
    except OSError:
        return False
    return True
