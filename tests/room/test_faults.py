"""A bug that one article sets off stays with that article: listed, told, and all others go on."""

import json
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest

from reader.cli.main import main
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings

POISON = "Poisonous"


def opened(path: Path, places: Places) -> ReadingRoom:
    return ReadingRoom.open(path, settings=Settings(machine="desk"), places=places)


def write_twenty(folder: Path) -> Path:
    (folder / "articles").mkdir(parents=True)
    (folder / "library.yaml").write_text('title: "Twenty"\nlanguage: "en"\n')
    for number in range(20):
        title = POISON if number == 7 else f"Flood {number}"
        head = f'id: "a{number}"\ntitle: "{title}"\npublished: "2016-12-1{number % 10}"'
        body = "The river Marlow flooded 4,312 homes in the valley of Orrin on Thursday night, the council said."
        (folder / "articles" / f"a{number}.md").write_text(f"---\n{head}\n---\n\n{body}\n")
    return folder


def poisoned(work: Callable[..., Any], error: BaseException | None = None) -> Callable[..., Any]:
    """Return *work*, which fails wherever the poisonous article is among what it is given."""

    def failing(*given: Any, **named: Any) -> Any:
        if POISON.casefold() in repr((given, named)).casefold():
            raise error or RuntimeError("planted")
        return work(*given, **named)

    return failing


def plant(monkeypatch: pytest.MonkeyPatch, owner: str, name: str) -> None:
    """Have the function *name* of *owner* fail on the poisonous article."""
    found = resolve_name(owner)
    monkeypatch.setattr(found, name, poisoned(getattr(found, name)))


STAGES = {
    "reading": ("reader.ingest.file", "ingest"),
    "the entry for the index": ("reader.room.refresh", "index_entry"),
    "the terms for the index": ("reader.search.upkeep", "analyze"),
    "the writer of the index": ("reader.search.columnar.segment_writer:ColumnarWriter", "add"),
    "the entry for the evidence": ("reader.room.refresh", "related_entry"),
    "the evidence": ("reader.related.preparation", "profile_of"),
    "the database of the evidence": ("reader.related.store_writer", "insert_article"),
}


@pytest.mark.parametrize("stage", STAGES)
def test_a_bug_met_on_one_of_twenty_articles_is_its_problem_and_the_others_go_on(
    stage: str, tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch, *STAGES[stage])

    with opened(write_twenty(tmp_path / "library"), places) as room:
        room.index()
        listed = {entry.path: entry.problem for entry in room.articles()}
        problem = listed.pop("articles/a7.md") or ""
        found = {each.entry.id for each in room.search("marlow", limit=50).hits}
        related = {each.id for each in room.related("a1", limit=50)}

    assert len(listed) == 19
    assert set(listed.values()) == {None}
    assert "RuntimeError" in problem
    assert "planted" in problem
    others = {f"a{number}" for number in range(20)} - {"a7"}
    assert found >= others
    assert related >= others - {"a1"}


@pytest.mark.parametrize("stage", STAGES)
def test_once_the_bug_is_gone_the_article_is_taken_in_and_has_no_problem(
    stage: str, tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = write_twenty(tmp_path / "library")
    with opened(library, places) as room, monkeypatch.context() as planted:
        plant(planted, *STAGES[stage])
        room.index()

    with opened(library, places) as room:
        room.index(verify=True)
        again = room.index(verify=True)

        assert [entry.problem for entry in room.articles() if entry.problem] == []
        assert len(room.search("marlow", limit=50).hits) == 20
        assert len(room.related("a1", limit=50)) == 19
        assert (again.changed, again.indexed) == (0, 0)


def test_an_article_that_can_no_longer_be_indexed_is_not_found_by_what_it_said_before(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = write_twenty(tmp_path / "library")
    with opened(library, places) as room:
        room.index()
        assert "a7" in {each.entry.id for each in room.search("marlow", limit=50).hits}
        path = library / "articles" / "a7.md"
        path.write_text(path.read_text().replace("flooded", "wetted"))
        plant(monkeypatch, "reader.search.upkeep", "analyze")

        room.index()

        assert "a7" not in {each.entry.id for each in room.search("marlow", limit=50).hits}


def test_an_article_whose_text_sets_off_a_bug_opens_with_its_problem(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = write_twenty(tmp_path / "library")
    path = library / "articles" / "a7.md"
    path.write_text(path.read_text().replace("flooded", POISON))
    plant(monkeypatch, "reader.library.markdown", "parse")

    with opened(library, places) as room:
        room.index()
        article = room.article("a7")

        assert (article.text, "RuntimeError" in (article.problem or "")) == ("", True)
        assert [entry.id for entry in room.articles() if entry.problem] == ["a7"]
        assert "4,312" in room.article("a8").text


def test_names_that_set_off_a_bug_on_one_article_leave_the_others_their_evidence(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = write_twenty(tmp_path / "library")
    with opened(library, places) as room:
        room.index()
    (library / "names.yaml").write_text('"Orrin valley": {kind: place, spellings: ["Orrin"]}\n')
    plant(monkeypatch, "reader.related.preparation", "profile_of")

    with opened(library, places) as room:
        room.index(verify=True)

        assert len(room.related("a1", limit=50)) == 18
        assert [entry.id for entry in room.articles() if entry.problem] == ["a7"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "not enough memory"),
        (RecursionError("deep"), "RecursionError"),
        (OSError(5, "I/O error"), "I/O"),
    ],
)
def test_an_article_for_which_memory_or_stack_do_not_suffice_stops_no_other(
    error: Exception, told: str, tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.ingest.file.detect", poisoned(resolve_name("reader.ingest.file:detect"), error))

    with opened(write_twenty(tmp_path / "library"), places) as room:
        room.index()

        assert [told in (entry.problem or "") for entry in room.articles(with_problem=True)] == [True]
        found = {each.entry.id for each in room.search("marlow", limit=50).hits}
        assert found >= {f"a{number}" for number in range(20)} - {"a7"}


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(1)])
def test_who_ends_the_program_is_obeyed(
    error: BaseException, tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.search.upkeep.analyze", poisoned(resolve_name("reader.search.upkeep:analyze"), error))

    with opened(write_twenty(tmp_path / "library"), places) as room, pytest.raises(type(error)):
        room.index()


def test_the_command_line_lists_what_went_wrong_and_an_added_file_stays_added(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library = write_twenty(tmp_path / "library")
    page = tmp_path / "page.md"
    page.write_text("# Marlow again\n\nPoisonous vapors were seen over Marlow.\n")
    plant(monkeypatch, "reader.search.upkeep", "analyze")

    assert main(["add", str(page), "--library", str(library)]) == 0
    assert "added" in capsys.readouterr().out
    assert main(["list", "--problems", "--library", str(library)]) == 0
    listed = capsys.readouterr().out
    assert listed.count("RuntimeError") == 2
    assert main(["search", "marlow", "--library", str(library), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 19


def test_a_file_that_sets_off_a_bug_is_refused_and_the_others_are_added(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = write_twenty(tmp_path / "library")
    (tmp_path / "new").mkdir()
    for name in ("one", POISON, "two"):
        (tmp_path / "new" / f"{name}.md").write_text(f"# {name}\n\nWords about {name} and nothing else.\n")
    plant(monkeypatch, "reader.ingest.arrival", "ingest")

    with opened(library, places) as room:
        results = list(room.add([tmp_path / "new"]))

    assert [each.result for each in results] == ["refused", "added", "added"]
    assert "RuntimeError" in (results[0].reason or "")
