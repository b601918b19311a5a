"""Quotations for the tests of exports."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

from reader.library.record import FirstPublished, Record
from reader.notes.exports.import_batch import KnownArticles
from reader.notes.exports.quotation import Quotation, quotations
from reader.notes.model import Annotation
from tests.notes.notes_made import ANNOTATIONS, TEXTS
from tests.notes.passages import PAGE, annotation

RECORD = Record(
    title="The harbor & its <old> wall",
    author="Marta Ilves and Jon Berg",
    site="The Harbor Post",
    published="2016-12-15",
    first_published=FirstPublished("Sea News", "2016-12-14"),
    url="https://harbor.example/wall?page=2",
    language="en",
    saved="2026-11-20",
)
ARTICLES = KnownArticles.of([("harbor", RECORD.title, RECORD.url), ("mill", "The mill", None)])

NOTE = replace(
    annotation("the wall would be 410 meters long", name="20261122t231501-1a2b3c"),
    motivation="commenting",
    body="Is that *longer* than the old one?\n\n- check\n- ask",
    color="green",
    tags=("sea", "old wall"),
    created="2026-11-22T23:15:01Z",
    modified="2026-11-23T08:00:00Z",
    text_sha256="0" * 64,
)

RECORDS = st.just(RECORD) | st.builds(Record, title=st.none() | TEXTS, author=st.none() | TEXTS, url=st.none() | TEXTS)


@st.composite
def many(draw: st.DrawFn) -> list[Annotation]:
    """Annotations of which no two are the same."""
    made = draw(st.lists(ANNOTATIONS, max_size=3, unique_by=lambda each: (each.article, each.id)))
    return [*made]


def as_quotations(annotations: Iterable[Annotation], record: Record = RECORD, text: str = PAGE) -> list[Quotation]:
    """Return quotations of annotations, article by article."""
    annotations = list(annotations)
    articles = dict.fromkeys(each.article for each in annotations)
    return [
        quotation
        for article in articles
        for quotation in quotations([each for each in annotations if each.article == article], record, text)
    ]
