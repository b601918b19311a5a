"""Text as the notebook's search compares it: folded words with a space before and after each."""

import re

from reader.text.folding import fold
from reader.text.scripts import APOSTROPHES

# Letters that are written without spaces between words (Han, kana) are words of their own.
_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Marks that are no letters and part of a word all the same: accents, vowel signs, joiners.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e00-\u0e7f"
    "\u200c\u200d\u00ad"
)
_LETTER = f"(?:[^\\W_{_ALONE}]|[{_MARKS}])"
_WORD = re.compile(f"[{_ALONE}]|{_LETTER}+(?:[{APOSTROPHES}]{_LETTER}+)*")
_PLAIN_WORD = re.compile("[a-z0-9]+")


def folded_words(text: str) -> str:
    """Return the folded words of *text*, each with a space before and the last with one after; empty for none.

    `" " + word` is in it where a word begins so, and `" " + word + " "` where one is so.
    """
    # Most texts are ASCII, and those fold as a whole: a third of the time.
    words = _PLAIN_WORD.findall(_without_case(text)) if text.isascii() else map(fold, _WORD.findall(text))
    joined = " ".join(words)
    return f" {joined} " if joined else ""


def _without_case(text: str) -> str:
    # What `fold` does with ASCII, without keeping whole notes in its memory of words.
    return text.lower().replace("'", "").replace("`", "")
