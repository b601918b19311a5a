"""The places of a query's words in a text, found without the index."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from reader.library.errors import never
from reader.library.names import NamesAuthority
from reader.search.lookups import (
    Alternative,
    Element,
    Leaf,
    Lookup,
    Manner,
    Pattern,
    attachments_of,
    lookup_of,
    lookups_in,
    row_starts,
    window_spans,
)
from reader.search.operands import SHORTEST_PREFIX
from reader.search.parser import parse
from reader.search.query import PLAIN, PREFIX, FigureFilter, Node, PhraseNode, Query, ValueFilter, WordNode, leaves
from reader.search.spellings import CAPITALS, Spellings, form_of, is_acronym
from reader.text.distance import FIXED_LETTERS
from reader.text.folding import fold
from reader.text.languages import language_code
from reader.text.numbers import number_value
from reader.text.words import ARTICLE, WORD, WordPart, chunk_matches, chunk_parts

if TYPE_CHECKING:
    from reader.text.attachments import Attachment

Span = tuple[int, int]
# The steps that a chunk of text takes, and of the parts that matter: how far ahead, and whether it is a hit alone.
_Seen = tuple[int, tuple[tuple[int, WordPart, bool], ...]]
_NOTHING: _Seen = (1, ())
_MOST_KNOWN = 20_000
# Words between two questions whether that is enough: some milliseconds.
_LOOKED_AT = 4096


def find_hits(
    text: str,
    query: str,
    names: NamesAuthority,
    *,
    language: str | None = None,
    field: str = "text",
    is_typing: bool = False,
) -> list[Span]:
    """Return the spans of *text* that the words of *query* match, in order, none within another.

    Analyzed as the index does: other endings and other spellings of a name match too; a phrase is one span. *text*
    is the *field* of an article in *language*: words that the query asks of another field are not marked. With
    *is_typing* the last word also matches what it may become.
    """
    return finder_of(query, names, is_typing=is_typing).spans(text, language_code(language), field)


def finder_of(query: str, names: NamesAuthority, *, is_typing: bool = False) -> "HitFinder":
    """Return what finds the words of *query*, as `find_hits` does; made once for the same query and *names*."""
    return _finder_of(query, _Same(names), is_typing and not query[-1:].isspace())


def spellings_of(names: NamesAuthority) -> Spellings:
    """Return the spellings of an authority, made once for it."""
    return _spellings_of(_Same(names))


class _Same:
    """Names that are equal to themselves alone: to compare thousands of them would take longer than to find hits."""

    def __init__(self, names: NamesAuthority) -> None:
        self.names = names

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.names is other.names

    def __hash__(self) -> int:
        return id(self.names)


@lru_cache(maxsize=4)
def _spellings_of(same: _Same) -> Spellings:
    return Spellings.of(same.names)


@lru_cache(maxsize=4)
def _finder_of(query: str, same: _Same, is_typing: bool) -> "HitFinder":
    return HitFinder(query, _spellings_of(same), is_typing=is_typing)


class HitFinder:
    """Finds the words of one query in texts, in whatever language and field of an article they are.

    With *is_typing* the last word also stands for what it may become.
    """

    def __init__(self, query: str, spellings: Spellings, *, is_typing: bool = False) -> None:
        self._query = parse(query)
        self._spellings = spellings
        self._is_typing = is_typing
        self._matchers: dict[tuple[str, str], TextMatcher] = {}
        self._lookups: dict[str, dict[Leaf, Lookup]] = {}

    def spans(self, text: str, language: str, field: str = "text", is_enough: Callable[[], bool] = never) -> list[Span]:
        """Return the spans of *text* that the query's words match, in order, none within another.

        Once *is_enough*, which is asked every few thousand words, those that were found by then.
        """
        return self.matcher(language, field).spans(text, is_enough)

    def matcher(self, language: str, field: str) -> "TextMatcher":
        """Return what finds the words in a field of articles in *language*."""
        matcher = self._matchers.get((language, field))
        if matcher is None:
            if language not in self._lookups:
                self._lookups[language] = lookups_in(self._query.node, (language,), self._spellings)
            lookups = self._lookups[language]
            matcher = TextMatcher(self._query, lookups, self._spellings, language, field)
            self._matchers[language, field] = matcher
            if self._is_typing:
                matcher.complete_last()
        return matcher


class WantedWords(NamedTuple):
    """Words of which the form or the stem is one of these, or the form begins with one of *starts*; those of *rows*."""

    forms: frozenset[str]
    stems: frozenset[str]
    starts: frozenset[str]
    rows: tuple[Alternative, ...]


class TextMatcher:
    """Finds the words of one query in texts of one field and language; what it has seen of a word once it knows."""

    def __init__(
        self, asked: Query, lookups: Mapping[Leaf, Lookup], spellings: Spellings, language: str, field: str
    ) -> None:
        self._language = language
        self._field = field
        self._singles: set[str] = set()
        self._stems: set[str] = set()
        self._holding: list[Attachment] = []
        self._attached: dict[Element, tuple[Attachment, ...]] = {}
        self._patterns: list[Pattern] = []
        self._figures: list[FigureFilter] = []
        self._rows: list[tuple[tuple[Element, ...], int | None]] = []
        self._known: dict[str, _Seen] = {}
        wanted = [leaf for leaf, is_negated in leaves(asked.node) if not is_negated]
        for lookup in _shown(wanted, field, lookups):
            self._take(lookup)
        for leaf in wanted:
            self._take_filter(leaf, spellings)
        self._in_rows = [element for row, _ in self._rows for element in row]
        self._held = tuple(dict.fromkeys(map(attrgetter("start"), self._holding)))
        self._asks_more = any((self._held, self._patterns, self._figures))
        self._last = next((leaf for leaf in wanted if isinstance(leaf, WordNode) and leaf.end == len(asked.text)), None)

    def complete_last(self) -> None:
        """Take what the last word may become for a hit too."""
        text = fold(self._last.surface) if self._last is not None and self._last.kind == PLAIN else ""
        if len(text) >= SHORTEST_PREFIX:
            self._patterns.append(Pattern(PREFIX, text))
            self._asks_more = True

    def _take(self, lookup: Lookup) -> None:
        if lookup.pattern is not None:
            self._patterns.append(lookup.pattern)
        for alternative in lookup.alternatives:
            self._take_alternative(alternative, lookup.within)

    def _take_alternative(self, alternative: Alternative, within: int | None) -> None:
        for element in alternative.elements:
            self._attached[element] = attachments_of(element, (self._language,))
        if len(alternative.elements) > 1:
            self._rows.append((alternative.elements, within))
            return
        element = alternative.elements[0]
        self._singles.add(element.form)
        self._stems.update(element.stems)
        self._holding += self._attached[element]

    def _take_filter(self, leaf: Node, spellings: Spellings) -> None:
        if isinstance(leaf, FigureFilter):
            self._figures.append(leaf)
        elif isinstance(leaf, ValueFilter) and leaf.field == "name":
            heading = spellings.heading_by_form.get(form_of(leaf.value))
            for form in spellings.forms_by_heading.get(heading or "", ()):
                self._take_alternative(Alternative(tuple(map(Element, form))), None)
        elif isinstance(leaf, ValueFilter) and leaf.field in {"speaker", "said"} and self._field == "text":
            self._take(lookup_of(PhraseNode(leaf.value, leaf.start, leaf.end), Manner((self._language,))))

    def wanted(self) -> "WantedWords | None":
        """Return what every word has that can be part of a hit, `None` where others can be."""
        starts = {each.text if each.kind == PREFIX else each.text[:FIXED_LETTERS] for each in self._patterns}
        if (
            self._figures
            or any(self._attached.values())
            or min(map(len, starts), default=FIXED_LETTERS) < FIXED_LETTERS
        ):
            return None
        rows = tuple(Alternative(row) for row, within in self._rows if within is None)
        return WantedWords(*self._scattered(), frozenset(starts), rows)

    def _scattered(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the forms and the stems of all words but those that stand in a row."""
        near = [element for row, within in self._rows if within is not None for element in row]
        forms = self._singles.union(element.form for element in near)
        return frozenset(forms), frozenset(self._stems.union(*(element.stems for element in near)))

    def spans(self, text: str, is_enough: Callable[[], bool] = never) -> list[Span]:
        """Return the spans of *text* that the query's words match, as `HitFinder.spans`."""
        return self.spans_of(self._notable_chunks(text, is_enough))

    def _notable_chunks(self, text: str, is_enough: Callable[[], bool]) -> Iterator[tuple[int, int, str]]:
        """Yield the chunks of *text* that are not known to be beside the point: position, start and surface."""
        position = 0
        known = self._known.get
        for number, match in enumerate(chunk_matches(text), 1):
            if number % _LOOKED_AT == 0 and is_enough():
                break
            surface = match.group()
            seen = known(surface) or self._look_at(surface)
            if seen is _NOTHING:
                position += 1
                continue
            yield position, match.start(), surface
            position += seen[0]

    def spans_of(self, chunks: Iterable[tuple[int, int, str]]) -> list[Span]:
        """Return the spans that the query's words match in *chunks* of a text: position, start and surface of each."""
        found: list[Span] = []
        placed: list[tuple[int, int, int, WordPart]] = []
        known, rows = self._known, self._rows
        for position, start, surface in chunks:
            for ahead, part, is_hit in (known.get(surface) or self._look_at(surface))[1]:
                if is_hit:
                    found.append((start + part.start, start + part.end))
                if rows:
                    placed.append((position + ahead, start + part.start, start + part.end, part))
        if placed:
            found += self._row_spans(placed)
        return _outermost(found) if len(found) > 1 else found

    def _look_at(self, surface: str) -> "_Seen":
        """Return the steps that a chunk takes, and of its parts that matter: how far ahead, and whether it is a hit."""
        steps = 0
        matches: list[tuple[int, WordPart, bool]] = []
        for part in chunk_parts(surface, self._language):
            is_hit = self._is_hit(part, surface)
            if is_hit or (self._in_rows and any(self._fits(element, part) for element in self._in_rows)):
                matches.append((steps, part, is_hit))
            steps += part.step
        found = (steps, tuple(matches)) if matches or steps != 1 else _NOTHING
        if len(self._known) < _MOST_KNOWN:
            self._known[surface] = found
        return found

    def _is_hit(self, part: WordPart, chunk: str) -> bool:
        if part.form in self._singles or (part.kind == WORD and part.stem in self._stems):
            return True
        if CAPITALS + part.form in self._singles and is_acronym(chunk[part.start : part.end]):
            return True
        return self._asks_more and part.kind != ARTICLE and self._is_like(part.form)

    def _is_like(self, form: str) -> bool:
        # Most words begin like none of them, which is told in one step.
        if form.startswith(self._held) and any(attachment.holds(form) for attachment in self._holding):
            return True
        return any(pattern.holds(form) for pattern in self._patterns) or self._is_figure(form)

    def _fits(self, element: Element, part: WordPart) -> bool:
        if part.form == element.form or (part.kind == WORD and part.stem in element.stems):
            return True
        return any(each.holds(part.form) for each in self._attached[element] if not each.is_loose)

    def _is_figure(self, form: str) -> bool:
        value = number_value(form) if self._figures else None
        return value is not None and any(each.holds(value) for each in self._figures)

    def _row_spans(self, placed: Sequence[tuple[int, int, int, WordPart]]) -> Iterator[Span]:
        for row, within in self._rows:
            held: list[dict[int, Span]] = []
            for element in row:
                fitting = (
                    (position, (start, end)) for position, start, end, part in placed if self._fits(element, part)
                )
                held.append(dict(fitting))
            positions = [(place, sorted(spans)) for place, spans in enumerate(held)]
            if not all(held):
                continue
            if within is None:
                for start in row_starts(positions):
                    yield held[0][start][0], held[-1][start + len(row) - 1][1]
            else:
                for window in window_spans(positions, within):
                    yield from (held[place][position] for position, place in window)


def _shown(wanted: Iterable[Node], field: str, lookups: Mapping[Leaf, Lookup]) -> list[Lookup]:
    """Return the lookups that ask this field, without function words: they would mark every line."""
    words = [leaf for leaf in wanted if isinstance(leaf, (WordNode, PhraseNode)) and leaf.field in {None, field}]
    found = [lookups[leaf] for leaf in words]
    return [lookup for lookup in found if not lookup.is_function_word] or found


def _outermost(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or end > found[-1][1]:
            if found and start < found[-1][1]:
                # Two phrases that overlap are one hit.
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found
