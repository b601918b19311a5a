"""What a word of a command line may become, and how the shells ask for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.commands import command_names
from reader.cli.completions import SCRIPTS, complete
from reader.room import ReadingRoom
from reader.room.settings import Places
from tests.cli.test_cli import run
from tests.cli.test_help import tool
from tests.known_indexes import KnownIndexes
from tests.tui.conftest import write_library


@pytest.fixture
def library(tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch, known_indexes: KnownIndexes) -> Path:
    folder = write_library(tmp_path / "library")
    known_indexes.bring(folder, places)
    monkeypatch.setenv("READER_LIBRARY", str(folder))
    with ReadingRoom.open(folder) as room:
        room.index()
        room.searches.save("Homes", "homes lost")
    return folder


COMPLETED = [
    ("se", {"search", "searches", "serve"}),
    ("--library x no", {"notes"}),
    ("--json --lib", {"--library"}),
    ("notes ex", {"export"}),
    ("notes --library x ex", {"export"}),
    ("notes export --form", {"--format"}),
    ("notes export --format json", {"jsonld", "jsonl"}),
    ("list --sort t", {"title"}),
    ("list --sort title --so", {"--sort"}),
    ("completions z", {"zsh"}),
    ("names --no-", {"--no-known"}),
    ("names --merge a --li", set()),
    ("read fl", {"flood"}),
    ("read --width 60 fl", {"flood"}),
    ("read flood fl", set()),
    ("mark flood mu", {"music"}),
    ("related flood --confirm mu", {"music"}),
    ("notes fl", {"flood"}),
    ("search --saved H", {"Homes"}),
    ("search fl", set()),
    ("index --pro", set()),
    ("nonsense se", {"search", "searches", "serve"}),
]


@pytest.mark.parametrize(("line", "expected"), COMPLETED, ids=[line for line, _ in COMPLETED])
def test_a_word_becomes_what_may_stand_in_its_place(line: str, expected: set[str], library: Path) -> None:
    assert {name for name, _ in complete(line.split(" ")) if not name.startswith(":")} == expected


def test_every_command_is_completed_and_files_are_left_to_the_shell() -> None:
    assert {name for name, _ in complete([""])} == {*command_names(), ":folders"}
    assert complete(["add", "x"]) == ((":files", ""),)
    assert complete(["--library", "x"]) == ((":folders", ""),)
    assert complete(["list", "--library", "x"]) == ((":folders", ""),)
    assert complete(["verify", "a.md", ""]) == ((":files", ""),)
    assert complete([]) == complete([""])


def test_articles_are_those_of_the_library_that_is_named(library: Path, tmp_path: Path) -> None:
    assert complete(["read", "--library", str(tmp_path / "none"), "fl"]) == ()
    assert complete(["--library", str(library), "read", "fl"]) == (("flood", "Flood in Marlow: 412 homes lost"),)


def test_titles_and_notes_cannot_command_a_terminal(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "notes", "add", "flood", "--body", "two\nlines\x1b]0;\x07\there")

    _, out, _ = run(capsys, "completions", "bash", "--", "notes", "delete", "")

    assert not {"\x1b", "\x07"} & {*out}
    assert len(out.splitlines()) == 1
    assert out.count("\t") == 1


@pytest.mark.parametrize("shell", SCRIPTS)
def test_completions_are_a_script_that_the_shell_can_read(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "script"
    script.write_text(run(capsys, "completions", shell)[1])

    done = subprocess.run([tool(shell), "-n", str(script)], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


ASKED = [
    ("reader notes ex", {"export"}),
    ("reader read f", {"flood"}),
    ("reader verify es", {"essay.md"}),
    ("reader list --sort ti", {"title"}),
]


@pytest.fixture
def shell_folder(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with a file to complete, with `reader` among the programs."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "reader").write_text(f'#!/bin/sh\nexec {sys.executable} -m reader "$@"\n')
    (programs / "reader").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    work = tmp_path / "work"
    work.mkdir()
    (work / "essay.md").touch()
    (work / "script.bash").write_text(SCRIPTS["bash"])
    (work / "script.fish").write_text(SCRIPTS["fish"])
    return work


@pytest.mark.parametrize(("line", "expected"), ASKED, ids=[line for line, _ in ASKED])
def test_bash_completes(line: str, expected: set[str], shell_folder: Path) -> None:
    words = line.split(" ")
    code = (
        f"source ./script.bash; COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; "
        "_reader; printf '%s\\n' \"${COMPREPLY[@]}\""
    )

    done = subprocess.run([tool("bash"), "-c", code], capture_output=True, text=True, check=True, cwd=shell_folder)

    assert {*done.stdout.split()} == expected


@pytest.mark.parametrize(("line", "expected"), ASKED, ids=[line for line, _ in ASKED])
def test_fish_completes(line: str, expected: set[str], shell_folder: Path) -> None:
    code = f"source ./script.fish; complete -C '{line}'"

    done = subprocess.run(
        [tool("fish"), "--private", "-c", code], capture_output=True, text=True, check=True, cwd=shell_folder
    )

    assert {row.split("\t")[0] for row in done.stdout.splitlines()} == expected


def test_zsh_knows_the_function_of_its_completions(tmp_path: Path) -> None:
    (tmp_path / "_reader").write_text(SCRIPTS["zsh"])
    code = f"fpath=({tmp_path} $fpath); autoload -Uz compinit; compinit -u -d {tmp_path}/dump; print $_comps[reader]"

    done = subprocess.run([tool("zsh"), "-f", "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "_reader\n"
