"""The date that an HTML page shows for its article: time elements about the headline, and addresses that bear one."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.ingest import record_words as said
from reader.ingest.dates import date_of_address
from reader.ingest.facts import UPDATE
from reader.ingest.html_bylines import is_of_others
from reader.ingest.html_record import iso_date
from reader.library.dates import iso
from reader.library.record import Record

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"[^\W\d_]+")
_UPDATE = re.compile(r"updated|modified|revised|reviewed|aktualis|mise?-?a?-?jour|actualiz|обновл", re.IGNORECASE)
_NO_DATE = re.compile(r"event|calendar|countdown|hours|duration|comment|agenda|schedule", re.IGNORECASE)
_LABEL = 80
# The letters of a date that tells its day.
_DAY = 10
# How many paragraphs may stand between the headline and its date.
_INTRODUCTION, _PARAGRAPH = 2, 20


def shown_date(tree: "HtmlElement") -> str | None:
    """Return the date of the first time element below the headline that is the article's; None if there is none.

    That of a change is none: a line has to say in words what it is, and is read with the others.
    """
    paragraphs = 0
    is_below = False
    for element in tree.iter("h1", "time", "p"):
        is_below = is_below or element.tag == "h1"
        if element.tag == "p" and is_below:
            paragraphs += len(_WORD.findall(element.text_content())) >= _PARAGRAPH
        if paragraphs > _INTRODUCTION:
            break
        found = _read(element) if element.tag == "time" and is_below else None
        if found:
            return found
    return None


def _read(element: "HtmlElement") -> str | None:
    date = iso_date(element.get("datetime"))
    names = " ".join(f"{each.get('class') or ''} {each.get('id') or ''}" for each in (element, *_near(element)))
    if date is None or _NO_DATE.search(names) or element.get("itemprop") == "dateModified" or is_of_others(element):
        return None
    words = {word.casefold() for word in _WORD.findall(_label(element))}
    is_update = bool(_UPDATE.search(names) or words & said.UPDATED) and not words & said.PUBLISHED
    return None if is_update else date


def _near(element: "HtmlElement") -> list["HtmlElement"]:
    return [above for above, _ in zip(element.iterancestors(), range(2), strict=False)]


def _label(element: "HtmlElement") -> str:
    """Return what a time element says, and what stands before it."""
    previous, parent = element.getprevious(), element.getparent()
    before = previous.text_content() + (previous.tail or "") if previous is not None else ""
    if previous is None and parent is not None:
        above = parent.getprevious()
        before = (above.text_content() if above is not None else "") + " " + (parent.text or "")
    return f"{before[-_LABEL:]} {element.text_content()[:_LABEL]}"


def date_in_address(address: str | None, shown: str) -> str | None:
    """Return the day in the path of an address that the text *shown* by the page has as well; None for none."""
    date = date_of_address(address) if address else None
    if date is None or len(date) < _DAY:
        return None
    year, month, day = (int(part) for part in date.split("-"))
    gap, word = r"\W{1,3}", r"[^\W\d_]{3,12}"
    figures = (
        f"{year}{gap}0?{month}{gap}0?{day}",
        f"0?{day}{gap}0?{month}{gap}{year}",
        f"0?{month}{gap}0?{day}{gap}{year}",
    )
    words = (
        f"0?{day}{gap}(?:[a-z]{{2}} )?{word}{gap}(?:[a-z]{{2}} )?{year}",
        f"{word}{gap}0?{day}(?:st|nd|rd|th)?{gap}{year}",
    )
    return date if re.search(rf"(?<!\d)(?:{'|'.join((*figures, *words))})(?!\d)", shown) else None


def publication(
    head: str | None, shown: str | None, in_address: str | None, lines: Record
) -> tuple[str | None, str | None]:
    """Return the earliest date that a page says it is of, and where it stands if its address or a change tells it.

    They are those of its *head*, *shown* by an element, in its address, and what its *lines* say.
    """
    if earliest := _earliest((head, shown, None if lines.published_from else lines.published)):
        return earliest, None
    if in_address and (not lines.published or lines.published_from == UPDATE):
        return iso(in_address), "url"
    return lines.published, lines.published_from


def _earliest(said_dates: Iterable[str | None]) -> str | None:
    """Return the earliest day, the first of those of one moment; of one day, a date that tells the hour."""
    dates = [date for date in (iso(each or "") for each in said_dates) if date]
    known = [date for date in dates if len(date) >= _DAY] or dates
    return min(known, key=lambda date: (_day(date), len(date) == _DAY), default=None)


def _day(date: str) -> str:
    """Return the day of a date, in UTC where it tells its zone: two of one moment are one day."""
    moment = datetime.fromisoformat(date) if len(date) > _DAY else None
    return moment.astimezone(UTC).date().isoformat() if moment and moment.tzinfo else date[:_DAY]
