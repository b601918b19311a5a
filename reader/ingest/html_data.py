"""The article of a page that does not show it: it stands in the data for the script that would."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING

from reader.ingest.html_record import article_node
from reader.ingest.html_text import letters, text_of
from reader.ingest.html_title import parts_of
from reader.ingest.lines import key_of, words_in

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ASSIGNED = re.compile(r"""[\w$\])"']\s{0,8}=\s{0,8}(?:JSON\.parse\(\s{0,8}(?=")|(?=[{\[]\s{0,80}["{\[]))""")
_MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|li)\b[^<>]{0,400}>", re.IGNORECASE)
_ESCAPED = re.compile(r"&lt;(?:p|br|div)\b", re.IGNORECASE)
_BREAK = re.compile(r"\s*\n\s*")
# Under which names the blocks of a text have their words, and texts their titles.
_WORDS = ("html", "text", "value", "content", "children", "paragraph", "body", "data")
_TITLES = ("title", "headline", "name")
# What a block of a text does not have, and an article among others does.
_OF_ARTICLES = frozenset(("headline", "slug", "teaser", "permalink"))
_LARGEST, _MOST_NODES, _DEEPEST = 5_000_000, 60_000, 40
# A page that shows more letters than this is no empty shell.
SHELL = 4_000
# A text has so many letters; a block that is a paragraph, so many.
_LEAST, _PARAGRAPH, _FEWEST = 250, 60, 3
_SENTENCE_END, _SENTENCE = re.compile(r"[.!?]+[\"'”’»)]*(?=\s|\Z)|[。！？؟۔।]"), 600
# What the page has not more of than such a share of is not shown in it, or hardly.
_SHOWN = 0.5
_RUN, _MOST_RUNS = 4, 400


@dataclass(frozen=True, slots=True)
class DataText:
    """A text in a page's data, as HTML, and how many letters it has."""

    html: str
    size: int


def scripts_in(tree: "HtmlElement", shown: int) -> list[str]:
    """Return the scripts of a page that may hold its text; none where as many letters are *shown* as a text has."""
    if shown >= SHELL:
        return []
    return [text for each in tree.iter("script") if len(text := each.text or "") >= _LEAST]


def unshown_text(tree: "HtmlElement", scripts: Iterable[str], titles: Sequence[str], shown: str) -> str | None:
    """Return the article in the data of a page as HTML: what its record holds, else what its *scripts* do.

    That stands in an object that has one of the page's *titles*. None if there is none, or if the page has more than a
    half of it in the text that it shows.
    """
    body = article_node(tree).get("articleBody")
    said = _text_of_string(body) if isinstance(body, str) else None
    found = said or max(_texts(scripts, titles), key=lambda each: each.size, default=None)
    return found.html if found is not None and _share_in(shown, found.html) < _SHOWN else None


def _share_in(shown: str, html: str) -> float:
    """Return how much of a text stands in what a page shows, by runs of words."""
    words = words_in(text_of(html).casefold())
    runs = [" ".join(words[at : at + _RUN]) for at in range(0, len(words), max(_RUN, len(words) // _MOST_RUNS))]
    text = f" {' '.join(words_in(shown.casefold()))} "
    return sum(f" {run} " in text for run in runs) / max(1, len(runs))


def _texts(scripts: Iterable[str], titles: Sequence[str]) -> Iterator[DataText]:
    named = {key_of(part) for title in titles for part in parts_of(title)} - {""}
    left = _LARGEST
    for script in scripts:
        left -= len(script)
        if left < 0:
            return
        for data in _data_in(script):
            yield from _texts_of(data, named)


def _data_in(script: str) -> Iterator[object]:
    """Yield the data in a script: all of it, or what it gives to a variable."""
    with suppress(ValueError, RecursionError):
        yield json.loads(script)
        return
    at = 0
    while found := _ASSIGNED.search(script, at):
        at = found.end()
        with suppress(ValueError, RecursionError):
            value, at = json.JSONDecoder(strict=False).raw_decode(script, found.end())
            yield json.loads(value) if isinstance(value, str) else value


def _texts_of(data: object, named: set[str]) -> Iterator[DataText]:
    """Yield the texts in the objects that have a title of those that are *named*."""
    waiting: list[tuple[object, bool]] = [(data, False)]
    left = _MOST_NODES
    while waiting and left:
        node, is_named = waiting.pop()
        left -= 1
        if isinstance(node, dict):
            is_named = is_named or any(key_of(str(node.get(name) or "")) in named for name in _TITLES)
        found = _text_in(node) if is_named else None
        if found is not None:
            yield found
        waiting += [(each, is_named) for each in _inside(node)]


def _inside(node: object) -> list[object]:
    return list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []


def _text_in(node: object) -> DataText | None:
    return _text_of_string(node) if isinstance(node, str) else _text_of_blocks(_inside(node))


def _text_of_string(text: str) -> DataText | None:
    """Return a string as a text; None if it has no sentences: a picture, a style, a list of numbers."""
    if len(text) < _LEAST:
        return None
    html = unescape(text) if _ESCAPED.search(text) else text
    if not _MARKUP.search(html):
        html = "".join(f"<p>{escape(each)}</p>" for each in _BREAK.split(unescape(html)) if each.strip())
    plain = text_of(html)
    size = letters(plain)
    return DataText(html, size) if size >= _LEAST and len(_SENTENCE_END.findall(plain)) * _SENTENCE > size else None


def _text_of_blocks(nodes: Sequence[object]) -> DataText | None:
    """Return the text of which *nodes* are the paragraphs; None if they are none."""
    blocks = [each for each in nodes if isinstance(each, dict)]
    if len(blocks) < _FEWEST or any(not _OF_ARTICLES.isdisjoint(each) for each in blocks):
        return None
    paragraphs = [_words_of(each, 0) for each in blocks]
    if sum(len(each) >= _PARAGRAPH for each in paragraphs) < _FEWEST:
        return None
    return _text_of_string(
        "".join(_block(node, words) for node, words in zip(blocks, paragraphs, strict=True) if words.strip())
    )


def _block(node: dict[str, object], words: str) -> str:
    kind = str(node.get("type") or node.get("kind") or node.get("nodeType") or node.get("__typename") or "").lower()
    tag = "h2" if "head" in kind else "blockquote" if "quote" in kind else "p"
    written = f"<ul><li>{words}</li></ul>" if "list" in kind else f"<{tag}>{words}</{tag}>"
    return words if _MARKUP.match(words) else written


def _words_of(node: object, depth: int) -> str:
    """Return what a block says: the words of its parts, one after the other."""
    if isinstance(node, str):
        return node
    if depth > _DEEPEST:
        return ""
    if isinstance(node, list):
        return "".join(_words_of(each, depth + 1) for each in node)
    return next(
        (words for name in _WORDS if isinstance(node, dict) and (words := _words_of(node.get(name), depth + 1))), ""
    )
