"""Highlights and notes of other programs, gathered by the article that they are on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reader.ingest.formats.fields import Fields, Names
from reader.ingest.formats.part import FilePart, Highlight, Skipped
from reader.ingest.formats.saved_item import SavedItem
from reader.library.addresses import page_key


@dataclass(frozen=True, slots=True)
class PassageMapping:
    """Where a row or an object has what is told of a highlight: the names of its fields, by preference."""

    exact: Names = ("text", "quote")
    note: Names = ("note",)
    color: Names = ("color",)
    tags: Names = ("tags",)
    created: Names = ("created", "created_at")

    def highlight(self, fields: Fields) -> Highlight | None:
        """Return the highlight that *fields* tell; None where there is neither a passage nor a note."""
        exact, note = fields.text(*self.exact), fields.text(*self.note)
        return (
            Highlight(
                exact=exact,
                note=note,
                color=fields.line(*self.color).lower(),
                tags=fields.words(*self.tags),
                created=fields.moment(*self.created).date,
            )
            if exact or note
            else None
        )

    def highlights(self, items: Iterable[Fields]) -> tuple[Highlight, ...]:
        """Return all the highlights in *items*."""
        return tuple(filter(None, map(self.highlight, items)))


def gathered(items: Iterable[SavedItem]) -> Iterator[FilePart | Skipped]:
    """Yield a part for each article of *items*, with the highlights of all its items, in the order of the first."""
    item_by_article: dict[tuple[str, ...], SavedItem] = {}
    for item in items:
        article = (page_key(item.url) or item.url,) if item.url else (item.title.casefold(), item.author.casefold())
        known = item_by_article.setdefault(article, item)
        if known is not item:
            marks = known.highlights + item.highlights
            merged = replace(known, title=known.title or item.title, highlights=marks, notes=known.notes + item.notes)
            item_by_article[article] = merged
    yield from (item.part() for item in item_by_article.values())
