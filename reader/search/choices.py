"""Filters by values: dates, figures, states, names and others."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from reader.search.document import value_key
from reader.search.errors import Watch
from reader.search.evaluation import ColumnQuery, Disjunction, QueryTree, TermQuery, WordQuery
from reader.search.lookups import Alternative, Element, Lookup
from reader.search.operands import shorten
from reader.search.periods import unpack_date
from reader.search.query import SCOPED, DateFilter, FigureFilter, Filter, ValueFilter
from reader.search.schema import SHOWN
from reader.search.snapshot import UNWATCHED, Snapshot
from reader.search.spellings import Spellings, form_of
from reader.search.weights import NONE, Integers, articles_of, distinct, together, without
from reader.text.folding import fold
from reader.text.languages import language_code

Scope = Mapping[str, frozenset[str]]
_NAMED = 6
_LAST_DAY = date.max.toordinal()
_DATE_COLUMNS = {"date": "published", "first": "first", "saved": "saved"}


_NOBODY = {"speaker": "Nobody called “{}” is quoted.", "said": "No statement with “{}” was found."}


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """A filter as a query, and a sentence where it was not simply what was typed."""

    query: QueryTree
    line: str | None = None


def choice_of(
    node: Filter, snapshot: Snapshot, scope: Scope, spellings: Spellings, watch: Watch = UNWATCHED
) -> FilterChoice:
    """Return what *node* chooses, looked for under *watch*; *scope* tells the articles of each state."""
    if isinstance(node, DateFilter):
        return _dates(node, snapshot)
    if isinstance(node, FigureFilter):
        return FilterChoice(
            ColumnQuery(f"figure {node.low} {node.high}", lambda index: _with_figure(index, node.low, node.high, watch))
        )
    if node.field in SCOPED:
        return _state(node, scope)
    if node.field == "name":
        return _name(node, spellings)
    return _value(node, snapshot)


def _dates(node: DateFilter, snapshot: Snapshot) -> FilterChoice:
    first, last = node.period.first or 0, node.period.last or _LAST_DAY
    held = np.array(snapshot.dates(_DATE_COLUMNS[node.field]), np.int64)
    is_found = (held % 4 == 3) & (held >= first * 4) & (held <= last * 4 + 3)
    is_vague = np.zeros(len(held), np.bool_)
    for packed in distinct(held[(held % 4 != 3) & (held > 0)]).tolist():
        start, end = unpack_date(packed)
        if first <= start and end <= last:
            is_found |= held == packed
        elif start <= last and first <= end:
            is_vague |= held == packed
    found, vague = (without(np.flatnonzero(each), snapshot.deleted) for each in (is_found, is_vague))
    # A date is never invented: December 2016 may be the fifth, or may not.
    line = f"{len(vague):,} more may match; only their year or month is known." if len(vague) else None
    return FilterChoice(ColumnQuery(f"{node.field} {first} {last}", lambda _: found), line)


def _with_figure(snapshot: Snapshot, low: float | None, high: float | None, watch: Watch) -> Integers:
    found: list[Integers] = []
    for values, numbers in snapshot.figures(watch):
        start = bisect_left(values, low) if low is not None else 0
        end = bisect_right(values, high) if high is not None else len(values)
        found.append(distinct(np.array(numbers[start:end], np.int64)))
    return without(together(found), snapshot.deleted)


def _state(node: ValueFilter, scope: Scope) -> FilterChoice:
    state = node.state
    ids = scope.get(state)
    if ids is None:
        return FilterChoice(
            ColumnQuery(f"is {state}", lambda _: NONE), f"“{node.field}:{node.value}” cannot be searched here."
        )

    def choose(snapshot: Snapshot) -> Integers:
        numbers = map(snapshot.number_of, ids)
        return articles_of(number for number in numbers if number is not None)

    line = None if ids else _NOBODY.get(node.field)
    return FilterChoice(ColumnQuery(f"is {state} {hash(ids)}", choose), line and line.format(shorten(node.value)))


def _name(node: ValueFilter, spellings: Spellings) -> FilterChoice:
    form = form_of(node.value)
    heading = spellings.heading_by_form.get(form) or spellings.heading_by_form.get(
        tuple(word.lstrip("^") for word in form)
    )
    headings = (heading,) if heading else spellings.headings_starting(form) if form else ()
    forms = [each for name in headings for each in spellings.forms_by_heading[name]]
    alternatives = tuple(Alternative(tuple(map(Element, each))) for each in forms)
    lookup = Lookup(f"name:{node.value}", None, alternatives, is_required=True)
    line = None
    if not headings:
        line = f"names.yaml has no name “{shorten(node.value)}”."
    elif not heading:
        named = ", ".join(headings[:_NAMED]) + (" and others" if len(headings) > _NAMED else "")
        line = f"“name:{shorten(node.value)}” matches {named}."
    return FilterChoice(WordQuery(lookup), line)


_VALUE_FIELDS: dict[str, tuple[str, Callable[[str], str]]] = {
    "tag": ("tags", value_key),
    "site": ("sites", value_key),
    "lang": ("langs", language_code),
    "in": ("folders", lambda value: fold(value.strip("/"))),
    "has": ("has", str),
}


def _value(node: ValueFilter, snapshot: Snapshot) -> FilterChoice:
    field, key_of = _VALUE_FIELDS[node.field]
    key = key_of(node.value)
    terms = [key]
    if field in {"tags", "sites"}:
        terms = [term.decode() for term in snapshot.terms(field, (key + SHOWN).encode())]
    return FilterChoice(Disjunction([TermQuery(field, term) for term in terms]), _unknown(node, field, terms, snapshot))


def _unknown(node: ValueFilter, field: str, terms: list[str], snapshot: Snapshot) -> str | None:
    if any(snapshot.counts(field, [term.encode()]) for term in terms):
        return None
    known = [term.decode().partition(SHOWN)[2] or term.decode() for term in list(snapshot.terms(field, b""))[:8]]
    there = f"; use {', '.join(known)}" if known else ""
    return f"No article has “{node.field}:{shorten(node.value)}”{there}."
