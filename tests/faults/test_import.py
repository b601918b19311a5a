"""Hostile files: each becomes an article, whole or with what was cut said, or is refused with the reason.

Short, it is a part of the files and each storm is short; with `--long` all of them at full length, timed and weighed.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pytest

from reader.ingest import parsing
from reader.ingest.addition import add
from reader.ingest.holdings import Holdings
from reader.ingest.text import asides_of, parse_ranges
from reader.library.folder import Library, open_library
from reader.library.front_matter import parse_article
from reader.library.guarded_file import decode
from reader.library.markdown import parse
from reader.library.scan import scan
from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from tests.faults.hostile_files import MARKERS, HostileFile, hostile_files

# What the import of one file may take with --long: seconds of the processor, since other work may take it meanwhile.
SECONDS, BYTES = 20.0, 1_000_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an importer made of a file: whether it took it, what it said of it, and all text that it kept."""

    is_added: bool
    reason: str | None
    text: str = ""


class Cost(NamedTuple):
    """What the import of a file took: seconds of the processor, seconds in all, and memory."""

    processor: float
    clock: float
    memory: int
    title: str


Importer = Callable[[Path], Outcome]


def faults(file: HostileFile, outcome: Outcome) -> Iterator[str]:
    """Yield what an importer did wrong with a file."""
    if outcome.reason and not re.fullmatch(r"[^\x00-\x1f\x7f-\x9f\u202a-\u202e]{10,400}[.]", outcome.reason):
        yield f"{file.title}: its reason is no sentence: {outcome.reason!r}"
    if not outcome.is_added and not outcome.reason:
        yield f"{file.title}: refused without a reason"
    if outcome.is_added and not file.has_text:
        yield f"{file.title}: taken for a text"
    missing = [marker for marker in MARKERS if marker not in outcome.text]
    if outcome.is_added and missing and not outcome.reason:
        yield f"{file.title}: cut in silence: {', '.join(missing)}"


def importer(library: Library) -> Importer:
    """Return the importer that is ours, into *library*."""

    def imported(path: Path) -> Outcome:
        (added,) = add(library, [path], Holdings(()))
        if added.id is None:
            return Outcome(is_added=False, reason=added.reason)
        record, _, markdown, _ = parse_article((library.articles / f"{added.id}.md").read_text(encoding="utf-8"))
        ranges, asides = record.extra.get("asides"), ""
        if isinstance(ranges, tuple) and record.original:
            original = decode((library.root / record.original).read_bytes())
            asides = "\n".join(each.text for each in asides_of(original, parse_ranges(ranges)))
        # Read as it is shown: marks that hide a text would cut it too.
        return Outcome(is_added=True, reason=added.reason, text=f"{record.title}\n{parse(markdown).text}\n{asides}")

    return imported


def naive_importer(path: Path) -> Outcome:
    """Import as it is often done: what is too long is cut, tags are stripped, nothing is asked."""
    if path.is_dir() or path.is_fifo() or path.is_socket() or not path.exists() or path.is_char_device():
        return Outcome(is_added=False, reason="It cannot be read.")
    with path.open("rb") as file:
        data = file.read(1_000_000)
    return Outcome(is_added=True, reason=None, text=re.sub(r"<[^>]*>", "", data.decode("utf-8", "ignore")))


def chosen(*, long: bool) -> Iterator[HostileFile]:
    """Yield all files, or some of each kind and all that are no text."""
    for at, file in enumerate(hostile_files(1.0 if long else 0.005)):
        is_quick = at % 12 == 0 if file.has_text else not file.name.startswith("too-large")
        if long or is_quick:
            yield file


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "library.yaml").write_text('title: "Hostile"\n', encoding="utf-8")
    return open_library(tmp_path / "library")


def test_no_hostile_file_hangs_or_is_cut_in_silence(
    library: Library, tmp_path: Path, long: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    imported = importer(library)
    found: list[str] = []
    spent: list[Cost] = []
    (tmp_path / "pages").mkdir()

    for file in chosen(long=long):
        path = tmp_path / "pages" / file.name
        file.make(path)
        _forget_peaks()
        begun, used = perf_counter(), _used()
        outcome = imported(path)
        spent.append(Cost(max(0.0, _used() - used), perf_counter() - begun, _peak(), file.title))
        found += faults(file, outcome)
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()

    assert found == []
    if long:
        _print_spent(spent, capsys)
        assert len(spent) >= 200
        assert max(each.processor for each in spent) <= SECONDS
        assert max(each.memory for each in spent) <= BYTES


def test_in_a_folder_read_in_place_every_hostile_file_is_listed_and_the_rest_is_found(
    tmp_path: Path, places: Places, long: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for file in chosen(long=long):
        file.make(folder / file.name)

    begun = perf_counter()
    with ReadingRoom.open(folder, settings=Settings(machine="desk"), places=places) as room:
        room.index()
        entries = {each.path: each for each in room.catalog.entries()}
        hits = len(room.search("harbor").hits)
        texts = {path: room.article(each.id).text for path, each in entries.items()}
    seconds = perf_counter() - begun

    assert entries.keys() == {each.path for each in scan(open_library(folder))}
    assert not [path for path, text in texts.items() if not text and not entries[path].problem]
    assert hits > 10
    if long:
        with capsys.disabled():
            print(f"\n{len(entries)} hostile files in place, read, indexed and related: {seconds:.0f} s")


def test_the_harness_finds_what_a_naive_importer_does_wrong(tmp_path: Path) -> None:
    kinds: set[str] = set()

    for file in chosen(long=False):
        path = tmp_path / file.name
        if file.name != "link-process.txt":
            file.make(path)
            kinds |= {fault.split(": ")[1] for fault in faults(file, naive_importer(path))}
    long_text = HostileFile("long.txt", lambda path: path.write_text(f"{MARKERS}{'x' * 1_000_000}{MARKERS[-1]}" * 2))
    quiet = Outcome(is_added=False, reason=None)

    assert {"taken for a text", "cut in silence"} <= kinds
    assert list(faults(long_text, quiet)) == ["long.txt: refused without a reason"]


def _pids() -> Iterator[str]:
    yield "self"
    yield from (str(child._process.pid) for child in parsing.PARSERS.children if child._process is not None)


def _forget_peaks() -> None:
    for pid in _pids():
        path = Path(f"/proc/{pid}/clear_refs")
        if path.exists():
            path.write_text("5")


def _peak() -> int:
    """Return the most memory that this process and the one that parses have held together since it was forgotten."""
    told = [Path(f"/proc/{pid}/status") for pid in _pids()]
    peaks = (re.search(r"VmHWM:\s+(\d+) kB", path.read_text()) for path in told if path.exists())
    return sum(int(peak[1]) * 1_000 for peak in peaks if peak)


def _used() -> float:
    """Return the processor time that this process and its children have taken, the one that parses among them."""
    own = os.times()
    used = own.user + own.system + own.children_user + own.children_system
    for stat in (Path(f"/proc/{pid}/stat") for pid in _pids() if pid != "self"):
        if stat.exists():
            ticks = stat.read_text().rpartition(")")[2].split()[11:13]
            used += sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return used


def _print_spent(spent: list[Cost], capsys: pytest.CaptureFixture[str]) -> None:
    slow = sorted(spent, reverse=True)[:8]
    large = sorted(spent, key=lambda each: -each.memory)[:4]
    with capsys.disabled():
        print(f"\n{len(spent)} hostile files, {sum(each.processor for each in spent):.0f} s of the processor in all")
        for each in (*slow, *large):
            print(
                f"{each.processor:8.2f} s, by the clock {each.clock:6.2f} s {each.memory / 1e6:6.0f} MB  {each.title}"
            )
