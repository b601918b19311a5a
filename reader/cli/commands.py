"""What each command of the command line does."""

import argparse
import dataclasses
import json
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from reader.cli.compare import compare
from reader.cli.freshness import up_to_date
from reader.cli.launch import opened
from reader.cli.names import names
from reader.cli.notes import notes
from reader.cli.printing import (
    added_json,
    article_json,
    asides_json,
    listed,
    out,
    out_json,
    wrapped,
)
from reader.cli.related import event, related
from reader.cli.search import search, searches
from reader.cli.verify import show_link, verify
from reader.library.errors import ReaderError
from reader.room import Progress, ReadingRoom
from reader.room.settings import setting_fields

if TYPE_CHECKING:
    from reader.view.commands import Command as TableCommand
    from reader.view.keymap import Keymap

Command = Callable[[argparse.Namespace, ReadingRoom], int]


def show_list(options: argparse.Namespace) -> int:
    """Print the list where there is no terminal, and say how to launch the app."""
    with opened(options)[0] as room:
        _list(argparse.Namespace(sort="date", problems=False, json=options.json), room)
        if not options.json:
            out("\nThis is no terminal, so the list was printed. In a terminal, “reader” opens the reading room.")
    return 0


def show_passage(options: argparse.Namespace) -> int:
    """Print where a `reader://` link leads where there is no terminal."""
    with opened(options)[0] as room:
        return show_link(options, room)


def _list(options: argparse.Namespace, room: ReadingRoom) -> int:
    up_to_date(room)
    entries = [each for each in room.articles(options.sort) if each.problem or not options.problems]
    if options.json:
        notes = room.notebook.counts()
        out_json([article_json(each, room.state.of(each.id), notes.get(each.id, 0)) for each in entries])
        return 0
    for entry in entries:
        out(listed(entry))
    if not entries:
        out(
            "No article has a problem."
            if options.problems
            else "The library is empty; “reader add FILE…” adds articles."
        )
    return 0


def _read(options: argparse.Namespace, room: ReadingRoom) -> int:
    up_to_date(room)
    article = room.article(options.id)
    entry = room.catalog.entry(article.id)
    if options.json and entry is not None:
        told = article_json(entry, room.state.of(entry.id), room.notebook.counts().get(entry.id, 0))
        out_json(told | {"text": article.text, "asides": asides_json(article)})
        return 0
    if entry is not None:
        out(f"{listed(entry)}\n")
    if article.problem and not article.text:
        raise ReaderError(article.problem)
    out(wrapped(article.plain, options.width))
    return 0


def _add(options: argparse.Namespace, room: ReadingRoom) -> int:
    results = list(room.add(options.paths))
    if options.json:
        out_json([added_json(each) for each in results])
    else:
        for each in results:
            told = (f"  [{each.id}]" if each.id else "") + (f": {each.reason}" if each.reason else "")
            out(f"{each.result:>8}  {each.path}{told}")
    return 0 if results and all(each.result != "refused" for each in results) else 1


def _mark(options: argparse.Namespace, room: ReadingRoom) -> int:
    is_tagging = bool(options.tag or options.untag)
    if options.read is None and options.star is None and not is_tagging:
        raise ReaderError("Say how to mark: --read, --no-read, --star, --no-star, --tag TAG or --untag TAG.")
    up_to_date(room)
    marked_articles = [room.article(each).id for each in options.ids]
    readings = {each: room.state.change(each, read=options.read, starred=options.star) for each in marked_articles}
    room.state.save()
    tags = {each: _tagged(options, room, each) for each in marked_articles}
    if options.json:
        told = ({"id": key, "read": each.read, "starred": each.starred} for key, each in readings.items())
        out_json([each | {"own_tags": list(tags[str(each["id"])])} for each in told])
    return 0


def _tagged(options: argparse.Namespace, room: ReadingRoom, article_id: str) -> tuple[str, ...]:
    """Tag an article as the options say; return the tags that it has been given by its reader."""
    from reader.notes.tagging import tag_article, tagging_of

    known = tagging_of(room.notes.of(article_id))
    tags = known.tags if known else ()
    if not options.tag and not options.untag:
        return tags
    kept = [each for each in (*tags, *options.tag) if each not in options.untag]
    saved = tag_article(room.notes, article_id, kept)
    return saved.tags if saved else ()


def _index(options: argparse.Namespace, room: ReadingRoom) -> int:
    def tell(progress: Progress) -> None:
        if options.progress:
            sys.stdout.write(json.dumps(dataclasses.asdict(progress)) + "\n")
            sys.stdout.flush()
        elif progress.told:
            out(progress.told, sys.stderr)

    if options.rebuild:
        room.session.caches.forget()
    done = room.index(tell, verify=True)
    if options.json:
        told = {"added": done.added, "updated": done.updated, "dropped": done.dropped, "indexed": done.indexed}
        out_json(told | {"articles": len(room.catalog)})
    elif not options.progress:
        out(f"{len(room.catalog):,} articles: {done.added} new, {done.updated} changed, {done.dropped} gone.")
    return 0


def _config(options: argparse.Namespace, room: ReadingRoom) -> int:
    settings, places = room.settings, room.places
    values = {name: getattr(settings, name) for name in setting_fields()}
    folders = {
        "settings": places.settings, "library": room.library.root, "notes": room.notes.path,
        "cache": room.session.caches.folder, "state": places.state,
    }  # fmt: skip
    if options.json:
        out_json({"settings": values, "folders": {name: str(path) for name, path in folders.items()}})
        return 0
    for name, told in setting_fields().items():
        out(f"{name}: {values[name]!r:<12}  # {told}")
    out("")
    for name, path in folders.items():
        out(f"{name:>9}  {path}")
    return 0


def _command_json(command: "TableCommand", keymap: "Keymap") -> dict[str, object]:
    return {
        "id": command.id,
        "keys": list(keymap.keys(command)),
        "where": sorted(command.where),
        "help": command.help,
        "twin": command.twin or None,
    }


def _keys(options: argparse.Namespace, room: ReadingRoom) -> int:
    from reader.view.commands import COMMANDS as TABLE
    from reader.view.commands import GROUPS
    from reader.view.keymap import Keymap, key_name

    keymap = Keymap(room.settings.preset, room.settings.keys)
    if options.json:
        out_json([_command_json(each, keymap) for each in TABLE])
        return 0
    for group in GROUPS:
        out(group)
        for each in TABLE:
            if each.group == group:
                out(f"  {' '.join(key_name(key) for key in keymap.keys(each)):<18} {each.help}")
        out("")
    return 0


COMMANDS: Mapping[str, Command] = {
    "list": _list, "search": search, "searches": searches, "read": _read, "add": _add, "related": related,
    "compare": compare, "event": event, "names": names, "notes": notes, "verify": verify, "mark": _mark,
    "index": _index, "config": _config, "keys": _keys,
}  # fmt: skip
