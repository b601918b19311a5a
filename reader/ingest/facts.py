"""What the lines of a page say about the article: its record."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from reader.ingest.bylines import writer_of
from reader.ingest.datelines import Dateline, is_name, read_ago, read_dateline, unlabeled
from reader.ingest.dates import date_of_address, find_dates
from reader.ingest.kinds import header_end
from reader.ingest.labels import is_tag_label, read_label
from reader.ingest.lines import PageLine, key_of
from reader.ingest.outlets import has_capitals, is_borne_out, is_outlet, is_outlet_word, is_place, site_of
from reader.ingest.page import Page
from reader.library.addresses import plain_address
from reader.library.inline import read_inline
from reader.library.record import FirstPublished, Record
from reader.library.safe_text import line as one_line
from reader.text.stop_words import stop_words

_FIRST_BY = re.compile(
    r"(?:the )?(?:original source of this article is"
    r"|(?:this (?:article|story|piece|report) )?(?:was )?(?:originally|first) (?:published|appeared|posted|ran)"
    r"(?: (?:by|on|at|in))?|republished from|reprinted from|reposted from"
    r"|(?:la )?source (?:originale )?de cet article(?: est|\s?:)|die ursprüngliche quelle dieses artikels ist"
    r"|(?:source|quelle|fuente|источник|kaynak|المصدر) ?:)\s*",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(r"[.,;|(]|\s[-–—]\s|\b(?:on|in|here|and|under|at)\b|https?:", re.IGNORECASE)
_PLACE_AND_DATE = re.compile(r"[^\W\d_][\w .,/'’-]{1,60}?[(,.]? ?[^.!?]{0,40}?\d{4}[^.!?]{0,40}?\s?(?:[-–—]|:)\s?")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"']{4,2000}")
_ADDRESS_LABELS = frozenset(
    ("url", "url of this article", "permalink", "link", "short url", "source url", "original url", "adresse")
)
# What whoever kept a page wrote at its head or foot: "Saved from https://… on 12 June 2019".
_SAVED = re.compile(
    r"\W{0,4}(?:page )?(?:saved|archived|clipped|copied|downloaded|captured|retrieved) (?:from|at)\W{1,3}(?=https?://)",
    re.IGNORECASE,
)
# What a browser prints at the foot of a page.
_PRINTED = re.compile(r"https?://\S{4,2000}\s{1,8}\d{1,3}/\d{1,3}")
_CRUMB = re.compile(r"\s*[>»›→]\s*|\s/\s")
_HOME = frozenset(
    """
    home startseite accueil inicio início главная головна anasayfa الرئيسية homepage start news خانه ראשי αρχική होम
    首页 首頁 ホーム トップ 홈 หน้าแรก etusivu hem hjem forside domů úvod acasă beranda
    """.split()
) | {"ana sayfa", "strona główna", "صفحه اصلی", "الصفحة الرئيسية", "home page"}
_TAG_MARKS = re.compile(
    r"\s*[,;|•·،、，；؛]\s*|\s{2,}|\s#|\s(?:and )?(?:tagged|tags:|filed under)(?: with)?\s", re.IGNORECASE
)
# What a record names as the place of its date where it is that of a change.
UPDATE = "update"
# How many lines at either end of a page may be of whoever kept it.
_FRAME = 3
# How many lines above the headline the date of its article may stand.
_NEAR = 8
# So many dates below one another, each later than the one above, are those of events.
_LEAST_EVENTS = 4
# So many names beside dates are those of commenters or events.
_LEAST_NAMES, _RIGHT_BELOW = 3, 6
# An article has no more topics, and none with more letters.
MOST_TOPICS, LONGEST_TOPIC = 24, 60
# The letters of a date that tells its day.
_DAY = 10


@dataclass
class _Findings:
    datelines: list[tuple[int, Dateline]] = field(default_factory=list)
    author: str | None = None
    # Whose name stands beside how long ago it was.
    writer: str | None = None
    tags: list[str] = field(default_factory=list)
    url: str | None = None
    saved: str | None = None
    first: str | None = None
    first_date: str | None = None


def record_of(page: Page, body: Sequence[int], kinds: Mapping[int, str], language: str | None) -> Record:
    """Return the record of the article whose lines are *body*; facts that the page does not state are None."""
    found = _Findings()
    for at, kind in kinds.items():
        if kind == "metadata":
            _read(page, at, found)
        if kind in {"rights", "metadata"}:
            _read_first(page.lines[at], found)
    for line in (*page.lines[:_FRAME], *page.lines[-_FRAME:]):
        _read_saved(line, found)
    found.tags += _categories(page, kinds)
    found.datelines = _of_article(page, body, found.datelines)
    hung = page.headline.site if page.headline else None
    found.author = writer_of(page, body, kinds, found.datelines, found.writer, hung)
    published, source = _published(page, body, found)
    site, first = _sites(page, found)
    return Record(
        title=one_line(page.headline.title) if page.headline else None,
        author=one_line(found.author) if found.author else None,
        site=site,
        published=published,
        published_from=source,
        first_published=first,
        url=found.url,
        saved=found.saved,
        language=language,
        tags=tuple(dict.fromkeys(found.tags))[:MOST_TOPICS],
    )


def _of_article(page: Page, body: Sequence[int], datelines: list[tuple[int, Dateline]]) -> list[tuple[int, Dateline]]:
    """Return *datelines* without the names of commenters, events and menus.

    The article's stands near its headline, of many right below that; below the text a name is that of an outlet.
    """
    anchor, end = page.headline.anchor if page.headline else -1, header_end(body)
    are_many = len({each.name for _, each in datelines if each.name}) >= _LEAST_NAMES

    def is_own(at: int, name: str) -> bool:
        start = anchor + 1 if are_many else anchor - _NEAR
        return (
            start <= at < min(end, anchor + _RIGHT_BELOW)
            or name in page.house.outlets
            or (at > anchor and is_outlet_word(name) and is_borne_out(name, page))
        )

    return [
        (at, each if each.name is None or is_own(at, each.name) else replace(each, name=None)) for at, each in datelines
    ]


def _read(page: Page, at: int, found: _Findings) -> None:
    line = page.lines[at]
    if _first_place(line):
        return
    found.writer = found.writer or read_ago(line)
    dateline, label = read_dateline(line), read_label(line)
    if dateline:
        found.datelines.append((at, dateline))
    if label:
        _read_labeled(line, *label, found)


def _read_labeled(line: PageLine, label: str, value: str, found: _Findings) -> None:
    if label in _ADDRESS_LABELS and not found.url and not is_tag_label(label):
        found.url = _address(line)
    elif is_tag_label(label) or line.linked > 0.5:
        found.tags += _tags(line, value)


def _read_saved(line: PageLine, found: _Findings) -> None:
    """Read from where and when the page was saved."""
    said = _SAVED.match(line.text)
    address = _ADDRESS.match(line.text, said.end()) if said else None
    if address or (line.number == 1 and _ADDRESS.fullmatch(line.text)) or _PRINTED.fullmatch(line.text):
        found.url = found.url or _address(line)
        dates = find_dates(line.seen[address.end() :], line.language) if address else []
        found.saved = dates[0].iso if dates else None


def _address(line: PageLine) -> str | None:
    address = _ADDRESS.search(line.raw[:4_000])
    return plain_address(address.group()) if address else None


def _tags(line: PageLine, value: str) -> Iterator[str]:
    """Yield the topics that a line lists: its links if it has any, else what is separated by commas."""
    text, spans = read_inline(line.raw[:4_000], {})
    links = [text[span.start : span.end] for span in spans if span.kind == "link"]
    for tag in links or _TAG_MARKS.split(value):
        plain = one_line(tag).strip("#.,;: ")
        if plain and len(plain) <= LONGEST_TOPIC and not _ADDRESS.match(plain):
            yield plain


def _categories(page: Page, kinds: Mapping[int, str]) -> Iterator[str]:
    """Yield the topics above the headline: a short line or two under the page's title, or a trail of breadcrumbs."""
    if page.headline is None:
        return
    above = [at for at in range(page.headline.position) if kinds.get(at) == "navigation"]
    is_framed = 0 in page.headline.repeats and len(above) <= 2
    for at in above:
        crumbs = crumbs_in(page.lines[at].text)
        if crumbs:
            yield from (crumb for crumb in crumbs if key_of(crumb) != key_of(page.headline.title))
        elif is_framed and _is_category(page, at):
            yield one_line(page.lines[at].text)


def crumbs_in(text: str) -> list[str]:
    """Return the parts of a trail of breadcrumbs under "Home"; none for another line."""
    home, *crumbs = [crumb.strip() for crumb in _CRUMB.split(text) if crumb.strip()] or [""]
    return crumbs if home.casefold() in _HOME else []


def _is_category(page: Page, at: int) -> bool:
    line = page.lines[at]
    if line.word_count > 4 or page.evidence[at] or not is_name(line.text) or page.vocabulary.is_menu(line.tokens):
        return False
    hung = page.headline.site if page.headline else None
    return key_of(hung or "") != line.key and (line.word_count == 1 or not is_outlet(line.text, page.house.outlets))


def _read_first(line: PageLine, found: _Findings) -> None:
    """Read where the article came out first: "The original source of this article is …"."""
    first = _first_place(line) if not found.first else None
    if first:
        found.first, found.first_date = first


def _first_place(line: PageLine) -> tuple[str, str | None] | None:
    """Return who is said to have brought the article out first, and when; a date alone tells of nobody."""
    match = _FIRST_BY.match(line.text) if line.word_count <= 40 else None
    if match is None:
        return None
    dates = find_dates(line.seen[match.end() :], line.language)
    rest = line.text[match.end() :]
    name = _NAME_ENDS.split(rest[: dates[0].start] if dates else rest, maxsplit=1)[0].strip(" ,:\"'“”")
    if not is_name(name) or not unlabeled(name, line.language):
        return None
    return one_line(name), dates[0].iso if dates else None


def _published(page: Page, body: Sequence[int], found: _Findings) -> tuple[str | None, str | None]:
    """Return the date of publication, and where it stands if that is no dateline; that of a change only if no other."""
    date = _date_of_datelines(page, body, found) or _date_of_text(page, body)
    if date:
        return date, None
    in_title = _date_of_title(page.headline.title, page.lines[0].language) if page.headline else None
    if in_title:
        return in_title, "title"
    in_address = date_of_address(found.url) if found.url else None
    if in_address:
        return in_address, "url"
    updates = [dateline for _, dateline in found.datelines if dateline.is_update]
    return (updates[0].iso, UPDATE) if updates else (None, None)


def _date_of_datelines(page: Page, body: Sequence[int], found: _Findings) -> str | None:
    dates = [(at, dateline) for at, dateline in found.datelines if not dateline.is_update]
    chosen = [dateline for _, dateline in dates if dateline.is_labeled] or _about_headline(page, body, dates)
    return chosen[0].iso if chosen else None


def _about_headline(page: Page, body: Sequence[int], dates: Sequence[tuple[int, Dateline]]) -> list[Dateline]:
    """Return the datelines under the headline, else the one above it: several there are those of other articles.

    Several that begin below the text of a page, or are items, are those of a list: of articles, of events.
    """
    position, anchor = (page.headline.position, page.headline.anchor) if page.headline else (0, 0)
    under = [(at, dateline) for at, dateline in dates if at > anchor]
    if under:
        return [] if _is_of_list(page, body, [at for at, _ in under]) else [dateline for _, dateline in under]
    # What stands far above headline and text is the page's own: opening hours, events.
    above = [dateline for at, dateline in dates if _is_near(at, (position or anchor, anchor, *body[:1]))]
    return above if len(above) == 1 else []


def _is_near(at: int, places: Sequence[int]) -> bool:
    return min(abs(at - place) for place in places) <= _NEAR


def _is_of_list(page: Page, body: Sequence[int], places: Sequence[int]) -> bool:
    """Whether the first dateline is one of several items, of several below the text, or of events day after day."""
    first = places[0]
    days = list(_bare_dates(page, first))
    if page.lines[first].is_item:
        return any(page.lines[at].is_item for at, _ in days[1:])
    anchor = page.headline.anchor if page.headline else 0
    is_below = len(places) > 1 and any(anchor < each < first and page.lines[each].is_prose for each in body)
    return is_below or _are_events(days[:_LEAST_EVENTS])


def _bare_dates(page: Page, first: int) -> Iterator[tuple[int, str]]:
    """Yield the datelines from *first* on that name nobody, none of the comments."""
    for at in range(first, len(page.lines)):
        found = read_dateline(page.lines[at]) if at not in page.comments else None
        if found and not (found.name or found.author or found.behind):
            yield at, found.iso


def _are_events(days: Sequence[tuple[int, str]]) -> bool:
    """Whether days without an hour, each where it stands, follow one another in time and closely on the page."""
    is_close = all(below - above <= _NEAR and day <= later for (above, day), (below, later) in pairwise(days))
    is_close = is_close and all(len(day) == _DAY for _, day in days)
    return is_close and len(days) == _LEAST_EVENTS and days[0][1] < days[-1][1]


def _date_of_title(title: str, language: str | None) -> str | None:
    """Return the day that stands apart at an end of a headline: "Report, December 15, 2016: Rain in the North"."""
    dates = find_dates(title, language)
    if not dates or len(dates[0].iso) < _DAY:
        return None
    before, after = title[: dates[0].start].rstrip(), title[dates[-1].end :].lstrip()
    is_apart = not before[-1:].isalnum() and not after[:1].isalnum()
    return dates[0].iso if is_apart and len({date.iso for date in dates}) == 1 else None


def _date_of_text(page: Page, body: Sequence[int]) -> str | None:
    """Return the date at the head of the article, behind its place: "OSTERBY, March 3, 2017 – …"."""
    start = page.lines[body[0]].seen[:160] if body else ""
    place = _PLACE_AND_DATE.match(start)
    language = page.lines[body[0]].language if body else None
    dates = find_dates(place.group(), language) if place else []
    name = unlabeled(start[: dates[0].start], language) if dates else ""
    is_place = is_name(name) and key_of(name).split(" ", 1)[0] not in stop_words(language or "en")
    return dates[0].iso if place and is_place and not _goes_on(start, place.end(), language) else None


def _goes_on(text: str, end: int, language: str | None) -> bool:
    """Whether another date stands behind the mark at *end*: the two are the ends of a time."""
    return any(date.start <= end + 1 <= date.end for date in find_dates(text, language))


def _sites(page: Page, found: _Findings) -> tuple[str | None, FirstPublished | None]:
    """Return the site, and where the article came out first if that was elsewhere."""
    named = [(each.name, each.iso) for _, each in found.datelines if each.name and not is_place(each.name)]
    site = _site(page, found, named[0][0] if named else "")
    elsewhere = [each for each in named[1:] if _is_site(each[0], page)] + [(found.first or "", found.first_date)]
    origins = (FirstPublished(one_line(name), date) for name, date in elsewhere if _is_another(name, site))
    return site, next(origins, None)


def _site(page: Page, found: _Findings, name: str) -> str | None:
    """Return the site: the *name* before the date, if it can be one, else what the page says of itself."""
    if name and key_of(name) != key_of(found.author or "") and _is_site(name, page):
        return one_line(name)
    return site_of(page, page.headline.site if page.headline else None, found.author)


def _is_another(name: str, site: str | None) -> bool:
    return bool(name) and key_of(name) != key_of(site or "")


def _is_site(name: str, page: Page) -> bool:
    """Whether what stands before a date is an outlet.

    One word alone may be any place, day or label, and in a script without capitals any words may be: there more has
    to speak for it.
    """
    if name in page.house.outlets:
        return True
    if has_capitals(name) and (" " in name or not name[1:].islower()):
        return True
    return is_borne_out(name, page) and (has_capitals(name) or is_outlet_word(name) or not _is_said(name, page))


def _is_said(name: str, page: Page) -> bool:
    """Whether the words of a name are words of the text: so they are in a label."""
    words = set(key_of(name).split())
    return any(line.is_prose and words <= set(line.tokens) for line in page.lines)
