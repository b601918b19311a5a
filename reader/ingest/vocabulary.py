"""How strongly the words of a line point to page furniture.

The phrases, from `phrases`, are compared word by word, without case and punctuation.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from reader.ingest.lines import PageLine, key_of
from reader.ingest.phrases import (
    ENDINGS,
    FURNITURE,
    PHRASES,
    SUBSCRIBERS,
    SUBSCRIBERS_UNSPACED,
    UNSPACED,
    WHOLE_LINES,
)

Evidence = Mapping[str, int]
_NONE: Evidence = MappingProxyType({})
_Phrases = dict[str, list[tuple[str, str, int]]]
_ASKS = re.compile(
    r"(?i:support|donate to|subscribe to|follow|join|help|soutenez|unterstützen sie|поддержите)\s+(?:the )?"
    r"[A-ZА-Я]\S{1,40}(?:\s\S{1,40}){0,3}\Z"
)


# A picture's credit, alone or behind what the picture shows.
_CREDIT = re.compile(
    r"(?:\A|[.!?…)\]\"'|/–,،-]\s|[\u0e00-\u0eff]\s|।\s|\s(?=ภาพ)|[(（。、，])"
    r"(?i:photo(?:graph)?s?|picture|image|illustration|credits?|foto|foto[gğ]raf\w{0,3}|bild|photographie"
    r"|crédits?|crédit photo|imagen|fotografía|фото|zdjęcie|fot|görsel|صورة|تصوير|عکس|写真|撮影|図|图片来源"
    r"|图片|图源|摄影|攝影|圖片來源"
    r"|사진|φωτογραφία|צילום|תמונה|फोटो|फ़ोटो|ภาพ|ภาพจาก|fotó|kuva|foto's)"
    r"(?:\s(?i:credit|by|courtesy(?: of)?))?\s?[:：/=＝]\s?[^.:!?]{2,60}[.)）]?\Z"
    # Polish has its own stop behind the word.
    r"|(?:\A|[.!?…]\s)[Ff]ot\. \S.{2,60}\Z"
    r"|\((?:AP|AFP|Reuters|EPA|Getty Images|dpa|TASS|Xinhua|رويترز|أ ف ب|الفرنسية|الأناضول|سانا|رویترز|ایرنا"
    r"|ایسنا|РИА Новости|ТАСС|Рейтер)"
    r"(?: Photo)?(?:/[^()]{2,40})?\)\Z"
)
_CREDITED_WORDS = 45
# Scripts in which what a phrase says is joined to what stands beside it.
_GLUED = re.compile("[\u0e00-\u0e7f\u3040-\ud7a3]")
# Without one of these a line has no such credit, no such arrow and no sign of rights; most have none.
_CREDIT_MARK, _ARROWHEAD = re.compile(r"[:：/(（=＝]|[Ff]ot\."), re.compile("[→»›▸▶➔←«‹◀<>]")
_MARK = re.compile("[:：/(（=＝→»›▸▶➔←«‹◀<>©]")
# A link that leads on or back shows where.
_ARROW = re.compile(r"\w.*\s(?:[→»›▸▶➔]|>{1,2})\Z|(?:[←«‹◀]|<{1,2})\s?\w")
_ARROWED_WORDS = 12
# What such marks hold between them is said by somebody, and so is a sentence that begins with one.
_QUOTED = re.compile("«[^«»]*»|»[^«»]*«|‹[^‹›]*›|›[^‹›]*‹")
_OPENED = ("«", "‹")


def listed(text: str) -> list[str]:
    """Return the entries of a table: what stands between bars and line breaks."""
    return [entry for each in text.replace("\n", "|").split("|") if (entry := each.strip())]


class Vocabulary:
    """The phrases that give furniture away, with those of one library added."""

    def __init__(self, appeals: Iterable[str] = ()) -> None:
        self._by_word: _Phrases = {}
        for (kind, weight), text in PHRASES.items():
            for phrase in _listed(text):
                self._add(phrase, kind, weight)
        for appeal in (*_listed(SUBSCRIBERS), *filter(None, map(key_of, appeals))):
            self._add(appeal, "appeal", 3)
        self._unspaced = [
            ("^" * phrase.startswith("^") + key_of(phrase).replace(" ", ""), kind, weight)
            for (kind, weight), text in UNSPACED.items()
            for phrase in listed(text)
        ]
        self._words = frozenset(self._by_word)
        self._whole = {key: kind for kind, text in WHOLE_LINES.items() for key in _listed(text)}
        self._paid = [f" {phrase} " for phrase in _listed(SUBSCRIBERS)]
        self._paid_unspaced = listed(SUBSCRIBERS_UNSPACED)
        self._endings = frozenset(_listed(ENDINGS))
        self._furniture = frozenset(FURNITURE.casefold().split())

    def evidence(self, line: PageLine) -> Evidence:
        """Return how telling the line's phrases are, by kind; 3 and more is enough for a short line."""
        if self not in line.memo:
            line.memo[self] = self._evidence(line)
        known: Evidence = line.memo[self]
        return known

    def _evidence(self, line: PageLine) -> Evidence:
        found: dict[str, int] = {}
        whole = self._whole.get(line.key)
        if whole:
            found[whole] = 3
        padded = ""
        for word in self._words.intersection(line.tokens):
            padded = padded or f" {line.key} "
            for phrase, kind, weight in self._by_word[word]:
                if phrase in padded:
                    found[kind] = found.get(kind, 0) + weight
        for kind, weight in self._unspoken(line):
            found[kind] = found.get(kind, 0) + weight
        return found or _NONE

    def _unspoken(self, line: PageLine) -> Iterable[tuple[str, int]]:
        """Return the kinds that no words of a line tell, but its letters or its marks, and how telling they are."""
        glued = () if line.seen.isascii() or not _GLUED.search(line.seen) else self._glued(line)
        return (*glued, *_signs(line)) if _MARK.search(line.seen) or "ot." in line.seen else glued

    def _glued(self, line: PageLine) -> list[tuple[str, int]]:
        """Return the kinds of the phrases that stand among the letters of a line whose script joins words."""
        letters = "^" + line.key.replace(" ", "")
        return [(kind, weight) for phrase, kind, weight in self._unspaced if phrase in letters]

    def asks_consent(self, line: PageLine) -> bool:
        """Whether the line asks for consent to cookies and the like."""
        found = self.evidence(line)
        return found.get("consent", 0) >= 3

    def is_for_subscribers(self, line: PageLine) -> bool:
        """Whether the line says that what follows is for those who pay."""
        words, letters = f" {line.key} ", line.key.replace(" ", "")
        return any(phrase in words for phrase in self._paid) or any(each in letters for each in self._paid_unspaced)

    def is_ending(self, line: PageLine) -> bool:
        """Whether the line is a heading after which nothing of an article comes."""
        return line.key in self._endings

    def is_menu(self, words: Sequence[str]) -> bool:
        """Whether words (without case) are several entries of a menu: "Home Sport"."""
        ends = {0}
        for at in range(1, len(words) + 1):
            ways = (start for start in ends if self._whole.get(" ".join(words[start:at])) == "navigation")
            ends |= {at} if next(ways, None) is not None else set()
        return len(words) > 1 and len(words) in ends

    def furniture_share(self, line: PageLine) -> float:
        """Return the share of the line's words that furniture is made of."""
        tokens = line.tokens
        return sum(token in self._furniture for token in tokens) / len(tokens) if tokens else 0.0

    def is_free_of_furniture(self, words: Iterable[str]) -> bool:
        """Whether none of the words (without case) is one that furniture is made of."""
        return self._furniture.isdisjoint(words)

    def _add(self, phrase: str, kind: str, weight: int) -> None:
        # The longest word is the rarest: few lines have to be looked through for the phrase.
        self._by_word.setdefault(max(phrase.split(), key=len), []).append((f" {phrase} ", kind, weight))


def _signs(line: PageLine) -> Iterator[tuple[str, int]]:
    """Yield what the marks of a line tell of its kind, and how telling they are."""
    if line.word_count <= _CREDITED_WORDS and _CREDIT_MARK.search(line.seen) and _CREDIT.search(line.seen):
        yield "caption", 3 if line.word_count < 25 else 8
    if line.word_count <= _ARROWED_WORDS and _ARROWHEAD.search(line.seen) and _is_arrowed(line):
        yield "navigation", 3
    if "©" in line.seen or line.folded.startswith("(c) "):
        yield "rights", 3


def _is_arrowed(line: PageLine) -> bool:
    left = _QUOTED.sub("", line.seen)
    is_open = left.startswith(_OPENED) and line.is_finished
    return not is_open and "«" not in left[1:] and _ARROW.match(left) is not None


def _listed(text: str) -> list[str]:
    return [words for phrase in listed(text) if (words := key_of(phrase))]


def is_asking(line: PageLine) -> bool:
    """Whether a short line asks to support or follow somebody by name; an article's subheading may look so too."""
    return line.word_count <= 6 and bool(_ASKS.match(line.text))


@lru_cache(maxsize=8)
def vocabulary(appeals: tuple[str, ...] = ()) -> Vocabulary:
    """Return the vocabulary with a library's own *appeals*."""
    return Vocabulary(appeals)
