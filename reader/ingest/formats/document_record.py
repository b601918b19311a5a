"""What of a document's properties its own text bears out: they may be a template's, or those of who made the file."""

import re
from collections import Counter
from collections.abc import Sequence

from reader.ingest.dates import find_dates
from reader.text.languages import language_of

_WORD = re.compile(r"\w+")
_LONGEST_TITLE = 30
_DATELINE = 5
_DAY = re.compile(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})")


def borne_out_title(said: str, openings: Sequence[str]) -> str | None:
    """Return the title that the properties name if one of the first paragraphs begins with it."""
    words = _WORD.findall(said.casefold())
    starts = (_WORD.findall(each.casefold())[: len(words)] for each in openings)
    return said if 0 < len(words) <= _LONGEST_TITLE and words in starts else None


def borne_out_author(said: str, opening: str) -> str | None:
    """Return the author that the properties name if the beginning names him too."""
    words = _WORD.findall(said.casefold())
    known = Counter(_WORD.findall(opening.casefold()))
    return said if len(words) > 1 and all(known[each] for each in words) else None


def borne_out_date(said: str, opening: str) -> str | None:
    """Return the day on which the file was made if the beginning tells it too, as exactly as it does."""
    made = _DAY.match(said)
    if made is None:
        return None
    day = "-".join(made.groups())
    dates = (each.iso for each in find_dates(opening, language_of(opening)))
    return next((each for each in dates if each[:10] == day or (len(each) == 7 and day.startswith(each))), None)


def told_date(openings: Sequence[str]) -> str | None:
    """Return the date that one of the first paragraphs tells and hardly anything else."""
    for each in openings:
        dates = (
            {found.iso for found in find_dates(each, language_of(each))} if len(each.split()) <= _DATELINE else set()
        )
        if len(dates) == 1:
            return dates.pop()
    return None
