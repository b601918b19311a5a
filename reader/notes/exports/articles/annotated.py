"""An article with its notes, each where its passage is: what every format of articles is written from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reader.library.plain_text import PlainText
from reader.library.record import Record
from reader.notes.exports.articles.pictures import ExportedPicture
from reader.notes.exports.quotation import Quotation


@dataclass(frozen=True)
class AnnotatedArticle:
    """One article as it goes out: *markdown* is its body, *plain* the text that the *notes* are placed in.

    *pictures* are those of its images that go out with it, by their numbers.
    """

    id: str
    record: Record
    markdown: str
    plain: PlainText
    notes: Sequence[Quotation] = ()
    pictures: Mapping[int, ExportedPicture] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title, or where there is none the id."""
        return self.record.title or self.id

    @property
    def facts(self) -> str:
        """Who wrote it, where and when, on one line."""
        record = self.record
        return " · ".join(filter(None, (record.author, record.site, record.published)))

    @cached_property
    def marked(self) -> Sequence[Quotation]:
        """The notes and highlights whose passages stand in the text, in its order."""
        placed = [each for each in self.notes if each.is_placed]
        return sorted(placed, key=lambda each: (each.start, each.end, each.annotation.id))

    @cached_property
    def told(self) -> Sequence[Quotation]:
        """The notes that say something, those with a place in the text first: what is numbered from 1."""
        placed = [each for each in self.marked if says_something(each)]
        return [*placed, *(each for each in self.notes if not each.is_placed)]

    def number_of(self, note: Quotation) -> int:
        """Return the number of a note; 0 for a highlight that says nothing."""
        return self._numbers.get(note.annotation.id, 0)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {each.annotation.id: number for number, each in enumerate(self.told, 1)}


def says_something(note: Quotation) -> bool:
    """Whether there is more to tell of a note than that its passage is highlighted."""
    return bool(note.annotation.body or note.annotation.tags or note.annotation.link)


def tags_told(note: Quotation) -> str:
    """Return the tags of a note on one line: `#sea #old-wall`."""
    return " ".join(f"#{tag}" for tag in note.annotation.tags)
