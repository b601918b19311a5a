"""Who is meant: last names, pronouns and offices are led back to the fullest name that a text gives."""

import re
from collections.abc import Callable, Iterable

from reader.related.name_forms import COMMON_LAST, TITLES
from reader.related.statements.statement import Party

_MALE = frozenset("he him his mr sir king prince father".split())
_FEMALE = frozenset("she her mrs ms miss lady queen princess mother".split())
_PERSON = frozenset("he she him her his".split())
_GROUP = frozenset("they them their".split())
_THING = frozenset("it its".split())
_BEFORE = re.compile(r"([\w'’-]+)\.?\s+\Z")
# Letters before and after a name in which its titles stand, within its sentence.
_NEAR = 120
_SENTENCE = re.compile(r"(?<=\w{3})[.!?]|\n")
# A pronoun means nobody who was named longer ago.
_FAR = 1_500

Heading = Callable[[str], str | None]
_Known = tuple[int, str]


def headed(name: str) -> str:
    """Return a name as a heading: "UN" for "the UN", "the army" for "The army"."""
    article, _, rest = name.partition(" ")
    if article.casefold() != "the" or not rest:
        return name
    return rest if rest[0].isupper() else f"the {rest}"


class Chains:
    """The names of one text. Speakers must be asked for in the order in which they stand."""

    def __init__(self, text: str, names: Iterable[str], heading: Heading) -> None:
        self._text = text
        self._heading = heading
        self._full_by_last: dict[str, set[str]] = {}
        for name in names:
            words = name.split()
            if len(words) > 1:
                self._full_by_last.setdefault(words[-1].casefold(), set()).add(name)
        self._titled: list[_Known] | None = None
        self._people: list[_Known] = []
        self._groups: list[_Known] = []
        self._near: dict[str, str] = {}
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
            return self._last(self._groups, start) or said
        office = word.removeprefix("the ")
        if office != word and office in TITLES | _OFFICES:
            return self._in_office(office, start) or said
        return self._full(said)

    def _full(self, said: str) -> str:
        heading = self._heading(said)
        if heading is not None:
            return heading
        full = self._full_by_last.get(said.casefold(), set())
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

    def _people_before(self, start: int) -> list[_Known]:
        """Return who spoke, or is named with a title, before an offset, the last one first."""
        if self._titled is None:
            found = (
                (match.start(), name)
                for names in self._full_by_last.values()
                for name in names
                for match in re.finditer(re.escape(name), self._text)
            )
            self._titled = [(place, self._heading(name) or name) for place, name in found if self._has_title(place)]
        return sorted((each for each in [*self._people, *self._titled] if each[0] < start), reverse=True)

    def _has_title(self, start: int) -> bool:
        title = _BEFORE.search(self._text[max(0, start - 24) : start])
        return title is not None and title[1].casefold() in TITLES

    @staticmethod
    def _last(known: list[_Known], start: int) -> str | None:
        return known[-1][1] if known and start - known[-1][0] <= _FAR else None

    def _in_office(self, office: str, start: int) -> str | None:
        pattern = re.compile(rf"\b{re.escape(office)}\b", re.IGNORECASE)
        for place, name in reversed(self._people):
            if start - place > _FAR:
                break
            if pattern.search(self._near.get(name, "")):
                return name
        return None

    def _remember(self, said: str, name: str, start: int, end: int) -> None:
        if not said[:1].isupper() and name == said:
            if said.casefold() not in _PERSON | _GROUP | _THING:
                self._groups.append((start, name))
            return
        if said.rsplit(maxsplit=1)[-1].casefold() in COMMON_LAST or said.casefold().startswith("the "):
            if said.casefold() not in {f"the {each}" for each in TITLES}:
                self._groups.append((start, name))
            return
        self._people.append((start, name))
        before = _SENTENCE.split(self._text[max(0, start - _NEAR) : start])[-1]
        after = _SENTENCE.split(self._text[end : end + _NEAR])[0]
        self._near[name] = f"{self._near.get(name, '')} {before} {after}"[-2_000:]
        title = _BEFORE.search(self._text[max(0, start - 24) : start])
        if title is not None:
            word = title[1].casefold()
            gender = _MALE if word in _MALE else _FEMALE if word in _FEMALE else None
            if gender is not None:
                self._gender.setdefault(name, gender)


_OFFICES = frozenset(
    """
    commander general spokesman spokeswoman minister president senator governor mayor official analyst author expert
    professor lawyer attorney officer chief director secretary ambassador envoy candidate nominee
    """.split()
)
