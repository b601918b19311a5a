"""The cache of the notes folder, so that opening a library reads only the files that have changed.

The cache lies in the user's cache folder and may be deleted at any time. It is JSON: a file that somebody else may
have made must not run code. Each line begins with its checksum; for a damaged one the files are read.
"""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from reader.library.atomic_file import write_bytes
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_bytes
from reader.notes.checked_line import checked_content, with_checksum
from reader.notes.folder import NoteFile, Stamp
from reader.notes.model import Annotation, TextPositionSelector, TextQuoteSelector

_VERSION = 4
_MAX_BYTES = 200_000_000
# In the order of a row: a change needs a new version.
_FIELDS = ("motivation", "body", "color", "link", "created", "modified", "text_sha256", "revision", "relation")

Files = dict[str, dict[str, NoteFile]]


def save_cache(path: Path, folder: str, files: Mapping[str, Mapping[str, NoteFile]], others: "CachedNotes") -> None:
    """Write the *files* of *folder*, for other articles the lines of *others*, and its marks.

    Raises: WriteError.
    """
    lines = {article: line for article, line in others.line_by_article.items() if article not in files}
    for article, notes in files.items():
        rows = [_row(each, each.annotation) for each in notes.values() if each.annotation and each.is_plain]
        if rows:
            lines[article] = with_checksum(json.dumps([article, rows]).encode("ascii"))
    head = json.dumps([_VERSION, folder, *sorted(others.marks)]).encode("ascii")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_bytes(path, b"\n".join([head, *(lines[article] for article in sorted(lines))]))


def load_cache(path: Path, folder: str) -> "CachedNotes":
    """Return what was saved for *folder*; nothing if there is no such cache or it is damaged."""
    try:
        head, *lines = read_bytes(path, _MAX_BYTES).split(b"\n")
        version, place, *marks = json.loads(head)
        if [version, place] == [_VERSION, folder]:
            return CachedNotes({_article_of(line): line for line in lines}, frozenset(map(str, marks)))
    except (OSError, ReaderError, ValueError, TypeError, RecursionError):
        pass
    return CachedNotes({})


class CachedNotes:
    """The cached notes of each article, parsed on demand: a window shows those of a few.

    *marks* are those of files in the trash that need no second look; see `carried`.
    """

    def __init__(self, line_by_article: Mapping[str, bytes], marks: frozenset[str] = frozenset()) -> None:
        self.line_by_article = line_by_article
        self.marks = marks
        self._files: Files = {}

    @property
    def articles(self) -> Collection[str]:
        """The ids of the articles with cached notes."""
        return self.line_by_article.keys()

    def of(self, article: str) -> dict[str, NoteFile]:
        """Return the files of an article's notes; none if the cache is damaged."""
        if article not in self._files:
            try:
                self._files[article] = _article(self.line_by_article[article])
            except (ValueError, TypeError, KeyError, RecursionError):
                self._files[article] = {}
        return dict(self._files[article])


def _row(file: NoteFile, note: Annotation) -> list[Any]:
    quote, position = note.quote, note.position
    return [
        file.name,
        *file.stamp,
        [quote.exact, quote.prefix, quote.suffix] if quote else None,
        [position.start, position.end] if position else None,
        note.tags,
        note.extra and dict(note.extra),
        *(getattr(note, name) for name in _FIELDS),
    ]


def _article_of(line: bytes) -> str:
    # The checksum has no quotation mark, and an id neither.
    start = line.index(b'"') + 1
    return line[start : line.index(b'"', start)].decode("ascii")


def _article(line: bytes) -> dict[str, NoteFile]:
    content = checked_content(line)
    if content is None:
        raise ValueError("a line of the cache is damaged")
    article, notes = json.loads(content)
    return {each[0]: _file(article, *each) for each in notes}


def _file(article: str, name: str, *row: Any) -> NoteFile:
    quote, position, tags, extra = row[4:8]
    motivation, body, color, link, created, modified, sha256, revision, relation = texts = row[8:]
    # A damaged cache may hold anything; an annotation whose body is a number would fail far from here.
    if {*map(type, texts), *map(type, tags), type(article), type(name)} != {str}:
        raise TypeError(name)
    selector = TextQuoteSelector(*quote) if quote else None
    place = TextPositionSelector(*position) if position else None
    facts = (motivation, selector, place, body, color, tuple(tags), link, created, modified, sha256, extra, revision)
    recalled = Annotation(name, article, *facts, relation)
    return NoteFile(name, Stamp(*row[:4]), Annotation(name, article, *facts, relation, recalled))
