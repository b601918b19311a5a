"""In which language a text is: by its script and by the short words that every language repeats."""

import re
from collections import Counter

_SEEN = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 12
_LEAST_SHARE = 0.12
_LEAST_LEAD = 1.3

_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)

_STOP_WORDS: dict[str, str] = {
    "en": (
        "the of and to in a is that for it on was with as are by this be at from have has were not an "
        "their which they said"
    ),
    "fr": (
        "le la les de des du et à en un une que qui dans pour est sur pas par au plus avec ce il se sont "
        "aux ont été cette son"
    ),
    "de": (
        "der die das und in zu den von mit ist des auf für nicht ein eine dem sich auch als es an werden "
        "aus hat nach bei wurde sind"
    ),
    "es": (
        "el la los las de que y en un una por con para del se su es no lo al como más pero sus ha fue "
        "este sobre entre está"
    ),
    "it": (
        "il la le di che e in un una per con del della non è si sono al alla dei nel più come anche da ha gli i su dal"
    ),
    "pt": (
        "o a os as de que e em um uma por com para do da não se no na mais dos das como ao foi são pelo pela também à"
    ),
    "nl": (
        "de het een en van in is dat op te zijn voor met niet aan er om ook als bij door maar naar heeft uit wordt werd"
    ),
    "ru": ("и в не на что с по к из от как за у для о это же до его но она они был было был а также при после которые"),
    "uk": "і в не на що з до та у за по як від для про це його але під або також є було які що",
    "tr": (
        "ve bir bu da de için ile olarak olan en çok daha gibi kadar sonra ise ancak ne o göre olduğu tarafından her mi"
    ),
    "ar": "في من على إلى أن التي عن مع هذا هذه الذي ما كان بعد قد لم بين كما ذلك كل أو و حيث قال لا خلال",
    "fa": "در به از که این را با است برای آن یک های می شد تا بر شده و خود هم نیز بود کرد",
    "pl": "w i na z się nie do to że jest o za po od jak dla przez ale ma był są co przy oraz które",
}
_WORDS: dict[str, frozenset[str]] = {code: frozenset(words.split()) for code, words in _STOP_WORDS.items()}


_LETTERS = {
    "ru": "ыэъё",
    "uk": "іїєґ",
    "fa": "پچژگ",
    "ar": "ةى",
    "pt": "ãõ",
    "es": "ñ¿¡",
    "it": "èò",
    "fr": "êœç",
    "de": "äß",
    "tr": "ışğ",
    "nl": "ĳ",
    "pl": "ąęł",
}
# Languages in which a date in figures has the day first.
DAY_FIRST = frozenset(("ar", "de", "el", "es", "fa", "fr", "he", "it", "nl", "pl", "pt", "ru", "tr", "uk"))


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of *text*; None where it is too short or too mixed to tell."""
    text = text[:_SEEN]
    words = [word.casefold() for word in _WORD.findall(text)]
    letters = sum(len(word) for word in words)
    for code, script in _SCRIPTS:
        if letters >= 16 and len(script.findall(text)) > letters * (0.1 if code == "ja" else 0.5):
            return code
    if len(words) < _ENOUGH_WORDS:
        return None
    counts = Counter(words)
    shares = sorted(
        ((sum(counts[word] for word in known) / len(words), code) for code, known in _WORDS.items()), reverse=True
    )
    (best, code), (second, other) = shares[0], shares[1]
    if best < _LEAST_SHARE:
        return None
    return code if best >= second * _LEAST_LEAD else _by_letters(text, code, other)


def _by_letters(text: str, one: str, other: str) -> str | None:
    """Tell two languages with the same short words apart by the letters that only one of them has."""
    counts = {code: sum(text.count(letter) for letter in _LETTERS.get(code, "")) for code in (one, other)}
    if counts[one] == counts[other]:
        return None
    return max(counts, key=lambda code: counts[code])
