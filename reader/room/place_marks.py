"""Marks of places, each a letter: `a tiyas-air-base 1204`; kept on this machine, in one file for each library."""

import re
from pathlib import Path
from string import ascii_letters, digits
from typing import NamedTuple

from reader.library.atomic_file import make_folder, write_text
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.safe_text import line

LETTERS = ascii_letters + digits
_ROW = re.compile(r"([A-Za-z0-9]) ([0-9a-z-]{1,64}) ([0-9]{1,9})\Z")


class PlaceMark(NamedTuple):
    """A letter, and the article and the offset in its text that it leads to."""

    letter: str
    article_id: str
    offset: int


class PlaceMarks:
    """The marks in the file at *path*, read each time, since other windows change it too."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> list[PlaceMark]:
        """Return all marks in the order of their letters; other lines are skipped. Raises: ReaderError."""
        try:
            rows = read_text(self._path).splitlines()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise ReaderError(f"The marks cannot be read: {error.strerror or error}.") from error
        found = {match[1]: PlaceMark(match[1], match[2], int(match[3])) for row in rows if (match := _ROW.match(row))}
        return sorted(found.values(), key=lambda each: LETTERS.index(each.letter))

    def put(self, mark: PlaceMark) -> None:
        """Set a mark, replacing an earlier one of its letter. Raises: ReaderError, WriteError."""
        if len(mark.letter) != 1 or mark.letter not in LETTERS:
            raise ReaderError(f"“{line(mark.letter)[:10]}” cannot be a mark: choose a letter or a digit.")
        self._write([*(each for each in self.all() if each.letter != mark.letter), mark])

    def delete(self, letter: str) -> bool:
        """Delete a mark; return whether there was one. Raises: ReaderError, WriteError."""
        marks = self.all()
        left = [each for each in marks if each.letter != letter]
        if len(left) < len(marks):
            self._write(left)
        return len(left) < len(marks)

    def _write(self, marks: list[PlaceMark]) -> None:
        try:
            make_folder(self._path.parent)
        except OSError as error:
            raise ReaderError(f"The mark could not be kept: {error.strerror or error}.") from error
        write_text(self._path, "".join(f"{each.letter} {each.article_id} {each.offset}\n" for each in marks))
