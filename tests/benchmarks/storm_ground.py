"""The ground of a storm: where its libraries lie, and how one session of keys is run and judged."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.storm_keys import REST, Press, sent
from tests.benchmarks.storm_libraries import LIBRARIES
from tests.tui.terminal import Pty

SEAT = Path(__file__).with_name("storm_seat.py")
# Seconds: bounds for a program that hangs.
START, END, BURST, AGAIN = 120.0, 60.0, 20.0, 5.0
_QUIET = 0.02


class Session(NamedTuple):
    """One session: where, how, and what is pressed."""

    number: int
    door: str
    library: str
    apps: int
    size: tuple[int, int]
    presses: list[Press]


@dataclass
class Outcome:
    """How a session went: *fault* is empty where all was well."""

    fault: str = ""
    detail: str = ""
    starts: int = 0
    steps: int = 0
    slowest: int = 0
    slowest_work: int = 0
    slow: list[dict[str, Any]] = field(default_factory=list)

    @property
    def signature(self) -> str:
        """What one fault has in common with itself: its kind and the last line told."""
        return f"{self.fault}: {self.detail.strip().rpartition(chr(10))[2][:120]}"


class Seat(Pty):
    """An app in a pseudo-terminal of its own, beside the other *seats* of its session."""

    def __init__(self, ground: "Ground", library: str, size: tuple[int, int], seats: "Mapping[int, Seat]") -> None:
        self._seats = seats
        self.received = 0
        self.tail = b""
        command = [sys.executable, str(SEAT), str(ground.report), str(ground.library(library))]
        super().__init__(command, *size, env=ground.env)

    def take(self, data: bytes) -> None:
        """Count what has come, and keep its end."""
        self.received += len(data)
        self.tail = (self.tail + data)[-8_000:]

    def read(self, seconds: float = 0.1) -> bool:
        """Take in what has come, and what comes to the other seats meanwhile: an app that nobody reads stands still."""
        until = time.monotonic() + seconds
        others = {seat for seat in self._seats.values() if seat is not self and not seat.is_gone}
        while ready := select.select([self, *others], [], [], max(0.0, until - time.monotonic()))[0]:
            others -= {seat for seat in ready if seat is not self and not Pty.read(seat, 0.0)}
            if self in ready:
                break
        return super().read(0.0)

    def start(self) -> bool:
        """Wait until the app takes keys; tell whether it does."""
        until = time.monotonic() + START
        while b"?1000h" not in self.tail and time.monotonic() < until:
            if not self.read():
                return False
        return self.settle(0.3)

    def settle(self, quiet: float = _QUIET) -> bool:
        """Wait until nothing more comes; tell whether the app still has the terminal."""
        until, before = time.monotonic() + BURST, -1
        while before != self.received and time.monotonic() < until:
            before = self.received
            if not self.read(quiet):
                return False
        return True


class Ground:
    """The folder that a storm goes over: the libraries as they were, and the user's own folders."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.report = folder / "report.jsonl"
        self.env = {f"XDG_{name.upper()}_HOME": str(folder / name) for name in ("cache", "data", "state", "config")}
        self.env |= {"HOME": str(folder), "EDITOR": "sh -c 'echo more >> \"$0\"'", "TEXTUAL_FPS": "120"}

    def library(self, name: str) -> Path:
        """Return the folder of a library."""
        return self._folder / name

    def prepare(self, name: str) -> None:
        """Write and index a library unless it is there."""
        folder = self.library(name)
        if not folder.exists():
            LIBRARIES[name](folder)
            command = [sys.executable, "-m", "reader", "index", "--library", str(folder)]
            subprocess.run(
                command, check=False, env=os.environ | self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            if (folder / "notes").exists():
                shutil.copytree(folder / "notes", self._folder / f"{name}.notes")

    def reset(self, name: str) -> None:
        """Put a library back as it was; only the caches stay."""
        folder = self.library(name)
        for place in (
            folder / "notes",
            folder / "state",
            *(self._folder / each for each in ("data", "state", "config")),
        ):
            shutil.rmtree(place, ignore_errors=True)
        if (self._folder / f"{name}.notes").exists():
            shutil.copytree(self._folder / f"{name}.notes", folder / "notes")
        self.report.unlink(missing_ok=True)

    def run(self, session: Session) -> Outcome:
        """Run a session from a library that is as it was at first."""
        self.prepare(session.library)
        self.reset(session.library)
        outcome = self._run_pilot(session) if session.door == "pilot" else self._run_terminal(session)
        self._read_report(outcome)
        if not outcome.fault:
            left = [path.name for path in (self.library(session.library) / "notes").rglob("*.tmp")]
            outcome.fault, outcome.detail = ("left behind", str(left)) if left else ("", "")
        return outcome

    def _run_terminal(self, session: Session) -> Outcome:
        outcome = Outcome()
        seats: dict[int, Seat] = {}
        try:
            for press in session.presses:
                if press.app not in seats:
                    seats[press.app] = Seat(self, session.library, session.size, seats)
                    outcome.starts += 1
                    if not seats[press.app].start():
                        self._ended(seats.pop(press.app), outcome, may_quit=False)
                elif not _do(seats[press.app], press.what):
                    self._ended(seats.pop(press.app), outcome)
                if outcome.fault:
                    return outcome
            self._quit(seats, outcome)
        finally:
            for seat in seats.values():
                seat.__exit__()
        return outcome

    def _quit(self, seats: dict[int, Seat], outcome: Outcome) -> None:
        for seat in seats.values():
            if not outcome.fault:
                # What is pressed while an editor, or nothing between two libraries, has the terminal is lost: again.
                until = time.monotonic() + END
                seat.send("\x11")
                while seat.settle(AGAIN) and time.monotonic() < until:
                    seat.send("\x11")
                self._ended(seat, outcome)

    def _ended(self, seat: Seat, outcome: Outcome, *, may_quit: bool = True) -> None:
        """Judge how an app ended."""
        told = ""
        try:
            status = seat.end(END)
        except subprocess.TimeoutExpired:
            outcome.fault, told = "hang", self._where(seat)
        else:
            outcome.fault = "" if status == 0 and may_quit else f"exit status {status}"
            reports = sorted((self._folder / "state").rglob("crashes/*.txt"))
            told = seat.tail.decode("utf-8", "replace") + "".join(each.read_text() for each in reports)
        outcome.detail = told if outcome.fault else ""
        seat.__exit__()

    def _where(self, seat: Seat) -> str:
        """Return where an app that hangs stands."""
        where = self._folder / "where.txt"
        where.unlink(missing_ok=True)
        seat.terminate(signal.SIGUSR1)
        seat.settle(1.0)
        return where.read_text(encoding="utf-8") if where.exists() else ""

    def _run_pilot(self, session: Session) -> Outcome:
        outcome = Outcome()
        left = [press.what for press in session.presses]
        file = self._folder / "presses.json"
        size = "x".join(map(str, session.size))
        while left and not outcome.fault:
            outcome.starts += 1
            file.write_text(json.dumps(left), encoding="utf-8")
            command = [sys.executable, str(SEAT), str(self.report), str(self.library(session.library)), str(file), size]
            try:
                ended = subprocess.run(
                    command,
                    env=os.environ | self.env,
                    capture_output=True,
                    timeout=START + len(left),
                    check=False,
                    stdin=subprocess.DEVNULL,
                )
            except subprocess.TimeoutExpired:
                outcome.fault = "hang"
                return outcome
            done = [fact["done"] for fact in self._facts() if "done" in fact]
            if ended.returncode or len(done) != outcome.starts:
                outcome.fault, outcome.detail = (
                    f"exit status {ended.returncode}",
                    ended.stderr.decode("utf-8", "replace"),
                )
                return outcome
            if any("crash" in fact for fact in self._facts()):
                return outcome
            left = left[max(1, done[-1]) :]
        return outcome

    def _facts(self) -> Iterable[dict[str, Any]]:
        if self.report.exists():
            yield from map(json.loads, self.report.read_text(encoding="utf-8").splitlines())

    def _read_report(self, outcome: Outcome) -> None:
        for fact in self._facts():
            if "crash" in fact and outcome.fault != "crash":
                # The first one: what comes after it may come of it.
                outcome.fault, outcome.detail = "crash", fact["crash"]
            elif "wall" in fact:
                outcome.slow.append(fact)
            elif "steps" in fact:
                outcome.steps += fact["steps"]
                outcome.slowest = max(outcome.slowest, fact["slowest"])
                outcome.slowest_work = max(outcome.slowest_work, fact["slowest_work"])


def _do(seat: Seat, what: str) -> bool:
    """Do what was pressed; tell whether the app is still there."""
    if what == REST:
        return seat.settle()
    if what.startswith("size:") and what != "size:":
        columns, lines = map(int, what[5:].split("x"))
        seat.resize(columns, lines)
    else:
        seat.send(sent(what))
    return True
