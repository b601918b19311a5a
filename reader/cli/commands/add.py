"""`reader add`: what people bring becomes articles; `--undo` puts what was added last into the trash."""

import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, UsageError, named_path
from reader.cli.launch import opened_room
from reader.cli.printing import complain, flush, out, out_json, report, say, show_passing
from reader.library.errors import ReaderError
from reader.library.network import is_address
from reader.library.safe_text import line
from reader.text.plurals import count
from reader.view.import_report import counted, import_progress

if TYPE_CHECKING:
    from reader.ingest.accession import AddedFile
    from reader.ingest.formats.source import Source
    from reader.ingest.found_files import FoundFile
    from reader.room import ReadingRoom
    from reader.room.import_log import UndoneArticle

# Seconds between two reports of progress.
_PAUSE = 0.2
# Seconds between two looks at a watched folder.
_LOOK = 2.0


def run(options: Options) -> int:
    """Add the files; print each result as it is known. The JSON has the results also if adding ends early."""
    if options.undo or options.watch:
        return _undo(options) if options.undo else _watch(options)
    return _add_named(options)


def _add_named(options: Options) -> int:
    if not options.file:
        raise UsageError("Name the files, folders and addresses to add; - is standard input.")
    results: list[AddedFile] = []
    failure = None
    with opened_room(options, to_add=True) as room:
        try:
            _add(room, list(_sources(options)), options, results)
        except ReaderError as error:
            if not results:
                raise
            failure = str(error)
        except KeyboardInterrupt:
            _close(options, results)
            complain("Stopped. What was added stays; run the command again to go on.")
            raise
        if room.index_follows:
            complain("Another window is indexing this library and will index the new articles next.")
    _close(options, results)
    if failure:
        complain(failure)
    return int(not results or bool(failure) or any(each.result == "refused" for each in results))


def _add(
    room: "ReadingRoom", sources: "Sequence[Path | Source | FoundFile]", options: Options, results: "list[AddedFile]"
) -> None:
    # Closed also when interrupted: it saves what came with the articles.
    with closing(_added(room, sources, options)) as added:
        for each in added:
            results.append(each)
            if options.progress:
                _step({**_facts(each), "is_new": each.is_new})
            elif not options.json:
                show_passing("")
                report(_line(each))


def _added(
    room: "ReadingRoom", sources: "Sequence[Path | Source | FoundFile]", options: Options
) -> Generator["AddedFile"]:
    begun = shown = monotonic()
    articles = 0

    def show(done: int, total: int) -> None:
        nonlocal shown
        now = monotonic()
        if now - shown >= _PAUSE:
            shown = now
            if options.progress:
                _step({"done": done, "total": total})
                return
            show_passing(import_progress(done, total, articles, now - begun))

    for each in room.add(sources, show, is_dry=options.dry_run, is_indexed=not options.progress):
        articles += each.is_new
        yield each


def _step(row: object) -> None:
    out_json(row, indent=None)
    flush()


def _facts(added: "AddedFile") -> dict[str, str | None]:
    return {"path": added.path, "result": added.result, "id": added.id, "reason": added.reason}


def _named(text: str) -> Path | str:
    """Parse what to add: an address, or the path of a file. Raises: ValueError for an empty text."""
    return text if is_address(text) else named_path(text)


def _sources(options: Options) -> "Iterator[Path | Source]":
    from reader.ingest.fetch import AddressSource, FetchBounds
    from reader.ingest.formats.unpacked import StreamSource

    bounds = FetchBounds(may_connect=lambda _: True) if options.allow_private else FetchBounds()
    for each in options.file:
        if isinstance(each, str):
            yield AddressSource(each, bounds)
        else:
            yield StreamSource("standard input", sys.stdin.buffer) if str(each) == "-" else each


def _close(options: Options, results: "list[AddedFile]") -> None:
    show_passing("")
    if options.progress:
        return
    if options.json:
        out_json([_facts(each) for each in results])
    elif len(results) > 1:
        told = counted(each.result for each in results)
        out(f"{'Dry run, nothing was written' if options.dry_run else 'Done'}: {told}.")


def _watch(options: Options) -> int:
    """Add what appears in a folder until Ctrl+C."""
    from reader.room.inbox import Inbox

    if options.file or options.dry_run:
        raise UsageError("--watch takes one folder, and no files or --dry-run.")
    if not options.watch.is_dir():
        raise ReaderError(f"There is no folder {line(str(options.watch))}.")
    inbox = Inbox(options.watch)
    results: list[AddedFile] = []
    with opened_room(options, to_add=True) as room:
        say(f"Watching {options.watch}. Press Ctrl+C to stop.")
        with suppress(KeyboardInterrupt):
            while True:
                found = inbox.ready()
                if found:
                    _add(room, found, options, results)
                sleep(_LOOK)
    _close(options, results)
    return 0


def _undo(options: Options) -> int:
    if options.file or options.dry_run:
        raise UsageError("--undo takes back the last import; it takes no files and no --dry-run.")
    with opened_room(options) as room:
        undone = list(room.undo_add())
        trash = room.library.root / ".trash"
    facts = [{"id": each.id, "undone": not each.reason, "reason": each.reason or None} for each in undone]
    if options.progress:
        for fact in facts:
            _step(fact)
    elif options.json:
        out_json(facts)
    else:
        _tell_undone(undone, trash)
    return 0


def _tell_undone(undone: "Sequence[UndoneArticle]", trash: Path) -> None:
    gone = 0
    for each in undone:
        if each.reason:
            out(f"{each.id} stays: {each.reason}")
        gone += not each.reason
    told = "tags, stars and texts that joined articles already there stay"
    out(f"{count(gone, 'article')} moved to {trash}; {told}.")
    if gone:
        out("Bring one back: reader trash restore ARTICLE")


def _line(added: "AddedFile") -> str:
    name = f"  [{added.id}]" if added.id else ""
    return f"{added.result:>8}  {added.path}{name}" + (f": {added.reason}" if added.reason else "")


COMMAND = CliCommand(
    "add",
    "Add files, folders and archives of what you saved to the library",
    group=CommandGroup.LIBRARY,
    details="Pages, documents, messages and exports of other programs become articles; the originals are kept byte "
    "for byte. Nothing is added twice: tags, stars and highlights join the article that is there already. "
    "Of an address, only the page itself is fetched.",
    arguments=(
        Argument(
            "FILE",
            "A file of any kind, a folder, an archive, an http or https address, or - for standard input",
            is_repeated=True,
            is_optional=True,
            read=_named,
            completes="file",
        ),
        Argument("--dry-run", "Only show what would be done"),
        Argument("--allow-private", "Fetch addresses of this machine and of its own network too"),
        Argument(
            "--watch", "Add what comes into this folder, until Ctrl+C", "FOLDER", read=named_path, completes="folder"
        ),
        Argument("--progress", "Print a line of JSON for each step", is_hidden=True),
        Argument("--undo", "Put what the last import on this machine added into the trash"),
    ),
    examples=(
        Example("reader add page.html saved-pages/ export.zip", "Add a page, a folder and an archive."),
        Example("reader add saved-pages/ --dry-run", "See what would be added."),
        Example(
            "reader add page.html --json",
            "Print the result for each file: added, same, version, links, skipped or refused.",
        ),
        Example("reader add --undo", "Undo the last import; an article with your own notes stays."),
    ),
    run=run,
)
