"""Files that somebody else made are read in one way: bounded, regular files only, through no link."""

import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "reader"
_OPENING = re.compile(
    r"\b(?:os|io)\.open\(|(?<![\w.])(?<!def )open\(|\.open\(\s*[\"'](?:r|rb|r\+b)[\"']"
    r"|(?<!\w)[\w\])]+\.read_(?:text|bytes)\("
)
# Where a file is opened otherwise, and why that may be.
ALLOWED = {
    "library/guarded_file.py": "the one way itself",
    "library/scan.py": "folders, one below the other",
    "library/atomic_file.py": "what it has just written itself, and folders",
    "library/locks.py": "locks",
    "library/private_folder.py": "what it has just written itself",
    "notes/journal.py": "locks",
    "notes/history.py": "what it adds to its own files, in a folder of our own",
    "search/generation.py": "the index and its lock, in a folder of our own",
    "search/columnar/section_file.py": "the files of the index, in a folder of our own",
    "view/last_screen.py": "the picture of the last screen, in a folder of our own",
    "room/reading_log.py": "what it adds to its own file, in a folder of our own",
    "room/folder_watch.py": "what the system tells of its mounts",
    "serve/server.py": "part of this package",
    "text/months.py": "part of this package",
    "text/stop_words.py": "part of this package",
    "text/saying_words.py": "part of this package",
    "text/verb_forms.py": "part of this package",
    "cli/manual.py": "part of this package, and what was copied of it",
    "cli/printing.py": "the null device",
    "library/parser_child.py": "the null device",
    "cli/crash_report.py": "the report that it makes",
}


def opening() -> set[str]:
    files = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    return {path.relative_to(PACKAGE).as_posix() for path, text in files.items() if _OPENING.search(text)}


def test_files_from_outside_are_opened_in_one_place_only() -> None:
    assert opening() - ALLOWED.keys() == set()


def test_no_exception_outlives_its_reason() -> None:
    assert ALLOWED.keys() - opening() == set()


def test_the_pattern_finds_the_ways_to_open_a_file() -> None:
    for code in ("open(path)", 'path.open("rb")', "os.open(path, 0)", "path.read_text()", "(a / b).read_bytes()"):
        assert _OPENING.search(code), code
    for code in ("read_text(path)", "SearchIndex.open(folder)", "reopen(x)", "library.read(path)"):
        assert not _OPENING.search(code), code
