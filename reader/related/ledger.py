"""The figures told about one event: what is counted, each number, who says so, where and when."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from reader.library.sentences import sentence_at, sentences
from reader.related.articles import Kept
from reader.related.figures import DAY, Figure, written
from reader.related.profile import Profile
from reader.related.spotting import Mention

COLUMNS = ("counted", "number", "said by", "site", "published", "article")
_SAYING = re.compile(
    r"\b(?:said|says|told|announced|added|stated|confirmed|reported|claimed|wrote|put|according\s+to)\b", re.IGNORECASE
)
_NOUN = re.compile(r"[ \u00a0-]((?:[^\W\d_]\w*[ \u00a0]){0,2}?[^\W\d_]\w*)")
_LEAST = 3


class Told(NamedTuple):
    """One number as one article tells it: `text[start:end]`. *said_by* is empty where the text names nobody."""

    counted: str
    value: float
    number: str
    said_by: str
    site: str
    published: str
    article: str
    start: int
    end: int


class _Counted(NamedTuple):
    key: int
    word: str
    told: Told


def ledger(articles: Iterable[tuple[Kept, Profile, str]]) -> tuple[Told, ...]:
    """Return the figures of articles of one event, with their plain texts, by what is counted, then by number.

    What is counted most comes first; words that mean the same in reports (fighters, militants) are one thing.
    """
    rows = [row for kept, profile, text in articles for row in _rows(kept, profile, text)]
    spread = Counter(row.key for row in rows)
    words: dict[int, Counter[str]] = {}
    for row in rows:
        words.setdefault(row.key, Counter())[row.word] += 1
    named = [(-spread[row.key], row.told._replace(counted=words[row.key].most_common(1)[0][0])) for row in rows]
    return tuple(told for _, told in sorted(named, key=lambda pair: (pair[0], pair[1])))


def _rows(kept: Kept, profile: Profile, text: str) -> Iterable[_Counted]:
    spans = sentences(text)
    for figure in profile.figures:
        noun = _NOUN.match(text, figure.end)
        if figure.unit == DAY or figure.value < _LEAST or not figure.nouns or noun is None:
            continue
        start, end = spans[sentence_at(spans, figure.start)]
        told = Told(
            "",
            figure.value,
            _number(figure),
            _speaker(text, start, end, profile.mentions),
            kept.site or kept.first_site,
            kept.published,
            kept.id,
            figure.start,
            figure.end,
        )
        yield _Counted(figure.nouns[0], noun[1].casefold(), told)


def _number(figure: Figure) -> str:
    sign = " %" if figure.unit == "%" else ""
    return f"{'about ' if figure.about else ''}{written(figure.value)}{sign}"


def _speaker(text: str, start: int, end: int, mentions: list[Mention]) -> str:
    """Return the name that stands nearest to a word of saying in a sentence; empty if there is none."""
    saying = _SAYING.search(text, start, end)
    within = [each for each in mentions if start <= each.start and each.end <= end]
    if saying is None or not within:
        return ""
    nearest = min(within, key=lambda each: min(abs(each.start - saying.end()), abs(saying.start() - each.end)))
    return text[nearest.start : nearest.end]


def as_csv(rows: Iterable[Told]) -> str:
    """Return a ledger as CSV with a line of column names."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in _cells(row)] for row in rows)
    return file.getvalue()


def as_markdown(rows: Iterable[Told]) -> str:
    """Return a ledger as a Markdown table."""
    lines = [COLUMNS, ("---",) * len(COLUMNS), *(_cells(row) for row in rows)]
    return "".join(f"| {' | '.join(cell.replace('|', '¦') for cell in line)} |\n" for line in lines)


def _cells(row: Told) -> tuple[str, ...]:
    return row.counted, row.number, row.said_by, row.site, row.published, row.article


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell
