"""What the index is told of an article."""

from dataclasses import astuple, dataclass
from hashlib import blake2b

# Changes when the same entry gives other terms: every article is then indexed anew.
SCHEMA_VERSION = 3


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """An article as the index sees it; dates are ISO 8601 as precise as known, absent facts are empty.

    *notes* and *quotes* are the texts of its annotations, *has* of `note highlight original`, *path* its file.
    """

    id: str
    title: str = ""
    author: str | None = None
    site: str | None = None
    text: str = ""
    tags: tuple[str, ...] = ()
    published: str | None = None
    first_published: str | None = None
    saved: str | None = None
    language: str | None = None
    url: str | None = None
    path: str = ""
    notes: str = ""
    quotes: str = ""
    has: frozenset[str] = frozenset()


def fingerprint(entry: IndexEntry, analysis: str = "") -> str:
    """Return 16 letters that change whenever what the index holds of *entry*, read by *analysis*, would."""
    values = [*astuple(entry)[:-1], sorted(entry.has), analysis, SCHEMA_VERSION]
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
