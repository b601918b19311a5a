"""The base form of English verbs: "evacuated" and "evacuating" are "evacuate", "left" is "leave"."""

import re
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("irregular_verbs.txt")
_VOWELS = frozenset("aeiouy")
_CONSONANT = "bcdfghjklmnpqrstvwxyz"
# Stems with these endings lost a silent e: "evacuat", "captur", "announc", "seiz".
_LOST_E = re.compile(
    r"(?:(?<![aeiou])(?:at|id|ad|od|ud|ut|ur|ir|ar|ak|ok|ik|uk|am|im|um|ap|ip|op|in|il|ol|ul|ob|ib|an|on|et)"
    r"|at|[mnuv]ot|iz|is|as|os|us|or|v|c|[^n]g|rg|ng(?<=[aeiou]ng)|u|[bdfgkptz]l|ps|ns|rs|z|dg)\Z"
)
_SHORT = re.compile(rf"[{_CONSONANT}]*[aeiou][bdgklmnprtz]\Z")


@lru_cache(maxsize=20_000)
def base_form(word: str) -> str | None:
    """Return the base form of a past, participle or -ing form (small letters), None if it looks like none of them."""
    irregular = _table()[0].get(word)
    if irregular is not None or len(word) < 4:
        return irregular
    if word.endswith("ed"):
        return _of_past(word)
    return _of_ing(word) if word.endswith("ing") else None


def _of_past(word: str) -> str | None:
    if word.endswith("ied"):
        return f"{word[:-3]}y" if len(word) > 4 else word[:-1]
    if word.endswith("eed"):
        return word[:-1] if word[-4] == "r" else None
    return _of_stem(word[:-2])


def _of_ing(word: str) -> str | None:
    stem = word[:-3]
    if stem.endswith("y"):
        return stem if len(stem) > 2 else f"{stem[:-1]}ie"
    return None if _VOWELS.isdisjoint(stem) else _of_stem(stem)


def _of_stem(stem: str) -> str | None:
    _, kept, doubled = _table()
    if len(stem) < 3:
        return f"{stem}e" if len(stem) == 2 else None
    if stem in kept:
        return stem
    if stem[-1] == stem[-2]:
        return stem[:-1] if stem[-1] in "bdgmnprt" or stem[:-1] in doubled else stem
    return f"{stem}e" if _LOST_E.search(stem) or _SHORT.fullmatch(stem) else stem


@cache
def _table() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    """Return the base forms of irregular verbs by their other forms, and verbs that keep or double a letter."""
    base_by_form: dict[str, str] = {}
    kept: set[str] = set()
    doubled: set[str] = set()
    for line in _FILE.read_text("utf-8").splitlines():
        kind, _, words = line.rpartition(": ")
        if kind:
            (kept if kind == "kept" else doubled).update(words.split())
        elif not line.startswith("#"):
            for entry in line.split(", "):
                base, *forms = entry.split()
                kept.add(base)
                for form in forms:
                    base_by_form.setdefault(form, base)
    return base_by_form, frozenset(kept), frozenset(doubled)
