"""What figures count: the nouns beside a number, those that reports use for one thing as one."""

import re
from functools import lru_cache

from reader.related.terms import STOP_WORDS, number_of, term_of, term_stem
from reader.text.scripts import MARKS

# A word with the vowel signs that are part of it in some scripts.
# One class and no group in a repetition: a pile of marks could be parted in as many ways as there are sums.
NOUN = rf"[^\W\d_][\w{MARKS}]*"
_REACH = 48
_MOST_NOUNS = 3
_NEXT = re.compile(rf"[\s\u00a0-]*({NOUN}[²³]?)")
_NOUN_WORD = re.compile(NOUN)
_SKIPPED = frozenset("of the other more additional extra total new estimated different square cubic".split())

# Words that reports use for one and the same thing. What is counted differs in kind, not in view, between the groups.
_GROUPS = (
    "fighter militant terrorist rebel insurgent gunman gunmen jihadist combatant soldier troop",
    "civilian people person resident inhabitant citizen",
    "killed dead death died fatality fatalities victim casualty casualties slain",
    "wounded injured hurt injuries injury",
    "quarter neighborhood neighbourhood district area",
    "village town settlement",
    "kilometer kilometre km",
    "meter metre m",
    "ton tonne",
    "dollar usd",
    "percent percentage",
    "vehicle car truck lorry lorries",
    "job post position",
)
_GROUP_BY_WORD = {word: group.split()[0] for group in _GROUPS for word in group.split()}


def counted_nouns(text: str, end: int) -> tuple[int, ...]:
    """Return the numbers of the terms that follow a figure that ends at *end*: at most three, up to the next stop word.

    Words that mean the same in reports (fighters, militants) are one term; adjectives come along with their noun.
    """
    found: list[int] = []
    position, limit = end, min(len(text), end + _REACH)
    while len(found) < _MOST_NOUNS:
        match = _NEXT.match(text, position, limit)
        if match is None:
            break
        word = match[1].casefold()
        if word not in _SKIPPED:
            noun = noun_of(word)
            if not noun:
                break
            found.append(noun)
        position = match.end()
    return tuple(found)


def nouns_before(before: str) -> tuple[int, ...]:
    """Return the numbers of the terms that end *before*, what stands before a figure: "the number of dead at"."""
    words = _NOUN_WORD.findall(before.casefold())
    found = [noun for word in reversed(words[1:]) if word not in _SKIPPED and (noun := noun_of(word))]
    return tuple(found[:_MOST_NOUNS])


def is_grouped(word: str) -> bool:
    """Whether *word* (lower case) is one of the things that reports count under several words."""
    return bool(_group(word))


def _group(word: str) -> str | None:
    return _GROUP_BY_WORD.get(word) or _GROUP_BY_WORD.get(word.removesuffix("s")) or _GROUP_BY_WORD.get(term_stem(word))


@lru_cache(maxsize=20_000)
def noun_of(word: str) -> int:
    """Return the number of the noun that *word* (lower case) is a form of; 0 if it is a stop word."""
    if word in STOP_WORDS:
        return 0
    group = _group(word)
    if group:
        return number_of(group)
    return term_of(word) or number_of(word)
