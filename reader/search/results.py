"""What a search answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; *missing* are the words of the query that it does not have."""

    id: str
    score: float
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to *query*.

    *total* counts all that were found, *hits* holds the first of them. *relaxed*: articles that have only some of
    the words follow those that have all (`strict_total` of them). *lines* are sentences about how the query was
    read, relaxed or bounded; *problem* is one when it could not be searched, and *proposal* what may have been
    meant. *terms* are the words that were looked for, as typed. *relaxing* is the one of *lines* that parts the
    articles with all the words from those with some.
    """

    query: str
    total: int = 0
    relaxed: bool = False
    hits: tuple[Hit, ...] = ()
    lines: tuple[str, ...] = ()
    problem: str | None = None
    terms: tuple[str, ...] = ()
    proposal: str | None = None
    strict_total: int = 0
    relaxing: str = ""
