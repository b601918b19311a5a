"""How a person's name in a byline is written: without the office or the outlet run on to it, and not in capitals."""

import re

from reader.ingest import record_words as said
from reader.ingest.lines import key_of
from reader.ingest.outlets import is_outlet_word, is_person, is_place
from reader.library.authors import parse_authors

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_ACRONYM = re.compile(r"(?<!\w)(?!III\b)[B-DF-HJ-NP-TV-XZ]{3,}(?!\w)")
_ROMAN = frozenset(("II", "III", "IV"))
# Written small within a name; of others, as of "Van", nobody knows.
_SMALL = frozenset("de la del der den von und y e et and da do dos du di".split())
_ARTICLES = frozenset("the a an la le les el los il die der das o os".split())
_TURKISH = re.compile("[ŞĞİşğı]")
_FEWEST, _MOST = 2, 4


def person_in(name: str, site: str | None = None) -> str:
    """Return the person that *name* begins with, if an office or an outlet follows without a mark; else *name*.

    "Anna Berg Science editor", "Anna Berg BBC News". An outlet is what is called like the *site*, or begins with an
    acronym: "New York Daily News" names nobody.
    """
    words = name.split()
    if words and words[0].casefold() in _ARTICLES:
        return name
    for count in range(_FEWEST, min(_MOST, len(words) - 1) + 1):
        person, rest = " ".join(words[:count]), " ".join(words[count:])
        if _is_run_on(rest, site) and is_person(person) and not is_place(person):
            return person
    return name


def _is_run_on(rest: str, site: str | None) -> bool:
    words = rest.split()
    first, last = words[0], words[-1]
    is_outlet = key_of(rest) == key_of(site or "") or (
        first.isupper() and first.isascii() and len(first) > 1 and is_outlet_word(rest)
    )
    # One word may end a name: "Port Contributor". "Staff" and "editors" are a collective.
    is_apart = len(words) > 1 or last.islower()
    return is_outlet or (
        is_apart and said.OFFICE.fullmatch(rest) is not None and not last.endswith("s") and last.casefold() != "staff"
    )


def in_small_letters(names: str, language: str | None = None) -> str:
    """Return *names* with those of persons that stand in capitals written as names are; acronyms and outlets stay."""
    for author in parse_authors(names):
        if author.name.isupper() and is_person(author.name) and not _ACRONYM.search(author.name):
            names = names.replace(author.name, _in_small_letters(author.name, language))
    return names


def _in_small_letters(name: str, language: str | None) -> str:
    is_turkish = language in {"tr", "az"} or _TURKISH.search(name) is not None
    words = name.split()
    return " ".join(
        word.lower() if 0 < at < len(words) - 1 and word.lower() in _SMALL else _capitalized(word, at, is_turkish)
        for at, word in enumerate(words)
    )


def _capitalized(word: str, at: int, is_turkish: bool) -> str:
    # "AJ" before a family name is two initials, "NG" behind one a name.
    if word in said.DEGREES | _ROMAN or (len(word) == 2 and not at):
        return word
    return _LETTERS.sub(lambda part: _title(part[0], is_turkish), word)


def _title(word: str, is_turkish: bool) -> str:
    start = 3 if word.startswith("MC") and len(word) > 4 else 1
    rest = word[start:].replace("I", "ı").replace("İ", "i") if is_turkish else word[start:]
    return ("Mc" + word[2] if start == 3 else word[0]) + rest.lower()
