"""The content of an HTTP answer as it was before it was sent: chunks joined, unpacked, never more than a limit."""

import re
import zlib
from collections.abc import Callable, Mapping

from reader.ingest.formats.zstandard_stream import EXTRA, WINDOW

_CHUNK = re.compile(rb"\s{0,16}([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
# Gzip with its head or zlib's; some servers send the bare stream and call it deflate.
_DETECTED, _BARE = zlib.MAX_WBITS | 32, -zlib.MAX_WBITS


class BodyError(ValueError):
    """An answer that cannot be read; the message ends a sentence."""


def joined_chunks(body: bytes) -> bytes:
    """Return a chunked body as one; the same where it is not chunked, whatever its header says."""
    parts: list[bytes] = []
    at = 0
    while head := _CHUNK.match(body, at):
        size = int(head.group(1), 16)
        if not size:
            return b"".join(parts)
        parts.append(body[head.end() : head.end() + size])
        at = head.end() + size
    # Many archives keep the head of an answer as it was sent and its body joined.
    return b"".join(parts) if parts and at >= len(body) else body


def unpacked(body: bytes, encoding: str, limit: int) -> bytes:
    """Return a body that was sent as *encoding* says, where it is packed so. Raises: BodyError."""
    for name in reversed([each.strip().lower() for each in encoding.split(",") if each.strip()]):
        if name in _READERS:
            body = _READERS[name](body, limit)
        elif name != "identity":
            raise BodyError(f"it is packed in a way that reader does not read ({name[:20]})")
    if len(body) > limit:
        raise BodyError(f"it is larger than {limit // 1_000_000} MB")
    return body


def _inflated(body: bytes, limit: int) -> bytes:
    if body[:2] != b"\x1f\x8b" and body.lstrip()[:1] in {b"<", b"{"}:
        # The body was kept unpacked, its head was not.
        return body
    for window in (_DETECTED, _BARE):
        inflater = zlib.decompressobj(window)
        try:
            found = inflater.decompress(body, limit + 1)
        except zlib.error:
            continue
        if not inflater.eof and len(found) <= limit:
            raise BodyError("it ends too early")
        return found
    raise BodyError("it is damaged")


def _of_brotli(body: bytes, limit: int) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise BodyError(f"it is packed with Brotli; {EXTRA}") from error
    decompressor = brotli.Decompressor()
    found = bytearray()
    try:
        found += decompressor.process(body, output_buffer_limit=limit + 1)
        while len(found) <= limit and not decompressor.can_accept_more_data():
            found += decompressor.process(b"", output_buffer_limit=limit + 1 - len(found))
    except brotli.error as error:
        return _unpacked_before(body, error)
    if not decompressor.is_finished() and len(found) <= limit:
        raise BodyError("it ends too early")
    return bytes(found)


def _of_zstandard(body: bytes, limit: int) -> bytes:
    try:
        import zstandard
    except ImportError as error:
        raise BodyError(f"it is packed with Zstandard; {EXTRA}") from error
    try:
        with zstandard.ZstdDecompressor(max_window_size=WINDOW).stream_reader(body) as stream:
            return stream.read(limit + 1)
    except zstandard.ZstdError as error:
        return _unpacked_before(body, error)


def _unpacked_before(body: bytes, error: Exception) -> bytes:
    """Return a body that was kept unpacked while its head was not. Raises: BodyError for another."""
    if body.lstrip()[:1] in {b"<", b"{"}:
        return body
    raise BodyError("it is damaged") from error


_READERS: Mapping[str, Callable[[bytes, int], bytes]] = {
    "gzip": _inflated,
    "x-gzip": _inflated,
    "deflate": _inflated,
    "br": _of_brotli,
    "zstd": _of_zstandard,
}
