"""Interrupted saves: their files are removed, and text that exists only there is kept as a draft."""

import contextlib
import itertools
import os
from dataclasses import replace
from pathlib import Path

from reader.library.atomic_file import LEFTOVER, leftovers
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_bytes
from reader.notes.file_writer import note_bytes
from reader.notes.folder import MAX_BYTES, SUFFIX, NotesFolder, revision_of
from reader.notes.journal import DraftJournal
from reader.notes.model import is_annotation_id
from reader.notes.note_file import NoteError, decode_note, parse_note
from reader.notes.note_locks import NoteLocks
from reader.notes.trash import Trash


def clear_unfinished(folder: NotesFolder, locks: NoteLocks, trash: Trash, journal: DraftJournal) -> int:
    """Remove from a folder of notes what killed saves left, as far as a check has seen it.

    What cannot be read as a note goes to the trash. Returns how many became drafts. Raises: ReaderError, with what it
    is about left there.
    """
    articles, folder.unfinished = sorted(folder.unfinished), set()
    count = 0
    for article in articles:
        places = [each / article for each in (folder.root, *folder.others) if os.access(each, os.W_OK)]
        if not any(map(leftovers, places)):
            # Do not wait for a save under way.
            continue
        with locks.holding(article):
            for path in itertools.chain(*map(leftovers, places)):
                count += _keep(path, article, trash, journal)
                with contextlib.suppress(FileNotFoundError):
                    path.unlink()
    trash.clear_unfinished()
    return count


def _keep(path: Path, article: str, trash: Trash, journal: DraftJournal) -> bool:
    """Keep an unfinished file as a draft if its note says something else; return whether it is a draft now."""
    match = LEFTOVER.fullmatch(path.name)
    name = match["name"].removesuffix(SUFFIX) if match else ""
    data = read_bytes(path, MAX_BYTES)
    if not data or not is_annotation_id(name):
        return False
    file = path.with_name(f"{name}{SUFFIX}")
    current = note_bytes(file)
    if data == current:
        return False
    try:
        annotation = parse_note(decode_note(data), article, name).annotation
    except NoteError:
        trash.keep(data, article, name)
        return False
    with contextlib.suppress(ReaderError):
        if current is not None and parse_note(decode_note(current), article, name).annotation == annotation:
            return False
    # Nobody has changed the note since: the draft is a change of what is there, and not another version of it.
    is_of_current = current is not None and file.stat().st_mtime <= path.stat().st_mtime
    journal.adopt(replace(annotation, revision=revision_of(current) if current and is_of_current else ""))
    return True
