"""The record of an article: what it says about itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.library.safe_text import line

# The `form` of a link kept without its page.
LINK = "link"


@dataclass(frozen=True, slots=True)
class FirstPublished:
    """Where and when a republished article first came out."""

    site: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """An article's record. What a page does not say is `None`, never a guess.

    Dates are ISO 8601 as precise as the page is: `2016`, `2016-12`, `2016-12-15`, `2016-12-15T21:02:18`, with an
    offset where one is told. *published_from* names the place that told it when that is not a plain dateline
    (`title`, `url`, `update` where it is that of a change). *extra* holds unknown keys of the front matter, kept as
    they are.
    """

    title: str | None = None
    author: str | None = None
    site: str | None = None
    published: str | None = None
    published_from: str | None = None
    first_published: FirstPublished | None = None
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    saved: str | None = None
    original: str | None = None
    sha256: str | None = None
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_link(self) -> bool:
        """Whether only a link is kept, with what a list or an export said about it, and no text."""
        return self.extra.get("form") == LINK

    @property
    def lead(self) -> str:
        """The description of a link in a list, such as an abstract; empty if there is none."""
        told = self.extra.get("description")
        return line(told) if self.is_link and isinstance(told, str) else ""
