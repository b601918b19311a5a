"""An article as it is analyzed for the index: once, into chunks of words, of which most have been seen before."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from reader.search.document import (
    BASES,
    DOUBLED_WEIGHTS,
    GIST_TERMS,
    WEIGHTS,
    WITH_FIGURES,
    IndexEntry,
    fingerprint,
    folders_of,
    value_term,
)
from reader.search.periods import pack_date
from reader.search.schema import STEM, WORDS
from reader.search.spellings import CAPITALS, CasedForm, Spellings, is_acronym
from reader.text.folding import fold
from reader.text.languages import language_code, language_of
from reader.text.numbers import number_value
from reader.text.stop_words import stop_words
from reader.text.words import WORD, WordPart, chunk_matches, chunk_parts

_TITLE_KEY = 80
# Of so many chunks it is kept what was found out about them.
_KEPT_CHUNKS = 1 << 15


class ChunkTerms(NamedTuple):
    """What a chunk of a text gives: how many words it *steps* over, and how many of them count as its length.

    *terms* are terms with the words before each within the chunk; *forms* the words as names are made of them, each
    with whether it is an acronym.
    """

    steps: int
    length: int
    terms: tuple[tuple[str, int], ...]
    figures: tuple[float, ...]
    forms: tuple[CasedForm, ...]


@lru_cache(maxsize=_KEPT_CHUNKS)
def chunk_terms(surface: str, language: str, is_shouted: bool) -> ChunkTerms:
    """Return what *surface* gives in a text in *language*; where all of that is in capitals, those tell nothing."""
    steps = length = 0
    terms: list[tuple[str, int]] = []
    figures: list[float] = []
    forms: list[CasedForm] = []
    for part in chunk_parts(surface, language):
        is_capital = not is_shouted and is_acronym(surface[part.start : part.end])
        terms.append((part.form, steps))
        if part.kind == WORD:
            length += 1
            forms.append((part.form, is_capital))
            if part.stem != part.form:
                terms.append((STEM + part.stem, steps))
        if is_capital:
            terms.append((CAPITALS + part.form, steps))
        value = number_value(part.form) if part.form[:1].isdigit() else None
        if value is not None:
            figures.append(value)
        steps += part.step
    return ChunkTerms(steps, length, tuple(terms), tuple(figures), tuple(forms))


class OtherWord(NamedTuple):
    """A term outside the text: its field, position, and twice what it weighs there."""

    field: str
    term: str
    position: int
    weight: int


@dataclass(frozen=True, slots=True)
class AnalyzedText:
    """A text as words are looked for in it, and the two letters of its *language*."""

    language: str
    is_shouted: bool
    text: str

    def chunks(self) -> Iterator[ChunkTerms]:
        """Yield what each chunk gives."""
        for match in chunk_matches(self.text):
            yield chunk_terms(match.group(), self.language, self.is_shouted)

    def terms(self) -> Iterator[tuple[str, int]]:
        """Yield every term with its position."""
        position = 0
        for chunk in self.chunks():
            for term, ahead in chunk.terms:
                yield term, position + ahead
            position += chunk.steps


@dataclass(frozen=True, slots=True)
class ArticleAnalysis:
    """What the index holds of an article: the texts of each field, the values but for names, and the columns.

    Many articles at once are an `ArticleBatch`; what is told here of one comes to the same.
    """

    texts: dict[str, list[AnalyzedText]]
    values: dict[str, list[str]]
    columns: dict[str, Any]

    @property
    def text(self) -> AnalyzedText:
        """The text of the article itself."""
        return self.texts["text"][0]

    def others(self) -> Iterator[OtherWord]:
        """Yield the terms outside the text."""
        return chain.from_iterable(_others(name, texts) for name, texts in self.texts.items() if name != "text")

    def length(self) -> float:
        """Return how many words there are, each counted as its field is."""
        weighed = ((WEIGHTS.get(name, 0), _chunks(texts)) for name, texts in self.texts.items())
        return sum(weight * sum(each.length for each in chunks) for weight, chunks in weighed)

    def figures(self) -> set[float]:
        """Return the figures of text and title."""
        texts = chain.from_iterable(self.texts.get(name, ()) for name in WITH_FIGURES)
        return {figure for each in _chunks(texts) for figure in each.figures}

    def names(self, spellings: Spellings) -> list[str]:
        """Return the values of the names in the fields that count as words of the article."""
        held = ([each for chunk in _chunks(self.texts.get(name, ())) for each in chunk.forms] for name in WEIGHTS)
        headings = set().union(*map(spellings.all_headings_in, held))
        return [value_term(heading) for heading in sorted(headings)]


def analyze(entry: IndexEntry, spellings: Spellings, default_language: str) -> ArticleAnalysis:
    """Return what the index holds of *entry*."""
    told = entry.language or language_of(entry.text)
    language = language_code(told or default_language)
    texts = {
        name: [AnalyzedText(language, text.isupper(), text) for text in held] for name, held in _texts(entry).items()
    }
    return ArticleAnalysis(texts, _values(entry, told), _columns(entry, spellings))


def _chunks(texts: Iterable[AnalyzedText]) -> Iterator[ChunkTerms]:
    return chain.from_iterable(text.chunks() for text in texts)


def _others(name: str, texts: Iterable[AnalyzedText]) -> Iterator[OtherWord]:
    """Yield the terms of several texts of a field, a gap between two of them."""
    weight = DOUBLED_WEIGHTS[name]
    position = BASES[name]
    for text in texts:
        for chunk in text.chunks():
            for term, ahead in chunk.terms:
                yield OtherWord(name, term, position + ahead, 2)
                if weight:
                    yield OtherWord(WORDS, term, position + ahead, weight)
            position += chunk.steps
        position += 1


def gist(texts: Iterable[str], language: str) -> dict[str, int]:
    """Return the terms that *texts* have most often, the earlier first, and how often: they say what it is about."""
    counts: Counter[str] = Counter()
    for surface, count in Counter(match.group() for text in texts for match in chunk_matches(text)).items():
        for term in _telling(chunk_parts(surface, language), language):
            counts[term] += count
    return dict(counts.most_common(GIST_TERMS))


def _telling(parts: Iterable[WordPart], language: str) -> Iterator[str]:
    """Yield the terms of words that may say what an article is about."""
    passed_over = stop_words(language)
    for part in parts:
        if part.kind == WORD and len(part.form) > 1 and part.form not in passed_over:
            yield part.form if part.stem == part.form else STEM + part.stem


def _texts(entry: IndexEntry) -> dict[str, list[str]]:
    """Return the texts of an article's fields, in the order of their positions; those of others that hold any."""
    others = {
        "title": [entry.title],
        "author": [entry.author or ""],
        "tag": list(entry.tags),
        "note": [entry.notes],
        "quote": [entry.quotes],
        "site": _site_texts(entry.site or "", "/".join((entry.url or "").split("/", 3)[:3])),
    }
    return {"text": [entry.text]} | {name: texts for name, texts in others.items() if any(texts)}


@lru_cache(maxsize=4096)
def _site_texts(site: str, address: str) -> list[str]:
    """Return what a search for the name of *site* or for the host in *address* finds."""
    # Run together too, so that `site:globalresearch` finds Global Research.
    return [text for text in (site, _host(address).removeprefix("www."), fold(site).replace(" ", "")) if text]


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or "" if "://" in address else ""
    except ValueError:
        # A bracket that nothing closes: an article may tell any address.
        return ""


def _values(entry: IndexEntry, language: str | None) -> dict[str, list[str]]:
    return {
        "sites": [value_term(entry.site)] if entry.site else [],
        "tags": [value_term(tag) for tag in entry.tags if tag],
        "langs": [language_code(language)] if language else [],
        "folders": list(folders_of(entry.path)),
        "has": sorted(entry.has),
    }


def _columns(entry: IndexEntry, spellings: Spellings) -> dict[str, Any]:
    return {
        "published": pack_date(entry.published),
        "first": pack_date(entry.first_published or entry.published),
        "saved": pack_date(entry.saved),
        "ids": entry.id.encode("utf-8", "replace"),
        "prints": fingerprint(entry, spellings.digest).encode(),
        "titles": fold(entry.title)[:_TITLE_KEY].encode("utf-8", "replace"),
    }
