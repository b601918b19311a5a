"""The form in which words are compared: case, accents, apostrophes and letter variants folded away."""

import re
import unicodedata
from functools import lru_cache

from reader.text.digits import fold_digits
from reader.text.scripts import APOSTROPHES

# Letters that compatibility decomposition leaves alone but readers take for their plain neighbors.
_LETTERS = {
    **dict.fromkeys(map(ord, APOSTROPHES)),
    **dict.fromkeys(range(0x0300, 0x0370)),  # combining marks of Latin, Greek and Cyrillic
    **dict.fromkeys(range(0x0591, 0x05BE)),  # Hebrew points
    **dict.fromkeys([*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670]),  # Arabic vowel signs
    **dict.fromkeys([0x0640, 0x00AD, *range(0x200B, 0x200E), 0x2060, 0xFEFF]),  # tatweel, signs that are not seen
    **{ord(letter): plain for letter, plain in zip("øđðłħıæœþŋ", "o d d l h i ae oe th n".split(), strict=True)},
    **{ord(letter): plain for letter, plain in zip("آأإٱىیةکؤئ", "ااااييهكوي", strict=True)},
}
# Signs of Hebrew and Arabic that most texts leave out, and letters that are written in more than one way.
_POINTS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u0640\u064b-\u065f\u0670"
_ONE_LETTER = {letter: f"[{letters}]" for letters in ("اأإآٱ", "يىی", "ةه", "كک") for letter in letters}
_ARABIC_ARTICLE = re.compile("(?:ال|وال)(?=[\u0620-\u06ff]{3})")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the form by which *text* is compared.

    `Dara'a` and `daraa`, `Müller` and `muller`, `ALEPPO` and `aleppo`, `النصرة` and `نصره` are the same.
    The length may change, so offsets belong to the text before. Fold once: a second time may take another article.
    """
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    folded = plain_letters(text)
    return _ARABIC_ARTICLE.sub("", folded, count=1) if _ARABIC_ARTICLE.match(folded) else folded


def plain_letters(text: str) -> str:
    """Return *text* with each letter as readers take it: without case, accents and vowel signs, in its usual form."""
    decomposed = unicodedata.normalize("NFKD", fold_digits(text).casefold()).casefold()
    return unicodedata.normalize("NFC", decomposed.translate(_LETTERS))


def without_marks(text: str) -> str:
    """Return *text* decomposed by compatibility, without accents and other marks on letters; case stays."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def lenient_pattern(word: str) -> str:
    """Return the pattern of *word* with or without the points of Hebrew and Arabic, in any form of their letters."""
    if word.isascii():
        return re.escape(word)
    bare = re.sub(f"(?<=.)[{_POINTS}]", "", word)
    points = f"[{_POINTS}]*" if re.search("[\u0590-\u06ff]", bare) else ""
    return "".join((_ONE_LETTER.get(letter) or re.escape(letter)) + points for letter in bare)
