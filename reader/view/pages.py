"""Pages to read: the keys, what was set aside from an article's page, what could not be read.

A page is a list of pieces, each a text or a text with the name of its style. Computed without Textual.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from reader.library.article import Article
from reader.library.catalog import CatalogEntry
from reader.search.query import FIELDS, OPERATORS
from reader.view.commands import GROUPS, Command, Where
from reader.view.keymap import PLACES, Keymap, key_name
from reader.view.page_layout import Page


def help_page(keymap: Keymap, where: Where | None = None, typed: str = "") -> Page:
    """Return all commands with their keys: first those of the place *where*, then the others by group.

    Words that are *typed* narrow it to the commands that have them all in their keys, label or help.
    """
    rows = {
        title: [(_keys_of(keymap, each, where), each.help, each.label) for each in commands]
        for title, commands in _sections(keymap, where)
    }
    rows |= _query_rows()
    words = typed.casefold().split()
    parts: Page = []
    for title, found in rows.items():
        kept = [row for row in found if all(word in " ".join(row).casefold() for word in words)]
        if kept:
            pieces = (piece for text, told, _ in kept for piece in _explained(text, told))
            parts += [(title, "bold $accent"), "\n", *pieces, "\n"]
    return parts or [f"Nothing here is called “{typed.strip()}”."]


def _sections(keymap: Keymap, where: Where | None) -> list[tuple[str, list[Command]]]:
    """Return the commands by group; with a place, its own before them."""
    sections = [(group, [each for each in keymap.commands if each.group == group]) for group in (*GROUPS, "Macros")]
    if where is None:
        return sections
    # Those of the footer in its order, then those of few other places; moving is the same everywhere.
    footer = [command_id for command_id, _, _ in keymap.footer(where)]
    rank_by_id = {command_id: rank for rank, command_id in enumerate(footer)}
    here = sorted(
        (each for each in keymap.commands if where in each.where),
        key=lambda each: (each.group == "Move", rank_by_id.get(each.id, len(footer)), len(each.where)),
    )
    elsewhere = [
        (f"Elsewhere: {group}", [each for each in rest if where not in each.where]) for group, rest in sections
    ]
    return [(f"Keys {PLACES[where]}", here), *elsewhere]


def _keys_of(keymap: Keymap, command: Command, where: Where | None) -> str:
    at = where if where in command.where else None
    return " ".join(key_name(key) for key in keymap.keys(command, at)) or "(no key)"


def _query_rows() -> dict[str, list[tuple[str, str, str]]]:
    """Return the rows on what can be typed into the search boxes."""
    # Imported late: the first paint needs neither.
    from reader.notebook.query import FIELDS as NOTE_FIELDS

    searching = (*OPERATORS, *((field.example, field.help) for field in FIELDS))
    noted = [(field.example, field.help, "") for field in NOTE_FIELDS]
    words = ("words, -word, OR", "As above; a word also finds longer words that begin with it", "")
    return {
        "Searching": [(text, told, "") for text, told in searching],
        "Searching the notebook": [words, *noted],
    }


def compare_page(keymap: Keymap, legend: Sequence[tuple[str, str]], typed: str = "") -> Page:
    """Return the keys and the marks of the compare screen."""
    keys = help_page(keymap, "compare", typed)
    if typed.strip():
        return keys
    parts: Page = [("Marks", "bold $accent"), "\n  "]
    for word, style in legend:
        parts += [(word, style), "   "]
    return [*parts, "\n  = the same words   ≈ some words changed   ~ the same in other words\n\n", *keys]


def _explained(text: str, told: str) -> Page:
    return [(f"  {text}", "bold"), "\n" + " " * 22 if len(text) > 18 else " " * (20 - len(text)), f"{told}\n"]


def original_page(article: Article, original: Path | None) -> Page:
    """Return what was set aside from an article's page, by kind, and where the page itself is."""
    parts: Page = []
    told = str(original) if original else "the original was not kept"
    parts += [("original  ", "$accent"), told, "\n\n"]
    if not article.asides:
        parts.append("Nothing was set aside from this article.\n")
    for aside in article.asides:
        counted = f" · {len(aside.parts)}" if aside.parts else ""
        parts += [(f"{aside.kind}{counted}", "bold $accent"), "\n"]
        texts: Sequence[str] = aside.parts or (aside.text,)
        for text in texts:
            parts += [text.strip()[:4000], "\n\n"]
    return parts


def problems_page(library: Iterable[str], entries: Iterable[CatalogEntry]) -> Page:
    """Return what was wrong with the library and its files."""
    parts: Page = []
    for sentence in library:
        parts += [sentence, "\n\n"]
    for entry in entries:
        parts += [(entry.path, "bold"), "\n  ", entry.problem or "", "\n"]
    return parts or ["Nothing was wrong."]
