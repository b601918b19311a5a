"""Where the pictures of an HTML page stand: a mark for each that is kept of it, and which of them the article shows."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from reader.ingest.html_blocks import HtmlBlock

# The attribute that numbers a picture which is kept of the page, and what its number is written as in Markdown.
MARK = "data-reader-picture"
ADDRESS = "reader-picture:"
_NUMBER = re.compile(r"\d{1,4}")
_WORD = re.compile(r"\w")
_LONGEST = 300
_KINDS = frozenset(("figure", "picture"))
_NOT_ARTICLE = frozenset(("nav", "footer", "aside", "header"))
_LEFT = re.compile(r"!\[((?:\\.|[^\\\[\]])*)\]\(" + ADDRESS + r"\d{1,4}\)")
_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in "\\[]*_`<>~"})


def picture_mark(image: "HtmlElement") -> tuple[str, str] | None:
    """Return kind and Markdown of the picture that an `img` is; None for one that is not kept.

    What is said below it is the text of its mark, else its alternative text. A `figure` is meant as one.
    """
    number = image.get(MARK) or ""
    if not _NUMBER.fullmatch(number):
        return None
    figure = next(image.iterancestors("figure"), None)
    caption = None if figure is None else figure.find(".//figcaption")
    is_alone = figure is not None and sum(1 for _ in figure.iter("img")) == 1
    said = caption.text_content() if caption is not None and is_alone else image.get("alt") or ""
    text = " ".join(said.split())[:_LONGEST].translate(_ESCAPED)
    return ("figure" if figure is not None else "picture"), f"![{text}]({ADDRESS}{number})"


def shown_pictures(blocks: Sequence["HtmlBlock"], chosen: set[int]) -> set[int]:
    """Return the ids of the pictures among *blocks* that stand in the article, whose blocks have the ids *chosen*.

    Those between its paragraphs do; below its headline one; below its last paragraph those that are figures.
    """
    words = [at for at, block in enumerate(blocks) if _has_words(block)]
    pictures = [at for at, block in enumerate(blocks) if _is_picture(block)]
    body = {at for at in words if id(blocks[at]) in chosen}
    return {id(blocks[at]) for at in _among(pictures, blocks, words, body)} if body else set()


def _among(pictures: Sequence[int], blocks: Sequence["HtmlBlock"], words: Sequence[int], body: set[int]) -> set[int]:
    start = min(body)
    later = {at for at in pictures if at > start and _is_among(at, blocks, words, body)}
    return later | _first(pictures, blocks, start)


def _has_words(block: "HtmlBlock") -> bool:
    return block.kind != "caption" and bool(_WORD.search(block.line))


def _is_picture(block: "HtmlBlock") -> bool:
    return block.kind in _KINDS and block.zone not in _NOT_ARTICLE


def _first(pictures: Sequence[int], blocks: Sequence["HtmlBlock"], body: int) -> set[int]:
    """Return the first of the *pictures* that stand below the headline and above the *body*."""
    headline = max((at for at in range(body) if blocks[at].line.startswith("# ")), default=body)
    return {*[at for at in pictures if headline < at < body][:1]}


def _is_among(at: int, blocks: Sequence["HtmlBlock"], words: Sequence[int], body: set[int]) -> bool:
    """Whether the picture *at* a place stands below a block of the *body*, and above another one or as a figure."""
    above = bisect_left(words, at)
    is_above = above < len(words) and words[above] in body
    return words[above - 1] in body and (is_above or blocks[at].kind == "figure")


def without_numbers(page: str) -> str:
    """Return a page whose pictures have no numbers, whatever it says itself."""
    return page.replace(MARK, f"{MARK}-of-its-own") if MARK in page else page


def without_marks(markdown: str) -> str:
    """Return Markdown without the marks of pictures that are not kept; what was said of them stays."""
    return _LEFT.sub(r"\1", markdown) if ADDRESS in markdown else markdown
