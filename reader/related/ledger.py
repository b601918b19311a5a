"""The figures that articles give of one event: what is counted, each number, who says so, where and when."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from reader.library.csv_text import write_csv
from reader.related.articles import KnownArticle
from reader.related.figures import DAY, NOUN, Figure, format_number, is_grouped, noun_of
from reader.related.names import Mention
from reader.related.profile import Profile
from reader.related.shared_passages import are_copies
from reader.text.sentences import sentence_at, sentences

_Article = tuple[KnownArticle, Profile, str]
COLUMNS = ("counted", "number", "said by", "site", "published", "article", "copies")
_SAYING = re.compile(
    r"\b(?:said|says|told|announced|added|stated|confirmed|reported|claimed|wrote|put|counted|estimated|according\s+to)\b",
    re.IGNORECASE,
)
_WORD = re.compile(NOUN)
# Characters around a number in which what it counts must stand.
_REACH = 48
_PLURALS = frozenset("people children women men police staff personnel cattle livestock euro yuan yen".split())
# “One of the men”, “two days later”: small numbers seldom count anything.
_LEAST = 3
# Who says so stands before the word of saying, or right after it: “the army counted 940 houses in Tolm” names nobody.
_BEFORE, _AFTER = 40, 6


class LedgerRow(NamedTuple):
    """One number as one article gives it: `text[start:end]`. *said_by* is empty where the text names nobody.

    *copies* counts the other articles with the same text.
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


class _Count(NamedTuple):
    key: int
    word: str
    row: LedgerRow


def build_ledger(articles: Iterable[_Article]) -> tuple[LedgerRow, ...]:
    """Return the figures of articles on one event, by what is counted, then by number.

    What is counted most often comes first; words that mean the same in reports (fighters, militants) are one thing. A
    number that an article repeats is one row, with who says so if anybody is named; copies of an article add no rows.
    """
    counts = [count for copies, article in _originals(articles) for count in _once(_counts(copies, *article))]
    spread = Counter(count.key for count in counts)
    words: dict[int, Counter[str]] = {}
    for count in counts:
        words.setdefault(count.key, Counter())[count.word] += 1
    rows = [(-spread[key], row._replace(counted=words[key].most_common(1)[0][0])) for key, _, row in counts]
    return tuple(row for _, row in sorted(rows))


def _originals(articles: Iterable[_Article]) -> list[tuple[int, _Article]]:
    """Return the articles without those that have the text of one before them, and how many copies each has."""
    found: list[tuple[int, _Article]] = []
    # Every article against every original before it: an event has a hundred at most.
    for article in articles:
        for place, (copies, original) in enumerate(found):
            if are_copies(original[1].prints, article[1].prints):
                found[place] = (copies + 1, original)
                break
        else:
            found.append((0, article))
    return found


def _once(counts: Iterable[_Count]) -> Iterable[_Count]:
    """Return the counts of one article without repetitions, and without a source where another one names it."""
    first: dict[tuple[int, str, str], _Count] = {}
    for count in counts:
        first.setdefault((count.key, count.row.number, count.row.said_by), count)
    sourced = {(key, number) for key, number, said_by in first if said_by}
    return [count for (key, number, said_by), count in first.items() if said_by or (key, number) not in sourced]


def _counts(copies: int, article: KnownArticle, profile: Profile, text: str) -> Iterable[_Count]:
    spans = sentences(text)
    for figure in profile.figures:
        if figure.unit == DAY or figure.value < _LEAST or not figure.nouns:
            continue
        word = _counted_word(text, figure)
        if word is None:
            continue
        row = LedgerRow(
            "",
            figure.value,
            _number(figure),
            _speaker(text, *spans[sentence_at(spans, figure.start)], profile.mentions),
            article.site or article.first_site,
            article.published,
            article.id,
            figure.start,
            figure.end,
            copies,
        )
        yield _Count(noun_of(word), word, row)


def _counted_word(text: str, figure: Figure) -> str | None:
    """Return the word for what a figure counts, lower case: of "105 eastern quarters" the quarters, not the eastern.

    It is one of the nouns of the figure, after it or else before it; None if none of them is a word for things that
    are counted.
    """
    after = _WORD.findall(text[figure.end : figure.end + _REACH].partition("\n")[0])
    found = [word for word in after if noun_of(word.casefold()) in figure.nouns]
    if found:
        otherwise = found[0] if figure.unit and found[0].islower() else ""
        return next(filter(_is_counted, found), otherwise).casefold() or None
    begin = max(0, figure.start - _REACH)
    before = [word.casefold() for word in _WORD.findall(text[begin : figure.start].rpartition("\n")[2])]
    return next((word for word in reversed(before) if noun_of(word) in figure.nouns and is_grouped(word)), None)


def _is_counted(word: str) -> bool:
    """Whether a word as written is a plural, no name, or one of the things that reports count."""
    lower = word.casefold()
    return is_grouped(lower) or (lower == word and (word in _PLURALS or (word[-1] == "s" and word[-2:] != "ss")))


def _number(figure: Figure) -> str:
    sign = " %" if figure.unit == "%" else ""
    return f"{'about ' if figure.about else ''}{format_number(figure.value)}{sign}"


def _speaker(text: str, start: int, end: int, mentions: list[Mention]) -> str:
    """Return the name that stands nearest to a word of saying in a sentence; empty if there is none.

    Who says so is never guessed from another sentence.
    """
    near: list[tuple[int, Mention]] = []
    for said in _SAYING.finditer(text, start, end):
        for each in mentions:
            before, after = said.start() - each.end, each.start - said.end()
            if start <= each.start and each.end <= end and (0 <= before <= _BEFORE or 0 <= after <= _AFTER):
                near.append((max(before, after), each))
    if not near:
        return ""
    _, nearest = min(near)
    return text[nearest.start : nearest.end]


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


def format_csv(rows: Iterable[LedgerRow]) -> str:
    """Return a ledger as CSV with a line of column names."""
    return write_csv([COLUMNS, *map(_cells, rows)], line_end="\n")


def format_markdown(rows: Iterable[LedgerRow]) -> str:
    """Return a ledger as a Markdown table."""
    lines = [COLUMNS, ("---",) * len(COLUMNS), *(_cells(row) for row in rows)]
    return "".join(f"| {' | '.join(cell.replace('|', '¦') for cell in line)} |\n" for line in lines)


def _cells(row: LedgerRow) -> tuple[str, ...]:
    cells = (row.counted, row.number, row.said_by, row.site, row.published, row.article, str(row.copies))
    return tuple(" ".join(cell.split()) for cell in cells)
