"""Cutting text into words, with their places, folded forms, stems and positions.

One word may have several parts. `al-Nusra` is the word `nusra`, and beside it, at the same place, the article `al`
and the joined form `alnusra`; `anti-terror` is two words and beside them `antiterror`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reader.text.digits import SIGN_ROW, fold_sign_row
from reader.text.folding import fold
from reader.text.numbers import number_form
from reader.text.scripts import APOSTROPHES, HYPHENS, MARKS, UNSPACED, UNSPACED_UNIT
from reader.text.stems import stem

WORD, JOINED, ARTICLE = "word", "joined", "article"
LONGEST = 64

# Letters, digits, underscore, and the marks of scripts in which a vowel is a mark on its consonant.
# A chunk is bounded, so that none takes long: longer ones continue in the next.
_RUN = f"[\\w{MARKS}]{{1,500}}"
_SPACES = " \u00a0\u2009\u202f'\u2019"
# `1 524 000`, `1,524.5`, or a run of letters and digits with what joins them: `well-known`, `U.S`.
# Most words of many languages are told by their first alternative, in half the time: it finds what the others would.
_CHUNK = re.compile(
    "[A-Za-z]{1,500}+(?=[ \n,])"
    f"|\\d{{1,3}}(?P<space>[{_SPACES}])\\d{{3}}(?:(?P=space)\\d{{3}}){{0,50}}(?:[.,]\\d+)?(?!\\d)"
    "|\\d{1,500}(?:[.,\u066b\u066c]\\d{1,500}){1,50}(?!\\d)"
    f"|{_RUN}(?:(?:\\.?[{HYPHENS}]|[.{APOSTROPHES}]){_RUN}){{0,50}}"
)
# No chunk reaches over a space or the end of a line, but for a number whose groups are three digits.
_GROUPED = re.compile(r" (?<=\d )\d{3}(?!\d)")
_BREAK = re.compile(r"[ \n](?!(?<=\d )\d{3}(?!\d))")
_HYPHEN = re.compile(f"[{HYPHENS}]")
_ACRONYM = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?\Z")
_POSSESSIVE = re.compile(f"[{APOSTROPHES}][sS]\\Z")
_ELISION = re.compile(f"(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|dell|all|nell|sull|dall|un)(?=[{APOSTROPHES}]\\w)", re.I)
_ELIDING = {"fr", "it", "ca"}
_SUFFIX = re.compile(f"[{APOSTROPHES}][a-zçğıöşü]{{1,6}}\\Z")
_SUN_LETTERS = {"ar": "r", "as": "s", "ash": "sh", "an": "n", "ad": "d", "at": "t", "az": "z", "ath": "th", "adh": "dh"}
_HAS_UNSPACED = re.compile(f"[{UNSPACED}]")
_UNIT = re.compile(f"{SIGN_ROW}|{UNSPACED_UNIT}|[^{UNSPACED}]+")


class WordPart(NamedTuple):
    """A unit that is looked up: its span in the text, folded form, stem, kind, and how far the next stands."""

    start: int
    end: int
    form: str
    stem: str
    kind: str
    step: int


class Word(NamedTuple):
    """A part of a text with its *position*: how many words stand before it."""

    position: int
    part: WordPart


class Chunk(NamedTuple):
    """What stands together in a text: its *start*, how many words stand before it, and its parts, relative to it."""

    start: int
    position: int
    surface: str
    parts: tuple[WordPart, ...]


def analyzed(text: str, language: str) -> Iterator[Chunk]:
    """Yield the chunks of *text* in order, each with its parts; *language* is a two-letter code."""
    position = 0
    for match in _CHUNK.finditer(text):
        surface = match.group()
        parts = chunk_parts(surface, language)
        yield Chunk(match.start(), position, surface, parts)
        for part in parts:
            position += part.step


def words(text: str, language: str) -> Iterator[Word]:
    """Yield the words of *text* in order, spans in code points of *text*; *language* is a two-letter code."""
    for chunk in analyzed(text, language):
        start, position = chunk.start, chunk.position
        for part in chunk.parts:
            yield Word(position, part._replace(start=start + part.start, end=start + part.end))
            position += part.step


def chunk_at(text: str, start: int) -> str:
    """Return the chunk that begins at *start*; empty if none does."""
    match = _CHUNK.match(text, start)
    return match.group() if match else ""


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the start and text of each chunk, for callers that look for certain words."""
    for match in chunk_matches(text):
        yield match.start(), match.group()


def chunk_matches(text: str) -> Iterator["re.Match[str]"]:
    """Return the chunks as matches, in half the time of `chunks`."""
    return _CHUNK.finditer(text)


def strings_between_spaces(text: str) -> list[str]:
    """Return *text* cut at one letter each, its spaces and ends of lines, so that each chunk is within one string.

    To cut there and to look each string up takes a third of the time of looking for chunks.
    """
    return _BREAK.split(text) if _GROUPED.search(text) else text.replace("\n", " ").split(" ")


@lru_cache(maxsize=16384)
def chunk_parts(surface: str, language: str) -> tuple[WordPart, ...]:
    """Return the parts of one chunk of text, spans relative to it."""
    if surface.isalnum() and surface.isascii():
        return (_word(0, surface, language),) if surface.lower() not in {"al", "el"} else (_article(0, surface),)
    if surface[0].isdigit() and not _HYPHEN.search(surface):
        number = _number_parts(surface, language)
        if number:
            return number
    pieces = _pieces(surface, language)
    parts = [
        _article(start, piece) if is_article else _word(start, piece, language) for start, piece, is_article in pieces
    ]
    joined = _joined(surface, pieces, language)
    return tuple(part for part in (*joined, *parts) if part.form)


def _word(start: int, surface: str, language: str) -> WordPart:
    form, word_stem = _form_and_stem(surface, language)
    return WordPart(start, start + len(surface), form, word_stem, WORD, 1)


# In a script without spaces the same signs stand in ever new chunks.
@lru_cache(maxsize=8192)
def _form_and_stem(surface: str, language: str) -> tuple[str, str]:
    bare = surface if surface.isalnum() and surface.isascii() else _POSSESSIVE.sub("", surface).replace(".", "")
    form = fold(bare if bare.isascii() else fold_sign_row(bare))[:LONGEST]
    inflected = len(form) < LONGEST and (form.isalpha() or not any(map(str.isdigit, form)))
    return form, stem(bare, language) if inflected else form


def _article(start: int, surface: str) -> WordPart:
    form = fold(surface)
    return WordPart(start, start + len(surface), form, form, ARTICLE, 0)


def _number_parts(surface: str, language: str) -> tuple[WordPart, ...]:
    ascii_digits = "".join(fold(character) or character for character in surface)
    form = number_form(ascii_digits, language)
    if not form:
        return ()
    form = form[:LONGEST]
    whole = WordPart(0, len(surface), form, form, WORD, 1)
    if " " not in surface:
        return (whole,)
    # A plain space may also separate two numbers: both readings are kept.
    singles = tuple(_word(match.start(), match.group(), language) for match in re.finditer(r"\d+", surface))
    return (whole._replace(kind=JOINED, step=0), *singles)


def _pieces(surface: str, language: str) -> list[tuple[int, str, bool]]:
    """Return the words of a chunk: start, text, and whether it is an article such as `al`."""
    pieces: list[tuple[int, str, bool]] = []
    start = 0
    runs = _HYPHEN.split(surface)
    for index, run in enumerate(runs):
        following = runs[index + 1] if index + 1 < len(runs) else ""
        if _is_article(run, following):
            pieces.append((start, run, True))
        else:
            pieces += [(start + offset, piece, mark) for offset, piece, mark in _split(run, language)]
        start += len(run) + 1
    return pieces


def _is_article(run: str, following: str) -> bool:
    folded = run.lower()
    if run.isupper():
        return False
    if folded in {"al", "el"}:
        return bool(following[:1].strip(APOSTROPHES).isalpha() or following[1:2].isalpha())
    return folded in _SUN_LETTERS and following.lower().startswith(_SUN_LETTERS[folded])


def _split(run: str, language: str) -> Iterator[tuple[int, str, bool]]:
    if _ACRONYM.match(_POSSESSIVE.sub("", run)):
        yield 0, run, False
        return
    start = 0
    for piece in run.split("."):
        yield from ((start + offset, word, mark) for offset, word, mark in _bare(piece, language))
        start += len(piece) + 1


def _bare(piece: str, language: str) -> Iterator[tuple[int, str, bool]]:
    elided = _ELISION.match(piece) if language in _ELIDING else None
    if elided:
        yield 0, elided.group(), True
        yield elided.end() + 1, piece[elided.end() + 1 :], False
    elif language == "tr" and _SUFFIX.search(piece):
        yield 0, _SUFFIX.sub("", piece), False
    elif not piece.isascii() and len(piece) > 1 and _HAS_UNSPACED.search(piece):
        yield from ((match.start(), match.group(), False) for match in _UNIT.finditer(piece))
    elif piece:
        yield 0, piece, False


def _joined(surface: str, pieces: list[tuple[int, str, bool]], language: str) -> list[WordPart]:
    """Return the chunk as one word, if hyphens divide it."""
    if len(pieces) < 2 or not _HYPHEN.search(surface) or all(piece.isdigit() for _, piece, _ in pieces):
        return []
    whole = _word(0, "".join(piece for _, piece, _ in pieces), language)
    return [whole._replace(end=len(surface), kind=JOINED, step=0)]
