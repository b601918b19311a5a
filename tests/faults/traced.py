"""The command line as a real process under `strace`, which tells, kills and refuses its system calls."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.faults.disk import Disk

PROJECT = Path(__file__).parents[2]
_CALLS = "openat,read,write,rename,link,unlink,mkdir,rmdir,fsync,fchmod,getdents64,newfstatat,flock"
_CHANGES = {"write", "rename", "link", "unlink", "mkdir", "rmdir", "fsync", "fchmod"}
# The process id, the call, what it was given, and what it answered.
_LINE = re.compile(r"(?P<pid>\d+) +(?P<call>\w+)\((?P<given>.*)\) += (?P<answer>.*)\Z", re.DOTALL)
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_DESCRIPTOR = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})*)>")

KILL = "signal=KILL"
NAIVE = "from tests.faults.system_calls import careless_open; from reader.notes import file_writer; "
NAIVE += "file_writer.write_bytes = file_writer.create_bytes = careless_open; "
START = "import sys; from reader.cli.main import main; sys.exit(main())"


class Call(NamedTuple):
    """A system call: its name, which one of that name it is in its process, and whether it is about the notes."""

    name: str
    number: int
    given: str
    answer: str

    @property
    def texts(self) -> list[bytes]:
        """What it was given in quotation marks."""
        return [_decoded(each) for each in _TEXT.findall(self.given)]

    @property
    def is_change(self) -> bool:
        """Whether it changes what is on disk; a process that is killed at any other leaves what the last one left."""
        return self.name in _CHANGES or "O_CREAT" in self.given

    @property
    def path(self) -> Path:
        """The first path that it was given, by name or by an open file."""
        if self.name in {"read", "write", "fsync", "fchmod", "getdents64", "flock"}:
            found = _DESCRIPTOR.match(self.given)
            return Path(os.fsdecode(_decoded(found[2]))) if found else Path()
        folder = _DESCRIPTOR.match(self.given)
        name = os.fsdecode(self.texts[0]) if self.texts else ""
        return Path(os.fsdecode(_decoded(folder[2])) if folder else "/", name)


class Ending(NamedTuple):
    """How a command ended: its exit status, what it said, and whether what was to go wrong did."""

    status: int
    said: str
    is_hit: bool = False


@dataclass(frozen=True)
class TracedLibrary:
    """A library under *root*, with all that this machine keeps of it."""

    root: Path
    start: str = START

    @property
    def notes(self) -> Path:
        """The folder of its notes."""
        return self.root / "library" / "notes"

    def run(self, *arguments: str) -> None:
        """Run a command that must succeed."""
        assert self._ended(self._command(arguments)).status == 0

    def calls(self, *arguments: str) -> list[Call]:
        """Run a command that must succeed; return its system calls about the notes and what belongs to them."""
        log = self.root / "trace"
        traced = ["strace", "-f", "-qq", "-y", "-xx", "-s", "1000000", "-e", f"trace={_CALLS}", "-o", str(log)]
        assert self._ended([*traced, *self._command(arguments)]).status == 0
        return [each for each in _parsed(log) if self._is_ours(each)]

    def broken(self, arguments: Sequence[str], call: Call, how: str) -> Ending:
        """Run a command while one of its calls goes wrong: `signal=KILL` or `error=EIO`."""
        log = self.root / "trace"
        what = f"inject={call.name}:{how}:when={call.number}"
        traced = ["strace", "-f", "-qq", "-y", "-xx", "-e", f"trace={_CALLS}", "-e", what, "-o", str(log)]
        ending = self._ended([*traced, *self._command(arguments)])
        lines = log.read_text(encoding="utf-8", errors="replace")
        return ending._replace(is_hit=("killed by SIGKILL" if how == KILL else "(INJECTED)") in lines)

    def keep(self) -> None:
        """Take what is there for the beginning of every attempt."""
        shutil.copytree(self.root, self._kept, symlinks=True)

    def start_again(self) -> None:
        """Have everything be as it was kept: under the same paths, by which the caches know the library."""
        shutil.rmtree(self.root)
        shutil.copytree(self._kept, self.root, symlinks=True)

    def replayed(self, disk: Disk, calls: Sequence[Call]) -> Iterator[str]:
        """Tell the disk call by call what a traced process did to the notes."""
        for call in calls:
            if call.answer.startswith("-1") or not call.path.is_relative_to(self.notes):
                continue
            if call.name == "openat" and re.search("O_CREAT|O_TRUNC", call.given):
                disk.opened(call.path)
            elif call.name == "write":
                disk.written(call.path, call.texts[0])
            elif call.name == "fsync":
                disk.flushed(call.path)
            elif call.name in {"rename", "link", "unlink", "mkdir", "rmdir"}:
                disk.changed(call.name, call.path, os.fsdecode(call.texts[-1]))
            else:
                continue
            yield call.name

    @property
    def _kept(self) -> Path:
        return self.root.with_name(f"{self.root.name} kept")

    def _ended(self, command: Sequence[str]) -> Ending:
        homes = {f"XDG_{each}_HOME": str(self.root / each.lower()) for each in ("DATA", "CACHE", "STATE", "CONFIG")}
        # The same calls in every run: no order of a set, no compiled file written on the way.
        rim = {**os.environ, **homes, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT, env=rim)
        return Ending(done.returncode, done.stdout + done.stderr)

    def _command(self, arguments: Sequence[str]) -> list[str]:
        return [sys.executable, "-c", self.start, "--library", str(self.root / "library"), *arguments]

    def _is_ours(self, call: Call) -> bool:
        state = self.root / "state" / "reading-room"
        of_notes = [state / each for each in ("locks", "trashed", "history", "journal", "versions")]
        if '""' in call.given:
            # What an open file is like; nothing refuses that.
            return False
        is_cache = call.path.name.removeprefix(".").startswith("notes.json")
        return is_cache or any(call.path.is_relative_to(each) for each in (self.notes, *of_notes))


def _decoded(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _parsed(log: Path) -> Iterator[Call]:
    counts: Counter[tuple[str, str]] = Counter()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = _LINE.match(line)
        if match:
            key = (match["pid"], match["call"])
            counts[key] += 1
            yield Call(match["call"], counts[key], match["given"], match["answer"])
