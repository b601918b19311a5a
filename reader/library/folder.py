"""A library on disk, or any folder of articles that is read in place."""

import os
from dataclasses import dataclass
from pathlib import Path

from reader.library.errors import ReaderError
from reader.library.file_name import system_path
from reader.library.guarded_file import read_bytes, read_text
from reader.library.safe_text import line
from reader.library.yaml_text import LARGE, Value, YamlError, read_yaml

SETTINGS = "library.yaml"


class LibraryError(ReaderError):
    """There is no library at the given place."""


@dataclass(frozen=True, slots=True)
class HouseRules:
    """A library's settings for the cleaner: names of outlets, and phrases of their appeals."""

    outlets: tuple[str, ...] = ()
    appeals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """A library: a folder with a `library.yaml`, or (*in_place*) any folder, in which nothing is ever changed."""

    root: Path
    title: str
    language: str | None = None
    house: HouseRules = HouseRules()
    in_place: bool = False
    problems: tuple[str, ...] = ()

    @property
    def articles(self) -> Path:
        """The folder of the articles."""
        return self.root if self.in_place else self.root / "articles"

    def file_at(self, path: str) -> Path:
        """Return the file that has *path* in the catalog."""
        return self.root / system_path(path)

    def read(self, path: str) -> bytes:
        """Return the bytes of the article's file at *path* in the catalog, through no link. Raises: as `read_bytes`."""
        return read_bytes(self.file_at(path), within=self.articles)

    @property
    def originals(self) -> Path:
        """The folder of the originals."""
        return self.root / "originals"

    @property
    def notes(self) -> Path:
        """The folder of the annotations, with a folder for each article."""
        return self.root / "notes"

    @property
    def corrections(self) -> Path:
        """The folder of corrections, with a file for each article."""
        return self.root / "corrections"

    @property
    def state(self) -> Path:
        """The folder of the reading state, with a file for each machine."""
        return self.root / "state"

    @property
    def names(self) -> Path:
        """The names authority."""
        return self.root / "names.yaml"


def full_path(path: Path) -> Path:
    """Return the absolute form of *path*, without `..` where that leads to the same place. Raises: RuntimeError."""
    full = path.expanduser().absolute()
    plain = Path(os.path.normpath(full))
    return plain if plain == full or os.path.realpath(plain) == os.path.realpath(full) else full


def open_library(path: Path) -> Library:
    """Open the library at *path*, or the folder in place where it has no `library.yaml`.

    A wrong `library.yaml` is a problem of the library, reported once, and defaults are used.
    Raises: LibraryError if *path* is no folder that can be read.
    """
    try:
        root = full_path(path)
        is_there, is_folder = root.exists(), root.is_dir()
    except (OSError, RuntimeError) as error:
        # A name that is too long, or the home of an unknown user.
        raise LibraryError(f"There is no folder {line(str(path))[:200]}.") from error
    if not is_there:
        raise LibraryError(f"There is no folder {line(str(path))}.")
    if not is_folder:
        raise LibraryError(f"{line(str(path))} is a file, not a folder; to add it to a library, use “reader add”.")
    title = line(root.name) or "Library"
    try:
        value = read_yaml(read_text(root / SETTINGS), LARGE)
    except FileNotFoundError:
        return Library(root, title, in_place=True)
    except PermissionError as error:
        raise LibraryError(f"The folder {line(str(path))} cannot be read.") from error
    except YamlError as error:
        return Library(root, title, problems=(f"{SETTINGS} was ignored: {error}.",))
    except ReaderError as error:
        return Library(root, title, problems=(str(error),))
    return _settled(root, title, value)


def _settled(root: Path, title: str, value: Value) -> Library:
    if not isinstance(value, dict):
        return Library(root, title, problems=(f"{SETTINGS} is not a map of settings.",))
    problems: list[str] = []

    def text(key: str) -> str | None:
        found = value.get(key, "")
        if isinstance(found, str):
            return line(found) or None
        problems.append(f"{SETTINGS}: “{key}” must be text.")
        return None

    def words(key: str) -> tuple[str, ...]:
        found = value.get(key, [])
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            return tuple(line(str(each)) for each in found if each)
        problems.append(f"{SETTINGS}: “{key}” must be a list of texts.")
        return ()

    house = HouseRules(words("outlets"), words("appeals"))
    return Library(root, text("title") or title, text("language"), house, problems=tuple(problems))
