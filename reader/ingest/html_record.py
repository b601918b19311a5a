"""What an HTML page says of itself in its head: JSON-LD, meta elements, links, and the comments of whoever saved it."""

import json
import re
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from reader.ingest.dates import find_dates
from reader.ingest.html_archives import archived
from reader.ingest.lines import key_of
from reader.library.addresses import plain_address
from reader.library.dates import iso
from reader.text.months import month_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = frozenset(
    """
    Article NewsArticle BlogPosting Report ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle ScholarlyArticle
    TechArticle LiveBlogPosting SocialMediaPosting Recipe Review BackgroundNewsArticle MedicalScholarlyArticle Chapter
    """.split()
)
_AUTHOR_METAS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "sailthru.author",
    "byl", "og:article:author", "cxenseparse:author",
)  # fmt: skip
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "pubdate",
    "publishdate", "publish-date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "citation_date",
    "citation_publication_date", "parsely-pub-date", "sailthru.date", "article:published",
    "cxenseparse:recs:publishtime", "originalpublicationdate", "bt:pubdate", "pub_date", "article.published",
    "dcterms.date", "published_at", "citation_online_date", "prism.publicationdate",
)  # fmt: skip
# Those of libraries, which may be of a year or a month.
_CITED_METAS = (
    "citation_publication_date", "citation_date", "citation_year", "prism.publicationdate", "dcterms.issued",
    "dc.date.issued", "dc.date",
)  # fmt: skip
_CITED = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?\Z")
_LINK_METAS = ("parsely-link", "citation_public_url", "citation_abstract_html_url", "dc.identifier")
_UNIX = re.compile(r"1\d{9}(?:\d{3})?\Z")
_LONGEST_DATE = 64
_SITE_WORDS = 6
# The letters of a date that tells its day.
_DAY = 10
_SAVED_FROM = re.compile(r"<!--\s?saved from url=\(\d{4}\)(https?://[^\s<>]{1,4000})\s?-->", re.IGNORECASE)
# `<!-- Mirrored from port.example/news/boats.html by HTTrack Website Copier/3.x […], Sun, 29 Nov 2026 23:39:18 GMT -->`
_MIRRORED = re.compile(
    r"<!-- Mirrored from ([^\s<>]{1,4000}) by HTTrack Website Copier/[^<>]{0,60}\], \w{3}, (\d{1,2}) (\w{3}) (\d{4}) "
    r"(\d\d:\d\d:\d\d) GMT -->"
)
_SINGLE_FILE = re.compile(
    r"<!--\s{0,8}(?:Page saved with SingleFile|Archive processed by SingleFile)(.{0,6000}?)-->", re.DOTALL
)
_ITS_URL = re.compile(r"\burl:\s{0,4}(https?://\S{1,4000})")
_ITS_DATE = re.compile(
    r"saved date:\s{0,4}\w{3} (\w{3}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})", re.IGNORECASE
)
# What may stand beside strings in the JSON of templates: comments; a comma behind a last value.
_STRING = r'("(?:[^"\\]|\\.)*+(?:"|\\?\Z))'
_REMARK = re.compile(rf"{_STRING}|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|<!--|-->|<!\[CDATA\[|\]\]>", re.DOTALL)
_LAST_COMMA = re.compile(rf"{_STRING}|,(?=\s*+[\]}}])", re.DOTALL)
_LONGEST_DATA = 200_000
_SEEN = 20_000
_MOST_NODES = 2_000
# A headline of so many words has two of them at least in the title of its own page.
_LEAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class HeadRecord:
    """What a page's head says of the article; *base* is what its addresses are relative to.

    *words* is how many the article has, 0 where nothing is said; *is_paid* tells that it is for subscribers.
    """

    authors: tuple[str, ...]
    published: str | None
    url: str | None
    base: str | None
    saved: str | None
    words: int = 0
    is_paid: bool = False


def head_record(tree: "HtmlElement", html: str) -> HeadRecord:
    """Return what the head of a page says; *html* is the page itself, for the comments in it."""
    nodes = list(_nodes(tree))
    article = _article_among(nodes, tree)
    authors = tuple(dict.fromkeys(_names(article.get("author"), nodes))) or tuple(metas(tree, _AUTHOR_METAS[:3]))
    cited = tuple(dict.fromkeys(metas(tree, ("citation_author", "citation_authors"))))
    authors = cited if len(cited) > len(authors) else authors
    language = (tree.get("lang") or "")[:2].lower() or None
    said_dates = (*_listed(article.get("datePublished")), *metas(tree, _DATE_METAS))
    saved_url, saved = _saved(html[:_SEEN])
    # HTTrack turns all addresses in a page into those of its files.
    is_mirrored = bool(_MIRRORED.search(html[:_SEEN]))
    kept_url, kept = archived(tree, html)
    saved_url = kept_url or saved_url
    base = _base(tree, saved_url)
    return HeadRecord(
        authors or tuple(metas(tree, _AUTHOR_METAS[3:])),
        _published(said_dates, language) or next(filter(None, map(_cited, metas(tree, _CITED_METAS))), None),
        plain_address(saved_url or "") if is_mirrored else _address(tree, base, saved_url, article),
        base,
        saved or kept,
        _word_count(article),
        str(article.get("isAccessibleForFree")).casefold() == "false",
    )


def article_node(tree: "HtmlElement") -> dict[str, Any]:
    """Return the node of the article in a page's JSON-LD, an empty one where there is none."""
    return _article_among(_nodes(tree), tree)


def website_name(tree: "HtmlElement") -> str | None:
    """Return what a page's JSON-LD calls its site; whose company that is, is said beside it."""
    named = (node.get("name") for node in _nodes(tree) if "WebSite" in _types(node))
    return next((name for name in named if isinstance(name, str) and 0 < len(name.split()) <= _SITE_WORDS), None)


def _article_among(nodes: Iterable[dict[str, Any]], tree: "HtmlElement") -> dict[str, Any]:
    """Return the node of the page's article: of several the one of its address or its title, else the first."""
    nodes = list(nodes)
    found = [node for node in nodes if not _ARTICLES.isdisjoint(_types(node))]
    if not found:
        return {}
    addresses = {_bare(each) for each in _said_addresses(tree)}
    titles = _said_titles(tree)
    own = next((node for node in found if _is_at(node, addresses) or _is_titled(node, titles)), None)
    others = (node for node in _unlisted(found, nodes) if not _is_elsewhere(node, addresses, titles))
    return own or next(others, {})


def _unlisted(found: Iterable[dict[str, Any]], nodes: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the nodes that are in no list on the page, which has other articles."""
    listed = {id(each) for node in nodes for each in _listed(node.get("itemListElement"))}
    yield from (node for node in found if id(node) not in listed)


def _said_titles(tree: "HtmlElement") -> list[str]:
    return [key_of(each) for each in (*metas(tree, ("og:title", "twitter:title")), tree.findtext(".//title") or "")]


def _is_elsewhere(node: dict[str, Any], addresses: Collection[str], titles: Sequence[str]) -> bool:
    """Whether a node has another page's address, and a headline that has hardly a word of this page's titles."""
    words = set(key_of(str(node.get("headline") or node.get("name") or "")).split())
    is_named = len(words) >= _LEAST_WORDS and any(titles)
    is_addressed = bool(addresses) and isinstance(node.get("url"), str) and _bare(node["url"]) not in addresses
    return is_named and is_addressed and max(len(words & {*title.split()}) for title in titles) <= 1


def _is_at(node: dict[str, Any], addresses: Container[str]) -> bool:
    return any(_bare(each) in addresses for each in _own_addresses(node))


def _own_addresses(node: dict[str, Any]) -> list[str]:
    """Return the addresses that a node gives itself."""
    said = [node.get(key) for key in ("url", "mainEntityOfPage", "@id")]
    named = [each.get("@id") or each.get("url") if isinstance(each, dict) else each for each in said]
    return [each for each in named if isinstance(each, str) and each]


def _listed(said: object) -> list[Any]:
    return said if isinstance(said, list) else [said]


def _is_titled(node: dict[str, Any], titles: Iterable[str]) -> bool:
    key = key_of(str(next(filter(None, _listed(node.get("headline"))), "")))
    return bool(key) and any(f"{title} ".startswith(f"{key} ") for title in titles)


def _bare(address: str) -> str:
    return address.strip().partition("#")[0].rstrip("/")


def _word_count(article: dict[str, Any]) -> int:
    """Return how many words the article's node says it has, or holds."""
    if re.fullmatch(r"\d{1,6}", said := str(article.get("wordCount") or "")):
        return int(said)
    body = article.get("articleBody")
    return sum(1 for _ in re.finditer(r"\w+", body)) if isinstance(body, str) else 0


def _published(said_dates: Iterable[object], language: str | None) -> str | None:
    """Return the first of the dates that a head says, with the hour that another tells of that day."""
    dates = [date for date in (iso_date(each, language) for each in said_dates) if date]
    return next((each for each in dates if len(each) > _DAY and each.startswith(dates[0])), dates[0]) if dates else None


def _cited(said: str) -> str | None:
    """Return the year or the month in which a library says that something came out."""
    found = _CITED.match(said.strip())
    return iso("-".join(part.zfill(2) for part in found.groups() if part)) if found else None


def iso_date(said: object, language: str | None = None) -> str | None:
    """Return the date that an attribute says, in ISO's form, in words or in seconds; None for what is none."""
    text = str(said or "").strip()[:_LONGEST_DATE]
    if _UNIX.match(text):
        return datetime.fromtimestamp(int(text[:10]), UTC).isoformat().replace("+00:00", "Z")
    text = re.sub(r"(\d{2}:\d{2}:\d{2})[.,]\d{1,9}", r"\1", text)
    text = re.sub(
        r"\A(\d{4})[/.](\d{1,2})[/.](\d{1,2})", r"\1-\2-\3", re.sub(r"\A(\d{4})(\d\d)(\d\d)\Z", r"\1-\2-\3", text)
    )
    found = iso(text) or iso(text[:10])
    if found is None:
        dates = find_dates(text, language or "en")
        found = dates[0].iso if len(dates) == 1 else None
    return found if found and len(found) >= _DAY and "1900" < found[:4] < "2100" else None


def _address(tree: "HtmlElement", base: str | None, saved: str | None, article: dict[str, Any]) -> str | None:
    found = _first_address(base, _said_addresses(tree))
    if found is None or urlsplit(found).path.strip("/") == "":
        found = _first_address(base, (*_own_addresses(article), *metas(tree, _LINK_METAS))) or found
    if found is None and base and plain_address(base) != base:
        # A page out of an archive.
        found = _first_address(None, [base])
    own = plain_address(saved) if saved else None
    # A page saved from one host whose canonical address is on another's: whoever saved it wrote that.
    if own and found and urlsplit(found).netloc.removeprefix("www.") != urlsplit(own).netloc.removeprefix("www."):
        return own
    return found or own


def _first_address(base: str | None, said: Sequence[str]) -> str | None:
    """Return the first address of a page, before any of a site's own page."""
    found = [each for each in (plain_address(_joined(base, one)) for one in said) if each]
    return next(
        (each for each in found if urlsplit(each).path.strip("/") or urlsplit(each).query), next(iter(found), None)
    )


def _said_addresses(tree: "HtmlElement") -> list[str]:
    """Return what a page says is its own address, the canonical one first."""
    links = (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return [each for each in (*links, *metas(tree, ("og:url", "twitter:url"))) if each and each.strip()]


def _joined(base: str | None, address: str) -> str:
    try:
        # Without a base, an address without a scheme is one of the secure web.
        return urljoin(base or "https:", address.strip())
    except ValueError:
        return ""


def _base(tree: "HtmlElement", saved: str | None) -> str | None:
    said = next((element.get("href") for element in tree.iter("base") if element.get("href")), None)
    for address in (said, saved, *_said_addresses(tree)):
        if address and address.startswith(("http://", "https://")):
            return address
    return None


def _saved(head: str) -> tuple[str | None, str | None]:
    """Return from where and when a page was saved, as the program that did so notes in a comment."""
    found = _SAVED_FROM.search(head)
    single = _SINGLE_FILE.search(head)
    mirrored = _MIRRORED.search(head)
    if mirrored:
        address, day, name, year, clock = mirrored.groups()
        moment = iso(f"{year}-{month_of(name, 'en') or 0:02}-{day:0>2}T{clock}Z")
        return (address if "://" in address else f"http://{address}"), moment
    if single is None:
        return (found.group(1) if found else None), None
    url, when = _ITS_URL.search(single.group(1)), _ITS_DATE.search(single.group(1))
    if when is None:
        return (url.group(1) if url else None), None
    month = month_of(when.group(1), "en") or 0
    saved = iso(f"{when.group(3)}-{month:02}-{when.group(2)}T{when.group(4)}{when.group(5)}")
    return (url.group(1) if url else None), saved


def metas(tree: "HtmlElement", names: Iterable[str]) -> Iterator[str]:
    """Yield what the meta elements of those *names* say, in the order of the names."""
    contents: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if name and (meta.get("content") or "").strip():
            contents.setdefault(name, []).append(" ".join((meta.get("content") or "").split()))
    for name in names:
        yield from contents.get(name, ())


def _nodes(tree: "HtmlElement") -> Iterator[dict[str, Any]]:
    """Yield the objects of a page's JSON-LD, those inside others too."""
    left = _MOST_NODES
    for text in _linked_data(tree):
        waiting: list[object] = [_parsed(text)]
        while waiting and left:
            node = waiting.pop(0)
            left -= 1
            if isinstance(node, list):
                waiting += node
            elif isinstance(node, dict):
                yield node
                waiting += [
                    node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement") if key in node
                ]


def _linked_data(tree: "HtmlElement") -> Iterator[str]:
    """Yield the texts of a page's JSON-LD: in scripts, and where a site's program puts what it has no element for."""
    for element in tree.iter("script", "meta"):
        if element.tag == "meta" and element.get("name") == "script:ld+json":
            yield element.get("content") or ""
        elif "ld+json" in (element.get("type") or ""):
            yield element.text_content()


def _parsed(text: str) -> object:
    """Return what JSON says, that of templates with comments and commas behind last values too; None if nothing."""
    with suppress(ValueError, RecursionError):
        return json.loads(text, strict=False)
    plain = _LAST_COMMA.sub(r"\1", _REMARK.sub(r"\1", text[:_LONGEST_DATA]))
    with suppress(ValueError, RecursionError):
        return json.loads(plain, strict=False)
    return None


def _types(node: dict[str, Any]) -> set[str]:
    said = node.get("@type")
    return {str(each) for each in (said if isinstance(said, list) else [said])}


def _names(said: object, nodes: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the names of authors: given as words, as a node, as a reference to one."""
    for each in _listed(said):
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            name = each.get("name") or next(
                (node.get("name") for node in nodes if node.get("@id") == each.get("@id") and node.get("name")), None
            )
            yield from (str(one) for one in _listed(name) if one)
