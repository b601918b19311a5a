"""The words of a text with their places, and where each word occurs."""

import re
from bisect import bisect_left
from functools import cached_property

# Letters that are written without spaces between words (Han, kana) are words of their own.
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_ALONE}]|[^\\W_{_ALONE}]+")


class Wording:
    """The casefolded *words* of *text*; word `i` is `text[starts[i]:ends[i]]`."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _WORD.finditer(text):
            self.words.append(match.group().casefold())
            self.starts.append(match.start())
            self.ends.append(match.end())

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands, in order."""
        places: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            places.setdefault(word, []).append(index)
        return places

    def at(self, offset: int) -> int:
        """Return the index of the first word that starts at or after *offset*."""
        return bisect_left(self.starts, offset)

    def near(self, word: str, index: int, limit: int) -> list[int]:
        """Return where *word* stands, at most *limit* places, those around *index* if there are more."""
        places = self.places.get(word, [])
        if len(places) <= limit:
            return places
        first = max(0, min(bisect_left(places, index) - limit // 2, len(places) - limit))
        return places[first : first + limit]
