"""The lines above an article's text, and the search in it. Computed without Textual."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import NamedTuple

from reader.library.article import Article
from reader.library.record import FirstPublished
from reader.text.folding import lenient_pattern
from reader.text.plurals import count
from reader.text.scripts import UNSPACED
from reader.view.phrases import day, minutes

_ONLY_LINK = "Only the link of this article is kept. Add its page with “reader add” to read it here."
_NO_TEXT = "The text of this article is not here. Add it with “reader add” to read it."


class HeaderLine(NamedTuple):
    """A line above the text; *look* names its style."""

    text: str
    look: str


def header(article: Article) -> list[HeaderLine]:
    """Return the unwrapped lines above the text, the title first; unknown facts are left out.

    Where the text itself begins with its title, as one's own Markdown does, that heading is the title.
    """
    record = article.record
    lines = [] if _begins_with_title(article) else [HeaderLine(article.title, "article--title")]
    by = _joined(record.author, record.site)
    when = day(record.published) if record.published else "no date on the page"
    if record.published_from:
        when += f" (from its {record.published_from})"
    size = "" if record.is_link else f"{count(article.plain.words, 'word')}, {minutes(article.plain.words)}"
    lines.append(HeaderLine(_joined(by, *map(_unbroken, (when, size))), "article--facts"))
    lines += _first_published(record.first_published)
    if record.tags:
        lines.append(HeaderLine(" ".join(_unbroken(f"#{tag}") for tag in record.tags), "article--tags"))
    return lines + lacks(article)


def _begins_with_title(article: Article) -> bool:
    first = next(iter(article.plain.blocks), None)
    if first is None or first.kind != "heading" or first.level != 1:
        return False
    return article.text[first.start : first.end].split() == article.title.split()


def lacks(article: Article) -> list[HeaderLine]:
    """Return the unwrapped lines that say what an article lacks, or what could not be read."""
    lines: list[HeaderLine] = []
    if article.record.is_link:
        lines += [HeaderLine(article.record.url, "article--facts")] if article.record.url else []
        lines.append(HeaderLine(_ONLY_LINK if article.record.url else _NO_TEXT, "article--problem"))
    if article.problem:
        lines.append(HeaderLine(article.problem, "article--problem"))
    return lines


def _first_published(first: FirstPublished | None) -> list[HeaderLine]:
    told = _joined(first.site, day(first.published) if first.published else None) if first else ""
    return [HeaderLine(f"first published: {told}", "article--facts")] if told else []


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _unbroken(part: str) -> str:
    return part.replace(" ", "\u00a0")


LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class TextQuery:
    """A *text* to find; with *heeds_case* None, as in vim, case counts if the text has a capital letter."""

    text: str = ""
    heeds_case: bool | None = None
    whole_words: bool = False

    def of(self, text: str) -> "TextQuery":
        """Return the same query for another text."""
        return replace(self, text=unicodedata.normalize("NFC", text[:LONGEST]))

    def with_case(self) -> "TextQuery":
        """Return the same query with case sensitivity switched."""
        return replace(self, heeds_case=not self.is_of_case)

    def with_words(self) -> "TextQuery":
        """Return the same query with whole words switched on or off."""
        return replace(self, whole_words=not self.whole_words)

    @property
    def is_of_case(self) -> bool:
        """Whether case counts."""
        if self.heeds_case is None:
            return any(character.isupper() for character in self.text)
        return self.heeds_case

    @property
    def switches(self) -> str:
        """What is switched on, in words."""
        case = {None: "", True: "match case", False: "ignore case"}[self.heeds_case]
        return " · ".join(filter(None, (case, "whole words" if self.whole_words else "")))

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of *text* where it is found, in order; a space stands for any white space."""
        words = self.text.split()
        if not words:
            return []
        pattern = r"\s+".join(map(lenient_pattern, words))
        if self.whole_words:
            # In scripts without spaces, any letter may begin or end a word.
            letter = rf"[^\W{UNSPACED}]"
            pattern = rf"(?:(?<!{letter})|(?=[{UNSPACED}])){pattern}(?:(?!{letter})|(?<=[{UNSPACED}]))"
        return [match.span() for match in re.finditer(pattern, text, re.NOFLAG if self.is_of_case else re.IGNORECASE)]
