"""The index follows its articles: incremental, in batches, by one writer, never half done."""

import os
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.library.errors import ReaderError
from reader.library.names import Name, NamesAuthority
from reader.library.text_store import TextStore
from reader.search import generation, upkeep
from reader.search.document import IndexEntry, fingerprint
from reader.search.generation import IndexFolder
from reader.search.index import IndexBusy, IndexUnwritable, SearchIndex
from reader.search.upkeep import Upkeep
from tests.search.conftest import NAMES, Make, entry, ids


def generations(cache: Path) -> list[str]:
    return sorted(path.name for path in cache.glob("*/g*"))


def only(cache: Path) -> Path:
    (path,) = cache.glob("*/g*")
    return path


def test_opening_creates_nothing(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path / "cache", NAMES)

    assert index.search("storm").total == 0
    assert index.count == 0
    assert not (tmp_path / "cache").exists()


def test_what_comes_changes_and_goes_is_followed(make: Make) -> None:
    index = make([entry("a", "storm"), entry("b", "rain"), entry("c", "hail")])

    index.update([entry("b", "fog"), entry("d", "storm")], gone=["c", "nobody"])

    assert ids(index, "") == ["a", "b", "d"]
    assert ids(index, "storm") == ["a", "d"]
    assert ids(index, "fog") == ["b"]
    assert ids(index, "rain") == []
    assert index.count == 3


def test_an_article_with_an_address_that_is_none_is_indexed_without_a_host(make: Make) -> None:
    index = make([entry("a", "storm", url="http://[broken/page"), entry("b", "rain", url="https://www.post.example/x")])

    assert ids(index, "storm") == ["a"]
    assert ids(index, "site:post.example") == ["b"]


def test_of_an_article_given_twice_the_later_counts(make: Make) -> None:
    index = make([entry("a", "storm"), entry("a", "rain")])

    assert ids(index, "") == ["a"]
    assert ids(index, "rain") == ["a"]


def test_of_an_article_given_again_in_a_later_batch_the_later_counts(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "FIRST_BATCH", 1)
    monkeypatch.setattr(upkeep, "LARGEST_BATCH", 1)
    index = make([entry("a", "storm"), entry("b", "hail"), entry("a", "rain"), entry("b", "hail")])

    assert index.count == 2
    assert ids(index, "storm") == []
    assert ids(index, "rain") == ["a"]
    assert ids(index, "hail") == ["b"]


def test_what_is_given_and_gone_at_once_is_given(make: Make) -> None:
    index = make([entry("a", "storm")])

    index.update([entry("a", "rain"), entry("b", "fog")], gone=["a"])

    assert ids(index, "") == ["a", "b"]
    assert ids(index, "rain") == ["a"]


def test_what_is_given_as_it_was_and_gone_at_once_stays(make: Make) -> None:
    index = make([entry("a", "storm"), entry("b", "rain")])

    index.update([entry("a", "storm")], gone=["a", "b"])

    assert ids(index, "") == ["a"]


GONE = (
    'storm|"storm 3033"|"lindow storm"~9|sto*|figure:3033|date:2016|saved:2016|has:note|in:x|#war|tag:="war"|site:post'
)


@pytest.mark.parametrize("query", [*GONE.split("|"), "name:lindau", "lindau", "-fog", "storm OR fog", "text:storm", ""])
def test_what_is_gone_is_found_by_no_kind_of_query(make: Make, query: str) -> None:
    known: dict[str, Any] = {
        "tags": ("war",),
        "published": "2016-12-01",
        "saved": "2016",
        "site": "Post",
        "path": "x/y.md",
    }
    has = frozenset({"note"})
    index = make([entry(name, "Storm 3033 in Lindow fell", title="Day", has=has, **known) for name in "abcdefgh"])
    assert index.search(query).total == 8

    # Fewer than half: the segment stays, with some of its articles struck out.
    index.update([], gone=["a", "b"])

    assert index.search(query).total == 6
    assert index.facets(query).total == 6
    assert index.facets(query).site[0].count == 6


def test_what_is_unchanged_is_not_written_again(tmp_path: Path) -> None:
    entries = [entry("a", "storm"), entry("b", "rain")]
    index = SearchIndex.open(tmp_path, NAMES)
    index.update(entries)
    before = generations(tmp_path)
    calls: list[int] = []

    index.update(entries, gone=["nobody"], progress=calls.append)

    assert generations(tmp_path) == before
    assert calls[-1] == 2
    index.close()


def test_the_fingerprints_tell_what_has_changed(make: Make) -> None:
    index = make([entry("a", "storm")])

    assert index.fingerprints() == {"a": index.fingerprint(entry("a", "storm"))}
    assert index.fingerprint(entry("a", "storms")) != index.fingerprint(entry("a", "storm"))


@pytest.mark.parametrize(
    "change",
    [
        {"title": "x"},
        {"tags": ("x",)},
        {"notes": "x"},
        {"quotes": "x"},
        {"has": frozenset({"note"})},
        {"language": "fr"},
        {"path": "x/y.md"},
    ],
)
def test_every_field_is_in_the_fingerprint(change: dict[str, Any]) -> None:
    assert fingerprint(entry("a", **change)) != fingerprint(entry("a"))


def test_the_fingerprint_does_not_depend_on_the_order_of_a_set() -> None:
    one = IndexEntry("a", has=frozenset(["note", "highlight", "original"]))
    other = IndexEntry("a", has=frozenset(["original", "note", "highlight"]))

    assert fingerprint(one) == fingerprint(other)


def test_batch_by_batch_is_searchable_while_the_rest_is_indexed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "FIRST_BATCH", 3)
    index = SearchIndex.open(tmp_path, NAMES)
    reader = SearchIndex.open(tmp_path, NAMES)
    seen: list[int] = []

    def entries() -> Iterator[IndexEntry]:
        for number in range(12):
            seen.append(reader.search("storm").total)
            yield entry(f"e{number:02}", "storm")

    index.update(entries())

    assert seen[0] == 0
    assert seen[4] == 3
    assert seen[-1] >= 9
    assert reader.search("storm").total == 12
    assert seen == sorted(seen)
    index.close()
    reader.close()


def test_progress_counts_every_entry(make: Make, tmp_path: Path) -> None:
    index = make([entry("a", "storm")])
    calls: list[int] = []

    index.update([entry("a", "storm"), entry("b", "x"), entry("c", "y")], progress=calls.append)

    assert calls == sorted(calls)
    assert calls[-1] == 3


def test_an_update_that_is_broken_off_leaves_what_was_there_and_no_litter(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path, NAMES)
    index.update([entry("a", "storm")])

    class EnoughError(Exception):
        pass

    def stop(done: int) -> None:
        if done > 1:
            raise EnoughError

    with pytest.raises(EnoughError):
        index.update([entry(f"n{n}", "storm") for n in range(5)], progress=stop)

    assert ids(index, "storm") == ["a"]
    assert len(generations(tmp_path)) == 1
    index.update([entry("b", "storm")])
    assert ids(index, "storm") == ["a", "b"]
    index.close()


def test_one_process_writes_at_a_time(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path, NAMES)
    index.update([entry("a", "storm")])
    other = SearchIndex.open(tmp_path, NAMES)

    with IndexFolder(tmp_path).lock():
        with pytest.raises(IndexBusy):
            index.update([entry("b", "storm")])
        assert ids(other, "storm") == ["a"]

    index.update([entry("b", "storm")])
    assert ids(other, "storm") == ["a", "b"]
    index.close()
    other.close()


def test_a_reader_goes_on_with_a_generation_that_was_swept(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path, NAMES)
    index.update([entry("a", "storm " * 5), entry("b", "rain")])
    reader = SearchIndex.open(tmp_path, NAMES)
    for number in range(4):
        index.update([entry(f"n{number}", "fog")])

    assert len(generations(tmp_path)) == 1
    assert ids(reader, "storm") == ["a"]
    assert reader.search("fog").total == 4
    index.close()
    reader.close()


def test_many_small_updates_do_not_make_many_segments(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path, NAMES)
    for number in range(30):
        one = entry(
            f"n{number:02}",
            f"storm number {number}",
            title=f"t{number}",
            published=f"20{number:02}",
            site="Post",
            tags=("war",),
            path="a/b.md",
        )
        index.update([one])

    segments = list(only(tmp_path).glob("*.seg"))

    assert len(segments) <= upkeep.MOST_SEGMENTS + 1
    assert ids(index, "storm") == [f"n{number:02}" for number in reversed(range(30))]
    assert ids(index, '"number 17"') == ["n17"]
    assert ids(index, "title:t3") == ["n03"]
    assert ids(index, "figure:17") == ["n17"]
    assert index.search('site:="post" #war in:a', limit=99).total == 30
    assert index.explain("storm", "n05") is not None
    index.close()


def test_a_segment_that_is_mostly_gone_is_written_anew(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path, NAMES)
    index.update([entry(f"n{n}", f"storm{n} rain") for n in range(10)])

    index.update([entry("new", "rain")], gone=[f"n{n}" for n in range(8)])

    assert index.search("rain").total == 3
    assert index.nearest("storm") == (("storm8", 1), ("storm9", 1))
    index.close()


def test_an_index_of_which_everything_is_gone_is_empty(make: Make) -> None:
    index = make([entry("a", "storm")])

    index.update([], gone=["a"])
    assert (index.count, ids(index, ""), ids(index, "storm")) == (0, [], [])
    index.update([entry("b", "storm")])
    assert ids(index, "storm") == ["b"]


def test_other_names_make_the_index_stale_until_every_article_is_given(tmp_path: Path) -> None:
    entries = [entry("a", "Lindow"), entry("b", "Lindau")]
    index = SearchIndex.open(tmp_path, NamesAuthority())
    index.update(entries)
    assert not index.is_stale
    index.close()

    renamed = SearchIndex.open(tmp_path, NamesAuthority((Name("Lindau", "place", ("Lindow",)),)))
    assert renamed.is_stale
    assert ids(renamed, "name:lindau") == ["a", "b"]
    renamed.update(entries[:1])
    assert renamed.is_stale
    renamed.update(entries)
    assert not renamed.is_stale
    assert [each.count for each in renamed.facets("").name] == [2]
    renamed.close()


def test_the_folder_is_ours_alone(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path / "cache", NAMES)
    index.update([entry("a", "storm")])

    for folder in (tmp_path / "cache", IndexFolder(tmp_path / "cache").root, only(tmp_path / "cache")):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    index.close()


def test_a_folder_that_cannot_be_written_is_told_and_still_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = SearchIndex.open(tmp_path, NAMES)
    index.update([entry("a", "storm")])

    def refuse(_: IndexFolder, __: Path | None) -> Path:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(IndexFolder, "begin", refuse)
    with pytest.raises(IndexUnwritable, match="No space left"):
        index.update([entry("b", "storm")])

    assert ids(index, "storm") == ["a"]
    index.close()


@pytest.mark.parametrize("step", ["_link", "_flush", "_checksum", "write_text", "sync_folder"])
@pytest.mark.parametrize("time", [1, 2])
def test_a_disk_that_fails_at_any_step_leaves_the_index_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, time: int
) -> None:
    index = SearchIndex.open(tmp_path, NAMES)
    index.update([entry("a", "storm"), entry("b", "rain")])
    before = generations(tmp_path)
    whole = getattr(generation, step)
    calls: list[object] = []

    def failing(*arguments: object, **options: object) -> object:
        calls.append(arguments)
        if len(calls) == time:
            raise OSError(5, os.strerror(5))
        return whole(*arguments, **options)

    with monkeypatch.context() as broken:
        broken.setattr(generation, step, failing)
        try:
            index.update([entry("c", "storm")], gone=["b"])
        except IndexUnwritable:
            assert generations(tmp_path) == before
            assert ids(index, "") == ["a", "b"]
        else:
            assert len(calls) < time

    index.update([entry("c", "storm")], gone=["b"])
    index.verify()
    assert ids(index, "") == ["a", "c"]
    index.close()


def test_files_that_cannot_be_linked_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = SearchIndex.open(tmp_path, NAMES)
    index.update([entry("a", "storm")])

    def refuse(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    index.update([entry("b", "storm")])

    assert ids(index, "storm") == ["a", "b"]
    index.close()


def test_a_closed_index_can_be_asked_again(make: Make) -> None:
    index = make([entry("a", "storm")])
    index.close()

    assert ids(index, "storm") == ["a"]


def test_nothing_but_the_index_is_swept(tmp_path: Path) -> None:
    index = SearchIndex.open(tmp_path, NAMES)
    index.update([entry("a", "storm")])
    root = IndexFolder(tmp_path).root
    (root / "mine").mkdir()
    (root / "g-mine.txt").write_text("x")

    index.update([entry("b", "storm")])

    assert (root / "mine").is_dir()
    assert (root / "g-mine.txt").read_text() == "x"
    index.close()


def test_the_index_of_another_version_is_swept_after_a_month(make: Make, tmp_path: Path) -> None:
    index = make([entry("a", "storm")])
    cache = index._folder.root.parent
    names = ("linux-py3.8-whoosh3.1.0-1", "linux-py3.9-whoosh3.54.0-4", "linux-py3.9-mine")
    for name in names:
        (cache / name / "g00000001-0badcafe").mkdir(parents=True)
        (cache / name / "CURRENT").write_text("g00000001-0badcafe")
        for path in (cache / name / "CURRENT", cache / name / "g00000001-0badcafe", cache / name):
            os.utime(path, (1, 1))
    (cache / names[1] / "CURRENT").write_text("written since")
    (tmp_path / "aside").mkdir()
    (cache / "linux-py3.7-whoosh3.1.0-1").symlink_to(tmp_path / "aside")
    os.utime(tmp_path / "aside", (1, 1))

    index.update([entry("b", "storm")])

    kept = {index._folder.root.name, names[1], names[2], "linux-py3.7-whoosh3.1.0-1"}
    assert {each.name for each in cache.iterdir()} == kept
    assert (tmp_path / "aside").is_dir()


def test_a_batch_grows_so_that_the_first_articles_come_soon() -> None:
    sizes = [len(batch) for batch in upkeep.batches(entry(str(n)) for n in range(9000))]

    assert sizes[:4] == [200, 400, 800, 1600]
    assert max(sizes) <= upkeep.LARGEST_BATCH
    assert sum(sizes) == 9000


def test_a_batch_holds_only_so_many_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "LARGEST_LETTERS", 100)

    batches = upkeep.batches(entry(str(n), "x" * (1000 if n == 4 else 30)) for n in range(9))

    assert [len(batch) for batch in batches] == [4, 1, 4]


def test_an_index_that_can_be_searched_already_grows_by_whole_segments(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "FIRST_BATCH", 2)
    monkeypatch.setattr(upkeep, "LARGEST_BATCH", 8)
    index = make([entry("first", "storm")])

    index.update(entry(f"n{number}", "storm") for number in range(8))

    assert [segment.count for segment in index._searcher.snapshot.segments] == [1, 8]


def test_keeping_up_needs_nothing_but_the_folder(tmp_path: Path) -> None:
    from reader.search.spellings import Spellings

    upkeep = Upkeep(IndexFolder(tmp_path), TextStore(tmp_path), Spellings.of(NAMES), "en")

    with upkeep.writing():
        assert upkeep.stamp[1] == "en"


def test_several_threads_may_search_while_one_updates(make: Make) -> None:
    index = make([entry(f"e{n:02}", f"storm rain word{n} {'filler ' * n}") for n in range(60)])
    wrong: list[object] = []

    def ask(number: int) -> None:
        for turn in range(40):
            word = f"word{(number * 7 + turn) % 60}"
            try:
                found = ids(index, f'"rain {word}"')
            except ReaderError as error:
                found = [str(error)]
            if found != [f"e{word[4:]:0>2}"]:
                wrong.append((word, found))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for number in range(5):
        index.update([entry(f"new{number}", "fog")])
    for thread in threads:
        thread.join()

    assert wrong == []
    assert index.search("fog").total == 5


def test_each_question_is_asked_of_the_generation_that_another_program_has_just_written(tmp_path: Path) -> None:
    with closing(SearchIndex.open(tmp_path / "cache", NAMES)) as ours:
        ours.update([entry(f"rain-{number}", "rain", published="2016-12-01") for number in range(5)])
        assert ours.facets("rain").total == 5

        with closing(SearchIndex.open(tmp_path / "cache", NAMES)) as theirs:
            theirs.update([entry("storm", "storm", published="2017-01-01")], [f"rain-{number}" for number in range(5)])

        facets = ours.facets("")
        assert (facets.total, [each.value for each in facets.month]) == (1, ["2017-01"])

        with closing(SearchIndex.open(tmp_path / "cache", NAMES)) as theirs:
            theirs.update([entry("flood", "flood")])

        assert ours.explain("flood", "flood") is not None


@pytest.mark.parametrize("has_links", [True, False])
def test_a_segment_is_flushed_once_however_many_generations_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)
    flushed: list[str] = []
    flush = generation._flush

    def told(path: Path) -> None:
        flushed.append(path.suffix)
        flush(path)

    monkeypatch.setattr(generation, "_flush", told)
    index = SearchIndex.open(tmp_path, NAMES)

    index.update([entry("a", "storm")])
    index.update([entry("b", "rain")])

    # Where it had to be copied, the copy too.
    assert flushed.count(".seg") == (2 if has_links else 3)
    assert ids(index, "") == ["a", "b"]
    index.close()
