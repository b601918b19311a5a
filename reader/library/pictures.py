"""The pictures of an article: which file of the library each is, and its dots, made small in a child process."""

import atexit
import posixpath
import re
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from reader.library.errors import ReaderError
from reader.library.guarded_child import ChildError, ChildLimits, GuardedChild
from reader.library.guarded_file import read_bytes
from reader.library.safe_text import line

LARGEST = 20_000_000
EXTRA = "pip install 'reading-room[pictures]'"
LIMITS = ChildLimits(clock=10.0, processor=5, memory=1_000_000_000, answer=2_000_000)
# A line to part the page, or what counts visitors.
_LEAST_SIDE = 16
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_DOTS = re.compile(r"(?:[0-9a-f]{6})+\Z")

PICTURES = GuardedChild("reader.library.picture_parser", LIMITS)
atexit.register(PICTURES.close)


class PictureError(ReaderError):
    """A picture that cannot be shown."""


class SmallPicture(NamedTuple):
    """The *dots* of a picture, three bytes each, in lines of *width*."""

    width: int
    dots: bytes

    @property
    def height(self) -> int:
        """How many lines it has."""
        return len(self.dots) // (3 * self.width)


def can_show_pictures() -> bool:
    """Whether Pillow is there, which is an extra."""
    return find_spec("PIL") is not None


def picture_path(article: str, target: str) -> str | None:
    """Return the path of the picture that an *article* calls *target*, both relative to the library.

    None for what is not in it: an address, a path from the root, one that leads out; and for what is hidden in it.
    """
    if _SCHEME.match(target) or "\\" in target:
        return None
    for name in (target, unquote(target)):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(article), name))
        if name.startswith("/") or not name.isprintable() or any(part.startswith(".") for part in path.split("/")):
            return None
    return path


def small_picture(root: Path, path: str, size: tuple[int, int], ground: str) -> SmallPicture:
    """Return the picture at a *path* below *root*, no larger than *size* in dots, on a *ground* like `#rrggbb`.

    No link is followed on the way to it. Raises: PictureError, FileNotFoundError, UnreadableError.
    """
    data = read_bytes(root / path, LARGEST, within=root)
    settings = {"width": size[0], "height": size[1], "ground": ground, "least": _LEAST_SIDE}
    try:
        answer = PICTURES.ask(settings, data)
    except ChildError as error:
        raise PictureError(f"{line(path)} cannot be shown: {line(str(error))}.") from error
    if "problem" in answer:
        raise PictureError(f"{line(path)} cannot be shown: {line(str(answer['problem']))}.")
    return _checked(path, answer.get("width"), answer.get("dots"), size)


def _checked(path: str, width: object, dots: object, size: tuple[int, int]) -> SmallPicture:
    """Return what a child answers, which may be in the hands of whoever made the file, as what it must be."""
    if isinstance(width, int) and isinstance(dots, str) and 0 < width <= size[0] and _DOTS.match(dots):
        found = bytes.fromhex(dots)
        height, rest = divmod(len(found), 3 * width)
        if not rest and height <= size[1]:
            return SmallPicture(width, found)
    raise PictureError(f"{line(path)} cannot be shown: the parser failed.")
