"""What a sentence says that names its source beside it: "according to X", "by X's count", "in a poll of X,"."""

from collections.abc import Callable, Iterable

from reader.related.statements.attribution import Attribution
from reader.related.statements.contents import after_colon
from reader.related.statements.ends import last_of_all, last_said
from reader.related.statements.phrases import Phrase, phrase_after
from reader.related.statements.row import TokenRow
from reader.related.statements.tokens import MARK, PREPOSITION, SUBORDINATOR

ACCORDING = "according"
# Beside these nobody speaks: "according to plan", "according to his age".
_MEASURES = frozenset(
    """
    plan plans schedule index law laws rule rules standard standards tradition custom age size rank taste merit need
    needs
    """.split()
)
_COUNTS = frozenset(
    "estimate estimates count counts account accounts tally tallies calculation calculations reckoning".split()
)
_POLLS = frozenset("poll polls survey surveys".split())
# Where a sentence has none of these and no word of saying, it attributes nothing.
ADJUNCT_CUES = _COUNTS | _POLLS | {ACCORDING}
_LONGEST_POLL = 14


def _according(row: TokenRow, place: int) -> Attribution | None:
    who = phrase_after(row, place + 2) if row.word(place + 1) == "to" else None
    if who is None or row.words[who[1]] in _MEASURES:
        return None
    return _adjunct(row, place, place + 1, who)


def _said_at_head(row: TokenRow, last: int) -> Phrase | None:
    """Return what follows "According to X," or "According to X or Y:"; *last* is where X ends."""
    mark = next((at for at in range(last + 1, len(row)) if row.words[at] in {",", ":"}), None)
    if mark is None:
        return None
    if row.words[mark] == ":":
        return after_colon(row, mark + 1)
    return (mark + 1, last_said(row, mark + 1)) if mark + 1 < len(row) else None


def _by_count(row: TokenRow, place: int) -> Attribution | None:
    """Return what holds "by the Observatory's count", "by one estimate"."""
    who = phrase_after(row, place + 1)
    if who is None or row.words[who[1]] not in _COUNTS:
        return None
    owner = next((at for at in range(who[0], who[1]) if row.words[at].endswith(("'s", "s'"))), who[1])
    return _adjunct(row, place, place, (who[0], owner))


def _in_poll(row: TokenRow, place: int) -> Attribution | None:
    """Return what a sentence says that begins with "In a poll of …,": the poll says it."""
    comma = row.find(",", 2) if place == 0 else 0
    is_poll = any(row.words[at] in _POLLS for at in range(1, min(comma, _LONGEST_POLL)))
    found = _adjunct(row, 0, 0, (1, comma - 1)) if is_poll else None
    if found is None or found.after is None:
        return None
    return found._replace(after=(found.after[0], last_of_all(row, found.after[0])))


def _adjunct(row: TokenRow, place: int, last: int, who: Phrase) -> Attribution | None:
    """Return what stands beside "according to X", from *place* to *last*: after it at the head of a sentence."""
    if place == 0 or (place < 3 and not row.has(place - 1, MARK)):
        after = _said_at_head(row, who[1])
        return after and Attribution(place, place, last, who, None, after, "say", ACCORDING)
    if row.word(place - 1) == "," and row.has(place - 2, SUBORDINATOR | PREPOSITION) and row.word(who[1] + 1) == ",":
        # "He left after, according to him, the harbor closed."
        after = (who[1] + 2, last_said(row, who[1] + 2)) if who[1] + 2 < len(row) else None
        return after and Attribution(place, place, last, who, None, after, "say", ACCORDING)
    end = place - 2 if row.word(place - 1) == "," else place - 1
    return Attribution(place, place, last, who, (0, end), None, "say", ACCORDING) if end >= 0 else None


# By the word with which they begin.
ADJUNCTS: dict[str, Callable[[TokenRow, int], Attribution | None]] = {
    ACCORDING: _according,
    "by": _by_count,
    "in": _in_poll,
}


def cue_places(row: TokenRow, places: Iterable[int]) -> list[int]:
    """Return the *places* of cues in a row with those of the "by" and "in" with which an adjunct may begin."""
    found = [*places]
    if row.word(0) == "in" and found[:1] != [0]:
        found.insert(0, 0)
    if not _COUNTS.isdisjoint([row.words[at] for at in found]):
        found += [at for at, word in enumerate(row.words) if word == "by"]
        found.sort()
    return found
