"""An article as the index holds it: terms, values and columns."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from reader.search.columnar.kept_text import AnalyzedText
from reader.search.periods import pack_date
from reader.search.schema import SHOWN, STEM, WORDS, Posting
from reader.search.spellings import CAPITALS, Spellings, is_acronym
from reader.text.folding import fold
from reader.text.languages import language_code, language_of
from reader.text.numbers import number_value
from reader.text.stop_words import stop_words
from reader.text.words import ARTICLE, JOINED, WORD, Word, WordPart, analyzed, words

# Changes when the same entry gives other terms: every article is then indexed anew.
SCHEMA_VERSION = 8

# What a word counts in each field; chosen by measurement, see tests/benchmarks/search_quality.py.
WEIGHTS = {"text": 1.0, "title": 3.0, "author": 0.5, "tag": 1.0, "note": 1.0, "quote": 0.5}
# Positions tell the field: each field's begin at its own multiple.
FIELDS = (*WEIGHTS, "site")
FIELD_SHIFT = 27
BASES = {name: number << FIELD_SHIFT for number, name in enumerate(FIELDS)}
LENGTH_UNIT = 10
GIST_TERMS = 64
_TITLE_KEY = 80


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


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """An article as it is written: *fields* and columns by the names of the schema, and its text to be kept."""

    fields: dict[str, Any]
    kept: AnalyzedText


class Terms:
    """The terms of one article while they are collected."""

    def __init__(self) -> None:
        self._weights: dict[str, float] = {}
        self._positions: dict[str, array[int]] = {}

    def add(self, term: str, position: int, weight: float = 1.0) -> None:
        """Count *term* once more."""
        if term in self._weights:
            self._weights[term] += weight
            self._positions[term].append(position)
        else:
            self._weights[term] = weight
            self._positions[term] = array("I", (position,))

    def postings(self) -> list[Posting]:
        """Return the terms as the index takes them."""
        positions = self._positions
        return [(term.encode(), weight, positions[term].tobytes()) for term, weight in self._weights.items()]


def document(entry: IndexEntry, spellings: Spellings, default_language: str) -> IndexDocument:
    """Return what the index holds of *entry*."""
    told = entry.language or language_of(entry.text)
    language = language_code(told or default_language)
    texts = {
        "title": [entry.title],
        "author": [entry.author or ""],
        "tag": list(entry.tags),
        "note": [entry.notes],
        "quote": [entry.quotes],
        "site": _site_texts(entry),
    }
    found = {name: list(_words(parts, language)) for name, parts in texts.items()}
    fields: dict[str, Any] = {name: _terms(found[name], BASES[name]) for name in texts}
    kept, found["text"] = _analyzed_text(entry.text, language)
    fields[WORDS] = _all_terms(found)
    length = sum(WEIGHTS[name] * _length(found[name]) for name in WEIGHTS)
    headings = set().union(*(_headings(found[name], spellings) for name in WEIGHTS))
    fields |= _values(entry, told, sorted(headings))
    fields |= {
        "length": round(length * LENGTH_UNIT),
        "published": pack_date(entry.published),
        "first": pack_date(entry.first_published or entry.published),
        "saved": pack_date(entry.saved),
        "ids": entry.id.encode("utf-8", "replace"),
        "prints": fingerprint(entry, spellings.digest).encode(),
        "titles": fold(entry.title)[:_TITLE_KEY].encode("utf-8", "replace"),
        "figures": _figures(found["text"] + found["title"]),
        "gists": _gist(found["title"] + found["text"], stop_words(language)),
    }
    return IndexDocument(fields, kept)


def _site_texts(entry: IndexEntry) -> list[str]:
    site = entry.site or ""
    host = urlsplit(entry.url or "").hostname or "" if "://" in (entry.url or "") else ""
    # Run together too, so that `site:globalresearch` finds Global Research.
    return [text for text in (site, host.removeprefix("www."), fold(site).replace(" ", "")) if text]


def _analyzed_text(text: str, language: str) -> tuple[AnalyzedText, list[tuple[Word, str]]]:
    """Return the chunks of a text, and its words with their form in capitals or ""."""
    found: list[tuple[Word, str]] = []
    starts, positions = array("I"), array("I")
    shouted = text.isupper()
    for chunk in analyzed(text, language):
        position, surface = chunk.position, chunk.surface
        starts.append(chunk.start)
        positions.append(position)
        for part in chunk.parts:
            found.append((Word(position, part), "" if shouted else _capitals(part, surface)))
            position += part.step
    return AnalyzedText(language, text, starts, positions), found


def _capitals(part: WordPart, surface: str) -> str:
    return CAPITALS + part.form if is_acronym(surface[part.start : part.end]) else ""


def _words(texts: Iterable[str], language: str) -> Iterator[tuple[Word, str]]:
    """Yield the words of several texts with their form in capitals or "", a gap between two texts."""
    position = 0
    for text in texts:
        shouted = text.isupper()
        last = 0
        for word in words(text, language):
            yield Word(position + word.position, word.part), "" if shouted else _capitals(word.part, text)
            last = word.position + 1
        position += last + 1


def _all_terms(found: dict[str, list[tuple[Word, str]]]) -> list[Posting]:
    terms = Terms()
    for name, weight in WEIGHTS.items():
        _collect(terms, found[name], BASES[name], weight)
    return terms.postings()


def _terms(found: list[tuple[Word, str]], base: int) -> list[Posting]:
    terms = Terms()
    _collect(terms, found, base, 1.0)
    return terms.postings()


def _collect(terms: Terms, found: list[tuple[Word, str]], base: int, weight: float) -> None:
    for word, capitals in found:
        form, stem, kind = word.part.form, word.part.stem, word.part.kind
        position = base + word.position
        terms.add(form, position, weight)
        if stem != form and kind == WORD:
            terms.add(STEM + stem, position, weight)
        if capitals:
            terms.add(capitals, position, weight)


def _length(found: list[tuple[Word, str]]) -> int:
    return sum(1 for word, _ in found if word.part.kind == WORD)


def _headings(found: list[tuple[Word, str]], spellings: Spellings) -> set[str]:
    if not spellings.heading_by_form:
        return set()
    plain = [(word.part.form, bool(capitals)) for word, capitals in found if word.part.kind == WORD]
    return spellings.all_headings_in([form for form, _ in plain], [mark for _, mark in plain])


def value_term(value: str) -> str:
    """Return the term of a value: the key that it is compared by, and the value as it is shown."""
    return value_key(value) + SHOWN + value


def value_key(value: str) -> str:
    """Return what a whole value is compared by: case, accents and the dividers of its words do not count."""
    return " ".join(word.part.form for word in words(value, "en") if word.part.kind not in {JOINED, ARTICLE}) or fold(
        value
    )


def _values(entry: IndexEntry, language: str | None, headings: list[str]) -> dict[str, list[str]]:
    return {
        "sites": [value_term(entry.site)] if entry.site else [],
        "tags": [value_term(tag) for tag in entry.tags if tag],
        "names": [value_term(heading) for heading in headings],
        "langs": [language_code(language)] if language else [],
        "folders": list(folders_of(entry.path)),
        "has": sorted(entry.has),
    }


def folders_of(path: str) -> Iterator[str]:
    """Yield every run of folders on the way to *path*: `a/b`, `a` and `b` for `a/b/c.md`."""
    parts = [fold(part) for part in path.split("/")[:-1] if part][:16]
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield "/".join(parts[start:end])


def _figures(found: list[tuple[Word, str]]) -> bytes:
    values = {number_value(word.part.form) for word, _ in found if word.part.form[:1].isdigit()}
    return array("d", sorted(value for value in values if value is not None)).tobytes()


def _gist(found: list[tuple[Word, str]], passed_over: frozenset[str]) -> bytes:
    """Return the words that an article says most often, the earlier first: what `like:` looks for."""
    counts: dict[str, int] = {}
    for word, _ in found:
        part = word.part
        if part.kind == WORD and len(part.form) > 1 and part.form not in passed_over:
            term = part.form if part.stem == part.form else STEM + part.stem
            counts[term] = counts.get(term, 0) + 1
    best = sorted(counts.items(), key=lambda item: -item[1])[:GIST_TERMS]
    return " ".join(f"{term}:{count}" for term, count in best).encode()
