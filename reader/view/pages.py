"""Pages to read: the keys, an article's record, what was set aside from it, what could not be read.

A page is a list of pieces, each a text alone or with the name of its style. Computed without Textual.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from reader.library.article import Article
from reader.library.catalog import CatalogEntry
from reader.search.query import FIELDS, OPERATORS
from reader.view.commands import COMMANDS, GROUPS
from reader.view.keymap import Keymap, key_name
from reader.view.page_layout import Page


def help_page(keymap: Keymap) -> Page:
    """Return all commands with their keys, by group."""
    parts: Page = []
    for group in GROUPS:
        parts += [(group, "bold $accent"), "\n"]
        for command in COMMANDS:
            if command.group == group:
                keys = " ".join(key_name(key) for key in keymap.keys(command))
                parts += [(f"  {keys:<18}", "bold"), f" {command.help}\n"]
        parts.append("\n")
    parts += [("Searching", "bold $accent"), "\n"]
    for text, told in (*OPERATORS, *((field.example, field.help) for field in FIELDS)):
        parts += _explained(text, told)
    # Not before it is asked for: the first paint needs neither.
    from reader.notebook.query import FIELDS as NOTE_FIELDS

    parts += ["\n", ("Searching the notebook", "bold $accent"), "\n"]
    parts.append(
        "  Words, phrases, -word and OR work as above; a word also finds longer words that begin with it. Also:\n"
    )
    for field in NOTE_FIELDS:
        parts += _explained(field.example, field.help)
    return parts


def compare_page(keymap: Keymap, legend: Sequence[tuple[str, str]]) -> Page:
    """Return the keys and the marks of the compare screen."""
    parts: Page = [("Marks", "bold $accent"), "\n  "]
    for word, style in legend:
        parts += [(word, style), "   "]
    parts += [
        "\n  = the same words   ≈ some words changed   ~ the same in other words\n\n",
        ("Keys", "bold $accent"),
        "\n",
    ]
    # Its own keys first, then those that it has in common with the article.
    for command in sorted(COMMANDS, key=lambda each: len(each.where) > 1):
        if "compare" in command.where:
            keys = " ".join(key_name(key) for key in keymap.keys(command, "compare"))
            told = command.help.removeprefix("Comparing: ")
            parts += [(f"  {keys:<18}", "bold"), f" {told[0].upper()}{told[1:]}\n"]
    return parts


def _explained(text: str, told: str) -> Page:
    return [(f"  {text}", "bold"), "\n" + " " * 22 if len(text) > 18 else " " * (20 - len(text)), f"{told}\n"]


def record_page(article: Article, entry: CatalogEntry) -> Page:
    """Return all that is known of an article."""
    record = article.record
    first = record.first_published
    rows: list[tuple[str, str | None]] = [
        ("title", record.title), ("author", record.author), ("site", record.site), ("published", record.published),
        ("published from", record.published_from),
        ("first published", " · ".join(filter(None, (first.site, first.published))) if first else None),
        ("address", record.url), ("language", record.language), ("tags", ", ".join(record.tags) or None),
        ("saved", record.saved), ("words", f"{article.plain.words:,}"), ("file", entry.path), ("id", entry.id),
        ("original", record.original), ("SHA-256", record.sha256), ("problem", article.problem),
        *((key, str(value)) for key, value in record.extra.items() if key not in {"asides", "cut"}),
    ]  # fmt: skip
    parts: Page = []
    for name, value in rows:
        shown = (value, "") if value else ("not given on the page", "italic $quiet")
        if value or name in {"title", "author", "site", "published", "language"}:
            parts += [(f"{name:>16}  ", "$accent"), shown, "\n"]
    return parts


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
    """Return what could not be read, and why."""
    parts: Page = []
    for sentence in library:
        parts += [sentence, "\n\n"]
    for entry in entries:
        parts += [(entry.path, "bold"), "\n  ", entry.problem or "", "\n"]
    return parts or ["Everything could be read correctly."]
