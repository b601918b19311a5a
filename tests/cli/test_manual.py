"""The README and the manual: every example runs, every table is the code's, and every page is an article."""

import io
import json
import re
import shlex
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.cli.commands import load_commands
from reader.cli.main import main
from reader.cli.manual import FOLDER, manual_pages, write_manual
from reader.library.errors import ReaderError
from reader.library.front_matter import parse_article
from reader.room.settings import Places
from reader.serve import server
from reader.serve.gate import Gate
from tests.cli import manual_tables
from tests.cli.test_cli import run

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PAGES = sorted(FOLDER.glob("*.md"))
COMMANDS = load_commands()
ESSAY = "The place is said to have “two airfields, or confuse them” (reader://tiyas-air-base).\n"
PAGE = "# The ferry of Tolm\n\nThe ferry of Tolm left the harbor at night with 14 people and came back at dawn.\n"


# One of the notes in the fixture is on a passage that has changed, one is in two versions, and one is missing.
STATUSES = {"reader verify": 1, "reader doctor": 1, "reader doctor --repair": 1}


def examples_in(text: str) -> list[str]:
    """Return the command lines of `reader` in the shell blocks of a page."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [row for block in blocks for row in block.splitlines() if row.startswith("reader")]


def words_of(line: str) -> list[str]:
    """Return the words of a command line, without its comment and where its output goes."""
    words = shlex.split(line, comments=True)
    ends = [at for at, word in enumerate(words) if word in {"|", ">"}]
    return words[1 : ends[0]] if ends else words[1:]


def read_whole(path: Path) -> str:
    return path.read_text(encoding="utf-8")


SOURCES = {
    "README": examples_in(read_whole(README)),
    **{path.stem: examples_in(read_whole(path)) for path in PAGES},
    **{
        f"reader {each.name}": [example.line for example in each.examples]
        for command in COMMANDS
        for each in command.actions or (command,)
    },
}


def go_to(sitting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything of the user's be in the folder of a sitting, and work there."""
    for name in ("data", "cache", "state", "config"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(sitting / "home" / name))
    monkeypatch.setenv("READER_LIBRARY", str(sitting / "work" / "library"))
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.chdir(sitting / "work")


def prepare(work: Path) -> None:
    """Make what the examples name: an indexed library, pages, an essay, an export, a template."""
    library = work / "library"
    shutil.copytree(ROOT / "library", library, ignore=shutil.ignore_patterns("state", ".*"))
    main(["index"])
    main(["notes"])
    # A note that has an earlier version.
    main(["notes", "edit", "20261122t210600-90c3e8", "--body", "A first thought."])
    main(["notes", "restore", "20261122t210600-90c3e8"])
    for words in (["searches", "save", "Corridors", "corridor"], ["marks", "set", "a", "tiyas-air-base"]):
        main(words)
    main(["notes", "export", "--out", "notes.md"])
    main(["related", "palmyra", "--confirm", "tiyas-air-base"])
    main(["notes", "delete", "20261122t211500-73a9b1"])
    main(["remove", "aircraft-over-aleppo"])
    # A note whose passage has changed, one in two versions, and one whose file is missing.
    notes = {path.stem: path for path in (library / "notes").glob("*/*.md")}
    changed = library / "articles" / "reading-conflicting-figures.md"
    quote = re.search(r'^quote: "(.*)"$', read_whole(notes["20261122t210300-b27d40"]), re.MULTILINE)
    assert quote is not None
    first, _, rest = quote[1].partition(" ")
    changed.write_text(read_whole(changed).replace(quote[1], f"{first} perhaps {rest}"), encoding="utf-8")
    twice = notes["20261122t210600-90c3e8"]
    copy = twice.with_name(f"{twice.stem} (conflicted copy).md")
    copy.write_text(read_whole(twice).replace("Needs a map", "Needs two maps"), encoding="utf-8")
    notes["20261122t212300-6a17f2"].unlink()
    (work / "page.html").write_text(f"<html><body><article>{PAGE}</article></body></html>")
    (work / "saved-pages").mkdir()
    (work / "saved-pages" / "ferry.md").write_text(PAGE)
    prepare_imports(work)
    (work / "my-library" / "articles").mkdir(parents=True)
    (work / "my-library" / "library.yaml").write_text('title: "Mine"\n')
    (work / "essay.md").write_text(ESSAY)
    (work / "mine.md").write_text("* $words — $title\n\n$note\n")


def prepare_imports(work: Path) -> None:
    """Make two versions of a page, and an archive to add."""
    for name in ("ferry", "ferry-2"):
        version = 'version_of: "ferry"\n' if name == "ferry-2" else ""
        text = f'---\nid: "{name}"\ntitle: "The ferry"\n{version}---\n\n{PAGE}\nWritten for {name}.\n'
        (work / "library" / "articles" / f"{name}.md").write_text(text)
    with zipfile.ZipFile(work / "export.zip", "w") as archive:
        archive.writestr("ferry-again.md", f"{PAGE}\nIt came again.\n")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the examples name in `now`, and a copy of it in `before`."""
    root = tmp_path_factory.mktemp("examples")
    (root / "now" / "work").mkdir(parents=True)
    with pytest.MonkeyPatch.context() as monkeypatch:
        go_to(root / "now", monkeypatch)
        prepare(root / "now" / "work")
        # Not every example is to index what has come.
        main(["index"])
    shutil.copytree(root / "now", root / "before")
    return root


def serve_nobody(_command: object, _environment: object, port: int, tell: Callable[[Gate], None]) -> None:
    """Tell an address, as the server does, and end at once, as it does not."""
    tell(Gate(port or 8017))


@pytest.fixture
def folder(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with what the examples name, as it was before any of them ran."""
    monkeypatch.setattr(server, "serve", serve_nobody)
    shutil.rmtree(prepared / "now")
    shutil.copytree(prepared / "before", prepared / "now")
    go_to(prepared / "now", monkeypatch)
    return prepared / "now" / "work"


@pytest.mark.parametrize("source", [name for name, lines in SOURCES.items() if lines])
def test_every_example_runs(
    source: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    for line in SOURCES[source]:
        capsys.readouterr()
        status = main(words_of(line))

        said = capsys.readouterr()
        assert status == STATUSES.get(line, 0), (line, said.err)
        assert said.out or said.err, line


def test_every_command_prints_one_json_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        for each in command.actions or (command,):
            capsys.readouterr()
            main([*words_of(each.examples[0].line), *(["--json"] if each.common else [])])

            out = capsys.readouterr().out
            assert not each.common or (out.isascii() and json.loads(out) is not None), each.name


def test_the_readme_can_be_read_in_one_sitting() -> None:
    assert len(read_whole(README).splitlines()) < 150
    assert len(SOURCES["README"]) >= 10


def test_the_recording_is_small_loads_nothing_and_names_no_folder_of_whoever_made_it() -> None:
    recording = read_whole(ROOT / "screenshots" / "recording.svg")

    assert "screenshots/recording.svg" in read_whole(README)
    assert len(recording) < 400_000
    assert set(re.findall(r"\w+://[^\s\"'<>)]+", recording)) == {"http://www.w3.org/2000/svg"}
    assert re.findall(r"/(?:home|root|tmp|Users|work)/", recording) == []


def test_both_commands_of_the_readme_use_the_pinned_versions() -> None:
    commands = [row for row in read_whole(README).splitlines() if row.startswith("python3 -m venv")]

    assert [row.rpartition("&& ")[2] for row in commands] == [".venv/bin/reader", ".venv/bin/pytest"]
    assert all("pip install -c constraints.txt " in row for row in commands)
    assert (ROOT / "constraints.txt").is_file()


@pytest.mark.parametrize("path", [README, *PAGES], ids=lambda path: path.stem)
def test_every_link_leads_to_a_file(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", read_whole(path))

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_readme_links_to_every_page() -> None:
    linked = set(re.findall(r"\(reader/manual/(\w+)\.md\)", read_whole(README)))

    assert linked == {path.stem for path in PAGES}


def test_links_between_pages_have_the_title_of_the_page_and_can_be_followed_in_the_app(tmp_path: Path) -> None:
    write_manual(tmp_path)
    titles = {path.stem: parse_article(read_whole(path))[0].title for path in PAGES}
    links = [link for path in PAGES for link in re.findall(r"\[([^\[\]]+)\]\((\w+)\.md\)", read_whole(path))]

    assert len(links) > 5
    assert [(text, topic) for text, topic in links if text != titles[topic]] == []
    assert "[[The screen]]" in read_whole(tmp_path / "start.md")
    assert ".md)" not in "".join(read_whole(path) for path in tmp_path.iterdir())


def test_what_is_promised_is_tried_by_what_is_there() -> None:
    page = read_whole(FOLDER / "promise.md")
    named = set(re.findall(r"tests/[\w/]+\.py", page))
    commands = [row.split() for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for row in block.splitlines()]

    assert len(named) > 9
    assert [path for path in named if not (ROOT / path).is_file()] == []
    assert {words[0] for words in commands} == {"python", "pytest"}
    assert all(name in page for name in ("--long", "--keys 200000"))
    tried = {re.sub(r"^(?:test|test_notes)_", "", Path(path).stem).replace("_", " ") for path in named}
    assert {name.removeprefix("notes ") for name in tried} == set(re.findall(r"`([a-z ]+)`: ", page))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_tables_of_a_page_are_those_of_the_code(path: Path) -> None:
    text = read_whole(path)

    assert text == manual_tables.filled(text), "run “poe manual”"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_example_of_a_page_is_broken_where_it_is_printed(path: Path) -> None:
    blocks = re.findall(r"^```\w*\n(.*?)^```", read_whole(path), re.MULTILINE | re.DOTALL)

    assert [row for block in blocks for row in block.splitlines() if len(row) > 78] == []


def test_the_manual_has_every_table() -> None:
    placed = re.findall(r"<!-- table: ([\w-]+) -->", "".join(read_whole(path) for path in PAGES))

    assert sorted(placed) == sorted(manual_tables.tables())


@pytest.mark.parametrize("topic", manual_pages())
def test_every_page_is_an_article_with_its_topic_as_id(topic: str) -> None:
    record, identity, body, problem = parse_article(manual_pages()[topic])

    assert (identity, problem) == (topic, None)
    assert record.title
    assert record.tags == ("manual",)
    assert len(body) > 200


@pytest.mark.parametrize("topic", manual_pages())
def test_a_page_is_printed_by_its_topic(topic: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "manual", topic)

    title = parse_article(manual_pages()[topic])[0].title or ""
    assert (status, err) == (0, "")
    assert out.startswith(f"{title}\n━━━━━━━━")
    assert "<!--" not in out


def test_keys_stand_apart_in_a_printed_page(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "manual", "start", "--width", "200")

    assert "“Enter” opens an article" in out
    assert "`" not in out
    assert "\n reader search aleppo corridor\n" in run(capsys, "manual", "search")[1]


def test_a_wrong_topic_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "manual", "serach")

    assert (status, out) == (1, "")
    assert err == "reader: The manual has no page “serach”. Did you mean “search”?\n"


def test_without_a_topic_and_a_terminal_the_topics_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "manual")

    assert status == 0
    assert [row.split()[0] for row in out.splitlines()[: len(manual_pages())]] == list(manual_pages())


def test_in_a_terminal_the_manual_opens_as_a_folder_of_articles_at_its_first_page(
    places: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("reader.cli.commands.manual.has_terminal", lambda: True)

    status, out, _ = run(capsys, "manual")
    assert status == 0
    assert out.startswith("The first five minutes  [start]")

    status, out, _ = run(capsys, "list", "--library", places.data / "manual")
    assert status == 0
    assert all(f"[{topic}]" in out for topic in manual_pages())


def test_pages_that_have_not_changed_are_not_written_again(tmp_path: Path) -> None:
    write_manual(tmp_path / "manual")
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "manual").iterdir()}
    (tmp_path / "manual" / "search.md").write_text("old")

    write_manual(tmp_path / "manual")

    after = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "manual").iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"search.md"}
    assert read_whole(tmp_path / "manual" / "search.md") == manual_pages()["search"]


def test_a_manual_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(ReaderError, match="The manual could not be written"):
        write_manual(tmp_path / "file" / "manual")
