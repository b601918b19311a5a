"""What is cut from an HTML page before it is read: hidden parts, requests for consent, the comment thread."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = ("script", "style", "noscript", "template", "dialog", "svg", "iframe", "single-file-note")
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(
    r"(?:\A|\s)(?:sf-hidden|visually-hidden|visuallyhidden|sr-only|screen-reader-text|screen-reader-only"
    r"|u-hidden|single-file-removed)(?=\s|\Z)"
)
_CONSENT = re.compile(
    r"cookie-?(?:banner|consent|notice|bar|law|policy|popup|modal|message)|(?:^|[-_ ])(?:gdpr|cmp|ccpa)(?:[-_ ]|$)"
    r"|onetrust|consent-(?:banner|modal|popup)|didomi|cookiebot|usercentrics|qc-cmp|sp_message",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|comment-?(?:list|area|section|thread|wrap(?:per)?|container|body)|comments-?"
    r"(?:area|list|section|wrap(?:per)?|container|block|template)|disqus(?:_thread)?|livefyre|respond|replies|kommentare"
    r"|commentaires|comentarios|discussion-thread)(?=[\s_-]|$)",
    re.IGNORECASE,
)
# A share of the page's words above which a part is the page, whatever it is called.
_MOST = 0.6
_PAGE_TAGS = frozenset(("html", "body", "main"))


def show_shadows(tree: "HtmlElement") -> None:
    """Make the shadow trees of a page parts of it: browsers save as templates what they have shown there."""
    for element in list(tree.iter("template")):
        if element.get("shadowrootmode") or element.get("shadowmode"):
            element.tag = "div"


def cut_unseen(tree: "HtmlElement") -> None:
    """Cut what a browser does not show: scripts, styles, hidden elements, dialogs, requests for consent."""
    _show_noscript(tree)
    for element in list(tree.iter(*_UNSEEN)):
        if element.tag != "script" or "ld+json" not in (element.get("type") or ""):
            _drop(element)
    total = _size(tree)
    hidden = [
        each for each in tree.iter() if isinstance(each.tag, str) and each.tag not in _PAGE_TAGS and _is_unseen(each)
    ]
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


def _is_all(element: "HtmlElement", tree: "HtmlElement", total: int) -> bool:
    """Whether an element is the page itself, hidden until a script shows it: most of the text, and the headline."""
    if _is_consent(element) or _size(element) < _MOST * total:
        return False
    headlines = list(tree.iter("h1", "article", "main"))
    return not headlines or any(element in each.iterancestors() for each in headlines)


def cut_comments(tree: "HtmlElement") -> list[str]:
    """Cut the comment threads, and return what was said in them, a paragraph for each of their parts."""
    said: list[str] = []
    total = _size(tree)
    for element in list(tree.iter("div", "section", "ol", "ul", "article", "aside", "form")):
        if not _is_in(element, tree) or not _COMMENTS.search(_names(element)) or _size(element) > _MOST * total:
            continue
        if next(element.iter("h1"), None) is not None or "article-body" in _names(element):
            continue
        said += _paragraphs(element)
        _drop(element)
    return said


def _is_unseen(element: "HtmlElement") -> bool:
    if element.get("hidden") not in {None, "until-found"} or (element.get("role") or "") in {"dialog", "alertdialog"}:
        return True
    names, style = element.get("class") or "", element.get("style") or ""
    # The second form of a formula, for the eye alone; its first is kept.
    is_drawn = element.get("aria-hidden") == "true" and "katex-html" in names
    is_hidden = bool(_HIDDEN_STYLE.search(style) or _HIDDEN_CLASS.search(names))
    return is_drawn or is_hidden or _is_consent(element)


def _is_consent(element: "HtmlElement") -> bool:
    return bool(_CONSENT.search(_names(element)))


def _names(element: "HtmlElement") -> str:
    return f"{element.get('id') or ''} {element.get('class') or ''}"[:500]


def _size(element: "HtmlElement") -> int:
    return sum(len(each.text or "") + len(each.tail or "") for each in element.iter() if each.tag != "script")


def _is_in(element: "HtmlElement", tree: "HtmlElement") -> bool:
    """Whether an element was not cut with another one already."""
    return element.getroottree().getroot() is tree


def _paragraphs(element: "HtmlElement") -> Iterator[str]:
    text = "\n".join(part if part.strip() else "\n" for part in element.itertext())
    yield from (" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip())


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
