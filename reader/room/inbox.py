"""A watched folder: the files that appeared in it and are completely written."""

from pathlib import Path

from reader.ingest.found_files import FoundFile, find_files

_Stamp = tuple[int, int]


class Inbox:
    """A watched folder. `ready` checks it; nothing in it is changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[Path, _Stamp] = {}
        self._before: dict[Path, _Stamp] | None = None

    def ready(self) -> list[FoundFile]:
        """Return files that are new or changed since the last call, once the folder has settled.

        A page is saved with its pictures, one after the other: while any file is being written, all wait.
        """
        files = {each.path: each for each in find_files(self._folder) if not each.problem}
        stamps = {path: stamp for path in files if (stamp := _stamp(path))}
        is_quiet, self._before = stamps == self._before, stamps
        if not is_quiet:
            return []
        new = [path for path, stamp in stamps.items() if self._known.get(path) != stamp]
        self._known = stamps
        return [files[path] for path in new]


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
