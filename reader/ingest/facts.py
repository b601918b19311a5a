"""What the lines of a page say about the article: its record."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reader.ingest.dates import date_of_address, find_dates
from reader.ingest.datelines import (
    Dateline,
    is_name,
    is_tag_label,
    read_byline,
    read_dateline,
    read_label,
)
from reader.ingest.lines import Line, key_of
from reader.ingest.page import Page
from reader.library.inline import read_inline
from reader.library.record import FirstPublished, Record
from reader.library.safe_text import line as one_line

_FIRST_BY = re.compile(
    r"(?:the )?(?:original source of this article is|(?:this (?:article|story|piece|report) )?(?:was )?(?:originally|first) (?:published|appeared|posted|ran)"
    r"(?: (?:by|on|at|in))?|republished from|reprinted from|reposted from|source de cet article ?:?|la source originale de cet article est"
    r"|die ursprüngliche quelle .{0,40}ist|(?:source|quelle|fuente|источник|kaynak|المصدر) ?:)\s*",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(r"[.,;|(]|\s[-–—]\s|\bon\b|\bin \d|\bhere\b|\band\b|\bunder\b|https?:", re.IGNORECASE)
_AGENCY_DATELINE = re.compile(r"[^\W\d_]{2,30}(?:[ ,/.-]{1,2}[^\W\d_]{2,20}){0,3}[ ,.]{0,2}\(?[^.!?]{0,40}\d{4}[^.!?]{0,40}[-–—:]")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"']{4,2000}")
_SOCIAL = re.compile(r"https?://(?:[\w-]+\.)*(?:facebook|twitter|x|instagram|youtube|youtu|t|telegram|patreon|paypal|linkedin|pinterest|addthis|bit)\.\w")
_CRUMB = re.compile(r"\s*[>»›→]\s*|\s/\s")
_HOME = frozenset("home startseite accueil inicio главная anasayfa الرئيسية homepage start news".split())
_OUTLET_WORDS = frozenset(
    """news times post research press agency daily today tv media review journal herald tribune guardian report network watch online radio
    gazette observer monitor magazine mail express chronicle telegraph independent international institute foundation center centre bulletin
    com org net info wire weekly blog digest world global broadcasting""".split()
)
_MOST_TAGS = 24


@dataclass
class _Findings:
    datelines: list[Dateline] = field(default_factory=list)
    author: str | None = None
    tags: list[str] = field(default_factory=list)
    url: str | None = None
    first_site: str | None = None
    first_date: str | None = None


def record_of(page: Page, body: Sequence[int], kinds: Mapping[int, str], language: str | None) -> Record:
    """Return the record of the article whose lines are *body*; what the page does not say is None."""
    found = _Findings()
    for at in _record_lines(page, body, kinds):
        _read(page, at, found)
    for at, kind in kinds.items():
        if kind in {"rights", "metadata"}:
            _read_first(page.lines[at], found)
    _add_category(page, kinds, found)
    return _assembled(page, body, kinds, found, language)
