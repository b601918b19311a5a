"""`reader verify`: check quotations against the articles that they are from."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, named_path
from reader.cli.commands.notes.annotations import tell_unreadable
from reader.cli.launch import current_room
from reader.cli.note_arguments import QUERY, TAG
from reader.cli.printing import out, out_json, say
from reader.text.plurals import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.notes.verification import Verification
    from reader.room import ReadingRoom

# A long quotation is shown by its beginning.
_SHOWN = 160


def run(options: Options) -> int:
    """Check the quotations of documents, or of the notes; the exit status is 0 if all are there word for word."""
    from reader.library.guarded_file import read_named

    checked: list[tuple[str, Verification]] = []
    status = 0
    with current_room(options) as room:
        for path in options.document:
            checked += [
                (f"{path}:{each.passage.line}", each) for each in room.exchange.verify_document(read_named(path))
            ]
        if not options.document:
            verified = room.exchange.verify(query=options.query, tags=options.tag)
            checked = [(f"{note.article}/{note.id}", each) for note, each in verified]
            status = tell_unreadable(room)
        if options.json:
            out_json([_verified_json(where, each, room) for where, each in checked])
        else:
            _print(checked)
    return status if checked and all(each.verdict == "exact" for _, each in checked) else 1


def _print(checked: "Iterable[tuple[str, Verification]]") -> None:
    counts = {"exact": 0, "changed": 0, "not found": 0}
    for where, each in checked:
        counts[each.verdict] += 1
        if each.verdict == "changed":
            out(f"{where}: changed in {each.article}\n  {_changes(each)}\n")
        elif each.verdict == "not found":
            source = f" in {each.passage.article}" if each.passage.article else " in any article"
            out(f"{where}: not found{source}\n  “{_cut(each.passage.words)}”\n")
    total = sum(counts.values())
    if total:
        verdicts = ", ".join(f"{number:,} {verdict}" for verdict, number in counts.items() if number)
        out(f"{count(total, 'quotation')}: {verdicts}.")
    else:
        say("There are no quotations to check.")


def _changes(checked: "Verification") -> str:
    """Return the text with the quoted words that it lacks in [-…-] and what it has instead in {+…+}."""
    parts: list[str] = []
    at = 0
    for change in checked.differences:
        old = checked.passage.words[change.old_start : change.old_end]
        new = checked.now[change.new_start : change.new_end]
        parts += [checked.now[at : change.new_start], f"[-{old}-]" if old else "", f"{{+{new}+}}" if new else ""]
        at = change.new_end
    return "".join([*parts, checked.now[at:]]).replace("\n", " ")


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"


def _verified_json(where: str, each: "Verification", room: "ReadingRoom") -> dict[str, object]:
    is_found = each.verdict != "not found"
    text = room.session.shelf.text_of(each.article) if is_found else None
    return {
        "where": where,
        "line": each.passage.line or None,
        "words": each.passage.words,
        "article": each.article or each.passage.article or None,
        "verdict": each.verdict,
        "start": each.start if is_found else None,
        "end": each.end if is_found else None,
        "paragraph": text.count("\n\n", 0, each.start) + 1 if text is not None else None,
        "now": each.now if is_found else None,
        "differences": [
            {
                "old": each.passage.words[change.old_start : change.old_end],
                "new": each.now[change.new_start : change.new_end],
            }
            for change in each.differences
        ],
    }


COMMAND = CliCommand(
    "verify",
    "Check quotations against the articles they are from",
    group=CommandGroup.NOTES,
    details="Each quotation is exact, changed (the changes are shown word by word) or not found. The exit status is 0 "
    "if all are exact.",
    arguments=(
        Argument("DOCUMENT", "A text with quotations; if omitted, your notes are checked", is_optional=True,
                 is_repeated=True, read=named_path, completes="file"),
        QUERY,
        TAG,
    ),
    examples=(
        Example("reader verify", "Check the quotations of all your notes."),
        Example("reader verify essay.md", "Check the quotations of a text, by their reader:// links."),
        Example("reader verify --tag figures", "Check the notes with a tag."),
    ),
    run=run,
)  # fmt: skip
