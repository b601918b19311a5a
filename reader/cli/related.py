"""What the commands that cross-reference do: related, event."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli.freshness import up_to_date
from reader.cli.printing import listed, out, out_json
from reader.library.catalog import CatalogEntry
from reader.library.errors import ReaderError
from reader.room import ReadingRoom

if TYPE_CHECKING:
    from reader.notes.judged_links import JudgedLink
    from reader.related.ledger import Told
    from reader.room.references import Reference


def related(options: argparse.Namespace, room: ReadingRoom) -> int:
    """List the articles that bear on one, with the evidence, or judge one of them."""
    up_to_date(room)
    room.article(options.id)
    if options.confirm or options.dismiss:
        return _judge(options, room)
    if options.take_back:
        return _take_back(options, room)
    if options.relation or options.note:
        raise ReaderError("Say which cross-reference it is about: --confirm OTHER or --dismiss OTHER.")
    found = room.references.of(options.id, options.limit, fold=options.fold, kind=options.kind)
    found = tuple(each for each in found if each.is_dismissed == options.dismissed)
    if options.json:
        out_json([_reference_json(each) for each in found])
    else:
        for each in found:
            out(_told(each, room))
        if not found:
            out("Nothing was dismissed." if options.dismissed else "Nothing in this library bears on it.", sys.stderr)
    return 0 if found else 1


def _told(reference: "Reference", room: ReadingRoom) -> str:
    """Return a cross-reference as a few lines: the reasons first."""
    lines = [each.text for each in reference.telling]
    if reference.judged:
        lines.insert(0, _judged_told(reference.judged))
    lines.append(f"  {listed(reference.entry)}".replace("\n", "\n  ") if reference.entry else f"  {reference.title}")
    if reference.quote.text:
        lines.append(f"    “{_marked(reference)}”")
    for entry, difference in room.references.differences(reference.crossref.id, reference.crossref.copies):
        lines.append(f"    copy: {entry.title}  [{entry.id}]\n      {difference}")
    return "\n".join(lines) + "\n"


def _judged_told(judged: "JudgedLink") -> str:
    told = {"": "confirmed", "unrelated": "dismissed"}.get(judged.relation, judged.relation)
    return f"you: {told}" + (f" — {' '.join(judged.note.split())}" if judged.note else "")


def _marked(reference: "Reference") -> str:
    """Return the quotation with the evidence between » and «, as a search marks its hits."""
    text, parts, position = reference.quote.text, [], 0
    for start, end in reference.quote.marks:
        if start >= position:
            parts += [text[position:start], "»", text[start:end], "«"]
            position = end
    return "".join([*parts, text[position:]])


def _reference_json(reference: "Reference") -> dict[str, object]:
    crossref, entry = reference.crossref, reference.entry
    return {
        "id": crossref.id,
        "title": entry.title if entry else None,
        "site": entry.record.site if entry else None,
        "published": entry.record.published if entry else None,
        "score": round(crossref.score, 4),
        "evidence": [
            {
                "kind": piece.kind,
                "text": piece.text,
                "points": round(piece.points, 2),
                "here": [list(span) for span in piece.here],
                "there": [list(span) for span in piece.there],
            }
            for piece in crossref.evidence
        ],
        "quote": reference.quote.text,
        "marks": [list(mark) for mark in reference.quote.marks],
        "copies": list(crossref.copies),
        "judged": _judged_json(reference.judged) if reference.judged else None,
    }


def _judged_json(judged: "JudgedLink") -> dict[str, object]:
    annotation = judged.annotation
    return {
        "id": annotation.id,
        "article": annotation.article,
        "other": judged.other,
        "relation": judged.relation or None,
        "dismissed": judged.is_dismissed,
        "note": judged.note,
    }


def _judge(options: argparse.Namespace, room: ReadingRoom) -> int:
    other = options.confirm or options.dismiss
    if options.dismiss and options.relation not in {"", "unrelated"}:
        raise ReaderError(f"What is dismissed is unrelated; “{options.relation}” goes with --confirm.")
    if options.confirm and options.relation == "unrelated":
        raise ReaderError("What is unrelated is dismissed: use --dismiss.")
    judged = room.references.judge(
        options.id, other, "unrelated" if options.dismiss else options.relation, options.note
    )
    if options.json:
        out_json(_judged_json(judged))
    else:
        told = "Dismissed: it is not offered again" if options.dismiss else "Confirmed"
        out(f"{told}.  [{judged.annotation.id}]")
    return 0


def _take_back(options: argparse.Namespace, room: ReadingRoom) -> int:
    if not room.references.take_back(options.id, options.take_back):
        raise ReaderError(f"Nothing was judged of “{options.take_back}” here.")
    if options.json:
        out_json({"id": options.id, "other": options.take_back})
    else:
        out("What was judged is taken back.")
    return 0


def event(options: argparse.Namespace, room: ReadingRoom) -> int:
    """List the articles that tell of the same event, in time order, or the figures that they tell."""
    up_to_date(room)
    dossier = room.references.event(options.id)
    if options.ledger:
        return _ledger(options, room, dossier)
    if options.json:
        out_json([_dossier_json(each) for each in dossier])
    else:
        for entry in dossier:
            out(f"{'»' if entry.id == options.id else ' '} {listed(entry)}".replace("\n", "\n  "))
        if len(dossier) < 2:
            out("No other article here tells of the same event.", sys.stderr)
    return 0 if len(dossier) > 1 else 1


def _dossier_json(entry: CatalogEntry) -> dict[str, object]:
    first = entry.record.first_published
    return {
        "id": entry.id,
        "title": entry.record.title,
        "author": entry.record.author,
        "site": entry.record.site,
        "published": entry.record.published,
        "first_published": {"site": first.site, "published": first.published} if first else None,
    }


def _ledger(options: argparse.Namespace, room: ReadingRoom, dossier: Sequence[CatalogEntry]) -> int:
    from reader.related.ledger import as_csv, as_markdown, ordered

    rows = ordered(room.references.ledger([each.id for each in dossier]), options.sort)
    if options.json or options.format == "json":
        out_json([_row_json(row) for row in rows])
    elif rows:
        out((as_csv if options.format == "csv" else as_markdown)(rows).removesuffix("\n"))
    else:
        out("The articles of this event tell no figures.", sys.stderr)
    return 0 if rows else 1


def _row_json(row: "Told") -> dict[str, object]:
    return {
        "counted": row.counted,
        "value": row.value,
        "number": row.number,
        "said_by": row.said_by or None,
        "site": row.site or None,
        "published": row.published or None,
        "article": row.article,
        "start": row.start,
        "end": row.end,
        "copies": row.copies,
    }
