"""What WordPress and Blogger export: feeds of a whole blog, read one post after the other."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from reader.ingest.formats.content import document
from reader.ingest.formats.fields import Fields
from reader.ingest.formats.json_text import read_json
from reader.ingest.formats.part import FileFormat, FilePart, Parts, Skipped
from reader.ingest.formats.source import BytesSource, Source
from reader.ingest.formats.wordpress_text import post_html
from reader.ingest.formats.xml_tree import attribute, elements_in, name_of, named, text_in
from reader.library.dates import iso
from reader.library.guarded_file import UnreadableError
from reader.library.record import Record
from reader.library.safe_text import line

if TYPE_CHECKING:
    from lxml.etree import _Element

_POSTS = frozenset(("post", "page"))
_SHOWN = frozenset(("publish", "private", ""))
_NO_TAGS = frozenset(("uncategorized", "allgemein", "без рубрики", "non classé", "sin categoría", "غير مصنف"))
_LONGEST_SHARED, _MOST_SHARED = 40_000, 500
_DRAFT = "It is a draft."
_EMPTY = "The post holds no text."


def _is_wordpress(source: Source) -> bool:
    return b"wordpress.org/export/" in source.head and b"<rss" in source.head


def _is_blogger(source: Source) -> bool:
    is_feed = re.search(rb"<(?:\w+:)?feed\b", source.head) is not None
    return is_feed and (b"schemas.google.com/blogger" in source.head or b"<blogger:type>" in source.head)


@dataclass
class _Blog:
    """What an export says before its posts."""

    title: str | None = None
    language: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    others: Counter[str] = field(default_factory=Counter)
    shared: dict[str, str] = field(default_factory=dict)


def _read_wordpress(source: Source) -> Parts:
    blog = _Blog(shared=_shared_blocks(source))
    for element in elements_in(source, "item", "title", "language", "author"):
        name, parent = name_of(element), element.getparent()
        is_channel = parent is not None and name_of(parent) == "channel"
        if name == "item":
            yield from _part(_wordpress_post(element, blog), blog)
        elif name == "author":
            _name_author(element, blog)
        elif is_channel and name == "title":
            blog.title = text_in(element) or None
        elif is_channel:
            blog.language = text_in(element)[:2].lower() or None
    yield from _told(blog)


def _name_author(author: "_Element", blog: _Blog) -> None:
    said = {name_of(each): text_in(each) for each in author}
    login = said.get("author_login", "")
    whole = f"{said.get('author_first_name', '')} {said.get('author_last_name', '')}".strip()
    shown = said.get("author_display_name", "")
    # A login is no name.
    blog.names[login] = shown if shown and shown.casefold() != login.casefold() else whole


@dataclass(frozen=True, slots=True)
class _Post:
    """A post, whoever exports it."""

    kind: str
    title: str
    body: str
    is_draft: bool
    record: Record


def _part(post: _Post, blog: _Blog) -> Parts:
    if post.kind not in _POSTS:
        blog.others[post.kind] += 1
    elif post.is_draft:
        yield Skipped(post.title, _DRAFT)
    elif not post.body.strip():
        yield Skipped(post.title, _EMPTY)
    else:
        page = document(post.body, post.title, blog.language)
        yield FilePart(post.title or post.record.published or "", "content", page, record=post.record, is_told=True)


def _wordpress_post(item: "_Element", blog: _Blog) -> _Post:
    said = _said(item)
    title = line(said.get("title", ""))
    tags = (text_in(each) for each in item if attribute(each, "domain") in {"post_tag", "category"})
    record = Record(
        title=title or None,
        author=blog.names.get(said.get("creator", "")) or None,
        site=blog.title,
        published=_moment(said.get("post_date", ""), said.get("post_date_gmt", "")),
        url=_address(said.get("link", "")),
        language=blog.language,
        tags=tuple(dict.fromkeys(each for each in tags if each and each.casefold() not in _NO_TAGS)),
    )
    body = post_html(_content(item), _footnotes(item), blog.shared)
    return _Post(said.get("post_type", "post"), title, body, said.get("status", "") not in _SHOWN, record)


def _content(item: "_Element") -> str:
    return next((each.text or "" for each in named(item, "encoded") if "excerpt" not in str(each.tag)), "")


def _shared_blocks(source: Source) -> dict[str, str]:
    """Return what posts have from one place ("synced patterns"), by number: it may stand behind them in the file."""
    found: dict[str, str] = {}
    if not _has_shared(source):
        return found
    with suppress(UnreadableError):
        for item in elements_in(source, "item"):
            said, text = _said(item), _content(item)
            if said.get("post_type") == "wp_block" and len(text) <= _LONGEST_SHARED and len(found) < _MOST_SHARED:
                found[said.get("post_id", "")] = text
    return found


def _has_shared(source: Source) -> bool:
    """Tell whether any post names such a place: the file is parsed twice only then."""
    before = b""
    with source.open() as stream:
        while read := stream.read(1 << 20):
            if b"wp:block {" in before + read:
                return True
            before = read[-16:]
    return False


def _footnotes(item: "_Element") -> Iterator[tuple[str, str]]:
    """Yield the id and the text of each footnote: WordPress 6.3 and newer keep them beside the post, as JSON."""
    for meta in map(_said, named(item, "postmeta")):
        if meta.get("meta_key") == "footnotes":
            with suppress(UnreadableError):
                notes = Fields.of({"notes": read_json(BytesSource("footnotes", meta.get("meta_value", "").encode()))})
                yield from ((note.raw("id"), note.raw("content")) for note in notes.items("notes"))


def _said(element: "_Element") -> dict[str, str]:
    return {name_of(each): each.text or "" for each in element}


def _moment(local: str, universal: str) -> str | None:
    """Return a moment with the offset that lies between its local hour and that of Greenwich."""
    here, there = _told_date(local), _told_date(universal)
    if here is None or there is None:
        return here or (f"{there}Z" if there else None)
    offset = datetime.fromisoformat(here) - datetime.fromisoformat(there)
    minutes = round(offset / timedelta(minutes=1))
    if abs(minutes) > 14 * 60:
        return f"{there}Z"
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"{here}{sign}{hours:02}:{rest:02}" if minutes else f"{here}Z"


def _told_date(said: str) -> str | None:
    """Return a date with its hour; what stands for none begins with a year of zeros."""
    told = iso(said)
    return told if told and "T" in told and not said.startswith("0000") else None


def _address(said: str) -> str | None:
    return said.strip() if re.match(r"https?://[^\s/]+", said.strip()) else None


def _told(blog: _Blog) -> Parts:
    if blog.others:
        kinds = ", ".join(f"{count} {line(kind)}" for kind, count in sorted(blog.others.items()))
        yield Skipped("other entries", f"They are no posts: {kinds}.")


def _read_blogger(source: Source) -> Parts:
    blog = _Blog()
    for element in elements_in(source, "entry", "title"):
        parent = element.getparent()
        if name_of(element) == "entry":
            yield from _part(_blogger_post(element, blog), blog)
        elif parent is not None and name_of(parent) == "feed":
            blog.title = text_in(element) or None
    yield from _told(blog)


def _blogger_post(entry: "_Element", blog: _Blog) -> _Post:
    said = _said(entry)
    title = line(said.get("title", ""))
    terms = [attribute(each, "term") for each in named(entry, "category")]
    kinds = (each.rpartition("#")[2] for each in terms if "kind#" in each)
    links = {attribute(each, "rel"): attribute(each, "href") for each in named(entry, "link")}
    is_draft = said.get("status", "LIVE") not in {"LIVE", ""} or "yes" in map(text_in, named(entry, "draft"))
    record = Record(
        title=title or None,
        author=next(map(text_in, named(entry, "name")), None) or None,
        site=blog.title,
        published=iso(re.sub(r"\.\d+", "", said.get("published", ""))),
        url=_address(links.get("alternate", "")),
        tags=tuple(dict.fromkeys(each for each in terms if each and "kind#" not in each)),
    )
    return _Post(said.get("type", "").lower() or next(kinds, "post"), title, said.get("content", ""), is_draft, record)


FORMATS = (
    FileFormat("an export of WordPress", _is_wordpress, _read_wordpress),
    FileFormat("an export of Blogger", _is_blogger, _read_blogger),
)
