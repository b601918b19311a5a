"""The figures that articles give of one event: what is counted and what happened, each number, who says so, where."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from reader.library.csv_text import write_csv
from reader.related.articles import KnownArticle
from reader.related.counted_nouns import NOUN, is_grouped, noun_of
from reader.related.figures import Figure
from reader.related.profile import Profile
from reader.related.statements.account import Account
from reader.related.statements.claim import Claim, is_apart
from reader.related.statements.claim_words import amount_words
from reader.related.statements.happenings import happening
from reader.related.statements.other_numbers import UNCOUNTED
from reader.related.statements.tokens import is_named
from reader.related.terms import number_of
from reader.text.saying_words import saying_words

_Article = tuple[KnownArticle, Profile, str, Account]
COLUMNS = (
    "counted",
    "event",
    "number",
    "said by",
    "via",
    "denied by",
    "site",
    "published",
    "standing",
    "article",
    "copies",
)
AGREES, WITHIN, CONTRADICTS = "agrees", "within", "contradicts"
_WORD = re.compile(NOUN)
# What stands before a figure without a mark or another number between, in the same line.
_NEAR_BEFORE = re.compile(r"[^\d,;:.()\n]*\Z")
# Characters around a number in which what it counts must stand.
_REACH = 48
_PLURALS = frozenset("people children women men police staff personnel cattle livestock euro yuan yen".split())
# “One of the men”, “two days later”: small numbers seldom count anything.
_LEAST = 3
# Letters of other scripts tell no plurals and, but for their capitals, no names.
_BEYOND_LATIN = "\u0370"
# Rows of one thing and event that are compared with each other: a table of thousands would cost the square of them.
_MOST_COMPARED = 150


class LedgerRow(NamedTuple):
    """One number as one article gives it: `text[start:end]`. *said_by* is empty where the text names nobody.

    *value* is the least that a number may be that is no single one; *event* is the base form of what happened.
    *standing* says how it stands to what other articles give for the same thing and event: AGREES, WITHIN the bounds
    of another, CONTRADICTS, or empty. *copies* counts the other articles with the same text.
    """

    counted: str
    value: float
    number: str
    said_by: str
    site: str
    published: str
    article: str
    start: int
    end: int
    copies: int = 0
    event: str = ""
    bound: str = ""
    low: float | None = None
    high: float | None = None
    via: str = ""
    denied_by: str = ""
    day: str = ""
    standing: str = ""


class _Count(NamedTuple):
    thing: int
    happened: str
    word: str
    row: LedgerRow
    claim: Claim


def build_ledger(articles: Iterable[_Article]) -> tuple[LedgerRow, ...]:
    """Return the figures of articles on one event, by what is counted and what happened, then by number.

    What is counted most often comes first; words that mean the same in reports (fighters, militants; killed, died) are
    one thing. A number that an article repeats is one row, with who says so if anybody is named; copies of an article
    add no rows.
    """
    counts = [count for copies, article in _originals(articles) for count in _once(_counts(copies, *article))]
    spread = Counter(count.thing for count in counts)
    words: dict[int, Counter[str]] = {}
    by_thing: dict[int, list[_Count]] = {}
    groups: dict[tuple[int, str], list[_Count]] = {}
    for count in counts:
        words.setdefault(count.thing, Counter())[count.word] += 1
        by_thing.setdefault(count.thing, []).append(count)
        groups.setdefault((count.thing, count.happened), []).append(count)
    rows = []
    for (thing, happened), group in groups.items():
        others = [*group, *groups.get((thing, ""), ())] if happened else by_thing[thing]
        if len({count.row.article for count in others}) == 1:
            # What one article alone counts agrees with nothing: a report of thousands of figures opens at once.
            others = []
        word = words[thing].most_common(1)[0][0]
        # What only undated background tells comes last.
        is_background = not any(each.row.published for each in group)
        order = (is_background, -spread[thing], word, -len(group), happened)
        rows += [(order, each.row._replace(counted=word, standing=_standing(each, others))) for each in group]
    return tuple(row for _, row in sorted(rows, key=_by_number))


def _by_number(pair: tuple[tuple[Any, ...], LedgerRow]) -> tuple[Any, ...]:
    order, row = pair
    return order, not row.published, row.value, row.article, row.start


def _standing(count: _Count, others: Sequence[_Count]) -> str:
    """Return how a number stands to those that other articles give for the same thing and event.

    *others* are the numbers of that thing which are told of this event, or of none, its own article's among them.
    Where a text names no event, it may be any; but then nothing contradicts.
    """
    by_article: dict[str, list[_Count]] = {}
    for other in others[:_MOST_COMPARED]:
        if other.row.article != count.row.article and _may_be_of_one_day(count, other):
            by_article.setdefault(other.row.article, []).append(other)
    if any(_excludes(count, counts) for counts in by_article.values()):
        return CONTRADICTS
    return _fit(count, [each for counts in by_article.values() for each in counts])


def _fit(count: _Count, others: Iterable[_Count]) -> str:
    fitting = [each for each in others if not is_apart(count.claim, each.claim)]
    limits = count.claim.low, count.claim.high
    if any((each.claim.low, each.claim.high) == limits for each in fitting):
        return AGREES
    # Numbers of which it is not told what happened fit too easily.
    return WITHIN if count.happened and any(each.happened for each in fitting) else ""


def _may_be_of_one_day(count: _Count, other: _Count) -> bool:
    return not (count.claim.day and other.claim.day) or count.claim.day == other.claim.day


def _excludes(count: _Count, others: Sequence[_Count]) -> bool:
    """Whether another article gives numbers for the very event, and none that may be this one.

    Of an article without a date it is not known when what it tells was so.
    """
    if any(not each.row.published and not each.claim.day for each in (count, *others)):
        return False
    is_same = count.happened and any(other.happened == count.happened for other in others)
    return bool(is_same) and all(is_apart(count.claim, other.claim) for other in others)


def _originals(articles: Iterable[_Article]) -> list[tuple[int, _Article]]:
    """Return the articles without those that have the text of one before them, and how many copies each has."""
    found: list[tuple[int, _Article]] = []
    # Every article against every original before it: an event has a hundred at most.
    for article in articles:
        for place, (copies, original) in enumerate(found):
            if original[1].prints.are_of_one_text(article[1].prints):
                found[place] = (copies + 1, original)
                break
        else:
            found.append((0, article))
    return found


def _once(counts: Iterable[_Count]) -> Iterable[_Count]:
    """Return the counts of one article without repetitions, and without a source where another one names it."""
    first: dict[tuple[int, str, str], _Count] = {}
    for count in counts:
        first.setdefault((count.thing, count.row.number, count.row.said_by), count)
    sourced = {(thing, number) for thing, number, said_by in first if said_by}
    return [count for (thing, number, said_by), count in first.items() if said_by or (thing, number) not in sourced]


def _counts(copies: int, article: KnownArticle, profile: Profile, text: str, account: Account) -> Iterable[_Count]:
    figures = {figure.start: figure for figure in profile.figures}
    for claim in account.claims:
        if claim.unit in UNCOUNTED:
            continue
        figure = figures.get(claim.start)
        word = _word_for(text, figure, claim)
        if word is not None and _least(claim) >= _LEAST:
            row = _row(copies, article, claim)
            # A share is never the number of things.
            thing = number_of(f"% {word}") if claim.unit == "%" else noun_of(word) or number_of(word)
            yield _Count(thing, happening(claim.event), word, row, claim)


def _least(claim: Claim) -> float:
    """Return the value of a claim, or the least that it may be."""
    return claim.value if claim.value is not None else claim.low or 0


def _row(copies: int, article: KnownArticle, claim: Claim) -> LedgerRow:
    parties = (claim.speaker, claim.via, claim.denied_by)
    speaker, via, denied_by = (each.name if each and is_named(each.name) else "" for each in parties)
    return LedgerRow(
        counted="",
        value=_least(claim),
        number=amount_words(claim),
        said_by=speaker,
        site=article.site or article.first_site,
        published=article.published,
        article=article.id,
        start=claim.start,
        end=claim.end,
        copies=copies,
        event=claim.event,
        bound=claim.bound,
        low=claim.low,
        high=claim.high,
        via=via,
        denied_by=denied_by,
        day=claim.day,
    )


def _last_counted(claim: Claim) -> str | None:
    """Return the head of what is counted where no figure in digits stands, or what "of them" stands for."""
    words = _WORD.findall(claim.counted.partition(" of ")[0])
    return words[-1].casefold() if words and _is_counted(words[-1]) else None


def _word_for(text: str, figure: Figure | None, claim: Claim) -> str | None:
    """Return the word for what a claim counts, lower case; None if none is told."""
    if figure is None:
        return _last_counted(claim)
    return _word_after(text, figure) or _last_counted(claim) or _word_before(text, figure)


def _word_after(text: str, figure: Figure) -> str | None:
    """Return the word for what a figure counts, lower case: of "105 eastern quarters" the quarters, not the eastern.

    It is one of the nouns of the figure; None if none of them is a word for things that are counted.
    """
    after = _WORD.findall(text[figure.end : figure.end + _REACH].partition("\n")[0])
    found = [word for word in after if noun_of(word.casefold()) in figure.nouns]
    otherwise = found[0] if found and figure.unit and found[0].islower() else ""
    return next(filter(_is_counted, found), otherwise).casefold() or None


def _word_before(text: str, figure: Figure) -> str | None:
    """Return the word before a figure for what it counts: "the number of dead rose to 412", "killed | 412".

    Where a mark or another number stands between, it is not told what is counted.
    """
    before = _NEAR_BEFORE.search(text, max(0, figure.start - _REACH), figure.start)
    words = [word.casefold() for word in _WORD.findall(before.group())] if before else []
    return next((word for word in reversed(words) if noun_of(word) in figure.nouns and is_grouped(word)), None)


def _is_counted(word: str) -> bool:
    """Whether a word as written is a plural, no name, or one of the things that reports count."""
    lower = word.casefold()
    verb = saying_words("en").get(lower)
    if verb is not None and "noun" not in verb.classes:
        # "Who confirms 1,524" counts no confirms.
        return False
    if lower[0] >= _BEYOND_LATIN:
        return True
    return is_grouped(lower) or (lower == word and (word in _PLURALS or (word[-1] == "s" and word[-2:] != "ss")))


SORTS: Mapping[str, Callable[[LedgerRow], Any]] = {
    "number": lambda row: (row.value, row.counted),
    "said": lambda row: (not row.said_by, row.said_by.casefold()),
    "site": lambda row: (not row.site, row.site.casefold()),
    "published": lambda row: (not row.published, row.published),
}


def sort_rows(rows: Sequence[LedgerRow], column: str, *, backwards: bool = False) -> tuple[LedgerRow, ...]:
    """Return the rows of a ledger by a column of SORTS, or as `build_ledger` returns them for any other."""
    found = sorted(rows, key=SORTS[column]) if column in SORTS else list(rows)
    return tuple(reversed(found) if backwards else found)


def filter_rows(rows: Sequence[LedgerRow], *, speaker: str = "", event: str = "") -> tuple[LedgerRow, ...]:
    """Return the rows in whose speaker's name *speaker* stands, and of which *event* or a verb of its kind is told."""
    wanted = happening(event.casefold())
    return tuple(
        row
        for row in rows
        if speaker.casefold() in row.said_by.casefold() and (not wanted or happening(row.event) == wanted)
    )


def format_csv(rows: Iterable[LedgerRow]) -> str:
    """Return a ledger as CSV with a line of column names."""
    return write_csv([COLUMNS, *map(_cells, rows)], line_end="\n")


def format_markdown(rows: Iterable[LedgerRow]) -> str:
    """Return a ledger as a Markdown table."""
    lines = [COLUMNS, ("---",) * len(COLUMNS), *(_cells(row) for row in rows)]
    return "".join(f"| {' | '.join(cell.replace('|', '¦') for cell in line)} |\n" for line in lines)


def _cells(row: LedgerRow) -> tuple[str, ...]:
    who = (row.said_by, row.via, row.denied_by)
    cells = (row.counted, row.event, row.number, *who, row.site, row.published, row.standing, row.article)
    return (*(" ".join(cell.split()) for cell in cells), str(row.copies))
