"""The folder of the index: generations built beside one another, and which of them is current.

    <cache>/                       mode 0700, ours
      linux-py3.11-whoosh3.54.0-2/   nobody else's index is read, not even our own of another version
        lock                       held by the one process that writes
        CURRENT                    the name of the current generation
        g00000012-5f3a/            its files, never changed again, and manifest.json, which tells their sizes

A generation is made by linking the files of the last one, adding to them, flushing all to disk, and renaming
`CURRENT`. So a crash or a power cut leaves the old generation or the new one, and a reader that has the old one
open goes on reading it while it is swept away.
"""

import contextlib
import fcntl
import json
import os
import re
import shutil
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import NamedTuple

import whoosh

from reader.library.atomic_file import sync_folder, write_text
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_bytes
from reader.library.private_folder import is_private, make_private
from reader.search.document import SCHEMA_VERSION
from reader.search.errors import IndexBusy, IndexSuspect, SuspectGuard

CURRENT = "CURRENT"
MANIFEST = "manifest.json"
SEGMENTS = "segments.json"
_NAME = re.compile(r"g(\d{8})-[0-9a-f]{8}\Z")
_VERSION = re.compile(r"[a-z0-9_]{1,20}-py[0-9.]{1,9}-whoosh[0-9A-Za-z.]{1,30}-\d{1,6}\Z")
# Seconds after which the index of another version that nobody writes is swept: another reader may still be in use.
_FORGOTTEN = 30 * 86_400
_MANIFEST_BYTES = 1_000_000
# Half of a million articles may be deleted before a segment is written anew.
_SEGMENTS_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation tells of itself: its files' sizes and checksums, and what its terms were made with."""

    files: dict[str, tuple[int, int]] = field(default_factory=dict)
    names_digest: str = ""
    language: str = ""


class SegmentEntry(NamedTuple):
    """A segment of a generation: its name, how many *articles* are in it, and the numbers of those that are deleted."""

    name: str
    articles: int
    deleted: tuple[int, ...] = ()


def write_segments(generation: Path, segments: Iterable[SegmentEntry]) -> None:
    """Write the table of segments, from which a search learns what Whoosh's own tells the writer."""
    # Nobody looks into a generation that is not finished, and then it is flushed.
    (generation / SEGMENTS).unlink(missing_ok=True)
    (generation / SEGMENTS).write_text(json.dumps([*segments]), encoding="utf-8")


def read_segments(generation: Path) -> list[SegmentEntry]:
    """Return the table of segments. Raises: IndexSuspect."""
    with SuspectGuard():
        told = json.loads(read_bytes(generation / SEGMENTS, _SEGMENTS_BYTES))
        return [SegmentEntry(str(name), int(count), tuple(map(int, deleted))) for name, count, deleted in told]


class IndexFolder:
    """The index's part of the cache folder. Looking at it creates nothing."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        version = ".".join(map(str, whoosh.__version__))
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        self._verified: set[tuple[int, int, int]] = set()
        self.root = cache / f"{sys.platform}-py{python}-whoosh{version}-{SCHEMA_VERSION}"
        self._current = self.root / CURRENT
        self._named: tuple[tuple[int, int, int], str] | None = None

    def current(self) -> Path | None:
        """Return the current generation, `None` before there is one. Raises: IndexSuspect."""
        try:
            # Each search asks: the file is always another one, so its name is read only once.
            status = os.lstat(self._current)
            seen = status.st_ino, status.st_ctime_ns, status.st_mode
            if self._named is None or self._named[0] != seen:
                self._named = seen, read_bytes(self._current, 100).decode("ascii", "replace").strip()
            name = self._named[1]
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (ReaderError, OSError) as error:
            raise IndexSuspect(str(error)) from error
        self._check_owner()
        if not _NAME.match(name):
            raise IndexSuspect("CURRENT names no generation")
        return self.root / name

    def _check_owner(self) -> None:
        for folder in (self._cache, self.root):
            if not is_private(folder):
                raise IndexSuspect("other users can read or write its folder")

    def manifest(self, generation: Path) -> Manifest:
        """Return what *generation* tells of itself, the sizes of its files checked.

        Raises: IndexSuspect, FileNotFoundError.
        """
        try:
            told = json.loads(read_bytes(generation / MANIFEST, _MANIFEST_BYTES))
            files = {str(name): (int(size), int(checksum)) for name, (size, checksum) in told["files"].items()}
            found = Manifest(files, str(told["names_digest"]), str(told["language"]))
        except FileNotFoundError:
            raise
        except (ReaderError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise IndexSuspect(f"its manifest cannot be read: {error}") from error
        for name, (size, checksum) in found.files.items():
            if "/" in name or (generation / name).lstat().st_size != size:
                raise IndexSuspect(f"{name} has the wrong size")
            # They have no checksums of their own, and tell which articles are deleted.
            if not name.endswith(".seg") and _checksum(generation / name) != checksum:
                raise IndexSuspect(f"{name} has changed")
        return found

    def verify(self, generation: Path) -> None:
        """Read every file of *generation* and compare what was written. Raises: IndexSuspect, OSError."""
        for name, (_, checksum) in self.manifest(generation).files.items():
            status = (generation / name).stat()
            seen = (status.st_ino, status.st_mtime_ns, checksum)
            if seen not in self._verified:
                if _checksum(generation / name) != checksum:
                    raise IndexSuspect(f"{name} has changed")
                self._verified.add(seen)

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the index for writing; makes the folder. Raises: IndexBusy, FolderNotOurs, OSError."""
        for folder in (self._cache, self.root):
            make_private(folder)
        descriptor = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise IndexBusy from error
            yield
        finally:
            os.close(descriptor)

    def begin(self, base: Path | None) -> Path:
        """Make the folder of the next generation, with the files of *base* in it. Needs the lock."""
        numbers = [int(match.group(1)) for path in self._generations() if (match := _NAME.match(path.name))]
        generation = self.root / f"g{max(numbers, default=0) + 1:08d}-{os.urandom(4).hex()}"
        generation.mkdir(mode=0o700)
        try:
            if base is not None:
                for name in self.manifest(base).files:
                    _link(base / name, generation / name)
        except BaseException:
            shutil.rmtree(generation, ignore_errors=True)
            raise
        return generation

    def finish(self, generation: Path, base: Path | None, stamp: tuple[str, str]) -> None:
        """Flush *generation* to disk and make it the current one; the others are swept. Needs the lock.

        *base* is what it began with, *stamp* its names' digest and language.
        """
        # What was damaged in the base must not be taken for what was written.
        known = self.manifest(base).files if base is not None else {}
        files = {}
        for path in sorted(generation.iterdir()):
            if path.suffix in {".toc", ".seg"} or path.name == SEGMENTS:
                status = path.stat()
                # The same file in two generations was flushed with the first.
                if status.st_nlink == 1:
                    _flush(path)
                is_known = path.name in known and path.name != SEGMENTS
                files[path.name] = known[path.name] if is_known else (status.st_size, _checksum(path))
        told = generation / MANIFEST
        told.write_text(json.dumps(asdict(Manifest(files, *stamp))), encoding="utf-8")
        _flush(told)
        sync_folder(generation)
        sync_folder(self.root)
        write_text(self.root / CURRENT, generation.name + "\n")
        self._sweep(generation)
        self._sweep_versions()

    def _sweep(self, keep: Path) -> None:
        """Remove every generation but *keep*, finished or not. Needs the lock."""
        for path in self._generations():
            if path.name != keep.name:
                shutil.rmtree(path, ignore_errors=True)

    def _sweep_versions(self) -> None:
        """Remove what other versions of reader, Python or Whoosh left and have not written for a month."""
        for folder in self._cache.iterdir():
            if _VERSION.match(folder.name) and folder != self.root and _is_forgotten(folder):
                shutil.rmtree(folder, ignore_errors=True)

    def _generations(self) -> list[Path]:
        return [path for path in self.root.iterdir() if _NAME.match(path.name) and not path.is_symlink()]


def _is_forgotten(folder: Path) -> bool:
    try:
        written = max(each.lstat().st_mtime for each in (folder, *folder.iterdir()))
    except OSError:
        # A file of this name, or a folder that cannot be looked into.
        return False
    return time.time() - written > _FORGOTTEN and not folder.is_symlink()


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        # A file system without links.
        shutil.copyfile(source, target, follow_symlinks=False)


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            checksum = zlib.crc32(piece, checksum)
    return checksum


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
