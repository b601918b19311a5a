"""A quotation: an annotation with the article it is from and where in it the passage stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from reader.library.record import Record
from reader.notes.anchoring import Anchoring, AnchoringText, State
from reader.notes.model import Annotation, format_link


@dataclass(frozen=True, slots=True)
class Quotation:
    """*annotation* in the article of *record*: its passage is the text from *start* to *end*, in *paragraph*.

    *paragraph* counts from 1; it is 0 for an annotation of the whole article and for an orphan. *words* are those
    that stand there now, *sha256* is of the text that all this counts in.
    """

    annotation: Annotation
    record: Record
    state: State = "exact"
    start: int = 0
    end: int = 0
    paragraph: int = 0
    words: str = ""
    sha256: str = ""

    @property
    def title(self) -> str:
        """The article's title, or its id where it has none."""
        return self.record.title or self.annotation.article

    @property
    def link(self) -> str:
        """The `reader://` link that leads back to it."""
        return format_link(self.annotation.article, self.annotation.id)

    @property
    def where(self) -> str:
        """Where in its article it is, for people."""
        if self.annotation.quote is None:
            return "on the whole article"
        return f"¶ {self.paragraph}, {self.start}–{self.end}" if self.is_placed else "not found"

    @property
    def first_published(self) -> str:
        """Where and when its article first came out; empty where the article does not say."""
        first = self.record.first_published
        return " ".join(filter(None, (first.site, first.published))) if first else ""

    @property
    def article_facts(self) -> str:
        """Who wrote its article, where and when, on one line."""
        record, first = self.record, self.first_published
        dates = (f"first published: {first}" if first else "", f"saved: {record.saved}" if record.saved else "")
        return " · ".join(filter(None, (record.author, record.site, record.published, *dates)))

    @property
    def is_placed(self) -> bool:
        """Tell whether it is of a passage that was found."""
        return self.end > self.start


def quotations(annotations: Iterable[Annotation], record: Record | None, text: str | None) -> tuple[Quotation, ...]:
    """Return the quotations of one article's *annotations*; without its record or text where the article is gone."""
    annotations = tuple(annotations)
    record = record or Record()
    # A note outlives its article, and goes out with what it says itself.
    if text is None:
        return tuple(Quotation(each, record, "orphan") for each in annotations)
    known = AnchoringText(text)
    found = known.anchor_all(annotations)
    return tuple(_placed(each, record, known, found[each.id]) for each in annotations)


def _placed(annotation: Annotation, record: Record, known: AnchoringText, place: Anchoring) -> Quotation:
    paragraph = paragraph_of(known.text, place.start) if place.end > place.start else 0
    words = known.text[place.start : place.end]
    return Quotation(annotation, record, place.state, place.start, place.end, paragraph, words, known.sha256)


def paragraph_of(text: str, offset: int) -> int:
    """Return in which paragraph of a plain text *offset* is, from 1."""
    return text.count("\n\n", 0, offset) + 1
