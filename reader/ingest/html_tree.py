"""The article in a page, found in the tree that a parser makes of it. Runs in a child process: see `page_parser`."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from reader.ingest.html_archives import cut_frames
from reader.ingest.html_article import article_of, ranges_in
from reader.ingest.html_blocks import read_blocks, stacked
from reader.ingest.html_bylines import NO_BYLINE, byline_of, written_by
from reader.ingest.html_data import SHELL, scripts_in, unshown_text
from reader.ingest.html_dates import date_in_address, marked_date, shown_date
from reader.ingest.html_formulas import show_formulas
from reader.ingest.html_gaps import hold_apart, with_gaps
from reader.ingest.html_others import cut_other_articles
from reader.ingest.html_record import HeadRecord, head_record
from reader.ingest.html_regions import cut_comments, cut_unseen, show_shadows
from reader.ingest.html_site import site_record
from reader.ingest.html_text import UNSEEN, letters, text_of
from reader.ingest.html_title import headings_of, is_below_text, said_titles, title_of
from reader.ingest.lines import key_of
from reader.library.record import Record

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_TAG = 20_000
# A parser that kept less than this share of what a page shows has lost some of it.
_KEPT = 0.93
# A page that shows fewer letters than this and has scripts may be an empty frame for them.
_FRAME = 200
# An article that has less than this share of what the page's data has is only its beginning.
_WHOLE = 0.6
# A word has so many letters at least.
_LETTERS_OF_WORD = 3
# Less than this share of what trafilatura chooses is not the article.
_LEAST = 0.3
_SETTINGS: dict[str, Any] = {"include_comments": False, "favor_recall": True}

_REFERENCE = re.compile(r"&#(?:[xX]0{0,8}([0-9a-fA-F]{1,6})|0{0,8}([0-9]{1,7}));?")
# SingleFile writes addresses without quotation marks where it can. What stands before is asked second: words are found
# faster.
_DATA_ADDRESS = re.compile(
    r"""data:(?:(?<=(["'])data:)[^\s"'<>,]{0,200},[^"'<>]{0,20000000}\1"""
    r"""|(?<==data:)[^\s"'<>,]{0,200},[^\s"'<>]{0,20000000})"""
)
_LONG_TAG = re.compile(rf"<([a-zA-Z][\w:-]{{0,40}})[^<>]{{{LONGEST_TAG},}}>")
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
# At such an end the parser stops; a browser shows what follows: pages are pasted together of whole pages.
_PAGE_END = re.compile(r"</(?:body|html)\s{0,80}>", re.IGNORECASE)
# What the parser says of the limits at which it stops.
_ERRORS = {"depth": "it is nested too deeply", "huge": "a part of it is too long", "memory": "it needs too much memory"}


def read_tree(html: str) -> dict[str, Any]:
    """Return the parts of a page's record and its article as Markdown, each None where there is none.

    *cut* says why a part of the page may be missing; *frame* is how little the page shows where it has scripts that
    may load the rest.
    """
    from trafilatura import extract

    html = harmless(html)
    text = text_of(html)
    shown = letters(text)
    tree, cut = _parsed(html, shown)
    if tree is None:
        return {"cut": cut}
    head = head_record(tree, html)
    titles = said_titles(tree)
    if cut:
        return {"cut": cut, "title": title_of(titles, (), None), **_of_head(head), "card": written_by(tree)}
    marked = head.published or marked_date(tree)
    cut_frames(tree)
    scripts = scripts_in(tree, shown)
    show_formulas(tree)
    text = _seen(tree, text)
    comments = cut_comments(tree)
    others = cut_other_articles(tree, titles, [each for each in (head.url, head.base) if each])
    site = site_record(tree)
    # Of a tree, it reads a copy.
    choice = extract(tree, output_format="txt", fast=True, **_SETTINGS) or ""
    language = _language(tree)[:2].lower()
    blocks = read_blocks(tree, head.base, language)
    byline = byline_of(tree, language) or NO_BYLINE
    authors = (*head.authors, *written_by(tree), *byline.names)
    headings = _headings(tree)
    title = _page_title(titles, title_of(titles, headings, site.name))
    article = article_of(blocks, title, _choices(choice, tree), authors)
    markdown = article.markdown
    if shown >= _FRAME and letters(markdown) < _LEAST * letters(choice):
        # What the page shows is somewhere else than in its blocks, hidden until a script runs.
        markdown = _of_whole(html, shown)
    unshown = _unshown(tree, scripts, titles, text, head, markdown)
    return {
        "title": title_of(titles, headings, site.name, article.record.title),
        **_of_head(head),
        "published": marked,
        "card": written_by(tree),
        "byline": byline.names,
        "labeled": byline.is_labeled,
        "site": site.name,
        "hostname": site.host,
        "shown": shown_date(tree),
        "in_address": date_in_address(head.url, text),
        "lines": _facts(article.record),
        "stub": article.is_stub,
        "language": _language(tree),
        "tags": site.topics,
        "markdown": unshown or markdown,
        "asides": _asides(text, article.asides, comments, others),
        "cut": _nothing(unshown or markdown, shown),
        "frame": _frame(shown + letters(unshown), html),
    }


def _seen(tree: "HtmlElement", text: str) -> str:
    """Cut what nobody sees, and hold apart what is seen apart; return the page's *text* so."""
    cut_unseen(tree)
    return with_gaps(text, hold_apart(tree))


def _unshown(
    tree: "HtmlElement", scripts: Sequence[str], titles: Sequence[str], shown: str, head: HeadRecord, markdown: str
) -> str:
    """Return the article in a page's data as Markdown, an empty text if the page shows about as much."""
    found = letters(markdown)
    if head.is_paid or found >= SHELL or (head.words * _LETTERS_OF_WORD < found and not scripts):
        return ""
    html = unshown_text(tree, scripts, titles, shown)
    read = read_whole(html, head.base, "")["markdown"] if html else ""
    return read if letters(read) * _WHOLE > found else ""


def _of_whole(html: str, shown: int) -> str:
    """Return the article of a page of which nothing was cut, as Markdown."""
    from trafilatura import extract

    whole, _ = _parsed(html, shown)
    if whole is None:
        return ""
    cut_frames(whole)
    return extract(whole, output_format="markdown", include_formatting=True, include_links=True, **_SETTINGS) or ""


def _of_head(head: HeadRecord) -> dict[str, Any]:
    return {key: getattr(head, key) for key in ("authors", "published", "url", "saved", "words", "is_paid")}


def read_whole(html: str, base: str | None, title: str) -> dict[str, Any]:
    """Return HTML that is an article and nothing else as Markdown, without a heading that repeats the *title*.

    *base* is what its addresses are relative to; *cut* says why a part of it may be missing.
    """
    html = harmless(html)
    tree, cut = _parsed(html, letters(text_of(html)))
    if tree is None or cut:
        return {"cut": cut, "markdown": ""}
    show_formulas(tree)
    blocks = read_blocks(tree, base, _language(tree)[:2].lower())
    if blocks and blocks[0].kind == "heading" and key_of(blocks[0].line) == key_of(title):
        del blocks[0]
    return {"cut": None, "markdown": "".join(stacked(blocks))}


def _choices(first: str, tree: "HtmlElement") -> Iterator[str]:
    """Yield the texts that extractors take for the article, the *first* and, if it is asked for, readability's."""
    yield first
    yield _readable(tree)


def _readable(tree: "HtmlElement") -> str:
    """Return the text that readability takes for the article."""
    from trafilatura.external import try_readability

    return "\n".join(try_readability(deepcopy(tree)).itertext())


def _nothing(markdown: str, shown: int) -> str | None:
    return "no article was found in it" if not markdown and shown >= _FRAME else None


def _frame(shown: int, html: str) -> int | None:
    return shown if shown < _FRAME and _SCRIPT.search(html) else None


def _headings(tree: "HtmlElement") -> list[str]:
    headings = headings_of(tree)
    return [] if len(headings) == 1 and is_below_text(tree) else headings


def _language(tree: "HtmlElement") -> str:
    return tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""


def _page_title(said: Sequence[str], headline: str | None) -> str | None:
    """Return the title that stands above the lines of a page: with the site's name, unless it is no headline here."""
    first = next(iter(said), None)
    return first if first and key_of(headline or "") in key_of(first) else headline


def _facts(record: Record) -> dict[str, Any]:
    return {key: value for key, value in asdict(record).items() if value}


def _asides(
    shown: str, told: Sequence[tuple[str, str]], comments: Sequence[str], others: Sequence[str]
) -> list[tuple[str, int, int]]:
    """Return kind, first and last line of the asides in the text that a page shows."""
    cut = ([(kind, key_of(each)) for each in said] for kind, said in (("comments", comments), ("navigation", others)))
    ranges = ranges_in(shown, told, *cut)
    return [(part.kind, part.first, part.last) for part in sorted(ranges, key=lambda part: part.first)]


def _parsed(html: str, shown: int) -> tuple["HtmlElement | None", str | None]:
    """Return the tree of a page, None if it holds nothing, and why a part of it is missing there, None if none is."""
    from lxml import etree
    from lxml.html import HtmlElement, HTMLParser, document_fromstring

    parser = HTMLParser(
        huge_tree=True,
        collect_ids=False,
        default_doctype=False,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
    )
    # The module's own choice of a class for each tag is made in Python, thousands of times a page; none of its special
    # classes is needed.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None, None
    show_shadows(tree)
    error = next((entry.message for entry in parser.error_log if entry.level >= etree.ErrorLevels.FATAL), None)
    return tree, _cut(error, _letters(tree), shown)


def _cut(error: str | None, kept: int, shown: int) -> str | None:
    """Return why a part of a page is missing from its tree, None if none is; not every loss is an error."""
    if error:
        return next((told for word, told in _ERRORS.items() if word in error), "the parser stopped partway")
    return "the parser lost a part of it" if kept < _KEPT * shown else None


def _letters(tree: "HtmlElement") -> int:
    """Return how many characters of the text that a page's tree shows are letters or digits."""
    unseen = [each for each in tree.iter(*UNSEEN) if next(each.iterancestors(*UNSEEN), None) is None]
    return letters(tree.text_content()) - letters("".join([each.text_content() for each in unseen]))


def harmless(html: str) -> str:
    """Return the page without what parsers choke on: control characters, monstrous tags, data in addresses, ends."""
    html = _DATA_ADDRESS.sub(lambda data: data[1] or '""', _REFERENCE.sub(_character, html))
    # Looking for such tags takes long, and most pages have none.
    if any(">" not in part[:LONGEST_TAG] for part in html.split("<") if len(part) > LONGEST_TAG):
        html = _LONG_TAG.sub(r"<\1>", html)
    return _PAGE_END.sub("", html)


def _character(reference: re.Match[str]) -> str:
    hexadecimal, decimal = reference.groups()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if 0x80 <= code <= 0x9F:
        # What such references mean on the web is Windows' character of that number.
        return bytes([code]).decode("cp1252", "replace")
    is_forbidden = code < 0x20 or code == 0x7F or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF
    return ("\ufffd" if code not in {9, 10, 13} else " ") if is_forbidden else reference.group()
