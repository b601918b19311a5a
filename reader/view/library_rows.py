"""The facts of a library in the list of libraries, and of an article in the trash."""

from reader.library.dates import local_day
from reader.room.libraries import MOST_COUNTED, KnownLibrary
from reader.room.trash import RemovedArticle
from reader.text.plurals import count
from reader.view.phrases import day


def library_facts(known: KnownLibrary) -> str:
    """Return how many articles a library has and when it was opened last, or what is wrong with it."""
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


def removal_facts(removed: RemovedArticle) -> str:
    """Return when an article was removed and how many notes went with it, or what is wrong with its record."""
    notes = f" · {count(removed.notes, 'note')}" if removed.notes else ""
    return removed.problem or f"removed {day(removed.removed)}{notes}"
