"""The schema of the index: which fields hold words, which hold values, and what is kept of each article."""

# Whoosh is typed in part: what it left untyped is called all the same.
# mypy: allow-untyped-calls

from array import array
from collections.abc import Generator, Iterable
from typing import Any

from whoosh import columns, fields, formats

# A term as it is indexed: its bytes, how much it weighs in its article, and the packed positions.
Posting = tuple[bytes, float, bytes]

# Before a stem, so that it is never taken for a word that is written so.
STEM = "~"
# A key and the value as it is shown, in one term.
SHOWN = "\x1f"
# Words come analyzed; Whoosh wants to be told so.
_NO_ANALYZER: Any = None


class PositionsFormat(formats.Format):
    """Positions of a word in its article, as unsigned 32-bit numbers."""

    posting_size = -1

    def decode_positions(self, value: bytes) -> list[int]:
        """Unpack positions; Whoosh's own phrase query asks for them by this name."""
        return array("I", value).tolist()


class WordsField(fields.FieldType):
    """A field of words that are analyzed already: its value is a list of postings."""

    def __init__(self) -> None:
        super().__init__(PositionsFormat(), _NO_ANALYZER)

    def index(self, value: Iterable[Posting], **_: Any) -> Generator[tuple[bytes, int, float, bytes], None, None]:
        """Yield the postings as Whoosh takes them."""
        for term, weight, positions in value:
            yield term, 1, weight, positions


class ValuesField(fields.FieldType):
    """A field of whole values that an article has or has not: its value is a list of them."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), _NO_ANALYZER)

    def index(self, value: Iterable[str], **_: Any) -> Generator[tuple[bytes, int, float, bytes], None, None]:
        """Yield each value once."""
        for each in dict.fromkeys(value):
            yield each.encode("utf-8", "replace"), 1, 1.0, b""


# All words of an article, weighted by field: what a query without a field asks.
WORDS = "words"
# The same words by field, for a query that names one.
WORD_FIELDS = ("title", "author", "site", "tag", "note", "quote")
VALUE_FIELDS = ("sites", "tags", "names", "langs", "folders", "has")
NUMBER_COLUMNS = {"length": "I", "published": "I", "first": "I", "saved": "I"}
BYTES_COLUMNS = ("ids", "prints", "titles", "figures", "gists")


def make_schema() -> fields.Schema:
    """Return the schema. Column `x` of every article is read as a whole, so it is packed, never pickled."""
    parts: dict[str, fields.FieldType] = {WORDS: WordsField()}
    parts |= {name: WordsField() for name in WORD_FIELDS}
    parts |= {name: ValuesField() for name in VALUE_FIELDS}
    numbers = {name: fields.COLUMN(columns.NumericColumn(code)) for name, code in NUMBER_COLUMNS.items()}
    texts = {name: fields.COLUMN(columns.VarBytesColumn(allow_offsets=False)) for name in BYTES_COLUMNS}
    return fields.Schema(**parts, **numbers, **texts)
