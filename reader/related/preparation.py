"""Taking articles apart, which is most of the work of gathering evidence: what is left is to write them.

Many are taken apart in child processes, as many at once as there are processors: `preparation_child` is their program.
"""

import atexit
import json
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from typing import Any, NamedTuple

from reader.library.child_pool import ChildPool, processors
from reader.library.faults import Apart
from reader.library.guarded_child import ChildError, ChildLimits
from reader.library.names import Name, NamesAuthority
from reader.related.accounts import StoredAccount, prepared
from reader.related.articles import ArticleFacts
from reader.related.names import Spotter
from reader.related.profile import PostingKeys, ProfileBytes, pack, profile_of

# Starting the children takes as long as taking so many letters apart; what a child is given at once, and no more.
_MANY_LETTERS = 1_000_000
_LETTERS_AT_ONCE = 60_000
_LONGEST = 400_000

PREPARERS = ChildPool("reader.related.preparation_child", ChildLimits(clock=60.0, processor=50, memory=1_000_000_000))
atexit.register(PREPARERS.close)


class Preparation(NamedTuple):
    """An article that only has to be written."""

    keys: PostingKeys
    packed: ProfileBytes
    norm: float
    account: StoredAccount


def prepare(title: str, text: str, language: str | None, day: str, spotter: Spotter) -> Preparation:
    """Take an article apart; *language* is what its record says, *day* its date of publication, empty if unknown."""
    profile = profile_of(title, text, spotter)
    account = prepared(text, profile, spotter, language, day)
    return Preparation(profile.posting_keys._replace(spoken=account.spoken), pack(profile), profile.norm, account)


def day_of_facts(facts: ArticleFacts) -> str:
    """Return when an article was published first, as far as that is known; empty if it is not."""
    return facts.published or (facts.first_published and facts.first_published.published) or ""


class Preparer:
    """Takes articles apart, their names spotted by one authority."""

    def __init__(self, names: NamesAuthority, spotter: Spotter) -> None:
        self._names = [astuple(each) for each in names]
        self._spotter = spotter

    def over(self, articles: Sequence[ArticleFacts], apart: Apart) -> Iterator[Preparation | None]:
        """Yield what each article becomes, None for one that *apart* let fail."""
        for facts, answer in zip(articles, self._in_children(articles), strict=True):
            ready = answer
            if ready is None:
                # Too few to start children for, or one that fails there: here it fails for whoever asked.
                with apart(facts.id):
                    ready = self._prepare(facts)
            yield ready

    def _prepare(self, facts: ArticleFacts) -> Preparation:
        return prepare(facts.title or "", facts.text, facts.language, day_of_facts(facts), self._spotter)

    def _in_children(self, articles: Sequence[ArticleFacts]) -> Iterator[Preparation | None]:
        """Yield what the children make of each article, None for what is not given to them, and what fails there."""
        if processors() < 2 or sum(len(facts.text) for facts in articles) < _MANY_LETTERS:
            yield from [None] * len(articles)
            return
        executor = ThreadPoolExecutor(processors(), "preparation")
        try:
            for answers in executor.map(self._asked, _parts(articles)):
                yield from answers
        finally:
            executor.shutdown(cancel_futures=True)

    def _asked(self, part: Sequence[ArticleFacts]) -> Sequence[Preparation | None]:
        if len(part[0].text) > _LONGEST:
            return [None]
        told = [(facts.title or "", facts.text, facts.language, day_of_facts(facts)) for facts in part]
        try:
            answer = PREPARERS.ask({"names": self._names}, json.dumps(told).encode("ascii"))
        except ChildError:
            return [None] * len(part)
        return [decoded(each) if each else None for each in answer["articles"]]


def _parts(articles: Sequence[ArticleFacts]) -> list[Sequence[ArticleFacts]]:
    """Return the articles in parts, each of which a child is given at once; a very long one is a part by itself."""
    parts: list[list[ArticleFacts]] = []
    letters = 0
    for facts in articles:
        letters += len(facts.text)
        if not parts or letters > _LETTERS_AT_ONCE:
            parts.append([])
            letters = len(facts.text)
        parts[-1].append(facts)
    return [*parts]


def authority_of(names: Sequence[Sequence[Any]]) -> NamesAuthority:
    """Return the names authority that was told to a child."""
    return NamesAuthority(tuple(Name(heading, kind, tuple(spellings)) for heading, kind, spellings in names))


def encoded(ready: Preparation) -> list[Any]:
    """Return a preparation as what JSON can hold."""
    arrays = (ready.keys.terms.tobytes(), ready.keys.weights, ready.keys.marks.tobytes(), ready.keys.spoken.tobytes())
    account = ready.account
    held = (*arrays, *ready.packed, account.said)
    return [[b64encode(each).decode("ascii") for each in held], ready.norm, account.language, account.speakers]


def decoded(value: Sequence[Any]) -> Preparation:
    """Return the preparation that `encoded` gave."""
    held, norm, language, speakers = value
    terms, weights, marks, spoken, *packed, said = (b64decode(each) for each in held)
    spoken_marks = array("I", spoken)
    keys = PostingKeys(array("I", terms), weights, array("I", marks), spoken_marks)
    account = StoredAccount(language, said, tuple((name, count) for name, count in speakers), spoken_marks)
    return Preparation(keys, ProfileBytes(*packed), norm, account)
