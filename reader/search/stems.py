"""The stem that the forms of a word share, by language: `troops` and `troop`, `войска` and `войсками`.

The Snowball stemmers come with Whoosh; it has none for Turkish and only a root extractor for Arabic, which joins
unrelated words, so those two have light stemmers here.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from reader.search.folding import fold, is_arabic, is_cyrillic
from reader.search.light_stems import arabic_stem, turkish_stem

DEFAULT_LANGUAGE = "en"
SNOWBALL = ("da", "de", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ro", "ru", "sv")
LANGUAGES = (*SNOWBALL, "ar", "tr")
_ALIASES = {"nb": "no", "nn": "no", "iw": "he"}
# Written in these scripts and no language of `LANGUAGES`: no rule here is for them.
_OTHER_CYRILLIC = {"uk", "be", "bg", "sr", "mk", "kk", "mn"}
_OTHER_ARABIC = {"fa", "ur", "ps", "ckb"}

Stemmer = Callable[[str], str]


def language_of(tag: str | None) -> str:
    """Return the two-letter code of a language tag: `en` for `en-GB`; the default for none."""
    code = (tag or DEFAULT_LANGUAGE).strip().lower().replace("_", "-").split("-")[0]
    return _ALIASES.get(code, code)


def stem(word: str, language: str) -> str:
    """Return the folded stem of *word* as *language* (a two-letter code) inflects it.

    The script decides first: an Arabic name in an English article is stemmed as Arabic. Accents are still on
    when the stemmer sees the word, and come off afterwards, so that both spellings of an ending are known.
    """
    stemmer = _stemmer(_language_by_script(word, language))
    if stemmer is None:
        return fold(word)
    return fold(stemmer(word.lower().replace("ё", "е"))) or fold(word)


def _language_by_script(word: str, language: str) -> str:
    if is_arabic(word):
        return language if language in _OTHER_ARABIC else "ar"
    if is_cyrillic(word):
        return language if language in _OTHER_CYRILLIC else "ru"
    return DEFAULT_LANGUAGE if language in {"ar", "ru"} else language


@lru_cache(maxsize=32)
def _stemmer(language: str) -> Stemmer | None:
    if language == "ar":
        return arabic_stem
    if language == "tr":
        return turkish_stem
    if language not in SNOWBALL:
        return None
    from whoosh.lang.snowball import classes

    make: Any = classes[language]
    stemmer: Stemmer = make().stem
    return stemmer
