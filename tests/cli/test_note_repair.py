"""The command line that puts annotations right, and tags."""

import json
from pathlib import Path

import pytest

from reader.room.settings import Places
from tests.cli.test_cli import run
from tests.known_indexes import KnownIndexes
from tests.tui.conftest import ARTICLES, write_library

SENTENCE = "Mayor Anna Keller said that 412 homes were lost in Marlow."


@pytest.fixture
def library(tmp_path: Path, places: Places, known_indexes: KnownIndexes) -> Path:
    folder = write_library(tmp_path / "library")
    known_indexes.bring(folder, places)
    return folder


def add(library: Path, capsys: pytest.CaptureFixture[str], body: str = "hm") -> str:
    _, out, _ = run(
        capsys, "notes", "add", "flood", "--quote", SENTENCE, "--body", body, "--json", "--library", library
    )
    return str(json.loads(out)["id"])


def change(library: Path, old: str, new: str) -> None:
    path = library / "articles" / "flood.md"
    assert old in ARTICLES["flood"][2]
    path.write_text(path.read_text().replace(old, new))


def test_a_changed_passage_is_accepted_once(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = add(library, capsys)
    change(library, "412 homes were lost", "only 380 homes were lost")
    _, out, _ = run(capsys, "notes", "--json", "--library", library)
    assert json.loads(out)[0]["state"] == "changed"

    status, out, _ = run(capsys, "notes", "accept", name, "--json", "--library", library)

    told = json.loads(out)
    assert status == 0
    assert (told["state"], told["quote"]) == ("exact", SENTENCE.replace("412", "only 380"))
    status, _, err = run(capsys, "notes", "accept", name, "--library", library)
    assert status == 1
    assert "nothing to accept" in err


def test_an_orphan_is_attached_to_a_quote_that_is_there_once(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = add(library, capsys)
    change(library, SENTENCE, "Nothing.")
    assert run(capsys, "notes", "accept", name, "--library", library)[0] == 1
    for quote, told in [("zeppelin", "no such passage"), ("point", "2 times"), ("", "no such passage")]:
        status, _, err = run(capsys, "notes", "attach", name, "--quote", quote, "--library", library)
        assert status == 1
        assert told in err

    status, _, err = run(capsys, "notes", "attach", name, "--quote", "point", "--occurrence", "3", "--library", library)
    assert (status, "2 times" in err) == (1, True)

    status, out, _ = run(capsys, "notes", "attach", name, "--quote", "the River  Tarn", "--json", "--library", library)

    assert status == 0
    assert (json.loads(out)["quote"], json.loads(out)["body"]) == ("The river Tarn", "hm")


def test_the_text_of_a_note_is_replaced(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = add(library, capsys)
    _, out, _ = run(capsys, "notes", "add", "music", "--body", "Whole.", "--json", "--library", library)
    whole = json.loads(out)["id"]

    status, out, _ = run(capsys, "notes", "edit", name, "--body", "- Two\n- lines", "--json", "--library", library)

    told = json.loads(out)
    assert (status, told["body"], told["quote"], told["motivation"]) == (0, "- Two\n- lines", SENTENCE, "commenting")
    _, out, _ = run(capsys, "notes", "edit", name, "--body", "", "--json", "--library", library)
    assert (json.loads(out)["body"], json.loads(out)["motivation"]) == ("", "highlighting")
    assert run(capsys, "notes", "edit", whole, "--body", "", "--library", library)[0] == 1
    assert run(capsys, "notes", "edit", "20200101t000000-nobody", "--body", "x", "--library", library)[0] == 1


def test_a_note_is_colored(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = add(library, capsys)

    status, out, _ = run(capsys, "notes", "color", name, "--color", "pink", "--json", "--library", library)

    assert status == 0
    assert json.loads(out)["color"] == "pink"
    assert run(capsys, "notes", "color", "20200101t000000-nobody", "--library", library)[0] == 1


@pytest.mark.parametrize(("keep", "bodies"), [("left", ["mine"]), ("right", ["theirs"]), ("both", ["mine", "theirs"])])
def test_two_versions_are_listed_and_settled(
    keep: str, bodies: list[str], *, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = add(library, capsys, "mine")
    path = library / "notes" / "flood" / f"{name}.md"
    path.with_name(f"{name} (conflicted copy).md").write_text(path.read_text().replace("mine", "theirs"))

    status, out, _ = run(capsys, "notes", "versions", "--json", "--library", library)
    (told,) = json.loads(out)["versions"]
    assert status == 0
    assert (told["id"], told["left"]["body"], told["right"]["body"]) == (name, "mine", "theirs")
    assert run(capsys, "notes", "settle", name, "--library", library)[0] == 2
    status, _, _ = run(capsys, "notes", "settle", name, "--keep", keep, "--library", library)

    assert status == 0
    _, out, _ = run(capsys, "notes", "--json", "--library", library)
    assert sorted(each["body"] for each in json.loads(out)) == bodies
    status, out, _ = run(capsys, "notes", "versions", "--library", library)
    assert status == 1
    assert "none is missing" in out


def test_notes_that_are_gone_are_written_again(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = add(library, capsys)
    run(capsys, "notes", "--library", library)
    path = library / "notes" / "flood" / f"{name}.md"
    before = path.read_bytes()
    path.unlink()

    status, out, _ = run(capsys, "notes", "versions", "--library", library)
    assert status == 0
    assert "is missing" in out
    status, out, _ = run(capsys, "notes", "restore", "--json", "--library", library)
    assert (status, json.loads(out)) == (0, {"restored": 1})
    assert path.read_bytes() == before
    assert run(capsys, "notes", "restore", "--library", library)[0] == 1


def test_articles_are_tagged_and_untagged_without_touching_their_files(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in (library / "articles").glob("*.md")}

    status, out, _ = run(
        capsys, "mark", "flood", "music", "--tag", "later", "--tag", "two words", "--json", "--library", library
    )

    assert status == 0
    assert [each["own_tags"] for each in json.loads(out)] == [["later", "two words"]] * 2
    assert run(capsys, "search", "tag:later", "--library", library)[0] == 0
    _, out, _ = run(capsys, "mark", "flood", "--untag", "later", "--json", "--library", library)
    assert json.loads(out)[0]["own_tags"] == ["two words"]
    _, out, _ = run(capsys, "mark", "flood", "--untag", "two words", "--json", "--library", library)
    assert json.loads(out)[0]["own_tags"] == []
    _, out, _ = run(capsys, "search", "tag:later", "--ids", "--library", library)
    assert out.split() == ["music"]
    assert before == {path: path.read_bytes() for path in (library / "articles").glob("*.md")}


def test_a_note_is_attached_to_another_article_and_undo_takes_it_back(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = add(library, capsys)
    _, out, _ = run(capsys, "notes", "--json", "--library", library)
    (before,) = json.loads(out)

    attach = ["notes", "attach", name, "--article", "music", "--quote", "They sang for an hour."]
    status, out, _ = run(capsys, *attach, "--json", "--library", library)

    told = json.loads(out)
    assert status == 0
    assert (told["id"], told["article"], told["quote"]) == (name, "music", "They sang for an hour.")
    assert (told["state"], told["body"]) == ("exact", "hm")
    assert run(capsys, "notes", "undo", "--library", library)[0] == 0
    _, out, _ = run(capsys, "notes", "--json", "--library", library)
    assert json.loads(out) == [before]
    status, _, err = run(capsys, "notes", "attach", name, "--article", "nowhere", "--quote", "hm", "--library", library)
    assert (status, "nowhere" in err) == (1, True)


def highlight(library: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[str, str]:
    _, out, _ = run(capsys, "notes", "add", "flood", "--quote", SENTENCE, *options, "--json", "--library", library)
    told = json.loads(out)
    return told["result"], told["id"]


def test_a_passage_is_highlighted_once_and_again_in_another_color(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result, name = highlight(library, capsys)

    assert result == "added"
    assert highlight(library, capsys) == ("same", name)
    assert highlight(library, capsys, "--color", "yellow") == ("same", name)
    assert highlight(library, capsys, "--color", "green") == ("recolored", name)
    assert highlight(library, capsys) == ("same", name)
    _, out, _ = run(capsys, "notes", "--json", "--library", library)
    assert [(each["id"], each["color"]) for each in json.loads(out)] == [(name, "green")]
    _, out, _ = run(capsys, "notes", "add", "flood", "--quote", SENTENCE, "--library", library)
    assert "already highlighted" in out


def test_a_note_or_a_tag_on_a_highlighted_passage_is_one_of_its_own(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    highlight(library, capsys)

    assert highlight(library, capsys, "--body", "hm")[0] == "added"
    assert highlight(library, capsys, "--tag", "loss")[0] == "added"


def test_a_deleted_note_that_another_copy_of_the_library_changed_is_brought_back_or_left(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for side, count in (("left", 0), ("right", 1)):
        name = add(library, capsys, "A thought.")
        run(capsys, "notes", "delete", name, "--library", library)
        (path,) = (library / "notes" / ".trash").glob(f"*~{name}.md")
        path.write_text(path.read_text().replace("A thought.", "Changed on the train."))
        _, out, _ = run(capsys, "notes", "versions", "--library", library)
        assert f"To bring it back: reader notes settle {name} --keep right" in out

        status, out, _ = run(capsys, "notes", "settle", name, "--keep", side, "--library", library)

        assert (status, name in out) == (0, True)
        assert (
            run(capsys, "notes", "versions", "--library", library)[1]
            == "No note has two versions, and none is missing.\n"
        )
        _, out, _ = run(capsys, "notes", "--json", "--library", library)
        assert [each["body"] for each in json.loads(out)] == ["Changed on the train."] * count
