"""How a copy of an article differs from it, in numbers of words."""

from typing import NamedTuple

from reader.related.blocks import TextBlock, align_texts, find_changed_words
from reader.related.evidence import Span
from reader.related.terms import WORD
from reader.text.plurals import count

_SHOWN = 90


class Difference(NamedTuple):
    """Numbers of words that a copy *added*, *left_out* and *changed*, and where the longest of each begins.

    *added_text* is the copy's, *left_out_text* the other's.
    """

    added: int = 0
    left_out: int = 0
    changed: int = 0
    added_text: str = ""
    left_out_text: str = ""

    def __str__(self) -> str:
        """Say it in words: `adds 23 words: “…”; leaves out 4 words: “…”`."""
        parts = []
        if self.added:
            parts.append(f"adds {count(self.added, 'word')}: “{self.added_text}”")
        if self.left_out:
            parts.append(f"leaves out {count(self.left_out, 'word')}: “{self.left_out_text}”")
        if self.changed:
            parts.append(f"{count(self.changed, 'word')} changed")
        return "; ".join(parts) or "word for word the same"


def diff_copy(text: str, copy: str) -> Difference:
    """Return how *copy* differs from *text*."""
    blocks = align_texts(text, copy)
    added = [copy[slice(*each.there)] for each in blocks if each.kind == "only-there" and each.there]
    left_out = [text[slice(*each.here)] for each in blocks if each.kind == "only-here" and each.here]
    changed = sum(_changed(text, copy, each) for each in blocks if each.kind == "rewritten")
    return Difference(_count(added), _count(left_out), changed, _longest(added), _longest(left_out))


def _changed(text: str, copy: str, block: TextBlock) -> int:
    here, there = block.here or (0, 0), block.there or (0, 0)
    one, other = text[slice(*here)], copy[slice(*there)]
    gone, come = find_changed_words(one, other)
    return max(_word_count(one, gone), _word_count(other, come))


def _word_count(text: str, spans: tuple[Span, ...]) -> int:
    return sum(len(text[start:end].split()) for start, end in spans)


def _count(texts: list[str]) -> int:
    return sum(len(WORD.findall(each)) or 1 for each in texts)


def _longest(texts: list[str]) -> str:
    text = " ".join(max(texts, key=len, default="").split())
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + "…"
