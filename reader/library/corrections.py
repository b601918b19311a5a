"""The user's corrections of records, kept apart from what the pages say, one file for each article.

    corrections/<article id>.yaml
        title: "The corridor in the south"
        author: ""                         the page names one, and it is wrong
        tags: ["Aleppo", "corridor"]
        said: {title: "VIDEO: Breaking"}   what the page said when it was corrected
        modified: "2026-11-29T04:20:00Z"

Only what is corrected stands there; an empty text says that there is none. The article's own file is never changed, so
that the page can be read again, and added again, without a correction being lost.
"""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reader.library.atomic_file import WriteError, confirm, make_folder, write_text
from reader.library.dates import iso, now
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.identity import is_id
from reader.library.locks import locked
from reader.library.record import Record
from reader.library.safe_text import line
from reader.library.yaml_text import FRONT_MATTER, Value, read_yaml, write_yaml

FOLDER = "corrections"
# The fields that can be corrected; the others are derived, not stated by the page.
CORRECTABLE = ("title", "author", "site", "published", "language", "tags")
_LONGEST = 1_000
# What a field is that a page says nothing of; `None` where it is not among these.
_NONE: Mapping[str, object] = {"tags": ()}

Values = Mapping[str, str | tuple[str, ...]]


class CorrectionError(ReaderError):
    """A wrong correction, or an unreadable file of one."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The *values* that are right, by field; an empty one says that there is none. *said* is what the page said."""

    values: Values = field(default_factory=dict)
    said: Values = field(default_factory=dict)
    # The key of the article's text, by which it is found where its file was moved.
    text: str = ""
    modified: str = ""

    def applied(self, record: Record) -> Record:
        """Return *record*, that of the page, with this correction."""
        changed: dict[str, object] = {key: value or _NONE.get(key) for key, value in self.values.items()}
        if "published" in changed:
            changed["published_from"] = None
        return replace(record, **changed)  # type: ignore[arg-type]  # fields and types are those of CORRECTABLE


def value_of(record: Record, name: str) -> str | tuple[str, ...]:
    """Return a field of a record for correction; empty if there is none."""
    found: str | tuple[str, ...] | None = getattr(record, name)
    return found or (() if name == "tags" else "")


def parse_value(name: str, text: str) -> str | tuple[str, ...]:
    """Parse the value of a field as typed, tags separated by commas. Raises: CorrectionError."""
    if name not in CORRECTABLE:
        raise CorrectionError(f"“{line(name)}” cannot be corrected, only {', '.join(CORRECTABLE)}.")
    if len(text) > _LONGEST:
        raise CorrectionError(f"The {name} is longer than {_LONGEST:,} characters.")
    typed = line(text).strip()
    if name == "tags":
        return tuple(dict.fromkeys(tag for each in typed.split(",") if (tag := each.strip().removeprefix("#"))))
    if name == "published" and typed:
        date = iso(typed)
        if date is None:
            raise CorrectionError(f"“{typed}” is not a date: write it as 2016-12-15, 2016-12 or 2016.")
        return date
    return typed


def shown_value(value: str | tuple[str, ...]) -> str:
    """Return the value of a field as the user types it."""
    return value if isinstance(value, str) else ", ".join(value)


class Corrections:
    """The corrections of a library, in *folder*; *locks* is a folder of this machine.

    Further ones in *others* are never written; of two for one article the later one counts.
    """

    def __init__(self, folder: Path, locks: Path, others: Sequence[Path] = ()) -> None:
        self.path = folder
        self._locks = locks
        self._folders = (folder, *others)

    def stamps(self) -> dict[str, str]:
        """Map the ids of all articles that are corrected to a stamp that changes with the correction."""
        found: dict[str, str] = {}
        for folder in self._folders:
            with contextlib.suppress(OSError):
                for path in folder.glob("*.yaml"):
                    if is_id(path.stem):
                        status = path.lstat()
                        found[path.stem] = f"{found.get(path.stem, '')} {status.st_size} {status.st_mtime_ns}".lstrip()
        return found

    def of(self, article_id: str) -> tuple[Correction, str | None]:
        """Return the correction of an article, and if it is unreadable, an empty one with a sentence."""
        try:
            return self.read(article_id), None
        except CorrectionError as error:
            return Correction(), str(error)

    def read(self, article_id: str) -> Correction:
        """Return the correction of an article, an empty one if there is none. Raises: CorrectionError."""
        name = self._file(article_id).name
        found = [each for folder in self._folders if (each := _said(folder / name))]
        return max(found, key=lambda each: each[1:], default=(Correction(),))[0]

    def correct(self, article_id: str, page: Record, values: Values, text: str = "") -> Correction:
        """Correct fields of an article, whose page says *page*, and return all its corrections.

        A value equal to the page's own takes the correction back. An unreadable file is never overwritten. Raises:
        CorrectionError, WriteError.
        """
        try:
            with locked(self._locks, "corrections"):
                known = self.read(article_id)
                wanted = {**known.values, **values}
                kept = {key: wanted[key] for key in CORRECTABLE if key in wanted and wanted[key] != value_of(page, key)}
                said = {key: value_of(page, key) for key in kept}
                changed = Correction(kept, said, text or known.text, now())
                self._write(article_id, changed)
        except OSError as error:
            raise WriteError(f"The correction could not be saved: {error.strerror or error}.") from error
        return changed

    def _write(self, article_id: str, correction: Correction) -> None:
        path = self._file(article_id)
        if not correction.values and not any((each / path.name).exists() for each in self._folders[1:]):
            path.unlink(missing_ok=True)
            if path.parent.is_dir():
                confirm(path.parent, "The correction was taken back")
            return
        head = {"said": dict(correction.said), "text": correction.text, "modified": correction.modified}
        make_folder(path.parent)
        write_text(path, write_yaml(dict(correction.values) | {key: each for key, each in head.items() if each}))

    def inherit(self, old: str, new: str, page: Record) -> None:
        """Correct a new version of an article like the previous one, where its *page* has the same error.

        Raises: WriteError, CorrectionError.
        """
        known = self.of(old)[0]
        same = {key: value for key, value in known.values.items() if known.said.get(key, "") == value_of(page, key)}
        if same:
            self.correct(new, page, same)

    def move(self, old: str, new: str) -> None:
        """Carry the correction of an article over to the id that it has now. Raises: WriteError."""
        source, target = self._file(old), self._file(new)
        try:
            # A correction under the new id is newer.
            if source.exists() and not target.exists():
                source.rename(target)
                confirm(self.path, "The correction was moved")
        except OSError as error:
            raise WriteError.of(target, error) from error

    def _file(self, article_id: str) -> Path:
        if not is_id(article_id):
            raise CorrectionError(f"“{line(article_id)[:80]}” is not the id of an article.")
        return self.path / f"{article_id}.yaml"


def _said(path: Path) -> tuple[Correction, str, int] | None:
    """Return the contents of a file, and when it was changed: to the second, and the time on disk.

    Raises: CorrectionError.
    """
    try:
        correction = _parse(read_yaml(read_text(path, FRONT_MATTER.size), FRONT_MATTER))
        return correction, correction.modified, path.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    except (ReaderError, OSError) as error:
        told = f"The correction {FOLDER}/{path.name} was ignored: {error}"
        raise CorrectionError(f"{told.removesuffix('.')}.") from error


def _parse(value: Value) -> Correction:
    if not isinstance(value, dict):
        raise CorrectionError("it is not a map of fields.")
    said = value.get("said", {})
    return Correction(
        _typed(value),
        _typed(said) if isinstance(said, dict) else {},
        _text(value.get("text")),
        _text(value.get("modified")),
    )


def _typed(value: Mapping[str, Value]) -> dict[str, str | tuple[str, ...]]:
    typed: dict[str, str | tuple[str, ...]] = {}
    for name in CORRECTABLE:
        found = value.get(name)
        if found is None:
            continue
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            found = ", ".join(str(each) for each in found)
        if not isinstance(found, str):
            raise CorrectionError(f"“{name}” is not text.")
        typed[name] = parse_value(name, found)
    return typed


def _text(value: Value | None) -> str:
    return line(value) if isinstance(value, str) else ""
