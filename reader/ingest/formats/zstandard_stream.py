"""What was packed with Zstandard as a stream, also with its dictionary before it, as web archives have it.

The form: IIPC, *Use of Zstandard compression in WARC files*, version 1.0.
"""

import struct
from io import BufferedReader, RawIOBase
from typing import IO, TYPE_CHECKING, Any

from reader.library.guarded_file import UnreadableError

if TYPE_CHECKING:
    import zstandard

# What a browser allows a server to ask for.
WINDOW = 1 << 23
EXTRA = "to read it, install the extra: pip install 'reading-room[archives]'"
MAGIC = b"\x28\xb5\x2f\xfd"
DICTIONARY = b"\x5d\x2a\x4d\x18"
_LARGEST_DICTIONARY = 8_000_000
_PIECE = 1 << 18


class _Frames(RawIOBase):
    """The content of all frames; damage is an OSError, as it is of other packers."""

    def __init__(self, packed: IO[bytes]) -> None:
        super().__init__()
        import zstandard

        self._error = zstandard.ZstdError
        words = _dictionary(packed)
        unpacker = zstandard.ZstdDecompressor(dict_data=words, max_window_size=WINDOW)
        self._frames = unpacker.stream_reader(packed, read_across_frames=True, closefd=False)

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Read the next bytes. Raises: OSError where they cannot be unpacked."""
        try:
            # Not over the end of a frame: the next one may be damaged, and this one not.
            data = self._frames.read1(len(buffer))
        except self._error as error:
            raise OSError(str(error)) from error
        buffer[: len(data)] = data
        return len(data)


def unpacked_frames(packed: IO[bytes]) -> BufferedReader:
    """Return what was packed as a stream. Raises: UnreadableError, OSError while it is read."""
    try:
        return BufferedReader(_Frames(packed), _PIECE)
    except ImportError as error:
        raise UnreadableError(f"It is packed with Zstandard; {EXTRA}.") from error


def begins_with(head: bytes, wanted: bytes) -> bool | None:
    """Whether what was packed begins with the *wanted* bytes; None where that cannot be told here."""
    try:
        import zstandard

        return zstandard.ZstdDecompressor(max_window_size=WINDOW).stream_reader(head).read(len(wanted)) == wanted
    except (ImportError, ValueError):
        return None
    except zstandard.ZstdError:
        return False


def _dictionary(packed: IO[bytes]) -> "zstandard.ZstdCompressionDict | None":
    """Read the dictionary before the first frame, which may itself be packed."""
    import zstandard

    head = packed.read(4) if hasattr(packed, "peek") and packed.peek(4)[:4] == DICTIONARY else b""
    if not head:
        return None
    (size,) = struct.unpack("<I", packed.read(4).ljust(4, b"\x00"))
    data = packed.read(size) if size <= _LARGEST_DICTIONARY else b""
    if not data or len(data) < size:
        raise UnreadableError("The archive is damaged: its dictionary is cut short.")
    if data.startswith(MAGIC):
        with zstandard.ZstdDecompressor(max_window_size=WINDOW).stream_reader(data) as stream:
            data = stream.read(_LARGEST_DICTIONARY)
    return zstandard.ZstdCompressionDict(data)
