"""What a text says that somebody said: the types. Small and frozen: rows, doors and screens are built of them."""

from typing import NamedTuple

DIRECT, REPORTED = "direct", "reported"
Span = tuple[int, int]


class Party(NamedTuple):
    """Who says something, or through whom it came: `text[start:end]` is how the text calls them at that place.

    *text* is that on one line; *name* is who is meant: the heading of the names authority, else the fullest form in
    the text of the one whom "he" or a last name stands for, else *text* again.
    """

    text: str
    name: str
    start: int
    end: int


class Statement(NamedTuple):
    """What somebody says: `text[start:end]`, quotation marks and all.

    *kind* is DIRECT for words that are quoted, else REPORTED; *cue* is the span of the word of saying and *lemma* its
    base form, `:` where a colon stands for it; *speaker* is None where the text names nobody; *via* is who passes it
    on: "…, he said, the agency reported".
    """

    start: int
    end: int
    kind: str
    cue: Span
    speaker: Party | None = None
    via: Party | None = None
    lemma: str = ""


class Saying(NamedTuple):
    """A statement before it is known who is meant: *who* and *via* are spans of the text.

    *verb* is the class of the word of saying; *before_who* is the name before a "who".
    """

    start: int
    end: int
    kind: str
    cue: Span
    who: Span
    via: Span | None
    lemma: str
    verb: str
    before_who: str
