"""What the commands of TeX in a text stand for, as reference managers write them."""

import re
import unicodedata

from reader.text.tex_signs import LOWERED, RAISED, SIGNS

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "d": "\u0323", "b": "\u0331",
    "r": "\u030a",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
    "i": "i", "j": "j", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "S": "§", "pounds": "£",
    "textsterling": "£", "texteuro": "€", "euro": "€", "textdegree": "°", "copyright": "©", "textregistered": "®",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
    "textquotedblright": "”", "guillemotleft": "«", "guillemotright": "»", "dots": "…", "ldots": "…",
    "textellipsis": "…", "textasciitilde": "~", "sim": "~", "textasciicircum": "^", "textbackslash": "\\",
    "textgreater": ">", "textless": "<", "textbar": "|", "textunderscore": "_", "textdollar": "$", "TeX": "TeX",
    "LaTeX": "LaTeX", "backslash": "\\",
}  # fmt: skip
_SCRIPTS = {"^": str.maketrans(dict(RAISED)), "_": str.maketrans(dict(LOWERED))}
_TYPED = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}
_ACCENT = re.compile(r"\\([`'^~\"=.]|[uvHckdbr](?![A-Za-z]))\s*\{?\\?([A-Za-z])\}?")
# A formula has a command or a script in it, or is a single number or sign; "$5 and $6" and "$5-$6" are money.
_FORMULA = re.compile(
    r"(?<!\\)\$(?!\s)((?=[^$\n]{0,400}[\\^_])[^$\n]{1,400}|[<>=+-]?\s?[\d.,]*[\d<>=](?=\$(?!\d)))(?<![\s\\])\$"
)
_SCRIPT = re.compile(r"([\^_])(?:\{([\d+-]+)\}|(\d))")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_COMMAND = r"\\href\s*\{[^{}]*\}|\\(?P<word>[A-Za-z]+)(?:\{\}|[ \t]*)|\\(?P<sign>.)|[{}]"
_TEX = re.compile(rf"{_COMMAND}|---?|``|''|~", re.DOTALL)
_TEX_IN_ADDRESS = re.compile(_COMMAND, re.DOTALL)


def plain_tex(value: str, *, is_address: bool = False) -> str:
    """Return what *value* says, without TeX; in an address dashes and tildes are what they are."""
    if is_address:
        return _TEX_IN_ADDRESS.sub(_said, value)
    accented = _ACCENT.sub(lambda found: found[2] + _ACCENTS[found[1]], _FORMULA.sub(_formula, value))
    return unicodedata.normalize("NFC", _TEX.sub(_said, accented))


def _formula(found: re.Match[str]) -> str:
    divided = _FRACTION.sub(r"\1/\2", found[1])
    return _SCRIPT.sub(lambda each: (each[2] or each[3]).translate(_SCRIPTS[each[1]]), divided)


def _said(found: re.Match[str]) -> str:
    named = found["word"]
    if named in SIGNS and named not in _LETTERS:
        return SIGNS[named] + " " * found.group().endswith(" ")
    if named:
        return _LETTERS.get(named, "")
    return (" " if found["sign"] == "\\" else found["sign"]) or _TYPED.get(found.group(), "")
