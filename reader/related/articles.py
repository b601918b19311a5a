"""An article in the store: its record in a form in which records can be compared."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from reader.library.addresses import page_key
from reader.library.dates import day_of
from reader.library.record import FirstPublished
from reader.related.terms import number_of
from reader.text.plurals import count

_SCHEME = re.compile(r"\A[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_NOT_LETTER = re.compile(r"[\W_]+")
# News is old after so many days: from then on nearness in time says nothing.
_WEEK = 7


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What the store takes in of an article: facts that are not known are None, *text* is its plain text.

    *links* are what it links to: addresses, and titles or ids of `[[…]]`; *language* is the code of its language, None
    where the record does not say.
    """

    id: str
    title: str | None = None
    author: str | None = None
    site: str | None = None
    published: str | None = None
    first_published: FirstPublished | None = None
    url: str | None = None
    text: str = ""
    links: tuple[str, ...] = ()
    language: str | None = None

    def digest(self) -> bytes:
        """Return a digest that changes whenever any of the facts does."""
        first = self.first_published or FirstPublished()
        facts = (self.id, self.title, self.author, self.site, self.published, first.site, first.published, self.url)
        return hashlib.sha256(
            repr((facts, self.links, self.language, self.text)).encode("utf-8", "surrogatepass")
        ).digest()[:16]


class KnownArticle(NamedTuple):
    """An article that the store knows, without its text.

    Keys are numbers of names, addresses and titles, the same however these are written; 0 is none.
    """

    number: int
    id: str
    title: str
    author: str
    site: str
    first_site: str
    day: int | None
    first_day: int | None
    published: str
    author_key: int
    url_key: int
    title_key: int
    id_key: int
    norm: float

    @property
    def days(self) -> tuple[int, ...]:
        """The days it was published on, as ordinals: first of all, and here."""
        return tuple(day for day in (self.first_day, self.day) if day is not None)


def known_article(facts: ArticleFacts, number: int, norm: float, heading: Callable[[str], str | None]) -> KnownArticle:
    """Return the row for an article; *heading* knows outlets and persons by all their spellings."""
    first = facts.first_published or FirstPublished()
    author = facts.author or ""
    return KnownArticle(
        number,
        facts.id,
        facts.title or "",
        author,
        facts.site or "",
        first.site or "",
        _ordinal(facts.published),
        _ordinal(first.published),
        facts.published or first.published or "",
        source_key(heading(author) or author),
        address_key(facts.url or ""),
        target_key(facts.title or ""),
        target_key(facts.id),
        norm,
    )


def _ordinal(iso: str | None) -> int | None:
    """Return the day of an ISO date; None if it is less precise than a day."""
    day = day_of(iso) if iso and len(iso) >= 10 else None
    return day.toordinal() if day else None


def days_apart(one: KnownArticle, other: KnownArticle) -> int | None:
    """Return how many days lie between two articles, the nearest of their dates; None if a date is unknown."""
    if not one.days or not other.days:
        return None
    return min(abs(here - there) for here in one.days for there in other.days)


def closeness(days: int | None) -> float:
    """Return how close in time, 0 to 1, articles are that lie so many days apart: 0 from a week on, and if unknown."""
    return 0.0 if days is None else max(0.0, 1 - days / _WEEK)


def nearness(days: int | None) -> str:
    """Return how far two close articles lie apart, as an ending for a sentence; empty if far or unknown."""
    if days is None or days > _WEEK:
        return ""
    return ", the same day" if days == 0 else f", {count(days, 'day')} apart"


def source_key(name: str) -> int:
    """Return one number for an author or a site, however spaced and capitalized: South Front, SouthFront."""
    letters = _NOT_LETTER.sub("", name.casefold())
    return number_of(f"source {letters}") if letters else 0


def address_key(url: str) -> int:
    """Return one number for all forms of a page's address; 0 for none."""
    key = page_key(url) if _SCHEME.match(url.strip()) else ""
    # A bare host is a front page, which many articles name and none is.
    return number_of(f"address {key}") if "/" in key else 0


def target_key(link: str) -> int:
    """Return the number of what a link leads to: an address, else a title or an id, however punctuated; 0 for none."""
    if _SCHEME.match(link):
        return address_key(link)
    letters = _NOT_LETTER.sub(" ", link.casefold()).strip()
    return number_of(f"title {letters}") if letters else 0


def by_time(row: KnownArticle) -> tuple[bool, int, str]:
    """Return what puts articles in time order: those without a date come last."""
    return not row.days, min(row.days, default=0), row.id
