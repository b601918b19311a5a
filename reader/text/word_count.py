"""The number of words of a text, also in scripts without spaces."""

import re

from reader.text.scripts import IDEOGRAPHS, SYLLABLES, UNSPACED

# The average letters of a word.
_IDEOGRAPHS_A_WORD = 2
_SYLLABLES_A_WORD = 4


def count_words(text: str) -> int:
    """Return the number of words, in scripts without spaces by the average letters of a word."""
    count = len(text.split())
    if text.isascii():
        return count
    # Compiled on first use: the app starts without them.
    ideographs = sum(map(len, re.findall(f"[{IDEOGRAPHS}]+", text)))
    letters = sum(map(len, re.findall(f"[{SYLLABLES}]+", text)))
    # A run between two spaces was counted as one word already.
    runs = len(re.findall(f"[{UNSPACED}]\\S*", text)) if ideographs or letters else 0
    return max(count, count - runs + round(ideographs / _IDEOGRAPHS_A_WORD + letters / _SYLLABLES_A_WORD))
