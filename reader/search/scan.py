"""Searching without an index: article by article, as far as time allows.

For while the index is missing or built anew; simple and slow, and what the tests hold the index against.
"""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from reader.library.names import NamesAuthority
from reader.search.analysis import analyze
from reader.search.choices import Scope
from reader.search.document import BASES, IndexEntry, value_key
from reader.search.errors import SearchTooLong, Watch
from reader.search.hits import spellings_of
from reader.search.lookups import (
    Alternative,
    Element,
    Leaf,
    Lookup,
    attachments_of,
    lookups_in,
    row_starts,
    window_spans,
)
from reader.search.parser import parse
from reader.search.periods import unpack_date
from reader.search.query import (
    SCOPED,
    And,
    DateFilter,
    FigureFilter,
    Filter,
    Node,
    Not,
    Or,
    PhraseNode,
    ValueFilter,
    WordNode,
)
from reader.search.schema import FIELD_SHIFT, SHOWN, STEM, WORD_FIELDS, WORDS
from reader.search.searcher import Hit, Results
from reader.search.spellings import Spellings, form_of
from reader.text.folding import fold
from reader.text.languages import language_code

SCAN_SECONDS = 1.0


@dataclass(slots=True)
class _Asked:
    """What does not change from article to article."""

    lookups: dict[Leaf, Lookup]
    spellings: Spellings
    scope: Scope = field(default_factory=dict)


class _Page:
    """One article as the index would hold it."""

    def __init__(self, entry: IndexEntry, spellings: Spellings, language: str) -> None:
        found = analyze(entry, spellings, language)
        self.id = entry.id
        self._language = language
        self.terms: dict[str, dict[str, list[int]]] = {name: {} for name in (WORDS, *WORD_FIELDS)}
        for term, position in found.text.terms():
            self.terms[WORDS].setdefault(term, []).append(position)
        for other in found.others():
            self.terms[other.field].setdefault(other.term, []).append(other.position)
        told = found.values | {"names": found.names(spellings)}
        self.values = {name: {each.partition(SHOWN)[0] for each in values} for name, values in told.items()}
        columns = found.columns
        self.dates = {"date": columns["published"], "first": columns["first"], "saved": columns["saved"]}
        self.figures = found.figures()

    def positions(self, lookup: Lookup, element: Element) -> list[int]:
        """Return where an element stands, in the field that is asked."""
        terms = self.terms[WORDS if lookup.field in {None, "text"} else str(lookup.field)]
        wanted = [element.form, *(STEM + stem for stem in element.stems), *element.roots]
        attached = attachments_of(element, (self._language,))
        wanted += [term for term in terms if any(each.holds(term) for each in attached)] if attached else ()
        found = sorted({position for term in wanted for position in terms.get(term, ())})
        if lookup.field == "text":
            found = [position for position in found if position >> FIELD_SHIFT == BASES["text"] >> FIELD_SHIFT]
        return found


def scan(
    entries: Iterable[IndexEntry],
    query: str,
    names: NamesAuthority,
    *,
    limit: int = 50,
    scope: Scope | None = None,
    watch: Watch | None = None,
) -> Results:
    """Look through *entries* for a second, or as *watch* says; what has all the words comes first, then most.

    No ranking beyond how often the words are there; `like:` finds nothing here. Raises: Cancelled.
    """
    asked = parse(query, date.today())  # noqa: DTZ011 - the reader's own day is what "today" means
    if asked.problem:
        return Results(asked.text, problem=asked.problem, proposal=asked.proposal)
    spellings = spellings_of(names)
    found: list[tuple[int, int, str, tuple[str, ...]]] = []
    count = 0
    with contextlib.suppress(SearchTooLong):
        for count, entry in enumerate(_watched(entries, watch or Watch(patience=SCAN_SECONDS)), 1):  # noqa: B007 - told below
            language = language_code(entry.language)
            context = _Asked(lookups_in(asked.node, (language,), spellings), spellings, scope or {})
            times, missing = _looked_at(asked.node, _Page(entry, spellings, language), context)
            if times is not None:
                found.append((len(missing), -times, entry.id, missing))
    found.sort()
    hits = tuple(Hit(name, float(-times), missing) for _, times, name, missing in found[:limit])
    strict = sum(1 for each in found if not each[0])
    line = f"The index is not ready: {count:,} articles were searched one by one."
    return Results(asked.text, len(found), strict < len(found), hits, (*asked.notices, line), strict_total=strict)


def _watched(entries: Iterable[IndexEntry], watch: Watch) -> Iterator[IndexEntry]:
    for entry in entries:
        watch.check()
        yield entry


def _looked_at(node: Node | None, page: _Page, asked: _Asked) -> tuple[int | None, tuple[str, ...]]:
    """How often the words are there, `None` where the article is none of those asked for; the words it lacks."""
    nodes = node.nodes if isinstance(node, And) else () if node is None else (node,)
    times, missing, had = 0, [], 0
    for each in nodes:
        lookup = asked.lookups[each] if isinstance(each, WordNode) else None
        if lookup is None or lookup.is_required:
            if not _holds(each, page, asked):
                return None, ()
            continue
        here = _times(lookup, page)
        times += here
        if here:
            had += 1
        elif not lookup.is_function_word:
            missing.append(lookup.label)
    return (None, ()) if missing and not had else (times, tuple(missing))


def _holds(node: Node, page: _Page, asked: _Asked) -> bool:
    if isinstance(node, Not):
        return not _holds(node.node, page, asked)
    if isinstance(node, And):
        return all(_holds(each, page, asked) for each in node.nodes)
    if isinstance(node, Or):
        return any(_holds(each, page, asked) for each in node.nodes)
    return _leaf_holds(node, page, asked)


def _leaf_holds(node: Leaf | Filter, page: _Page, asked: _Asked) -> bool:
    if isinstance(node, (WordNode, PhraseNode)):
        return bool(_times(asked.lookups[node], page))
    if isinstance(node, DateFilter):
        return _is_dated(node, page)
    if isinstance(node, FigureFilter):
        return any(map(node.holds, page.figures))
    return _has_value(node, page, asked)


def _times(lookup: Lookup, page: _Page) -> int:
    return sum(
        len(_starts([page.positions(lookup, element) for element in alternative.elements], lookup.within))
        for alternative in _alternatives(lookup, page)
    )


def _starts(held: list[list[int]], within: int | None) -> list[int]:
    places = list(enumerate(held))
    return row_starts(places) if within is None else [window[0][0] for window in window_spans(places, within)]


def _alternatives(lookup: Lookup, page: _Page) -> Iterator[Alternative]:
    yield from lookup.alternatives
    if lookup.pattern is not None:
        field_name = WORDS if lookup.field in {None, "text"} else str(lookup.field)
        for term in page.terms[field_name]:
            if lookup.pattern.holds(term):
                yield Alternative((Element(term),))


def _is_dated(node: DateFilter, page: _Page) -> bool:
    packed = page.dates[node.field]
    if not packed:
        return False
    first, last = unpack_date(packed)
    period = node.period
    return (period.first is None or period.first <= first) and (period.last is None or last <= period.last)


def _has_value(node: ValueFilter, page: _Page, asked: _Asked) -> bool:
    if node.field in SCOPED:
        return page.id in asked.scope.get(node.state, frozenset())
    if node.field == "name":
        heading = asked.spellings.heading_by_form.get(form_of(node.value))
        return heading is not None and value_key(heading) in page.values["names"]
    keys = {
        "tag": ("tags", value_key(node.value)),
        "site": ("sites", value_key(node.value)),
        "lang": ("langs", language_code(node.value)),
        "in": ("folders", fold(node.value.strip("/"))),
        "has": ("has", node.value),
    }
    name, key = keys.get(node.field, ("has", ""))
    return key in page.values[name]
