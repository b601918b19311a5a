"""Where a text is broken into lines of a width: at spaces, beside wide characters, and with hyphens if asked for.

No line begins with what closes, or ends with what opens (kinsoku). Computed without Textual.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence, Set
from typing import NamedTuple

from reader.view.cells import NARROW, most_advances

# The offsets at which phrases begin, in a text without spaces between words.
Phrases = Callable[[str], Sequence[int]]
# The offsets at which a word may be hyphenated.
Hyphens = Callable[[str], Sequence[int]]

_NO_BEGIN = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー）］｝〕〉》」』】〙〗〟’”｠»‐–—…‥%％℃ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    "!),.:;?]}¢°·›〜～／＿｡､･ﾞﾟｰ｣"
)
_NO_END = frozenset("（［｛〔〈《「『【〘〖〝‘“｟«([{£¥＄￡￥‹｢")
# French has a space before these.
_BEHIND_SPACE = frozenset(":;?!»")
# Shorter words are not hyphenated, nor what is too long to be a word.
_LEAST_HYPHENATED, _MOST_HYPHENATED = 5, 60


class WordBreaks(NamedTuple):
    """Where lines may end other than at spaces: within words, and between phrases in scripts without spaces."""

    hyphens: Hyphens | None = None
    phrases: Phrases | None = None


_USUAL = WordBreaks()


def wrap(
    text: str, start: int, end: int, width: int, *, keeps_space: bool = False, breaks: WordBreaks = _USUAL
) -> Iterator[tuple[int, int]]:
    """Yield the spans of `text[start:end]`, which has no line break, on lines of *width* cells; one even if empty."""
    if not NARROW.match(text, start, end):
        found = breaks.phrases(text[start:end]) if breaks.phrases and end - start > width // 2 else ()
        places = (start + each for each in found if 0 < each < end - start)
        starts = {each for each in places if not _is_joined(text[each - 1], text[each])}
        yield from _wrapped_wide(text, start, end, width, keeps_space=keeps_space, phrase_starts=starts)
    elif end - start <= width:
        yield start, end
    else:
        yield from _wrapped_narrow(text, start, end, width, keeps_space=keeps_space, hyphens=breaks.hyphens)


def _wrapped_narrow(
    text: str, start: int, end: int, width: int, *, keeps_space: bool, hyphens: Hyphens | None
) -> Iterator[tuple[int, int]]:
    while end - start > width:
        cut = _last_space(text, start, start + width + 1, end)
        if hyphens is not None and cut < start + width:
            cut = _hyphenated(text, start, max(cut, start), end, width, hyphens) or cut
        if cut <= start:
            cut = start + width
        yield start, cut
        start = cut
        while not keeps_space and start < end and text[start] == " ":
            start += 1
    if start < end:
        yield start, end


def _last_space(text: str, start: int, stop: int, end: int) -> int:
    """Return the last space at which a line may end, before *stop*; -1 if there is none."""
    last = cut = text.rfind(" ", start, stop)
    while cut > start and cut + 1 < end and text[cut + 1] in _BEHIND_SPACE:
        cut = text.rfind(" ", start, cut)
    return cut if cut > start else last


def _hyphenated(text: str, start: int, space: int, end: int, width: int, hyphens: Hyphens) -> int:
    """Return where to divide the word after *space* so that its beginning and a hyphen fit on a line, or 0."""
    first = space
    while first < min(end, start + width) and not text[first].isalpha():
        first += 1
    last = first
    while last < min(end, first + _MOST_HYPHENATED + 1) and text[last].isalpha():
        last += 1
    room = start + width - 1 - first
    if room < 2 or not _LEAST_HYPHENATED <= last - first <= _MOST_HYPHENATED or " " in text[space + 1 : first]:
        return 0
    places = hyphens(text[first:last])
    fitting = bisect_right(places, room)
    return first + places[fitting - 1] if fitting else 0


def _past_spaces(text: str, start: int, end: int) -> int:
    while start < end and text[start] == " ":
        start += 1
    return start


def _wrapped_wide(
    text: str, start: int, end: int, width: int, *, keeps_space: bool, phrase_starts: Set[int]
) -> Iterator[tuple[int, int]]:
    first, widths = start, most_advances(text[start:end])
    while start < end:
        cut = _line_end(text, start, first, widths, width, phrase_starts)
        yield start, cut
        start = cut if keeps_space else _past_spaces(text, cut, end)


def _line_end(text: str, start: int, first: int, widths: Sequence[int], width: int, phrase_starts: Set[int]) -> int:
    """Return where the line that begins at *start* ends; *widths* are those of the characters from *first* on."""
    used = 0
    # The last place where the line may end, and the last one between phrases that leaves it at least half full.
    place = phrase = start
    before = ""
    for position in range(start, first + len(widths)):
        character, cells = text[position], widths[position - first]
        is_phrase = position in phrase_starts
        if is_phrase or (cells and _is_break(before, character)):
            place = position
            phrase = position if is_phrase and 2 * used >= width else phrase
        if used + cells > width and position > start:
            # A space may hang over the edge; it is not drawn there.
            return position if character == " " else _cut(start, place, phrase) or position
        if cells:
            before = character
        used += cells
    return first + len(widths)


def _cut(start: int, place: int, phrase: int) -> int:
    """Return where to cut a full line: between phrases, else anywhere allowed; 0 if nowhere."""
    return phrase if phrase > start else place if place > start else 0


def _is_break(before: str, character: str) -> bool:
    """Whether a line may end between two characters: at a space, or beside a character that is a word by itself."""
    if character == " ":
        return True
    if _is_joined(before, character):
        return False
    return _is_whole(before) or _is_whole(character)


def _is_joined(before: str, character: str) -> bool:
    """Whether no line may end between two characters: before what closes, or after what opens."""
    return not before or before == " " or character in _NO_BEGIN or before in _NO_END


def _is_whole(character: str) -> bool:
    """Whether a character is a word or syllable by itself, as in Chinese and Japanese."""
    return (
        character >= "\u2e80"
        and not "\uac00" <= character <= "\ud7a3"
        and (character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or character >= "\uff00")
    )
