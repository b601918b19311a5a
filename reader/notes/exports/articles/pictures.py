"""The pictures of an article as they go out with it: bytes of a kind that every reading program and browser shows."""

from base64 import b64encode
from typing import NamedTuple

# What a file of each kind begins with; pictures that may hold a script are not among them.
_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF8", "gif", "image/gif"),
)


class ExportedPicture(NamedTuple):
    """The *data* of a picture, the *suffix* of its file's name, and its media type."""

    data: bytes
    suffix: str
    media_type: str

    @property
    def address(self) -> str:
        """The picture itself, as an address that needs no file."""
        return f"data:{self.media_type};base64,{b64encode(self.data).decode('ascii')}"


def exported_picture(data: bytes) -> ExportedPicture | None:
    """Return the picture that *data* is; None for what is none, or of a kind that is not shown everywhere."""
    for beginning, suffix, media_type in _KINDS:
        if data.startswith(beginning):
            return ExportedPicture(data, suffix, media_type)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return ExportedPicture(data, "webp", "image/webp")
    return None
