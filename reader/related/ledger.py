"""The figures told about one event: what is counted, each number, who says so, where and when."""

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
_REACH = 48
_PLURALS = frozenset("people children women men police staff personnel cattle livestock euro yuan yen".split())
_LEAST = 3
# Who says so stands before the word of saying, or right after it: “the army counted 940 houses in Tolm” names nobody.
_BEFORE, _AFTER = 40, 6


class LedgerRow(NamedTuple):
    """One number as one article tells it: `text[start:end]`. *said_by* is empty where the text names nobody.

    *copies* is how many other articles have the same text and so say the same.
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


class _Counted(NamedTuple):
    key: int
    word: str
    told: LedgerRow


def build_ledger(articles: Iterable[_Article]) -> tuple[LedgerRow, ...]:
    """Return the figures of articles of one event, with their plain texts, by what is counted, then by number.

    What is counted most comes first; words that mean the same in reports (fighters, militants) are one thing. What an
    article says twice is told once, with who says so if it names anybody; what copies of an article say, it alone says.
    """
    rows = [row for copies, article in _originals(articles) for row in _once(_rows(copies, *article))]
    spread = Counter(row.key for row in rows)
    words: dict[int, Counter[str]] = {}
    for row in rows:
        words.setdefault(row.key, Counter())[row.word] += 1
    named = [(-spread[row.key], row.told._replace(counted=words[row.key].most_common(1)[0][0])) for row in rows]
    return tuple(told for _, told in sorted(named, key=lambda pair: (pair[0], pair[1])))


def _originals(articles: Iterable[_Article]) -> list[tuple[int, _Article]]:
    """Return the articles without those that have the text of one before them, and how many copies each has."""
    found: list[tuple[int, _Article]] = []
    for article in articles:
        for place, (copies, original) in enumerate(found):
            if are_copies(original[1].prints, article[1].prints):
                found[place] = (copies + 1, original)
                break
        else:
            found.append((0, article))
    return found


def _once(rows: Iterable[_Counted]) -> Iterable[_Counted]:
    """Return the rows of one article without those that say what another of them says with a source."""
    kept: dict[tuple[int, str, str], _Counted] = {}
    for row in rows:
        kept.setdefault((row.key, row.told.number, row.told.said_by), row)
    sourced = {(key, number) for key, number, said_by in kept if said_by}
    return [row for (key, number, said_by), row in kept.items() if said_by or (key, number) not in sourced]


def _rows(copies: int, kept: KnownArticle, profile: Profile, text: str) -> Iterable[_Counted]:
    spans = sentences(text)
    for figure in profile.figures:
        if figure.unit == DAY or figure.value < _LEAST or not figure.nouns:
            continue
        counted = _counted(text, figure)
        if counted is None:
            continue
        told = LedgerRow(
            "",
            figure.value,
            _number(figure),
            _speaker(text, *spans[sentence_at(spans, figure.start)], profile.mentions),
            kept.site or kept.first_site,
            kept.published,
            kept.id,
            figure.start,
            figure.end,
            copies,
        )
        yield _Counted(noun_of(counted), counted, told)


def _counted(text: str, figure: Figure) -> str | None:
    """Return the word for what a figure counts, lower case: of "105 eastern quarters" the quarters, not the eastern.

    Only words that the figure was found to count are subject, those after it, else those before; None if none of them
    is a word for things that are counted.
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
    """Return the rows of a ledger by a column of SORTS, or by what is counted: most told first, as `ledger` has it."""
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
