"""What is cut from an HTML page before it is read: hidden parts, requests for consent, the comment thread."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.ingest.html_text import text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Not seen, or said twice: the small letters above others that tell how those are spoken.
_UNSEEN = (
    "amp-ad", "amp-consent", "amp-embed", "amp-sidebar", "amp-social-share", "amp-sticky-ad", "amp-user-notification",
    "script", "style", "noscript", "template", "dialog", "svg", "iframe", "rt", "rp", "single-file-note",
)  # fmt: skip
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(
    r"(?:\A|\s)(?:sf-hidden|visually-hidden|visuallyhidden|sr-only|screen-reader-text|screen-reader-only"
    r"|u-hidden|v-visible-sr|single-file-removed|no-?print|mw-editsection|[at]mbox|mw-jump-link|mw-cite-backlink"
    r"|foot-?notes?-?(?:back(?:ref|link)?|return)|reverse-?footnote|[\w-]{0,60}(?i:tooltip[_-]{0,2}(?:text|content|bubble|body|inner|popup|box))[\w-]{0,60})"
    r"(?=\s|\Z)"
)
# What a browser shows only when it is asked for; what only leads back to where one was.
_UNSEEN_ROLES = frozenset(("dialog", "alertdialog", "tooltip", "doc-backlink"))
# In small letters, which is twice as fast as in letters of any case.
_CONSENT = re.compile(
    r"cookie-?(?:banner|consent|notice|bar|law|policy|popup|modal|message)|(?:^|[-_ ])(?:gdpr|ccpa)(?:[-_ ]|$)"
    # "Sticky-" and "trusted" hold two of these names.
    r"|(?:^|[\s_-])(?:borlabs|tarteaucitron|axeptio|cmplz|complianz|iubenda|osano|termly|moove_gdpr|cky-|fc-consent|trustarc"
    r"|(?:klaro|truste)(?=$|[\s_-]))"
    r"|cmp(?:box|wrapper)|cmp-(?:modal|overlay|popup|ui)|onetrust|consent-(?:banner|modal|popup)|didomi|cookiebot|usercentrics|qc-cmp|sp_message"
)
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|comment-?(?:list|area|section|thread|wrap(?:per)?|container|body)|comments-?"
    r"(?:area|list|section|wrap(?:per)?|container|block|template)|disqus(?:_thread)?|livefyre|respond|replies|kommentare"
    r"|commentaires|comentarios|discussion-thread)(?=[\s_-]|$)",
    re.IGNORECASE,
)
# A share of the page's words above which a part is the page, whatever it is called.
_MOST = 0.6
# What a heading links to itself by, and where.
_ANCHOR = re.compile(r"[\s#¶§🔗⚓∞\u200b\ufe0f]*\Z")
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary")
_PAGE_TAGS = frozenset(("html", "body", "main"))
# A page with so many letters in the sentences of its comments, and less than so many in others, is their thread.
_THREAD, _REST, _SENTENCE = 300, 100, 80
# Elements of a page, and pages of a site, share their names: what was found out about so many is kept.
_MOST_NAMES = 2_000
# How many characters are looked at of what an element is called.
_SEEN = 500


def show_shadows(tree: "HtmlElement") -> None:
    """Make the shadow trees of a page parts of it: browsers save as templates what they have shown there."""
    for element in list(tree.iter("template")):
        if element.get("shadowrootmode") or element.get("shadowmode"):
            element.tag = "div"


def cut_unseen(tree: "HtmlElement") -> None:
    """Cut what a browser does not show: scripts, styles, hidden elements, dialogs, requests for consent."""
    _show_noscript(tree)
    _show_questions(tree)
    _cut_anchors(tree)
    for element in list(tree.iter(*_UNSEEN)):
        if element.tag != "script" or "ld+json" not in (element.get("type") or ""):
            _drop(element)
    hidden = [each for each in tree.iter("*") if _is_unseen(each) and each.tag not in _PAGE_TAGS]
    total = _size(tree) if hidden else 0
    for element in hidden:
        if _is_in(element, tree) and not _is_all(element, tree, total):
            _drop(element)


def _show_noscript(tree: "HtmlElement") -> None:
    """Make what is for browsers without scripts a part of the page where it is all that the page says."""
    found = list(tree.iter("noscript"))
    total = _size(tree) if found else 0
    for element in found:
        if _size(element) > _MOST * total:
            element.tag = "div"


def _show_questions(tree: "HtmlElement") -> None:
    """Make the buttons that unfold what is below them parts of the page: headings, and questions."""
    for button in tree.iter("button"):
        if any(each.tag in _HEADS for each in button.iterancestors(*_HEADS)):
            button.tag = "span"
        elif "aria-expanded" in button.attrib and button.getnext() is not None:
            is_question = button.text_content().strip().endswith(("?", "？", "؟"))
            button.tag = "p" if is_question else button.tag


def _cut_anchors(tree: "HtmlElement") -> None:
    """Cut the signs by which headings link to themselves."""
    for link in [link for head in tree.iter(*_HEADS) for link in head.iter("a")]:
        if "#" in (link.get("href") or "") and _ANCHOR.match(link.text_content()):
            _drop(link)


def _is_all(element: "HtmlElement", tree: "HtmlElement", total: int) -> bool:
    """Whether an element is the page itself, hidden until a script shows it: most of the text, and the headline."""
    if _asks_consent(_names(element)) or _size(element) < _MOST * total:
        return False
    headlines = list(tree.iter("h1", "article", "main"))
    return not headlines or any(element in each.iterancestors() for each in headlines)


def cut_comments(tree: "HtmlElement") -> list[str]:
    """Cut the comment threads, and return what was said in them, a paragraph for each of their parts."""
    said: list[str] = []
    places = tree.iter("div", "section", "ol", "ul", "article", "aside", "form")
    found = [each for each in places if _is_thread(_names(each))]
    total = _size(tree) if found else 0
    if found and _are_the_page(found, tree):
        return []
    for element in found:
        if not _is_in(element, tree) or _size(element) > _MOST * total:
            continue
        if next(element.iter("h1"), None) is not None or "article-body" in _names(element):
            continue
        said += cut(element, tree)
    return said


def cut(element: "HtmlElement", tree: "HtmlElement") -> list[str]:
    """Cut an element out of a page and return what it said, a paragraph for each of its parts."""
    if not _is_in(element, tree):
        return []
    said = _paragraphs(element)
    _drop(element)
    return said


def _are_the_page(threads: Sequence["HtmlElement"], tree: "HtmlElement") -> bool:
    """Whether a page is a discussion: it says nothing but what is said in its threads."""
    outer = {*threads}
    inside = sum(_prose(each) for each in threads if outer.isdisjoint(each.iterancestors()))
    return inside > _THREAD and _prose(tree) - inside < _REST


def _prose(element: "HtmlElement") -> int:
    """Return how many letters of an element stand in pieces as long as a sentence, scripts aside."""
    pieces = (text for text in element.itertext() if len(text) > _SENTENCE and not text.isspace())
    return sum(map(len, pieces)) - sum(len(each.text or "") for each in element.iter("script"))


def _is_unseen(element: "HtmlElement") -> bool:
    said: Mapping[str, str] = dict(element.items())
    if not said:
        return False
    if said.get("hidden", "until-found") != "until-found" or "popover" in said or _has_unseen_role(said):
        return True
    names = said.get("class", "")
    # The second form of a formula, for the eye alone; its first is kept.
    is_drawn = "katex-html" in names and said.get("aria-hidden") == "true"
    is_styled = "style" in said and bool(_HIDDEN_STYLE.search(said["style"])) and not _is_folded(said)
    return is_drawn or is_styled or _is_hidden(names) or _asks_consent(f"{said.get('id') or ''} {names}"[:_SEEN])


def _has_unseen_role(said: Mapping[str, str]) -> bool:
    # Some programs write notes as tooltips, and nowhere else.
    return said.get("role") in _UNSEEN_ROLES and "footnote" not in said.get("class", "")


@lru_cache(maxsize=_MOST_NAMES)
def _is_hidden(names: str) -> bool:
    return bool(_HIDDEN_CLASS.search(names))


def _is_folded(said: Mapping[str, str]) -> bool:
    """Whether a hidden part is one that a click on its heading unfolds: it is part of the page."""
    return said.get("role") in {"region", "tabpanel"} or "aria-labelledby" in said


@lru_cache(maxsize=_MOST_NAMES)
def _is_thread(names: str) -> bool:
    return bool(_COMMENTS.search(names))


@lru_cache(maxsize=_MOST_NAMES)
def _asks_consent(names: str) -> bool:
    return bool(_CONSENT.search(names.lower()))


def _names(element: "HtmlElement") -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"[:_SEEN]


def _size(element: "HtmlElement") -> int:
    return len(element.text_content()) - sum(len(each.text or "") for each in element.iter("script"))


def _is_in(element: "HtmlElement", tree: "HtmlElement") -> bool:
    """Whether an element was not cut with another one already."""
    return any(above is tree for above in element.iterancestors())


def _paragraphs(element: "HtmlElement") -> list[str]:
    """Return what an element says as the text of the whole page has it, where it is looked up."""
    from lxml.html import tostring

    return [each for each in text_of(tostring(element, encoding="unicode", with_tail=False)).split("\n\n") if each]


def _drop(element: "HtmlElement") -> None:
    """Take an element out of its tree; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
