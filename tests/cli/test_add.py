"""`reader add`: standard input, dry runs, what is counted, and undoing."""

import io
import json
import sys
from pathlib import Path

import pytest

from reader.library.front_matter import parse_article
from reader.view.import_report import import_progress
from tests.cli.test_cli import PAGE, run
from tests.ingest.test_fetch import answer, serving
from tests.tui.conftest import write_library

__all__ = ["library"]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write_library(tmp_path / "library")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "page.txt").write_text(PAGE)
    (folder / "again.txt").write_text(PAGE)
    (folder / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "empty.txt").touch()
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_results_are_counted_at_the_end(library: Path, pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "add", pages, "--library", library)

    assert status == 1
    assert out.splitlines()[-1] == "Done: 1 added, 1 in the library already, 1 skipped, 1 refused."
    assert err == ""


def test_a_dry_run_writes_nothing_and_tells_the_same(
    library: Path, pages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _files(library)

    _, dry, _ = run(capsys, "add", pages, "--dry-run", "--json", "--library", library)
    assert _files(library) == before
    _, out, _ = run(capsys, "add", pages, "--json", "--library", library)

    assert json.loads(dry) == json.loads(out)
    assert [each["result"] for each in json.loads(out)] == ["added", "refused", "same", "skipped"]


def test_standard_input_is_added(
    library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))

    status, out, _ = run(capsys, "add", "-", "--json", "--library", library)

    (added,) = json.loads(out)
    assert (status, added["path"], added["result"]) == (0, "standard input", "added")
    record = parse_article((library / "articles" / f"{added['id']}.md").read_text())[0]
    assert (library / str(record.original)).read_text() == PAGE


def test_the_last_import_is_undone_and_what_was_noted_since_stays(
    library: Path, pages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _files(library)
    (pages / "other.txt").write_text(PAGE.replace("bridge", "harbor").replace("Bridge", "Harbor"))
    _, out, _ = run(capsys, "add", pages, "--json", "--library", library)
    ids = [each["id"] for each in json.loads(out) if each["result"] == "added"]
    run(capsys, "notes", "add", ids[0], "--quote", "three days after", "--body", "Why?", "--library", library)

    status, out, _ = run(capsys, "add", "--undo", "--library", library)

    assert status == 0
    assert f"{ids[0]} stays: It has notes that did not come with it." in out
    assert "1 article moved to" in out
    after = _files(library)
    assert f"articles/{ids[0]}.md" in after
    assert f"articles/{ids[1]}.md" not in after
    assert {name: data for name, data in after.items() if name in before} == before
    _, told, _ = run(capsys, "trash", "--json", "--library", library)
    assert [each["id"] for each in json.loads(told)] == [ids[1]]
    run(capsys, "trash", "restore", ids[1], "--library", library)
    assert f"articles/{ids[1]}.md" in _files(library)
    status, _, err = run(capsys, "add", "--undo", "--library", library)
    assert (status, err) == (1, "reader: There is no import to undo on this machine.\n")


def test_an_article_that_was_changed_since_is_not_undone(
    library: Path, pages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "add", pages / "page.txt", "--json", "--library", library)
    path = library / "articles" / f"{json.loads(out)[0]['id']}.md"
    path.write_text(path.read_text() + "Mine.\n")

    _, out, _ = run(capsys, "add", "--undo", "--json", "--library", library)

    assert [each["undone"] for each in json.loads(out)] == [False]
    assert path.exists()


@pytest.mark.parametrize("arguments", [["add"], ["add", "--undo", "x.txt"], ["add", "--undo", "--dry-run"]])
def test_a_command_line_that_makes_no_sense_is_refused(
    library: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, _ = run(capsys, *arguments, "--library", library)

    assert status == 2


def test_the_progress_tells_rate_and_time_left() -> None:
    assert import_progress(0, 100, 0, 0.2) == "0 of 100 files · 0 new articles"
    assert import_progress(1_000, 4_000, 900, 50.0) == (
        "1,000 of 4,000 files · 900 new articles · 20 files a second · 2:30 left"
    )


def test_an_address_is_fetched_and_added_with_where_and_when_it_was(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = f"<html><body><p>{'</p><p>'.join(PAGE.split(chr(10)))}</p></body></html>".encode()
    with serving(lambda _: {"/news/bridge": answer(page, "Content-Type: text/html")}) as server:
        address = f"{server.address}/news/bridge"

        refused, told, _ = run(capsys, "add", address, "--library", library)
        status, out, _ = run(capsys, "add", address, "--allow-private", "--json", "--library", library)

    assert refused == 1
    assert "its address is on this machine" in told
    (added,) = json.loads(out)
    assert (status, added["path"], added["result"]) == (0, address, "added")
    record = parse_article((library / "articles" / f"{added['id']}.md").read_text())[0]
    assert record.url == address
    assert (record.saved or "").endswith("Z")
    assert (library / str(record.original)).read_bytes() == page
