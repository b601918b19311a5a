"""Caches that are damaged, cut, planted, of another version: nothing is run, no answer is empty, all is built anew."""

import contextlib
import json
import os
import pickle
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from reader.library.errors import ReaderError
from tests.faults.cache_subjects import NaiveCaches, RoomCaches, Trials, write_library

ARTICLES = 12
RoomTrials = Trials[RoomCaches]
NaiveTrials = Trials[NaiveCaches]
AnyTrials = RoomTrials | NaiveTrials
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> RoomTrials:
    base = tmp_path_factory.mktemp("library")
    write_library(base / "library", 0, ARTICLES)
    return Trials(RoomCaches(base), base)


@pytest.fixture(scope="module")
def naive(tmp_path_factory: pytest.TempPathFactory) -> NaiveTrials:
    base = tmp_path_factory.mktemp("naive")
    write_library(base / "library", 0, ARTICLES)
    return Trials(NaiveCaches(base), base)


def cut(path: Path, chance: random.Random) -> None:
    os.truncate(path, chance.randrange(path.stat().st_size + 1))


def flip(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(bytes(data))


def noise(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data) + 1)
    length = min(len(data) - start, chance.choice([8, 400, 5000]))
    data[start : start + length] = chance.randbytes(length)
    path.write_bytes(bytes(data))


def zeros(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data) + 1) // 4096 * 4096
    data[start : start + 4096] = bytes(len(data[start : start + 4096]))
    path.write_bytes(bytes(data))


def gone(path: Path, _: random.Random) -> None:
    path.unlink()


def emptied(path: Path, _: random.Random) -> None:
    path.write_bytes(b"")


def longer(path: Path, chance: random.Random) -> None:
    path.write_bytes(path.read_bytes() + chance.randbytes(chance.choice([1, 4096])))


def swapped(path: Path, chance: random.Random) -> None:
    other = chance.choice([each for each in path.parent.iterdir() if each.is_file()])
    data = path.read_bytes()
    path.write_bytes(other.read_bytes())
    other.write_bytes(data)


DAMAGES: tuple[Callable[[Path, random.Random], None], ...] = (cut, flip, noise, zeros, gone, emptied, longer, swapped)


def damaged(trials: AnyTrials, seed: int) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 - the same damage every time

    def damage() -> str:
        path = chance.choice(trials.subject.files())
        kind = DAMAGES[seed % len(DAMAGES)]
        kind(path, chance)
        return f"{seed} {kind.__name__} {path.name}"

    return trials.faults(damage)


def test_no_damage_leaves_an_answer_empty_and_all_are_healed(trials: RoomTrials, long: bool) -> None:
    assert [each for seed in range(600 if long else 12) for each in damaged(trials, seed)] == []


def test_a_naive_cache_fails_by_damage(naive: NaiveTrials) -> None:
    assert [each for seed in range(24) for each in damaged(naive, seed)] != []


# What is planted


class Flag:
    """Makes a folder when it is unpickled: harmless, and seen."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self._mark),)


def planted(trials: AnyTrials, flag: bytes, places: Sequence[str] = ("instead", "inside")) -> list[str]:
    """Put *flag* in the place of every file of the cache, and behind, before and into what each holds."""
    trials.restore()
    found = []
    for name in [path.relative_to(trials.subject.base) for path in trials.subject.files()]:
        for place in places:

            def plant(name: Path = name, place: str = place) -> str:
                path = trials.subject.base / name
                data = path.read_bytes()
                middle = data.find(b"\x80") if b"\x80" in data else len(data) // 2
                whole = {"instead": b"", "before": data, "behind": b"", "inside": data[middle + len(flag) :]}[place]
                start = {"behind": data, "inside": data[:middle]}.get(place, b"")
                path.write_bytes(start + flag + whole)
                return f"planted {place} {name.name}"

            found += trials.faults(plant)
    return found


def test_nothing_that_is_planted_into_a_cache_is_run(trials: RoomTrials, tmp_path: Path, long: bool) -> None:
    flag = pickle.dumps(Flag(tmp_path / "ran"), 2)

    assert planted(trials, flag, ("instead", "before", "behind", "inside") if long else ("inside",)) == []
    assert not (tmp_path / "ran").exists()


def test_a_naive_cache_runs_what_is_planted(naive: NaiveTrials, tmp_path: Path) -> None:
    planted(naive, pickle.dumps(Flag(tmp_path / "ran"), 2))

    assert (tmp_path / "ran").exists()


# Another version, and a file that is cut while it is open


def age_catalog(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / "catalog.sqlite")) as catalog:
        catalog.execute("PRAGMA user_version = 3")


def age_evidence(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / "related" / "related.sqlite")) as related, related:
        related.execute("UPDATE facts SET value = 'older' WHERE name = 'mark'")


def age_texts(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / "texts.sqlite")) as texts:
        texts.execute("PRAGMA user_version = 99")
        texts.execute("ALTER TABLE texts RENAME COLUMN packed TO words")


def age_index(folder: Path) -> None:
    (path,) = (folder / "search").iterdir()
    path.rename(path.with_name("linux-py3.8-whoosh3.1.0-1"))


@pytest.mark.parametrize("age", [age_catalog, age_evidence, age_texts, age_index])
def test_a_cache_of_another_version_is_built_anew(trials: RoomTrials, age: Callable[[Path], None]) -> None:
    (folder,) = (trials.subject.base / "cache" / "libraries").iterdir()

    assert trials.faults(lambda: age(folder)) == []


def cut_under_a_reader(trials: RoomTrials, share: float, name: str) -> list[str]:
    """Cut the files called *name* while a room has everything open, and ask it."""
    trials.restore()
    found = []
    with trials.subject.room() as room:
        trials.subject.asked(room)
        room.related("a3")
        for path in trials.subject.files():
            if path.match(name):
                os.truncate(path, int(path.stat().st_size * share))
        try:
            if not all(trials.subject.asked(room)):
                found.append("an empty answer")
            room.related("a3")
            room.catalog.rows()
        except ReaderError:
            # A sentence: what is damaged is built anew by the next run.
            pass
        except Exception as error:  # noqa: BLE001 - whatever gets out is the finding
            found.append(repr(error))
    return [*found, *trials.faults_after(f"{name} cut to {share}")]


@pytest.mark.parametrize("name", ["*.seg", "*.toc", "related.sqlite", "texts.sqlite", "catalog.sqlite"])
def test_a_file_cut_under_a_reader_ends_nothing(trials: RoomTrials, long: bool, name: str) -> None:
    shares = [number / 40 for number in range(40)] if long else [0.0, 0.5]

    assert [each for share in shares for each in cut_under_a_reader(trials, share, name)] == []


# Killed while it is built


@pytest.mark.parametrize("subject", ["room", "naive"])
def test_a_process_killed_while_it_brings_the_caches_up_to_date_leaves_them_usable(
    tmp_path: Path, long: bool, subject: str
) -> None:
    trials = "200" if long else "6"
    command = [sys.executable, "-m", "tests.faults.cache_killing", subject, str(tmp_path), trials]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout

    killed, faults = json.loads(told)

    assert killed >= int(trials) // 4
    assert bool(faults) == (subject == "naive"), faults
