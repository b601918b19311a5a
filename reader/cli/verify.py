"""What `reader verify` does, and where a `reader://` link leads: quotations against the texts they are from."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.freshness import up_to_date
from reader.cli.printing import note_json, out, out_json
from reader.library.errors import ReaderError
from reader.room import ReadingRoom

if TYPE_CHECKING:
    from reader.notes.verification import Verification

# Of a long quotation its beginning tells which one is meant.
_SHOWN = 160


def verify(options: argparse.Namespace, room: ReadingRoom) -> int:
    """Check the quotations of documents, or of the notes; the exit status is 0 if all are there word for word."""
    up_to_date(room)
    checked: list[tuple[str, Verification]] = []
    if options.paths:
        for path in options.paths:
            checked += [(f"{path}:{each.passage.line}", each) for each in room.exchange.verify_document(_text_of(path))]
    else:
        verified = room.exchange.verify(query=options.query, tags=options.tags)
        checked = [(f"{note.article}/{note.id}", each) for note, each in verified]
    if options.json:
        out_json([_verified_json(where, each, room) for where, each in checked])
    else:
        _tell(checked)
    return 0 if checked and all(each.verdict == "exact" for _, each in checked) else 1


def _text_of(path: Path) -> str:
    from reader.library.guarded_file import read_text

    try:
        return read_text(path)
    except FileNotFoundError as error:
        raise ReaderError(f"There is no file {path}.") from error


def _tell(checked: Iterable[tuple[str, "Verification"]]) -> None:
    counts = {"exact": 0, "changed": 0, "not found": 0}
    for where, each in checked:
        counts[each.verdict] += 1
        if each.verdict == "changed":
            out(f"{where}: changed in {each.article}\n  {shown_changes(each)}\n")
        elif each.verdict == "not found":
            source = f" in {each.passage.article}" if each.passage.article else " in any article"
            out(f"{where}: not found{source}\n  “{_cut(each.passage.words)}”\n")
    total = sum(counts.values())
    if total:
        told = ", ".join(f"{number:,} {verdict}" for verdict, number in counts.items() if number)
        out(f"{total:,} {'quotation' if total == 1 else 'quotations'}: {told}.")
    else:
        out("There are no quotations to check.", sys.stderr)


def shown_changes(checked: "Verification") -> str:
    """Return what the text says now, with what was quoted in [-…-] and what stands there instead in {+…+}."""
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


def _verified_json(where: str, each: "Verification", room: ReadingRoom) -> dict[str, object]:
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


def show_link(options: argparse.Namespace, room: ReadingRoom) -> int:
    """Print where a `reader://` link leads, for where there is no terminal to open it in."""
    up_to_date(room)
    found = room.exchange.follow(options.link)
    record = found.record
    if options.json:
        note = note_json(found.annotation, found.place) if found.annotation and found.place else None
        out_json({
            "link": options.link, "article": found.article, "title": record.title, "site": record.site,
            "published": record.published, "url": record.url, "paragraph": found.paragraph or None,
            "words": found.words or None, "note": note,
        })  # fmt: skip
        return 0
    facts = " · ".join(part for part in (record.author, record.site, record.published) if part)
    out(f"{record.title or found.article}  [{found.article}]" + (f"\n  {facts}" if facts else ""))
    if found.span is not None and found.place is not None:
        state = "" if found.place.state == "exact" else f" ({found.place.state})"
        out(f"  ¶ {found.paragraph}, {found.place.start}–{found.place.end}{state}\n\n  “{found.words}”")
    elif found.annotation is not None and found.annotation.quote is not None:
        out(f"  The passage is gone from the text. It was:\n\n  “{found.annotation.exact}”")
    if found.annotation is not None and found.annotation.body:
        out(f"\n{found.annotation.body}")
    return 0
