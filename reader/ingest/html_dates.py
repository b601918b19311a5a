"""The date that an HTML page shows for its article: time elements about the headline, and addresses that bear one."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.ingest import record_words as said
from reader.ingest.dates import date_of_address, find_dates
from reader.ingest.facts import UPDATE
from reader.ingest.html_bylines import is_of_others, property_of
from reader.ingest.html_record import iso_date
from reader.library.dates import iso
from reader.library.record import Record

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"[^\W\d_]+")
_UPDATE = re.compile(r"updated|modified|revised|reviewed|aktualis|mise?-?a?-?jour|actualiz|обновл", re.IGNORECASE)
_NO_DATE = re.compile(r"event|calendar|countdown|hours|duration|comment|agenda|schedule", re.IGNORECASE)
# How elements of a record are called, and how microformats mark the date of publication.
_DATED = re.compile(
    r"(?:^|[\s_-])(?:(?:entry|post|article|story|news|blog|publish(?:ed)?|publication|pub|byline)[_-]{0,2}(?:date|time)"
    r"|date[_-]{0,2}published|pubdate|posted-?on)(?=$|[\s_-])",
    re.IGNORECASE,
)
_MARKED = (
    "//*[@itemprop='datePublished' or contains(@property, 'datePublished') or contains(@class, 'published')"
    " or (name() = 'time' and @pubdate)]"
)
_PUBLISHED = re.compile(r"(?:^|\s)(?:dt-)?published(?=\s|$)")
_LABEL = 80
_LONGEST_DAY = 40
# Letters beside a date, in the same element, that are more than a record's.
_SENTENCE = 60
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# The letters of a date that tells its day.
_DAY = 10
# How many paragraphs may stand between the headline and its date.
_INTRODUCTION, _PARAGRAPH = 2, 20


def marked_date(tree: "HtmlElement") -> str | None:
    """Return the date of the first element that a page marks as that of its publication; None if there is none."""
    marked: list[HtmlElement] = tree.xpath(_MARKED)
    said_dates = (_said(each, _language(tree)) for each in marked if _is_marked(each) and not is_of_others(each))
    return next(filter(None, said_dates), None)


def _is_marked(element: "HtmlElement") -> bool:
    is_said = property_of(element) == "datePublished" or element.get("pubdate") is not None
    return is_said or _PUBLISHED.search(element.get("class") or "") is not None


def shown_date(tree: "HtmlElement") -> str | None:
    """Return the date of the first element below the headline that is the article's; None if there is none.

    It is a time element, is called a date by its class, or is the only one that says nothing but a day. That of a
    change is none: a line has to say in words what it is, and is read with the others.
    """
    language = _language(tree)
    days: set[str] = set()
    for element in _record_elements(tree):
        is_told = element.tag == "time" or _is_dated(element.get("class") or "")
        found = _read(element, language) if is_told or _is_day(element, language) else None
        if found and is_told:
            return found
        days |= {found} if found else set()
    return next(iter(days)) if len(days) == 1 else None


def _record_elements(tree: "HtmlElement") -> Iterator["HtmlElement"]:
    """Yield the elements below the main heading that may be of the record, above the third paragraph."""
    paragraphs = 0
    is_below = False
    for element in tree.iter("h1", "time", "p", "span", "div", "li", "small", "a", "dd", "td"):
        is_below = is_below or element.tag == "h1"
        if element.tag == "p" and is_below:
            paragraphs += len(_WORD.findall(element.text_content())) >= _PARAGRAPH
        if paragraphs > _INTRODUCTION:
            return
        if is_below and element.tag != "h1":
            yield element


def _is_day(element: "HtmlElement", language: str) -> bool:
    """Whether an element says nothing but a day."""
    text = (element.text or "").strip()
    if len(element) or not 0 < len(text) <= _LONGEST_DAY:
        return False
    dates = find_dates(text, language)
    return len(dates) == 1 and (dates[0].start, dates[0].end) == (0, len(text)) and len(dates[0].iso) >= _DAY


@lru_cache(maxsize=2_000)
def _is_dated(names: str) -> bool:
    return bool(_DATED.search(names))


def _language(tree: "HtmlElement") -> str:
    return (tree.get("lang") or "")[:2].lower()


def _said(element: "HtmlElement", language: str) -> str | None:
    """Return the date that an element says in an attribute, else in its few words."""
    attributes = [element.get(name) for name in ("datetime", "content", "title")]
    told = next(filter(None, map(iso_date, attributes)), None)
    if told:
        return told
    for text in (element.get("title") or "", " ".join(element.itertext())):
        dates = find_dates(" ".join(text.split()), language) if len(text) <= _LABEL else []
        if len(dates) == 1 and len(dates[0].iso) >= _DAY:
            return dates[0].iso
    return None


def _read(element: "HtmlElement", language: str) -> str | None:
    date = _said(element, language)
    return None if date is None or is_of_others(element) or _is_of_something_else(element) else date


def _is_of_something_else(element: "HtmlElement") -> bool:
    """Whether a date is that of a change or of an event, by what it is called and what stands before it."""
    names = " ".join(f"{each.get('class') or ''} {each.get('id') or ''}" for each in (element, *_near(element)))
    if _NO_DATE.search(names) or element.get("itemprop") == "dateModified":
        return True
    words = {word.casefold() for word in _WORD.findall(_label(element))}
    is_said = bool(_UPDATE.search(names)) or not words.isdisjoint(said.UPDATED | said.OTHER_DATES | said.TODAY)
    return words.isdisjoint(said.PUBLISHED) and (is_said or _is_in_prose(element))


def _is_in_prose(element: "HtmlElement") -> bool:
    """Whether an element stands within a sentence, which tells what happened then."""
    parent = element.getparent()
    pieces = [parent.text, *(each.tail for each in parent)] if parent is not None else [None]
    is_first = not any(map(str.strip, filter(None, pieces[: 1 + len(list(element.itersiblings(preceding=True)))])))
    return not is_first and sum(len(" ".join((piece or "").split())) for piece in pieces) > _SENTENCE


def _near(element: "HtmlElement") -> list["HtmlElement"]:
    return [above for above, _ in zip(element.iterancestors(), range(2), strict=False)]


def _label(element: "HtmlElement") -> str:
    """Return what an element says, and what stands before it, headings aside."""
    previous, parent = element.getprevious(), element.getparent()
    before = _words_of(previous) + (previous.tail or "" if previous is not None else "")
    if previous is None and parent is not None:
        before = f"{_words_of(parent.getprevious())} {parent.text or ''}"
    return f"{before[-_LABEL:]} {element.text_content()[:_LABEL]}"


def _words_of(element: "HtmlElement | None") -> str:
    return "" if element is None or str(element.tag) in _HEADINGS else str(element.text_content())


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
