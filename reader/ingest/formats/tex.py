"""What the commands of TeX in a text stand for, as reference managers write them."""

import re
import unicodedata

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
_TYPED = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}
_ACCENT = re.compile(r"\\([`'^~\"=.]|[uvHckdbr](?![A-Za-z]))\s*\{?\\?([A-Za-z])\}?")
_COMMAND = r"\\href\s*\{[^{}]*\}|\$\\(?P<math>[A-Za-z]+)\$|\\(?P<word>[A-Za-z]+)(?:\{\}|[ \t]*)|\\(?P<sign>.)|[{}]"
_TEX = re.compile(rf"{_COMMAND}|---?|``|''|~", re.DOTALL)
_TEX_IN_ADDRESS = re.compile(_COMMAND, re.DOTALL)


def plain_tex(value: str, *, is_address: bool = False) -> str:
    """Return what *value* says, without TeX; in an address dashes and tildes are what they are."""
    if is_address:
        return _TEX_IN_ADDRESS.sub(_said, value)
    accented = _ACCENT.sub(lambda found: found[2] + _ACCENTS[found[1]], value)
    return unicodedata.normalize("NFC", _TEX.sub(_said, accented))


def _said(found: re.Match[str]) -> str:
    named = found["word"] or found["math"]
    if named:
        return _LETTERS.get(named, "")
    return (" " if found["sign"] == "\\" else found["sign"]) or _TYPED.get(found.group(), "")
