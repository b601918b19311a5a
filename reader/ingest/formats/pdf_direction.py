"""Lines of a PDF with letters that run from right to left, read from where their glyphs stand on the page.

In what order such letters come is not to be trusted: signs at numbers, brackets and joined letters are turned around.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

# How far apart words are, in heights of the letters; letters that run from right to left touch each other.
_WORD_GAP, _SPACED_GAP = 0.15, 0.5
# How many times as many letters from right to left a line has that is read so on another page.
_CLEARLY = 2.0
# By the kinds of glyphs: what is read from left to right between others (words; a number with its signs), and what from
# right to left.
_FROM_LEFT = re.compile(r"(?:N(?:[CE]?N)*)?L(?:[^R]*[LN])?|T*N(?:[CE]?N)*T*")
_FROM_RIGHT = re.compile(r"R(?:[^L]*R)?")
_KINDS = {"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "N", "CS": "C", "ES": "E", "ET": "T"}
# Between Arabic letters and digits such signs are read on their own.
_ARABIC = str.maketrans("ET", "OO")
_OPENING, _CLOSING = "([{«‹", ")]}»›"
_MIRRORED = str.maketrans(_OPENING + _CLOSING, _CLOSING + _OPENING)
# A bracket that opens has a space before it, one that closes has one behind it.
_TURNED = re.compile(rf"(?<!\S)[{re.escape(_CLOSING)}](?=\S)|(?<=\S)[{re.escape(_OPENING)}](?=[\s.,:;!?،؛؟]|\Z)")
_LAM = "\u0644"


class Glyph(NamedTuple):
    """A character of a page where it stands (the origin is above on the left).

    A space that nobody drew, but that parts words, has no place.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def is_space(self) -> bool:
        """Whether it only parts words."""
        return self.text == " "

    @property
    def kind(self) -> str:
        """`L` or `R` for a letter, by its direction; `N` for a digit, `C`, `E` and `T` for signs in and at numbers."""
        return _KINDS.get(unicodedata.bidirectional(self.text[0]), "O")


def has_letters_from_right(glyphs: Sequence[Glyph]) -> bool:
    """Whether any letters run from right to left."""
    return any(each.text > "\u0590" and each.kind == "R" for each in glyphs)


def is_from_right(glyphs: Iterable[Glyph], share: float = 1.0) -> bool:
    """Whether letters run from right to left, so many times as many as others."""
    count = Counter(each.kind for each in glyphs)
    return count["R"] >= share * count["L"]


def with_marks(lines: Iterable[list[Glyph]], marks: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the lines with the marks of vowels at the letters on which they stand; each is drawn by itself."""
    found = [*lines]
    letters = [[each for each in line if each.kind == "R"] for line in found]
    edges = [
        (min(each.top for each in some), max(each.bottom for each in some), line)
        for some, line in zip(letters, found, strict=True)
        if some
    ]
    for mark in marks if edges else ():
        overlaps = [min(mark.bottom, bottom) - max(mark.top, top) for top, bottom, _ in edges]
        _put(mark, edges[overlaps.index(max(overlaps))][2])
    return found


def _put(mark: Glyph, line: list[Glyph]) -> None:
    """Put a mark at the letter of a line that is nearest to it."""
    middle = mark.left + mark.right
    letters = (at for at, each in enumerate(line) if each.kind == "R")
    at = min(letters, key=lambda at: abs(line[at].left + line[at].right - middle))
    line[at] = line[at]._replace(text=line[at].text + mark.text)


def stretches(glyphs: Sequence[Glyph], cell_gap: float, *, is_rtl: bool) -> Iterator[Glyph]:
    """Yield what stands close together on a line as one, with the text that it is read as.

    *cell_gap* is how far apart two stretches are, in heights of the letters; *is_rtl* tells how the page is read.
    """
    words = sorted(_words(glyphs), key=lambda each: each.left + each.right)
    is_rtl = is_rtl or is_from_right(glyphs, _CLEARLY)
    stretch: list[Glyph] = []
    for word in words:
        edge = max((each.right for each in stretch), default=word.left)
        if word.left - edge > cell_gap * word.size:
            yield _joined(stretch, is_rtl=is_rtl)
            stretch = []
        elif word.left - edge > _WORD_GAP * word.size:
            stretch.append(word._replace(text=" "))
        stretch.append(word)
    yield _joined(stretch, is_rtl=is_rtl)


def _words(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield the glyphs, letters that run from right to left joined to the words that they are in."""
    # Where a line has spaces, what comes without one is a word, however far its letters are drawn apart.
    shown = [at for at, each in enumerate(glyphs) if not each.is_space]
    is_spaced = bool(shown) and shown[-1] - shown[0] >= len(shown)
    spaced = _SPACED_GAP * max(each.size for each in glyphs) if is_spaced else 0.0
    for letters in _emitted(glyphs):
        word = letters[0]
        for glyph in letters[1:]:
            if _goes_on(word, glyph, max(spaced, _WORD_GAP * word.size)):
                word = _with(word, glyph, word.text + glyph.text)
            else:
                yield word
                word = glyph
        yield word


def _emitted(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the letters from right to left that come one after the other, in their order, and other glyphs alone.

    Chromium gives some words of a line as they are said, and some as they are seen from left to right.
    """
    for is_right, some in groupby(_unjoined(glyphs), lambda each: each is not None and each.kind == "R"):
        found = [each for each in some if each is not None]
        yield from [_as_said(found)] if is_right else ([each] for each in found)


def _as_said(letters: list[Glyph]) -> list[Glyph]:
    """Return letters from right to left in the order in which they are said."""
    steps = [after.left + after.right - before.left - before.right for before, after in pairwise(letters)]
    # Letters that are joined or stand over one another may be drawn in any order.
    least = _WORD_GAP * max(each.size for each in letters)
    goes_left, goes_right = any(step < -least for step in steps), any(step > least for step in steps)
    if goes_left and goes_right:
        return sorted(letters, key=lambda each: -each.left - each.right)
    return letters[::-1] if goes_right else letters


def _goes_on(word: Glyph, glyph: Glyph, gap: float) -> bool:
    """Whether a glyph is the next letter of a word from right to left."""
    return word.left - glyph.right <= gap and glyph.left <= word.left + word.size / 2


def _unjoined(glyphs: Sequence[Glyph]) -> Iterator[Glyph | None]:
    """Yield the glyphs that have a place, and None for the others; letters drawn as one sign come last first."""
    joined: Glyph | None = None
    for glyph in glyphs:
        if glyph.left == glyph.right:
            if joined:
                yield joined
            joined = None
            yield None
            continue
        if joined and joined[1:5] == glyph[1:5] and joined.kind == glyph.kind == "R":
            # Lam and alef are in their order: no font joins them in the other one.
            is_ordered = joined.text.startswith(_LAM)
            joined = joined._replace(text=joined.text + glyph.text if is_ordered else glyph.text + joined.text)
            continue
        if joined:
            yield joined
        joined = glyph
    if joined:
        yield joined


def _with(one: Glyph, other: Glyph, text: str) -> Glyph:
    return Glyph(
        text,
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
        # A letter with a mark on it is higher than the others.
        min(one.size, other.size),
    )


def _joined(stretch: Sequence[Glyph], *, is_rtl: bool) -> Glyph:
    whole = stretch[0]
    for each in stretch:
        whole = _with(whole, each, "")
    text = _from_right(stretch) if is_rtl else _from_left(stretch)
    size = median(each.size for each in stretch if not each.is_space)
    return whole._replace(size=size, text=_TURNED.sub(lambda found: found.group().translate(_MIRRORED), text))


def _from_right(glyphs: Sequence[Glyph]) -> str:
    """Return the text of glyphs, given from left to right, that are read from right to left."""
    found: list[str] = []
    at = 0
    kinds = "".join(each.kind for each in glyphs)
    is_arabic = any(unicodedata.bidirectional(each.text[0]) == "AL" for each in glyphs)
    for run in _FROM_LEFT.finditer(kinds.translate(_ARABIC) if is_arabic else kinds):
        found += [each.text for each in glyphs[at : run.start()]]
        found.append("".join(each.text for each in glyphs[run.start() : run.end()]))
        at = run.end()
    return "".join(reversed([*found, *(each.text for each in glyphs[at:])]))


def _from_left(glyphs: Sequence[Glyph]) -> str:
    """Return the text of glyphs that are read from left to right, but for words that run from right to left."""
    found: list[str] = []
    at = 0
    for run in _FROM_RIGHT.finditer("".join(each.kind for each in glyphs)):
        found += [each.text for each in glyphs[at : run.start()]]
        found.append(_from_right(glyphs[run.start() : run.end()]))
        at = run.end()
    return "".join((*found, *(each.text for each in glyphs[at:])))
