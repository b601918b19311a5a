"""Articles whose files are moved, renamed or copied: notes, tags, state and links stay with what they are about."""

import random
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cli.main import main
from reader.library.atomic_file import WriteError
from reader.library.identity import id_of_path
from reader.notes.article_tags import tag_article, tagging_of
from reader.notes.model import new_annotation
from reader.notes.selectors import selectors_for, text_sha256
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings

TEXTS = {
    "flood": "# The flood\n\nThe river Marlow flooded 4,312 homes on Thursday night, the council said.\n",
    "choir": "# A choir\n\nThe choir of Marlow sang in the church of Orrin until midnight.\n",
    "goats": "# Goats\n\nGoats stood on the wall by the sea and would not come down again.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder read in place, of three articles whose files say no id."""
    for name, text in TEXTS.items():
        path = tmp_path / "pages" / "2016" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "pages"


@pytest.fixture
def open_room(folder: Path, places: Places) -> Iterator[Callable[..., ReadingRoom]]:
    """Open the folder, on this machine or on another one that has never seen it."""
    opened = []

    def open_room(machine: str = "desk") -> ReadingRoom:
        there = places if machine == "desk" else replace(places, cache=places.cache.with_name(machine))
        opened.append(ReadingRoom.open(folder, settings=Settings(machine=machine), places=there))
        return opened[-1]

    yield open_room
    for room in opened:
        room.close()


def id_at(room: ReadingRoom, path: str) -> str:
    return next(entry.id for entry in room.articles() if unicodedata.normalize("NFC", entry.path) == path)


def make_belongings(room: ReadingRoom, article_id: str, other: str) -> None:
    """Note, tag, star and read an article, and link it with another one in both directions."""
    text = room.article(article_id).text
    note = new_annotation(article_id, selectors_for(text, 4, 9), body="Look.", text_sha256=text_sha256(text))
    room.notes.save(note)
    tag_article(room.notes, article_id, ["water"])
    room.notes.save(replace(new_annotation(other, body=""), motivation="linking", link=article_id))
    room.state.change(article_id, read=True, starred=True, position=7)
    room.state.save()


def assert_belongings(room: ReadingRoom, article_id: str, other: str) -> None:
    notes = room.notes.of(article_id)
    assert [each.body for each in notes if each.body] == ["Look."]
    tagging = tagging_of(notes)
    assert tagging is not None
    assert tagging.tags == ("water",)
    assert [each.link for each in room.notes.of(other) if each.link] == [article_id]
    reading = room.state.of(article_id)
    assert (reading.read, reading.starred, reading.position) == (True, True, 7)
    assert room.notes.vanished == ()
    assert room.notes.problems == ()


def rename(folder: Path, old: str, new: str) -> None:
    (folder / new).parent.mkdir(parents=True, exist_ok=True)
    (folder / old).rename(folder / new)


MOVES = {
    "renamed": [("2016/flood.md", "2016/deluge.md")],
    "moved": [("2016/flood.md", "archive/water/flood.md")],
    "spelled in another case": [("2016/flood.md", "2016/Flood.MD")],
    "its folder renamed": [("2016", "2017")],
    "given a name of composed letters": [("2016/flood.md", "2016/Größe.md")],
}


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("machine", ["desk", "laptop"])
def test_what_belongs_to_an_article_follows_its_file(
    move: str, machine: str, folder: Path, open_room: Callable[..., ReadingRoom]
) -> None:
    with open_room() as room:
        room.index()
        make_belongings(room, id_at(room, "2016/flood.md"), id_at(room, "2016/goats.md"))
    for old, new in MOVES[move]:
        rename(folder, old, new)
    written = {path: path.read_bytes() for path in folder.rglob("*.[mM][dD]") if "notes" not in path.parts}

    with open_room(machine) as room:
        done = room.index(verify=True)
        if machine == "laptop":
            # Reading state is of this user's data, where the folder is read in place: it is the same on both here.
            assert done.moved
        there = next(entry for entry in room.articles() if entry.title == "The flood")
        goats = next(entry for entry in room.articles() if entry.title == "Goats")
        assert_belongings(room, there.id, goats.id)
        assert [each.entry.id for each in room.search("note:look").hits] == [there.id]
        assert room.index(verify=True).changed == 0
        assert len([*room.articles()]) == 3

    assert {path: path.read_bytes() for path in written} == written


def test_a_move_is_one_move_and_is_told(
    folder: Path, open_room: Callable[..., ReadingRoom], capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    with open_room() as room:
        room.index()
        rename(folder, "2016/flood.md", "2016/deluge.md")
        done = room.index(lambda progress: told.append(progress.told))

        assert (done.added, done.dropped, len(done.moved)) == (0, 0, 1)
        assert any("“The flood” has moved to 2016/deluge.md" in each for each in told)
    rename(folder, "2016/deluge.md", "2016/water.md")

    assert main(["index", "--library", str(folder)]) == 0
    printed = capsys.readouterr()
    assert "has moved to 2016/water.md" in printed.out + printed.err


def test_a_folder_read_in_place_is_the_same_under_another_name(folder: Path, tmp_path: Path, places: Places) -> None:
    with ReadingRoom.open(folder, settings=Settings(machine="desk"), places=places) as room:
        room.index()
        make_belongings(room, id_at(room, "2016/flood.md"), id_at(room, "2016/goats.md"))
    (tmp_path / "elsewhere").mkdir()
    there = tmp_path / "elsewhere" / "clippings"
    folder.rename(there)

    with ReadingRoom.open(there, settings=Settings(machine="desk"), places=places) as room:
        room.index()
        assert_belongings(room, id_at(room, "2016/flood.md"), id_at(room, "2016/goats.md"))

    # What is there under the old name by now is another library.
    shutil.copytree(there, folder)
    with ReadingRoom.open(folder, settings=Settings(machine="desk"), places=places) as room:
        room.index()
        assert room.state.touched() == {}
    with ReadingRoom.open(there, settings=Settings(machine="desk"), places=places) as room:
        assert room.state.touched()


def test_a_name_that_a_sync_decomposes_is_the_same_name(folder: Path, open_room: Callable[..., ReadingRoom]) -> None:
    name = "2016/Größe.md"
    rename(folder, "2016/flood.md", name)
    with open_room() as room:
        room.index()
        before = id_at(room, name)
        rename(folder, name, unicodedata.normalize("NFD", name))
        done = room.index()

        assert id_at(room, name) == before
        assert done.moved == []
        assert room.article(before).text


def test_an_article_that_takes_the_place_of_one_that_moved_gets_none_of_its_belongings(
    folder: Path, open_room: Callable[..., ReadingRoom]
) -> None:
    with open_room() as room:
        room.index()
        old = id_at(room, "2016/flood.md")
        make_belongings(room, old, id_at(room, "2016/goats.md"))
        rename(folder, "2016/flood.md", "2016/deluge.md")
        room.index()
        (folder / "2016" / "flood.md").write_text("# Another\n\nThis is about something else.\n")
        room.index()

        assert room.notes.of(old) == ()
        assert room.state.of(old).is_blank
        assert_belongings(room, id_at(room, "2016/deluge.md"), id_at(room, "2016/goats.md"))


def test_a_file_that_goes_and_comes_back_elsewhere_later_is_the_same_article(
    folder: Path, open_room: Callable[..., ReadingRoom]
) -> None:
    with open_room() as room:
        room.index()
        make_belongings(room, id_at(room, "2016/flood.md"), id_at(room, "2016/goats.md"))
        rename(folder, "2016/flood.md", "../flood.md")
        assert room.index().dropped == 1
        rename(folder, "../flood.md", "2016/later.md")

        assert len(room.index().moved) == 1
        assert_belongings(room, id_at(room, "2016/later.md"), id_at(room, "2016/goats.md"))


def test_an_id_that_is_written_into_the_front_matter_takes_the_belongings_along(
    folder: Path, open_room: Callable[..., ReadingRoom]
) -> None:
    with open_room() as room:
        room.index()
        make_belongings(room, id_at(room, "2016/flood.md"), id_at(room, "2016/goats.md"))
        (folder / "2016" / "flood.md").write_text(f"---\nid: My_Flood\n---\n\n{TEXTS['flood']}")
        room.index()

        assert id_at(room, "2016/flood.md") == "my-flood"
        assert_belongings(room, "my-flood", id_at(room, "2016/goats.md"))


@pytest.mark.parametrize("name", ["flood.sync-conflict-20240131-120102-ABCDEFG.md", "flood 2.md", "Flood copy.md"])
@pytest.mark.parametrize("machine", ["desk", "laptop"])
def test_a_conflict_copy_is_listed_as_such_and_takes_nothing(
    name: str, machine: str, folder: Path, open_room: Callable[..., ReadingRoom]
) -> None:
    text = f"---\nid: flood\n---\n\n{TEXTS['flood']}"
    (folder / "2016" / "flood.md").write_text(text)
    with open_room() as room:
        room.index()
        make_belongings(room, "flood", id_at(room, "2016/goats.md"))
    (folder / "2016" / name).write_text(text.replace("4,312", "5,000"))

    with open_room(machine) as room:
        room.index(verify=True)
        copy = next(entry for entry in room.articles() if entry.path == f"2016/{name}")

        assert id_at(room, "2016/flood.md") == "flood"
        assert_belongings(room, "flood", id_at(room, "2016/goats.md"))
        assert room.notes.of(copy.id) == ()
        assert copy.problem is not None
        if name[0] == "f":
            assert "copy of 2016/flood.md" in copy.problem


@pytest.mark.parametrize("stop", ["assign_ids", "Intake._read"])
def test_a_machine_that_was_stopped_while_it_read_gives_the_same_ids(
    stop: str, folder: Path, open_room: Callable[..., ReadingRoom], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"---\nid: flood\n---\n\n{TEXTS['flood']}"
    for name in ("flood.md", "flood (conflicted copy 2024-01-31 120102).md", "a twin.md"):
        (folder / "2016" / name).write_text(text)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, open_room() as room:
        patched.setattr(f"reader.room.intake.{stop}", stopped)
        with pytest.raises(KeyboardInterrupt):
            room.index()
    with open_room() as room:
        room.index()

        assert id_at(room, "2016/flood.md") == "flood"
        assert len([entry for entry in room.articles() if entry.problem]) == 2


def test_three_spellings_of_one_name_are_three_articles(folder: Path, open_room: Callable[..., ReadingRoom]) -> None:
    # One letter with two marks can be composed in three ways; Linux keeps all of them.
    for number, name in enumerate(("\u1ed9.md", "o\u0323\u0302.md", "\u1ecd\u0302.md")):
        (folder / name).write_text(f"# Spelling {number}\n\nWords.\n")
    with open_room() as room:
        room.index()

        assert len({entry.id for entry in room.articles()}) == 6
        assert len([entry for entry in room.articles() if entry.problem]) == 2


def test_an_unusable_id_is_told(folder: Path, open_room: Callable[..., ReadingRoom]) -> None:
    (folder / "2016" / "flood.md").write_text(f"---\nid: مقال\n---\n\n{TEXTS['flood']}")
    with open_room() as room:
        room.index()
        entry = next(entry for entry in room.articles() if entry.path == "2016/flood.md")

        assert entry.id == id_of_path("2016/flood.md")
        assert "مقال" in (entry.problem or "")


def test_a_folder_that_cannot_be_read_for_a_while_loses_nothing(
    folder: Path, open_room: Callable[..., ReadingRoom], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(folder / "2016" / "flood.md", folder / "copy.md")
    with open_room() as room:
        room.index()
        flood = id_at(room, "2016/flood.md")
        make_belongings(room, flood, id_at(room, "2016/goats.md"))
        scan = __import__("os").scandir

        def refuse(path: str) -> object:
            if str(path).endswith("2016"):
                raise PermissionError(13, "Permission denied")
            return scan(path)

        with monkeypatch.context() as patched:
            patched.setattr("reader.library.scan.os.scandir", refuse)
            done = room.index()
            assert (done.dropped, done.moved) == (0, [])
        room.index()

        assert_belongings(room, flood, id_at(room, "2016/goats.md"))


def test_notes_that_a_sync_brings_later_than_the_file_are_found_by_it(
    folder: Path, open_room: Callable[..., ReadingRoom], tmp_path: Path
) -> None:
    with open_room() as room:
        room.index()
        make_belongings(room, id_at(room, "2016/flood.md"), id_at(room, "2016/goats.md"))
    (folder / "notes").rename(tmp_path / "notes")
    rename(folder, "2016/flood.md", "2016/deluge.md")

    with open_room("laptop") as room:
        room.index()
        (tmp_path / "notes").rename(folder / "notes")
        assert len(room.index().moved) == 1

        assert_belongings(room, id_at(room, "2016/deluge.md"), id_at(room, "2016/goats.md"))


def test_notes_of_an_article_that_is_not_here_are_looked_for_once(
    folder: Path, open_room: Callable[..., ReadingRoom], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_room() as room:
        room.index()
        make_belongings(room, id_at(room, "2016/flood.md"), id_at(room, "2016/goats.md"))
        (folder / "2016" / "flood.md").unlink()
        room.index()
        looked = []

        def look(*_: object) -> tuple[()]:
            looked.append(1)
            return ()

        monkeypatch.setattr("reader.room.refresh.follow_moves", look)
        room.index(verify=True)
        room.index()

        assert looked == []


def test_a_note_that_cannot_be_carried_is_told_and_carried_the_next_time(
    folder: Path, open_room: Callable[..., ReadingRoom], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_room() as room:
        room.index()
        make_belongings(room, id_at(room, "2016/flood.md"), id_at(room, "2016/goats.md"))
        rename(folder, "2016/flood.md", "2016/deluge.md")

        def refuse(*_: object) -> None:
            raise WriteError("The disk is full.")

        with monkeypatch.context() as patched:
            patched.setattr("reader.notes.store.move_notes", refuse)
            assert room.index().problems == ["The note could not be moved: The disk is full."]
        room.index()

        assert_belongings(room, id_at(room, "2016/deluge.md"), id_at(room, "2016/goats.md"))


def test_a_window_that_is_open_meanwhile_misses_no_note(folder: Path, open_room: Callable[..., ReadingRoom]) -> None:
    with open_room() as window, open_room() as room:
        room.index()
        goats = id_at(room, "2016/goats.md")
        make_belongings(room, id_at(room, "2016/flood.md"), goats)
        assert len(window.notes.all()) == 3
        rename(folder, "2016/flood.md", "2016/deluge.md")
        room.index()

        window.notes.refresh()
        window.state.refresh()

        assert_belongings(window, id_at(window, "2016/deluge.md"), goats)


class Desk:
    """A folder of five articles that are moved, renamed, re-spelled and copied by chance."""

    def __init__(self, base: Path, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - no secret
        self.folder = base / "pages"
        self.folder.mkdir()
        self.places = Places(*(base / each for each in ("data", "cache", "state", "config")))
        for number in range(5):
            head = f"---\nid: t{number}\n---\n\n" if number < 2 else ""
            text = f"# Title {number}\n\nWords about number {number}, and more of them.\n"
            (self.folder / f"t{number}.md").write_text(head + text)

    def open(self) -> ReadingRoom:
        return ReadingRoom.open(self.folder, settings=Settings(machine="desk"), places=self.places)

    def note_and_star_all(self, room: ReadingRoom) -> None:
        for entry in [*room.articles()]:
            text = room.article(entry.id).text
            note = new_annotation(entry.id, selectors_for(text, 0, 7), body=entry.title, text_sha256=text_sha256(text))
            room.notes.save(note)
            room.state.change(entry.id, starred=True)
        room.state.save()

    def do_something(self) -> None:
        path = self.chance.choice(sorted(path for path in self.folder.rglob("*.md") if "notes" not in path.parts))
        action = self.chance.choice(["move", "rename its folder", "copy", "decompose"])
        if action == "move":
            place = self.folder / self.chance.choice(["", "sub", "SUB", "sub/é"])
            place.mkdir(parents=True, exist_ok=True)
            path.rename(place / f"{self.chance.choice('abcÄ')}{self.chance.random()}.md")
        elif action == "rename its folder" and path.parent != self.folder:
            path.parent.rename(self.folder / f"f{self.chance.random()}")
        elif action == "copy":
            stamp = f"{self.chance.randrange(10**8):08}-{self.chance.randrange(10**6):06}"
            changed = path.read_text().replace("Words", f"Words {stamp}")
            path.with_name(f"{path.stem}.sync-conflict-{stamp}-ABCDEFG.md").write_text(changed)
        else:
            path.rename(path.with_name(unicodedata.normalize("NFD", path.name)))

    def seen(self, room: ReadingRoom) -> object:
        """Return which article each file, note and star is of."""
        articles = {entry.path: (entry.id, entry.problem) for entry in room.articles()}
        return articles, {each.body: each.article for each in room.notes.all()}, room.state.ids(starred=True)


@given(st.integers(0, 2**32))
@settings(max_examples=12)
def test_whatever_is_done_to_the_files_all_machines_agree_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    desk = Desk(tmp_path_factory.mktemp("moves"), seed)
    with desk.open() as room:
        room.index()
        desk.note_and_star_all(room)
        for _ in range(6):
            desk.do_something()
            if desk.chance.random() < 0.6:
                room.index()
        room.index()
        warm = desk.seen(room)
        titles = {entry.id: entry.title for entry in room.articles()}
        noted = {each.body: titles.get(each.article) for each in room.notes.all()}
        starred = sorted(titles.get(each, "") for each in room.state.ids(starred=True))

    shutil.rmtree(desk.places.cache)
    with desk.open() as room:
        room.index(verify=True)
        cold = desk.seen(room)

    assert cold == warm
    assert noted == {f"Title {number}": f"Title {number}" for number in range(5)}
    assert starred == [f"Title {number}" for number in range(5)]


def test_a_machine_that_never_saw_the_files_where_they_were_finds_everything(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    desk = Desk(tmp_path_factory.mktemp("moves"), 0)
    with desk.open() as room:
        room.index()
        desk.note_and_star_all(room)
    for path in sorted(desk.folder.glob("*.md")):
        path.rename(desk.folder / f"new-{path.stem[::-1]}.md")
    shutil.rmtree(desk.places.cache)

    with desk.open() as room:
        done = room.index(verify=True)

        # Two have their id in the front matter: they have not moved.
        assert len(done.moved) == 3
        titles = {entry.id: entry.title for entry in room.articles()}
        assert {each.body: titles.get(each.article) for each in room.notes.all()} == {t: t for t in titles.values()}
        assert {titles.get(each) for each in room.state.ids(starred=True)} == {*titles.values()}
