"""An article: one saved thing, its record, its text and what was set aside."""

from dataclasses import dataclass, field
from functools import cached_property

from reader.library.file_name import shown_name
from reader.library.plain_text import PlainText
from reader.library.record import Record


@dataclass(frozen=True, slots=True)
class Aside:
    """A part of the page that is not the article.

    *kind* is one of `metadata appeal consent rights comments duplicate dump navigation caption`;
    *parts* are its units where it has some (the comments of a thread), in order.
    """

    kind: str
    text: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article:
    """One article as it is read: *markdown* is its body, *path* its file, relative to the library.

    *problem* is a sentence if the file could not be read correctly; the rest is then what could be read.
    """

    id: str
    record: Record
    markdown: str
    path: str
    asides: tuple[Aside, ...] = field(default=())
    problem: str | None = None

    @cached_property
    def plain(self) -> PlainText:
        """The text in which every offset counts."""
        from reader.library.markdown import parse

        return parse(self.markdown)

    @property
    def text(self) -> str:
        """The plain text."""
        return self.plain.text

    @property
    def title(self) -> str:
        """The title, or the file's name if there is none."""
        return self.record.title or shown_name(self.path)
