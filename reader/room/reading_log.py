"""The reading log: what was read, when and how long. It is kept on this machine and never sent.

One line a visit: `2026-11-29T04:12:03Z 184 tiyas-air-base`. The setting `reading_log` switches it off.
"""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reader.library.atomic_file import make_folder
from reader.library.dates import now
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text

# Seconds: after a longer pause nobody is reading; a shorter look is no reading.
MOST_PAUSE = 120.0
LEAST = 5.0
_ROW = re.compile(r"([12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z) ([0-9]{1,6}) ([0-9a-z-]{1,64})\Z")


class Visit(NamedTuple):
    """One reading of one article: when it began, in UTC, and for how many *seconds* it was read."""

    began: str
    seconds: int
    article_id: str


class ReadingLog:
    """The visits in the file at *path*; lines are only added, so that windows do not disturb each other."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, visit: Visit) -> None:
        """Add a visit. Raises: ReaderError."""
        line = f"{visit.began} {visit.seconds} {visit.article_id}\n".encode()
        try:
            make_folder(self.path.parent)
            descriptor = os.open(
                self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
            )
            try:
                os.write(descriptor, line)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise ReaderError(f"The reading log could not be written: {error.strerror or error}.") from error

    def visits(self) -> list[Visit]:
        """Return all visits, the earliest first; other lines are skipped. Raises: ReaderError."""
        try:
            rows = read_text(self.path).splitlines()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise ReaderError(f"The reading log cannot be read: {error.strerror or error}.") from error
        found = (match for row in rows if (match := _ROW.match(row)))
        return sorted(Visit(match[1], int(match[2]), match[3]) for match in found)

    def forget(self) -> bool:
        """Delete the log; return whether there was one. Raises: ReaderError."""
        try:
            self.path.unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise ReaderError(f"The reading log could not be deleted: {error.strerror or error}.") from error
        return True


class ReadingTimer:
    """Counts the time spent on the open article; *clock* returns seconds, *keep* takes each finished visit.

    Time counts from one sign of activity to the next, without pauses.
    """

    def __init__(self, clock: Callable[[], float], keep: Callable[[Visit], object]) -> None:
        self._clock = clock
        self._keep = keep
        self._article_id = ""
        self._began = ""
        self._seconds = 0.0
        self._seen: float | None = None

    def open(self, article_id: str) -> None:
        """Note that another article is open; an empty id is none."""
        if article_id == self._article_id:
            return
        if self._article_id and self._seconds >= LEAST:
            with suppress(ReaderError):
                # Reading goes on if the log cannot be written.
                self._keep(Visit(self._began, round(self._seconds), self._article_id))
        self._article_id, self._began, self._seconds, self._seen = article_id, now(), 0.0, None

    def live(self, *, is_reading: bool) -> None:
        """Take a sign of activity; *is_reading* says whether the article is focused from now on."""
        moment = self._clock()
        if self._seen is not None:
            self._seconds += min(moment - self._seen, MOST_PAUSE)
        self._seen = moment if is_reading else None
