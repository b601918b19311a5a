"""A word of saying in a sentence, with its speaker and what is said: the type."""

from typing import NamedTuple

from reader.related.statements.phrases import Phrase


class Attribution(NamedTuple):
    """A word of saying with its speaker and what is said, as places in a row.

    The clause of saying begins at *first*; the word stands from *cue* to *last*. *before* and *after* are the first
    and last token of what is said on either side of it; *kind* is the class of the word.
    """

    first: int
    cue: int
    last: int
    subject: Phrase
    before: Phrase | None
    after: Phrase | None
    kind: str
    lemma: str


class SimpleAttribution(NamedTuple):
    """The same in a language whose grammar is not known: *said* is what is said, *via* who passes it on."""

    cue: int
    last: int
    subject: Phrase
    said: Phrase
    lemma: str
    via: Phrase | None = None
