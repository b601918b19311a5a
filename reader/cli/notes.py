"""What `reader notes` does: list, add, tag, delete, undo, export, import, cite."""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.freshness import up_to_date
from reader.cli.note_repair import (
    accept_passage,
    attach_note,
    color_note,
    list_versions,
    restore_notes,
    settle_versions,
)
from reader.cli.printing import note_json, out, out_json
from reader.library.errors import ReaderError
from reader.room import ReadingRoom
from reader.room.exchange import ImportedNote

if TYPE_CHECKING:
    from reader.notebook.entries import Notebook, NotebookEntry
    from reader.notes.model import Annotation


def notes(options: argparse.Namespace, room: ReadingRoom) -> int:
    """Do what `reader notes ACTION` says."""
    return _ACTIONS[options.action or "list"](options, room)


def _chosen(options: argparse.Namespace, room: ReadingRoom) -> "Notebook":
    up_to_date(room)
    return room.notebook.find(options.query, article_id=options.id, tags=options.tags)


def _list_notes(options: argparse.Namespace, room: ReadingRoom) -> int:
    book = _chosen(options, room)
    if options.json:
        out_json([note_json(each.annotation, each.place) for each in book.entries if each.place])
    else:
        for each in book.entries:
            out(_listed(each))
    for problem in room.notes.problems:
        out(f"reader: {problem}", sys.stderr)
    if not book.entries and not options.json:
        out("There are no notes.", sys.stderr)
    return 0 if book.entries else 1


def _listed(entry: "NotebookEntry") -> str:
    note = entry.annotation
    gone = " (this article is gone)" if entry.heading.is_gone else ""
    told = f" ({entry.state})" if note.quote and entry.state != "exact" else ""
    lines = [f"{entry.heading.title}{gone}  [{note.id}]"]
    lines += [f"  “{note.exact}”{told}"] if note.quote else []
    lines += [f"  {note.relation or 'linked'} → {entry.linked.title}  [{note.link}]"] if entry.linked else []
    lines += [f"  {note.body.strip()}"] if note.body else []
    lines += ["  " + "  ".join(f"#{tag}" for tag in note.tags)] if note.tags else []
    return "\n".join(lines) + "\n"


def _add_note(options: argparse.Namespace, room: ReadingRoom) -> int:
    from reader.notes.model import new_annotation
    from reader.notes.selectors import selectors_for, text_sha256

    if not options.id:
        raise ReaderError("Which article? “reader notes add ARTICLE --quote … --body …”")
    up_to_date(room)
    article = room.article(options.id)
    selectors = None
    if options.quote:
        start = article.text.find(options.quote)
        if start < 0:
            raise ReaderError("The article has no such passage; nothing was noted.")
        selectors = selectors_for(article.text, start, start + len(options.quote))
    elif not options.body:
        raise ReaderError("A note needs a --quote, a --body or both.")
    annotation = new_annotation(
        article.id, selectors, body=options.body, color=options.color, tags=tuple(options.tags),
        text_sha256=text_sha256(article.text),
    )  # fmt: skip
    saved = room.notes.save(annotation)
    out_json({"id": saved.id}) if options.json else out(f"The note is saved.  [{saved.id}]")
    return 0


def _tag_notes(options: argparse.Namespace, room: ReadingRoom) -> int:
    if not options.add and not options.remove:
        raise ReaderError("Which tags? “reader notes tag --query … --add TAG --remove TAG”")
    chosen = [each.annotation for each in _chosen(options, room).entries]
    return _told_of_all(options, room.notebook.tag(chosen, options.add, options.remove), "tagged")


def _count_tags(options: argparse.Namespace, room: ReadingRoom) -> int:
    from reader.notebook.groups import counted

    book = _chosen(options, room)
    tags = counted(book.entries).tags
    if options.json:
        out_json([{"tag": tag, "notes": number} for tag, number in tags])
    else:
        for tag, number in tags:
            out(f"{number:>6,}  #{tag}")
        if not tags:
            out("No note has a tag.", sys.stderr)
    return 0 if tags else 1


def _delete_note(options: argparse.Namespace, room: ReadingRoom) -> int:
    if options.id is None:
        if not options.query and not options.tags:
            raise ReaderError("Which note? “reader notes delete NOTE”, or --query, or --tag.")
        chosen = [each.annotation for each in _chosen(options, room).entries]
        return _told_of_all(options, room.notes.delete_all(chosen), "in the trash; “reader notes undo” brings all back")
    found = next((each for each in room.notes.all() if each.id == options.id), None)
    if found is None:
        raise ReaderError(f"There is no note “{options.id}”.")
    room.notes.delete(found)
    out_json({"id": found.id}) if options.json else out("The note is in the trash; “reader notes undo” brings it back.")
    return 0


def _told_of_all(
    options: argparse.Namespace, outcomes: "Iterable[tuple[Annotation, ReaderError | None]]", told: str
) -> int:
    """Say what became of many notes; those that could not be changed each with its reason."""
    done, failed = [], 0
    for annotation, error in outcomes:
        if error is None:
            done.append(annotation)
        else:
            failed += 1
            out(f"reader: {annotation.article}/{annotation.id}: {error}", sys.stderr)
    if options.json:
        out_json([{"id": each.id, "article": each.article, "tags": list(each.tags)} for each in done])
    else:
        out(f"{len(done):,} {'note is' if len(done) == 1 else 'notes are'} {told}.")
    return 0 if done and not failed else 1


def _undo_note(options: argparse.Namespace, room: ReadingRoom) -> int:
    found = room.notes.undo_batch()
    if not found:
        raise ReaderError("No deleted note is left to bring back.")
    if options.json:
        out_json({"id": found[0].id, "ids": [each.id for each in found]})
    elif len(found) == 1:
        out(f"The note is back.  [{found[0].id}]")
    else:
        out(f"{len(found):,} notes are back.")
    return 0


def _export_notes(options: argparse.Namespace, room: ReadingRoom) -> int:
    template = _template(options.template)
    if options.per_article and options.out is None:
        raise ReaderError("Into which folder? “reader notes export --per-article --out FOLDER”")
    chosen = [each.annotation for each in _chosen(options, room).entries]
    if options.out is None:
        sys.stdout.write(room.exchange.format(options.format, chosen, template=template))
        return 0
    paths = room.exchange.write(options.out, options.format, chosen, per_article=options.per_article, template=template)
    if options.json:
        out_json({"notes": len(chosen), "paths": [str(each) for each in paths]})
    else:
        where = f"{len(paths):,} files in {options.out}" if options.per_article else str(options.out)
        out(f"{len(chosen):,} {'note' if len(chosen) == 1 else 'notes'} exported to {where}.")
    return 0


def _template(path: Path | None) -> str:
    from reader.library.guarded_file import read_text

    if path is None:
        return ""
    try:
        text = read_text(path)
    except FileNotFoundError as error:
        raise ReaderError(f"There is no file {path}.") from error
    if "$note" not in text:
        raise ReaderError(f"The template {path.name} has no $note, without which nothing can be imported again.")
    return text


def _import_notes(options: argparse.Namespace, room: ReadingRoom) -> int:
    up_to_date(room)
    became: list[ImportedNote] = []
    for path in options.paths:
        try:
            for each in room.exchange.import_notes(path, options.format, with_unknown=options.with_unknown):
                became.append(each)
                if each.result == "refused" and not options.json:
                    told = f"{each.article}/{each.id}: " if each.id else ""
                    out(f"reader: {each.path}: {told}{each.reason}", sys.stderr)
        except ReaderError as error:
            became.append(ImportedNote(str(path), "refused", reason=str(error)))
            if not options.json:
                out(f"reader: {path}: {error}", sys.stderr)
    if options.json:
        out_json([
            {"path": each.path, "result": each.result, "id": each.id or None, "article": each.article or None,
             "reason": each.reason or None}
            for each in became
        ])  # fmt: skip
    else:
        counts = {result: sum(each.result == result for each in became) for result in ("added", "same", "refused")}
        out(f"{counts['added']:,} added, {counts['same']:,} here already, {counts['refused']:,} refused.")
    return 1 if not became or any(each.result == "refused" for each in became) else 0


def _cite_noted(options: argparse.Namespace, room: ReadingRoom) -> int:
    up_to_date(room)
    sys.stdout.write(room.exchange.cite(options.style, options.id, query=options.query, tags=options.tags))
    return 0


_ACTIONS: Mapping[str, Callable[[argparse.Namespace, ReadingRoom], int]] = {
    "list": _list_notes, "add": _add_note, "tag": _tag_notes, "tags": _count_tags, "delete": _delete_note,
    "undo": _undo_note, "export": _export_notes, "import": _import_notes, "cite": _cite_noted,
    "accept": accept_passage, "attach": attach_note, "color": color_note, "versions": list_versions,
    "settle": settle_versions, "restore": restore_notes,
}  # fmt: skip
