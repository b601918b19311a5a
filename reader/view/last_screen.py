"""The picture of the last screen, shown while the app is still being imported.

It lies in the user's cache folder and may hold only text and colors; a picture with anything else is not shown.
"""

import os
import re
import sys
from pathlib import Path

from reader.library.private_folder import FolderNotOurs, is_private, make_private

_HARMLESS = re.compile("(?:[^\x00-\x1f\x7f-\x9f]|\x1b\\[[0-9;:]*m|\r\n)*\\Z")
# Cells of pictures that the terminal drew itself: it will not have them next time.
_PLACES = re.compile("\U0010eeee..")
_ENTER = "\x1b[?1049h\x1b[?25l\x1b[H"
_MOST = 1_000_000


def picture_path(cache: Path, requested: str) -> Path:
    """Return where the picture is kept of what `reader` shows for *requested* in the current folder."""
    import zlib

    try:
        here = Path.cwd()
    except OSError:
        # The folder is gone, or one above it cannot be entered.
        here = Path()
    # Not pathlib's, which raises for a folder that cannot be entered.
    local = str(here) if os.path.isfile(here / "library.yaml") else ""  # noqa: PTH113 - as above
    key = "\n".join((requested and str(here / requested), os.environ.get("READER_LIBRARY", ""), local))
    return cache / "screens" / f"{zlib.crc32(os.fsencode(key)):08x}"


def show_picture(path: Path) -> bool:
    """Show the picture if it has this terminal's size; return whether it was shown."""
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
    """Restore the terminal if the app did not start."""
    sys.stdout.write("\x1b[?1049l\x1b[?25h")
    sys.stdout.flush()


def keep_picture(path: Path, columns: int, rows: list[str]) -> None:
    """Keep the picture for the next start; failing to write it does no harm."""
    try:
        make_private(path.parent)
        text = f"{columns}x{len(rows)}\n" + _PLACES.sub(" ", "\r\n".join(rows))
        path.write_bytes(text.encode("utf-8", "replace"))
    except (OSError, FolderNotOurs):
        return
