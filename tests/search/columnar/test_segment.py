"""Segments: what is written of every article is read again, through merging and deleting, whatever it holds."""

import contextlib
from pathlib import Path

import numpy as np
import pytest

from reader.library.errors import Cancelled
from reader.search import upkeep
from reader.search.analysis import analyze
from reader.search.columnar import batch, posting_file, postings
from reader.search.columnar.byte_numbers import packed, unpacked
from reader.search.columnar.postings import Columns, Numbers, PostingTable
from reader.search.columnar.section_file import SectionFile, SectionWriter
from reader.search.document import IndexEntry
from reader.search.errors import IndexSuspect
from reader.search.index import SearchIndex
from reader.search.occurrences import Occurrences
from reader.search.schema import FIELD_NUMBERS, WORDS
from reader.search.snapshot import UNWATCHED, Snapshot
from reader.search.weights import OCCURRENCE, POSITION
from tests.search.conftest import Make, entry, ids

# Of a text: where positions no longer fit into 16 bits; of another field: where they are no longer written short.
LONG_TEXT = "storm " * 70_000 + "rain"
LONG_NOTE = "hail " * 2_000 + "fog"
Told = dict[tuple[str, bytes, str], tuple[float, list[int]]]


def written(entries: list[IndexEntry], index: SearchIndex) -> Told:
    """Return what is to be found of *entries*: by field, term and article what it weighs, and where it stands."""
    told: Told = {}

    def tell(name: str, term: str, article: str, weight: float, positions: list[int]) -> None:
        before, places = told.get((name, term.encode(), article), (0.0, []))
        places += positions
        told[name, term.encode(), article] = before + weight, places

    for each in entries:
        found = analyze(each, index._spellings, "en")
        for term, position in found.text.terms():
            tell(WORDS, term, each.id, 1.0, [position])
        for other in found.others():
            tell(other.field, other.term, each.id, other.weight / 2, [other.position])
        for name, values in (*found.values.items(), ("names", found.names(index._spellings))):
            for value in values:
                tell(name, value, each.id, 1.0, [])
    return told


def read(snapshot: Snapshot) -> Told:
    told: Told = {}
    for name in FIELD_NUMBERS:
        for term in snapshot.terms(name, b""):
            weights = dict(snapshot.weights(name, {term: 1.0}, UNWATCHED))
            positions: dict[int, list[int]] = {}
            for each in Occurrences(snapshot, name, [term]).among(snapshot.everything()).tolist():
                positions.setdefault(each >> OCCURRENCE, []).append(each & POSITION)
            assert snapshot.holders(name, [term], UNWATCHED).tolist() == list(weights)
            for number, weight in weights.items():
                told[name, term, snapshot.ids[number]] = weight, positions.get(number, [])
    return told


def articles(count: int, word: str) -> list[IndexEntry]:
    return [
        entry(
            f"{word}{number}", f"The {word}s of al-Mina, {number} and 10 000; {word} in the US.", title=f"{word} Ås",
            author="Mara Oduya", site="Daily Post", tags=("sea", "Sea air"), published="2016-12", path=f"a/{word}/x.md",
            notes="Is it true?", quotes=word, has=frozenset(("note",)),
        )
        for number in range(count)
    ]  # fmt: skip


def table_of(articles_by_key: dict[bytes, Numbers]) -> PostingTable:
    """Return postings of sorted keys, each of which stands once in its articles."""
    articles = np.concatenate(list(articles_by_key.values()))
    once = np.ones(len(articles), np.uint32)
    ends = np.cumsum(list(map(len, articles_by_key.values())))
    return PostingTable(list(articles_by_key), ends, Columns(articles, once, once, once))


def test_what_was_written_of_every_article_is_read_through_all_merges(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "MOST_SEGMENTS", 3)
    monkeypatch.setattr(upkeep, "MERGED_SEGMENTS", 2)
    # Merged in many small parts.
    monkeypatch.setattr(postings, "AT_ONCE", 50)
    index = make([])
    living: dict[str, IndexEntry] = {}
    for step, word in enumerate(("storm", "rain", "hail", "fog", "dew", "frost", "sleet")):
        added = articles(4 + step % 3, word)
        gone = [each for number, each in enumerate(living) if number % 4 == step % 4]
        index.update(added, gone)
        living = {key: each for key, each in living.items() if key not in gone} | {each.id: each for each in added}

        snapshot = index._searcher.snapshot
        assert len(snapshot.segments) <= 4
        assert read(snapshot) == written(list(living.values()), index)


@pytest.mark.parametrize("most_known", [0, 30, 10_000])
def test_words_that_earlier_batches_had_are_told_alike_whether_they_are_known_still(
    make: Make, monkeypatch: pytest.MonkeyPatch, most_known: int
) -> None:
    monkeypatch.setattr(batch, "_MOST_KNOWN", most_known)
    monkeypatch.setattr(upkeep, "FIRST_BATCH", 2)
    monkeypatch.setattr(upkeep, "LARGEST_BATCH", 3)
    told = [
        entry(
            f"{word}{number}{language}",
            f"The {word}s of {number} US, {word}",
            title=f"{word.upper()} 7",
            language=language,
        )
        for number, word in enumerate(("storm", "rain", "storm", "hail"))
        for language in ("en", "de")
    ]
    index = make(told)

    assert len(index._searcher.snapshot.segments) > 2
    assert read(index._searcher.snapshot) == written(told, index)


def test_segments_that_are_worth_it_become_one_that_holds_what_they_held(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = make(articles(5, "storm"))
    living = articles(5, "rain")
    index.update(living, [f"storm{number}" for number in range(2)])

    index.merge()
    assert [each.count for each in index._searcher.snapshot.segments] == [5, 5]
    monkeypatch.setattr(upkeep, "FEWEST_MERGED", 3)
    index.merge()

    assert [each.count for each in index._searcher.snapshot.segments] == [8]
    assert read(index._searcher.snapshot) == written([*articles(5, "storm")[2:], *living], index)
    assert index.fingerprints().keys() == {"storm2", "storm3", "storm4", *(each.id for each in living)}


def test_a_merge_tells_how_far_it_is_and_can_be_cancelled(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "FEWEST_MERGED", 1)
    monkeypatch.setattr(postings, "AT_ONCE", 20)
    index = make(articles(5, "storm"))
    index.update(articles(5, "rain"))
    told: list[tuple[int, int]] = []

    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        index.merge(cancel)
    assert [each.count for each in index._searcher.snapshot.segments] == [5, 5]
    assert len(ids(index, "storm0 OR rain0")) == len(ids(index, "storm0")) + len(ids(index, "rain0"))
    index.merge(lambda done, total: told.append((done, total)))

    parts = len(told)
    assert parts > 3
    assert told == [(done, parts) for done in range(1, parts + 1)]
    assert [each.count for each in index._searcher.snapshot.segments] == [10]


@pytest.mark.parametrize(
    ("counts", "stay"),
    [([], 0), ([5_000], 1), ([5_000, 900], 2), ([5_000, 1_000], 2), ([5_000, 1_700], 0), ([2_000, 600, 400], 0),
     ([90_000, 20_000], 2), ([60_000, 20_000, 1], 0), ([87_000, 2_000, 2_000, 2_000], 1), ([87_000, 6_000, 10, 10], 4),
     ([89_000, *[2_000] * 5, 1_000], 1),     ([87_000, 9_000, 2_000, 2_000], 2)],
)  # fmt: skip
def test_segments_are_merged_where_much_is_beside_the_largest_or_several_are_alike(
    counts: list[int], stay: int
) -> None:
    assert upkeep.staying_in_merge(counts) == stay


def test_a_merge_may_leave_the_largest_as_it_is(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "FEWEST_MERGED", 3)
    told = articles(30, "storm")
    index = make(told)
    for word in ("rain", "hail", "fog"):
        told += articles(2, word)
        index.update(told[-2:])

    index.merge()

    assert [each.count for each in index._searcher.snapshot.segments] == [30, 6]
    assert read(index._searcher.snapshot) == written(told, index)


def test_the_number_of_each_id_is_found_however_many_are_asked_for_and_whatever_they_are_parts_of(make: Make) -> None:
    told = ["b", "ab", "bb", "a", *("1" * size for size in range(100, 0, -1))]
    snapshot = make([entry(each, "storm") for each in told])._searcher.snapshot
    (segment,) = snapshot.segments
    others = ["", "abb", "ba", "1" * 101, "2"]

    for _ in range(2):
        found = [segment.ids.find(each.encode()) for each in (*told, *others)]
        assert found == [segment.number_of(each.encode()) for each in (*told, *others)]
        assert [segment.ids[number].decode() for number in found if number is not None] == told
        assert found[len(told) :] == [None] * len(others)


def test_an_article_is_rewritten_a_few_times_until_there_are_a_million_and_segments_stay_few() -> None:
    counts: list[int] = []
    rewritten = 0
    for _ in range(500):
        stay = upkeep.staying(counts) if len(counts) > upkeep.MOST_SEGMENTS else len(counts)
        rewritten += sum(counts[stay:])
        counts = sorted([*counts[:stay], sum(counts[stay:]) + 2_000], reverse=True)
        assert len(counts) <= upkeep.MOST_SEGMENTS + 1

    assert sum(counts) == 1_000_000
    assert rewritten < 3.5 * sum(counts)


def test_words_beyond_what_is_written_short_are_read(make: Make) -> None:
    told = [entry("a", LONG_TEXT, title="storm"), entry("b", "rain", notes=LONG_NOTE), entry("c", "storm " * 300)]
    index = make(told)

    assert read(index._searcher.snapshot) == written(told, index)
    index.update([entry("d", "dew")], gone=["c"])
    index.update([entry("e", "dew")], gone=["b"])
    assert read(index._searcher.snapshot) == written([told[0], entry("d", "dew"), entry("e", "dew")], index)


@pytest.mark.parametrize("least", [0, 1 << 7, 1 << 14, 1 << 21, 1 << 28, (1 << 32) - 3])
def test_numbers_of_every_size_are_packed_and_unpacked(least: int) -> None:
    numbers = np.array([least, 5, least + 1, max(least, 1) - 1, least + 2, 0], np.uint32)

    data, ends = packed(numbers)

    assert unpacked(data, len(numbers)).tolist() == numbers.tolist()
    for number, end in zip(numbers, ends.tolist(), strict=True):
        assert unpacked(data[end - max(1, -(-int(number).bit_length() // 7)) : end], 1).tolist() == [number]
    for torn in (data[:-1], data + b"\0", data + b"\x80"):
        with pytest.raises(IndexSuspect):
            unpacked(torn, len(numbers))


def test_more_articles_than_sixteen_bits_tell_are_told_apart(tmp_path: Path) -> None:
    rain = np.arange(0, 70_000, 7, dtype=np.uint32)
    storm = np.setdiff1d(np.arange(70_000, dtype=np.uint32), rain)
    # Together more than 32 bits hold.
    far = np.array([3 << 30], np.uint32)
    held = {b"\0rain": rain, b"\0sleet": far, b"\0snow": far, b"\0storm": storm}
    writer = SectionWriter(tmp_path / "postings")
    posting_file.write_postings(writer, [table_of(held)])
    writer.close()
    file = SectionFile(tmp_path / "postings")

    found = posting_file.PostingFile(file)

    place = found.place(b"\0rain")
    assert place is not None
    assert found.articles(place).tolist() == list(range(0, 70_000, 7))
    every = found.span(b"\0")
    assert every is not None
    assert found.articles(every).tolist() == np.concatenate(list(held.values())).tolist()
    assert found.place(b"\0hail") is None
    assert [each.term for each in found.places(b"\0")] == [b"rain", b"sleet", b"snow", b"storm"]
    file.close()


def test_sections_that_do_not_fit_each_other_are_suspect(tmp_path: Path) -> None:
    table = table_of({b"\0rain": np.zeros(1, np.uint32), b"\0storm": np.zeros(1, np.uint32)})
    positions = table.columns.positions[:1]
    for name, broken in {
        "a key": table._replace(keys=table.keys[:1]),
        "a position": table._replace(columns=table.columns._replace(positions=positions)),
    }.items():
        writer = SectionWriter(tmp_path / name)
        posting_file.write_postings(writer, [broken])
        writer.close()
        file = SectionFile(tmp_path / name)
        with pytest.raises(IndexSuspect):
            posting_file.PostingFile(file)
        file.close()


def test_an_index_without_a_word_is_read(make: Make) -> None:
    index = make([entry("a", "…")])

    assert index.search("storm").total == 0
    assert index.search("").total == 1
    assert index.passages("storm", ["a"])["a"].text == "…"


def test_a_disk_that_is_full_at_any_write_leaves_what_was_there(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "MOST_SEGMENTS", 0)
    index = make([entry("a", "storm"), entry("b", "rain")])
    append = SectionWriter.append
    writes = fails_at = 0

    def full(writer: SectionWriter, data: bytes) -> None:
        nonlocal writes
        writes += 1
        if writes == fails_at:
            raise OSError(28, "No space left on device")
        append(writer, data)

    monkeypatch.setattr(SectionWriter, "append", full)
    while writes >= fails_at:
        writes, fails_at = 0, fails_at + 1
        with contextlib.suppress(upkeep.IndexUnwritable):
            index.update([entry("c", "hail")], gone=["b"])
            continue
        assert ids(index, "") == ["a", "b"]
        index.verify()

    assert fails_at > 20
    assert ids(index, "") == ["a", "c"]
    assert [each.count for each in index._searcher.snapshot.segments] == [2]
