"""Spellings of one name: what is left of a name when the ways of writing it in Latin letters are set aside.

Sheikh Saeed and Seikh Saeed, Deir Ezzor and Deir ez-Zor, Jaish al-Fatah and Jeish Al Fateh are each one name.
"""

import re
from functools import lru_cache
from itertools import zip_longest

from reader.text.folding import without_marks

# Articles of Arabic as they are written before a name, with their assimilated forms.
PARTICLES = frozenset("al el ul ad ed ud ar er ur as es us ash esh az ez uz an en un at et ut the".split())

_PARTS = re.compile(r"[^\W_]+(?:['’‘ʼ`´][^\W_]+)*")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
# `Ezzor`: an article grown together with its word.
_GROWN_ARTICLE = re.compile(r"\A[ea]([zsdrnt])\1")
_CONSONANTS = (
    ("tch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"),
    ("zh", "z"), ("ph", "f"), ("dj", "j"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("tz", "ts"),
)  # fmt: skip
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1+")
_FINAL_H = re.compile(r"(?<=[aeiou])h\b")
_VOWELS = re.compile(r"[aeiouyw]+")
_LEAST_CONSONANTS = 4


@lru_cache(maxsize=20_000)
def key_of(name: str) -> str:
    """Return what the spellings of *name* have in common.

    Long names are known by their consonants, short ones by their vowels' kinds too: two names that agree in this key
    may be one, which `is_variant` decides.
    """
    sounds = _sounds(name)
    consonants = _VOWELS.sub("", sounds)
    return consonants if len(consonants) >= _LEAST_CONSONANTS else _VOWELS.sub(_kind, sounds)


def is_variant(one: str, other: str) -> bool:
    """Tell whether two names are spellings of one: the same consonants, and vowels that differ as spellings do."""
    if one.casefold() == other.casefold():
        return True
    if key_of(one) != key_of(other):
        return False
    first, second = _sounds(one), _sounds(other)
    return _distance(_VOWELS.sub(_kind, first), _VOWELS.sub(_kind, second)) <= 1


def _sounds(name: str) -> str:
    parts = [_plain(part) for part in _PARTS.findall(name)]
    kept = [part for part in parts if part not in PARTICLES] or parts
    joined = "".join(kept[:1] + [_GROWN_ARTICLE.sub(r"\1", part) for part in kept[1:]])
    for written, sound in _CONSONANTS:
        joined = joined.replace(written, sound)
    return _DOUBLE.sub(r"\1", joined)


def _plain(part: str) -> str:
    return _FINAL_H.sub("", without_marks(_APOSTROPHES.sub("", part.casefold())))


def _kind(vowels: re.Match[str]) -> str:
    """Return the kind of a run of vowels: back (o, u, w), front (e, i, y) or a."""
    run = vowels.group()
    if any(each in run for each in "ouw"):
        return "u"
    return "i" if any(each in run for each in "eiy") else "a"


def _distance(one: str, other: str) -> int:
    """Return how far the vowels differ: 1 for a and i in the same place or one vowel more, 2 for anything else."""
    if one == other:
        return 0
    if len(one) == len(other):
        differences = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        return sum(1 if set(pair) == {"a", "i"} else 2 for pair in differences)
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) - len(shorter) > 1:
        return 2
    at = next(place for place, pair in enumerate(zip_longest(longer, shorter)) if pair[0] != pair[1])
    return 1 if longer[at] in "aiu" and longer[:at] + longer[at + 1 :] == shorter else 2
