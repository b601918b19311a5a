"""The files that a path names: those of a folder one by one, without what belongs to another of them.

An export that was unpacked is one thing, as the archive was.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.library.file_name import system_path
from reader.library.guarded_file import missing, read_bytes
from reader.library.safe_text import line
from reader.library.scan import ANY, walk

# What a folder does not show, and what a Mac notes of its folders.
_HIDDEN = re.compile(r"(?:^|/)(?:__MACOSX/|\.[^/])")
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
# Where programs keep the files that another one tells of, beside that one.
_KEPT_BESIDE = (
    (re.compile(r"((?:.*/)?)zotero\.sqlite\Z"), "storage"),
    (re.compile(r"((?:.*/)?)[^/]+\.rdf\Z"), "files"),
    (re.compile(r"((?:.*/)?)posts\.csv\Z"), "posts"),
    (re.compile(r"((?:.*/)?)hts-log\.txt\Z"), "hts-cache"),
)
# ArchiveBox has a folder for each page, named by a moment, and tells of all of them in one file, or of each in its own.
_SNAPSHOT = re.compile(r"((?:.*/)?)archive/\d{9,11}(?:\.\d{1,6})?/index\.json\Z")
# What tells that a folder is an export of Omnivore, Matter or Readeck.
_UNPACKED = re.compile(
    r"((?:.*/)?)(?:metadata_\d+_to_\d+\.json|_matter_history\.csv|bookmarks/[^/]{1,100}/info\.json)\Z"
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to be added, or, with a *problem*, why there is none; *folder* is the one that was named and holds it.

    With *members* it is a folder that is one thing, and holds these.
    """

    path: Path
    problem: str | None = None
    folder: Path | None = None
    members: tuple[str, ...] = ()

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
        left, exports = _without_exports([*files])
        found = [FoundFile(path / system_path(top), None, path, members) for top, members in exports.items()]
        found += [FoundFile(path / system_path(name), files[name].problem, path) for name in without_parts(left)]
        yield from found or [FoundFile(path, f"The folder {line(str(path))} is empty.")]
    else:
        yield FoundFile(path)


def without_parts(paths: Sequence[str]) -> list[str]:
    """Return the relative *paths* without what lies in a folder that a browser or program made for another of them.

    What is hidden is left out too, as in a folder.
    """
    paths = [path for path in paths if not _HIDDEN.search(path)]
    owners = _owners(paths)

    def is_part(path: str) -> bool:
        found = (path[: slash.start()] for slash in re.finditer("/", path))
        return any(owners.get(folder, path) != path for folder in found)

    return [path for path in paths if not is_part(path)] if owners else [*paths]


def _owners(paths: Sequence[str]) -> dict[str, str]:
    """Return the folders whose files belong to one file, which is told of."""
    known = {*paths}
    owners = {
        f"{path.rpartition('.')[0]}{ending}": path
        for path in paths
        if path.lower().endswith(_PAGES)
        for ending in _PARTS_OF_PAGE
    }
    for path in paths:
        for pattern, folder in _KEPT_BESIDE:
            found = pattern.match(path)
            if found:
                owners[f"{found[1]}{folder}"] = path
        found = _SNAPSHOT.match(path)
        if found:
            whole = f"{found[1]}index.json"
            owners |= {f"{found[1]}archive": whole} if whole in known else {path.rpartition("/")[0]: path}
    return owners


def _without_exports(paths: Sequence[str]) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """Return the paths that are in no export, and the folders that are one, each with the paths in it."""
    tops = {found[1] for found in map(_UNPACKED.match, paths) if found}
    # What lies in an export is no export of its own: the outer one comes first.
    members: dict[str, list[str]] = {}
    for top in sorted(tops, key=len):
        if not any(map(top.startswith, members)):
            members[top] = []
    left: list[str] = []
    for path in paths:
        top = next(filter(path.startswith, members), None)
        if top is None:
            left.append(path)
        else:
            members[top].append(path[len(top) :])
    return left, {top.rstrip("/"): tuple(each) for top, each in sorted(members.items())}
