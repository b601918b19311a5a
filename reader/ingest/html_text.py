"""The text of a page without a parser's tree: what can always be had, and the measure of what a parser has lost."""

import html
import re

from reader.library.safe_text import clean

# What a browser does not show, whatever is written in it. `noscript` is for browsers without scripts.
UNSEEN = frozenset("script style noscript template svg iframe textarea head title single-file-note".split())
# A template that is a shadow tree was shown.
_UNSEEN = re.compile(
    rf"<(?:!--|(?!template\b[^<>]{{0,400}}\sshadow(?:root)?mode)({'|'.join(sorted(UNSEEN))})\b)", re.IGNORECASE
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
_NO_LETTERS = re.compile(r"\W+")
_NO_ASCII_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
_WHITE = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")


def text_of(page: str) -> str:
    """Return the text that *page* shows, a paragraph for each block; in time linear in the page."""
    shown = _TAG.sub("", _BLOCK.sub("\n", _shown(page).replace("\n", " ")))
    return _BREAKS.sub("\n\n", _WHITE.sub(" ", clean(html.unescape(shown)))).strip()


def title_in(page: str) -> str | None:
    """Return what *page* has as its title; None if it has none."""
    found = _TITLE.search(page)
    return " ".join(html.unescape(found[1]).split()) or None if found else None


def letters(text: str) -> int:
    """Return how many letters and digits *text* has."""
    if text.isascii():
        return len(text.translate(_NO_ASCII_LETTERS))
    return len(_NO_LETTERS.sub("", text))


def _shown(page: str) -> str:
    """Return *page* without comments and without the elements that no browser shows.

    What is opened and never closed hides nothing here, unlike in a browser: it may be most of the page.
    """
    lower = page.lower()
    if len(lower) != len(page):
        lower = page.translate(_SMALL)
    never: set[str] = set()
    parts: list[str] = []
    at = 0
    for opening in _UNSEEN.finditer(page):
        closing = f"</{opening[1].lower()}" if opening[1] else "-->"
        if opening.start() < at or closing in never:
            continue
        closed = lower.find(closing, opening.end())
        end = page.find(">", closed) if closed >= 0 else -1
        if end < 0:
            never.add(closing)
            continue
        parts += (page[at : opening.start()], " ")
        at = end + 1
    return "".join((*parts, page[at:]))


# Letters of one length in both cases, which `lower` does not promise; but it is much faster.
_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
