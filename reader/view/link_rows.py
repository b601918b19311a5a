"""The links of an article as rows. Computed without Textual."""

from dataclasses import dataclass
from typing import Literal

from reader.library.plain_text import PlainText, Span

LinkKind = Literal["title", "web", "reader", "other"]
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link in the text: its words, where they are, and its target; *told* is the target in short."""

    words: str
    start: int
    end: int
    target: str
    kind: LinkKind
    told: str


def link_rows(plain: PlainText) -> list[LinkRow]:
    """Return the links of a text in order; the same target with other words is another row."""
    seen: set[tuple[str, str]] = set()
    found = []
    for span in plain.spans:
        if span.is_link and span.target:
            words = " ".join(plain.text[span.start : span.end].split())
            if (words, span.target) not in seen:
                seen.add((words, span.target))
                found.append(link_row(span, words))
    return found


def link_row(span: Span, words: str = "") -> LinkRow:
    """Return one link as a row."""
    kind = _kind_of(span)
    told = span.target if kind != "web" else _short(span.target)
    if kind != "title" and len(told) > _LONGEST:
        told = told[:_LONGEST] + "…"
    return LinkRow(words, span.start, span.end, span.target, kind, told)


def _kind_of(span: Span) -> LinkKind:
    if span.kind == "wikilink":
        return "title"
    scheme = span.target.partition(":")[0].lower()
    return "web" if scheme in {"http", "https"} else "reader" if scheme == "reader" else "other"


def _short(address: str) -> str:
    """Return host and path of an address."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return f"{parts.hostname or ''}{parts.path.rstrip('/')}".removeprefix("www.")
