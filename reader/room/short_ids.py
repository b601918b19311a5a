"""Ids as people type them: shortened, or with a typing error."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.library.errors import ReaderError

if TYPE_CHECKING:
    from reader.library.catalog import Catalog

_SHOWN = 4
# Of more ids than these, only those with the same beginning are compared, since each comparison takes long.
_MOST_COMPARED = 2_000


def full_id(text: str, ids: Sequence[str]) -> str:
    """Return the one of *ids* that *text* is, begins, or is part of; *text* itself if there is none.

    Raises: ReaderError if it is ambiguous.
    """
    if not text or text in ids:
        return text
    found = [each for each in ids if each.startswith(text)] or [each for each in ids if text in each]
    if len(found) > 1:
        more = f" or {len(found) - _SHOWN:,} others" if len(found) > _SHOWN else ""
        raise ReaderError(f"“{text}” may be {', '.join(sorted(found)[:_SHOWN])}{more}. Type more of it.")
    return found[0] if found else text


def nearest_id(text: str, catalog: "Catalog") -> str | None:
    """Return the id that *text* may have been meant to be, None if no id is near."""
    from difflib import get_close_matches

    ids = catalog.ids_containing("" if len(catalog) <= _MOST_COMPARED else text[:3])
    return next(iter(get_close_matches(text, ids[: 2 * _MOST_COMPARED], 1)), None)
