"""What stands above an article's text: its title and what its record says. Computed without Textual."""

from typing import NamedTuple

from reader.library.article import Article
from reader.view.phrases import count, day, minutes


class HeaderLine(NamedTuple):
    """A line above the text; *look* names its style."""

    text: str
    look: str


def header(article: Article) -> list[HeaderLine]:
    """Return the unwrapped lines above the text, the title first; what the record does not say is not there."""
    record = article.record
    lines = [HeaderLine(article.title, "article--title")]
    by = _joined(record.author, record.site)
    when = day(record.published) if record.published else "no date on the page"
    if record.published_from:
        when += f" (from its {record.published_from})"
    size = f"{count(article.plain.words, 'word')}, {minutes(article.plain.words)}"
    lines.append(HeaderLine(_joined(by, *map(_unbroken, (when, size))), "article--facts"))
    first = record.first_published
    if first and (first.site or first.published):
        told = _joined(first.site, day(first.published) if first.published else None)
        lines.append(HeaderLine(f"first published: {told}", "article--facts"))
    if record.tags:
        lines.append(HeaderLine(" ".join(_unbroken(f"#{tag}") for tag in record.tags), "article--tags"))
    if article.problem:
        lines.append(HeaderLine(article.problem, "article--problem"))
    return lines


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _unbroken(part: str) -> str:
    return part.replace(" ", "\u00a0")
