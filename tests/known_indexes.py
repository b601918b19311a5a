"""What an index run leaves in the caches, kept by what the library's files hold, so that it is done once a process."""

import hashlib
import os
import shutil
from pathlib import Path

from reader.room import ReadingRoom
from reader.room.settings import Places, Settings


class KnownIndexes:
    """Keeps caches in *folder*. The run that follows looks at every file all the same, and indexes what differs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._modified: dict[str, dict[str, int]] = {}

    def bring(self, library: Path, places: Places) -> None:
        """Have the library's caches up to date, as an index run leaves them."""
        files = {str(path.relative_to(library)): path for path in sorted(library.rglob("*")) if path.is_file()}
        read = hashlib.sha256()
        for name, path in files.items():
            data = path.read_bytes()
            read.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
        key = read.hexdigest()
        with ReadingRoom.open(library, settings=Settings(machine="desk"), places=places) as room:
            caches = room.session.caches.folder
            if key not in self._modified:
                room.index()
        if key in self._modified:
            for name, modified in self._modified[key].items():
                os.utime(files[name], ns=(modified, modified))
            shutil.copytree(self._folder / key, caches, dirs_exist_ok=True)
            return
        shutil.copytree(caches, self._folder / key)
        self._modified[key] = {name: path.stat().st_mtime_ns for name, path in files.items()}
