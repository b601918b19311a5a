"""Events on days: the sentences of articles that name a day, for a timeline."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from reader.library.dates import day_of
from reader.related.figures import DAY, Figure, find_numbers
from reader.related.terms import WORD
from reader.text.digits import fold_digits
from reader.text.sentences import sentence_at, sentences

if TYPE_CHECKING:
    from reader.related.database import StoredArticle

_YEAR_AFTER = re.compile(r",?\s{0,2}(\d{4})(?!\d)")
_YEARS = range(1000, 2200)
# An article may announce what is near; what lies further on is of the year before.
_AHEAD = timedelta(days=31)
# Fewer words are a heading or a dateline.
_LEAST_WORDS = 5
# A paragraph is split into sentences no further than this around a day.
_REACH = 2_000


class DayEvent(NamedTuple):
    """What an article says of a *day* (an ISO date): a sentence, `text[start:end]`, and its words.

    *copies* is how many other articles have the same sentence.
    """

    day: str
    article: str
    start: int
    end: int
    words: str
    copies: int = 0


def events_of(articles: "Iterable[StoredArticle]", titles: Iterable[str]) -> list[DayEvent]:
    """Return what articles say of days, in the order of the days, a sentence of several articles once: of the first.

    A day in one of the *titles* says when an article came out.
    """
    titles_by_day: dict[float, list[str]] = {}
    for title in titles:
        for figure in _days(find_numbers(title, has_number_words=False).figures):
            titles_by_day.setdefault(figure.value, []).append(title)
    merged: dict[tuple[str, str], DayEvent] = {}
    for article in articles:
        for each in day_events(article, titles_by_day):
            key = each.day, " ".join(WORD.findall(each.words.casefold()))
            first = merged.setdefault(key, each)
            if first.article != each.article:
                merged[key] = first._replace(copies=first.copies + 1)
    return sorted(merged.values(), key=lambda each: each.day)


def day_events(article: "StoredArticle", titles_by_day: Mapping[float, Sequence[str]]) -> Iterator[DayEvent]:
    """Yield the sentences that name a day whose year is known, in order.

    The year is written behind the day, else the day is the last one before the article came out, or in the month
    after.
    """
    text, published = article.text, article.row.published
    for figure in _days(article.profile.figures):
        day = _day(text, figure, published)
        if not day or any(_is_in(title, text, figure) for title in titles_by_day.get(figure.value, ())):
            continue
        start, end = _sentence(text, figure.start)
        words = " ".join(text[start:end].split())
        if len(WORD.findall(words)) >= _LEAST_WORDS:
            yield DayEvent(day, article.row.id, start, end, words.replace(" | ", " · "))


def _days(figures: Iterable[Figure]) -> Iterator[Figure]:
    return (each for each in figures if each.unit == DAY)


def _is_in(title: str, text: str, figure: Figure) -> bool:
    """Tell whether a figure of a text stands in a title that the text names."""
    return title in text[max(0, figure.end - len(title)) : figure.start + len(title)]


def _day(text: str, figure: Figure, published: str) -> str:
    month, number = divmod(int(figure.value), 100)
    written = _YEAR_AFTER.match(fold_digits(text[figure.end : figure.end + 12]))
    if written and int(written[1]) in _YEARS:
        return _iso(int(written[1]), month, number)
    known = day_of(published[:10]) if len(published) >= 10 else None
    if known is None:
        return ""
    found = _iso(known.year, month, number)
    if found and date.fromisoformat(found) > known + _AHEAD:
        return _iso(known.year - 1, month, number)
    return found


def _iso(year: int, month: int, number: int) -> str:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""


def _sentence(text: str, offset: int) -> tuple[int, int]:
    first = max(text.rfind("\n", 0, offset) + 1, offset - _REACH)
    last = text.find("\n", offset)
    paragraph = text[first : min(len(text) if last < 0 else last, offset + _REACH)]
    spans = sentences(paragraph)
    start, end = spans[sentence_at(spans, offset - first)] if spans else (0, len(paragraph))
    return first + start, first + end
