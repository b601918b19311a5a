"""How many words a text has, in scripts that write no spaces too."""

import re

from reader.text.scripts import IDEOGRAPHS, SYLLABLES, UNSPACED

# What a word has on average.
_IDEOGRAPHS_A_WORD = 2
_SYLLABLES_A_WORD = 4


def count_words(text: str) -> int:
    """Return how many words a reader would count, of scripts without spaces by what a word has on average."""
    count = len(text.split())
    if text.isascii():
        return count
    # Not made before they are needed: the app starts without them.
    ideographs = sum(map(len, re.findall(f"[{IDEOGRAPHS}]+", text)))
    letters = sum(map(len, re.findall(f"[{SYLLABLES}]+", text)))
    # A run between two spaces was counted as one word, whatever is in it.
    runs = len(re.findall(f"[{UNSPACED}]\\S*", text)) if ideographs or letters else 0
    return max(count, count - runs + round(ideographs / _IDEOGRAPHS_A_WORD + letters / _SYLLABLES_A_WORD))
