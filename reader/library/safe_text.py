"""Make text from outside harmless to a terminal before anything else sees it.

Neither Textual nor Rich does this: control characters in a title reach the terminal from most widgets.
Offsets in this program count in the text that these functions return.
"""

import re
import unicodedata

_REPLACEMENT = "\ufffd"
_MARKS_ON_A_BASE = 8

# The noncharacters of Unicode's first plane, as in a class of a regular expression: terminals use some of them as signs
# of their own, such as "here is the other half of a wide letter".
NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff"
# Everything that may not pass: C0 but tab and newline, DEL, C1, bidi embeddings, overrides and isolates, surrogates,
# and what is no character.
_FORBIDDEN = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff{NONCHARACTERS}]")
_LINE_BREAKS = ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
# A run that may be a pile of combining marks: no letters, digits, white space, or anything below U+0300, which is
# asked first, since one range is looked for faster than many.
_PILE = re.compile(f"[^\x00-\u02ff](?<=[^\\w\\s])[^\\w\\s\x00-\u02ff]{{{_MARKS_ON_A_BASE},}}")
_KEPT_MARKS = re.compile("[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_WHITE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return *text* normalized (NFC), with one kind of newline and without what a terminal would obey.

    Forbidden characters become U+FFFD, so that the user sees that something was there.
    Idempotent: `clean(clean(t)) == clean(t)`.
    """
    for line_break in _LINE_BREAKS:
        text = text.replace(line_break, "\n")
    if text.isascii():
        return _FORBIDDEN.sub(_REPLACEMENT, text)
    text = _FORBIDDEN.sub(_REPLACEMENT, text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _PILE.sub(_thinned, text)


def line(text: str) -> str:
    """Return *text* cleaned and on one line: every run of white space is one space, none at the ends."""
    return _WHITE.sub(" ", clean(text)).strip()


def _thinned(pile: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in pile.group():
        is_mark = unicodedata.category(character) in {"Mn", "Me"} and not _KEPT_MARKS.match(character)
        marks = marks + 1 if is_mark else 0
        if marks <= _MARKS_ON_A_BASE:
            kept.append(character)
    return "".join(kept)
