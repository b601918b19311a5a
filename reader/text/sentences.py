"""Where sentences begin and end in a plain text."""

import re
from bisect import bisect_right
from functools import cache

from reader.text.scripts import IDEOGRAPHS, MARKS

# Marks that end a sentence whatever follows: of Han and kana, Urdu, Arabic, Devanagari, Burmese, Ethiopic, Armenian,
# Khmer, Tibetan, Ol Chiki, Mongolian.
_ALONE = "。！？｡؟۔।॥။።፧፨։។៕།༎᱾᱿᠃"
# Searched first, since a class of characters is found several times faster.
_MARK = re.compile(f"[.!?…;．{_ALONE}]")
# What may follow 「…。」 within a sentence: “…”, he said.
_QUOTED = re.compile("(?<=[」』])(?:と|って|など|の)")
_BREAK = re.compile(r"\n+")
_WORD_BEFORE = re.compile(rf"([\w'’.\-{MARKS}]++)\Z")
_LONGEST_WORD = 24
_OPENING = "\"'“‘«([¿¡—–-"

# Abbreviations, which seldom end a sentence.
_ABBREVIATIONS = frozenset(
    """
    adm al approx apr art aug ave brig bt bzw ca capt cf cmdr co col corp cpl dec dept dr ed eds esp etc feb fig
    fr gen gov govt hon inc jan jr jul jun lt ltd maj mar messrs mr mrs ms mt nr no nov oct op orig pp pres prof rep rev
    sec sen sept sep sgt sr st supt vol vs viz мин млн млрд тыс руб ул им г гг т е д др см стр
    m mm mme mlle mgr sra srta ud uds hr fr bspw evtl ggf inkl usw str डॉ प्रो
    """.split()
)


@cache
def _end() -> re.Pattern[str]:
    """Return the pattern of the end of a sentence, compiled on first use, which takes as long as importing a module."""
    # Bounded, so that a run of marks takes linear time.
    return re.compile(
        # German closes with what others open with; before the closing mark of French stands a space.
        "[.!?…]{1,16}(?:[\"'”’»“«)\\]]|[ \u00a0\u202f]»(?!\\w)){0,16}(?=\\s)(?![ \u00a0\u202f]»(?!\\w))"
        f"|[…!?]{{0,16}}(?:[{_ALONE}]|．(?!\\d))[{_ALONE}!?]{{0,16}}[”’」』)]{{0,16}}"
        f"|[!?]{{1,16}}[”’」』)]{{0,16}}(?=[{IDEOGRAPHS}「『])"
        # The question mark of Greek is a semicolon.
        "|(?<=[\u0370-\u03ff\u1f00-\u1fff]);(?=\\s)"
    )


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of *text*, in order, without white space at their ends.

    A newline always ends one. Nothing but white space lies between two spans.
    """
    spans: list[tuple[int, int]] = []
    position = 0
    for newline in _BREAK.finditer(text):
        _split(text, position, newline.start(), spans)
        position = newline.end()
    _split(text, position, len(text), spans)
    return spans


def sentence_at(spans: list[tuple[int, int]], offset: int) -> int:
    """Return the index of the sentence that holds *offset*, or of the last one before it; 0 if there is none."""
    return max(0, bisect_right(spans, (offset, 1 << 62)) - 1)


def _split(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    position = past = start
    for mark in _MARK.finditer(text, start, end):
        stop = _end().match(text, mark.start(), end) if mark.start() >= past else None
        if stop is None:
            continue
        past = stop.end()
        if _is_boundary(text, stop, end):
            _append(text, position, past, spans)
            position = past
    _append(text, position, end, spans)


def _append(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _is_boundary(text: str, stop: re.Match[str], end: int) -> bool:
    marks = stop.group()
    if not marks.isascii() and any(mark in _ALONE for mark in marks):
        return _QUOTED.match(text, stop.end(), end) is None
    if _next_is_lower(text, stop.end(), end):
        return False
    return marks != "." or not _is_shortened(text, stop.start())


def _is_shortened(text: str, end: int) -> bool:
    """Whether the word that ends at *end* is an abbreviation or an initial."""
    first = max(0, end - _LONGEST_WORD)
    word = text[max(first, text.rfind(" ", first, end) + 1) : end]
    if not word.isalpha():
        before = _WORD_BEFORE.search(text, first, end)
        if before is None:
            return False
        word = before.group(1)
    is_initial = len(word) == 1 and word.isalpha() and not _is_syllable(word)
    return is_initial or "." in word or word.casefold() in _ABBREVIATIONS


def _is_syllable(letter: str) -> bool:
    return "가" <= letter <= "힣"


def _next_is_lower(text: str, position: int, end: int) -> bool:
    while position < end and (text[position].isspace() or text[position] in _OPENING):
        position += 1
    # The letters of Georgian count as small ones, but begin its sentences.
    return position < end and text[position].islower() and not "ა" <= text[position] <= "ჿ"
