"""Names of the authority that no capital tells: in small letters, and in the scripts that have none.

In Arabic and Hebrew a name is written together with what stands before it (`وبحلب`), in Korean with what follows, and
in Chinese, Japanese and Thai with the whole sentence.
"""

import re
from collections.abc import Iterable

from reader.text.folding import lenient_pattern, plain_letters
from reader.text.scripts import UNSPACED

# What stands between the words of a name: a space, a hyphen, the dots of Chinese and Japanese.
_JOINT = "\\s\\-‐‑־·・•‧＝="
_JOINTS = re.compile(f"[{_JOINT}]+")
_HAS_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_HEBREW = re.compile("[\u0590-\u05ff]")
_HANGUL = re.compile("[가-힣]")
_UNSPACED = re.compile(f"[{UNSPACED}]")
# What each may be written together with; a name of one sign is in too many words.
_BEFORE_ARABIC = "[وف]?(?:لل|[بكلس]?(?:ال)?)"
_BEFORE_HEBREW = "ו?(?:כש|ש)?[בכלמ]?ה?"
_AFTER_HANGUL = r"(?=[가-힣]{0,3}(?!\w))"
_LEAST_UNSPACED = 2
_WORD = (r"(?<!\w)", r"(?!\w)")
_AROUND = {
    "plain": _WORD,
    "arabic": (rf"(?<!\w){_BEFORE_ARABIC}", r"(?!\w)"),
    "hebrew": (rf"(?<!\w){_BEFORE_HEBREW}", r"(?!\w)"),
    "hangul": (r"(?<!\w)", _AFTER_HANGUL),
    "unspaced": ("", ""),
}


def any_of(forms: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds any of *forms*, the longest first; the group that matched is the form as written."""
    by_kind: dict[str, set[str]] = {}
    for form in forms:
        kind = _kind_of(form)
        if kind:
            by_kind.setdefault(kind, set()).add(form)
    parts = []
    for kind, same in by_kind.items():
        before, after = _AROUND[kind]
        longest_first = sorted(same, key=lambda form: (-len(form), form))
        parts.append(f"{before}(?P<{kind}>{'|'.join(map(_lenient, longest_first))}){after}")
    return re.compile("|".join(parts)) if parts else None


def plain_name(form: str) -> str:
    """Return what the ways to write *form* have in common: its letters, without points and what joins its words."""
    return plain_letters(_JOINTS.sub("", form))


def _lenient(form: str) -> str:
    """Return the pattern of a form with or without points, in any form of its letters, however its words are joined."""
    return f"[{_JOINT}]{{0,2}}".join(map(lenient_pattern, filter(None, _JOINTS.split(form))))


def _kind_of(form: str) -> str:
    if not _HAS_LETTER.search(form):
        return ""
    if _UNSPACED.search(form):
        return "unspaced" if len(form) >= _LEAST_UNSPACED else ""
    kinds = (("arabic", _ARABIC), ("hebrew", _HEBREW), ("hangul", _HANGUL))
    return next((kind for kind, letters in kinds if letters.search(form)), "plain")
