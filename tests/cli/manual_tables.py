"""The tables of the manual, made from the code: `poe manual` writes them into the pages.

They stand between `<!-- table: NAME -->` and `<!-- end of table -->`; a test holds that they are up to date.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from reader.notebook.query import FIELDS as NOTE_FIELDS
from reader.notes.exports.formats import FORMATS
from reader.room.settings import SWITCH, declared_settings, written
from reader.search.query import FIELDS, OPERATORS
from reader.view.commands import COMMANDS, GROUPS
from reader.view.keymap import Keymap, key_name

MANUAL = Path(__file__).resolve().parents[2] / "reader" / "manual"
_TABLE = re.compile(r"(<!-- table: ([\w-]+) -->\n).*?(<!-- end of table -->)", re.DOTALL)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = [tuple(head), *(tuple(row) for row in rows)]
    lines = ["| " + " | ".join(each.replace("|", "\\|") for each in row) + " |" for row in cells]
    return "\n".join((lines[0], "| " + " | ".join("---" for _ in cells[0]) + " |", *lines[1:]))


def _keys() -> str:
    keymap = Keymap()
    tables = []
    for group in GROUPS:
        rows = (
            (" ".join(f"`{key_name(key)}`" for key in keymap.keys(each)), each.help)
            for each in COMMANDS
            if each.group == group
        )
        tables.append(f"## {group}\n\n{_table(('keys', 'do'), rows)}")
    return "\n\n".join(tables)


def _choices(choices: Iterable[str]) -> str:
    listed = ", ".join(choices)
    return f" ({listed})" if listed else ""


def _settings() -> str:
    rows = (
        (
            f"`{each.name}`",
            each.help,
            "" if each.kind.choices and each.kind is not SWITCH else each.kind.expected,
            f"`{written(each.default)}`" if each.default not in ("", {}) else "",
        )
        for each in declared_settings().values()
    )
    return _table(("setting", "meaning", "takes", "default"), rows)


def tables() -> dict[str, str]:
    """Return every table by its name."""
    return {
        "keys": _keys(),
        "operators": _table(("write", "to find"), ((f"`{syntax}`", meaning) for syntax, meaning in OPERATORS)),
        "fields": _table(
            ("field", "finds by", "for example"),
            ((f"`{each.name}:`", each.help + _choices(each.choices), f"`{each.example}`") for each in FIELDS),
        ),
        "note-fields": _table(
            ("field", "finds by", "for example"),
            ((f"`{each.name}:`", each.help + _choices(each.choices), f"`{each.example}`") for each in NOTE_FIELDS),
        ),
        "note-formats": _table(
            ("format", "files", "can be imported"),
            ((f"`{each.name}`", f"`{each.suffix}`", "yes" if each.read else "no") for each in FORMATS.values()),
        ),
        "settings": _settings(),
    }


def filled(text: str) -> str:
    """Return a page with its tables as the code has them."""
    known = tables()
    return _TABLE.sub(lambda found: f"{found[1]}\n{known[found[2]]}\n\n{found[3]}", text)


if __name__ == "__main__":
    for path in sorted(MANUAL.glob("*.md")):
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
