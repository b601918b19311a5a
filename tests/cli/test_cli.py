"""The command line: every command, its JSON, its exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from tests.known_indexes import KnownIndexes
from tests.tui.conftest import write_library

PAGE = """Bridge of Tolm reopens after the storm

Bridge of Tolm reopens after the storm
Fri Mar 06, 2020 10:15:00

The bridge of Tolm was opened to traffic on Friday, three days after the storm that tore two of its nine spans away.

The province put the cost at 14 million and said that 300 workers had taken part in the repair of the old structure.

string(40) "[{"id":"1","title":"VIDEO: the bridge"}]"
"""


@pytest.fixture
def library(tmp_path: Path, places: Places, known_indexes: KnownIndexes) -> Path:
    folder = write_library(tmp_path / "library")
    known_indexes.bring(folder, places)
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status = main([str(each) for each in arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_list_prints_all_articles_newest_first(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "list", "--library", library)

    assert status == 0
    assert out.index("Keller wins again") < out.index("Flood in Marlow") < out.index("A choir in winter")
    _, ids, _ = run(capsys, "list", "--ids", "--library", library)
    assert ids.split() == ["election", "rebuilding", "flood", "music", "hostile"]
    assert run(capsys, "list", "--ids", "--problems", "--library", library) == (0, "", "")


def test_where_something_was_wrong_with_a_file_is_said_below_what_is_known_of_its_article(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = '---\nid: "{0}"\ntitle: "{0}"\nsite: "Harbor Post"\npublished: "2022-01-05"\ncut: "Only the top."\n---\n\n'
    for name, text in (("mended", "It rained."), ("lost", "")):
        (library / "articles" / f"{name}.md").write_text(head.format(name) + text)

    _, out, _ = run(capsys, "list", "--problems", "--library", library)

    assert out.splitlines() == [
        "lost", "  Only the top.  [lost]",
        "mended", "  Harbor Post · 5 Jan 2022 · 1 min  [mended]", "  ! Only the top.",
    ]  # fmt: skip


def test_while_another_process_reads_the_library_it_is_said_that_some_may_be_missing(
    library: Path, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    with ReadingRoom.open(library, settings=Settings(), places=places) as room, room.session.caches.locked():
        status, out, err = run(capsys, "search", "choir", "--library", library)

    assert (status, "A choir in winter" in out) == (0, True)
    assert "Another window is updating the index of this library. What it has not read yet is missing here." in err


def test_options_may_stand_before_the_command(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--library", library, "--json", "list")

    assert len(json.loads(out)) == 5


def test_list_json_has_every_fact_and_null_for_the_unknown(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "list", "--json", "--library", library)

    first = next(each for each in json.loads(out) if each["id"] == "flood")
    assert out.isascii()
    assert (first["title"], first["author"], first["published"]) == (
        "Flood in Marlow: 412 homes lost",
        "Ida Brandt",
        "2020-03-02",
    )
    assert (first["url"], first["first_published"], first["tags"], first["read"]) == (None, None, ["weather"], False)
    assert first["words"] > 100


def test_read_prints_wrapped_text_and_json_the_plain_text(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "read", "flood", "--library", library, "--width", "50")
    _, told, _ = run(capsys, "read", "flood", "--library", library, "--json")

    assert status == 0
    assert max(map(len, out.splitlines()[2:])) <= 50
    assert f"The night\n{'━' * 50}" in out
    assert "412 homes were lost in Marlow." in json.loads(told)["text"]
    assert json.loads(told)["asides"] == []


def test_what_a_list_says_of_a_link_is_read_and_found(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = 'id: "fees"\ntitle: "Fees of the port"\nurl: "https://port.example/fees"\nform: "link"\n'
    (library / "articles" / "fees.md").write_text(f'---\n{head}description: "What a berth *costs*."\n---\n')

    _, read, _ = run(capsys, "read", "fees", "--library", library, "--width", "30")
    _, found, _ = run(capsys, "search", "--library", library, "berth")
    _, titled, _ = run(capsys, "search", "--library", library, "title:port")

    assert "\nhttps://port.example/fees\nOnly the link" in read
    assert read.endswith("\n\nWhat a berth *costs*.\n")
    assert "no date · link only  [fees]\n    What a" in found
    assert not [line for line in titled.splitlines() if line and not line.strip()]


def test_search_finds_and_says_so_by_its_exit_status(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "search", "--library", library, "--json", "412", "homes")
    found = json.loads(out)
    assert status == 0
    assert {hit["id"] for hit in found["hits"][:2]} == {"flood", "rebuilding"}
    start, end = found["hits"][0]["marks"][0]
    assert found["hits"][0]["snippet"][start:end].lower() in {"412", "homes"}

    status, out, err = run(capsys, "search", "--library", library, "xylophone")
    assert (status, out) == (1, "")
    assert err == "Nothing found.\nNo article has “xylophone”.\n"

    status, out, _ = run(capsys, "search", "--library", library, "--ids", "choir")
    assert out == "music\n"


def test_an_unknown_field_is_one_sentence_with_the_nearest_name(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "search", "--library", library, "autor:brandt")

    assert (status, out) == (1, "")
    assert "author" in err
    assert err.count("\n") == 1


def test_related_gives_the_evidence_with_spans_in_both_texts(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "related", "rebuilding", "--library", library, "--json")
    _, here, _ = run(capsys, "read", "rebuilding", "--library", library, "--json")

    best = json.loads(out)[0]
    text = json.loads(here)["text"]
    assert best["id"] == "flood"
    figures = [piece for piece in best["evidence"] if piece["kind"] == "figure"]
    assert any("412" in text[start:end] for piece in figures for start, end in piece["here"])


def test_add_keeps_the_original_and_adds_nothing_twice(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE)

    status, out, _ = run(capsys, "add", page, "--library", library, "--json")
    added = json.loads(out)[0]
    assert (status, added["result"]) == (0, "added")
    _, out, _ = run(capsys, "add", page, "--library", library, "--json")
    assert (json.loads(out)[0]["result"], json.loads(out)[0]["id"]) == ("same", added["id"])

    _, out, _ = run(capsys, "read", added["id"], "--library", library, "--json")
    told = json.loads(out)
    assert (told["title"], told["published"]) == ("Bridge of Tolm reopens after the storm", "2020-03-06T10:15:00")
    assert {aside["kind"] for aside in told["asides"]} == {"duplicate", "metadata", "dump"}
    assert "VIDEO" not in told["text"]
    assert (library / told["original"]).read_text() == PAGE
    status, _, _ = run(capsys, "search", "--library", library, "VIDEO")
    assert status == 1


def test_what_cannot_be_added_is_refused_with_a_reason(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").touch()

    status, out, _ = run(capsys, "add", tmp_path / "empty.txt", tmp_path / "none.txt", "--library", library, "--json")

    assert status == 1
    assert [each["result"] for each in json.loads(out)] == ["refused", "refused"]
    assert all(each["reason"] for each in json.loads(out))


def test_notes_are_made_listed_deleted_and_brought_back(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(
        capsys,
        "notes",
        "add",
        "music",
        "--quote",
        "They sang",
        "--body",
        "How many?",
        "--tag",
        "choir",
        "--library",
        library,
        "--json",
    )
    made = json.loads(out)["id"]
    _, out, _ = run(capsys, "notes", "--library", library, "--json")
    note = json.loads(out)[0]

    assert status == 0
    assert (note["id"], note["article"], note["quote"], note["start"], note["end"]) == (
        made,
        "music",
        "They sang",
        0,
        9,
    )
    assert (note["state"], note["color"], note["tags"], note["body"]) == ("exact", "yellow", ["choir"], "How many?")
    assert run(capsys, "notes", "delete", made, "--library", library)[0] == 0
    assert run(capsys, "notes", "--library", library)[0] == 1
    assert run(capsys, "notes", "undo", "--library", library)[0] == 0
    assert run(capsys, "notes", "--library", library)[0] == 0
    assert run(capsys, "notes", "undo", "--library", library)[0] == 1


def test_of_a_passage_that_is_there_more_than_once_the_first_is_noted_and_any_other_can_be_chosen(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "notes", "add", "music", "--quote", "the", "--library", library)
    status, chosen, _ = run(
        capsys, "notes", "add", "music", "--quote", "the", "--occurrence", "2", "--json", "--library", library
    )

    assert "times; this is the first" in out
    assert (status, json.loads(chosen)["result"], json.loads(chosen)["places"]) == (0, "added", 1)


def test_a_note_on_words_that_are_not_there_is_refused(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "notes", "add", "music", "--quote", "They danced", "--library", library)

    assert status == 1
    assert "no such passage" in err
    assert not list((library).glob("notes/music/*.md"))


def test_mark_reads_and_stars(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "mark", "flood", "music", "--read", "--star", "--library", library)[0] == 0
    assert run(capsys, "mark", "music", "--no-read", "--library", library)[0] == 0
    _, out, _ = run(capsys, "list", "--json", "--library", library)

    state = {each["id"]: (each["read"], each["starred"]) for each in json.loads(out)}
    assert (state["flood"], state["music"], state["election"]) == ((True, True), (False, True), (False, False))
    _, out, _ = run(capsys, "search", "--ids", "is:unread is:starred", "--library", library)
    assert out == "music\n"
    assert run(capsys, "mark", "flood", "--library", library)[0] == 2


def test_index_config_and_keys_tell_what_they_did_and_know(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "index", "--library", library, "--json")
    assert json.loads(out)["articles"] == 5
    _, out, _ = run(capsys, "index", "--rebuild", "--library", library, "--json")
    assert json.loads(out)["added"] == 5
    _, out, _ = run(capsys, "config", "--library", library, "--json")
    assert json.loads(out)["folders"]["library"] == str(library)
    _, out, _ = run(capsys, "keys", "--library", library, "--json")
    assert {"id": "star", "keys": ["s"], "twin": "reader mark"}.items() <= next(
        each for each in json.loads(out) if each["id"] == "star"
    ).items()


@pytest.mark.parametrize(
    "arguments",
    [["read"], ["search"], ["list", "--sort", "size"], ["--nonsense"], ["read", "x", "--width", "0"], ["notes", "add"]],
)
def test_wrong_usage_is_told_with_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, *arguments)

    assert (status, out) == (2, "")
    assert err.startswith("reader: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [["read", "nobody"], ["related", "../../etc/passwd"], ["notes", "delete", "nobody"]]
)
def test_what_is_not_there_is_one_sentence_with_status_1(
    arguments: list[str], library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, *arguments, "--library", library)

    assert (status, out) == (1, "")
    assert err.startswith("reader: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "path", ["none", "no/such/folder", "x" * 5000, "~nobody-of-this-name/x"], ids=["none", "deep", "long", "home"]
)
def test_a_library_that_is_not_there_is_one_sentence(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "list", "--library", path)

    assert status == 1
    assert "There is no folder" in err
    assert err.count("\n") == 1


def test_without_a_terminal_the_list_is_printed_and_the_way_to_launch_told(library: Path) -> None:
    command = [sys.executable, "-m", "reader", str(library)]

    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)

    assert done.returncode == 0
    assert "Keller wins again" in done.stdout
    assert "opens the reading room" in done.stdout
    assert done.stderr == ""


def test_search_counts_facets_and_explains(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, told, _ = run(capsys, "search", "dams", "rain", "--facets", "--explain", "--json", "--library", library)
    _, out, _ = run(capsys, "search", "dams", "--facets", "--explain", "--library", library)

    found = json.loads(told)
    assert status == 0
    assert told.isascii()
    assert found["facets"]["total"] == 1
    assert found["facets"]["site"] == [{"value": "Harbor Post", "count": 1, "query": 'site:="Harbor Post"'}]
    assert {part["word"] for part in found["explanations"][0]["parts"]} == {"dams", "rain"}
    assert 'Harbor Post  (site:="Harbor Post")' in out
    assert "dams (exact of “dams”)" in out


def test_a_facet_narrows_as_it_says(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, told, _ = run(capsys, "search", "marlow", "--facets", "--json", "--library", library)

    for field, values in json.loads(told)["facets"].items():
        for each in values if field != "total" else ():
            _, narrowed, _ = run(capsys, "search", f"marlow {each['query']}", "--json", "--library", library)
            assert json.loads(narrowed)["total"] == each["count"], (field, each)


def test_an_empty_search_tells_what_emptied_it(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain, _, said = run(capsys, "search", "chooir", "--library", library)
    status, out, err = run(capsys, "search", "chooir", "--explain", "--library", library)
    _, told, _ = run(capsys, "search", "chooir", "--explain", "--json", "--library", library)

    assert status == 1
    assert "Nothing found." in err
    assert "near: choir (1)" in out
    assert plain == 1
    assert said == "Nothing found.\nNo article has “chooir”.\n  near: choir (1)\n"
    assert json.loads(told)["parts"][0]["proposals"][0]["word"] == "choir"


def test_a_search_that_leaves_out_everything_and_one_of_no_articles_say_so(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "init", tmp_path / "new", "--title", "New")

    assert "Every article has “lang:en”." in run(capsys, "search", "--library", library, "-lang:en")[2]
    assert "The library is empty." in run(capsys, "search", "--library", tmp_path / "new", "choir")[2]


def test_searches_are_saved_listed_asked_and_deleted(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "searches", "--library", library)[0] == 1
    assert run(capsys, "searches", "save", "Homes", "homes", "lost", "--library", library)[0] == 0

    _, told, _ = run(capsys, "searches", "--json", "--library", library)
    status, out, _ = run(capsys, "search", "--saved", "Homes", "--ids", "--library", library)
    narrower = run(capsys, "search", "--saved", "Homes", "dams", "--ids", "--limit", "1", "--library", library)[1]

    assert json.loads(told) == [{"name": "Homes", "query": "homes lost", "total": 2, "unread": 2}]
    assert (status, set(out.split())) == (0, {"flood", "rebuilding"})
    assert narrower.split() == ["flood"]
    assert run(capsys, "search", "--saved", "Hones", "--library", library)[0] == 1
    assert run(capsys, "searches", "delete", "Homes", "--library", library)[0] == 0
    assert run(capsys, "searches", "delete", "Homes", "--library", library)[0] == 1


def test_a_pipe_that_closes_early_is_no_error(library: Path) -> None:
    command = f"{sys.executable} -m reader list --json --library {library} | head -c 10"

    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - the shell is what is tested

    assert done.stderr == ""


@pytest.mark.parametrize("form", ["markdown", "jsonld", "csv", "hypothesis", "jsonl", "html"])
def test_notes_go_out_in_every_format(form: str, library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "notes", "add", "music", "--quote", "They sang", "--body", "How many?", "--library", library)

    status, out, _ = run(capsys, "notes", "export", "--format", form, "--library", library)
    other, none, _ = run(capsys, "notes", "export", "flood", "--format", "jsonl", "--library", library)

    assert (status, other, none) == (0, 0, "")
    assert "They sang" in out
    assert "How many?" in out


def test_the_articles_noted_are_cited(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "notes", "add", "flood", "--body", "good", "--library", library)

    _, out, _ = run(capsys, "notes", "cite", "--style", "ris", "--library", library)

    assert "TI  - Flood in Marlow: 412 homes lost" in out
    assert "choir" not in out


@pytest.mark.parametrize(
    ("typed", "status", "told"),
    [
        (["read", "reb"], 0, "Marlow rebuilds"),
        (["mark", "reb", "mus", "--read"], 0, "Marked 2 articles."),
        (["compare", "reb", "floo"], 0, "412"),
        (["read", "rebuildings"], 1, "Did you mean “rebuilding”?"),
        (["read", "ti"], 1, "“ti” may be election, hostile. Type more of it."),
        (["read", "xylophone"], 1, "There is no article “xylophone” in this library.\n"),
    ],
)
def test_an_id_may_be_shortened_and_a_wrong_one_names_the_nearest(
    library: Path, capsys: pytest.CaptureFixture[str], typed: list[str], status: int, told: str
) -> None:
    found, out, err = run(capsys, *typed, "--library", library)

    assert (found, told in out + err) == (status, True)
