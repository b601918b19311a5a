"""Queries of every form, made from the words that a library holds, and sixty that are written out."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

# What every English library holds, beside forms that ask for the most work that the query language allows.
WRITTEN = (
    "ceasefire",
    "the",
    "of the",
    "fighters leave under deal",
    "army retakes districts",
    "to be or not to be",
    "what the government said about the economy of the country",
    "court sentenced fraud",
    "earthquake",
    "flood OR storm OR fire OR quake",
    "(flood OR storm) (killed OR homeless)",
    "strike AND plant",
    "election -turnout",
    "NOT the",
    "-the -of -and -to -in",
    "(the OR of) -(and OR to)",
    '"of the"',
    '"in the"',
    '"the of"',
    '"of the people"',
    '"the the the"',
    '"said on Monday"',
    '"said on Monday" OR "said on Tuesday" OR "said on Friday"',
    '"people died"~8',
    '"the of and to in"~1000',
    '"a the"~1000',
    '="of the"',
    "=the =of =and",
    "th*",
    "co*",
    "re* in* de*",
    "st* OR co* OR re* OR pr*",
    "-st*",
    "title:co*",
    "text:th*",
    "goverment~",
    "distrcts~2",
    "nation~2 region~2 motion~2",
    "th~1",
    "the~2",
    "in~2 of~2 to~2",
    "title:flood",
    "title:the",
    "text:the",
    "text:of text:the text:and",
    'text:"of the"',
    "author:*",
    "site:tribune",
    'site:="Capital Radio News"',
    "date:2010",
    "date:..",
    "date:2010-01..2016-12 the",
    "figure:>0",
    "figure:100..99999 the",
    "figure:<100 -figure:>50",
    "lang:en",
    "in:2010",
    "is:unread the",
    " ".join(["people"] * 40),
    "of the people by the people for the people shall not perish from the earth and the government of the nation said",
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What random queries are made of: words by how often they are used, names, sites, ids and whole texts."""

    common: Sequence[str]
    all: Sequence[str]
    names: Sequence[str]
    sites: Sequence[str]
    ids: Sequence[str]
    texts: Sequence[str]

    @classmethod
    def of(cls, articles: Sequence[tuple[str, str, str, str]]) -> "Vocabulary":
        """Take the words of *articles*: id, title, site, text."""
        counts: Counter[str] = Counter()
        names: set[str] = set()
        for _, title, _, text in articles:
            counts.update(set(re.findall(r"[a-z]{2,}", text.lower())))
            names.update(re.findall(r"[A-Z][a-z]+ [A-Z][a-z]+", title))
        return cls(
            common=[word for word, _ in counts.most_common(200)],
            all=sorted(counts),
            names=sorted(names),
            sites=sorted({site for _, _, site, _ in articles if site}),
            ids=[each for each, _, _, _ in articles],
            texts=[text for _, _, _, text in articles],
        )


class QueryMaker:
    """Makes queries at random, the same ones for the same seed."""

    def __init__(self, vocabulary: Vocabulary, seed: int) -> None:
        self._words = vocabulary
        self._chance = random.Random(seed)  # noqa: S311 - the same queries every time
        self.kinds: dict[str, Callable[[], str]] = {
            "a word": self._word,
            "words": lambda: self._joined(" ", 2, 6),
            "a name": lambda: self._pick(self._words.names),
            "a sentence": lambda: self._passage(5, 15),
            "a paragraph": lambda: self._passage(40, 400),
            "a phrase": lambda: f'"{self._passage(2, 5)}"',
            "common words in a row": lambda: f'"{self._common()} {self._common()}"',
            "words near each other": lambda: f'"{self._common()} {self._word()}"~{self._chance.randint(1, 1000)}',
            "a prefix": lambda: self._prefix(2, 4),
            "prefixes": lambda: " ".join(self._prefix(2, 3) for _ in range(self._chance.randint(2, 8))),
            "a misspelling": lambda: f"{self._misspelled()}~{self._chance.choice(['', '1', '2'])}",
            "misspellings": lambda: " ".join(f"{self._misspelled()}~2" for _ in range(self._chance.randint(2, 8))),
            "OR": lambda: self._joined(" OR ", 2, 30),
            "AND": lambda: self._joined(" AND ", 2, 8),
            "without": lambda: f"{self._word()} -{self._common()} -{self._word()}",
            "only without": lambda: f"-{self._common()} -{self._common()}",
            "groups": lambda: self._group(self._chance.randint(1, 6)),
            "fields": self._fields,
            "days": self._days,
            "figures": self._figures,
            "like": lambda: f"like:{self._pick(self._words.ids)}",
            "any letters": self._letters,
            "every form": lambda: " ".join(self._any_leaf() for _ in range(self._chance.randint(3, 12))),
        }

    def queries(self, count: int) -> Iterator[tuple[str, str]]:
        """Yield *count* queries with their kinds, each kind as often as the others."""
        names = list(self.kinds)
        for number in range(count):
            kind = names[number % len(names)]
            yield kind, self.kinds[kind]()

    def _pick(self, among: Sequence[str]) -> str:
        return self._chance.choice(among) if among else "nothing"

    def _common(self) -> str:
        return self._pick(self._words.common)

    def _word(self) -> str:
        return self._common() if self._chance.random() < 0.5 else self._pick(self._words.all)

    def _joined(self, between: str, fewest: int, most: int) -> str:
        return between.join(self._word() for _ in range(self._chance.randint(fewest, most)))

    def _passage(self, fewest: int, most: int) -> str:
        words = self._pick(self._words.texts).replace('"', "").split() or ["nothing"]
        start = self._chance.randrange(len(words))
        return " ".join(words[start : start + self._chance.randint(fewest, most)])

    def _prefix(self, shortest: int, longest: int) -> str:
        return f"{self._word()[: self._chance.randint(shortest, longest)]}*"

    def _misspelled(self) -> str:
        word = self._word()
        at = self._chance.randrange(len(word))
        return word[:at] + self._chance.choice("aeiourst") + word[at + self._chance.randint(0, 1) :]

    def _any_leaf(self) -> str:
        simple = ("a word", "a phrase", "words near each other", "a prefix", "a misspelling", "fields", "figures")
        return self.kinds[self._chance.choice(simple)]()

    def _group(self, depth: int) -> str:
        if not depth:
            return self._any_leaf()
        parts = [self._group(depth - 1), *(self._any_leaf() for _ in range(self._chance.randint(1, 3)))]
        self._chance.shuffle(parts)
        return self._chance.choice(["", "-"]) + f"({self._chance.choice([' OR ', ' AND ', ' ']).join(parts)})"

    def _fields(self) -> str:
        field = self._chance.choice(["title", "author", "site", "text", "tag", "note", "quote"])
        value = self._chance.choice([self._word(), self._prefix(2, 4), f'"{self._passage(2, 3)}"'])
        if field == "site" and self.chance_of_half:
            value = f'="{self._pick(self._words.sites)}"'
        return f"{field}:{value}"

    @property
    def chance_of_half(self) -> bool:
        """Whether the coin says so."""
        return self._chance.random() < 0.5

    def _days(self) -> str:
        year, month = self._chance.randint(2009, 2026), self._chance.randint(1, 12)
        period = self._chance.choice([f"{year}", f"{year}-{month:02}", f"{year}..", f"..{year}-{month:02}-15", "<2y"])
        return f"{self._chance.choice(['date', 'first', 'saved'])}:{period} {self._word()}"

    def _figures(self) -> str:
        low = self._chance.randint(0, 9999)
        form = self._chance.choice(["{0}", ">{0}", "<{0}", "{0}..{1}"])
        return "figure:" + form.format(low, low + self._chance.randint(0, 10**6))

    def _letters(self) -> str:
        letters = 'aeths 0123""()-~*:=#<>.,\'|&ORAND\u00e9\u0633\u505c\u202e\u0301'
        return "".join(self._chance.choices(letters, k=self._chance.randint(1, 700)))
