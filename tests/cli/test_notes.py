"""Notes on the command line: out, in, tagged, cited, verified, and followed by their links."""

import json
import os
import shutil
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.cli.main import main
from reader.notes.model import Annotation, TextQuoteSelector, new_annotation
from reader.notes.note_file import format_bytes, normalize
from reader.notes.selectors import selectors_for, text_sha256
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from tests.known_indexes import KnownIndexes
from tests.notes.stores import everything
from tests.tui.conftest import write_library

FORMATS = ("markdown", "jsonld", "csv", "hypothesis", "jsonl", "html")
WHOLE = ("markdown", "jsonld", "hypothesis", "jsonl")
TAGS = ("figures", "to check")
# What another program may have added to a note's file.
EXTRA = {"mood": "grave", "seen": ["1", "2"]}
HOSTILE = "---\n{{how}} $note long?\n\n```\n<!-- /reader:note -->\n- 🙂 ~ \\"
Said = tuple[int, str, str]


class Library:
    """A library with three notes, and what the command line says of it."""

    def __init__(self, root: Path, places: Places, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.places = places
        self._capsys = capsys

    def run(self, *arguments: object) -> Said:
        self._capsys.readouterr()
        status = main([*map(str, arguments), "--library", str(self.root)])
        said = self._capsys.readouterr()
        return status, said.out, said.err

    def json(self, *arguments: object) -> Any:
        return json.loads(self.run(*arguments, "--json")[1])

    @property
    def notes(self) -> dict[str, bytes]:
        return {path: data for path, data in everything(self.root / "notes").items() if not path.startswith(".")}

    def open(self) -> ReadingRoom:
        return ReadingRoom.open(self.root, settings=Settings(machine="desk"), places=self.places)


def note_on(room: ReadingRoom, article: str, words: str, **facts: Any) -> Annotation:
    text = room.article(article).text
    start = text.index(words)
    selectors = selectors_for(text, start, start + len(words))
    return replace(new_annotation(article, selectors, text_sha256=text_sha256(text)), **facts)


@pytest.fixture
def library(tmp_path: Path, places: Places, capsys: pytest.CaptureFixture[str], known_indexes: KnownIndexes) -> Library:
    """Return a library of five articles with three notes."""
    made = Library(write_library(tmp_path / "library"), places, capsys)
    known_indexes.bring(made.root, places)
    with made.open() as room:
        room.index()
        room.notes.save(note_on(room, "flood", "412 homes were lost", id="one", tags=TAGS, extra=EXTRA))
        room.notes.save(note_on(room, "music", "They sang for an hour.", id="two", body=HOSTILE))
        room.notes.save(replace(new_annotation("election", body="On the whole."), id="three", tags=TAGS[:1]))
    return made


# Out and in again


@pytest.mark.parametrize("form", WHOLE)
def test_what_goes_out_comes_in_as_the_same_files_byte_for_byte(form: str, library: Library, tmp_path: Path) -> None:
    before = library.notes
    target = tmp_path / "out"
    assert library.run("notes", "export", "--format", form, "--out", target)[0] == 0
    library.run("notes", "delete", "--query", "-zebra")
    assert library.notes == {}

    status, out, err = library.run("notes", "import", target)

    assert (status, out, err) == (0, "3 added, 0 already here, 0 refused.\n", "")
    assert library.notes == before
    assert library.run("notes", "import", target)[1] == "0 added, 3 already here, 0 refused.\n"


def test_a_folder_of_markdown_files_goes_out_and_comes_in(library: Library, tmp_path: Path) -> None:
    before = library.notes
    folder = tmp_path / "some" / "notes"

    told = library.json("notes", "export", "--per-article", "--out", folder)
    library.run("notes", "delete", "--query", "-zebra")
    status, *_ = library.run("notes", "import", folder)

    assert told["notes"] == 3
    assert sorted(path.name for path in folder.iterdir()) == ["election.md", "flood.md", "music.md"]
    assert status == 0
    assert library.notes == before


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        (["flood"], {"one"}),
        (["--tag", "figures"], {"one", "three"}),
        (["--tag", "figures", "--tag", "to check"], {"one"}),
        (["--query", "sang"], {"two"}),
        (["--query", "#figures has:quote"], {"one"}),
        ([], {"one", "two", "three"}),
    ],
)
def test_an_article_a_tag_or_a_query_says_which_notes_go_out(
    chosen: list[str], ids: set[str], library: Library
) -> None:
    _, out, _ = library.run("notes", "export", *chosen, "--format", "jsonl")

    assert {json.loads(line)["id"] for line in out.splitlines()} == ids
    if chosen:
        assert {each["id"] for each in library.json("notes", "list", *chosen)} == ids


def test_notes_whose_files_are_gone_come_back_with_an_export(library: Library, tmp_path: Path) -> None:
    before = library.notes
    library.run("notes", "export", "--out", tmp_path / "n.md")
    library.run("notes")
    shutil.rmtree(library.root / "notes")

    assert library.run("notes", "import", tmp_path / "n.md")[1] == "3 added, 0 already here, 0 refused.\n"
    assert library.notes == before


def test_a_template_of_ones_own_can_still_be_imported(library: Library, tmp_path: Path) -> None:
    before = library.notes
    template = tmp_path / "template.md"
    template.write_text("* $words — $title ($paragraph) $tags\n\n$note\n")

    library.run("notes", "export", "--template", template, "--out", tmp_path / "n.md")
    library.run("notes", "delete", "--query", "-zebra")
    library.run("notes", "import", tmp_path / "n.md")

    assert (
        "* 412 homes were lost — Flood in Marlow: 412 homes lost (2) #figures #to-check"
        in (tmp_path / "n.md").read_text()
    )
    assert library.notes == before


def test_nothing_that_is_here_is_overwritten(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "n.md"
    library.run("notes", "export", "--out", target)
    target.write_text(target.read_text().replace("On the whole.", "Edited elsewhere."))
    before = library.notes

    status, out, err = library.run("notes", "import", target)

    assert (status, out) == (1, "0 added, 2 already here, 1 refused.\n")
    assert "election/three: The library has this note with other content; it was not overwritten." in err
    assert library.notes == before


# Bad input


def lines_of(*facts: dict[str, object]) -> str:
    return "".join(json.dumps({"motivation": "commenting", "body": "x", **each}) + "\n" for each in facts)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("empty.json", "", "not in a format"),
        ("page.html", "<!DOCTYPE html><p>x", "HTML cannot be imported"),
        ("cut.jsonld", '{"@context": "http://www.w3.org/ns/anno.jsonld", "items": [{"type": "Annot', "is not JSON"),
        ("cut.json", "[" * 50, "is not JSON"),
        ("shape.json", '{"rows": {"a": 1}}', "has no annotations"),
        ("wrong.csv", "Highlighted,Title\nx,y\n", "no column “Highlight”"),
        ("other.csv", "a,b\n1,2\n", "not in a format"),
        ("huge.csv", "Highlight\n" + "x" * 1_000_001, "The file is not CSV"),
        ("binary.json", "\x00\x01", "is not text"),
    ],
    ids=lambda value: value[:12],
)
def test_a_file_that_is_none_is_refused_with_one_sentence(
    name: str, text: str, told: str, library: Library, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text)
    before = everything(library.root)

    status, out, err = library.run("notes", "import", tmp_path / name)

    assert (status, out) == (1, "0 added, 0 already here, 1 refused.\n")
    assert told in err
    assert err.count("\n") == 1
    assert everything(library.root) == before


def test_what_is_wrong_is_told_line_by_line_and_the_rest_comes_in(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "mixed.jsonl"
    file.write_text(
        lines_of(
            {"id": "new", "article": "flood"},
            {"id": "new", "article": "flood", "body": "y"},
            {"id": "new", "article": "flood"},
            {"id": "../../x", "article": "flood"},
            {"id": "x", "article": "../../x"},
            {"id": "x", "article": "nowhere"},
        )
        + "{not json\n[]\n"
        + lines_of({"id": "last", "article": "music", "start": -1, "end": "x", "tags": 3, "extra": [1]})
    )

    became = library.json("notes", "import", file)

    assert [each["result"] for each in became].count("added") == 2
    assert [each["result"] for each in became].count("same") == 1
    reasons = " ".join(each["reason"] for each in became if each["result"] == "refused")
    for told in (
        "with other content",
        "has no valid article and id",
        "“nowhere” is not in the library",
        "Line 7 is not JSON",
        "Line 8 was skipped: it is not a note.",
    ):
        assert told in reasons, told
    assert {"flood/new.md", "music/last.md"} <= {*library.notes}
    assert not [path for path in everything(library.root.parent) if path.endswith("x.md")]


def test_notes_on_articles_that_are_gone_come_in_when_asked_for(library: Library, tmp_path: Path) -> None:
    (tmp_path / "n.jsonl").write_text(lines_of({"id": "kept", "article": "nowhere"}))

    refused = library.run("notes", "import", tmp_path / "n.jsonl")
    taken = library.run("notes", "import", tmp_path / "n.jsonl", "--with-unknown")

    assert refused[0] == 1
    assert taken[:2] == (0, "1 added, 0 already here, 0 refused.\n")
    assert "(this article is gone)" in library.run("notes", "list", "nowhere")[1]


def test_a_file_too_large_or_not_there_is_refused_and_the_others_come_in(library: Library, tmp_path: Path) -> None:
    with (tmp_path / "large.json").open("wb") as file:
        file.truncate(300_000_000)
    (tmp_path / "good.jsonl").write_text(lines_of({"id": "new", "article": "flood"}))

    status, out, err = library.run(
        "notes", "import", tmp_path / "large.json", tmp_path / "none.json", tmp_path / "good.jsonl"
    )

    assert (status, out) == (1, "1 added, 0 already here, 2 refused.\n")
    assert "larger than 200 MB" in err
    assert "There is no file" in err


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_cannot_be_written_stays_as_it_was(
    form: str, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    target.write_text("mine")
    monkeypatch.setattr("os.fsync", _full)

    status, out, err = library.run("notes", "export", "--format", form, "--out", target)

    assert (status, out) == (1, "")
    assert "No space left on device" in err
    assert target.read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".out")] == []


def _full(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_an_export_to_a_link_goes_where_the_link_leads(library: Library, tmp_path: Path) -> None:
    link, target = tmp_path / "notes.md", tmp_path / "elsewhere.md"
    link.symlink_to("elsewhere.md")

    for _ in ("new", "there already"):
        assert library.run("notes", "export", "--out", link)[0] == 0

        assert link.is_symlink()
        assert "reader:note" in target.read_text()


def test_an_export_to_nowhere_is_one_sentence(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    for target, more in ((tmp_path / "none" / "n.md", []), (tmp_path / "file", ["--per-article"])):
        status, _, err = library.run("notes", "export", "--out", target, *more)

        assert status == 1
        assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["notes", "export", "--per-article", "--format", "csv", "--out", "x"], "Only Markdown"),
        (["notes", "list", "--query", "colr:x"], "Did you mean color:?"),
        (["notes", "list", "nobody"], "no article “nobody”"),
        (["verify", "nothing.md"], "There is no file nothing.md"),
        (["open", "reader://nobody"], "no article “nobody”"),
        (["open", "reader://flood/nobody"], "no note “nobody”"),
        (["open", "reader://../../etc"], "is not a reader link"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_with_status_1(arguments: list[str], told: str, library: Library) -> None:
    status, out, err = library.run(*arguments)

    assert (status, out) == (1, "")
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["export", "--per-article"], "--per-article --out FOLDER"),
        (["tag", "--query", "sang"], "--add TAG or --remove TAG"),
        (["delete"], "NOTE, --query QUERY or --tag TAG"),
        (["add", "music"], "--quote, a --body or both"),
        (["settle", "one"], "--keep is missing"),
        (["attach", "one"], "--quote is missing"),
        (["tgas"], "Did you mean “tags”?"),
    ],
)
def test_what_is_missing_is_said_with_status_2(arguments: list[str], told: str, library: Library) -> None:
    status, out, err = library.run("notes", *arguments)

    assert (status, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["flood"], {"one"}),
        (["--query", "sang"], {"two"}),
        (["--query", "-sang"], {"one", "three"}),
        (["--query=-sang", "--tag", "to check"], {"one"}),
        (["--tag", "figures", "election"], {"three"}),
    ],
)
def test_notes_alone_lists_the_notes_of_an_article_or_a_query(
    words: list[str], ids: set[str], library: Library
) -> None:
    assert {each["id"] for each in library.json("notes", *words)} == ids
    assert {each["id"] for each in library.json("notes", "list", *words)} == ids


# Tags, many at once, citing


def test_tags_are_counted_given_and_taken_away(library: Library) -> None:
    assert library.run("notes", "tags")[1].split() == ["2", "#figures", "1", "#to", "check"]

    status, out, _ = library.run("notes", "tag", "--tag", "figures", "--add", "sea", "--remove", "To Check")

    assert (status, out) == (0, "Tagged 2 notes.\n")
    assert library.json("notes", "tags") == [{"tag": "figures", "notes": 2}, {"tag": "sea", "notes": 2}]
    assert library.json("notes", "tags", "music") == []


def test_what_is_deleted_together_comes_back_together_also_after_a_restart(library: Library) -> None:
    before = library.notes
    library.run("notes", "delete", "two")
    library.run("notes", "delete", "--tag", "figures")
    assert library.notes == {}

    ids = library.json("notes", "undo")["ids"]
    assert sorted(ids) == ["one", "three"]
    library.run("notes", "undo")

    assert library.notes == before
    assert library.run("notes", "undo")[0] == 1


@pytest.mark.parametrize(("style", "told"), [("bibtex", "@misc{"), ("ris", "TY  - ELEC"), ("csl", '"type": "webpage"')])
def test_the_articles_that_are_quoted_are_cited(style: str, told: str, library: Library) -> None:
    _, everything_cited, _ = library.run("notes", "cite", "--style", style)
    _, one, _ = library.run("notes", "cite", "music", "--style", style)
    _, figures, _ = library.run("notes", "cite", "--query", "#figures", "--style", style)

    assert everything_cited.count(told) == 3
    assert one.count(told) == 1
    assert figures.count(told) == 2
    assert "choir" in one
    assert "choir" not in figures


def test_where_no_note_is_found_none_is_cited_and_that_is_said(library: Library) -> None:
    assert library.run("notes", "cite", "--tag", "nowhere") == (1, "", "No notes found.\n")


# Proof


def change(library: Library, article: str, old: str, new: str) -> None:
    path = library.root / "articles" / f"{article}.md"
    path.write_text(path.read_text().replace(old, new))


def test_the_quotations_of_the_library_are_verified_and_the_status_says_so(library: Library) -> None:
    assert library.run("verify")[:2] == (0, "2 quotations: 2 exact.\n")
    change(library, "flood", "said that 412 homes were lost", "said that 431 homes were lost")
    change(library, "music", "They sang for an hour.", "Rain fell.")

    status, out, _ = library.run("verify")

    assert status == 1
    assert "[-412-]{+431+} homes were lost" in out
    assert "music/two: not found in music" in out
    assert "2 quotations: 1 changed, 1 not found." in out
    assert library.run("verify", "--query", "sang")[1].count("not found") == 2
    told = {each["where"]: each for each in library.json("verify")}
    assert told["flood/one"]["differences"] == [{"old": "412", "new": "431"}]
    assert told["flood/one"]["paragraph"] == 2
    assert told["music/two"]["verdict"] == "not found"
    assert told["music/two"]["now"] is None


def test_a_document_of_ours_is_verified_after_the_library_has_changed(library: Library, tmp_path: Path) -> None:
    document = tmp_path / "n.md"
    library.run("notes", "export", "--out", document)
    assert library.run("verify", document)[:2] == (0, "2 quotations: 2 exact.\n")
    change(library, "flood", "said that 412 homes were lost", "said that 431 homes were lost")

    status, out, _ = library.run("verify", document)

    assert status == 1
    assert f"{document}:" in out
    assert "[-412-]{+431+}" in out


def test_a_document_written_by_hand_is_verified(library: Library, tmp_path: Path) -> None:
    document = tmp_path / "essay.md"
    document.write_text(
        "Keller “won 61 percent of the vote” (reader://election), as told.\n\n"
        "> Anna Keller won 62 percent of the vote.\n\n— [the vote](reader://election)\n\n"
        "> No article of this library has ever said anything like this.\n"
    )

    status, out, _ = library.run("verify", document)

    assert status == 1
    assert "3 quotations: 1 exact, 1 changed, 1 not found." in out
    assert "not found in any article" in out


def test_without_quotations_there_is_nothing_to_verify(library: Library, tmp_path: Path) -> None:
    (tmp_path / "none.md").write_text("Nothing is quoted here.\n")

    assert library.run("verify", tmp_path / "none.md")[0] == 1
    assert library.json("verify", tmp_path / "none.md") == []


# Back


def test_a_link_is_followed_to_its_passage(library: Library) -> None:
    for arguments in (["open", "reader://flood/one"], ["reader://flood/one"]):
        status, out, _ = library.run(*arguments)

        assert status == 0
        for told in ("Flood in Marlow: 412 homes lost  [flood]", "Ida Brandt · Harbor Post · 2020-03-02", "¶ 2, ",
                     "“412 homes were lost”"):  # fmt: skip
            assert told in out, told
    told = library.json("open", "reader://flood/one")
    assert (told["paragraph"], told["words"], told["note"]["id"]) == (2, "412 homes were lost", "one")
    assert library.json("open", "reader://music")["note"] is None
    change(library, "flood", "said that 412 homes were lost", "left")
    assert "The passage is no longer in the text" in library.run("open", "reader://flood/one")[1]


def test_every_link_of_an_export_can_be_followed(library: Library) -> None:
    for line in library.run("notes", "export", "--format", "jsonl")[1].splitlines():
        assert library.run("open", json.loads(line)["url"])[0] == 0


def test_what_an_import_says_cannot_command_a_terminal(library: Library, tmp_path: Path) -> None:
    (tmp_path / "n.jsonl").write_text(lines_of({"id": "new", "article": "flood", "body": "\x1b]0;aGk=\x07\u202eevil"}))
    (tmp_path / "bad.csv").write_text("Highlight,Title\nx,\x1b[31mred\u202e\n")

    for arguments in (["import", tmp_path / "n.jsonl", tmp_path / "bad.csv"], ["list"], ["export"]):
        said = library.run("notes", *arguments)
        assert not {"\x1b", "\x07", "\u202e"} & {*said[1], *said[2]}


def test_the_caches_of_the_notebook_are_private(library: Library, places: Places) -> None:
    library.run("notes")

    caches = [*places.cache.rglob("*.json*")]
    assert caches
    for path in caches:
        assert not stat.S_IMODE(path.parent.stat().st_mode) & 0o077


def test_a_library_that_cannot_be_written_keeps_imported_notes_in_the_users_own_folder(
    library: Library, tmp_path: Path
) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    (tmp_path / "n.jsonl").write_text(lines_of({"id": "new", "article": "flood"}))
    (library.root / "notes").chmod(0o500)

    assert library.run("notes", "import", tmp_path / "n.jsonl")[0] == 0


def test_quotes_of_ten_thousand_characters_go_out_and_in(library: Library, tmp_path: Path) -> None:
    long = replace(new_annotation("flood"), id="long", quote=TextQuoteSelector("“é” " * 2_500))
    with library.open() as room:
        room.notes.save(long)
    before = library.notes

    for form in WHOLE:
        library.run("notes", "export", "--format", form, "--out", tmp_path / form)
        library.run("notes", "delete", "--query", "-zebra")
        library.run("notes", "import", tmp_path / form)
        assert library.notes == before, form


def test_without_a_terminal_a_link_is_told_and_not_opened(library: Library) -> None:
    command = [sys.executable, "-m", "reader", "--library", str(library.root), "reader://music/two"]

    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)

    assert done.returncode == 0
    assert "They sang for an hour." in done.stdout
    assert done.stderr == ""


# What cannot be read

UNREADABLE = "reader: The notes of flood cannot be read: Permission denied.\n"


@pytest.mark.parametrize(
    ("line", "said", "has_more"),
    [
        ("notes list", "", True),
        ("notes edit one --body Other", "There is no note “one”.", False),
        ("notes delete one", "There is no note “one”.", False),
        ("notes tag --add seen", "Tagged 2 notes.", True),
        ("notes tags", "figures", True),
        ("notes export --out", "Exported 2 notes", True),
        ("notes export flood --out", "No notes could be read, so nothing was exported.", False),
        ("notes cite", "", True),
        ("verify", "1 quotation: 1 exact.", True),
    ],
)
def test_notes_that_cannot_be_read_are_told_and_never_taken_for_none(
    line: str, said: str, has_more: bool, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, earlier = os.scandir, tmp_path / "earlier.md"
    earlier.write_text("what was exported before")

    def refuse(path: Path | int) -> object:
        if isinstance(path, Path) and path.name == "flood":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    status, out, error = library.run(*line.split(), *([earlier] if "--out" in line else []))

    assert UNREADABLE in error
    assert said in out + error
    assert status == (0 if line in {"notes list", "notes tags"} else 1)
    assert has_more or earlier.read_text() == "what was exported before"


def test_notes_of_one_article_are_not_in_doubt_because_those_of_another_cannot_be_read(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, target = os.scandir, tmp_path / "notes.md"

    def refuse(path: Path | int) -> object:
        if isinstance(path, Path) and path.name == "flood":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    article = next(each.parent.name for each in (library.root / "notes").rglob("*.md") if each.parent.name != "flood")

    for line in (
        ["export", article, "--out", target],
        ["cite", article],
        ["list", article],
        ["tag", article, "--add", "seen"],
    ):
        status, _, error = library.run("notes", *line)

        assert (status, error) == (0, "")


# What a killed save left


def test_what_a_killed_save_left_is_kept_and_told_by_the_first_command_that_meets_it(library: Library) -> None:
    note = new_annotation("flood", body="What was being saved.")
    left = library.root / "notes" / "flood" / f".{note.id}.md.0123abcd.tmp"
    left.write_bytes(format_bytes(normalize(note), None))
    os.utime(left, (0, 0))

    _, _, error = library.run("notes", "list")

    assert error == "reader: 1 note not saved when reader was ended. Open the app to save it.\n"
    assert not left.exists()
    assert library.run("notes", "list")[2] == ""
    with library.open() as room:
        assert [each.annotation.body for each in room.drafts.recovered()] == ["What was being saved."]
