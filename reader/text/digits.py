"""Digits of every script as ASCII digits, so that numbers are parsed in one way."""

import re
import unicodedata

# Arabic writes numbers with a percent sign and with marks for decimals and thousands of its own.
_SIGNS = {"٪": "%", "٫": ".", "٬": ","}
# No digit but ASCII's stands below U+0660: that is asked first, since it tells at once of most texts.
_FOREIGN = re.compile(f"[^\0-\u065f](?<=[\\d{''.join(_SIGNS)}])")

# What Chinese and Japanese write for a digit: in a row of three and more each stands for itself, as in 二〇〇六.
DIGIT_BY_SIGN = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
SIGN_ROW = f"[{''.join(DIGIT_BY_SIGN)}]{{3,}}+(?![十百千万萬亿億])"
_SIGNED = str.maketrans({sign: str(value) for sign, value in DIGIT_BY_SIGN.items()})
_SIGN_ROW = re.compile(SIGN_ROW)


def fold_sign_row(text: str) -> str:
    """Return *text*, where all of it is a `SIGN_ROW`, in ASCII digits."""
    return text.translate(_SIGNED) if _SIGN_ROW.fullmatch(text) else text


def fold_digits(text: str) -> str:
    """Return *text* with every decimal digit of any script as its ASCII digit: `١٢` and `１２` are `12`.

    One code point stands for one, so that offsets into the result are offsets into *text*. Digits outside the
    decimal notation (`²`, `①`) stay as they are.
    """
    return text if text.isascii() else _FOREIGN.sub(_ascii, text)


def _ascii(match: re.Match[str]) -> str:
    sign = match.group()
    return _SIGNS.get(sign) or str(unicodedata.decimal(sign))
