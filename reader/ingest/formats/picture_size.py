"""How large a picture is, in dots, by the first bytes of its file."""

import struct

# What is looked at of a JPEG, whose size may stand behind a profile and a small preview.
_MOST_SEGMENTS = 200
_STARTS = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))


def size_of(data: bytes) -> tuple[int, int] | None:
    """Return width and height; None where the file does not say them, or in a form that is not known here."""
    try:
        size = _size(data)
    except (struct.error, IndexError):
        return None
    return size if size and min(size) > 0 else None


def _size(data: bytes) -> tuple[int, int] | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _pair(">II", data, 16) if data[12:16] == b"IHDR" else None
    if data.startswith(b"GIF8"):
        return _pair("<HH", data, 6)
    if data.startswith(b"BM"):
        width, height = _pair("<ii", data, 18)
        return width, abs(height)
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    return None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    for _ in range(_MOST_SEGMENTS):
        if data[at] != 0xFF:
            return None
        kind = data[at + 1]
        if kind in _STARTS:
            height, width = _pair(">HH", data, at + 5)
            return width, height
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    form = data[12:16]
    if form == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if form == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if form == b"VP8 ":
        width, height = _pair("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _pair(form: str, data: bytes, at: int) -> tuple[int, int]:
    first, second = struct.unpack_from(form, data, at)
    return first, second
