"""The size and the names of what is written: a stranger must be able to find, guess and read it."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from radon.complexity import cc_visit

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "reader"
MODULES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
CLASSES = [(path, node) for path, tree in MODULES.items() for node in tree.body if isinstance(node, ast.ClassDef)]
_MOST_BASES = 3
_MOST_COMPLEX = 12


def bases(node: ast.ClassDef) -> Iterator[str]:
    """Yield the names of the base classes of ours, from near to far."""
    by_name = {each.name: each for _, each in CLASSES}
    for base in node.bases:
        named = base.value if isinstance(base, ast.Subscript) else base
        if isinstance(named, ast.Name) and named.id in by_name and named.id != node.name:
            yield named.id
            yield from bases(by_name[named.id])


def test_at_most_four_files_lie_beside_the_folders() -> None:
    files = [path.name for path in PACKAGE.iterdir() if path.is_file()]

    assert len(files) <= 4, files


def test_a_public_class_name_is_used_once() -> None:
    names = Counter(node.name for _, node in CLASSES if not node.name.startswith("_"))

    assert [name for name, times in names.items() if times > 1] == []


def test_no_class_has_more_than_three_bases_of_ours() -> None:
    found = {node.name: list(dict.fromkeys(bases(node))) for _, node in CLASSES}

    assert {name: above for name, above in found.items() if len(above) > _MOST_BASES} == {}


def test_no_function_has_more_conditions_than_one_keeps_in_mind() -> None:
    found = (
        (f"{path.relative_to(ROOT)}:{block.lineno} {block.name}", block.complexity)
        for path in MODULES
        for block in cc_visit(path.read_text(encoding="utf-8"))
        if block.letter != "C"
    )

    assert [each for each in found if each[1] > _MOST_COMPLEX] == []


def test_no_handler_of_a_widget_calls_that_of_its_base() -> None:
    # Textual calls each class's own by itself, the base's last: called twice, it undid what was done after it.
    called = [
        (path.name, call.func.attr)
        for path, tree in MODULES.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr.startswith("on_")
        if isinstance(call.func.value, ast.Call) and getattr(call.func.value.func, "id", "") == "super"
    ]

    # What an app does with every event is an ordinary method.
    assert [each for each in called if each[1] != "on_event"] == []
