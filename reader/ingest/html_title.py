"""Which of the titles of an HTML page is the headline: its headings, and what its head says."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.ingest.headline import is_record_line
from reader.ingest.html_record import article_node, metas
from reader.ingest.lines import PageLine, count_words, key_of, read_lines, words_in
from reader.text.folding import fold
from reader.text.languages import language_of
from reader.text.months import month_of
from reader.text.stop_words import stop_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BAR = re.compile(r"\s*\|\s*|\s+(?:[–—»«›·•]|::)\s+|\s+-\s+")
_WORD = re.compile(r"\w+")
# How much of their words a heading and a title share that say the same.
_ALIKE = 0.4
# What two that say it in other words have in common at least, words of every text aside.
_SHARED = 2
_LEAST_TITLE = 3
_PARAGRAPH = 20
_MARKS = " |·•–—-,:"
_WITHOUT_YEAR = re.compile(r"([^\W\d_]{3,}) \d{1,2}(?!\d)|(?<!\d)\d{1,2}\.? ([^\W\d_]{3,})")


def said_titles(tree: "HtmlElement") -> list[str]:
    """Return what the head of a page calls the article: for other programs first, then for its own window."""
    titles = (squeezed(element.text_content()) for element in tree.iter("title"))
    said = (
        *metas(tree, ("og:title",)),
        _headline(article_node(tree).get("headline")),
        *metas(tree, ("twitter:title",)),
    )
    return list(dict.fromkeys(title for each in (*said, *titles) if (title := squeezed(unescape(each)))))


def _headline(said: object) -> str:
    """Return a headline that data gives as words, or as a list of them."""
    first = next(iter(said), "") if isinstance(said, list) else said
    return first if isinstance(first, str) else ""


def headings_of(tree: "HtmlElement") -> list[str]:
    """Return the main headings of a page that head its text: none that is a link to the site's own page."""
    return [text for heading in tree.iter("h1") if (text := _text(heading)) and not leads_home(heading)]


def is_below_text(tree: "HtmlElement") -> bool:
    """Whether paragraphs stand above the first main heading: then it heads a part of the page."""
    above = 0
    for element in tree.iter("h1", "p"):
        if element.tag == "h1":
            return above > 1
        above += len(_WORD.findall(element.text_content())) >= _PARAGRAPH
    return False


def title_of(said: Sequence[str], headings: Sequence[str], site: str | None, seen: str | None = None) -> str | None:
    """Return the headline of a page: the heading that says what one of its titles says, else the first title.

    A page's only heading may say it in other words than its titles: some of theirs, or those that stand where a
    headline does, *seen* there by who reads the page as lines. A title is cut where the site's name hangs on it.
    """
    headings = [heading for heading in headings if not _is_of(heading, site)]
    if not said:
        return headings[0] if len(headings) == 1 else None
    best = _likest(headings, said)
    if best[0] >= _ALIKE:
        return _without_record(best[1], best[2])
    if len(headings) == 1 and _heads(headings[0], said, site, seen):
        return headings[0]
    if _is_part(None if headings else seen, said):
        return seen
    return title_without_site(said[0], site)


def _likest(headings: Sequence[str], said: Sequence[str]) -> tuple[float, str, str]:
    """Return how much a heading and a piece of a title have in common that are most alike, and the two."""
    return max(
        ((_likeness(heading, part), heading, part) for heading in headings for each in said for part in parts_of(each)),
        key=lambda found: found[0],
        default=(0.0, "", ""),
    )


def _is_part(seen: str | None, said: Sequence[str]) -> bool:
    """Whether what is *seen* where a headline stands is one of the titles without what hangs on it."""
    key = key_of(seen or "")
    return bool(key) and any(key_of(part) == key != key_of(each) for each in said for part in parts_of(each))


def title_without_site(title: str, site: str | None) -> str | None:
    """Return a title without the names of site and sections that hang on it behind a bar, and the site's before one."""
    while marks := list(_BAR.finditer(title)):
        before, after = title[: marks[-1].start()].strip(), title[marks[-1].end() :].strip()
        is_hung = "|" in marks[-1].group() and count_words(before) >= _LEAST_TITLE
        if not before or not (_is_of(after, site) or is_hung):
            rest = title[marks[0].end() :].strip()
            return rest if rest and _is_of(title[: marks[0].start()], site) else title
        title = before
    return title or None


def _is_of(text: str, site: str | None) -> bool:
    """Whether *text* is the name of the site, or its beginning."""
    return bool(site) and f"{key_of(site or '')} ".startswith(f"{key_of(text)} ")


def parts_of(title: str) -> Iterator[str]:
    """Yield a title, and it without each of the pieces that may hang on it."""
    yield title
    yield from (before for mark in _BAR.finditer(title) if (before := title[: mark.start()].strip()))


def _likeness(one: str, other: str) -> float:
    """Return the share of the words that two lines have in common."""
    words, others = (set(words_in(text.casefold())) for text in (one, other))
    return len(words & others) / max(1, len(words | others))


def _without_record(heading: str, title: str) -> str:
    """Return a heading, or the title in it where the rest of it is the date or the author's name."""
    before, found, after = heading.casefold().partition(title.casefold())
    lines = read_lines(f"{before.strip(_MARKS)}\n{after.strip(_MARKS)}")
    return title if found and lines and all(map(_tells_record, lines)) else heading


def _tells_record(line: PageLine) -> bool:
    day = _WITHOUT_YEAR.search(line.seen)
    return is_record_line(line) or (day is not None and month_of(day[1] or day[2]) is not None)


def _heads(heading: str, said: Sequence[str], site: str | None, seen: str | None) -> bool:
    """Whether a page's only heading is its headline, though its titles are worded otherwise."""
    if count_words(heading) < _LEAST_TITLE:
        return False
    shared = max(len((_telling(heading) - _telling(site or "")) & _telling(title)) for title in said)
    return shared >= _SHARED or key_of(heading) == key_of(seen or "")


def _telling(text: str) -> set[str]:
    return set(words_in(fold(text))) - stop_words(language_of(text) or "en")


def squeezed(text: str) -> str:
    """Return *text* in one line, with one space between its words."""
    return " ".join(text.split())


def _text(heading: "HtmlElement") -> str:
    """Return what a heading says; its lines are words apart."""
    has_lines = next(heading.iter("br", "div", "p"), None) is not None
    return squeezed(" ".join(heading.itertext()) if has_lines else heading.text_content())


def leads_home(heading: "HtmlElement") -> bool:
    """Whether a heading is nothing but a link to where the site begins: its name."""
    links = [link for link in heading.iter("a") if link.get("href")]
    text = squeezed(heading.text_content())
    return any(_is_root(link.get("href") or "") and squeezed(link.text_content()) in {text, ""} for link in links)


def _is_root(address: str) -> bool:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    is_here = not parts.netloc and parts.path != "/"
    return not is_here and parts.path in {"", "/"} and not parts.query and not parts.fragment
