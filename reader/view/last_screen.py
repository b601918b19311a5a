"""The picture of the last screen, shown while the app is still being imported.

It is in the user's cache folder and holds text and colors only; anything else in it, and it is not shown.
"""

import os
import re
import sys
from pathlib import Path

from reader.library.private_folder import FolderNotOurs, is_private, make_private

_HARMLESS = re.compile("(?:[^\x00-\x1f\x7f-\x9f]|\x1b\\[[0-9;:]*m|\r\n)*\\Z")
# Where the terminal itself drew a picture, which it will not have next time.
_PLACES = re.compile("\U0010eeee..")
_ENTER = "\x1b[?1049h\x1b[?25l\x1b[H"
_MOST = 1_000_000


def picture_path(cache: Path, requested: str) -> Path:
    """Return where the picture is kept of what `reader` shows when *requested* is asked for from this folder."""
    import zlib

    try:
        here = Path.cwd()
    except OSError:
        # The folder is gone, or one on the way to it is closed.
        here = Path()
    # Not pathlib's own, which raises for a folder that cannot be looked into.
    local = str(here) if os.path.isfile(here / "library.yaml") else ""  # noqa: PTH113 - as above
    key = "\n".join((requested and str(here / requested), os.environ.get("READER_LIBRARY", ""), local))
    return cache / "screens" / f"{zlib.crc32(os.fsencode(key)):08x}"


def show_picture(path: Path) -> bool:
    """Put the picture on the terminal if it is of this terminal's size; tell whether it was."""
    try:
        columns, lines = os.get_terminal_size(sys.stdout.fileno())
        if not is_private(path.parent) or path.stat().st_size > _MOST:
            return False
        size, _, picture = path.read_bytes().decode("utf-8").partition("\n")
    except (OSError, ValueError):
        return False
    if size != f"{columns}x{lines}" or not _HARMLESS.match(picture):
        return False
    sys.stdout.write(_ENTER + picture)
    sys.stdout.flush()
    return True


def hide_picture() -> None:
    """Give the terminal back as it was, where the app did not come."""
    sys.stdout.write("\x1b[?1049l\x1b[?25h")
    sys.stdout.flush()


def keep_picture(path: Path, columns: int, rows: list[str]) -> None:
    """Keep the picture for the next start. It can be made again, so what cannot be written is let be."""
    try:
        make_private(path.parent)
        text = f"{columns}x{len(rows)}\n" + _PLACES.sub(" ", "\r\n".join(rows))
        path.write_bytes(text.encode("utf-8", "replace"))
    except (OSError, FolderNotOurs):
        return
