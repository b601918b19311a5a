"""The language of a text: by its tag, its script and its most common short words."""

import re
from collections import Counter
from functools import cache

from reader.text.stop_words import frequent_words

DEFAULT_LANGUAGE = "en"
# Languages in which a date in figures has the day first.
DAY_FIRST = frozenset(
    """
    ar az be bg bn ca cs da de el es et fa fi fr gl he hi hr hy id is it ka kk lv mk ml mr ms nl no pl pt ro ru sk sl
    sq sr sw ta te th tr uk ur vi
    """.split()
)

_ALIASES = {"nb": "no", "nn": "no", "iw": "he", "in": "id"}
_SEEN = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_ASCII_WORD = re.compile("[a-z]+")
_ENOUGH_WORDS = 12
_LEAST_SHARE = 0.12
_LEAST_LEAD = 1.3
_LEAST_LETTERS = 16
# Their common words are no neighbor's: Portuguese would be Galician too, Russian Bulgarian, Hindi Marathi.
_ALONE = frozenset("de en fr hu nl".split())
# From so many letters on the model is asked, which takes half a second once: more, where all are English ones too.
_LEAST_FOR_MODEL, _LEAST_OF_ASCII = 20, 40
_SURE = 0.9
# Where hardly any letter is of such a script, the text is in none of them.
_OF_SCRIPT = re.compile(
    "[\u0370-\u03ff\u0590-\u05ff\u0900-\u097f\u0e00-\u0e7f\u1f00-\u1fff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
)
# A script that hardly any other language is written in; Japanese writes kana between its Han.
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.1),
    ("zh", re.compile("[\u4e00-\u9fff]"), 0.5),
    ("ko", re.compile("[\uac00-\ud7af]"), 0.5),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]"), 0.5),
    ("he", re.compile("[\u0590-\u05ff]"), 0.5),
    ("th", re.compile("[\u0e00-\u0e7f]"), 0.5),
)
# Letters that the languages nearest to each have not.
_LETTERS = {
    "ru": "ыэъё", "uk": "іїєґ", "fa": "پچژگ", "ar": "ةى", "pt": "ãõ", "es": "ñ¿¡", "it": "èò", "fr": "êœç", "de": "äß",
    "tr": "ışğ", "nl": "ĳ", "pl": "ąęł", "cs": "ěřů", "ro": "șțăţ", "hu": "őű", "sv": "äö", "da": "æø", "no": "æø",
    "ca": "·",
}  # fmt: skip


def language_code(tag: str | None) -> str:
    """Return the two-letter code of a language tag: `en` for `en-GB`; the default for none."""
    code = (tag or DEFAULT_LANGUAGE).strip().lower().replace("_", "-").split("-")[0]
    return _ALIASES.get(code, code)


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of *text*; None where it is too short or too mixed to tell."""
    text = text[:_SEEN]
    is_ascii = text.isascii()
    words = _ASCII_WORD.findall(text.lower()) if is_ascii else list(map(str.casefold, _WORD.findall(text)))
    letters = sum(map(len, words))
    if not is_ascii and letters >= _LEAST_LETTERS and _OF_SCRIPT.search(text):
        for code, script, share in _SCRIPTS:
            if len(script.findall(text)) > letters * share:
                return code
    guess = _by_words(text, words)
    if guess in _ALONE or letters < (_LEAST_OF_ASCII if is_ascii else _LEAST_FOR_MODEL):
        return guess
    from reader.text.language_model import likeliest_language

    likeliest, confidence = likeliest_language(text)
    return likeliest if likeliest == guess or confidence >= _SURE else None


def _by_words(text: str, words: list[str]) -> str | None:
    """Return the language whose most common words *text* has most of; None where they are few, or another's too."""
    if len(words) < _ENOUGH_WORDS:
        return None
    found, languages = dict.fromkeys(frequent_words(), 0), _languages_by_word()
    for word, count in Counter(filter(languages.__contains__, words)).items():
        for language in languages[word]:
            found[language] += count
    (best, code), (second, other) = sorted(((count, code) for code, count in found.items()), reverse=True)[:2]
    if best < _LEAST_SHARE * len(words):
        return None
    return code if best >= second * _LEAST_LEAD else _by_letters(text, code, other)


@cache
def _languages_by_word() -> dict[str, list[str]]:
    """Return in which languages each frequent word is frequent."""
    languages: dict[str, list[str]] = {}
    for language, words in frequent_words().items():
        for word in words:
            languages.setdefault(word, []).append(language)
    return languages


def _by_letters(text: str, one: str, other: str) -> str | None:
    """Tell two languages with the same short words apart by the letters that only one of them has."""
    counts = {code: sum(text.count(letter) for letter in _LETTERS.get(code, "")) for code in (one, other)}
    if counts[one] == counts[other]:
        return None
    return max(counts, key=lambda code: counts[code])
