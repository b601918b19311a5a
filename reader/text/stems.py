"""The stem shared by the forms of a word, by language: `troops` and `troop`, `войска` and `войсками`.

The stemmers are Snowball's, except for Turkish, where our rules join more forms.
"""

import re
from collections.abc import Callable
from functools import lru_cache

import Stemmer

from reader.text.folding import fold
from reader.text.languages import DEFAULT_LANGUAGE
from reader.text.scripts import language_by_script

_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "ms": "indonesian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "yi": "yiddish",
}  # fmt: skip
STEMMED = frozenset((*_SNOWBALL, "tr"))
# A new version when stems may change: caches of stems are then rebuilt.
STEMMER = f"snowball{Stemmer.version()}"


def stem(word: str, language: str) -> str:
    """Return the folded stem of *word* in *language* (a two-letter code).

    The script decides first: an Arabic name in an English article is stemmed as Arabic. Accents are still on
    when the stemmer sees the word, and come off afterwards, so that both spellings of an ending are known.
    """
    stemmer = _stemmer(language_by_script(word, language, DEFAULT_LANGUAGE))
    if stemmer is None:
        return fold(word)
    return fold(stemmer(word.lower().replace("ё", "е"))) or fold(word)


@lru_cache(maxsize=32)
def _stemmer(language: str) -> Callable[[str], str] | None:
    if language == "tr":
        return turkish_stem
    if language not in _SNOWBALL:
        return None
    stemmer: Callable[[str], str] = Stemmer.Stemmer(_SNOWBALL[language]).stemWord
    return stemmer


_VOWELS = "aeıioöuü"
_HAS_VOWEL = re.compile(f"[{_VOWELS}]")
_LOWER = str.maketrans({"I": "ı", "İ": "i"})
# The endings of a Turkish noun from the outside in: verb `to be`, case, possession, number. The letters that vowel
# harmony and assimilation change are written as classes; what may stand before an ending keeps a vowel.
_TURKISH_ENDINGS = tuple(
    re.compile(f"(?:{ending})\\Z")
    for ending in (
        "[dt][ıiuü]r(?:l[ae]r)?|(?<=[aeıioöuü])yd[ıiuü]|(?<=[aeıioöuü])ym[ıiuü]ş",
        "(?:nd|d|t)[ae]n|(?:nd|d|t)[ae]ki|(?:nd|d|t)[ae]|(?<=[aeıioöuü])yl[ae]|n[ıiuü]n|(?<=l[ae]r)[ıi]n"
        "|(?<=[^aeıioöuü])[ıiuü]n|(?<=[aeıioöuü])y[ıiuüae]|(?<=[ıi])n[ıiae]|(?<=s[uü])n[ıiuüae]",
        "l[ae]r[ıi]n?|[ıiuü]m[ıiuü]z|[ıiuü]n[ıiuü]z|(?<=[aeıioöuü])m[ıiuü]z|(?<=[aeıioöuü])n[ıiuü]z"
        "|(?<=[aeıioöuü])s[ıiuü]|(?<=[^aeıioöuü]{2})[ıiuü]|(?<=[^aeıioöuü])[ıiuüae]",
        "l[ae]r",
    )
)


_TURKISH_LENGTH = 6


def turkish_stem(word: str) -> str:
    """Return *word* without the endings of case, possession and number; `kitapların` gives `kitap`.

    Without a dictionary nobody can tell `ateşkes-i` from `bölge-si`: so a final vowel goes too, and what is longer
    is cut, which Can et al., "Information retrieval on Turkish texts", found as good as a lemmatizer.
    """
    word = word.translate(_LOWER).lower().replace("i\u0307", "i")
    for ending in _TURKISH_ENDINGS:
        match = ending.search(word)
        if match and match.start() >= 2 and _HAS_VOWEL.search(word[: match.start()]):
            word = word[: match.start()]
    is_whole = len(word) <= _TURKISH_LENGTH
    word = word[:_TURKISH_LENGTH]
    if len(word) > 3 and word[-1] in _VOWELS:
        word = word[:-1]
    return _restored(word) if is_whole else word


def _restored(stem: str) -> str:
    # A final p, ç, t, k is voiced before a vowel: kitap, kitabı.
    return stem[:-1] + {"b": "p", "c": "ç", "d": "t", "ğ": "k"}.get(stem[-1], stem[-1])
