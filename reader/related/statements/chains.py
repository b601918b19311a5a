"""Who is meant: last names, pronouns and offices are led back to the fullest name that a text gives."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from heapq import merge

from reader.related.name_forms import COMMON_LAST, TITLES
from reader.related.statements.statement import Party
from reader.related.statements.tokens import is_count, is_named

_HE = frozenset("he him his er ihm il lui él он его هو".split())
_SHE = frozenset("she her elle ella она её ее هي".split())
_PERSON = _HE | _SHE
# What begins so is nobody's name, though a sentence may begin with it.
_NO_PERSON = ("the ", "a ", "an ")
_MALE = _HE | frozenset("mr sir king prince father".split())
_FEMALE = _SHE | frozenset("mrs ms miss lady queen princess mother".split())
_OWNERS = frozenset("its his her their our".split())
_GROUP = frozenset("they them their".split())
_THING = frozenset("it its".split())
_PRONOUNS = _PERSON | _GROUP | _THING
_BEFORE = re.compile(r"([\w'’-]+)\.?\s+\Z")
_TITLES_ALONE = frozenset(f"the {title}" for title in TITLES)
_LONGEST_TITLE = 24
# Letters before and after a name in which its offices stand, within its sentence, and how many places are looked at.
_NEAR = 120
_LAST_PLACES = 40
_SENTENCE = re.compile(r"(?<=\w{3})[.!?]|\n")
# A pronoun means nobody who was named longer ago.
_FAR = 1_500

Heading = Callable[[str], str | None]
_Known = tuple[int, str]


@lru_cache(maxsize=10_000)
def headed(name: str) -> str:
    """Return a name as a heading: "UN" for "the UN", "the army" for "The army"."""
    if name.startswith("لل"):
        # "For the police": the article of Arabic has another form there.
        return f"ال{name[2:]}"
    article, _, rest = name.partition(" ")
    if article.casefold() in _OWNERS and rest[:1].isupper():
        return rest
    if article.casefold() != "the" or not rest:
        return name
    return rest if rest[0].isupper() else f"the {rest}"


def _head(words: list[str]) -> str:
    """Return the word by which a name is called in short: the last one, or that before an "of" or "for"."""
    link = next((at for at, word in enumerate(words) if at and word in {"of", "for", "on"}), len(words))
    return words[link - 1]


def _is_of_several(name: str) -> bool:
    """Whether a name is that of several, as "the experts" is, and "Reuters" is not."""
    head = _head(name.split())
    return head[:1].islower() and head.endswith("s") and not head.endswith("ss")


def _is_group(said: str, name: str) -> bool:
    """Whether somebody is several, an office or a thing: one that a later "it" or "they" means.

    "This page" is one too, and nobody.
    """
    word = said.casefold()
    if word in _GROUP | _THING or not is_named(name) or (not said[:1].isupper() and name == said):
        return True
    return word.rsplit(maxsplit=1)[-1] in COMMON_LAST or word.startswith(_NO_PERSON)


class Chains:
    """The names of one text. Speakers must be asked for in the order in which they stand."""

    def __init__(self, text: str, names: Iterable[str], heading: Heading) -> None:
        self._text = text
        self._heading = heading
        self._full_by_last: dict[str, set[str]] = {}
        for name in map(headed, names):
            words = name.split()
            if len(words) > 1:
                self._full_by_last.setdefault(_head(words).casefold(), set()).add(name)
        self._titled: list[_Known] | None = None
        self._people: list[_Known] = []
        self._groups: list[_Known] = []
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._gender: dict[str, frozenset[str]] = {}

    def party(self, start: int, end: int, before: str = "") -> Party:
        """Return the party that `text[start:end]` names; *before* is who a "who" right there stands for."""
        said = " ".join(self._text[start:end].split())
        name = self._name(said, start, before)
        self._remember(said, name, start, end)
        return Party(said, name, start, end)

    def outlet(self, start: int, end: int) -> Party:
        """Return who passes something on: nobody whom a later "he" means."""
        said = " ".join(self._text[start:end].split())
        return Party(said, self._full(said), start, end)

    def _name(self, said: str, start: int, before: str) -> str:
        word = said.casefold()
        if word in {"who", "which", "that"}:
            return self._full(before) if before else said
        if word in _PERSON:
            return self._person(word, start) or said
        if word in _GROUP | _THING:
            return self._group(start, is_several=word in _GROUP) or said
        office = word.removeprefix("the ")
        if office != word and office in TITLES | _OFFICES:
            return self._in_office(office, start) or said
        return self._full(said)

    def _full(self, said: str) -> str:
        heading = self._heading(said)
        if heading is not None:
            return heading
        full = self._full_by_last.get(headed(said).casefold(), set())
        if len(full) == 1:
            name = next(iter(full))
            return self._heading(name) or name
        return headed(said)

    def _person(self, pronoun: str, start: int) -> str | None:
        other = _FEMALE if pronoun in _MALE else _MALE
        for place, name in self._people_before(start):
            if start - place > _FAR:
                break
            if self._gender.get(name) is not other:
                self._gender[name] = _MALE if pronoun in _MALE else _FEMALE
                return name
        return None

    def _people_before(self, start: int) -> Iterator[_Known]:
        """Return who spoke, or is named with a title, before an offset, the last one first."""
        if self._titled is None:
            self._titled = sorted(
                (place, self._heading(name) or name)
                for names in self._full_by_last.values()
                for name in names
                for place in self._places_of(name)
                if self._word_before(place) in TITLES
            )
        titled = self._titled[: bisect_left(self._titled, (start, ""))]
        return merge(reversed(self._people), reversed(titled), reverse=True)

    def _places_of(self, name: str) -> Iterator[int]:
        place = self._text.find(name)
        while place >= 0:
            yield place
            place = self._text.find(name, place + 1)

    def _word_before(self, start: int) -> str:
        """Return the word right before an offset, small: a title, perhaps."""
        word = _BEFORE.search(self._text, max(0, start - _LONGEST_TITLE), start)
        return word[1].casefold() if word else ""

    def _group(self, start: int, *, is_several: bool) -> str | None:
        """Return the group that was named last before *start*: for "they" one of several if there is any."""
        near = [name for place, name in self._groups[-_LAST_PLACES:] if start - place <= _FAR]
        fitting = [name for name in near if _is_of_several(name) == is_several]
        named = [name for name in near if is_several and is_named(name)]
        return next(reversed(fitting or named), None)

    def _in_office(self, office: str, start: int) -> str | None:
        pattern = re.compile(rf"\b{re.escape(office)}\b", re.IGNORECASE)
        for place, name in reversed(self._people):
            if start - place > _FAR:
                break
            if any(map(pattern.search, self._near(name))):
                return name
        return None

    def _near(self, name: str) -> Iterator[str]:
        """Yield what stands beside a speaker's name, within its sentence, where it was met last."""
        for start, end in self._places.get(name, ())[-_LAST_PLACES:]:
            yield _SENTENCE.split(self._text[max(0, start - _NEAR) : start])[-1]
            yield _SENTENCE.split(self._text[end : end + _NEAR])[0]

    def _remember(self, said: str, name: str, start: int, end: int) -> None:
        word = said.casefold()
        if is_count(said) or (word in _PRONOUNS and name == said):
            return
        if word not in _PERSON and _is_group(said, name):
            if word not in _TITLES_ALONE:
                self._groups.append((start, name))
            return
        self._people.append((start, name))
        self._places.setdefault(name, []).append((start, end))
        title = self._word_before(start)
        gender = _MALE if title in _MALE else _FEMALE if title in _FEMALE else None
        if gender is not None:
            self._gender.setdefault(name, gender)


_OFFICES = frozenset(
    """
    commander general spokesman spokeswoman minister president senator governor mayor official analyst author expert
    professor lawyer attorney officer chief director secretary ambassador envoy candidate nominee
    """.split()
)
