"""The tags of a page or a feed in linear time, also where they are left open and nothing is escaped."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.library.safe_text import clean

_NAME = re.compile(r"<(/?)([A-Za-z][\w:.-]{0,60})")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s=<>/\"']{1,80})(?:\s*=\s*(?:([\"'])|([^\s<>]{0,4000})))?")
_END = re.compile(r"[^<>]*>?")
_UNREAD = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", ">"), ("<!", ">"))
_LONGEST_ATTRIBUTE = 300_000
# In an attribute only what ends in a semicolon is a reference: `?a=1&copy=2` is written as it is.
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name in small letters; *text* is what stands between it and the next tag, undecoded.

    It stands from *start* to *end*. The texts before the first tag and of a CDATA section are those of a tag without a
    name. With *is_closed* it has nothing in it: `<br/>`.
    """

    name: str
    text: str
    attributes: dict[str, str] = field(default_factory=dict)
    is_end: bool = False
    is_cdata: bool = False
    start: int = 0
    end: int = 0
    is_closed: bool = False


def tags_of(page: str) -> Iterator[Tag]:
    """Yield the tags of *page* in order; comments and declarations are passed over, a sign `<` alone is text."""
    start = begun = position = 0
    name, attributes, is_end = "", dict[str, str](), False
    unclosed: set[str] = set()
    while (opening := page.find("<", position)) >= 0:
        found = _NAME.match(page, opening)
        skipped = None if found else _unread(page, opening, unclosed)
        if not found and not skipped:
            position = opening + 1
            continue
        yield _tag(page, name, attributes, (start, begun, opening), is_end=is_end)
        name, attributes, is_end, start = "", {}, False, opening
        if found:
            name, is_end = found[2].lower(), bool(found[1])
            begun = position = _attributes(page, found.end(), attributes, unclosed)
        elif skipped:
            inner, begun = skipped
            position = begun
            if inner:
                yield Tag("", page[inner : begun - len("]]>")], is_cdata=True, start=opening, end=inner)
    yield _tag(page, name, attributes, (start, begun, len(page)), is_end=is_end)


def _tag(page: str, name: str, attributes: dict[str, str], at: tuple[int, int, int], *, is_end: bool) -> Tag:
    start, begun, end = at
    is_closed = bool(name) and page[begun - 2 : begun] == "/>"
    return Tag(name, page[begun:end], attributes, is_end, start=start, end=begun, is_closed=is_closed)


def _unread(page: str, at: int, unclosed: set[str]) -> tuple[int, int] | None:
    """Return where the text of a CDATA section begins (0 for others) and where what is no tag ends; None for text."""
    for start, end in _UNREAD:
        if page.startswith(start, at) and start not in unclosed:
            until = page.find(end, at + len(start))
            if until < 0:
                # It is never closed, and neither is any after it: it is looked for once.
                unclosed.add(start)
                return None
            return at + len(start) if "CDATA" in start else 0, until + len(end)
    return None


def _attributes(page: str, at: int, attributes: dict[str, str], unclosed: set[str]) -> int:
    """Take the attributes that stand from *at* on; return where the tag ends."""
    while found := _ATTRIBUTE.match(page, at):
        value = found[3] or ""
        at = found.end()
        if found[2]:
            until = -1 if found[2] in unclosed else page.find(found[2], at, at + _LONGEST_ATTRIBUTE)
            if until < 0:
                unclosed.add(found[2])
                break
            value, at = page[at:until], until + 1
        attributes.setdefault(found[1].lower(), _REFERENCE.sub(_decoded, value))
    rest = _END.match(page, at)
    return rest.end() if rest else at


def _decoded(reference: re.Match[str]) -> str:
    return html.unescape(reference.group())


_INLINE = re.compile(r"</?(?:b|i|em|strong|u|span|font|mark|code|small|sub|sup|img|br|p)\b[^<>]{0,500}>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|p|/p|div|/div|li|tr)\b[^<>]{0,500}>", re.IGNORECASE)


def plain(markup: str) -> str:
    """Return the text of a piece of markup: without tags of letters, its references decoded, line breaks kept."""
    return clean(html.unescape(_INLINE.sub("", _BREAK.sub("\n", markup)))).strip()
