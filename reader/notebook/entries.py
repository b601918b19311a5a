"""The entries of the notebook: annotations with the heading of their article."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.library.dates import local_day
from reader.notes.model import Annotation
from reader.text.folding import fold
from reader.text.scripts import APOSTROPHES, IDEOGRAPHS, MARKS

if TYPE_CHECKING:
    from reader.notes.anchoring import Anchoring

_LETTER = f"(?:[^\\W_{IDEOGRAPHS}]|[{MARKS}])"
_WORD = re.compile(f"[{IDEOGRAPHS}]|{_LETTER}+(?:[{APOSTROPHES}]{_LETTER}+)*")
_PLAIN_WORD = re.compile("[a-z0-9]+")

# An annotation's id is its own only within its article.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """The heading of an article's notes. *stamp* changes whenever its text may have; it is empty for a missing one."""

    article: str
    title: str
    site: str = ""
    published: str = ""
    stamp: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether the article is not in the library any more."""
        return not self.stamp


class EntryWords(NamedTuple):
    """The folded words of an entry, by field."""

    quote: str
    note: str
    tag: str
    article: str
    link: str


class NotebookEntry:
    """One annotation in the notebook; what searching needs is computed on first use.

    *key* identifies it; *state* is `exact moved changed orphan`, `whole` for a note on a whole article, or empty until
    its passage is looked for; *place* is where that was found.
    """

    __slots__ = ("_folded", "_made", "annotation", "heading", "key", "linked", "place", "state")

    def __init__(self, annotation: Annotation, heading: Heading, linked: Heading | None = None) -> None:
        self.annotation = annotation
        self.heading = heading
        self.linked = linked
        self.key: Key = (annotation.article, annotation.id)
        self.place: Anchoring | None = None
        self.state = "whole" if annotation.quote is None else "orphan" if heading.is_gone else ""
        self._folded = ""
        # The sort key of thousands; False until first asked for.
        self._made: date | Literal[False] | None = False

    @property
    def folded(self) -> str:
        """All folded words, a line for each of the fields of `EntryWords`."""
        if not self._folded:
            note = self.annotation
            linked = self.linked.title if self.linked else ""
            article = f"{self.heading.title} {self.heading.site}"
            parts = (note.exact, note.body, " ".join(note.tags), article, f"{note.relation} {linked}")
            self._folded = "\n".join(map(folded_words, parts))
        return self._folded

    @property
    def words(self) -> EntryWords:
        """The folded words by field."""
        return EntryWords._make(self.folded.split("\n"))

    @property
    def made(self) -> date | None:
        """The day on which it was made, in local time; None if its file does not say."""
        if self._made is False:
            self._made = local_day(self.annotation.created)
        return self._made

    @property
    def day(self) -> int:
        """That day as a proleptic ordinal; 0 if its file does not say."""
        return self.made.toordinal() if self.made else 0


class Notebook:
    """The notes of a library, article by article; incomplete while their files are being read."""

    def __init__(self, entries: Sequence[NotebookEntry] = (), *, is_complete: bool = True) -> None:
        self.entries = entries
        self.is_complete = is_complete

    @cached_property
    def _entry_by_key(self) -> Mapping[Key, NotebookEntry]:
        return {each.key: each for each in self.entries}

    def put_places(self, places: Mapping[Key, "Anchoring"]) -> None:
        """Set the places of passages."""
        for key, place in places.items():
            entry = self._entry_by_key.get(key)
            if entry is not None:
                entry.place = place
                if entry.annotation.quote is not None and not entry.heading.is_gone:
                    entry.state = place.state

    def sort_by_text(self) -> None:
        """Sort the notes of each article in the order of its text, as far as their places are known."""
        by_article: dict[str, list[NotebookEntry]] = {}
        for each in self.entries:
            by_article.setdefault(each.annotation.article, []).append(each)
        for listed in by_article.values():
            listed.sort(key=_text_order)
        self.entries = [each for listed in by_article.values() for each in listed]


def _text_order(entry: NotebookEntry) -> tuple[int, int, str]:
    note = entry.annotation
    place = entry.place or note.position
    start, end = (place.start, place.end) if place and note.quote else (-1, -1)
    return start, end, note.created


def entries_of(annotations: Sequence[Annotation], headings: Mapping[str, Heading]) -> tuple[NotebookEntry, ...]:
    """Return the entries of *annotations*, those of one article together and the latest articles first."""
    gone = {each.article: Heading(each.article, each.article) for each in annotations if each.article not in headings}
    known = {**gone, **headings}
    order = sorted({each.article for each in annotations}, key=lambda key: known[key].title.casefold())
    # Sorting is stable: the latest first, those of one day by title, and articles that are gone last.
    order.sort(key=lambda key: known[key].published, reverse=True)
    order.sort(key=lambda key: known[key].is_gone)
    by_article: dict[str, list[NotebookEntry]] = {article: [] for article in order}
    for each in annotations:
        linked = known.get(each.link, Heading(each.link, each.link)) if each.link else None
        by_article[each.article].append(NotebookEntry(each, known[each.article], linked))
    return tuple(entry for entries in by_article.values() for entry in entries)


def folded_words(text: str) -> str:
    """Return the folded words of *text*, each with a space before and the last with one after; empty for none.

    It contains `" " + word` if a word begins with it, and `" " + word + " "` if one equals it.
    """
    # Most texts are ASCII and fold as a whole, in a third of the time.
    words = _PLAIN_WORD.findall(_without_case(text)) if text.isascii() else map(fold, _WORD.findall(text))
    joined = " ".join(words)
    return f" {joined} " if joined else ""


def _without_case(text: str) -> str:
    # As `fold` does with ASCII, without filling its cache of words with whole notes.
    return text.lower().replace("'", "").replace("`", "")
