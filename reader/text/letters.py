"""A text folded to its letters, without white space, punctuation and case, with a map back to the text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

# Letters and digits, without combining marks, soft hyphens and joiners.
LETTERS = re.compile(r"[^\W_]+")
# Everything visible, for a quote without letters.
VISIBLE = re.compile(r"\S+")


def fold_letters(text: str, runs: re.Pattern[str] = LETTERS, fold: Callable[[str], str] = str.casefold) -> str:
    """Return the *runs* of *text* joined, in lower case or changed by *fold*."""
    return fold("".join(runs.findall(text)))


class FoldedText:
    """The text *source* as `fold_letters` returns it, *folded*, with the source offset of each of its characters.

    *fold* must treat each letter independently of its context.
    """

    def __init__(self, source: str, runs: re.Pattern[str] = LETTERS, fold: Callable[[str], str] = str.casefold) -> None:
        self._fold = fold
        self._pieces: list[int] = []
        self._origins: list[int] = []
        parts: list[str] = []
        length = 0
        for match in runs.finditer(source):
            run = match.group()
            part = fold(run)
            if len(part) == len(run) and (run.isascii() or fold is str.casefold):
                self._pieces.append(length)
                self._origins.append(match.start())
            else:
                # A letter that becomes two (ß, İ, ﬁ) shifts the rest of its run, so each letter is a piece.
                part = self._letter_by_letter(run, match.start(), length)
            parts.append(part)
            length += len(part)
        self.source = source
        self.folded = "".join(parts)

    def _letter_by_letter(self, run: str, origin: int, length: int) -> str:
        parts: list[str] = []
        for offset, letter in enumerate(run):
            part = self._fold(letter)
            for _ in part:
                self._pieces.append(length)
                self._origins.append(origin + offset)
                length += 1
            parts.append(part)
        return "".join(parts)

    def origin(self, offset: int) -> int:
        """Return the source offset of the folded character at *offset*."""
        piece = bisect_right(self._pieces, offset) - 1
        return self._origins[piece] + offset - self._pieces[piece]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of the folded characters from *start* to *end*."""
        return self.origin(start), self.origin(end - 1) + 1

    def offset(self, origin: int) -> int:
        """Return the folded offset of the first character at or after *origin* in the source."""
        piece = bisect_left(self._origins, origin)
        if piece < len(self._origins) and self._origins[piece] == origin:
            return self._pieces[piece]
        following = self._pieces[piece] if piece < len(self._pieces) else len(self.folded)
        if piece == 0:
            return following
        return min(self._pieces[piece - 1] + origin - self._origins[piece - 1], following)
