"""Nothing that a stranger wrote reaches the terminal as a command, from any place, by any screen or command."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reader.cli.main import main
from reader.room.settings import Places
from tests.faults.bytes_library import Hostility, command_lines, write_documents, write_hostile_library
from tests.faults.bytes_screen import StrictScreen, stray_in
from tests.faults.bytes_strings import is_harmful, packs, strings
from tests.faults.bytes_walk import StrictTerminal, walk


@dataclass(frozen=True)
class Printed:
    """What a command printed, and its exit status; *bug* is an exception that nothing caught."""

    words: Sequence[str]
    status: int
    out: str
    err: str
    bug: str = ""

    def faults(self) -> list[str]:
        """Return what is wrong with it, a sentence each."""
        told = [f"stray {each!r}" for each in (*stray_in(self.out), *stray_in(self.err))]
        if self.bug or "this is a bug" in self.err:
            told.append(f"bug {self.bug or self.err[:500]}")
        if self.status not in {0, 1, 2}:
            told.append(f"status {self.status}")
        if "--json" in self.words and self.status != 2 and not _is_json(self.out):
            told.append(f"no JSON in ASCII {self.out[:80]!r}")
        return [f"{each}: {self.words[2:]}" for each in told]


def _is_json(text: str) -> bool:
    try:
        return text.isascii() and json.loads(text) is not None
    except ValueError:
        return False


def run(words: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> Printed:
    """Run a command in this process."""
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2)]
    status, bug = -1, ""
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", streams[0])
        patched.setattr(sys, "stderr", streams[1])
        patched.setattr(sys, "stdin", io.StringIO())
        patched.setattr(sys, "excepthook", sys.excepthook)
        try:
            status = main(words)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the fault that is looked for
            bug = f"{type(error).__name__}: {error}"
        for stream in streams:
            stream.flush()
    out, err = (stream.buffer.getvalue().decode() for stream in streams)
    return Printed(words, status, out, err, bug)


def test_the_strings_are_many_and_of_every_kind() -> None:
    known = strings()

    assert len(known) >= 300
    assert sum(map(is_harmful, known)) >= 200
    assert not any("]5" in each for each in known), "no test reaches for a clipboard"


@dataclass
class Tally:
    """What was wrong over several libraries, and which places were seen."""

    faults: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)

    def check(self, subject: str) -> None:
        """Fail if anything was wrong, or if too little was seen to know."""
        print(f"{subject}: {len(self.known)} places, {len(self.seen)} of them seen, {len(self.faults)} faults")
        assert self.faults == []
        assert len(self.seen) >= 70, sorted(self.known - self.seen)


def libraries(
    packs_of_strings: Sequence[str], folder: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Hostility, Path]]:
    """Yield a hostile library for each pack, and remove it afterwards."""
    for number, text in enumerate(packs_of_strings):
        evil = Hostility(text)
        here = folder / str(number)
        root = write_hostile_library(here, places, evil)
        for name in ("READER_LIBRARY", "EDITOR"):
            monkeypatch.setenv(name, evil(f"${name}"))
        yield evil, root
        shutil.rmtree(here)


def test_no_command_prints_a_command(
    long: bool, tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    tally = Tally()

    for number, (evil, root) in enumerate(
        libraries(packs(12) if long else packs(6)[:1], tmp_path, places, monkeypatch)
    ):
        documents = write_documents(root.parent / "documents", evil)
        for words in command_lines(evil, root, documents, turn=number):
            printed = run(words, monkeypatch)
            tally.faults += printed.faults()
            tally.seen |= evil.seen_in(printed.out + printed.err)
        tally.known |= {*evil.places}

    tally.check("commands")


def test_no_screen_sends_a_command(long: bool, tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    tally = Tally()

    known = packs(40) if long else packs(6)[:1]
    for turn, (evil, root) in enumerate(libraries(known, tmp_path, places, monkeypatch)):
        faults, sent = walk(root, places, evil, turn)
        tally.faults += faults
        tally.seen |= evil.seen_in(sent)
        tally.known |= {*evil.places}

    tally.check("screens")


@pytest.mark.parametrize("text", [each for each in strings() if is_harmful(each)], ids=ascii)
def test_a_screen_that_sends_what_it_was_given_fails(text: str) -> None:
    screen = StrictScreen(80, 24)

    screen.feed(f"\x1b[1;1H{text}\x1b[2;1H")

    assert screen.faults() != []


def test_a_naive_app_and_a_naive_command_fail(tmp_path: Path) -> None:
    text = strings()[0]
    app = (
        "import sys\nfrom textual.app import App\nfrom textual.content import Content\n"
        "from textual.widgets import Static\n"
        "class Naive(App):\n    def compose(self):\n        yield Static(Content(sys.argv[1]))\n"
        "    def on_ready(self):\n        self.call_after_refresh(self.exit)\nNaive().run()"
    )

    with StrictTerminal([sys.executable, "-c", app, f"{text} shown"], 80, 24) as terminal:
        assert terminal.end() == 0
    printed = subprocess.run([sys.executable, "-c", f"print({text!r})"], capture_output=True, text=True, check=True)

    assert any("2;owned" in each for each in terminal.strict.faults())
    assert [*stray_in(printed.stdout)] != []


def test_what_a_thread_a_warning_or_python_itself_says_last_is_cleaned() -> None:
    code = (
        "import threading, warnings; from reader.cli.printing import prepare_streams; prepare_streams()\n"
        "class Cursed:\n    def __del__(self): raise ValueError(text)\n"
        f"text = {strings()[0]!r}\ndef fail(): raise ValueError(text)\n"
        "thread = threading.Thread(target=fail); thread.start(); thread.join()\n"
        "Cursed(); warnings.warn(text); raise ValueError(text)"
    )

    done = subprocess.run([sys.executable, "-W", "always", "-c", code], capture_output=True, text=True, check=False)

    assert done.stderr.count("\ufffd]2;owned") >= 4
    assert [*stray_in(done.stderr)] == []
