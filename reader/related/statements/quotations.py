"""Where quotations stand in a text, those over several paragraphs too."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

# What stands before a mark is looked at after it: each branch begins with its mark, and is found several times faster.
_MARK = re.compile(r"[\"“”„«»]|''|``|‘(?<!\w‘)(?=\w)|’(?<=[\w.,!?…]’)(?!\w)")
_HAS_MARK = re.compile("[\"“”„«»‘]|''|``")
_OPENING = frozenset("“„«‘") | {"``"}
# Marks of which the second, which elsewhere opens, closes the first.
_PAIRS = frozenset((("„", "“"), ("»", "«")))
_CLOSING = frozenset("”»’")
# A mark that is never closed opens nothing more than this.
_LONGEST = 6_000
# A shorter quotation is a word at a distance, unless it ends as a sentence does.
_LEAST_WHOLE = 20


def quotations(text: str) -> list[Span]:
    """Return the spans of the quotations of *text*, marks and all, in order; none overlap.

    A paragraph that is not closed goes on in the next one if that begins with a mark too; a mark that is closed and
    was never opened opens at the beginning of its paragraph. Quotations within quotations are part of them.
    """
    if _HAS_MARK.search(text) is None:
        return []
    found: list[Span] = []
    opened = -1
    for start, end in _paragraphs(text):
        marks = list(_MARK.finditer(text, start, end))
        if opened >= 0 and not (marks and _goes_on(text, opened, start, marks[0])):
            # It was not gone on with: it ended with its paragraph.
            found.append((opened, text.rfind("\n", 0, start)))
            opened = -1
        opened = _of_paragraph(text, start, marks, opened, found)
    if opened >= 0:
        found.append((opened, len(text.rstrip())))
    return [(start, len(text[start:end].rstrip()) + start) for start, end in found if end > start]


def _goes_on(text: str, opened: int, start: int, mark: re.Match[str]) -> bool:
    """Whether a paragraph from *start* on goes on with a quotation: its first mark is the one that opened it."""
    is_same = mark.group() == text[opened] or {mark.group(), text[opened]} <= {"«", "»"}
    return is_same and mark.start() - start <= 1 and start - opened < _LONGEST


def _paragraphs(text: str) -> Iterator[Span]:
    position = 0
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        if end > position and not text[position:end].isspace():
            yield position + len(text[position:end]) - len(text[position:end].lstrip()), end
        position = end + 1


def _of_paragraph(text: str, start: int, marks: list[re.Match[str]], opened: int, found: list[Span]) -> int:
    """Add the quotations that end in a paragraph, and return where one begins that does not; -1 if none does."""
    inner: list[str] = []
    first = len(found)
    # One that goes on does so with a mark.
    for mark in marks[opened >= 0 :]:
        sign = mark.group()
        if opened < 0:
            if sign not in _CLOSING or _opens_backwards(text, mark):
                opened = mark.start()
            elif sign == "”" and len(found) == first:
                found.append((start, mark.end()))
        elif not _is_inner(inner, sign, text[opened]):
            found.append((opened, mark.end()))
            opened = -1
    return opened


def _is_inner(inner: list[str], sign: str, opener: str) -> bool:
    """Whether a mark belongs to a quotation within the one that *opener* opens; *inner* are the marks open there."""
    if sign in _OPENING and (opener, sign) not in _PAIRS:
        inner.append(sign)
        return True
    if sign != "’":
        # What single marks left open ends with the quotation that they stand in.
        while inner and inner[-1] == "‘":
            inner.pop()
    if inner:
        inner.pop()
        return True
    return sign == "’" and opener != "‘"


def _opens_backwards(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark opens that elsewhere closes: »so«."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return mark.group() == "»" and not before.strip() and after.isalnum()


def is_whole(text: str, span: Span) -> bool:
    """Whether a quotation is somebody's words, not one word at a distance."""
    return span[1] - span[0] > _LEAST_WHOLE or text[span[1] - 2] in ",.?!"
