"""What all tests share: no test sees the user's own folders, and no thread may touch a widget."""

import contextlib
import gc
import importlib
import itertools
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from reader.room.settings import Places
from tests.known_indexes import KnownIndexes

# Property tests run the same everywhere; time is never a verdict on this noisy a machine.
settings.register_profile("reader", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("reader")

_LONGEST_NAME = 100
TESTS = Path(__file__).resolve().parent
SHARED = TESTS.parents[1] / "shared"


# Collecting makes much and drops little: what there is to find is not worth looking through it again and again.
gc.disable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="try the faults of tests/faults/ in the numbers of a release")


def pytest_configure(config: pytest.Config) -> None:
    """Have the tests compiled once, where each worker would do it at the same time: it takes a third of collecting."""
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        uncompiled = [path for path in sorted(TESTS.rglob("test_*.py")) if not _is_compiled(path)]
        processes = os.cpu_count() or 1
        children = [
            multiprocessing.get_context("fork").Process(target=_import_all, args=(uncompiled[number::processes],))
            for number in range(processes)
        ]
        sys.stdout.flush()
        for each in children:
            each.start()
        for each in children:
            each.join()


def _is_compiled(path: Path) -> bool:
    compiled = (path.parent / "__pycache__").glob(f"{path.stem}.*-pytest-*.pyc")
    return any(each.stat().st_mtime > path.stat().st_mtime for each in compiled)


def _import_all(paths: list[Path]) -> None:
    for path in paths:
        # What cannot be imported is told by whoever collects it.
        with contextlib.suppress(BaseException):
            importlib.import_module(".".join(path.relative_to(TESTS.parent).with_suffix("").parts))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case by its argument where its value is long or binary: archives hold the moment of their making."""
    is_named = isinstance(val, str) or (isinstance(val, bytes) and val.isascii() and val.decode("ascii").isprintable())
    return argname if isinstance(val, (str, bytes)) and (not is_named or len(val) > _LONGEST_NAME) else None


def pytest_collection_finish() -> None:
    """Look for garbage as the program does: the heap of pytest and Textual is not searched again at each screen."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()


@pytest.fixture(scope="session")
def long(pytestconfig: pytest.Config) -> bool:
    """Whether a harness is to run as often as before a release; without the option it takes seconds."""
    return bool(pytestconfig.getoption("--long"))


@pytest.fixture(scope="session")
def known_indexes(tmp_path_factory: pytest.TempPathFactory) -> KnownIndexes:
    """Return what brings the caches of a library up to date that was indexed before."""
    return KnownIndexes(tmp_path_factory.mktemp("indexes"))


@pytest.fixture
def shared() -> Path:
    """Return the folder of pages and data beside the project; tests that need it are skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside the project")
    return SHARED


@pytest.fixture(autouse=True)
def _unflushed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nothing wait for the disk: what a process has written outlives it, and only a power cut asks for more."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return where each test has its home; pytest would look through all that there are for the next free name."""
    folder = tmp_path_factory.mktemp("homes")
    return map(folder.joinpath, map(str, itertools.count()))


@pytest.fixture(autouse=True)
def places(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Places:
    """Folders of a user who has nothing yet."""
    home = next(homes)
    home.mkdir()
    for name in ("data", "cache", "state", "config"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(home / name))
    monkeypatch.setenv("HOME", str(home))
    for name in ("READER_LIBRARY", "NO_COLOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return Places(*(home / name / "reading-room" for name in ("data", "cache", "state", "config")))


@pytest.fixture(autouse=True)
def _no_thread_touches_a_widget(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test in which a thread other than the one of the event loop draws or changes a widget."""
    from textual.widget import Widget

    main = threading.main_thread()
    touched: list[str] = []
    refresh = Widget.refresh

    def watched(widget: Widget, *arguments: object, **options: object) -> Widget:
        if threading.current_thread() is not main:
            touched.append(f"{threading.current_thread().name} refreshed {widget!r}")
        return refresh(widget, *arguments, **options)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(Widget, "refresh", watched)
    yield
    assert not touched
