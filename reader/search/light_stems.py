"""Light stemmers for the two languages that Whoosh has none for: endings off, never a root guessed."""

import re

from reader.search.folding import fold

# Larkey, Ballesteros and Connell, "Light stemming for Arabic information retrieval" (light10).
_ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل")
_ARABIC_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def arabic_stem(word: str) -> str:
    """Return *word* without its article, conjunction and the endings of number, gender and possession."""
    word = fold(word)
    if word.startswith("و") and len(word) > 4:
        word = word[1:]
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            word = word[len(prefix) :]
            break
    for suffix in _ARABIC_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
    return word


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
