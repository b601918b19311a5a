"""Arabic letters in their joined forms, for terminals that draw each letter by itself.

Every letter stays one character, so that no offset changes: vowel marks, and words that have a sign of their own, stay
as they are written. Lam and alef are drawn as one, with the alef hidden.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple
from unicodedata import category, decomposition

# Stands for a letter that is not drawn: it occurs in no cleaned text, and takes no cell.
HIDDEN = "\x00"
_LETTERS = "\u0620-\u065f\u066e-\u06d5\u06fa-\u06ff\u0750-\u077f"
# A joiner that no such letter is beside makes one picture of several.
_WORD = re.compile(f"\u200d?[{_LETTERS}][{_LETTERS}\u200d]*")
_LAM = "\u0644"
_JOINER = "\u200d"
_JOINING = frozenset({"\u0640", _JOINER})


class _Forms(NamedTuple):
    isolated: str = ""
    final: str = ""
    initial: str = ""
    medial: str = ""


_NO_FORMS = _Forms()


@cache
def _forms() -> Mapping[str, _Forms]:
    """Return the forms of each letter, and of lam with an alef, as Unicode's own presentation forms give them."""
    found: dict[str, _Forms] = {}
    for code in (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE80, 0xFEFD)):
        kind, *points = decomposition(chr(code)).split()[:3] or [""]
        letters = "".join(chr(int(each, 16)) for each in points)
        name = kind.strip("<>")
        if name in _Forms._fields and (len(letters) == 1 or letters.startswith(_LAM)):
            found[letters] = found.get(letters, _Forms())._replace(**{name: chr(code)})
    return found


def shaped(text: str) -> str:
    """Return *text*, as long as before, with each Arabic letter in the form that its neighbors give it."""
    return _WORD.sub(lambda word: _shaped_word(word.group()), text)


def _shaped_word(word: str) -> str:
    forms = _forms()
    letters = [at for at, character in enumerate(word) if category(character) != "Mn"]
    drawn = list(word)
    joins_before = False
    number = 0
    while number < len(letters):
        at = letters[number]
        after = letters[number + 1] if number + 1 < len(letters) else -1
        pair = word[at] + word[after] if after == at + 1 else ""
        if pair in forms:
            drawn[at] = (forms[pair].final if joins_before else forms[pair].isolated) or word[at]
            drawn[after] = HIDDEN
            joins_before = False
            number += 2
            continue
        own = forms.get(word[at], _NO_FORMS)
        joins_after = after >= 0 and _joins_on(word[at], own) and _is_joined(word[after], forms)
        drawn[at] = HIDDEN if word[at] == _JOINER else _form(own, word[at], before=joins_before, after=joins_after)
        joins_before = _joins_on(word[at], own)
        number += 1
    return "".join(drawn)


def _form(own: _Forms, letter: str, *, before: bool, after: bool) -> str:
    if before:
        return (own.medial if after else own.final) or own.final or own.isolated or letter
    return (own.initial if after else own.isolated) or own.isolated or letter


def _joins_on(letter: str, own: _Forms) -> bool:
    return letter in _JOINING or bool(own.initial)


def _is_joined(letter: str, forms: Mapping[str, _Forms]) -> bool:
    return letter in _JOINING or bool(forms.get(letter, _NO_FORMS).final)
