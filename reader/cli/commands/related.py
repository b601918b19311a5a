"""`reader related`: the cross-references of an article, and judging them."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, UsageError, whole_number
from reader.cli.forms import listed, marked
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json, say
from reader.library.errors import ReaderError
from reader.notes.model import RELATIONS, UNRELATED
from reader.related.evidence import KINDS

if TYPE_CHECKING:
    from reader.notes.judged_links import JudgedLink
    from reader.room import ReadingRoom
    from reader.room.references import Reference


def run(options: Options) -> int:
    """List the articles that bear on one, or judge one of them."""
    _check(options)
    with current_room(options) as room:
        room.article(options.article)
        if options.confirm or options.dismiss:
            return _judge(options, room)
        if options.take_back:
            return _take_back(options, room)
        found = tuple(
            each
            for each in room.references.of(options.article, options.limit, fold=options.fold, kind=options.kind)
            if each.is_dismissed == options.dismissed
        )
        if options.json:
            out_json([_reference_json(each) for each in found])
        elif not found:
            say(
                "You have dismissed no articles."
                if options.dismissed
                else "No article in this library is related to it."
            )
        else:
            for each in found:
                out(_described(each, room))
    return 0 if found else 1


def _check(options: Options) -> None:
    is_judging = options.confirm or options.dismiss
    if (options.relation or options.note) and not is_judging:
        raise UsageError("Say which article to judge: --confirm OTHER or --dismiss OTHER.")
    if options.dismiss and options.relation:
        raise UsageError("Use --relation only with --confirm; a dismissed article counts as unrelated.")


def _described(reference: "Reference", room: "ReadingRoom") -> str:
    """Return a cross-reference as a few lines: the article, why, and the best quotation."""
    lines = [listed(reference.entry) if reference.entry else reference.title]
    if reference.judged:
        lines.append(f"  · {_judgment(reference.judged)}")
    lines += [f"  · {each.text}" for each in reference.ranked]
    if reference.quote.text:
        lines.append(f"    “{marked(reference.quote.text, reference.quote.marks)}”")
    for entry, difference in room.references.differences(reference.crossref.id, reference.crossref.copies):
        lines.append(f"    copy: {entry.title}  [{entry.id}]\n      {difference}")
    return "\n".join(lines) + "\n"


def _judgment(judged: "JudgedLink") -> str:
    word = {"": "confirmed", UNRELATED: "dismissed"}.get(judged.relation, judged.relation)
    return f"you: {word}" + (f" — {' '.join(judged.note.split())}" if judged.note else "")


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
                "count": piece.count,
                "more": list(piece.more),
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


def _judge(options: Options, room: "ReadingRoom") -> int:
    relation = UNRELATED if options.dismiss else options.relation
    judged = room.references.judge(options.article, options.confirm or options.dismiss, relation, options.note)
    if options.json:
        out_json(_judged_json(judged))
    else:
        done = "Dismissed; it will not be offered again" if options.dismiss else "Confirmed"
        out(f"{done}.  [{judged.annotation.id}]")
    return 0


def _take_back(options: Options, room: "ReadingRoom") -> int:
    if not room.references.take_back(options.article, options.take_back):
        raise ReaderError(f"You have not judged “{options.take_back}” here.")
    out_json({"id": options.article, "other": options.take_back}) if options.json else out("Judgment removed.")
    return 0


COMMAND = CliCommand(
    "related",
    "List the articles related to one, with the evidence; confirm or dismiss them",
    group=CommandGroup.COMPARISON,
    arguments=(
        Argument("ARTICLE", "The id of an article", completes="article"),
        Argument("--limit", "Print at most this many articles", "NUMBER", default=20, read=whole_number),
        Argument("--kind", "Only articles with this kind of evidence", "KIND", default="", choices=KINDS),
        Argument("--fold", "Show articles with the same text as one article with copies"),
        Argument("--dismissed", "List the articles that you dismissed"),
        Argument("--confirm", "Confirm that this article is related", "OTHER", completes="article"),
        Argument("--dismiss", "Stop offering this article", "OTHER", completes="article"),
        Argument("--take-back", "Remove your judgment of this article", "OTHER", completes="article"),
        Argument("--relation", "With --confirm: how the other article bears on this one", "RELATION", default="",
                 choices=tuple(each for each in RELATIONS if each != UNRELATED)),
        Argument("--note", "With --confirm or --dismiss: a note, in Markdown", "TEXT", default=""),
    ),
    examples=(
        Example("reader related palmyra", "List the articles related to one, and why."),
        Example("reader related palmyra --kind figure", "List only articles that share a figure with it."),
        Example('reader related palmyra --confirm tiyas-air-base --relation confirms --note "Same dates."',
                "Confirm a cross-reference, with a note."),
        Example("reader related palmyra --take-back tiyas-air-base", "Remove that judgment."),
    ),
    exclusive=(("--confirm", "--dismiss", "--take-back"),),
    run=run,
)  # fmt: skip
