"""The program of the child process in which pictures are made small: `pictures` asks it, through a `GuardedChild`.

Only here is Pillow imported, and only for the four forms that browsers show; how many dots a picture has is looked at
before any of them is decoded.
"""

import io
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from reader.library.parser_child import serve_parser

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

MOST_DOTS = 50_000_000
_FORMS = ("JPEG", "PNG", "GIF", "WEBP")
_ORIENTATION = 0x0112
# What Pillow raises of facts in a picture's head that are no such facts.
_NO_FACTS = (OSError, ValueError, TypeError, KeyError, IndexError, SyntaxError, OverflowError, EOFError)


def parse_picture(settings: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return a picture no larger than *width* and *height* as *dots* in hexadecimal, on a *ground*; or its *problem*.

    *least* tells how small its shorter side may be, in dots.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        opened = Image.open(io.BytesIO(data), formats=_FORMS)
    except UnidentifiedImageError:
        return {"problem": "it is no JPEG, PNG, GIF or WebP picture"}
    with opened as image:
        if image.width * image.height > MOST_DOTS:
            return {"problem": "it has too many dots"}
        if min(image.size) < settings["least"]:
            return {"problem": "it is too small"}
        small = _small(image, (settings["width"], settings["height"]), settings["ground"])
        return {"width": small.width, "dots": small.tobytes().hex()}


def _small(image: "PillowImage", size: tuple[int, int], ground: str) -> "PillowImage":
    from PIL import Image, ImageOps

    # It may lie on its side.
    longest = max(size)
    image.draft("RGB", (2 * longest, 2 * longest))
    turned = False
    with suppress(*_NO_FACTS):
        turned = image.getexif().get(_ORIENTATION, 1) in {5, 6, 7, 8}
    whole: PillowImage = image
    if image.mode not in {"RGB", "L"}:
        whole = image.convert("RGBA" if image.has_transparency_data else "RGB")
    whole.thumbnail(size[::-1] if turned else size, Image.Resampling.BOX, reducing_gap=2.0)
    with suppress(*_NO_FACTS):
        whole = ImageOps.exif_transpose(whole)
    if whole.mode != "RGBA":
        return whole.convert("RGB")
    paper = Image.new("RGBA", whole.size, ground)
    return Image.alpha_composite(paper, whole).convert("RGB")


if __name__ == "__main__":  # pragma: no cover - runs in the child alone
    sys.exit(serve_parser(parse_picture))
