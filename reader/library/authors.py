"""The authors in a byline: the only module that splits such lines."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LIST = re.compile(r"\s*[;\n]\s*")
# "and" in the languages of bylines; it separates only if both sides are names of persons.
_AND = re.compile(r",?\s+(?:and|und|et|y|e|i|og|och|en|ja|ve|и|та|і|و)\s+|\s*(?:&|\+|، و)\s*")
_COMMA = re.compile(r"\s*,\s*")
_INVERTED = re.compile(r"(?P<family>[^\s,]+(?: [^\s,]+){0,3}), (?P<given>[^,]+)")

# Words in the names of organizations and offices, hardly ever of persons.
_BODIES = frozenset(
    """
    academy administration agence agencia agency agentur analyst army assembly associated associates association
    author authority board brigade broadcasting brothers bureau cabinet center centre channel chronicle club co
    coalition college columnist commission committee company confederation congress consortium contributor
    cooperative corp corporation correspondent council court daily defence defense department desk director
    directorate division editor editorial editors embassy federation forces forum foundation front gazette gmbh
    government group herald inc initiative institute institution international journal league limited llc ltd
    magazine media ministry mission monitor movement nations network news newspaper newsroom observatory observer
    office organisation organization parliament partners partnership platform post press professor publishing radio
    reporters review school sciences secretariat service services society sons staff states studio studios syndicate
    team television times tribune trust tv union united university watch weekly writer
    """.split()
)
# What may follow a family name, and the first letter that is not Latin.
_ENDINGS = frozenset({"Jr", "Sr", "II", "III", "IV"})
_PAST_LATIN = 0x370
# The article in a name from Arabic: al-Hakim.
_WITH_ARTICLE = re.compile(r"(?:a[dlnrstz]|ash|el)-\w")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
# Particles in names, written small.
_PARTICLES = frozenset("af al bin da de del della den der di dos du el ibn la le van von zu zum".split())


class Author(NamedTuple):
    """A person or organization as the byline names it; *family* and *given* only if it says which is which."""

    name: str
    family: str = ""
    given: str = ""


def parse_authors(byline: str | None) -> tuple[Author, ...]:
    """Return the authors in a byline, in its order.

    A semicolon always separates two. "and" and "&" do only between possible names of persons, of two words or more,
    since they occur in names of organizations (Trinidad and Tobago Press, Johnson & Johnson). The same holds for a
    comma, which joins lists in front matter and pages. Better one author too few than two halves of one.
    """
    return tuple(each for part in _LIST.split(byline or "") if part.strip(" ,") for each in _authors(part.strip(" ,")))


def family_of(author: Author) -> Author:
    """Return a person with the family name, if the form of the name shows it; any other author unchanged.

    That is the last word in a name of Latin letters, with the particles before it; a body, one word, and names in
    scripts whose order we do not know stay whole.
    """
    if author.family or not _is_person(author.name) or not _is_latin(author.name):
        return author
    words = author.name.split()
    ending = words.pop() if len(words) > 2 and words[-1].strip(".") in _ENDINGS else ""
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in _PARTICLES:
        at -= 1
    given = " ".join(filter(None, (*words[:at], ending)))
    return Author(author.name, " ".join(words[at:]), given)


def _is_latin(text: str) -> bool:
    return all(ord(each) < _PAST_LATIN for each in text if each.isalpha())


def _authors(text: str) -> Iterator[Author]:
    parts = _AND.split(text)
    inverted = [_inverted(each) for each in parts]
    if all(inverted):
        yield from (each for each in inverted if each)
        return
    names = [name for part in parts for name in _COMMA.split(part)]
    if len(names) > 1 and not all(map(_is_person, names)):
        names = [text]
    yield from map(Author, names)


def _inverted(text: str) -> Author | None:
    """Return the author of a name with the family name first: Keller, Anna. None for any other."""
    match = _INVERTED.fullmatch(text)
    if match is None or not _is_person(f"{match['given']} {match['family']}") or len(match["given"].split()) > 3:
        return None
    family = match["family"]
    return Author(f"{match['given']} {family}", family, match["given"]) if _is_family(family) else None


def _is_family(text: str) -> bool:
    first, *rest = text.split()
    return not rest or first.casefold() in _PARTICLES


def _is_person(text: str) -> bool:
    words = text.split()
    ends_small = bool(words) and words[-1].islower() and not _WITH_ARTICLE.match(words[-1])
    return 2 <= len(words) <= 5 and all(map(_is_of_a_person, words)) and not ends_small


def _is_of_a_person(word: str) -> bool:
    plain = word.strip(".’'").casefold()
    if plain in _BODIES:
        return False
    is_name = bool(_WORD.fullmatch(word.rstrip("."))) and (not word[0].islower() or bool(_WITH_ARTICLE.match(word)))
    return is_name or plain in _PARTICLES
