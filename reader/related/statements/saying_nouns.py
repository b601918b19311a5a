"""What a noun of saying tells, with whose it is: "his claim that …", "the mayor's criticism of …"."""

from reader.related.statements.attribution import Attribution
from reader.related.statements.ends import last_said
from reader.related.statements.phrases import Phrase, phrase_before
from reader.related.statements.row import QUOTATION, TokenRow
from reader.related.statements.tokens import DETERMINER, PRONOUN
from reader.text.saying_words import SayingWord

_OWNERS = frozenset("his her their its my our your".split())
_HEARSAY = frozenset("reports rumors rumours claims allegations accounts speculation suggestions".split())
_AFTER_NOUN = frozenset("of on about against for".split())
_LONGEST_OWNER = 4


def of_noun(row: TokenRow, place: int, known: SayingWord) -> Attribution | None:
    """Return what follows "his claim that" and "reports that"; of a bare "the claim that" nobody is the speaker."""
    opening = row.word(place + 1)
    is_speech = "speech" in known.classes and _opens_object(row, place + 1)
    if "noun" not in known.classes or place + 3 >= len(row) or not (opening == "that" or is_speech):
        return None
    subject = _owner(row, place) or (_hearsay(row, place) if opening == "that" else None)
    if subject is None:
        return None
    first = place + 1 if opening in {"that", "to"} else place + 2
    after = first, last_said(row, first, is_object=opening != "that")
    kind = "say" if opening == "that" else "judge"
    return Attribution(subject[0], place, place, subject, None, after, kind, known.lemma)


def _hearsay(row: TokenRow, place: int) -> Phrase | None:
    """Return "reports" itself, where nobody's are named."""
    is_bare = row.words[place] in _HEARSAY and not row.has(place - 1, DETERMINER)
    return (place, place) if is_bare else None


def _opens_object(row: TokenRow, place: int) -> bool:
    """Whether after a noun of saying stands what it is about, or an intention."""
    if row.word(place) == "to":
        return not (row.has(place + 1, DETERMINER | PRONOUN | QUOTATION) or row.is_capitalized(place + 1))
    return row.word(place) in _AFTER_NOUN


def _owner(row: TokenRow, place: int) -> Phrase | None:
    """Return whose a noun is, with nothing but adjectives between: "his long opposition", "the mayor's claim"."""
    for at in range(place - 1, max(-1, place - _LONGEST_OWNER), -1):
        if row.words[at] in _OWNERS:
            return at, at
        if row.words[at].endswith(("'s", "s'")):
            return phrase_before(row, at + 1)
        if row.flags[at]:
            return None
    return None
