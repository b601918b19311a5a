"""What is said of a library in the list of all."""

from reader.library.dates import local_day
from reader.room.libraries import MOST_COUNTED, KnownLibrary
from reader.view.phrases import count, day


def library_facts(known: KnownLibrary) -> str:
    """Return how many articles it has and when it was opened last, or what is wrong with it."""
    if known.problem:
        return known.problem
    articles = f"over {MOST_COUNTED:,} articles" if known.articles >= MOST_COUNTED else count(known.articles, "article")
    opened = local_day(known.opened) if known.opened else None
    parts = (
        articles,
        "read in place" if known.in_place else "",
        f"opened {day(opened.isoformat())}" if opened else "",
    )
    return " · ".join(filter(None, parts))
