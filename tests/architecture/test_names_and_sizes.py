"""The size and the names of what is written: a stranger must be able to find, guess and read it."""

import ast
from collections import Counter
from collections.abc import Iterator

import pytest
from radon.complexity import cc_visit_ast

from tests.architecture.conftest import PACKAGE, Trees

_MOST_BASES = 3
_MOST_COMPLEX = 12


@pytest.fixture(scope="module")
def classes(trees: Trees) -> list[ast.ClassDef]:
    return [node for tree in trees.values() for node in tree.body if isinstance(node, ast.ClassDef)]


def bases(node: ast.ClassDef, by_name: dict[str, ast.ClassDef]) -> Iterator[str]:
    """Yield the names of the base classes of ours, from near to far."""
    for base in node.bases:
        named = base.value if isinstance(base, ast.Subscript) else base
        if isinstance(named, ast.Name) and named.id in by_name and named.id != node.name:
            yield named.id
            yield from bases(by_name[named.id], by_name)


def test_at_most_four_files_lie_beside_the_folders() -> None:
    files = [path.name for path in PACKAGE.iterdir() if path.is_file()]

    assert len(files) <= 4, files


def test_a_public_class_name_is_used_once(classes: list[ast.ClassDef]) -> None:
    names = Counter(node.name for node in classes if not node.name.startswith("_"))

    assert [name for name, times in names.items() if times > 1] == []


def test_no_class_has_more_than_three_bases_of_ours(classes: list[ast.ClassDef]) -> None:
    by_name = {node.name: node for node in classes}
    found = {node.name: list(dict.fromkeys(bases(node, by_name))) for node in classes}

    assert {name: above for name, above in found.items() if len(above) > _MOST_BASES} == {}


def test_no_function_has_more_conditions_than_one_keeps_in_mind(trees: Trees) -> None:
    found = (
        (f"reader/{path}:{block.lineno} {block.name}", block.complexity)
        for path, tree in trees.items()
        for block in cc_visit_ast(tree)
        if block.letter != "C"
    )

    assert [each for each in found if each[1] > _MOST_COMPLEX] == []


def test_no_handler_of_a_widget_calls_that_of_its_base(trees: Trees) -> None:
    # Textual calls each class's own by itself, the base's last: called twice, it undid what was done after it.
    called = [
        (path, call.func.attr)
        for path, tree in trees.items()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr.startswith("on_")
        if isinstance(call.func.value, ast.Call) and getattr(call.func.value.func, "id", "") == "super"
    ]

    # What an app does with every event is an ordinary method.
    assert [each for each in called if each[1] != "on_event"] == []
