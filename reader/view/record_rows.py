"""The record of an article, row by row: what is known of it, and what its page says where that was corrected."""

from collections.abc import Mapping
from typing import NamedTuple

from reader.library.article import Article
from reader.library.catalog import CatalogEntry
from reader.library.corrections import CORRECTABLE, shown_value, value_of

_NAMES = {"published": "date"}


class RecordRow(NamedTuple):
    """One fact: its *name*, its *value* (empty if it is not known), and what the page says, where that is different.

    *field* is how it is corrected; empty where it cannot be.
    """

    name: str
    value: str
    field: str = ""
    said: str | None = None


def _told(value: object) -> str:
    """Return what an unknown property says: of a list or a map its values."""
    if isinstance(value, Mapping):
        return " · ".join(map(_told, value.values()))
    return ", ".join(map(_told, value)) if isinstance(value, (list, tuple)) else str(value)


def record_rows(article: Article, entry: CatalogEntry) -> list[RecordRow]:
    """Return all that is known of an article, what can be corrected first."""
    record, page = entry.record, entry.page_record
    rows = []
    for field in CORRECTABLE:
        value, said = value_of(record, field), value_of(page, field)
        told = None if value == said else shown_value(said)
        rows.append(RecordRow(_NAMES.get(field, field), shown_value(value), field, told))
    first = record.first_published
    rest: list[tuple[str, str | None]] = [
        ("date from", record.published_from),
        ("first published", " · ".join(filter(None, (first.site, first.published))) if first else None),
        ("address", record.url), ("saved", record.saved), ("words", f"{article.plain.words:,}"), ("file", entry.path),
        ("id", entry.id), ("original", record.original), ("SHA-256", record.sha256), ("problem", article.problem),
        *((key, _told(value)) for key, value in record.extra.items() if key not in {"asides", "cut"}),
    ]  # fmt: skip
    return rows + [RecordRow(name, value) for name, value in rest if value]
