"""What follows from the declarations: help, completions, the man page and the reference of commands."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.command import CliCommand, CommandGroup
from reader.cli.commands import command_names, load_commands
from reader.cli.crash_report import write_report
from reader.cli.help import overview, page, shown
from reader.cli.main import main
from reader.cli.man_page import man_page
from reader.cli.manual import FOLDER, command_reference
from tests.cli.test_cli import run

COMMANDS = load_commands()
ALL = tuple(each for command in COMMANDS for each in (command, *command.actions))


def tool(name: str) -> str:
    """Return the path of a program; the test is skipped where it is missing."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.name)
def test_every_command_explains_itself_in_the_imperative(command: CliCommand) -> None:
    assert command.summary[0].isupper()
    assert not command.summary.endswith(".")
    assert "  " not in command.details, "a help is filled to the width of the terminal"
    assert command.examples
    assert command.group in CommandGroup
    for example in command.examples:
        assert example.line.startswith("reader")
        assert example.meaning.endswith(".")
    for argument in command.arguments:
        assert argument.is_hidden or argument.help[0].isupper(), argument
        assert not argument.help.endswith("."), argument


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.name)
def test_arguments_of_a_command_can_be_told_apart(command: CliCommand) -> None:
    keys = [each.key for each in (*command.arguments, *command.common)]
    names = [name for each in command.options for name in each.spelled]
    repeated = [each.is_repeated for each in command.places]
    optional = [each.is_optional for each in command.places]

    assert len(keys) == len(set(keys))
    assert len(names) == len(set(names))
    assert not any(repeated[:-1]), "only the last word may be repeated"
    assert optional == sorted(optional), "a word that is needed cannot follow one that is not"
    assert all(each.is_option or not each.value for each in command.arguments)
    assert all(name in names for names_ in command.exclusive for name in names_)


def test_a_command_has_the_name_of_its_module() -> None:
    assert [each.name for each in COMMANDS] == list(command_names())
    assert [each.name for each in ALL if each not in COMMANDS] == [
        f"{command.name} {each.name.split()[-1]}" for command in COMMANDS for each in command.actions
    ]


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.name)
def test_the_help_of_a_command_has_all_its_options_and_examples(
    command: CliCommand, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.name.split(), "--help"]) == 0
    printed = capsys.readouterr().out

    assert printed == page(command) + "\n"
    assert command.usage in printed
    for option in shown(command.options):
        assert all(f"  {name}" in printed or f", {name}" in printed for name in option.spelled)
    for example in command.examples:
        assert example.line in printed
    assert run(capsys, "help", *command.name.split())[1] == printed


def test_the_overview_has_every_command_in_its_group(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["-h"], ["help"]):
        status, out, _ = run(capsys, *words)

        assert (status, out) == (0, overview(COMMANDS) + "\n")
    assert all(f"\n  {command.name} " in out for command in COMMANDS)
    assert [out.index(group) for group in CommandGroup] == sorted(out.index(group) for group in CommandGroup)


def test_only_the_chosen_command_is_imported() -> None:
    code = (
        "import sys\nfrom reader.cli.main import main\nmain(['completions', 'klingon'])\n"
        "print(sorted(name for name in sys.modules if name.startswith('reader.cli.commands.')))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "['reader.cli.commands.completions']\n"


def test_what_comes_before_the_picture_of_the_last_screen_imports_little() -> None:
    code = (
        "import sys\nfrom reader.cli import main\nfrom reader.cli.commands import load_command\n"
        "main.parse(load_command('open'), [])\nimport reader.view.last_screen\nprint(' '.join(sys.modules))"
    )

    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)

    assert not {"argparse", "dataclasses", "inspect", "json", "sqlite3", "reader.room"} & {*done.stdout.split()}


def test_the_declarations_import_nothing_heavy() -> None:
    code = "import sys\nfrom reader.cli.commands import load_commands\nload_commands()\nprint(' '.join(sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not {"textual", "whoosh", "lxml", "trafilatura"} & {*done.stdout.split()}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["serch", "x"], "“serch” is neither a command nor a folder. Did you mean “search”?"),
        (["help", "serch"], "There is no command “serch”. Did you mean “search”?"),
        (["help", "zebra"], "There is no command “zebra”. Try"),
        (["help", "notes", "exprt"], "“reader notes” has no action “exprt”. Did you mean “export”?"),
        (["help", "read", "palmyra"], "“reader read” has no action “palmyra”. Try"),
        (["list", "--frob"], "“reader list” has no option “--frob”. Try"),
        (["list", "--prblems"], "Did you mean “--problems”?"),
        (["list", "--library", ""], "--library takes a path, not “”."),
        (["list", "--library="], "--library takes a path, not “”."),
        (["add", ""], "FILE takes a path, not “”."),
        (["notes", "export", "--out", ""], "--out takes a path, not “”."),
        (["open", ""], "PATH takes a path, not “”."),
        ([""], "“” is neither a command nor a folder."),
        (["zebra"], "“zebra” is neither a command nor a folder."),
        (["z" * 5000], "…” is neither a command nor a folder."),
        (["--limit", "3", "search"], "There is no option “--limit” before a command."),
        (["--library"], "--library needs a value: --library PATH."),
        (["--jsno", "list"], "Did you mean “--json”?"),
        (["search", "--limit", "abc", "x"], "--limit takes a whole number, 1 or more, not “abc”."),
        (["completions", "bsh"], "SHELL takes bash, zsh or fish, not “bsh”. Did you mean “bash”?"),
        (["notes", "export", "--format", "markdwn"], "Did you mean “markdown”?"),
    ],
)
def test_a_wrong_word_is_a_sentence_with_what_may_be_meant(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, *words)

    assert (status, out) == (2, "")
    assert sentence in err
    assert "--help”" in err
    assert err.count("\n") == 1


def test_an_error_is_json_where_json_was_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = run(capsys, "list", "--json", "--library", tmp_path / "none")
    wrong = run(capsys, "list", "--json", "--sort", "size")

    assert missing[:2] == (1, f'{{\n  "error": "There is no folder {tmp_path / "none"}."\n}}\n')
    assert wrong[0] == 2
    assert '"error": "--sort takes date' in wrong[1]


def test_the_man_page_has_every_command_and_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "reader.1"
    path.write_text(man_page(COMMANDS))

    shown = subprocess.run([tool("mandoc"), "-T", "utf8", str(path)], capture_output=True, text=True, check=True).stdout
    lint = subprocess.run([tool("mandoc"), "-T", "lint", str(path)], capture_output=True, text=True, check=False).stdout

    # Bold is written as each letter over itself.
    plain = re.sub(".\b", "", shown)
    assert all(f"reader {command.name}" in plain for command in ALL)
    assert [row for row in lint.splitlines() if "missing date" not in row] == []


def test_man_page_and_manual_tell_of_the_report_of_a_bug_where_the_report_is(tmp_path: Path) -> None:
    report = write_report(ValueError("a text"), tmp_path)
    man, settings = man_page(COMMANDS), (FOLDER / "settings.md").read_text(encoding="utf-8")

    assert report is not None
    assert f"reading\\-room/{report.parent.name}" in man
    assert "“reader config” names".replace("“", r"\(lq").replace("”", r"\(rq") in " ".join(man.split("\n"))
    debug = man[man.index(".B READER_DEBUG") :].split(".TP")[0]
    assert "report" in debug
    assert "report" in next(row for row in settings.splitlines() if row.startswith("- `READER_DEBUG`"))


def test_the_reference_has_every_command_with_its_options() -> None:
    reference = command_reference()

    for command in ALL:
        assert f"### reader {command.name}\n" in reference
        assert command.usage in reference
        assert all(f"`{each.name}" in reference for each in shown(command.options) if each not in command.common)
