"""A whole library as one zip archive, and restoring it: articles, originals, notes, names, state."""

import os
import secrets
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from reader.ingest.accession import AddedFile, Result
from reader.ingest.formats.archive import contents
from reader.ingest.formats.part import Skipped
from reader.ingest.formats.source import FileSource, Source
from reader.ingest.formats.unpacked import StreamSource
from reader.ingest.parts import part_name
from reader.library.atomic_file import WriteError, create_bytes, make_folder, sync_folder, write_bytes
from reader.library.errors import ReaderError
from reader.library.file_name import path_text, system_path
from reader.library.folder import SETTINGS, Library
from reader.library.guarded_file import UnreadableError, open_file, read_bytes
from reader.library.identity import usable_id
from reader.library.safe_text import line
from reader.library.scan import ANY, ScannedFile, walk

# The files and folders of a library, including the hidden folder of deleted notes.
_FOLDERS = ("originals", "notes", "corrections", "state", "articles")
_FILES = ("names.yaml", SETTINGS)
_NOTE_TRASH = "notes/.trash"
_LARGEST = 500_000_000
_CHUNK = 1 << 20
# The time of every entry, so that the same library gives the same archive.
_MOMENT = (1980, 1, 1, 0, 0, 0)


class ExportedLibrary(NamedTuple):
    """How many articles and files were written, and sentences on those that were not."""

    articles: int
    files: int
    problems: tuple[str, ...]


def export_library(library: Library, target: Path, own: Path) -> ExportedLibrary:
    """Write a whole library to a new zip archive. Raises: WriteError, ReaderError.

    *own* is the folder in the user's data with what was written while the library was read-only.
    """
    if library.in_place:
        raise ReaderError(f"{library.title} is a folder that is read in place: copy the folder itself.")
    if os.path.lexists(target):
        raise ReaderError(f"{line(str(target))} is there already; name another file.")
    temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        exported = _write(_files(library, own), temporary)
        temporary.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise WriteError.of(target, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()
    return exported


def _write(listed: Iterable[tuple[Path, ScannedFile]], temporary: Path) -> ExportedLibrary:
    articles = files = 0
    problems: list[str] = []
    with temporary.open("xb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for folder, found in listed:
                try:
                    if found.problem:
                        raise UnreadableError(found.problem)
                    _pack(archive, folder, found.path)
                except (ReaderError, FileNotFoundError) as error:
                    problems.append(str(error) if isinstance(error, ReaderError) else f"{line(found.path)} is gone.")
                    continue
                files += 1
                articles += found.path.startswith("articles/")
        stream.flush()
        os.fsync(stream.fileno())
    return ExportedLibrary(articles, files, tuple(problems))


def _files(library: Library, own: Path) -> Iterator[tuple[Path, ScannedFile]]:
    """Yield the files of a library, each with the folder that its path is relative to."""
    for name in _FILES:
        if (library.root / name).is_file():
            yield library.root, ScannedFile(name, 0, 0)
    for folder in (*_FOLDERS, _NOTE_TRASH):
        yield from _both(folder, library.root, own)


def _both(folder: str, *roots: Path) -> Iterator[tuple[Path, ScannedFile]]:
    """Yield the files of a folder below any of the *roots*; of two with one path, the one written last."""
    found: dict[str, tuple[Path, ScannedFile]] = {}
    for root in roots:
        for each in walk(root / folder, f"{folder}/", endings=ANY):
            if each.path not in found or each.mtime > found[each.path][1].mtime:
                found[each.path] = (root, each)
    yield from found.values()


def _pack(archive: zipfile.ZipFile, root: Path, path: str) -> None:
    with open_file(root / system_path(path), root) as data:
        entry = zipfile.ZipInfo(path, _MOMENT)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o100644 << 16
        with archive.open(entry, "w", force_zip64=True) as packed:
            while chunk := data.read(_CHUNK):
                packed.write(chunk)


def library_archive(given: object) -> Source | None:
    """Return the zip archive of a whole library at a path or on standard input; None for anything else."""
    source = FileSource(given) if isinstance(given, Path) and given.is_file() and not given.is_symlink() else given
    if not isinstance(source, (FileSource, StreamSource)):
        return None
    is_library = source.head.startswith(b"PK") and source.has_member(SETTINGS)
    source.close()
    return source if is_library else None


def restore_library(library: Library, source: Source, *, is_dry: bool = False) -> Iterator[AddedFile]:
    """Add the files of a library's archive; yield each article, and what could not be added.

    An empty library becomes the same library. An existing file is never overwritten.
    Raises: WriteError.
    """
    shown = line(str(source.path) if isinstance(source, FileSource) else source.name)
    is_empty = not any(os.path.isdir(each) and os.listdir(each) for each in (library.articles, library.notes))  # noqa: PTH112, PTH208 - pathlib raises in a closed folder
    members: list[Source] = []
    try:
        for each in contents(source):
            if isinstance(each, Skipped):
                yield AddedFile(part_name(shown, each.name), "refused", reason=each.reason)
            else:
                members.append(each)
    except UnreadableError as error:
        yield AddedFile(shown, "refused", reason=str(error))
    # Articles last, so that an article's original and notes are there before it.
    for member in sorted(members, key=_order):
        told = _restore(library, member, is_empty=is_empty, is_dry=is_dry)
        if told is not None:
            yield AddedFile(part_name(shown, _path(member)), told.result, told.id, told.reason)
    source.close()


def _path(member: Source) -> str:
    return str(getattr(member, "path", member.name))


def _order(member: Source) -> tuple[int, str]:
    path = _path(member)
    top = path.partition("/")[0]
    return (_FOLDERS.index(top) if top in _FOLDERS else 0, path)


def _restore(library: Library, member: Source, *, is_empty: bool, is_dry: bool) -> AddedFile | None:
    """Write one file; yield a result if it is an article, or if it could not be written."""
    path = _path(member)
    is_article = path.startswith("articles/")
    article_id = usable_id(PurePosixPath(path).stem) if is_article else None
    if not _belongs(path):
        return AddedFile(path, "skipped", reason="It is no part of a library.")
    try:
        data = member.read(_LARGEST)
        result = _placed(library, path, data, is_empty=is_empty, is_dry=is_dry)
    except WriteError:
        raise
    except ReaderError as error:
        return AddedFile(path, "refused", article_id, str(error))
    if result is None:
        return AddedFile(
            path, "refused", article_id, "The library has another file of this name; it was left as it is."
        )
    return AddedFile(path, result, article_id, is_new=result == "added") if is_article else None


def _belongs(path: str) -> bool:
    """Whether a path is one of a library's files."""
    parts = path.removeprefix(f"{_NOTE_TRASH}/").split("/")
    is_plain = all(part and not part.startswith(".") for part in parts)
    return is_plain and (path in _FILES or path.partition("/")[0] in _FOLDERS) and path_text(path) == path


def _placed(library: Library, path: str, data: bytes, *, is_empty: bool, is_dry: bool) -> Result | None:
    """Write a file to its place: return `added`, `same` if it exists, None if another file is there."""
    target = library.root / system_path(path)
    if not target.parent.resolve().is_relative_to(library.root.resolve()):
        raise UnreadableError("Its folder is a link out of the library.")
    if os.path.lexists(target):
        if read_bytes(target, _LARGEST, library.root) == data:
            return "same"
        if not (is_empty and path in _FILES):
            return None
        if not is_dry:
            write_bytes(target, data)
        return "added"
    return "added" if is_dry or _created(target, data) else None


def _created(target: Path, data: bytes) -> bool:
    try:
        make_folder(target.parent)
        create_bytes(target, data)
    except FileExistsError:
        return False
    except OSError as error:
        raise WriteError.of(target, error) from error
    return True
