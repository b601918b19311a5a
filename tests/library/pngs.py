"""Small pictures, written by hand."""

import struct
import zlib


def png(width: int, height: int, color: bytes = b"\xc0\x40\x20", *, is_empty: bool = False) -> bytes:
    """Return a PNG of one color; where it *is_empty*, only its head, which says how large it would be."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"" if is_empty else zlib.compress((b"\x00" + color * width) * height)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
