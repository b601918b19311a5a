"""What a language writes together with a word: `وبحلب` is `حلب` with “and in”, `학교에서` is `학교` with “at”.

A search looks for such words among those that its library has. Nothing is cut off a word that is indexed, so none is
taken for a word with an ending that it does not have.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from reader.text.endings import finnish_endings, turkish_endings
from reader.text.languages import DEFAULT_LANGUAGE
from reader.text.scripts import language_by_script

# The root of a word, and what may follow it.
Root = tuple[str, "re.Pattern[str]"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """The words that begin with *start* and go on as *endings* allows; *is_loose* where many of them are others."""

    start: str
    endings: "re.Pattern[str]"
    is_loose: bool = False

    def holds(self, word: str) -> bool:
        """Whether *word*, folded, is one of them."""
        return word.startswith(self.start) and self.endings.fullmatch(word, len(self.start)) is not None


@lru_cache(maxsize=1024)
def attachments(form: str, language: str) -> tuple[Attachment, ...]:
    """Return the ways in which *language* (two-letter code) writes the folded word *form* with others; often none."""
    find = _FINDERS.get(language_by_script(form, language, DEFAULT_LANGUAGE))
    return tuple(dict.fromkeys(find(form))) if find is not None and form else ()


def _any_of(endings: str) -> "re.Pattern[str]":
    return re.compile("(?:" + "|".join(endings.split()) + ")?")


def _in_order(*sets: str) -> Iterator[str]:
    """Yield every way to take one of each set in a row, `-` being none."""
    return ("".join(parts).replace("-", "") for parts in product(*map(str.split, sets)))


_NOTHING = re.compile("")
# A word of two letters is the beginning of too many.
_SHORTEST = 3

# And, so; in, like, for, will; the article, of which `fold` has taken off the one that stands first.
_ARABIC_BEFORE = tuple(
    dict.fromkeys((*_in_order("- و ف", "- ب ك ل س"), *_in_order("- و ف", "- ب ك", "ال"), *_in_order("- و ف", "لل")))
)
_ARABIC_AFTER = _any_of("ه ها هم هن هما ك كم كن نا ي ا ني ان ين ون ات")
# The last letter of a feminine noun is another one before an ending.
_ARABIC_AFTER_FEMININE = re.compile("ه|ها|هم|هن|هما|ك|كم|نا|ي|ان|ين")


def _arabic(form: str) -> Iterator[Attachment]:
    after = _ARABIC_AFTER if len(form) >= _SHORTEST else _NOTHING
    for before in _ARABIC_BEFORE:
        yield Attachment(before + form, after)
        if form.endswith("ه") and len(form) > _SHORTEST:
            yield Attachment(f"{before}{form[:-1]}ت", _ARABIC_AFTER_FEMININE)


# And; that, when, from when; in, like, to, from; the article.
_HEBREW_BEFORE = tuple(_in_order("- ו", "- ש כש מש לכש", "- ב כ ל מ", "- ה"))
_HEBREW_AFTER = _any_of(
    "י ה ת ו ם ן נו כם הם הן ך ים ות יים ית יות יו יה יהם יהן ינו ותיו ותיה ותיהם תו תה תי תם תנו ני"
)
_HEBREW_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
_HEBREW_GENDERS = re.compile("(?<=...)(?:ים|ות|ית|ה|ת)\\Z")


def _hebrew(form: str) -> Iterator[Attachment]:
    roots = {form, form[:-1] + form[-1].translate(_HEBREW_FINALS), _HEBREW_GENDERS.sub("", form)}
    for before in _HEBREW_BEFORE:
        for root in sorted(roots):
            yield Attachment(before + root, _HEBREW_AFTER if len(root) >= _SHORTEST else _NOTHING)


# More, most; plural; one, of, whose, “is”: joined, or after a sign of no width that `fold` takes away.
_PERSIAN_AFTER = re.compile(
    "(?:تر|ترین)?(?:ها|ان|گان|یان|ات)?(?:یی?|ای|ی?[متش]|ا[متش]|ی?مان|ی?تان|ی?شان|ا?ند|است)?".replace("ی", "[یي]")
)
_PERSIAN_AFTER_E = re.compile("گان(?:[یيش]|شان)?|گ[یي]")


def _persian(form: str) -> Iterator[Attachment]:
    if len(form) >= _SHORTEST:
        yield Attachment(form, _PERSIAN_AFTER)
    if form.endswith("ه") and len(form) > _SHORTEST:
        yield Attachment(form[:-1], _PERSIAN_AFTER_E)


# The particles of a noun, up to two; then whatever else a word may go on with: a verb, or another noun.
_KOREAN_PARTICLE = (
    "은|는|이|가|을|를|의|에|에서|에게|에게서|께|께서|로|으로|와|과|도|만|까지|부터|처럼|보다|나|이나|라도|이라도|며|이며|고|이고|다|이다|란|이란"
    "|라는|이라는|라고|이라고|들|들은|들이|들을|들의|들에게|들도|들과|한테|조차|마저|밖에|뿐|마다|로서|으로서|로써|으로써|에는|에도|에서는|에서도"
)
_KOREAN_AFTER = re.compile(f"(?:{_KOREAN_PARTICLE}){{1,2}}")
_KOREAN_BEYOND = re.compile(f"(?!(?:{_KOREAN_PARTICLE}){{1,2}}\\Z)[가-힣]{{1,6}}")


def _korean(form: str) -> Iterator[Attachment]:
    if "가" <= form[-1] <= "힣":
        yield Attachment(form, _KOREAN_AFTER)
        yield Attachment(form, _KOREAN_BEYOND, is_loose=True)


def _by_endings(roots: Callable[[str], Iterator[Root]]) -> Callable[[str], Iterator[Attachment]]:
    return lambda form: (Attachment(*root) for root in roots(form))


_FINDERS = {
    "ar": _arabic,
    "fa": _persian,
    "fi": _by_endings(finnish_endings),
    "he": _hebrew,
    "ko": _korean,
    "tr": _by_endings(turkish_endings),
}
