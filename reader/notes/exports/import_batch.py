"""The annotations of one import, and the article of the library that each belongs to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from reader.library.addresses import page_key
from reader.library.errors import ReaderError
from reader.library.safe_text import line
from reader.notes.model import Annotation

_Row = TypeVar("_Row")


class ImportRefused(ReaderError):
    """The file cannot be imported; the sentence says why."""


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """The annotations of an import, and sentences about what could not be brought in."""

    annotations: tuple[Annotation, ...] = ()
    problems: tuple[str, ...] = ()


def read_each(rows: Iterable[_Row], read: Callable[[_Row], Annotation]) -> ImportBatch:
    """Read the annotations of *rows*; one that is refused does not stop the others."""
    annotations, problems = [], []
    for row in rows:
        try:
            annotations.append(read(row))
        except ImportRefused as error:
            problems.append(str(error))
    return ImportBatch(tuple(annotations), tuple(problems))


@dataclass(frozen=True, slots=True)
class KnownArticles:
    """The articles of a library, as other programs name them: by address, or by title."""

    ids: frozenset[str] = frozenset()
    id_by_url: Mapping[str, str] = field(default_factory=dict)
    id_by_title: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, articles: Iterable[tuple[str, str | None, str | None]]) -> "KnownArticles":
        """Take the id, the title and the address of each article; a title of several articles names none."""
        ids: set[str] = set()
        urls: dict[str, str] = {}
        titles: dict[str, str] = {}
        for article, title, url in articles:
            ids.add(article)
            if url:
                urls.setdefault(page_key(url), article)
            if title:
                key = line(title).casefold()
                # Which of two articles of one title is meant nobody can tell.
                titles[key] = article if key not in titles else ""
        return cls(frozenset(ids), urls, titles)

    def find(self, url: str = "", title: str = "") -> str | None:
        """Return the id of the article at *url*, or else of that title; None if there is none."""
        return self.id_by_url.get(page_key(url)) or self.id_by_title.get(line(title).casefold()) or None


def not_in_library(title: str, url: str) -> str:
    """Return the sentence for a note whose article is not there."""
    return (
        f"“{line(title) or line(url) or 'an article without a title'}” is not in the library, so its note was skipped."
    )
