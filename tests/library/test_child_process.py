"""No child process runs code that lies in the folder where the user stands, or where the environment points."""

import asyncio
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from reader.library.child_process import child_command, child_environment
from reader.library.guarded_child import ChildLimits, GuardedChild
from reader.room.settings import Places
from reader.tui.index_run import IndexRun

PACKAGE = Path(__file__).resolve().parents[2] / "reader"
PAGE = "<html><head><title>Goats</title></head><body><article><p>The goats are on the wall.</p></article></body></html>"


@pytest.fixture
def trap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a shared folder whose files are named like modules; what imports one leaves its name in `marker`."""
    folder = tmp_path / "shared"
    names = ("json", "lxml", "trafilatura", "runpy", "platformdirs", "sitecustomize", "usercustomize", "reader")
    for name in names:
        module = folder / name / "__init__.py" if name in {"reader", "lxml"} else folder / f"{name}.py"
        module.parent.mkdir(parents=True, exist_ok=True)
        module.write_text(f"open({str(folder / 'marker')!r}, 'a').write('{name} ')\n")
    (folder / "goats.md").write_text("# Goats\n\nThe goats are on the wall.\n")
    (folder / "page.html").write_text(PAGE)
    monkeypatch.chdir(folder)
    return folder


def run_parser(_: Path) -> None:
    child = GuardedChild("reader.ingest.page_parser", ChildLimits(60.0, 10, 1_000_000_000))
    assert child.ask({"form": "tree"}, PAGE.encode())["title"] == "Goats"
    child.close()


def run_indexing(folder: Path) -> None:
    async def run() -> str:
        error: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        IndexRun(folder, lambda _: None, error.set_result).start()
        return await error

    assert asyncio.run(run()) == ""


def run_any(_: Path) -> None:
    command = child_command("reader", "list", "--json")
    done = subprocess.run(command, env=child_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


CHILDREN = pytest.mark.parametrize("run", [run_parser, run_indexing, run_any])


@CHILDREN
def test_a_child_imports_nothing_from_the_current_folder(run: Callable[[Path], None], trap: Path) -> None:
    run(trap)

    assert not (trap / "marker").exists()


@CHILDREN
def test_a_child_imports_nothing_that_the_environment_names(
    run: Callable[[Path], None], trap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE"):
        monkeypatch.setenv(variable, str(trap))
    monkeypatch.setenv("PYTHONSTARTUP", str(trap / "json.py"))
    monkeypatch.setenv("PYTHONINSPECT", "1")

    run(trap)

    assert not (trap / "marker").exists()


def test_a_child_of_a_child_is_not_told_where_to_look_for_code_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("READER_LIBRARY", "/a/library")

    environment = child_environment()

    assert environment["READER_LIBRARY"] == "/a/library"
    assert not [name for name in environment if name.startswith("PYTHON")]


def test_the_trap_catches_a_child_that_is_started_carelessly(trap: Path) -> None:
    careless = [[sys.executable, "-c", "import json"], [sys.executable, "-m", "reader.ingest.page_parser"]]

    for command in careless:
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)

    assert {"json", "reader"} <= {*(trap / "marker").read_text().split()}


def test_the_command_itself_run_as_a_module_imports_nothing_from_the_current_folder(trap: Path, places: Places) -> None:
    # Python finds `reader` itself, and `runpy`, before any line of ours runs.
    for name in ("reader/__init__.py", "runpy.py"):
        (trap / name).unlink()
    (trap / "reader").rmdir()

    command = [sys.executable, "-m", "reader", "--library", str(trap), "list"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert not (trap / "marker").exists()


def test_only_one_module_builds_the_command_of_a_child() -> None:
    def using(pattern: str) -> Sequence[str]:
        files = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
        return sorted(str(path.relative_to(PACKAGE)) for path, text in files.items() if re.search(pattern, text))

    assert using(r"sys\.executable") == ["library/child_process.py"]
    starting = using(r"\bsubprocess\b|multiprocessing|os\.(?:exec|spawn|posix_spawn|fork)|ProcessPool")
    # The editor, the clipboard's program and the browser are the user's own programs, not Python of ours.
    theirs = ["library/network.py", "room/clipboard.py", "room/editor.py", "room/shell_pipe.py"]
    assert starting == sorted([*theirs, "library/child_process.py", "library/guarded_child.py", "serve/seat.py"])
