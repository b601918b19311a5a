"""What a script has: one door, whose types can be imported from it, usable without a terminal."""

import inspect
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from reader import room as door
from reader.library.child_process import child_environment
from reader.room import ReadingRoom
from tests.tui.conftest import write_library

SCRIPT = """
import sys
from pathlib import Path
from reader.room import ReadingRoom, new_annotation, selectors_for

with ReadingRoom.open(sys.argv[1]) as room:
    print([each.result for each in room.add([Path(sys.argv[2])])])
    print(room.index().changed, len([*room.articles()]))
    (hit,) = room.search("zeppelin", limit=5).hits
    article = room.article(hit.entry.id)
    print(article.title, [each.id for each in room.related("rebuilding", limit=1)])
    note = new_annotation(article.id, selectors_for(article.text, 0, 10), body="Seen by many.")
    room.notes.save(note)
    print([(each.body, place.state) for each, place in room.notebook.anchored(article.id)])
"""


def members() -> dict[str, Callable[..., object]]:
    """Return the public methods and properties of the room, by name."""
    found: dict[str, Callable[..., object]] = {}
    for name, member in vars(ReadingRoom).items():
        function = getattr(member, "fget", None) or getattr(member, "__func__", member)
        if not name.startswith("_") and inspect.isfunction(function):
            found[name] = function
    return found


def classes(hint: object) -> set[type]:
    """Return the classes of ours that a type is made of."""
    inner = [each for part in get_args(hint) for each in (part if isinstance(part, list) else [part])]
    found = {each for part in inner for each in classes(part)}
    is_ours = isinstance(hint, type) and hint.__module__.startswith("reader.")
    return found | ({hint} if is_ours else set())  # type: ignore[arg-type]  # is_ours says that it is a type


@pytest.mark.parametrize("name", sorted(members()))
def test_the_types_of_the_room_can_be_imported_from_its_door(name: str) -> None:
    function = members()[name]
    public = {each: getattr(door, each) for each in door.__all__}

    hints = get_type_hints(function, vars(inspect.getmodule(function)) | public, {"Self": object})

    assert {each for hint in hints.values() for each in classes(hint)} <= set(public.values())


def test_the_room_has_what_was_promised() -> None:
    promised = {"open", "add", "index", "articles", "article", "search", "related", "notes"}

    assert promised <= members().keys()


def test_a_name_that_is_not_public_is_an_error_as_of_any_module() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = door.nonsense


def test_a_script_adds_searches_relates_and_annotates_without_a_terminal(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library")
    page = tmp_path / "zeppelin.md"
    page.write_text("# A zeppelin over Marlow\n\nA zeppelin was seen over the town.\n")

    command = [sys.executable, "-P", "-c", SCRIPT, str(library), str(page)]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, env=child_environment()
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "['added']",
        "0 6",
        "A zeppelin over Marlow ['flood']",
        "[('Seen by many.', 'exact')]",
    ]


def test_the_example_of_the_door_runs(tmp_path: Path) -> None:
    lines = re.findall(r"^    (.*)$", door.__doc__ or "", re.MULTILINE)
    write_library(tmp_path / "my-library")
    script = "\n".join(lines).replace("aleppo corridor", "homes lost")

    done = subprocess.run(
        [sys.executable, "-P", "-c", script], cwd=tmp_path, env=os.environ, capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
    assert "Flood in Marlow: 412 homes lost" in done.stdout
