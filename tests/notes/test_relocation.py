"""The notes of an article that has another id now: carried along, none lost, none doubled."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library.errors import ReaderError
from reader.library.guarded_file import UnreadableError, read_bytes
from reader.notes import relocation
from reader.notes import store as store_module
from reader.notes.history import NoteHistory
from reader.notes.model import Annotation
from reader.notes.store import NoteStore
from tests.faults.disk import MODELS, Disk, Model
from tests.faults.system_calls import ERRORS, Faults, Killed, careless_open
from tests.notes.stores import everything, file_of, made, write

OLD, NEW = "harbor", "port"


def noted(store: NoteStore, count: int = 3) -> list[Annotation]:
    """Return the notes saved on the article under its old id."""
    return [store.save(replace(made(f"Thought {number}."), id=f"note-{number}")) for number in range(count)]


def fresh(root: Path) -> NoteStore:
    return NoteStore(root / "notes", root / "state")


def bodies(store: NoteStore) -> list[tuple[str, str]]:
    return sorted((each.id, each.body) for each in store.all())


def test_the_notes_of_a_moved_article_are_those_of_the_new_id(store: NoteStore, notes: Path) -> None:
    saved = noted(store)

    assert store.move_article(OLD, NEW) == 3

    assert [replace(each, article=OLD) for each in store.of(NEW)] == saved
    assert store.of(OLD) == ()
    assert store.problems == ()
    assert not (notes / OLD).exists()
    assert 'article: "port"' in file_of(notes, store.of(NEW)[0]).read_text(encoding="utf-8")
    assert NoteStore(notes, notes.parent / "later").all() == store.all()


def test_judged_links_to_a_moved_article_lead_to_the_new_id(store: NoteStore) -> None:
    link = store.save(replace(made(article="chronology"), motivation="linking", link=OLD, relation="confirms"))

    assert store.move_article(OLD, NEW) == 1

    (moved,) = store.all()
    assert (moved.link, moved.relation, moved.modified) == (NEW, "confirms", link.modified)


def test_missing_notes_of_a_moved_article_are_missing_under_the_new_id(store: NoteStore, notes: Path) -> None:
    saved = noted(store)
    file_of(notes, saved[0]).unlink()
    store.refresh()

    store.move_article(OLD, NEW)

    (missing,) = store.vanished
    assert (missing.id, missing.article) == ("note-0", NEW)
    assert bodies(store) == EXPECTED[1:]
    assert store.restore_vanished() == 1
    assert store.problems == ()


def test_a_missing_link_is_not_brought_back_by_a_move_of_what_it_leads_to(store: NoteStore, notes: Path) -> None:
    link = store.save(replace(made(article="chronology"), link=OLD))
    file_of(notes, link).unlink()
    store.refresh()

    assert store.move_article(OLD, NEW) == 0

    assert store.vanished == (link,)
    assert everything(notes) == {}


def test_a_file_too_large_for_a_note_moves_as_it_is(store: NoteStore, notes: Path) -> None:
    large = write(notes / OLD / "large.md", f'---\narticle: "{OLD}"\n---\n' + "x" * 4_000_001)
    data = large.read_bytes()

    store.move_article(OLD, NEW)

    assert (notes / NEW / "large.md").read_bytes() == data


def test_moving_again_changes_nothing(store: NoteStore, notes: Path) -> None:
    noted(store)
    store.move_article(OLD, NEW)
    before = everything(notes)

    assert store.move_article(OLD, NEW) == 0
    assert store.move_article("harbor", "harbor") == 0

    assert everything(notes) == before


@pytest.mark.parametrize(("old", "new"), [("../harbor", "port"), ("harbor", "/port"), ("", "port"), ("Ä", "port")])
def test_an_id_of_an_article_is_never_a_path_when_notes_move(store: NoteStore, old: str, new: str) -> None:
    with pytest.raises(ReaderError, match="not the id"):
        store.move_article(old, new)


def test_files_that_are_no_notes_or_cannot_be_read_move_as_they_are(store: NoteStore, notes: Path) -> None:
    noted(store, 1)
    write(notes / OLD / "broken.md", "---\nquote: [\n---\n")
    write(notes / OLD / "by-hand.md", "Nothing but a thought.\r\n")
    write(notes / OLD / "A Name.md", "Something.")
    write(notes / OLD / "note-0 (1).md", f'---\narticle: "{OLD}"\n# kept\n---\nTheirs.\n')
    (notes / OLD / "latin.md").write_bytes(b"---\nid: latin\n---\n\xe9\n")

    store.move_article(OLD, NEW)

    assert {name for name in everything(notes) if name.startswith(OLD)} == set()
    assert (notes / NEW / "broken.md").read_text(encoding="utf-8") == "---\nquote: [\n---\n"
    assert (notes / NEW / "by-hand.md").read_bytes() == b"Nothing but a thought.\r\n"
    assert (notes / NEW / "A Name.md").is_file()
    assert (notes / NEW / "latin.md").read_bytes().endswith(b"\xe9\n")
    copy = (notes / NEW / "note-0 (1).md").read_text(encoding="utf-8")
    assert 'article: "port"\n# kept\n' in copy
    assert len(store.conflicts) == 1


def test_a_note_that_cannot_be_read_does_not_keep_the_others_from_moving(
    store: NoteStore, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(store)
    stuck = notes / OLD / "note-0.md"

    with monkeypatch.context() as patch:
        patch.setattr(relocation, "read_bytes", refusing(stuck))
        with pytest.raises(ReaderError, match="cannot be read"):
            store.move_article(OLD, NEW)

    assert stuck.is_file()
    assert bodies(store) == EXPECTED[1:]
    assert [each.id for each in store.of(NEW)] == ["note-1", "note-2"]


def refusing(stuck: Path) -> Callable[[Path, int], bytes]:
    def read(path: Path, limit: int) -> bytes:
        if path == stuck:
            raise UnreadableError("note-0.md cannot be read: permission denied.")
        return read_bytes(path, limit)

    return read


def test_what_is_no_file_stays_where_it_is(store: NoteStore, notes: Path, tmp_path: Path) -> None:
    noted(store, 1)
    (notes / OLD / "drawings").mkdir()
    (notes / OLD / "link.md").symlink_to(write(tmp_path / "outside.md", "Outside."))

    store.move_article(OLD, NEW)

    assert (notes / OLD / "drawings").is_dir()
    assert (notes / OLD / "link.md").is_symlink()
    assert [each.name for each in (notes / NEW).iterdir()] == ["note-0.md"]


def test_a_different_note_of_that_name_is_not_replaced_and_both_are_shown(store: NoteStore, other: NoteStore) -> None:
    noted(store, 1)
    other.save(replace(made("Theirs."), id="note-0", article=NEW))

    store.move_article(OLD, NEW)
    store.move_article(OLD, NEW)

    (conflict,) = store.conflicts
    assert conflict.here is not None
    assert conflict.there is not None
    assert (conflict.here.body, conflict.there.body) == ("Theirs.", "Thought 0.")
    assert store.of(OLD) == ()


def test_two_machines_that_both_move_end_in_the_same_files(tmp_path: Path) -> None:
    here, there = fresh(tmp_path / "here"), tmp_path / "there"
    noted(here)
    here.save(replace(made("Theirs."), id="note-1", article=NEW))
    shutil.copytree(here.path, there / "notes")

    here.move_article(OLD, NEW)
    fresh(there).move_article(OLD, NEW)

    assert everything(here.path) == everything(there / "notes")


def test_a_note_edited_on_another_machine_before_it_knew_of_the_move_is_kept_beside(
    store: NoteStore, notes: Path
) -> None:
    (saved,) = noted(store, 1)
    edited = file_of(notes, saved).read_text(encoding="utf-8").replace("Thought 0.", "Second thought.")
    store.move_article(OLD, NEW)
    # The syncing program brings the edited file back to the old place.
    write(file_of(notes, saved), edited)

    store.refresh()
    store.move_article(OLD, NEW)

    (conflict,) = store.conflicts
    assert {each.body for each in (conflict.here, conflict.there) if each} == {"Thought 0.", "Second thought."}


def test_a_file_that_names_another_article_counts_where_it_lies_unless_the_very_same_lies_there(
    store: NoteStore, notes: Path
) -> None:
    store.save(replace(made("Ours."), id="note-0"))
    text = file_of(notes, store.all()[0]).read_text(encoding="utf-8").replace('"harbor"', '"port"')
    write(notes / OLD / "note-0.md", text)
    same = write(notes / NEW / "note-0.md", text)
    store.refresh()
    assert [each.article for each in store.all()] == [NEW]

    same.write_text(text.replace("Ours.", "Theirs."), encoding="utf-8")
    store.refresh()

    assert bodies(store) == [("note-0", "Ours."), ("note-0", "Theirs.")]


def moved_with_faults(root: Path, at: int, how: str | int, *, once: bool = True) -> Faults:
    store = fresh(root)
    noted(store)
    store.save(replace(made("Linked.", "chronology"), id="linking", link=OLD))
    store.all()
    with Faults(root, at, how, once=once).injected() as faults, suppress(ReaderError, Killed):
        store.move_article(OLD, NEW)
    return faults


EXPECTED = [("linking", "Linked."), ("note-0", "Thought 0."), ("note-1", "Thought 1."), ("note-2", "Thought 2.")]


def steps(tmp_path: Path) -> int:
    return moved_with_faults(tmp_path / "counted", 10**9, "kill").count


def check_all_there(root: Path) -> None:
    """Nothing is lost, nothing doubled, and doing it once more ends it."""
    assert bodies(fresh(root)) == EXPECTED
    piecewise = fresh(root)
    by_article = [each for article in (NEW, OLD, "chronology") for each in piecewise.of(article)]
    assert sorted((each.id, each.body) for each in by_article) == EXPECTED

    again = fresh(root)
    again.move_article(OLD, NEW)

    assert again.of(OLD) == ()
    assert bodies(again) == EXPECTED
    assert {each.link for each in again.all()} == {"", NEW}
    assert (again.problems, again.conflicts) == ((), ())


def test_killed_at_any_system_call_a_move_loses_and_doubles_nothing(tmp_path: Path) -> None:
    count = steps(tmp_path)
    assert count > 20

    for at in range(1, count + 1):
        root = tmp_path / str(at)
        moved_with_faults(root, at, "kill")

        check_all_there(root)


@pytest.mark.parametrize("persists", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
def test_refused_at_any_system_call_a_move_loses_and_doubles_nothing(
    error: int, persists: bool, tmp_path: Path
) -> None:
    for at in range(1, steps(tmp_path) + 1):
        root = tmp_path / str(at)
        moved_with_faults(root, at, error, once=not persists)

        check_all_there(root)


def possible_states(root: Path, model: Model) -> list[dict[str, bytes]]:
    """Return what may be on the disk if the power goes at any moment of a move."""
    store = fresh(root)
    store.save(replace(made("Only one."), id="note-0"))
    disk = Disk(root / "notes", model)
    states: list[dict[str, bytes]] = []
    with disk.recording(lambda _call: states.extend(disk.states())):
        store.move_article(OLD, NEW)
    return states


@pytest.mark.parametrize("model", MODELS)
def test_when_the_power_goes_a_move_loses_nothing(model: Model, tmp_path: Path) -> None:
    states = possible_states(tmp_path, model)

    assert len(states) > 5
    for state in states:
        assert any(name.endswith("/note-0.md") and data.endswith(b"Only one.\n") for name, data in state.items())


def careless_move(old: Path, new: Path, article: str, _: NoteHistory) -> list[str]:
    """Move as one would without a thought: write it there, delete it here."""
    if not old.is_dir():
        return []
    new.mkdir(exist_ok=True)
    names = []
    for path in sorted(old.glob("*.md")):
        text = path.read_text(encoding="utf-8").replace(f'article: "{old.name}"', f'article: "{article}"')
        path.unlink()
        careless_open(new / path.name, text.encode())
        names.append(path.stem)
    return names


def test_a_careless_move_fails_when_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "move_notes", careless_move)

    with pytest.raises(AssertionError):
        test_killed_at_any_system_call_a_move_loses_and_doubles_nothing(tmp_path)


def test_where_there_are_no_hard_links_notes_move_all_the_same(
    store: NoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(store)
    monkeypatch.setattr("os.link", refused)

    assert store.move_article(OLD, NEW) == 3

    assert len(store.of(NEW)) == 3


def refused(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")
