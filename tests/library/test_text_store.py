"""The store of texts: a key gives the text that it was made of, or nothing."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library import text_store
from reader.library.errors import CacheUnwritable
from reader.library.text_store import FILE_NAME, Slice, TextStore, text_key

CHANCE = random.Random(7)  # noqa: S311 - the same texts every time
WORDS = ["".join(CHANCE.choices("abcdefghijklmnop", k=CHANCE.randrange(3, 12))) for _ in range(400)]
# Enough for a dictionary; the last has several parts.
TEXTS = [" ".join(CHANCE.choices(WORDS, k=200)) for _ in range(120)] + ["", "a\ud800b", "ش停𝔸" * 20_000]


@pytest.fixture
def store(tmp_path: Path) -> TextStore:
    found = TextStore(tmp_path)
    found.put(TEXTS)
    return found


def known(store: TextStore) -> list[bool]:
    """Return which of TEXTS are there; no other text may be."""
    found = [store.text(text_key(text)) for text in TEXTS]
    cut = store.slices([Slice(text_key(text), 0, len(text)) for text in TEXTS])
    assert all(each in (text, None) for text, each in zip(TEXTS + TEXTS, found + cut, strict=True))
    return [each is not None for each in found]


def test_every_text_comes_back(store: TextStore) -> None:
    assert all(known(store))
    assert store.texts(map(text_key, TEXTS)) == {text_key(text): text for text in TEXTS}
    assert store.text(text_key("another")) is None


def test_opening_and_asking_create_nothing(tmp_path: Path) -> None:
    assert TextStore(tmp_path).slices([Slice(1, 0, 2)]) == [None]
    assert TextStore(tmp_path).texts([1]) == {}
    TextStore(tmp_path).keep([])

    assert list(tmp_path.iterdir()) == []


@given(start=st.integers(0, 60_000), length=st.integers(0, 40_000))
def test_a_part_is_what_stands_there(start: int, length: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    long_text = TEXTS[-1]
    store = TextStore(tmp_path_factory.getbasetemp() / "parts")
    store.path.parent.mkdir(exist_ok=True)
    store.put([long_text])
    end = min(start + length, len(long_text))

    assert store.slices([Slice(text_key(long_text), start, end)]) in ([long_text[start:end]], [None])
    assert start >= len(long_text) or store.slices([Slice(text_key(long_text), start, end)]) != [None]
    assert store.slices([Slice(text_key(long_text), start, len(long_text) + 1)]) == [None]
    store.close()


def test_what_texts_have_in_common_is_kept_once(store: TextStore, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = store._connection().execute("SELECT length(packed) FROM texts WHERE number < 90").fetchall()

    monkeypatch.setattr(text_store, "_ENOUGH", 1 << 30)
    alone = TextStore(store.path.parent / "alone")
    alone.path.parent.mkdir()
    alone.put(TEXTS)

    apart = alone._connection().execute("SELECT length(packed) FROM texts WHERE number < 90").fetchall()
    assert sum(size for (size,) in sizes) * 1.3 < sum(size for (size,) in apart)
    assert all(known(alone))


def test_what_is_put_in_again_is_written_once(store: TextStore) -> None:
    store.put(TEXTS)

    (rows,) = store._connection().execute("SELECT count(*) FROM texts").fetchone()
    assert rows == len(TEXTS) - 1 + -(-len(TEXTS[-1]) // (1 << 14))


def test_only_what_is_kept_stays(store: TextStore) -> None:
    store.keep({text_key(text) for text in TEXTS[:3]})

    assert known(store) == [True] * 3 + [False] * (len(TEXTS) - 3)


DAMAGES: list[Callable[[sqlite3.Connection], object]] = [
    lambda file: file.execute("UPDATE texts SET packed = substr(packed, 1, 20)"),
    lambda file: file.execute("UPDATE texts SET packed = 'text'"),
    lambda file: file.execute("UPDATE texts SET packed = (SELECT packed FROM texts WHERE number = 2)"),
    lambda file: file.execute("UPDATE texts SET key = -key - 1"),
    lambda file: file.execute("UPDATE dictionaries SET data = data || 'x'"),
    lambda file: file.execute("DELETE FROM dictionaries"),
    lambda file: file.execute("DELETE FROM texts WHERE part > 1"),
    lambda file: file.execute("DROP TABLE texts"),
    lambda file: file.execute("PRAGMA user_version = 999"),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_not_as_it_was_written_is_missing_and_comes_back(
    store: TextStore, damage: Callable[[sqlite3.Connection], object]
) -> None:
    with sqlite3.connect(store.path) as file:
        damage(file)
    file.close()
    other = TextStore(store.path.parent)

    for each in (store, other):
        known(each)
    other.put(TEXTS)

    assert all(known(other))
    assert all(known(TextStore(store.path.parent)))


def test_no_damage_of_the_file_gives_another_text(tmp_path: Path, long: bool) -> None:
    store = TextStore(tmp_path)
    store.put(TEXTS)
    store.close()
    whole = store.path.read_bytes()
    chance = random.Random(5)  # noqa: S311 - the same damage every time
    for _ in range(400 if long else 40):
        data = bytearray(whole)
        start = chance.randrange(len(data))
        length = chance.choice([1, 16, 4096])
        data[start : start + length] = chance.randbytes(len(data[start : start + length]))
        store.path.write_bytes(data if chance.random() < 0.8 else whole[:start])

        known(store)
        store.verify()
        known(store)
        store.put(TEXTS)

        assert all(known(store))
        store.close()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = TextStore(tmp_path)

    def full(*_: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(store, "_insert", full)

    with pytest.raises(CacheUnwritable, match="full"):
        store.put(["storm"])
    assert store.text(text_key("storm")) is None
    assert (tmp_path / FILE_NAME).exists()


def test_an_emptied_store_has_no_text_for_whoever_has_it_open_and_takes_them_again(store: TextStore) -> None:
    other = TextStore(store.path.parent)
    assert all(known(other))

    store.empty()

    assert not any(known(store) + known(other))
    assert store.path.stat().st_size < 10_000
    other.put(TEXTS)
    assert all(known(store))


def test_whoever_has_a_store_open_finds_what_is_in_a_file_made_anew_in_its_place(store: TextStore) -> None:
    assert all(known(store))
    for path in store.path.parent.glob(f"{FILE_NAME}*"):
        path.unlink()
    assert not any(known(store))

    TextStore(store.path.parent).put(["a later text"])

    assert store.text(text_key("a later text")) == "a later text"
