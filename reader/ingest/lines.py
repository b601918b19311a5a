"""The lines of a saved page and what can be seen of each without knowing the others."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from reader.ingest.dates import FoundDate, find_dates
from reader.library.inline import read_inline
from reader.text.computed_once import ComputedOnce
from reader.text.digits import fold_digits
from reader.text.scripts import MARKS, UNSEEN

_BLOCK_MARK = re.compile(r"(?:>[ \t]?){0,8}(?:(#{1,6})[ \t]+)?")
_BULLETS = "-*+•·▪◦●■‣–—»"
_BULLET = re.compile(rf"(?:[{_BULLETS}][ \t\u00a0]+)(?=\S)")
_MARKED_UP = re.compile(r"[\\`*_~\[\]!<&]")
_WORD = re.compile(r"\w+")
# Vowel signs and accents are part of a word; what joins its parts invisibly is as good as the space that others write.
_SIGNS = MARKS.replace(UNSEEN, "")
# One range is looked for faster than many: no text in Latin letters has anything of it.
_MAY_BE_SIGN = re.compile("[\u0300-\u1fff\uff9e]")
_SIGN, _SIGNED_WORD = re.compile(f"[{_SIGNS}]"), re.compile(rf"\w[\w{_SIGNS}]*")
_WHITE = re.compile(r"\s{2,}|[\t\u00a0]")
# Spaces other than that between words, one of which may be more than one.
_SPACE = re.compile("[\x09-\x0d\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
# Scripts without spaces between words: two characters are counted as a word, four of those of Thai and its neighbors.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_STOPLESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
# They end no sentence with a mark: a line of so many words is one.
_STOPLESS_SENTENCE = 20
_CLOSERS = " \t\u00a0\"'”’»“)]}*_›״」』）】"
_TERMINAL = ".!?…。！？؟۔।"
_DIGITS = re.compile(r"\d+")
_QUOTES = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("‑", "-"), ("\u00a0", " "))
# What is looked at of a line; a line may be the whole page.
_SEEN = 4_000
_MARKUP_SEEN = 50_000


_T = TypeVar("_T")


@dataclass(frozen=True)
class PageLine:
    """A line that is not blank.

    *number* counts all lines of the page from 1; *gap* is the number of blank lines before it; *text* is what it
    says without its markup; *level* is that of a Markdown heading, else 0; *linked* is the share of its characters
    that are link text; *language* is that of the page, if it is known.
    """

    number: int
    raw: str
    gap: int
    text: str
    level: int
    linked: float
    is_item: bool
    language: str | None = None
    memo: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    @ComputedOnce
    def seen(self) -> str:
        """The beginning of the text, with plain quotation marks, dashes and digits: what rules look at."""
        seen = self.text[:_SEEN]
        return seen if seen.isascii() else _plainly_quoted(fold_digits(seen))

    @ComputedOnce
    def folded(self) -> str:
        """What rules look at, without case."""
        return self.seen.casefold()

    @ComputedOnce
    def tokens(self) -> tuple[str, ...]:
        """The words of what rules look at, without case."""
        # Without case letters of other scripts may be two, one of them no letter.
        return tuple(map(str.lower, self.words) if self.seen.isascii() else words_in(self.folded))

    @ComputedOnce
    def key(self) -> str:
        """The words alone: equal for lines that say the same."""
        return " ".join(self.tokens)

    @ComputedOnce
    def words(self) -> tuple[str, ...]:
        """The words as they are written."""
        return tuple(words_in(self.seen))

    @ComputedOnce
    def has_digits(self) -> bool:
        """Whether there is a digit in what rules look at: without one most of what says when is not there."""
        return _DIGITS.search(self.seen) is not None

    @ComputedOnce
    def word_count(self) -> int:
        """The number of words."""
        is_plain = len(self.text) <= _SEEN and (self.text.isascii() or not _UNSPACED.search(self.text))
        return len(self.words) if is_plain else count_words(self.text)

    @ComputedOnce
    def dates(self) -> list[FoundDate]:
        """The dates in what rules look at."""
        return find_dates(self.seen, self.language)

    @ComputedOnce
    def is_finished(self) -> bool:
        """Whether the line ends as a sentence does."""
        bare = self.text.rstrip(_CLOSERS)
        return bare != "" and (bare[-1] in _TERMINAL or (self.word_count >= _STOPLESS_SENTENCE and is_stopless(bare)))

    @ComputedOnce
    def is_prose(self) -> bool:
        """Whether the line reads like a paragraph of an article: long, and mostly not link."""
        return self.linked < 0.6 and (self.word_count >= 20 or (self.word_count >= 10 and self.is_finished))


def _plainly_quoted(text: str) -> str:
    # Most lines have none of these, or one: that is found out many times faster than `translate` goes through them.
    for sign, plain in _QUOTES:
        text = text.replace(sign, plain)
    return text


def words_in(text: str) -> list[str]:
    """Return the words of *text*, with the vowel signs and accents that are part of them."""
    has_signs = not text.isascii() and _MAY_BE_SIGN.search(text) and _SIGN.search(text)
    return (_SIGNED_WORD if has_signs else _WORD).findall(text)


def count_words(text: str) -> int:
    """Return the number of words in *text*, about so many where its script does not part them."""
    if text.isascii() or not _UNSPACED.search(text):
        return len(words_in(text))
    stopless = len(_STOPLESS.findall(text))
    unspaced = len(_UNSPACED.findall(text)) - stopless
    spaced = sum(1 for _ in _WORD.finditer(_UNSPACED.sub(" ", text)))
    return spaced + (unspaced + stopless // 2) // 2


def is_stopless(text: str) -> bool:
    """Whether *text* ends in a script that ends no sentence with a mark."""
    return _STOPLESS.match(text[-1:]) is not None


def once_a_line(read: Callable[[PageLine], _T]) -> Callable[[PageLine], _T]:
    """Make *read* keep what it finds with the line: several rules ask the same of each."""

    @wraps(read)
    def known(line: PageLine) -> _T:
        memo = line.memo
        found: _T
        try:
            found = memo[read]
        except KeyError:
            found = memo[read] = read(line)
        return found

    return known


def read_lines(text: str, *, language: str | None = None, most: int = 1 << 30) -> list[PageLine]:
    """Return the lines of *text* (cleaned) that are not blank, in order, and no more than *most*.

    *language* (a two-letter code, if it is known) tells how their dates are read.
    """
    lines: list[PageLine] = []
    gap = 0
    for number, raw in enumerate(text.split("\n"), 1):
        stripped = raw.strip(" \t\u00a0\u200b\u200c\u200d\u2060\ufeff\u3000")
        if not stripped:
            gap += 1
            continue
        if len(lines) == most:
            break
        lines.append(_line(number, raw, stripped, gap, language))
        gap = 0
    return lines


def _line(number: int, raw: str, stripped: str, gap: int, language: str | None) -> PageLine:
    mark = _BLOCK_MARK.match(stripped) if stripped[0] in "#>" else None
    level = len(mark.group(1) or "") if mark else 0
    rest = stripped[mark.end() :] if mark else stripped
    bullet = _BULLET.match(rest) if rest[:1] in _BULLETS else None
    if bullet:
        rest = rest[bullet.end() :]
    linked = 0.0
    if len(rest) <= _MARKUP_SEEN and _MARKED_UP.search(rest):
        rest, spans = read_inline(rest, {})
        length = sum(span.end - span.start for span in spans if span.is_link)
        linked = length / max(1, len(rest.strip()))
    # One space between words: many would make every pattern that looks for separators walk them again and again.
    said = _spaced(rest).strip() or stripped
    return PageLine(number, raw, gap, said, level, linked, bullet is not None, language)


def _spaced(text: str) -> str:
    """Return *text* with one plain space where there are several, or others."""
    return _WHITE.sub(" ", text) if "  " in text or _SPACE.search(text) else text


def fingerprint(line: str) -> str:
    """Return what lines that say the same have in common, whatever their case, markup and figures.

    Two pages of one outlet whose appeal says "13 days left" and "12 days left" repeat one line.
    """
    if len(line) <= _SEEN and not _MARKED_UP.search(line):
        # Without markup, what stands before the words is none of them.
        return _DIGITS.sub("0", key_of(line))
    lines = read_lines(line.replace("\n", " "))
    return _DIGITS.sub("0", lines[0].key) if lines else ""


def key_of(text: str) -> str:
    """Return the words of *text* alone, as `PageLine.key` does for a line."""
    seen = text[:_SEEN]
    return " ".join(words_in((seen if seen.isascii() else fold_digits(seen)).casefold()))


def ranges_of(numbers: Sequence[int], lines: Sequence[PageLine]) -> list[tuple[int, int]]:
    """Return ascending line *numbers* as inclusive ranges; blank lines between two of them belong to the range."""
    order = {line.number: position for position, line in enumerate(lines)}
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and order[number] == order[ranges[-1][1]] + 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return ranges
