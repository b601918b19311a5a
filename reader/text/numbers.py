"""Numbers as terms: `3,033`, `3033`, `3 033` and `٣٬٠٣٣` are one."""

import re

from reader.text.digits import fold_digits

# If the comma is the decimal mark, a point or space groups thousands.
_DECIMAL_COMMA = frozenset("bg cs da de el es fi fr hr hu it nl no pl pt ro ru sk sl sr sv tr uk".split())
_SPACES = re.compile("[ \u00a0\u2009\u202f'\u2019]")
# The second groups as in India: 12,50,000.
_GROUPS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+\Z|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}\Z")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?\Z")


def number_form(text: str, language: str) -> str | None:
    """Return the canonical form of a number written in a text in *language*, or None.

    Only a single group of three is ambiguous: `3.033` is three thousand in German and three point something in
    English. Dates and addresses with points (`15.12.2016`) are no numbers.
    """
    text = _SPACES.sub("", fold_digits(text))
    if text.isdecimal():
        return text
    marks = re.sub("[0-9]", "", text)
    decimal = _decimal_mark(text, marks, language)
    if decimal is None:
        return None
    whole, _, part = text.rpartition(decimal) if decimal else (text, "", "")
    whole = whole.replace(",", "").replace(".", "")
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole


def _decimal_mark(text: str, marks: str, language: str) -> str | None:
    """Return the decimal mark, "" if there is no fraction, None if this is no number."""
    if len(set(marks)) == 2:
        whole, _, part = text.rpartition(marks[-1])
        sound = marks.count(marks[-1]) == 1 and _GROUPS.match(whole) and part
        return marks[-1] if sound else None
    if _GROUPS.match(text):
        own_decimal = "," if language in _DECIMAL_COMMA else "."
        return own_decimal if len(marks) == 1 and marks == own_decimal else ""
    return marks if len(marks) == 1 else None


def number_value(form: str) -> float | None:
    """Return the value of a canonical number, None for a word or for too many digits."""
    if len(form) > 18 or not _NUMBER.match(form):
        return None
    return float(form)
