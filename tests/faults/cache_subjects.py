"""A library whose caches are damaged, killed and planted; and a naive cache, which every harness must fail."""

import json
import os
import pickle
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from reader.room import ReadingRoom
from reader.room.settings import Places, Settings

WORDS = "storm rain harbor ships grain bread bridge market council river paper night winter lamp road field".split()
QUERIES = ("storm", "rain harbor", '"ships grain"', "bri*", "title:day", "market OR lamp", "-town3", "")


def text_of(number: int) -> str:
    """Return the text of an article: every other of the words, so that all queries find some."""
    words = [WORDS[(number * step + step) % len(WORDS)] for step in range(1, 40)]
    shared = "The council of Marlow counted 412 boats in the harbor after the storm of the third winter."
    return " ".join(words) + f" ships grain town{number}.\n\n{shared if number % 3 == 0 else ''}\n"


def write_library(root: Path, first: int, last: int) -> None:
    """Write the articles from *first* up to *last* into the library at *root*."""
    (root / "articles").mkdir(parents=True, exist_ok=True)
    (root / "library.yaml").write_text("title: Tried\nlanguage: en\n")
    for number in range(first, last):
        head = f"---\nid: a{number}\ntitle: Day {number}\npublished: 2016-12-{number % 28 + 1:02}\n---\n\n"
        (root / "articles" / f"a{number}.md").write_text(head + text_of(number))


class Subject(Protocol):
    """A cache under trial, in the folder *base*."""

    base: Path

    def files(self) -> list[Path]: ...
    def at_once(self) -> list[int]:
        """Return how many articles each query finds, of the cache as it is."""

    def healed(self) -> object:
        """Bring the cache up to date; return all that it answers."""


AnySubject = TypeVar("AnySubject", bound=Subject)


class RoomCaches:
    """The caches of a reading room. Asked at once, it answers as the search box does."""

    def __init__(self, base: Path) -> None:
        self.base = base

    def room(self) -> ReadingRoom:
        places = Places(*(self.base / name for name in ("data", "cache", "state", "config")))
        return ReadingRoom.open(self.base / "library", settings=Settings(), places=places)

    def files(self) -> list[Path]:
        return sorted(path for path in (self.base / "cache").rglob("*") if path.is_file() and path.stat().st_size)

    def at_once(self) -> list[int]:
        with self.room() as room:
            return self.asked(room)

    @staticmethod
    def asked(room: ReadingRoom) -> list[int]:
        return [room.searcher.hits_or_scan(query)[0].total for query in QUERIES]

    def healed(self) -> object:
        with self.room() as room:
            room.index(verify=True)
            hits = {query: [(hit.entry.id, hit.snippet) for hit in room.search(query).hits] for query in QUERIES}
            evidence = {each.id: room.related(each.id) for each in room.articles()}
            return hits, evidence, [room.article(each).text for each in evidence]


class NaiveCaches:
    """A cache as it is often written: pickled, in place, believed."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self._path = base / "cache" / "index.pickle"

    def files(self) -> list[Path]:
        return [path for path in (self._path,) if path.exists()]

    def _build(self, paths: list[Path]) -> None:
        self._path.parent.mkdir(exist_ok=True)
        texts = {path.stem: path.read_text() for path in paths}
        with self._path.open("wb") as file:
            for word in WORDS:
                pickle.dump((word, [key for key in texts if word in texts[key]]), file)
                file.flush()
                os.fsync(file.fileno())

    def at_once(self) -> list[int]:
        held = self._held()
        return [len(held[word]) for word in WORDS]

    def healed(self) -> object:
        paths = sorted((self.base / "library" / "articles").iterdir())
        if not self._path.exists() or self._path.stat().st_mtime < max(path.stat().st_mtime for path in paths):
            self._build(paths)
        return self._held()

    def _held(self) -> dict[str, list[str]]:
        with self._path.open("rb") as file:
            return dict(pickle.load(file) for _ in WORDS)  # noqa: S301 - the fault that is to be found


class Trials(Generic[AnySubject]):
    """Puts a sound cache back before each trial, and says what was wrong after it."""

    def __init__(self, subject: AnySubject, base: Path) -> None:
        self.subject = subject
        self._cache = base / "cache"
        self._sound = base / "sound"
        # Seconds that the answers took which were asked for at once.
        self.longest = 0.0
        self.expected = json.dumps(subject.healed(), default=str)
        shutil.copytree(self._cache, self._sound)

    def restore(self) -> None:
        shutil.rmtree(self._cache)
        shutil.copytree(self._sound, self._cache)

    def faults(self, damage: Callable[[], object]) -> list[str]:
        """Return what is wrong after *damage*: an empty answer, an exception, or what is not answered as before."""
        self.restore()
        return self.faults_after(str(damage()))

    def faults_after(self, done: str) -> list[str]:
        """Return what is wrong with the caches as they are."""
        found = []
        begun = time.perf_counter()
        try:
            if not all(self.subject.at_once()):
                found.append("an empty answer")
        except Exception as error:  # noqa: BLE001 - whatever gets out is the finding
            found.append(f"asked at once: {error!r}")
        self.longest = max(self.longest, time.perf_counter() - begun)
        try:
            if json.dumps(self.subject.healed(), default=str) != self.expected:
                found.append("not healed")
        except Exception as error:  # noqa: BLE001 - whatever gets out is the finding
            found.append(f"brought up to date: {error!r}")
        return [f"{done}: {each}" for each in found]
