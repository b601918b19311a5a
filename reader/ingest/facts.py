"""What the lines of a page say about the article: its record."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reader.ingest.datelines import Dateline, is_name, is_tag_label, read_byline, read_dateline, read_label
from reader.ingest.dates import date_of_address, find_dates
from reader.ingest.kinds import header_end
from reader.ingest.lines import PageLine, key_of
from reader.ingest.outlets import is_borne_out, is_outlet, is_person, is_place, site_of
from reader.ingest.page import Page
from reader.ingest.record_words import NOBODY
from reader.library.inline import read_inline
from reader.library.record import FirstPublished, Record
from reader.library.safe_text import line as one_line

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
_CRUMB = re.compile(r"\s*[>»›→]\s*|\s/\s")
_HOME = frozenset("home startseite accueil inicio главная anasayfa الرئيسية homepage start news".split())
_TAG_MARKS = re.compile(r"\s*[,;|•·،]\s*|\s{2,}|\s#|\s(?:and )?(?:tagged|tags:|filed under)(?: with)?\s", re.IGNORECASE)
_BY_LABELS = frozenset(
    ("by", "written by", "author", "posted by", "words by", "story by", "von", "par", "por", "автор", "yazan", "yazar")
)
_MOST_TAGS = 24
_LONGEST_TAG = 60


@dataclass
class _Findings:
    datelines: list[tuple[int, Dateline]] = field(default_factory=list)
    author: str | None = None
    has_byline: bool = False
    tags: list[str] = field(default_factory=list)
    url: str | None = None
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
    found.tags += _categories(page, kinds)
    if not found.has_byline:
        found.author = _after_label(page, body) or _author_beside_date(page, body, found)
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
        language=language,
        tags=tuple(dict.fromkeys(found.tags))[:_MOST_TAGS],
    )


def _read(page: Page, at: int, found: _Findings) -> None:
    line = page.lines[at]
    if _FIRST_BY.match(line.text):
        return
    dateline, byline, label = read_dateline(line), read_byline(line), read_label(line)
    if dateline:
        found.datelines.append((at, dateline))
    if byline and not found.has_byline:
        found.has_byline = True
        found.author = None if key_of(byline) in NOBODY else byline
    if label and is_tag_label(label[0]):
        found.tags += _tags(line, label[1])
    elif label and label[0] in _ADDRESS_LABELS and not found.url:
        address = _ADDRESS.search(line.raw[:4_000])
        found.url = address.group() if address else None
    elif label and line.linked > 0.5:
        found.tags += _tags(line, label[1])


def _tags(line: PageLine, value: str) -> Iterator[str]:
    """Yield the topics that a line lists: its links if it has any, else what is separated by commas."""
    text, spans = read_inline(line.raw[:4_000], {})
    links = [text[span.start : span.end] for span in spans if span.kind == "link"]
    for tag in links or _TAG_MARKS.split(value):
        plain = one_line(tag).strip("#.,;: ")
        if plain and len(plain) <= _LONGEST_TAG:
            yield plain


def _categories(page: Page, kinds: Mapping[int, str]) -> Iterator[str]:
    """Yield the topics above the headline: a short line or two under the page's title, or a trail of breadcrumbs."""
    if page.headline is None:
        return
    top = page.headline.position
    above = [at for at in range(top) if kinds.get(at) == "navigation"]
    is_framed = 0 in page.headline.repeats and len(above) <= 2
    for at in above:
        line = page.lines[at]
        crumbs = [crumb.strip() for crumb in _CRUMB.split(line.text) if crumb.strip()]
        if len(crumbs) >= 2 and crumbs[0].casefold() in _HOME:
            yield from (crumb for crumb in crumbs[1:] if key_of(crumb) != key_of(page.headline.title))
        elif is_framed and _is_category(page, at):
            yield one_line(line.text)


def _is_category(page: Page, at: int) -> bool:
    line = page.lines[at]
    if line.word_count > 4 or page.evidence[at] or not is_name(line.text):
        return False
    hung = page.headline.site if page.headline else None
    return key_of(hung or "") != line.key and (line.word_count == 1 or not is_outlet(line.text, page.house.outlets))


def _read_first(line: PageLine, found: _Findings) -> None:
    """Read where the article came out first: "The original source of this article is …"."""
    match = _FIRST_BY.match(line.text) if line.word_count <= 40 and not found.first else None
    if match is None:
        return
    dates = find_dates(line.seen[match.end() :], line.language)
    rest = line.text[match.end() :]
    name = _NAME_ENDS.split(rest[: dates[0].start] if dates else rest, maxsplit=1)[0].strip(" ,:\"'“”")
    if is_name(name):
        found.first = one_line(name)
        found.first_date = dates[0].iso if dates else None


def _author_beside_date(page: Page, body: Sequence[int], found: _Findings) -> str | None:
    """Return the person whose name stands with the date, or on the line next to it, under no label."""
    first = min(header_end(body), len(page.lines))
    for at, dateline in found.datelines:
        if dateline.author:
            return dateline.author
        if _is_writer(dateline.name or "", page):
            return dateline.name
        for near in (at - 1, at + 1, at - 2):
            is_header = 0 <= near < first and near not in page.headline_lines and not page.is_record[near]
            if is_header and not page.evidence[near] and _is_writer(page.lines[near].text, page):
                return page.lines[near].text
    anchor = page.headline.anchor if page.headline else -1
    under = [at for at in range(anchor + 1, min(anchor + 4, first)) if at not in body and not page.evidence[at]]
    return next((page.lines[at].text for at in under if _is_writer(page.lines[at].text, page)), None)


def _after_label(page: Page, body: Sequence[int]) -> str | None:
    """Return the name on the line under one that says only "By" or "Written by"."""
    for at in range(min(header_end(body), len(page.lines)) - 1):
        if page.lines[at].key in _BY_LABELS and is_name(page.lines[at + 1].text) and not page.is_record[at + 1]:
            return page.lines[at + 1].text
    return None


def _is_writer(name: str, page: Page) -> bool:
    """Whether *name* is a person's: of a person's shape, and of words that the page never writes small."""
    if not is_person(name) or is_outlet(name, page.house.outlets) or is_place(name):
        return False
    words = key_of(name).split()
    return page.small_words.isdisjoint(words) and page.vocabulary.is_free_of_furniture(words)


def _published(page: Page, body: Sequence[int], found: _Findings) -> tuple[str | None, str | None]:
    """Return the date of publication, and where it stands if that is no dateline."""
    top = page.headline.position if page.headline else 0
    dates = [(at, dateline) for at, dateline in found.datelines if not dateline.is_update]
    labeled = [dateline for _, dateline in dates if dateline.is_labeled]
    under = [dateline for at, dateline in dates if at > top]
    above = [dateline for at, dateline in dates if at < top]
    # Several dates above a headline are those of other articles.
    chosen = labeled or under or (above if len(above) == 1 else [])
    if chosen:
        return chosen[0].iso, None
    first = page.lines[body[0]].seen[:160] if body else ""
    place = _PLACE_AND_DATE.match(first)
    in_text = find_dates(place.group()) if place else []
    if in_text:
        return in_text[0].iso, None
    in_title = find_dates(page.headline.title) if page.headline else []
    if in_title and len(in_title[0].iso) >= 10:
        return in_title[0].iso, "title"
    in_address = date_of_address(found.url) if found.url else None
    return (in_address, "url") if in_address else (None, None)


def _sites(page: Page, found: _Findings) -> tuple[str | None, FirstPublished | None]:
    """Return the site, and where the article came out first if that was elsewhere."""
    author = key_of(found.author or "")
    named = [dateline for _, dateline in found.datelines if dateline.name and not is_place(dateline.name)]
    site: str | None = None
    if named and key_of(named[0].name or "") != author and _is_site(named[0].name or "", page):
        site = one_line(named[0].name or "")
    site = site or site_of(page, page.headline.site if page.headline else None, found.author)
    second = next((dateline for dateline in named[1:] if key_of(dateline.name or "") != key_of(site or "")), None)
    if second:
        return site, FirstPublished(one_line(second.name or ""), second.iso)
    if found.first and key_of(found.first) != key_of(site or ""):
        return site, FirstPublished(found.first, found.first_date)
    return site, None


def _is_site(name: str, page: Page) -> bool:
    """Whether what stands before a date is an outlet: one word alone may be any place, unless more speaks for it."""
    if " " in name or not name[1:].islower():
        return True
    return is_borne_out(name, page) or name in page.house.outlets
