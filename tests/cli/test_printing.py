"""What is printed: cleaned, in any encoding, to any output."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import printing
from reader.cli.command import Options
from reader.cli.commands import stats
from reader.cli.main import main
from reader.room.settings import Places
from tests.known_indexes import KnownIndexes
from tests.tui.conftest import write_library

READER = [sys.executable, "-m", "reader"]
ENCODINGS = (
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
)


@pytest.fixture
def library(tmp_path: Path, places: Places, known_indexes: KnownIndexes) -> Path:
    folder = write_library(tmp_path / "library")
    title = "“Łódź” — 3 × …: Алеппо 🙂 حلب «e\u0301»"
    (folder / "articles" / "odd.md").write_text(
        f'---\ntitle: "{title}"\n---\n\n{title} and the zebra\n', encoding="utf-8"
    )
    known_indexes.bring(folder, places)
    return folder


def run(library: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    command = [*READER, *words, "--library", str(library)]
    return subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, check=False, stdin=subprocess.DEVNULL
    )


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        *(
            (words, ENCODINGS[2])
            for words in (["read", "odd"], ["search", "алепо"], ["nowhere-“é”"], ["search", "--help"], ["keys"], [])
        ),
        *((["read", "odd"], environment) for environment in ENCODINGS[:2]),
    ],
    ids=str,
)
def test_what_the_encoding_lacks_is_replaced(words: list[str], environment: dict[str, str], library: Path) -> None:
    done = run(library, *words, **environment)

    assert b"Traceback" not in done.stderr
    assert b"bug" not in done.stderr
    assert done.returncode in {0, 1, 2}
    assert done.stdout or done.stderr


def test_ascii_shows_letters_and_quotes_that_look_like_what_is_meant(library: Path) -> None:
    done = run(library, "list", PYTHONIOENCODING="ascii")

    assert b'"Lodz" -- 3 x ...: ?????? ? ??? <<e>>' in done.stdout


def test_an_encoding_that_has_the_letters_keeps_them(library: Path) -> None:
    assert "«é»".encode("latin-1") in run(library, "list", PYTHONIOENCODING="latin-1").stdout


def test_a_screen_in_ascii_keeps_its_columns() -> None:
    printing.prepare_streams()
    screen = "─│┌┘“…” — é e\u0301 漢字 🙂 \u200dŁ" + "…"

    assert screen.encode("ascii", "reader") == b'-|++"..." -- e e ?? ? L...'
    printing.keep_widths()
    assert screen.encode("ascii", "reader") == b'-|++"." - e e ???? ?? L.'
    printing.prepare_streams()


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["--help"], ["search", "--help"]])
def test_a_full_disk_is_a_sentence_and_status_1(words: list[str], library: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*READER, *words, "--library", str(library)], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert done.returncode == 1
    assert done.stderr == b"reader: The output could not be written: No space left on device.\n"


def test_a_pipe_that_nobody_reads_is_quiet(library: Path) -> None:
    process = subprocess.Popen(
        [*READER, "list", "--json", "--library", str(library)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate()

    assert (process.returncode, err) == (0, b"")


def test_adding_goes_on_when_nobody_reads_the_results_any_more(library: Path, tmp_path: Path) -> None:
    pages = [tmp_path / f"page{number}.md" for number in range(3)]
    for number, page in enumerate(pages):
        page.write_text(f"# Page {number}\n\nThe ferry number {number} left the harbor of Tolm at night.\n")
    process = subprocess.Popen(
        [*READER, "add", *map(str, pages), "--library", str(library)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate()

    assert (process.returncode, err) == (0, b"")
    assert len(list((library / "originals").iterdir())) == 3


def test_closed_streams_are_no_traceback(library: Path) -> None:
    command = f"{sys.executable} -m reader list --library {library}"
    closed = subprocess.run(f"{command} >&- <&-", shell=True, capture_output=True, check=False)  # noqa: S602 - the shell closes them
    silent = subprocess.run(f"{command} 2>&-", shell=True, capture_output=True, check=False)  # noqa: S602 - as above

    assert (closed.returncode, closed.stderr) == (1, b"reader: Standard output is closed.\n")
    assert silent.returncode == 0
    assert silent.stdout


def test_an_interrupt_ends_with_status_130_and_no_traceback() -> None:
    code = (
        "import signal, sys, time\n"
        # A shell starts what it runs in the background deaf to interrupts.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "import reader.cli.commands.list as command\n"
        "def wait(options):\n    print('waiting', flush=True)\n    time.sleep(60)\n"
        "command.COMMAND = command.COMMAND._replace(run=wait)\n"
        "from reader.cli.main import main\n"
        "sys.exit(main(['list']))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"waiting\n"
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()

    assert (process.returncode, err) == (130, b"")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(24, "Too many open files"), "reader: Too many open files.\n"),
        (OSError(28, "No space left on device", "/x/y"), "reader: /x/y: No space left on device.\n"),
        (PermissionError(13, "Permission denied", b"/x"), "reader: Permission denied.\n"),
        (MemoryError(), "reader: There is not enough memory for this.\n"),
        (FileNotFoundError(2, "No such file or directory", "/x"), None),
        (OSError("of our own making"), None),
    ],
)
def test_what_the_system_refuses_is_no_bug_of_ours(
    error: Exception, said: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: Options) -> int:
        raise error

    monkeypatch.setattr("reader.cli.commands.stats.COMMAND", stats.COMMAND._replace(run=refuse))

    if said is None:
        with pytest.raises(type(error)):
            main(["stats"])
    else:
        assert main(["stats"]) == 1
        assert capsys.readouterr().err == said


def test_a_current_folder_that_is_gone_stops_nothing(library: Path, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    package = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(package)}
    for words in ("", "list", f"stats --library {library}"):
        command = (
            f"cd {tmp_path / 'gone'} && rmdir ../gone && {sys.executable} -m reader {words}; mkdir {tmp_path / 'gone'}"
        )
        done = subprocess.run(command, shell=True, capture_output=True, check=False, env=environment)  # noqa: S602 - the shell stays where nothing is

        assert done.stdout, words
        assert done.stderr.replace(b"job-working-directory", b"") == b"" or b"bug" not in done.stderr, words
        assert b"Traceback" not in done.stderr, words


_INTERRUPTED = """\
import importlib.abc, os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
interrupted = sys.argv.pop(1)
class Interrupt(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == interrupted:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupt())
from reader.cli.start import start
sys.argv.append("stats")
sys.exit(start())
"""


@pytest.mark.parametrize("module", ["reader.cli.main", "reader.cli.printing", "reader.cli.commands.stats"])
def test_an_interrupt_is_no_traceback_also_while_the_program_starts(module: str) -> None:
    done = subprocess.run([sys.executable, "-c", _INTERRUPTED, module], capture_output=True, check=False)

    assert done.returncode in {-signal.SIGINT, 130}
    assert done.stderr == b""


def test_what_is_printed_cannot_command_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    printing.out("a\x1b]0;aGk=\x07b\u202ec")
    printing.say("a\x1b[2Jb")
    printing.complain("two\nlines\x1b")

    out, err = capsys.readouterr()
    assert not {"\x1b", "\x07", "\u202e"} & {*out, *err}
    assert err.count("\n") == 2


def test_nothing_but_this_module_writes_to_the_standard_streams() -> None:
    folder = Path(printing.__file__).parent
    writes = re.compile(r"sys\.stdout|sys\.stderr|\bprint\(")

    assert [
        str(path)
        for path in folder.rglob("*.py")
        if path.name != "printing.py" and writes.search(path.read_text(encoding="utf-8"))
    ] == []
