"""Apple's property lists, binary or XML, of whom nothing is trusted."""

import plistlib
from xml.parsers.expat import ExpatError

from reader.ingest.formats.source import Source
from reader.library.guarded_file import UnreadableError

BINARY, XML = b"bplist00", b"<plist"
# A binary list may have its names at its end.
_SEEN = 200_000_000


def has_name(source: Source, name: bytes) -> bool:
    """Whether a file is a property list in which *name* stands."""
    head = source.head
    if XML in head[:2_000]:
        return name in head
    if not head.startswith(BINARY):
        return False
    try:
        return name in source.read(_SEEN)
    except UnreadableError:
        return False


def parse_property_list(data: bytes) -> object:
    """Return what a property list holds. Raises: ValueError for one that is damaged."""
    try:
        return plistlib.loads(data)
    except (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, KeyError, IndexError, OverflowError,
            AttributeError, RecursionError, MemoryError) as error:  # fmt: skip
        raise ValueError("the property list is damaged") from error
