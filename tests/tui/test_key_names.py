"""Messages name keys as they are bound: no sentence of the app has a key written into it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.room import ReadingRoom
from reader.room.settings import Places, Settings
from reader.view.commands import COMMAND_BY_ID, COMMANDS
from tests.tui.conftest import sitting_in

PACKAGE = Path(__file__).resolve().parents[2] / "reader"
# Where keys are declared.
_TABLES = {"view/commands.py", "view/keymap.py", "view/plain.py"}
_NAMED = re.compile(r"\b(?:Esc|Escape|Tab|Space|PgUp|PgDn|Backspace|(?:Ctrl|Alt|Shift)\+\S+|Enter(?! a\b))\b")
_LETTER = re.compile(
    # "Press X" or "then x"; and a letter or sign before a verb: "U takes back", "+ lists".
    r"(?:\b[Pp]ress|\bthen) [A-Za-z](?!\w)|(?:^|[.;:·,(] )(?!a |I |A )[A-Za-z] [a-z]+s\b|(?:^|[ (])[+#=?@*&] [a-z]+s\b"
)
# A key of one dialog alone, which no setting binds, is named at its foot.
_OWN_KEYS = re.compile(
    "d deletes|d forgets|s this speaker|e this event|w writes a file|o reads it|Backspace a step back"
)
_RARE = [
    chr(code)
    for code in (*range(0x0561, 0x0587), *range(0x0531, 0x0557), *range(0x10D0, 0x10F1), *range(0x13A0, 0x13F5))
]


def sentences() -> Iterator[tuple[str, str]]:
    """Yield where each text of tui/ and view/ stands, and the text; docstrings are for other readers."""
    for path in sorted((*(PACKAGE / "tui").rglob("*.py"), *(PACKAGE / "view").rglob("*.py"))):
        name = str(path.relative_to(PACKAGE))
        tree = ast.parse(path.read_text("utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
            if is_text and name not in _TABLES:
                yield f"{name}:{node.lineno}", node.value  # type: ignore[attr-defined]  # a text, as was looked


def test_no_sentence_has_a_key_written_into_it() -> None:
    named = []
    for where, text in sentences():
        own = _OWN_KEYS.sub("", text)
        if _NAMED.search(own) or _LETTER.search(own):
            named.append(f"{where}: {text!r}")

    assert named == []


@pytest.mark.parametrize(
    "sentence",
    [
        "U takes it back.",
        "Esc clears it",
        "press c; again",
        "Gone; E explains",
        ": + lists",
        "= shows all",
        "Ctrl+S saves",
    ],
)
def test_a_key_in_a_sentence_would_be_seen(sentence: str) -> None:
    assert _NAMED.search(sentence) or _LETTER.search(sentence)


def test_every_blank_of_a_sentence_is_a_command_or_a_meaning_of_a_box() -> None:
    meanings = {"save", "external", "complete", "previous", "next", "cancel", "accept", "write"}
    blanks = {(where, blank) for where, text in sentences() for blank in re.findall(r"\{([a-z-]+)\}", text)}

    assert len(blanks) > 20
    assert {each for each in blanks if each[1] not in COMMAND_BY_ID.keys() | meanings} == set()


async def test_with_every_key_rebound_no_message_names_an_old_one(library: Path, places: Places) -> None:
    keys = dict(zip((command.id for command in COMMANDS), _RARE, strict=False))
    settings = Settings(machine="desk", keys=keys)
    flow = (
        "compare", "compare", "searches", "save-search", "explain", "pane-article", "compare", "select", "inner",
        "back", "highlight", "delete-note", "undo", "color", "tag", "pane-crossrefs", "copies", "dismiss",
        "undo-judgment", "pane-notes", "attach-note", "versions", "only-different", "facets", "notebook",
    )  # fmt: skip
    with ReadingRoom.open(library, settings=settings, places=places) as room:
        room.index()
        async with sitting_in(room)() as table:
            seen = []
            for command_id in flow:
                await table.press(keys[command_id])
                seen.append(table.screen.status.said)
                if command_id == "tag":
                    await table.press("escape")
            seen.append(table.text())

    # What follows a key is not rebound: the word, sentence and paragraph of selecting inside.
    said = [each.replace("w s p", "") for each in seen[:-1]]
    named = [each for each in said if _LETTER.search(each) or re.search(r"\b(?:Ctrl|Alt|Shift)\+", each)]
    assert named == []
    assert sum(any(key in said for key in _RARE) for said in seen) > 8
    assert keys["help"] in seen[-1]
