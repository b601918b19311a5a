"""The store: what it takes in, what it drops, and who may use it at once."""

import contextlib
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.errors import ReaderError
from reader.library.faults import Faults
from reader.library.names import Name, NamesAuthority
from reader.library.text_store import TextStore
from reader.related.articles import ArticleFacts
from reader.related.database import FILE_NAME, Database
from reader.related.errors import StoreBusy, StoreClosed, StoreSuspect
from reader.related.names import Spotter
from reader.related.profile import Profile, profile_of
from reader.related.store import RelatedStore
from tests.related.articles_made import ALL, BREAD, CHESS, HARBOR, REPRINT, TRIBUNE, evidence, store_of

ROOT = Path(__file__).resolve().parents[2]
FOLDER_MODE = 0o700


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all that the file says, without what depends on the order in which articles came."""
    with sqlite3.connect(folder / FILE_NAME) as connection:
        tables = ("articles", "profiles", "term_weights", "sayings", "links", "terms", "marks")
        found = {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}
    connection.close()
    return found


def answers(store: RelatedStore) -> list[object]:
    return [store.related(entry.id) for entry in ALL]


def test_an_unknown_article_has_no_cross_references(tmp_path: Path) -> None:
    assert store_of(tmp_path).related("nobody") == ()


def test_an_empty_store_knows_nothing(tmp_path: Path) -> None:
    store = store_of(tmp_path, ())

    assert store.ids() == frozenset()
    assert store.related("harbor") == ()


def test_what_was_taken_in_is_there_when_opened_again(tmp_path: Path) -> None:
    first = store_of(tmp_path)
    expected = answers(first)
    first.close()

    assert answers(RelatedStore.open(tmp_path, NamesAuthority())) == expected


def test_an_article_already_known_changes_nothing(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    with sqlite3.connect(tmp_path / FILE_NAME) as other:
        before = rows(tmp_path), other.execute("PRAGMA data_version").fetchone()

        store.update(ALL)

        assert (rows(tmp_path), other.execute("PRAGMA data_version").fetchone()) == before
    other.close()


def test_a_link_taken_out_of_an_article_is_forgotten(tmp_path: Path) -> None:
    store = store_of(tmp_path, [HARBOR, replace(CHESS, links=("harbor",))])
    assert evidence(store, "chess", "harbor", "cites")

    store.update([CHESS])

    assert evidence(store, "chess", "harbor", "cites") == ()


def test_one_by_one_or_all_at_once_makes_no_difference(tmp_path: Path) -> None:
    store = RelatedStore.open(tmp_path / "one", NamesAuthority())
    for entry in ALL:
        store.update([entry])

    assert answers(store) == answers(store_of(tmp_path / "all"))


def test_a_dropped_article_leaves_nothing_behind(tmp_path: Path) -> None:
    store = store_of(tmp_path / "one")

    store.update((), gone=["reprint", "excerpt", "nobody"])
    store.update((), gone=["bread"])

    kept = [HARBOR, TRIBUNE, CHESS]
    assert store.ids() == {entry.id for entry in kept}
    assert rows(tmp_path / "one")["terms"]
    without = store_of(tmp_path / "other", kept)
    assert [store.related(entry.id) for entry in ALL] == [without.related(entry.id) for entry in ALL]
    assert "reprint" not in {each.id for each in store.related("harbor")}


def test_dropping_everything_empties_the_lists(tmp_path: Path) -> None:
    store = store_of(tmp_path)

    store.update((), gone=[entry.id for entry in ALL])

    assert not any(rows(tmp_path).values())


def test_a_changed_article_is_as_if_it_had_never_been_another(tmp_path: Path) -> None:
    store = store_of(tmp_path / "one", [replace(entry, text=BREAD.text + entry.text, title=None) for entry in ALL])

    store.update(ALL)

    assert rows(tmp_path / "one") == rows_of_fresh(tmp_path / "two")


def rows_of_fresh(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    store_of(folder).close()
    return rows(folder)


def test_of_an_id_told_twice_the_last_counts(tmp_path: Path) -> None:
    store = store_of(tmp_path, [replace(HARBOR, text=BREAD.text), HARBOR, TRIBUNE])

    assert evidence(store, "harbor", "tribune", "figure")


def test_names_are_spelled_anew_when_the_authority_changed(tmp_path: Path) -> None:
    other = ArticleFacts(id="other", text="All boats of Gullstead have left.")
    store_of(tmp_path, [HARBOR, other]).close()

    names = NamesAuthority((Name("Port Marrow", "place", ("Gullstead",)),))
    store = RelatedStore.open(tmp_path, names)
    assert evidence(store, "other", "harbor", "name") == ()
    done: list[int] = []
    store.update((), progress=done.append)

    assert done == [2]
    assert evidence(store, "other", "harbor", "name")[0].text == "shared name: Port Marrow"
    before = rows(tmp_path)
    store.update((), progress=done.append)
    assert (done, rows(tmp_path)) == ([2], before)


def test_an_article_whose_names_cannot_be_spelled_anew_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_on_chess(title: str, text: str, spotter: Spotter) -> Profile:
        if text == CHESS.text:
            raise ValueError("a bug")
        return profile_of(title, text, spotter)

    store_of(tmp_path).close()
    store = RelatedStore.open(tmp_path, NamesAuthority((Name("Port Marrow", "place", ("Gullstead",)),)))
    monkeypatch.setattr("reader.related.preparation.profile_of", fail_on_chess)
    faults = Faults("Gathering evidence")

    store.update((), apart=faults.apart)

    assert list(faults.found) == ["chess"]
    assert store.ids() == {entry.id for entry in ALL} - {"chess"}


def test_progress_is_told_and_can_stop_the_work(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def stop(_: int) -> None:
        raise Stop

    many = [replace(CHESS, id=f"c{number}") for number in range(1500)]
    store = RelatedStore.open(tmp_path, NamesAuthority())
    with pytest.raises(Stop):
        store.update(many, progress=stop)
    assert len(store.ids()) == 1000

    done: list[int] = []
    store.update(many, progress=done.append)
    assert done == [1000, 1500]
    assert len(store.ids()) == 1500


def test_entries_are_asked_for_as_they_are_needed(tmp_path: Path) -> None:
    waiting = 0

    def entries() -> Iterator[ArticleFacts]:
        nonlocal waiting
        for number in range(3000):
            waiting += 1
            yield replace(CHESS, id=f"c{number}")

    waits: list[int] = []
    RelatedStore.open(tmp_path, NamesAuthority()).update(entries(), progress=lambda done: waits.append(waiting - done))

    assert waits == [0, 0, 0]


def test_several_threads_ask_while_one_writes(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    expected = [each.id for each in store.related("harbor")]
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(15):
            found = [each.id for each in store.related("harbor") if each.id in expected]
            if found != expected:
                wrong.append(found)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(20):
        store.update([replace(CHESS, id=f"c{number}", text=f"{CHESS.text} {number}")])
    for thread in threads:
        thread.join()

    assert wrong == []


def test_another_process_sees_what_this_one_wrote_and_writes_beside_it(tmp_path: Path) -> None:
    store = store_of(tmp_path, [HARBOR])
    code = (
        "import sys; from pathlib import Path; from tests.related.articles_made import *; "
        "store = store_of(Path(sys.argv[1]), [TRIBUNE, REPRINT]); print(*sorted(store.ids()))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.stdout.split() == ["harbor", "reprint", "tribune"], done.stderr
    assert {each.id for each in store.related("harbor")} == {"reprint", "tribune"}


def test_a_file_that_another_process_writes_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.sqlite_file._PATIENCE", 0.0)
    store = store_of(tmp_path)
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreBusy, match="Another window"):
        store.update([replace(HARBOR, text="new")])

    assert store.related("harbor")
    other.close()


def test_the_folder_is_the_users_alone(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o755)

    store_of(folder, ())

    assert folder.stat().st_mode & 0o777 == FOLDER_MODE


@pytest.mark.parametrize("garbage", [b"no database at all, only words" * 400, b"SQLite format 3\x00" + b"\x00" * 5000])
def test_a_file_that_is_no_database_is_suspect_and_can_be_discarded(tmp_path: Path, garbage: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(garbage)

    with pytest.raises(StoreSuspect):
        RelatedStore.open(tmp_path, NamesAuthority())
    shutil.rmtree(tmp_path)

    assert store_of(tmp_path).related("harbor")


@pytest.mark.parametrize("share", [0.15, 0.3, 0.5, 0.7, 0.9])
def test_a_damaged_file_is_suspect_wherever_it_is_damaged(tmp_path: Path, share: float) -> None:
    store_of(tmp_path).close()
    path = tmp_path / FILE_NAME
    data = bytearray(path.read_bytes())
    start = int(len(data) * share) & ~4095
    data[start:] = b"\xa5" * (len(data) - start)
    path.write_bytes(bytes(data))

    found = problem_of(tmp_path)

    assert found is None or isinstance(found, StoreSuspect)
    shutil.rmtree(tmp_path)
    assert store_of(tmp_path).related("harbor")


def problem_of(folder: Path) -> ReaderError | None:
    """Use a store that may be damaged in every way; what it raises, if anything, is returned."""
    try:
        store = RelatedStore.open(folder, NamesAuthority())
        answers(store)
        store.update([replace(entry, text=entry.text + " More.") for entry in ALL], gone=["bread"])
    except ReaderError as error:
        return error
    return None


def test_a_missing_row_is_suspect(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    Database(tmp_path).connection.execute("DELETE FROM profiles")

    with pytest.raises(StoreSuspect):
        store.related("harbor")


def test_a_missing_text_is_suspect_and_comes_back_with_a_new_store(tmp_path: Path) -> None:
    texts = TextStore(tmp_path)
    store = RelatedStore.open(tmp_path / "first", NamesAuthority(), texts)
    store.update(ALL)
    told = store.related("harbor")
    texts.keep([])

    with pytest.raises(StoreSuspect):
        store.related("harbor")
    with pytest.raises(StoreSuspect):
        store.verify()

    anew = RelatedStore.open(tmp_path / "second", NamesAuthority(), texts)
    anew.update(ALL)
    assert anew.related("harbor") == told


def test_torn_bytes_are_suspect(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    Database(tmp_path).connection.execute("UPDATE profiles SET names = x'0102', figures = x'ff'")

    with pytest.raises(StoreSuspect):
        store.related("harbor")


@pytest.mark.parametrize(
    "change",
    [
        "profiles SET text_key = (SELECT text_key FROM profiles WHERE number = 2)",
        "profiles SET text_key = text_key + 1",
        "articles SET day = day + 1",
        "profiles SET names = ''",
    ],
)
def test_what_is_not_as_it_was_written_is_suspect_when_it_is_shown_or_verified(tmp_path: Path, change: str) -> None:
    store = store_of(tmp_path)
    store.verify()
    first, second = (each.id for each in ALL[:2])
    Database(tmp_path).connection.execute(f"UPDATE {change} WHERE number = 1")

    for shown in (
        lambda: store.related(first),
        lambda: store.related(second),
        lambda: store.text(first),
        lambda: store.ledger([second, first]),
    ):
        with pytest.raises(StoreSuspect):
            shown()
    assert store.text(second)
    with pytest.raises(StoreSuspect):
        store.verify()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE term_weights SET weights = x'0102'",
        "UPDATE term_weights SET terms = x'010203'",
        "UPDATE profiles SET prints = 'no bytes'",
        "UPDATE profiles SET figures = zeroblob(72) || x'000000000000f07f'",
        "UPDATE terms SET entries = x'01'",
        "UPDATE marks SET entries = 'no bytes'",
    ],
)
def test_a_list_that_is_not_as_it_was_written_is_suspect(tmp_path: Path, change: str) -> None:
    store = store_of(tmp_path)
    Database(tmp_path).connection.execute(change)

    with pytest.raises(StoreSuspect, match="damaged"):
        store.related("harbor")


@pytest.mark.parametrize(
    ("place", "use"),
    [
        ("store.judge", lambda store: store.related("harbor")),
        ("store.subject_of", lambda store: store.related("harbor")),
        ("store.find_candidates", lambda store: store.related("harbor")),
        ("store.build_ledger", lambda store: store.ledger(["harbor"])),
        ("store.count_names", lambda store: store.names()),
        ("preparation.profile_of", lambda store: store.update([replace(HARBOR, text="new")])),
        ("store_writer.known_article", lambda store: store.update([replace(HARBOR, text="new")])),
    ],
)
def test_a_bug_of_our_own_is_seen_as_one_not_as_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, use: Callable[[RelatedStore], object]
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("a bug")

    store = store_of(tmp_path)
    monkeypatch.setattr(f"reader.related.{place}", fail)

    with pytest.raises(ValueError, match="a bug"):
        use(store)


def test_a_file_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    store_of(tmp_path).close()
    database = Database(tmp_path)
    database.connection.execute("UPDATE facts SET value = 'of another time' WHERE name = 'mark'")
    database.close()

    assert RelatedStore.open(tmp_path, NamesAuthority()).ids() == frozenset()


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    store.close()

    for ask in (lambda: store.related("harbor"), store.ids, lambda: store.update([REPRINT])):
        with pytest.raises(StoreClosed, match="closed"):
            ask()


def test_a_connection_closed_under_a_question_is_a_closed_store(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    store._database.connection.close()

    with pytest.raises(StoreClosed):
        store.related("harbor")


def test_a_folder_of_another_user_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 4711)

    with pytest.raises(StoreSuspect, match="belongs to somebody else"):
        store_of(tmp_path)


def test_a_file_that_another_process_prepared_meanwhile_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_of(tmp_path).close()
    told = iter([None])
    mark_of = Database._mark
    monkeypatch.setattr(Database, "_mark", lambda database: next(told, mark_of(database)))

    assert RelatedStore.open(tmp_path, NamesAuthority()).ids() == {entry.id for entry in ALL}


def test_an_article_dropped_while_names_are_spelled_anew_stays_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.related.store_writer._BATCH", 1)
    other = store_of(tmp_path)
    store = RelatedStore.open(tmp_path, NamesAuthority((Name("Sell"),)))

    store.update((), progress=lambda done: other.update((), gone=["chess"]) if done == 1 else None)

    assert store.ids() == {entry.id for entry in ALL} - {"chess"}


def test_nothing_half_done_stays_when_writing_fails(tmp_path: Path) -> None:
    store = store_of(tmp_path)
    before = rows(tmp_path)

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("reader.related.store_writer.PostingChanges.write", fail)
        with pytest.raises(StoreSuspect):
            store.update([replace(HARBOR, text="new")])

    assert rows(tmp_path) == before
    store.update([replace(HARBOR, text="new")])
    assert rows(tmp_path) != before


def test_a_file_of_another_format_is_no_larger_than_a_new_one_once_it_is_emptied(tmp_path: Path) -> None:
    store_of(tmp_path, [replace(BREAD, id=f"bread-{number}") for number in range(60)]).close()
    store_of(tmp_path / "new", ()).close()
    with contextlib.closing(sqlite3.connect(tmp_path / FILE_NAME)) as file, file:
        file.execute("UPDATE facts SET value = 'older' WHERE name = 'mark'")

    store_of(tmp_path, ()).close()

    assert (tmp_path / FILE_NAME).stat().st_size == (tmp_path / "new" / FILE_NAME).stat().st_size
