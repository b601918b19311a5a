"""Notes of a notebook, for the tests."""

from collections.abc import Sequence

from reader.notebook.entries import Heading, Notebook, NotebookEntry, entries_of
from reader.notes.anchoring import Anchoring
from reader.notes.model import Annotation, TextPositionSelector, TextQuoteSelector

HEADINGS = {
    "flood": Heading("flood", "Flood in Marlow", "Harbor Post", "2020-03-02", "1 1 a"),
    "choir": Heading("choir", "A choir in Dara'a", "Evening Observer", "2019-12-01", "1 1 b"),
}


def note(name: str, article: str = "flood", quote: str = "The river rose", **facts: object) -> Annotation:
    """Return a note on a passage; without a *quote*, on the whole article."""
    usual = {"motivation": "commenting", "color": "yellow", "created": "2026-11-22T10:00:00Z"}
    if quote:
        usual |= {"quote": TextQuoteSelector(quote), "position": TextPositionSelector(4, 4 + len(quote))}  # type: ignore[dict-item]
    return Annotation(name, article, **{**usual, **facts})  # type: ignore[arg-type]


NOTES = (
    note("one", body="Was it the Tarn?", tags=("sea", "to check")),
    note("two", quote="412 homes were lost", color="green", tags=("figures",), created="2026-10-01T10:00:00Z"),
    note("three", article="choir", quote="They sang for an hour", body="Müller’s choir", tags=("sea",)),
    note("four", article="choir", quote="", body="On the choir as a whole.", color=""),
    note("five", article="gone", quote="Nobody said this", tags=("sea ice",)),
    note(
        "six",
        quote="snow fell",
        motivation="linking",
        link="choir",
        relation="contradicts",
        tags=("odd",),
        created="long ago",
    ),
)
PLACES = {
    ("flood", "one"): Anchoring("exact", 4, 18, 1.0),
    ("flood", "two"): Anchoring("changed", 90, 110, 0.7),
    ("choir", "three"): Anchoring("moved", 7, 28, 0.9),
    ("flood", "six"): Anchoring("orphan", 0, 0, 0.1),
}


def notebook(notes: Sequence[Annotation] = NOTES) -> Notebook:
    """Return a notebook in which all passages were looked for."""
    book = Notebook(entries_of(notes, HEADINGS))
    book.put_places(PLACES)
    book.sort_by_text()
    return book


def names(entries: Sequence[NotebookEntry]) -> list[str]:
    """Return the ids."""
    return [each.annotation.id for each in entries]
