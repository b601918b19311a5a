"""Who wrote a page, as its own marks say it: elements and links of authors, and bylines about the headline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from reader.ingest import record_words as said
from reader.ingest.datelines import is_name, read_byline
from reader.ingest.html_names import authors_of
from reader.ingest.html_record import metas
from reader.ingest.html_title import squeezed
from reader.ingest.lines import key_of, read_lines
from reader.ingest.outlets import is_person
from reader.ingest.vocabulary import vocabulary
from reader.text.months import month_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CLASS = re.compile(
    r"(?:^|[\s_-])(?:authors?|bylines?|by-line)(?=$|[\s_-])|(?:^|\s)(?:byline|author)[\w-]*", re.IGNORECASE
)
_PROFILE = re.compile(
    r"/(?:authors?|by|contributors?|profiles?|writers?|journalists?|columnists?|reporters?|autor|auteur)/[^/?#]",
    re.IGNORECASE,
)
# Parts of a page that name the authors of other articles, and those of comments.
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:related|sidebar|widget|comments?|recommend\w*|teasers?|promo\w*|cards?|footer|nav|menu|popular"
    r"|recent)(?=$|[\s_-])",
    re.IGNORECASE,
)
# The foot of an article, where programs of blogs tell who wrote it and when.
_OWN_FOOT = re.compile(r"(?:^|(?<=\s))(?:entry|post|article|story)[_-]{1,2}footer(?=$|[\s_-])", re.IGNORECASE)
# Whose words are quoted, and whose picture is shown: names without "by" that are marked as authors, but not the page's.
_QUOTED = re.compile(r"(?:^|[\s_-])(?:(?:pull|block)?-?quot(?:es?|ed|ation)|testimonials?)(?=$|[\s_-])", re.IGNORECASE)
_WRITTEN_BY = re.compile(
    r"(?:written by|author|verfasst von|écrit par|rédigé par|escrito por|scritto da|geschreven door|autor"
    r"|написано автором|автор)\W*\Z",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:,|&|and|und|et|y|и|/|\||, and)\Z")
_LONGEST = 160
_MOST = 200
_MOST_NAMES = 12
_LONGEST_TEASER = 600


@dataclass(frozen=True, slots=True)
class Byline:
    """The authors that a page shows; *is_labeled* tells that words say so ("By Anna Berg"), not marks alone."""

    names: tuple[str, ...]
    is_labeled: bool


NO_BYLINE = Byline((), is_labeled=False)


def written_by(tree: "HtmlElement") -> list[str]:
    """Return whom the card of a page, made for other sites, says it is written by."""
    pairs = ((metas(tree, (f"twitter:label{n}",)), metas(tree, (f"twitter:data{n}",))) for n in (1, 2))
    return [
        name for labels, names in pairs for label, name in zip(labels, names, strict=False) if _WRITTEN_BY.match(label)
    ]


def byline_of(tree: "HtmlElement", language: str | None) -> Byline | None:
    """Return the first byline below the main heading of a page, else the first above it; None if there is none."""
    above: Byline | None = None
    is_below = False
    looked = 0
    for element in tree.iter("*"):
        is_below = is_below or element.tag == "h1"
        kind = _kind(element)
        if kind is None or looked > _MOST:
            continue
        looked += 1
        found = None if is_of_others(element) or _is_quoted(element) else _read(element, kind, language)
        if found and is_below:
            return found
        above = above or (found if kind != "linked" else None)
    return above


def _kind(element: "HtmlElement") -> str | None:
    """Return why an element may name the author: it is marked as one, as a link to one, or says "by"."""
    names, relation = element.get("class"), element.get("rel")
    is_said = property_of(element) in {"author", "creator"} or (relation and "author" in relation.split())
    if is_said or (names and _names_author(names)):
        return "marked"
    if element.tag == "a" and _PROFILE.search(element.get("href", "")) and not _is_in_prose(element):
        return "linked"
    return "labeled" if any(map(_says_by, (element.text, *(each.tail for each in element)))) else None


def property_of(element: "HtmlElement") -> str:
    """Return what an element is said to tell, in microdata or RDFa, without the name of a vocabulary."""
    said_of = element.get("itemprop") or element.get("property")
    return said_of.rpartition(":")[2] if said_of else ""


def _says_by(text: str | None) -> bool:
    """Whether a piece of text of an element begins with "by": it may stand behind a date."""
    start = text.strip()[:_LONGEST] if text else ""
    return bool(start) and said.says_by(f"{start} ") is not None


@lru_cache(maxsize=2_000)
def _names_author(names: str) -> bool:
    return bool(_CLASS.search(names))


def _is_in_prose(element: "HtmlElement") -> bool:
    """Whether a link stands in a sentence: somebody is spoken of."""
    parent = element.getparent()
    return parent is not None and sum(map(len, parent.itertext())) > _LONGEST


def is_of_others(element: "HtmlElement") -> bool:
    """Whether an element stands in a part of a page that is about other articles, or about none."""
    return any(_is_of_others(above) for above in element.iterancestors() if not _is_trail(above, element))


def _is_of_others(above: "HtmlElement") -> bool:
    names = f"{above.get('class') or ''} {above.get('id') or ''}"
    if above.tag in {"nav", "aside"} or (above.tag == "footer" and not _is_in_article(above)):
        return True
    is_named = above.tag not in {"body", "html", "article", "main"} and _OTHERS.search(_OWN_FOOT.sub("", names))
    return bool(is_named and "author" not in names and not _is_headed(above)) or _is_teaser(above)


def _is_trail(above: "HtmlElement", element: "HtmlElement") -> bool:
    """Whether an element that is no link stands in a trail to the headline: the day is told behind it."""
    if above.tag != "nav":
        return False
    is_linked = element.tag == "a" or next(element.iterancestors("a"), None) is not None
    return not is_linked and _is_headed_article(above)


def _is_headed_article(element: "HtmlElement") -> bool:
    """Whether an element stands in the part of a page that is the article with its headline."""
    articles = element.iterancestors("article", "main")
    return any(next(each.iter("h1"), None) is not None for each in articles)


def _is_in_article(element: "HtmlElement") -> bool:
    return any(above.tag in {"article", "main"} for above in element.iterancestors())


def _is_headed(element: "HtmlElement") -> bool:
    """Whether the headline stands in an element: then that is about the article, whatever it is called."""
    if next(element.iter("h1"), None) is not None:
        return True
    title = next((squeezed(each.text_content()) for each in element.getroottree().iter("title")), "")
    # A blog has the day above its headline. In a list, the title further down is one of several.
    headings = (squeezed(each.text_content()) for each in islice(element.iter("h2", "h3"), 2))
    return any(heading and (title.startswith(heading) or title.endswith(heading)) for heading in headings)


def _is_teaser(element: "HtmlElement") -> bool:
    """Whether an element says little besides a heading that leads to another page."""
    if element.tag not in {"article", "li"} or sum(map(len, element.itertext())) > _LONGEST_TEASER:
        return False
    headings = [*element.iter("h2", "h3", "h4", "h5")]
    return not _is_headed(element) and any(
        link.get("href") for heading in headings for link in (*heading.iter("a"), *heading.iterancestors("a"))
    )


def _is_quoted(element: "HtmlElement") -> bool:
    """Whether an element belongs to a quotation or stands below a picture."""
    return any(
        each.tag in {"blockquote", "q", "figcaption"}
        or (_QUOTED.search(each.get("class") or "") and not _is_headed(each))
        for each in (element, *element.iterancestors())
    )


def _read(element: "HtmlElement", kind: str, language: str | None) -> Byline | None:
    is_labeled = False
    names: list[str] = []
    is_joined = True
    is_list = len(element.findall(".//li")) > 1
    for piece in _from_label(_pieces(element)) if kind == "labeled" else _pieces(element):
        if _is_label(piece):
            is_labeled = True
            continue
        if _BETWEEN.fullmatch(piece.casefold()):
            is_joined = True
            continue
        name, is_said = _name(piece, language) if is_joined else (None, False)
        is_labeled = is_labeled or is_said
        if not name or not _is_author(name, kind, is_labeled=is_labeled):
            break
        names.append(name)
        is_joined = is_list
    is_sure = is_labeled or kind != "labeled"
    return Byline(tuple(names[:_MOST_NAMES]), is_labeled) if names and is_sure else None


def _pieces(element: "HtmlElement") -> Sequence[str]:
    """Return the pieces of text in an element; none of one that is too long to be a byline."""
    found: list[str] = []
    length = 0
    for text in element.itertext():
        piece = " ".join(text.split())
        length += len(piece)
        if length > _LONGEST:
            return ()
        found += [piece] if piece else []
    return found


def _from_label(pieces: Sequence[str]) -> Sequence[str]:
    """Return the pieces from the first on that says "by": what stands before it may be a date."""
    return pieces[next((at for at, piece in enumerate(pieces) if _says_by(piece)), 0) :]


def _is_label(piece: str) -> bool:
    return bool(said.BY.fullmatch(f"{piece} "))


def _name(piece: str, language: str | None) -> tuple[str | None, bool]:
    """Return the names in a piece of text, and whether words say that they are the author's."""
    is_said = read_byline(read_lines(piece, language=language)[0]) is not None
    return authors_of([piece], language, None), is_said


def _is_author(name: str, kind: str, *, is_labeled: bool) -> bool:
    key = key_of(name)
    if key in said.NOBODY or month_of(key.split()[0]) or not vocabulary().is_free_of_furniture(key.split()):
        return False
    is_sure = is_labeled or kind == "marked"
    return is_person(name) or (is_sure and is_name(name)) or bool(said.COLLECTIVE.fullmatch(name))
