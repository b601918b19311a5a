"""The part of a page that an element is: by its tag, its role, and the names that the page's makers gave it."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BY_TAG = frozenset(("nav", "footer", "aside", "header"))
_BY_ROLE = {"navigation": "nav", "contentinfo": "footer", "complementary": "aside", "banner": "header"}
# What stands beside or between the paragraphs of an article and is none of them; these are looked for in small letters,
# which is three times as fast as in letters of any case.
_FURNITURE = re.compile(
    r"promo(?!te)|newsletter|subscri|sign-?up|opt-?in|call-?to-?action|mailing|banner|advert|sponsor|affiliate|disclos"
    r"|disclaim|lead-?magnet|convertkit|mailchimp|donat|side-?bar|widget-area|related|recommend|also-like|up-next"
    r"|more-(?:from|stories|posts|articles|like)|read-?(?:more|next)|you-may|popular|trending|latest|recirc|see-also"
    r"|paginat|page-?links|page-?navi|(?:^|[\s_-])pager(?=$|[\s_-])"
    r"|similar|upsell|author|byline|contributor|about-the|footer|copyright|colophon|sharedaddy|addtoany|addthis"
    r"|social-(?:share|links|icons|media)|share-?(?:bar|buttons?|links|tools)"
    r"|(?:^|[\s_-])(?:ads?|cta|offers?|legal|aside|rail|bio|btn|signature)(?=$|[\s_-])"
    r"|(?:^|\s)widget(?=$|\s)"
    # What programs of encyclopedias, forums and recipes put beside the text.
    r"|(?:^|\s)(?:navbox|catlinks|printfooter|post-menu|user-info|postprofile|online-list|stat-block"
    r"|[\w-]{0,40}recipe-(?:jump|print|rating)[\w-]{0,40})(?=$|\s)"
)
# Where sites put the date of today.
_HEADER = re.compile(
    r"(?:^|[\s_-])(?:top-?bar|masthead|(?:current|todays?)[_-]?date|date[_-]?(?:today|now))(?=$|[\s_-])"
)
# Questions whose answers a click unfolds: other extractors take them for hidden.
_FOLDED = re.compile(r"faq|accordion|collaps|q-?and-?a|question")
# What repeats some words of the text in large letters.
_PULLED = re.compile(r"pull-?quote|pulled-?quote|quote-?pull")
_CAPTION = re.compile(r"(?:^|\s)(?:[\w-]{0,40}[_-])?caption(?:-?text)?(?=\s|$)", re.IGNORECASE)
# What puts an article right belongs to it, wherever its page has that: one of these words, then a sentence.
_CORRECTION = re.compile(
    r"\s*(?:corrections?|clarifications?|update|editor(?:ial)?(?:[’']s|s[’'])? note|errat(?:um|a)|berichtigung"
    r"|korrektur|anmerkung der redaktion|rectificatif|correctif|précision|note de la rédaction|corrección"
    r"|fe de erratas|nota de la redacción|rettifica|nota della redazione|correção|rectificatie|correctie|rättelse"
    r"|rettelse|korjaus|sprostowanie|исправление|поправка|от редакции|تصحيح|تنويه|更正|訂正|정정)"
    r"\s*(?:\([^()]{1,40}\)|,[^:：]{1,40})?\s*[:：\n]\s*\S.{20}",
    re.IGNORECASE | re.DOTALL,
)
_CORRECTION_SEEN = 300
# Of the text stand so many paragraphs beside what puts it right.
_PARAGRAPHS = 2
_NOTICES = frozenset(("aside", "furniture"))
# So many letters may stand about a form, and no more.
_INVITATION = 300
# A part that holds more than this share of the page is the page, whatever it is called.
_MOST = 0.5
_LONG = 60
# After so many that are, in one another, none is looked at any more.
_MOST_WHOLES = 100


class Zones:
    """Tells the zones of elements of one page, whose text is all in *body*."""

    def __init__(self, body: "HtmlElement") -> None:
        self._body = body
        self._most: float | None = None
        self._wholes = 0
        self._by_names: dict[str, str] = {}
        self._about_forms = {id(element): element for form in body.iter("form") for element in _about(form, body)}

    def of(self, element: "HtmlElement", above: str) -> str:
        """Return the zone of an element that stands in the zone *above*, empty for the page's text."""
        told = _told(element) or ("form" if id(element) in self._about_forms else "")
        told = told or (self._named(element) if above in {"", "folded"} else "")
        return above if told in _NOTICES and _has_correction(element) else told or above

    def _named(self, element: "HtmlElement") -> str:
        names = f"{element.get('id') or ''} {element.get('class') or ''}"[:500]
        if names not in self._by_names:
            small = names.lower()
            forms = (("header", _HEADER), ("pulled", _PULLED), ("furniture", _FURNITURE), ("folded", _FOLDED))
            self._by_names[names] = next((zone for zone, form in forms if form.search(small)), "")
        zone = self._by_names[names]
        return zone if zone and self._is_part(element) else ""

    def _is_part(self, element: "HtmlElement") -> bool:
        if self._most is None:
            self._most = _MOST * _size(self._body)
        is_part = self._wholes < _MOST_WHOLES and _size(element) < self._most
        self._wholes += not is_part
        return is_part


def _about(form: "HtmlElement", body: "HtmlElement") -> Iterator["HtmlElement"]:
    """Yield the elements that hold little besides a form: what invites to fill it in stands there."""
    for element in (form, *form.iterancestors()):
        if element is body or not _is_small(element) or next(element.iter("h1", "article", "main"), None) is not None:
            return
        yield element


def _is_small(element: "HtmlElement") -> bool:
    left = _INVITATION
    for text in element.itertext():
        left -= len(text) * (not text.isspace())
        if left < 0:
            return False
    return True


def is_caption(element: "HtmlElement") -> bool:
    """Whether an element says what a picture shows, by the name that it has; the picture stands outside it."""
    names = element.get("class") or ""
    # The word alone is found faster, and most names do not have it.
    return "caption" in names.lower() and _CAPTION.search(names) is not None and next(element.iter("img"), None) is None


def _has_correction(element: "HtmlElement") -> bool:
    """Whether an element within an article, or below its paragraphs, says what was wrong in it, or changed."""
    is_inside = next(element.iterancestors("article", "main"), None) is not None
    if not is_inside and sum(1 for _ in islice(element.itersiblings("p", preceding=True), _PARAGRAPHS)) < _PARAGRAPHS:
        return False
    if 2 * sum(len(each.text_content()) for each in element.iter("a")) > len(element.text_content()):
        return False
    return is_correction("\n".join(islice((text for text in element.itertext() if not text.isspace()), 4)))


def is_correction(text: str) -> bool:
    """Whether a text says what was wrong in an article, or changed."""
    return _CORRECTION.match(text[:_CORRECTION_SEEN]) is not None


def _told(element: "HtmlElement") -> str:
    """Return the zone that tag or role tell, none for the header and the footer of an article: they are part of it."""
    tag = element.tag
    if isinstance(tag, str) and tag in _BY_TAG:
        is_inner = tag in {"header", "footer"} and any(
            each.tag in {"article", "main"} for each in element.iterancestors()
        )
        return "" if is_inner else tag
    return _BY_ROLE.get((element.get("role") or "").lower(), "")


def _size(element: "HtmlElement") -> int:
    """Return how many characters of an element stand in its longer pieces of text."""
    return sum(len(text) for text in element.itertext() if len(text) > _LONG and not text.isspace())
