"""One of each kind that people bring: what is said of it, in a folder and on standard input."""

import io
import json
from pathlib import Path

import pytest

from reader.cli.manual import FOLDER
from reader.ingest.addition import add
from reader.ingest.formats.unpacked import StreamSource
from reader.library.folder import open_library
from tests.cli.test_cli import run
from tests.ingest.one_of_each import one_of_each, write_one_of_each

HEAD = "| file of the folder, and what is in it | what `reader add` says |\n| --- | --- |\n"
# What of a file is known only by what lies beside it, or by its name.
_BY_OTHERS = {"The lock_files/gate.png", "zotero/storage/BBBB2222/ice.html", "zotero/zotero.sqlite", "pelican.md"}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "library.yaml").write_text('title: "Locks"\n', encoding="utf-8")
    return tmp_path / "library"


def test_the_manual_tells_what_is_said_of_one_of_each(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_one_of_each(tmp_path / "saved")
    monkeypatch.chdir(tmp_path)

    dry = json.loads(run(capsys, "add", "saved", "--dry-run", "--json", "--library", library)[1])
    _, out, _ = run(capsys, "add", "saved", "--json", "--library", library)

    told = ((each["path"].removeprefix("saved/"), each["result"], each["reason"]) for each in json.loads(out))
    rows = [f"| {path} | {': '.join(filter(None, (result, reason)))} |\n" for path, result, reason in told]
    manual = (FOLDER / "add.md").read_text(encoding="utf-8")
    assert "".join(rows) == manual.partition(HEAD)[2].partition("\n\n")[0] + "\n"
    assert [(each["path"], each["result"], each["id"]) for each in dry] == [
        (each["path"], each["result"], each["id"]) for each in json.loads(out)
    ]
    again = json.loads(run(capsys, "add", "saved", "--json", "--library", library)[1])
    assert {each["result"] for each in again} == {"same", "skipped", "refused"}


def test_standard_input_takes_every_kind_that_needs_nothing_beside_it(library: Path, tmp_path: Path) -> None:
    write_one_of_each(tmp_path / "saved")
    files = {path: data for path, data in one_of_each().items() if path not in _BY_OTHERS}
    room = open_library(library)

    def told(path: Path | StreamSource) -> list[tuple[str, bool]]:
        return [(each.result, each.id is None) for each in add(room, [path], is_dry=True)]

    from_files = {path: told(tmp_path / "saved" / path) for path in files}
    streams = {path: told(StreamSource("standard input", io.BytesIO(data))) for path, data in files.items()}

    assert streams == from_files
