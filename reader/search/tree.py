"""The query tree: Whoosh's own operators over leaves that are looked up in bulk."""

from collections.abc import Callable

from whoosh.query.compound import And, Or
from whoosh.query.positional import Sequence
from whoosh.query.qcore import Query
from whoosh.query.terms import Term

from reader.search.phrases import field_of
from reader.search.readings import Alternative, Reading
from reader.search.snapshot import Snapshot
from reader.search.terms import class_terms, exact_term


class WordQuery(Or):
    """The alternatives of one reading; Whoosh's searcher can run it term by term, ours by the reading."""

    def __init__(self, reading: Reading) -> None:
        field = field_of(reading)
        super().__init__([_alternative(each, field, reading.within) for each in reading.alternatives])
        self.reading = reading


class Chosen(Query):
    """The articles that a column tells: by date, by figure, by the state that the caller knows.

    Only our own evaluation runs it: Whoosh's searcher knows no columns of ours.
    """

    def __init__(self, label: str, choose: Callable[[Snapshot], set[int]]) -> None:
        self.label = label
        self.choose = choose
        self.boost = 1.0


def _alternative(alternative: Alternative, field: str, within: int | None) -> Query:
    elements: list[Query] = []
    for element in alternative.elements:
        terms = class_terms(element) if element.stems else [exact_term(element)]
        elements.append(Or([Term(field, term.decode()) for term in terms]))
    if len(elements) == 1:
        return elements[0]
    if within is None:
        return Sequence(elements, slop=1, ordered=True)
    return And(elements)
