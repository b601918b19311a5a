"""The caret in a text: it stands on a word, moves by word, sentence, paragraph and line, and spans a selection.

Where a script writes no spaces between words, each sign, with the marks on it, is a word.

Computed without Textual; offsets are code points of the plain text.
"""

import re
from bisect import bisect_right

from reader.library.plain_text import PlainText
from reader.text.scripts import is_unit_edge
from reader.text.sentences import sentence_at, sentences

_WORD = re.compile(r"\S+")
_SPACE = re.compile(r"\s")
_CELL_END = re.compile(r" \| |\n")
# Longer words and paragraphs are taken in parts, so that no key takes long.
_LONGEST_WORD = 1_000
_PART = 20_000
_PART_END = re.compile(r"[.!?…؟۔।॥]\s|[。！？｡။።։។]|\n")
_MOST_KNOWN_WORDS = 100
# What surrounds a word within its token: quotation marks and stops.
_TRIM = "\"'“”‘’«»()[]{}.,;:!?…。，、！？：；．｡､「」『』（）《》〈〉｢｣।॥؟۔،؛။၊።፧፣፨։։។៕།༎᱾᱿᠃᠂״"


class Caret:
    """A caret on *plain*, and while *anchor* is set a selection from there to it."""

    def __init__(self, plain: PlainText) -> None:
        self.plain = plain
        self.offset = 0
        self.anchor: int | None = None
        self._sentences_by_part: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._word_by_offset: dict[int, tuple[int, int]] = {}
        # A passage selected exactly, with its quotation marks and stops, until the caret moves.
        self._whole: tuple[int, int] | None = None

    def sentence(self) -> tuple[int, int]:
        """Return the span of the sentence under the caret; (0, 0) in an empty text."""
        spans = self._sentences(*self._part())
        return spans[sentence_at(spans, self.offset)] if spans else (0, 0)

    def _block(self) -> int:
        return self.plain.block_at(self.offset)

    def _part(self) -> tuple[int, int]:
        """Return the block under the caret, or of a long one the part that the caret is in."""
        number = self._block()
        if not self.plain.blocks:
            return number, 0
        part = max(0, min(self._parts(number) - 1, (self.offset - self.plain.blocks[number].start) // _PART))
        return number, part - (part > 0 and self.offset < self._edge(number, part))

    def _parts(self, number: int) -> int:
        if not 0 <= number < len(self.plain.blocks):
            return 0
        block = self.plain.blocks[number]
        return max(1, -(-(block.end - block.start) // _PART))

    def _edge(self, number: int, part: int) -> int:
        """Return where a part of a block begins: after the end of a sentence if possible."""
        block = self.plain.blocks[number]
        if part <= 0 or part >= self._parts(number):
            return block.start if part <= 0 else block.end
        at = block.start + part * _PART
        found = _PART_END.search(self.plain.text, at, min(at + _PART // 2, block.end))
        return found.end() if found else at

    def _sentences(self, number: int, part: int) -> list[tuple[int, int]]:
        """Return the sentences of a part of a block; only parts that the caret visits are split."""
        if not 0 <= part < self._parts(number):
            return []
        if (number, part) not in self._sentences_by_part:
            first, last = self._edge(number, part), self._edge(number, part + 1)
            found = sentences(self.plain.text[first:last])
            self._sentences_by_part[number, part] = [(start + first, end + first) for start, end in found]
        return self._sentences_by_part[number, part]

    def paragraph(self) -> tuple[int, int]:
        """Return the span of the block under the caret."""
        if not self.plain.blocks:
            return 0, 0
        block = self.plain.blocks[self._block()]
        return block.start, block.end

    def word(self) -> tuple[int, int]:
        """Return the span of the word under the caret, or of the next one."""
        return self._word_at(self.offset)

    def selection(self) -> tuple[int, int] | None:
        """Return the selected span, from the word at the anchor to the word at the caret; None without one."""
        if self.anchor is None:
            return None
        if self._whole is not None and (self.anchor, self.offset) == (self._whole[0], self._last_word(*self._whole)):
            return self._whole
        first, last = sorted((self.anchor, self.offset))
        start, end = self._word_at(first)[0], self._word_at(last)[1]
        return min(start, first), max(end, last)

    def marked(self) -> tuple[int, int] | None:
        """Return the span for a highlight or note: the selection, else the sentence; None in an empty text."""
        start, end = self.selection() or self.sentence()
        return (start, end) if end > start else None

    def toggle_selection(self) -> None:
        """Begin a selection at the caret, or end it."""
        self.anchor = self.word()[0] if self.anchor is None else None

    def select(self, start: int, end: int) -> int:
        """Select exactly `text[start:end]`; return where the caret goes: to its last word."""
        self.anchor, self._whole = start, (start, end)
        return self._last_word(start, end)

    def move(self, unit: str, step: int) -> int:
        """Move by one `word`, `sentence`, `paragraph` or `cell` forward (1) or back (-1); return the new offset.

        While selecting, moving a sentence or paragraph forward first goes to the end of the present one.
        """
        if unit == "word":
            self.offset = self._next_word(step)
        elif unit == "cell":
            self.offset = self._next_cell(step)
        else:
            self.offset = self._next_span(self._around(unit), step)
        return self.offset

    def _around(self, unit: str) -> list[tuple[int, int]]:
        """Return the sentences or paragraphs among which the next one is: of this block and its neighbors."""
        here, part = self._part()
        if unit == "paragraph":
            return [(block.start, block.end) for block in self.plain.blocks[max(0, here - 1) : here + 2]]
        before = (here, part - 1) if part else (here - 1, self._parts(here - 1) - 1)
        after = (here, part + 1) if part + 1 < self._parts(here) else (here + 1, 0)
        return [span for each in (before, (here, part), after) for span in self._sentences(*each)]

    def _next_span(self, spans: list[tuple[int, int]], step: int) -> int:
        if not spans:
            return 0
        index = sentence_at(spans, self.offset)
        if self.anchor is not None and step > 0:
            last = self._last_word(*spans[index])
            return last if self.offset < last else self._last_word(*spans[min(index + 1, len(spans) - 1)])
        if step < 0 and self.offset > spans[index][0]:
            return spans[index][0]
        return spans[max(0, min(index + step, len(spans) - 1))][0]

    def _next_word(self, step: int) -> int:
        found = self._neighbor(self.offset, step)
        # The separator of table cells is no word.
        while self._is_bar(found) and (further := self._neighbor(found, step)) != found:
            found = further
        return found

    def _next_cell(self, step: int) -> int:
        """Return where the next or previous cell of a table begins; outside of tables the offset stays."""
        block = self.plain.blocks[self._block()] if self.plain.blocks else None
        if block is None or block.kind != "table":
            return self.offset
        starts = [block.start, *(found.end() for found in _CELL_END.finditer(self.plain.text, block.start, block.end))]
        at = bisect_right(starts, self.offset) - 1
        return self._word_at(starts[max(0, min(at + step, len(starts) - 1))])[0]

    def _is_bar(self, offset: int) -> bool:
        if not self.plain.text.startswith("|", offset) or not self.plain.blocks:
            return False
        is_table = self.plain.blocks[self.plain.block_at(offset)].kind == "table"
        return is_table and self.plain.text[max(0, offset - 1) : offset + 2].strip() == "|"

    def _neighbor(self, offset: int, step: int) -> int:
        """Return where the next or the previous word begins."""
        text = self.plain.text
        if step > 0:
            after = _WORD.search(text, self._token_end(offset))
            return self._word_at(after.start())[0] if after else offset
        start = self._token_start(offset)
        while start > 0 and text[start - 1].isspace():
            start -= 1
        return self._word_at(self._token_start(max(0, start - 1)))[0]

    def _token_start(self, offset: int) -> int:
        """Return where the token at *offset* begins; very long ones are cut into parts of equal length."""
        text = self.plain.text
        start, cut = offset, offset - offset % _LONGEST_WORD
        while start > 0 and not text[start - 1].isspace() and not is_unit_edge(text, start):
            if start == cut and self._is_inside(start):
                return start
            start -= 1
        return start

    def _is_inside(self, cut: int) -> bool:
        """Tell whether a very long word continues across *cut*."""
        around = self.plain.text[max(0, cut - _LONGEST_WORD // 2) : cut + _LONGEST_WORD // 2]
        return len(around) == _LONGEST_WORD and not _SPACE.search(around)

    def _token_end(self, offset: int) -> int:
        text = self.plain.text
        cut = offset - offset % _LONGEST_WORD + _LONGEST_WORD
        while offset < len(text) and not text[offset].isspace():
            if offset == cut and self._is_inside(offset):
                return offset
            offset += 1
            if is_unit_edge(text, offset):
                break
        return offset

    def _word_at(self, offset: int) -> tuple[int, int]:
        if offset not in self._word_by_offset:
            if len(self._word_by_offset) >= _MOST_KNOWN_WORDS:
                self._word_by_offset.clear()
            self._word_by_offset[offset] = self._measured_word(offset)
        return self._word_by_offset[offset]

    def _measured_word(self, offset: int) -> tuple[int, int]:
        text = self.plain.text
        token = _WORD.search(text, self._token_start(min(max(offset, 0), len(text))))
        if token is None:
            return len(text.rstrip()), len(text.rstrip())
        start = token.start()
        words = text[start : self._token_end(start)]
        left = len(words) - len(words.lstrip(_TRIM))
        right = len(words.rstrip(_TRIM))
        return (start + left, start + right) if left < right else (start, start + len(words))

    def _last_word(self, start: int, end: int) -> int:
        while end > start and self.plain.text[end - 1].isspace():
            end -= 1
        return max(start, self._word_at(end - 1)[0])
