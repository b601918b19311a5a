"""A record as the catalog keeps it: what has a column of its own, and the rest as JSON."""

import json
from collections.abc import Collection, Sequence

from reader.library.record import FirstPublished, Record

# What has a column of its own beside the title.
IN_COLUMNS = ("site", "author", "published", "saved", "sha256", "url")


def record_text(record: Record) -> str:
    """Return a record as JSON."""
    return json.dumps(_told(record), separators=(",", ":"))


def others_text(record: Record, title: str) -> str:
    """Return what a record says beside IN_COLUMNS, and its title if that is another than *title*, as JSON."""
    told = _told(record, ("title", *IN_COLUMNS))
    if record.title != title:
        told["title"] = record.title
    return json.dumps(told, separators=(",", ":"))


def record_of(text: str, title: str | None = None, columns: Sequence[str | None] = (None,) * len(IN_COLUMNS)) -> Record:
    """Return the record that `others_text` gave, or `record_text`. Raises: ValueError, TypeError for damaged ones."""
    if not all(each is None or isinstance(each, str) for each in (title, *columns)):
        raise TypeError
    known = {"title": title, **dict(zip(IN_COLUMNS, columns, strict=True)), **json.loads(text)}
    if "first_published" in known:
        known["first_published"] = FirstPublished(*known["first_published"])
    known["tags"] = tuple(known.get("tags", ()))
    return Record(**known)


def _told(record: Record, without: Collection[str] = ()) -> dict[str, object]:
    names = (name for name in Record.__slots__ if name not in without)
    told: dict[str, object] = {name: value for name in names if (value := getattr(record, name))}
    if record.first_published:
        told["first_published"] = [record.first_published.site, record.first_published.published]
    return told
