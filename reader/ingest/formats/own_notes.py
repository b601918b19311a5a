"""Notes that reader itself exported: they are no articles, and another command brings them back."""

import re

from reader.ingest.formats.part import FileFormat, Parts
from reader.ingest.formats.source import Source
from reader.library.guarded_file import UnreadableError
from reader.library.safe_text import line

_OURS = re.compile(
    rb'<!-- reader:note \{"id"|"reader:facts": \{|"uri": "reader://|^Highlight,[^\n]*,Text SHA-256,Link\r?$'
    rb'|\A\{"id": "[^"\n]*", "article": "',
    re.MULTILINE,
)
# Each of those has one of these words, which are found many times faster; every file is asked.
_WORDS = (b"reader:note", b"reader:facts", b"reader://", b"Text SHA-256", b'"article": "')


def _is_ours(source: Source) -> bool:
    return any(word in source.head for word in _WORDS) and _OURS.search(source.head) is not None


def _refuse(source: Source) -> Parts:
    name = line(source.name)
    raise UnreadableError(
        f"{name} holds notes that reader exported. Bring them back with reader notes import instead of reader add."
    )


FORMATS = (FileFormat("notes of reader", _is_ours, _refuse),)
