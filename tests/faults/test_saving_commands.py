"""Every command that changes notes, as a real process: killed and refused at each system call, and the power gone."""

import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.notes.store import NoteStore
from tests.faults.actions import Account, Seen
from tests.faults.disk import MODELS, Disk, Model
from tests.faults.traced import KILL, NAIVE, START, Call, Ending, TracedLibrary

ARTICLE = """---
id: "{id}"
title: "The {id}"
---
The board met about the new wall at the {id}. The wall will stand for ninety years.
"""
# Words that say that something was not done; they may not be said of what was.
DENIALS = ("could not be", "was not", "Nothing was", "There is no", "No notes", "bug in reader")


@dataclass(frozen=True)
class Command:
    """A command that changes notes, those that *prepare* it, and the texts that no fault may cost."""

    name: str
    arguments: tuple[str, ...]
    prepare: tuple[tuple[str, ...], ...] = ()
    kept: tuple[str, ...] = ()


COMMANDS = [
    Command("add", ("notes", "add", "harbor", "--quote", "new wall", "--body", "Added.")),
    Command("edit", ("notes", "edit", "one", "--body", "Changed.")),
    Command("delete", ("notes", "delete", "one"), kept=("First.",)),
    Command("undo", ("notes", "undo"), (("notes", "delete", "one"),), ("First.",)),
    Command("tag", ("notes", "tag", "--query", "wall", "--add", "dates")),
    Command("import", ("notes", "import", "{root}/import.jsonl")),
]
EVERY_COMMAND = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
NOTE = """---
id: "{id}"
article: "{article}"
quote: "wall"
start: 28
end: 32
created: "2026-11-22T23:15:01Z"
---
{body}
"""
IMPORT = """
{"id": "three", "article": "harbor", "motivation": "commenting", "quote": "wall", "body": "Third."}
{"id": "four", "article": "mill", "motivation": "commenting", "quote": "wall", "body": "Fourth."}
"""


def made_library(root: Path, command: Command, start: str = START) -> TracedLibrary:
    """Return a library that is ready for the command, with its caches."""
    library = TracedLibrary(root, start)
    for article in ("harbor", "mill"):
        path = root / "library" / "articles" / f"{article}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE.format(id=article), encoding="utf-8")
    for name, article, body in (("one", "harbor", "First."), ("two", "mill", "Second."), ("six", "harbor", "Other.")):
        path = library.notes / article / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NOTE.format(id=name, article=article, body=body), encoding="utf-8")
    (root / "import.jsonl").write_text(IMPORT, encoding="utf-8")
    library.run("notes")
    for each in command.prepare:
        library.run(*each)
    library.run("notes")
    library.keep()
    return library


def arguments_of(command: Command, root: Path) -> list[str]:
    return [each.format(root=root) for each in command.arguments]


def account(library: TracedLibrary) -> Account:
    """Return what the next start finds and tells."""
    (cache,) = (library.root / "cache" / "reading-room" / "libraries").glob("*/notes.json")
    store = NoteStore(library.notes, library.root / "state" / "reading-room" / "locks", cache)
    known = {"one", "two", "three", "four", "six"}
    notes: dict[str, Seen] = {}
    for each in store.all():
        notes[each.id if each.id in known else f"new {len(notes)}"] = (each.article, each.body, each.tags)
    return Account({**notes}, frozenset(store.problems), len(store.vanished))


def check(library: TracedLibrary, command: Command, before: Account, after: Account) -> Account:
    """Check what is there after the command: every note as before or as it was to be, and nothing told falsely."""
    found = account(library)
    assert not found.problems
    assert not found.missing
    for name, seen in found.notes.items():
        assert seen in (before.notes.get(name), after.notes.get(name))
    for name, seen in before.notes.items():
        assert found.notes.get(name) in (seen, after.notes.get(name))
    texts = "".join(each.read_text(encoding="utf-8") for each in library.notes.rglob("*.md"))
    assert all(text in texts for text in command.kept)
    return found


def outcome(ending: Ending, found: Account, before: Account, after: Account) -> str:
    """Return in a word what the person was told, measured by what is there."""
    is_there = found.notes == after.notes
    if ending.status == 0 and not is_there:
        # A note that cannot be read is not among those that a query finds, and that is said.
        return "told" if "cannot be read" in ending.said else "untold"
    if ending.status == 0:
        return "done"
    if is_there and before.notes != after.notes and any(each in ending.said for each in DENIALS):
        return "falsely told"
    return "told"


def broken_everywhere(command: Command, root: Path, hows: Sequence[str], start: str = START) -> Counter[str]:
    """Let every call go wrong in each of the ways; count what came of it."""
    library = made_library(root, command, start)
    arguments = arguments_of(command, root)
    before = account(library)
    calls = library.calls(*arguments)
    after = account(library)
    assert after.notes != before.notes
    tally: Counter[str] = Counter(calls=len(calls))
    for how in hows:
        for call in [each for each in calls if each.is_change or how != KILL]:
            library.start_again()
            ending = library.broken(arguments, call, how)
            found = check(library, command, before, after)
            result = "killed" if how == KILL else outcome(ending, found, before, after)
            tally[result] += 1
            tally["missed"] += not ending.is_hit
            if result in {"untold", "falsely told"}:
                print(command.name, how, call.name, call.path.name, ending)
    return tally


@pytest.fixture(autouse=True)
def _needs_strace(long: bool) -> None:
    if not long:
        pytest.skip("a second for each call: only with --long; test_saving tries the same within one process")
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")


@EVERY_COMMAND
def test_a_command_killed_or_refused_at_any_system_call_loses_nothing_and_tells_the_truth(
    command: Command, tmp_path: Path
) -> None:
    tally = broken_everywhere(command, tmp_path / "root", (KILL, "error=EIO"))

    print(command.name, dict(tally))
    assert tally["untold"] == tally["falsely told"] == 0
    assert tally["missed"] * 10 <= tally["calls"]


def test_a_command_that_writes_over_the_old_file_loses_it_when_killed(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        broken_everywhere(COMMANDS[1], tmp_path / "root", (KILL,), NAIVE + START)


def powerless_everywhere(command: Command, root: Path, start: str = START) -> Counter[str]:
    """Have the power go after every call of the real command; return in how many states of the disk, by model."""
    library = made_library(root, command, start)
    before = account(library)
    calls: list[Call] = library.calls(*arguments_of(command, root))
    after = account(library)
    tally: Counter[str] = Counter()
    for model in MODELS:
        library.start_again()
        seen: set[frozenset[tuple[str, bytes]]] = set()
        for state in _states(library, calls, model):
            key = frozenset(state.items())
            if key in seen:
                continue
            seen.add(key)
            shutil.rmtree(library.notes)
            for name, data in state.items():
                path = library.notes / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            check(library, command, before, after)
        tally[model] = len(seen)
    return tally


def _states(library: TracedLibrary, calls: list[Call], model: Model) -> list[dict[str, bytes]]:
    disk = Disk(library.notes, model)
    return [state for _ in library.replayed(disk, calls) for state in disk.states()]


@EVERY_COMMAND
def test_when_the_power_goes_in_a_real_command_no_note_is_lost(command: Command, tmp_path: Path) -> None:
    tally = powerless_everywhere(command, tmp_path / "root")

    print(command.name, dict(tally))
    assert min(tally.values()) > 2


def test_a_command_that_does_not_wait_for_the_disk_loses_a_note_when_the_power_goes(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        powerless_everywhere(COMMANDS[1], tmp_path / "root", NAIVE + START)
