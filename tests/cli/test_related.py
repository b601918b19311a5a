"""The command line of cross-references: related, event, names; their JSON and exit status."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from reader.notes.model import RELATIONS
from reader.related.ledger import SORTS
from reader.room.settings import Places
from reader.search.query import RELATIONS as RELATIONS_OF_SEARCH
from reader.tui.dialogs.relation_dialog import RELATIONS as RELATIONS_ASKED
from reader.view.ledger_rows import COLUMNS
from tests.cli.test_cli import run
from tests.known_indexes import KnownIndexes
from tests.tui.storm import write_storm

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def library(tmp_path: Path, places: Places, known_indexes: KnownIndexes) -> Path:
    folder = write_storm(tmp_path / "library")
    known_indexes.bring(folder, places)
    return folder


def asked(capsys: Capture, library: Path, *arguments: str) -> object:
    """Run a command with `--json` and return what it says."""
    _, out, _ = run(capsys, *arguments, "--library", library, "--json")
    assert out.isascii()
    return json.loads(out)


def related(capsys: Capture, library: Path, *arguments: str) -> list[dict[str, object]]:
    found = asked(capsys, library, "related", *arguments)
    assert isinstance(found, list)
    return found


def test_the_words_that_are_told_twice_are_the_same() -> None:
    assert RELATIONS == RELATIONS_OF_SEARCH
    assert tuple(value for value, _ in RELATIONS_ASKED) == ("", *RELATIONS)
    assert set(SORTS) < set(COLUMNS)


def test_related_tells_which_article_and_why_and_its_json_every_fact(library: Path, capsys: Capture) -> None:
    status, out, _ = run(capsys, "related", "harbor", "--library", library)
    first, *_ = related(capsys, library, "harbor")

    assert status == 0
    assert out.index("Storm takes the bridge of Tolm") < out.index("the same text, word for word") < out.index("“")
    assert "»940«" in out or "»1,200«" in out
    assert set(first) >= {"id", "title", "site", "published", "score", "evidence", "quote", "copies", "judged"}
    assert set(first["evidence"][0]) >= {"kind", "text", "points", "here", "there"}  # type: ignore[index]  # a list
    assert first["judged"] is None


def test_damaged_evidence_is_told_once_and_rebuilt(library: Path, places: Places, capsys: Capture) -> None:
    expected = related(capsys, library, "ledger")
    (texts,) = places.cache.rglob("texts.sqlite")
    data = bytearray(texts.read_bytes())
    data[len(data) // 8 :] = bytes(each ^ 0x55 for each in data[len(data) // 8 :])
    texts.write_bytes(data)

    status, _, told = run(capsys, "related", "ledger", "--library", library)

    assert (status, "they will be rebuilt" in told) == (1, True)
    assert related(capsys, library, "ledger") == expected


def test_related_can_be_asked_for_one_kind(library: Path, capsys: Capture) -> None:
    assert [each["id"] for each in related(capsys, library, "harbor", "--kind", "disagreement")] == ["ledger"]
    status, _, err = run(capsys, "related", "harbor", "--kind", "version", "--library", library)
    assert status == 1
    assert "No article in this library is related to it" in err


def test_copies_are_folded_when_asked_to_be(library: Path, capsys: Capture) -> None:
    plain, folded = related(capsys, library, "ledger"), related(capsys, library, "ledger", "--fold")
    _, out, _ = run(capsys, "related", "ledger", "--fold", "--library", library)

    (family,) = [each for each in folded if each["copies"]]
    assert {family["id"], *family["copies"]} == {"harbor", "mirror", "echo"}  # type: ignore[misc]  # a list
    assert {"harbor", "mirror", "echo"} <= {each["id"] for each in plain}
    assert "12 words" in out


def test_what_is_dismissed_is_not_told_again_until_it_is_taken_back(library: Path, capsys: Capture) -> None:
    status, _, _ = run(
        capsys, "related", "harbor", "--dismiss", "week", "--note", "Another week.", "--library", library
    )
    assert status == 0
    assert "week" not in [each["id"] for each in related(capsys, library, "harbor")]
    assert "harbor" not in [each["id"] for each in related(capsys, library, "week")]
    (dismissed,) = related(capsys, library, "harbor", "--dismissed")
    assert dismissed["judged"]["note"] == "Another week."  # type: ignore[index]  # an object

    status, _, _ = run(capsys, "related", "week", "--take-back", "harbor", "--library", library)
    assert status == 0
    assert "week" in [each["id"] for each in related(capsys, library, "harbor")]
    status, _, err = run(capsys, "related", "week", "--take-back", "harbor", "--library", library)
    assert status == 1
    assert "You have not judged" in err


def test_what_is_confirmed_is_told_with_it_and_found_by_search(library: Path, capsys: Capture) -> None:
    judged = asked(
        capsys, library, "related", "harbor", "--confirm", "ledger", "--relation", "contradicts", "--note", "Roofs"
    )
    _, out, _ = run(capsys, "related", "ledger", "--library", library)
    found = asked(capsys, library, "search", "link:contradicts")

    assert isinstance(judged, dict)
    assert (judged["relation"], judged["dismissed"], judged["article"]) == ("contradicts", False, "harbor")
    assert "you: contradicts — Roofs" in out
    assert {hit["id"] for hit in found["hits"]} == {"harbor", "ledger"}  # type: ignore[index]  # JSON


@pytest.mark.parametrize(
    ("arguments", "expected", "told"),
    [
        (("--dismiss", "week", "--relation", "repeats"), 2, "Use --relation only with --confirm"),
        (("--confirm", "week", "--relation", "unrelated"), 2, "confirms, contradicts or repeats, not “unrelated”"),
        (("--confirm", "week", "--dismiss", "week"), 2, "Use only one of --confirm, --dismiss and --take-back."),
        (("--confirm", "nobody"), 1, "no article “nobody”"),
        (("--confirm", "harbor"), 1, "related to itself"),
        (("--note", "alone"), 2, "--confirm OTHER"),
    ],
)
def test_a_judgment_that_makes_no_sense_is_refused_with_a_sentence(
    library: Path, capsys: Capture, arguments: tuple[str, ...], expected: int, told: str
) -> None:
    status, _, err = run(capsys, "related", "harbor", *arguments, "--library", library)

    assert status == expected
    assert told in err
    assert not (library / "notes").exists()


def test_a_judged_article_that_is_gone_is_told_and_kept(library: Path, capsys: Capture) -> None:
    run(capsys, "related", "harbor", "--confirm", "week", "--library", library)
    (library / "articles" / "week.md").unlink()

    _, out, _ = run(capsys, "related", "harbor", "--library", library)
    last = related(capsys, library, "harbor")[-1]

    assert "week (this article is gone)" in out
    assert (last["id"], last["title"], last["evidence"]) == ("week", None, [])


def test_event_lists_its_articles_in_time_order(library: Path, capsys: Capture) -> None:
    found = asked(capsys, library, "event", "mirror")
    status, out, _ = run(capsys, "event", "mirror", "--library", library)
    alone, _, err = run(capsys, "event", "bread", "--library", library)

    assert isinstance(found, list)
    assert [each["id"] for each in found][:2] == ["harbor", "ledger"]
    assert status == 0
    assert out.count("»") == 1
    assert (alone, "No other article" in err) == (1, True)


def test_the_timeline_tells_what_came_out_and_what_happened(library: Path, capsys: Capture) -> None:
    text = "The mayor opened the new bridge on 4 May 1950. He spoke at noon."
    path = library / "articles" / "bridge.md"
    path.write_text(f'---\nid: "bridge"\ntitle: "The bridge"\npublished: "2020-02-02"\n---\n\n{text}\n')

    _, printed, _ = run(capsys, "timeline", "--library", library)
    found = asked(capsys, library, "timeline", "bridge")

    day, told = "4 May 1950                1 event", "The mayor opened the new bridge on 4 May 1950.  [bridge]"
    assert f"{day}\n    · {told}" in printed
    words = "The mayor opened the new bridge on 4 May 1950."
    event = {"article": "bridge", "start": 0, "end": len(words), "words": words, "copies": 0}
    assert isinstance(found, list)
    assert found[0] == {"day": "1950-05-04", "articles": [], "names": [], "events": [event]}
    drawing = library / "none.svg"
    assert run(capsys, "timeline", "zzzz", "--svg", drawing, "--library", library) == (1, "", "Nothing found.\n")
    assert not drawing.exists()


def test_the_ledger_is_printed_as_markdown_csv_and_json(library: Path, capsys: Capture) -> None:
    _, markdown, _ = run(capsys, "event", "harbor", "--ledger", "--library", library)
    _, table, _ = run(
        capsys, "event", "harbor", "--ledger", "--format", "csv", "--sort", "number", "--library", library
    )
    _, drawn, _ = run(capsys, "event", "harbor", "--ledger", "--format", "table", "--library", library)
    rows = asked(capsys, library, "event", "harbor", "--ledger")

    assert re.search(r"^· +1,200 +the insurers +Daily Ledger +4 Mar 2020", drawn, re.MULTILINE), drawn
    assert "| houses |  | 1,200 | the insurers |  |  | Daily Ledger | 2020-03-04 |  | ledger | 0 |" in markdown
    told = list(csv.DictReader(io.StringIO(table)))
    numbers = [float(row["number"].replace(",", "")) for row in told]
    assert numbers == sorted(numbers)
    assert isinstance(rows, list)
    assert {"counted": "people", "value": 3417.0, "said_by": "Mara Lindqvist", "copies": 2}.items() <= next(
        row for row in rows if row["article"] == "harbor" and row["number"] == "3,417"
    ).items()
    assert run(capsys, "event", "bread", "--ledger", "--library", library)[0] == 1


def test_names_are_listed_with_what_is_proposed(library: Path, capsys: Capture) -> None:
    found = asked(capsys, library, "names")
    status, out, _ = run(capsys, "names", "lindqvist", "--library", library)
    unknown = asked(capsys, library, "names", "--no-known")

    assert isinstance(found, list)
    assert isinstance(unknown, list)
    mara = next(each for each in found if each["heading"] == "Mara Lindqvist")
    assert (mara["known"], mara["kind"], mara["articles"]) == (True, "person", 6)
    assert status == 0
    assert "Tolm" not in out
    assert not any(each["known"] for each in unknown)
    assert run(capsys, "names", "nobody", "--library", library)[0] == 1


def test_names_are_merged_and_split_only_with_write(library: Path, capsys: Capture) -> None:
    before = (library / "names.yaml").read_text()
    status, out, _ = run(capsys, "names", "--merge", "Tolm", "Osterby", "--kind", "place", "--library", library)
    assert status == 0
    assert '+  kind: "place"' in out
    assert "Dry run: add --write" in out
    assert (library / "names.yaml").read_text() == before

    told = asked(capsys, library, "names", "--merge", "Tolm", "Osterby", "--kind", "place", "--write")
    assert told == {
        "written": True, "changed": [{"heading": "Tolm", "kind": "place", "spellings": ["Osterby"]}], "gone": [],
    }  # fmt: skip
    assert (library / "names.yaml").read_text().startswith(before)
    _, out, _ = run(capsys, "related", "harbor", "--library", library)
    assert "Tolm · Mara Lindqvist" in out
    assert "Osterby" not in "".join(line for line in out.splitlines() if "shared name" in line)

    run(capsys, "names", "--split", "Tolm", "Osterby", "--write", "--library", library)
    _, out, _ = run(capsys, "related", "harbor", "--library", library)
    assert "Osterby" in "".join(line for line in out.splitlines() if "shared name" in line)


def test_a_broken_names_file_is_told_used_as_far_as_it_goes_and_never_written_over(
    library: Path, capsys: Capture
) -> None:
    broken = '"Tolm": [unfinished'
    (library / "names.yaml").write_text(broken)

    status, _, err = run(capsys, "names", "--merge", "Tolm", "Osterby", "--write", "--library", library)
    assert status == 1
    assert "was not changed" in err
    status, _, err = run(capsys, "related", "harbor", "--library", library)
    assert status == 0
    assert "names.yaml" in err
    assert (library / "names.yaml").read_text() == broken


def test_in_a_folder_read_in_place_no_names_are_written(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.md").write_text("# A\n\nMara Lindqvist spoke in Tolm.\n")

    told = run(capsys, "names", "--merge", "Tolm", "Osterby", "--library", tmp_path / "pages")
    status, out, err = run(capsys, "names", "--merge", "Tolm", "Osterby", "--write", "--library", tmp_path / "pages")

    assert (status, out) == (1, "")
    assert "read in place: only notes are written into it" in err
    assert told == (status, out, err), "a dry run proposes nothing that is refused"
    assert not (tmp_path / "pages" / "names.yaml").exists()
