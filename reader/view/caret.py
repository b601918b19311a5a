"""The caret in a text: it stands on a word, moves by word, sentence, paragraph and line, and spans a selection.

Computed without Textual; offsets are code points of the plain text.
"""

import re

from reader.library.plain_text import PlainText
from reader.text.sentences import sentence_at, sentences

_WORD = re.compile(r"\S+")
# What belongs to a word's token but not to the word: quotes and stops around it.
_TRIM = "\"'“”‘’«»()[]{}.,;:!?…"


class Caret:
    """A caret on *plain*, and while *anchor* is set a selection from there to it."""

    def __init__(self, plain: PlainText) -> None:
        self.plain = plain
        self.offset = 0
        self.anchor: int | None = None
        self._sentences_by_block: dict[int, list[tuple[int, int]]] = {}
        # A passage selected as a whole, quotation marks and stops with it, until the caret moves on.
        self._whole: tuple[int, int] | None = None

    def sentence(self) -> tuple[int, int]:
        """Return the span of the sentence under the caret; (0, 0) in an empty text."""
        spans = self._sentences(self._block())
        return spans[sentence_at(spans, self.offset)] if spans else (0, 0)

    def _block(self) -> int:
        return self.plain.block_at(self.offset)

    def _sentences(self, number: int) -> list[tuple[int, int]]:
        """Return the sentences of a block; only those blocks that the caret visits are ever split."""
        if not 0 <= number < len(self.plain.blocks):
            return []
        if number not in self._sentences_by_block:
            block = self.plain.blocks[number]
            found = sentences(self.plain.text[block.start : block.end])
            self._sentences_by_block[number] = [(start + block.start, end + block.start) for start, end in found]
        return self._sentences_by_block[number]

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
        """Return what a highlight or a note would be on: the selection, else the sentence; None in an empty text."""
        start, end = self.selection() or self.sentence()
        return (start, end) if end > start else None

    def toggle_selection(self) -> None:
        """Begin a selection at the caret, or end it."""
        self.anchor = self.word()[0] if self.anchor is None else None

    def select(self, start: int, end: int) -> int:
        """Select exactly `text[start:end]`; return the offset that the caret is to go to, its last word's."""
        self.anchor, self._whole = start, (start, end)
        return self._last_word(start, end)

    def move(self, unit: str, step: int) -> int:
        """Move by one `word`, `sentence` or `paragraph` forward (1) or back (-1); return the new offset.

        While selecting, a sentence or paragraph forward goes to the end of the one under the caret first.
        """
        if unit == "word":
            self.offset = self._next_word(step)
        else:
            self.offset = self._next_span(self._around(unit), step)
        return self.offset

    def _around(self, unit: str) -> list[tuple[int, int]]:
        """Return the sentences or paragraphs among which the next one is: of this block and its neighbors."""
        here = self._block()
        if unit == "paragraph":
            return [(block.start, block.end) for block in self.plain.blocks[max(0, here - 1) : here + 2]]
        return [span for number in (here - 1, here, here + 1) for span in self._sentences(number)]

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
        text = self.plain.text
        if step > 0:
            after = _WORD.search(text, self._token_end(self.offset))
            return self._word_at(after.start())[0] if after else self.offset
        start = self.offset
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        while start > 0 and text[start - 1].isspace():
            start -= 1
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        return self._word_at(start)[0]

    def _token_end(self, offset: int) -> int:
        text = self.plain.text
        while offset < len(text) and not text[offset].isspace():
            offset += 1
        return offset

    def _word_at(self, offset: int) -> tuple[int, int]:
        text = self.plain.text
        start = min(max(offset, 0), len(text))
        while start > 0 and not text[start - 1].isspace():
            start -= 1
        token = _WORD.search(text, start)
        if token is None:
            return len(text.rstrip()), len(text.rstrip())
        words = token.group()
        left = len(words) - len(words.lstrip(_TRIM))
        right = len(words.rstrip(_TRIM))
        return (token.start() + left, token.start() + right) if left < right else token.span()

    def _last_word(self, start: int, end: int) -> int:
        while end > start and self.plain.text[end - 1].isspace():
            end -= 1
        return max(start, self._word_at(end - 1)[0])
