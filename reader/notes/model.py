"""An annotation: what was marked or noted, where, and when. The model is the W3C's Web Annotation."""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from reader.library.dates import now
from reader.library.identity import is_id
from reader.notes.colors import USUAL_COLOR

# The motivations of the W3C's model. Others in a file are kept.
MOTIVATIONS = (
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
)

# How the linked article bears on the linking one; the last one says that it does not.
UNRELATED = "unrelated"
RELATIONS = ("confirms", "contradicts", "repeats", UNRELATED)

# The key for the SHA-256 of the text of the linked article.
LINK_TEXT = "link_text_sha256"

# Motivations that follow from whether there is a body; others are kept.
_PLAIN = frozenset({"", "commenting", "highlighting"})

_ID = re.compile(r"[0-9a-z-]{1,64}\Z")
_MADE = re.compile(r"(?:[0-9]{8}t[0-9]{6}|0)-[0-9a-f]{6,10}\Z")

# The link from a quotation anywhere back to its article and annotation.
SCHEME = "reader://"
LINK = re.compile(r"reader://([0-9a-z-]{1,64})(?:/([0-9a-z-]{1,64}))?(?![0-9A-Za-z/_-])")


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """A passage given by its words, *exact*, and the text before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class TextPositionSelector:
    """A passage given by its place: code points of the plain text, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation; without *quote* and *position* it is about the article as a whole.

    *body* is Markdown, *link* the id of the article that a linking annotation points to and *relation* how that one
    bears on this (one of RELATIONS, or empty where it only does), *created* and *modified* are ISO 8601 in UTC,
    *text_sha256* is of the plain text that the offsets count in. *extra* holds what another program added to the
    file; *revision* is the hash of the file that it was read from, so that saving can tell whether somebody else has
    changed it since. *recalled* is what a cache said of it, where nothing else was read: what a person changes is told
    by the difference, and only that is saved. Annotations are equal if they say the same, whatever their file.
    """

    id: str
    article: str
    motivation: str = "highlighting"
    quote: TextQuoteSelector | None = None
    position: TextPositionSelector | None = None
    body: str = ""
    color: str = ""
    tags: tuple[str, ...] = ()
    link: str = ""
    created: str = ""
    modified: str = ""
    text_sha256: str = ""
    extra: Mapping[str, object] = field(default_factory=dict, hash=False)
    revision: str = field(default="", compare=False)
    relation: str = ""
    recalled: "Annotation | None" = field(default=None, compare=False, repr=False)

    @property
    def exact(self) -> str:
        """The words of its passage; empty for one about the whole article."""
        return self.quote.exact if self.quote else ""


def new_id(moment: datetime | None = None) -> str:
    """Return an id that no other annotation has and that sorts by time, such as `20261122t231501-1a2b3c4d5e`."""
    moment = moment or datetime.now(UTC)
    # Forty random bits: of a thousand made in one second, two are alike once in two million times.
    return f"{moment.astimezone(UTC):%Y%m%dt%H%M%S}-{secrets.token_hex(5)}"


def is_annotation_id(text: str) -> bool:
    """Tell whether *text* can be an annotation's id: 1-64 of `0-9 a-z -`."""
    return bool(_ID.match(text))


def is_made_id(annotation_id: str) -> bool:
    """Tell whether we made an id: then it is unique, while a person may choose one id for two notes."""
    return bool(_MADE.match(annotation_id))


def new_annotation(
    article: str,
    selectors: tuple[TextQuoteSelector, TextPositionSelector] | None = None,
    *,
    body: str = "",
    color: str = USUAL_COLOR,
    tags: tuple[str, ...] = (),
    text_sha256: str = "",
) -> Annotation:
    """Return an annotation made now: a highlight, or with a *body* a comment, of a passage or of the whole article."""
    moment = now()
    quote, position = selectors or (None, None)
    return Annotation(
        new_id(),
        article,
        "commenting" if body or quote is None else "highlighting",
        quote,
        position,
        body,
        color if quote else "",
        tags,
        created=moment,
        modified=moment,
        text_sha256=text_sha256,
    )


def with_body(annotation: Annotation, body: str) -> Annotation:
    """Return an annotation with another body, modified now (UTC); a plain motivation follows from the body."""
    plain = "commenting" if body else "highlighting"
    motivation = plain if annotation.motivation in _PLAIN else annotation.motivation
    return replace(annotation, body=body, motivation=motivation, modified=now())


def format_link(article: str, annotation: str = "") -> str:
    """Return the link to an article, or to an annotation of it."""
    return f"{SCHEME}{article}/{annotation}" if annotation else f"{SCHEME}{article}"


def parse_link(link: str) -> tuple[str, str] | None:
    """Return the article and the annotation (empty for none) that *link* leads to; None if it is not a reader link."""
    match = LINK.fullmatch(link.strip().rstrip("/"))
    if match is None or not is_id(match[1]) or not (match[2] is None or is_annotation_id(match[2])):
        return None
    return match[1], match[2] or ""


def recognizable(annotation: Annotation, text_sha256: Callable[[str], str]) -> Annotation:
    """Add the hashes of the texts that an annotation is about, to recognize their articles if their files move.

    *text_sha256* returns that of an article by id. A passage keeps its own: its offsets may be of another text.
    """
    extra = dict(annotation.extra)
    text = annotation.text_sha256
    if annotation.quote is None and annotation.position is None:
        text = text_sha256(annotation.article) or text
    if annotation.link:
        linked = text_sha256(annotation.link)
        extra |= {LINK_TEXT: linked} if linked else {}
    return replace(annotation, text_sha256=text, extra=extra)


def says_same(one: Annotation, other: Annotation) -> bool:
    """Tell whether two annotations say the same, ignoring the hashes of texts."""
    return _said(one) == _said(other)


def _said(annotation: Annotation) -> Annotation:
    return recognizable(replace(annotation, extra={**annotation.extra, LINK_TEXT: ""}), lambda _: "-")
