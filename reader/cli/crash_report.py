"""The report of a bug: where in the code it happened, and nothing of what was read or written."""

import os
import platform
import sys
import time
import traceback
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

FOLDER = "crashes"
MOST_REPORTS = 20
_MOST_CAUSES = 10
_MOST_FRAMES = 40


def write_report(error: BaseException, folder: Path) -> Path | None:
    """Write the report of *error* into the user's state *folder*; return its path, or None where that failed."""
    reports = folder / FOLDER
    path = reports / f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{os.getpid()}.txt"
    try:
        reports.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.writelines(f"{row}\n" for row in report_lines(error))
        for old in sorted(reports.glob("*.txt"))[:-MOST_REPORTS]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def report_lines(error: BaseException) -> Iterator[str]:
    """Yield the lines of a report: versions, then the class of each error and the lines of code it passed through.

    The message of an error may quote a text, and so may its local values: neither is in the report.
    """
    yield f"reader {_version('reading-room')}, Textual {_version('textual')}, Python {platform.python_version()}"
    yield f"{platform.system()} {platform.release()} {platform.machine()}, terminal {os.environ.get('TERM', 'unknown')}"
    for each in _causes(error):
        yield f"\n{type(each).__module__}.{type(each).__qualname__}"
        for frame in traceback.extract_tb(each.__traceback__)[-_MOST_FRAMES:]:
            yield f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            yield f"    {frame.line}"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(_MOST_CAUSES):
        if error is None:
            return
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _place(name: str) -> str:
    """Return a module's path below the installed packages: the folders above may be named after a person."""
    path = Path(name)
    known = (Path(each) for each in sorted(sys.path, key=len, reverse=True) if each)
    return next((str(path.relative_to(folder)) for folder in known if path.is_relative_to(folder)), path.name)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
