"""The user's libraries: their own, the samples, and all that were opened here; and which one opens next.

A file of this machine records which ones were opened and when. If it cannot be read or written, the user's own library
opens.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from reader.library.atomic_file import WriteError, make_folder, write_text
from reader.library.dates import now
from reader.library.errors import ReaderError
from reader.library.file_name import path_text, system_path
from reader.library.folder import SETTINGS, Library, full_path, open_library
from reader.library.guarded_file import read_text
from reader.library.locks import locked
from reader.library.safe_text import line
from reader.library.yaml_text import LARGE, read_yaml, write_yaml
from reader.room.settings import Places, Settings

OWN_TITLE = "My library"
# Counting stops here: a list of libraries should not wait for the count of a very large one.
MOST_COUNTED = 5_000
_MOST_REMEMBERED = 50


class LibraryChoice(NamedTuple):
    """The library that opens when none is named: whether it was just made, and the preferred one if that is gone."""

    path: Path
    is_new: bool = False
    vanished: Path | None = None


class KnownLibrary(NamedTuple):
    """A library in the list: when it was *opened* last (empty if never), and what is wrong with it, if anything.

    *articles* are counted up to MOST_COUNTED.
    """

    path: Path
    title: str
    opened: str = ""
    articles: int = 0
    in_place: bool = False
    problem: str = ""


class LibraryShelf:
    """All libraries that this user has opened, and the two that reader makes: their own, and the samples."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._file = places.state / "libraries.yaml"

    def opened(self) -> dict[Path, str]:
        """Return when each folder was last opened, the latest first."""
        with contextlib.suppress(ReaderError, OSError):
            value = read_yaml(read_text(self._file), LARGE)
            if isinstance(value, dict):
                told = [(path, at) for path, at in value.items() if path and isinstance(at, str)]
                # For a folder with two names the later opening counts.
                told.sort(key=lambda each: each[1])
                found = {full_path(Path(system_path(path))): at for path, at in told}
                return dict(sorted(found.items(), key=lambda each: each[1], reverse=True))
        return {}

    def note_opened(self, root: Path) -> None:
        """Record that the library at *root* was opened now; the manual does not count."""
        if root != self._places.manual:
            self._change({full_path(root): now()})

    def forget(self, root: Path) -> bool:
        """Forget that a library was opened; return whether it was known. Nothing is deleted."""
        path = full_path(root)
        was_known = path in self.opened()
        self._change({path: ""})
        return was_known

    def _change(self, changes: dict[Path, str]) -> None:
        # This only decides what opens next: on a full disk, the user's own library.
        with contextlib.suppress(ReaderError, OSError), locked(self._places.state / "locks", "libraries"):
            kept = {path: at for path, at in (changes | self.opened() | changes).items() if at}
            # Of two opened in the same second the later one comes first.
            newest = sorted(kept.items(), key=lambda each: each[1], reverse=True)[:_MOST_REMEMBERED]
            make_folder(self._file.parent)
            write_text(self._file, write_yaml({path_text(str(path)): at for path, at in newest}))

    def all(self) -> Iterator[KnownLibrary]:
        """Yield all known libraries, the last opened first, including the user's own and the samples."""
        opened = self.opened()
        made = [each for each in (self._places.own_library, self._places.samples) if each.exists()]
        for path in dict.fromkeys([*opened, *made]):
            yield known_library(path, opened.get(path, ""))

    def titled(self, title: str) -> Path | None:
        """Return the folder of the library with that title, None if there is none.

        Raises: ReaderError if there are two.
        """
        found = [each for each in self.all() if not each.problem and each.title.casefold() == title.casefold()]
        if len(found) > 1:
            paths = " and ".join(line(str(each.path)) for each in found[:3])
            raise ReaderError(f"Several libraries are called “{line(title)}”: {paths}. Name the folder.")
        return found[0].path if found else None


def known_library(path: Path, opened: str = "") -> KnownLibrary:
    """Return the facts of the library at *path*."""
    try:
        library = open_library(path)
        from reader.library.scan import scan

        articles = sum(1 for each in islice(scan(library), MOST_COUNTED) if not each.problem)
    except (ReaderError, OSError):
        told = "The folder cannot be read." if os.path.lexists(path) else "The folder is gone."
        return KnownLibrary(path, line(path.name), opened, problem=told)
    return KnownLibrary(path, library.title, opened, articles, library.in_place, " ".join(library.problems))


def default_library(settings: Settings, places: Places) -> LibraryChoice:
    """Return the library that opens when none is named.

    In this order: `$READER_LIBRARY`, the settings' library, the current folder if it holds a `library.yaml`, the one
    that was opened last; else the user's own if there is an article in it, and the samples if there is none. The first
    time both are made. Raises: WriteError.
    """
    named = os.environ.get("READER_LIBRARY") or settings.library
    if named:
        return LibraryChoice(Path(named).expanduser())
    # By a relative path, since the current folder may be gone.
    if os.path.isfile(SETTINGS):  # noqa: PTH113 - pathlib raises in a closed folder
        return LibraryChoice(Path.cwd())
    last = next(iter(LibraryShelf(places).opened()), None)
    if last is not None and last.is_dir():
        return LibraryChoice(last)
    return _own_or_samples(places)._replace(vanished=last)


def _own_or_samples(places: Places) -> LibraryChoice:
    is_new = make_own_library(places)
    if is_new:
        restore_samples(places)
    from reader.library.scan import scan

    own = places.own_library
    has_articles = next(iter(scan(open_library(own))), None) is not None
    return LibraryChoice(own if has_articles or not places.samples.exists() else places.samples, is_new)


def make_own_library(places: Places) -> bool:
    """Make the user's own library if there is none; return whether it was made. Raises: WriteError."""
    is_missing = not places.own_library.exists()
    if is_missing:
        make_library(places.own_library, OWN_TITLE)
    return is_missing


def make_library(root: Path, title: str, language: str = "") -> Library:
    """Make an empty library in the folder *root*, which may exist; its files are left alone.

    Raises: WriteError, ReaderError if it is a library already or lies within one.
    """
    root = full_path(root)
    if os.path.lexists(root / SETTINGS):
        raise ReaderError(f"{line(str(root))} is a library already. Open it: reader {line(str(root))}")
    outer = next((each for each in root.parents if os.path.isfile(each / SETTINGS)), None)  # noqa: PTH113 - may be closed
    if outer is not None:
        raise ReaderError(f"{line(str(root))} lies within the library {line(str(outer))}. Choose another folder.")
    if os.path.lexists(root) and not root.is_dir():
        raise ReaderError(f"{line(str(root))} is a file. Choose a folder.")
    settings = {"title": title or line(root.name)} | ({"language": language} if language else {})
    try:
        make_folder(root / "articles")
        write_text(root / SETTINGS, write_yaml(settings))
    except WriteError as error:
        raise WriteError(f"No library could be made in {line(str(root))}: {error.reason}.") from error
    except OSError as error:
        raise WriteError(f"No library could be made in {line(str(root))}: {error.strerror or error}.") from error
    return open_library(root)


def restore_samples(places: Places) -> int:
    """Restore missing files of the samples, and return their number; notes and changes stay.

    Raises: WriteError.
    """
    target = places.samples
    try:
        if target.exists():
            return _copy_missing(_bundled(), target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as temporary:
            made = Path(temporary) / "library"
            count = _copy_missing(_bundled(), made)
            try:
                made.rename(target)
            except OSError:
                # Another process has created them meanwhile.
                if not target.is_dir():
                    raise
                count = 0
    except OSError as error:
        raise WriteError(f"The samples could not be put in {target}: {error.strerror or error}.") from error
    return count


def copy_samples(target: Path) -> None:
    """Write a fresh copy of the samples to the folder *target*. Raises: OSError."""
    _copy_missing(_bundled(), target)


def _copy_missing(source: Path, target: Path) -> int:
    count = 0
    target.mkdir(exist_ok=True)
    for each in sorted(source.iterdir()):
        # In a checkout, the bundled library's state belongs to the developer.
        if each.name == "state" or each.name.startswith("."):
            continue
        if each.is_dir():
            count += _copy_missing(each, target / each.name)
        elif not os.path.lexists(target / each.name):
            shutil.copyfile(each, target / each.name)
            count += 1
    return count


def _bundled() -> Path:
    here = Path(__file__).parents[1]
    # Installed, the library lies inside the package; in a checkout, beside it.
    return next(path for path in (here / "bundled", here.parent / "library") if (path / SETTINGS).is_file())
