"""The text of a page without a parser's tree: what can always be had, and the measure of what a parser has lost."""

import html
import re

from reader.library.safe_text import clean

# What a browser does not show, whatever is written in it. `noscript` is for browsers without scripts.
UNSEEN = frozenset("script style noscript template svg iframe textarea head title single-file-note".split())
# A template that is a shadow tree was shown.
_UNSEEN = re.compile(
    rf"<(?:!--|(?!template\b[^<>]{{0,400}}\sshadow(?:root)?mode)({'|'.join(sorted(UNSEEN))})\b)",
    re.IGNORECASE | re.ASCII,
)
_TITLE = re.compile(r"<title\b[^<>]{0,2000}>([^<]{0,2000})", re.IGNORECASE)
# What stands in quotation marks in a tag may hold its end; where they do not pair, the tag ends at the first.
_REST = r"""(?:(?:[^<>"']++|"[^"]{0,100000}+"|'[^']{0,100000}+'){0,600}+>|[^<>]*>)"""
_BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|tr|table|blockquote|pre|section|article|aside|header|footer|main|nav|figure"
    rf"|figcaption|form|hr|br|td|th|body|html)\b{_REST}",
    re.IGNORECASE,
)
_TAG = re.compile(rf"<[a-zA-Z/!?]{_REST}")
# In UTF-8 what begins no letter of its own is none of these, and no byte within a letter.
_NO_LETTERS = bytes(code for code in range(0xC0) if code >= 0x80 or not chr(code).isalnum())
_FOREIGN_SIGN = re.compile(r"[^\x00-\x7f](?<=\W)")
# How what is not shown ends, by what it begins with.
_CLOSING = {
    name: re.compile(f"</{name}" if name else "-->", re.IGNORECASE | re.ASCII) for name in (*sorted(UNSEEN), None)
}


def text_of(page: str) -> str:
    """Return the text that *page* shows, a paragraph for each block; in time linear in the page."""
    shown = _TAG.sub("", _BLOCK.sub("\n", _shown(page).replace("\n", " ")))
    lines = (" ".join(line.split()) for line in clean(html.unescape(shown)).split("\n"))
    return "\n\n".join([line for line in lines if line])


def title_in(page: str) -> str | None:
    """Return what *page* has as its title; None if it has none."""
    found = _TITLE.search(page)
    return " ".join(html.unescape(found[1]).split()) or None if found else None


def letters(text: str) -> int:
    """Return how many letters and digits *text* has."""
    characters = len(text.encode("utf-8", "replace").translate(None, _NO_LETTERS))
    return characters if text.isascii() else characters - len(_FOREIGN_SIGN.findall(text))


def _shown(page: str) -> str:
    """Return *page* without comments and without the elements that no browser shows.

    What is opened and never closed hides nothing here, unlike in a browser: it may be most of the page.
    """
    never: set[re.Pattern[str]] = set()
    parts: list[str] = []
    at = 0
    for opening in _UNSEEN.finditer(page):
        closing = _CLOSING[opening[1] and opening[1].lower()]
        if opening.start() < at or closing in never:
            continue
        closed = closing.search(page, opening.end())
        end = page.find(">", closed.start()) if closed else -1
        if end < 0:
            never.add(closing)
            continue
        parts += (page[at : opening.start()], " ")
        at = end + 1
    return "".join((*parts, page[at:]))
