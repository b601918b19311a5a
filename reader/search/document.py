"""An article as the index holds it: terms, values and columns."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import blake2b

from reader.search.schema import FIELD_SHIFT, SHOWN
from reader.text.folding import fold
from reader.text.words import ARTICLE, JOINED, words

# Changes when the same entry gives other terms: every article is then indexed anew.
SCHEMA_VERSION = 15

# What a word counts in each field; chosen by measurement, see tests/benchmarks/search_quality.py.
WEIGHTS = {"text": 1.0, "title": 3.0, "author": 0.5, "tag": 1.0, "note": 1.0, "quote": 0.5}
FIELDS = (*WEIGHTS, "site")
DOUBLED_WEIGHTS = {name: round(2 * WEIGHTS.get(name, 0)) for name in FIELDS}
WITH_FIGURES = frozenset(("text", "title"))
BASES = {name: number << FIELD_SHIFT for number, name in enumerate(FIELDS)}
LENGTH_UNIT = 10
GIST_TERMS = 64


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


_TOLD = tuple(each.name for each in fields(IndexEntry) if each.name != "has")


def fingerprint(entry: IndexEntry, analysis: str = "") -> str:
    """Return 16 letters that change whenever what the index holds of *entry*, read by *analysis*, would."""
    # Not `astuple`, which copies every text.
    told = [getattr(entry, name) for name in _TOLD]
    values = [*told, sorted(entry.has), analysis, SCHEMA_VERSION]
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@lru_cache(maxsize=4096)
def value_term(value: str) -> str:
    """Return the term of a value: the key that it is compared by, and the value as it is shown."""
    return value_key(value) + SHOWN + value


def value_key(value: str) -> str:
    """Return what a whole value is compared by: case, accents and the dividers of its words do not count."""
    return " ".join(word.part.form for word in words(value, "en") if word.part.kind not in {JOINED, ARTICLE}) or fold(
        value
    )


def folders_of(path: str) -> Iterator[str]:
    """Yield every run of folders on the way to *path*: `a/b`, `a` and `b` for `a/b/c.md`."""
    parts = [fold(part) for part in path.split("/")[:-1] if part][:16]
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield "/".join(parts[start:end])
