"""The shape of the program: layers, lazy imports, and a map that is true."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "reader"
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in PACKAGE.rglob("*.py")
    if path.name not in {"__main__.py", "__init__.py"}
)
_AFTER = "import sys, {module}; print(' '.join(sorted(sys.modules)))"


def imported_by(module: str) -> set[str]:
    code = _AFTER.format(module=module)
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_every_module_imports_alone() -> None:
    code = "import importlib, sys\nfor name in sys.argv[1:]:\n    importlib.import_module(name)"
    halves = (MODULES, MODULES[::-1])

    for modules in halves:
        # A cycle shows in one order or the other.
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code, *modules], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("module", ["reader.room", "reader.cli.main", "reader.view.last_screen"])
def test_what_comes_before_the_first_paint_imports_nothing_heavy(module: str) -> None:
    heavy = {"textual", "rich", "whoosh", "trafilatura", "lxml"}

    assert not heavy & imported_by(module)


def test_the_app_is_imported_without_what_its_list_does_not_need() -> None:
    later = {"reader.library.plain_text", "reader.room.search", "reader.tui.panes.article_view", "reader.view.bidi",
             "reader.tui.panes.crossrefs", "reader.tui.index_run", "reader.library.ascii_signs"}  # fmt: skip

    assert not {"whoosh", "trafilatura", "lxml", *later} & imported_by("reader.tui.app")


@pytest.mark.parametrize("room", ["library", "ingest", "search", "related", "notes"])
def test_no_room_needs_a_screen(room: str) -> None:
    for path in (PACKAGE / room).rglob("*.py"):
        assert not re.search(
            r"^\s*(?:from|import) (?:textual|rich)\b", path.read_text(encoding="utf-8"), re.MULTILINE
        ), path


def test_every_path_in_the_map_exists() -> None:
    text = (PACKAGE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:reader|tests|library|screenshots|\.ci)/[\w./-]*)`", text)

    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_module_has_its_place_in_the_map() -> None:
    text = (PACKAGE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    folders = {path.parent.relative_to(ROOT) for path in PACKAGE.rglob("*.py")}

    assert [str(folder) for folder in folders if f"`{folder}/" not in text] == []


def test_no_source_file_is_longer_than_one_reads_in_a_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }

    assert {path: lines for path, lines in long.items() if lines > 400} == {}


def test_the_top_level_is_as_it_was_decided() -> None:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("this is no git checkout")
    allowed = {
        "pyproject.toml",
        "README.md",
        "reader",
        "library",
        "tests",
        "screenshots",
        "LICENSE",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "constraints.txt",
        "findings",
    }
    top = {path.partition("/")[0] for path in done.stdout.splitlines()}

    assert {name for name in top if not name.startswith(".")} <= allowed


def test_what_ci_installs_is_what_the_readme_installs() -> None:
    readme, ci = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", ".ci/run"))
    installs = re.findall(r"\.venv/bin/pip install (.*?) &&", readme)

    assert [each.startswith("-c constraints.txt ") for each in installs] == [True, True]
    assert f"--disable-pip-version-check {installs[1]} " in ci


def test_what_is_pinned_is_what_the_project_admits() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    pinned = dict(
        line.lower().replace("_", "-").split("==")
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    )

    admitted = tomllib.loads(text)["project"]
    wanted = [Requirement(each) for each in (*admitted["dependencies"], *admitted["optional-dependencies"]["test"])]
    assert [str(each) for each in wanted if pinned.get(canonicalize_name(each.name), "0") not in each.specifier] == []


def test_no_test_nests_brackets_by_the_thousand() -> None:
    nesting = re.compile(r"""["'][\[{(<][\w'"]{0,9}>?["'] \* ([0-9_]+)""")
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")}

    found = [str(path) for path, text in texts.items() if any(int(times) > 2_500 for times in nesting.findall(text))]

    assert found == []


def test_every_one_line_box_is_ours() -> None:
    imported = re.compile(r"^\s*(?:from textual|import textual).*\b(?:Masked)?Input\b", re.MULTILINE)
    taken = [
        str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py") if imported.search(path.read_text("utf-8"))
    ]

    assert taken == ["tui/panes/line_box.py"], "a stock Input keeps only the first line of a paste: use LineBox"


def test_the_command_line_imports_the_screen_only_to_start_it() -> None:
    imports = {
        str(path.relative_to(PACKAGE)): re.findall(
            r"(?:from|import) (reader\.tui[\w.]*)", path.read_text(encoding="utf-8")
        )
        for path in (PACKAGE / "cli").rglob("*.py")
    }

    assert {path: found for path, found in imports.items() if found} == {
        "cli/launch.py": ["reader.tui.app", "reader.tui.app", "reader.tui.tour"]
    }
