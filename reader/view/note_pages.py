"""Pages on notes: one in full, two versions of one with what differs marked, and those that are missing.

Computed without Textual.
"""

from typing import TYPE_CHECKING

from reader.library.safe_text import clean, line
from reader.notebook.entries import NotebookEntry
from reader.notebook.groups import STATE_NAMES
from reader.text.plurals import count
from reader.view.notebook_model import told_of
from reader.view.page_layout import Page
from reader.view.phrases import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.notes.conflicts import Conflict
    from reader.notes.history import NoteVersion
    from reader.notes.model import Annotation

# A quote may be a whole article; what does not fit the pane anyway need not be laid out.
_NOTE_SHOWN = 2_000
_SHOWN = 4000
_LISTED = 200


def note_page(entry: NotebookEntry | None) -> Page:
    """Return all that a note says."""
    if entry is None:
        return []
    note = entry.annotation
    heading = entry.heading
    told = told_of(heading)
    parts: Page = [(heading.title, "bold"), "\n", (told, "$quiet"), "\n\n"]
    if note.quote:
        color = f"$note-{note.color}" if note.color in {"yellow", "green", "blue", "pink", "orange"} else "$panel"
        parts += [(_cut(note.exact), f"italic on {color}"), "\n\n"]
    if entry.linked:
        parts += [(f"{note.relation or 'linked'} → ", "$accent"), (entry.linked.title, "$secondary"), "\n\n"]
    if note.body:
        parts += [_cut(note.body.strip()), "\n\n"]
    if note.tags:
        parts += [("  ".join(f"#{tag}" for tag in note.tags), "$secondary"), "\n"]
    facts = [note.motivation, f"made {day(entry.made.isoformat())}" if entry.made else "", STATE_NAMES[entry.state]]
    parts.append((" · ".join(filter(None, facts)), "$quiet"))
    return parts


def _cut(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _NOTE_SHOWN else text[:_NOTE_SHOWN].rstrip() + " …"


def version_pages(conflict: "Conflict") -> tuple[Page, Page]:
    """Return the version of the annotation's own file, and that of the copy."""
    here, there = conflict.here, conflict.there
    left, right = "in its own file", "in the trash, where nobody put it"
    if conflict.kind == "markers":
        left, right = "above the ====== of a git conflict", "below the ======"
    elif conflict.kind == "copy":
        # The id is the same for both; what follows it tells who left the copy.
        right = "…" + conflict.path.rpartition("/")[2].removeprefix(conflict.id)
    elif here is None:
        return [("left", "bold $accent"), "\n\nThe note was deleted."], _page("right", right, there, None, 1)
    return _page("left", left, here, there, 0), _page("right", right, there, here, 1)


def earlier_pages(now: "Annotation", version: "NoteVersion") -> tuple[Page, Page]:
    """Return an earlier version of a note, and what the note says now."""
    kept = f"kept {day(version.at[:10])}, {version.at[11:16]} UTC"
    return _page("earlier", kept, version.annotation, now, 0), _page("now", "", now, version.annotation, 1)


def _page(name: str, where: str, one: "Annotation | None", other: "Annotation | None", side: int) -> Page:
    parts: Page = [(name, "bold $accent"), "\n", (line(where), "$quiet"), "\n\n"]
    if one is None:
        return [*parts, ("This version cannot be read, or its file is missing.", "$warning")]
    for label, value in _facts(one).items():
        is_other = other is not None and _facts(other)[label] != value
        parts += [(f"{label:>9} ", "$quiet"), (value or "–", "bold $warning" if is_other else ""), "\n"]
    parts.append("\n")
    if one.exact:
        parts += [*_differing(one.exact, other.exact if other else one.exact, side, "italic"), "\n\n"]
    parts += _differing(one.body, other.body if other else one.body, side, "")
    return parts


def _facts(annotation: "Annotation") -> dict[str, str]:
    return {
        "modified": line(annotation.modified),
        "created": line(annotation.created),
        "color": line(annotation.color),
        "tags": " ".join(f"#{line(tag)}" for tag in annotation.tags),
    }


def _differing(one: str, other: str, side: int, look: str) -> Page:
    """Return *one* with the words marked that *other* does not have; *side* is 0 if *one* is the left one."""
    from reader.text.wording import find_changes

    one, other = clean(one), clean(other)
    found = find_changes(one, other) if side == 0 else find_changes(other, one)
    parts: Page = []
    position = 0
    for each in found:
        start, end = (each.old_start, each.old_end) if side == 0 else (each.new_start, each.new_end)
        parts += [(one[position:start], look), (one[start:end], f"{look} bold underline $warning".strip())]
        position = end
    parts.append((one[position : position + _SHOWN], look))
    return [part for part in parts if part[0]]


def vanished_page(vanished: "Sequence[Annotation]") -> Page:
    """Return what is said of notes whose files are gone."""
    is_one = len(vanished) == 1
    files = "The file" if is_one else "The files"
    parts: Page = [
        f"{files} of {count(len(vanished), 'note')} {'is' if is_one else 'are'} missing, and not in the trash. "
        "They are shown as last seen. Nothing is written until you choose.\n\n"
    ]
    for each in vanished[:_LISTED]:
        told = line(each.body or each.exact or " ".join(each.tags))[:120]
        parts += [(f"{each.article}  ", "$quiet"), told, "\n"]
    if len(vanished) > _LISTED:
        parts.append((f"and {len(vanished) - _LISTED:,} more\n", "$quiet"))
    return parts
