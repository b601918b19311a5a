"""Pages on notes: one in full, two versions with their differences marked, and missing notes.

Computed without Textual.
"""

from typing import TYPE_CHECKING

from reader.library.safe_text import clean, line
from reader.notebook.entries import NotebookEntry
from reader.notebook.groups import STATE_NAMES
from reader.text.plurals import count
from reader.view.cells import with_small_marks
from reader.view.notebook_model import told_of
from reader.view.page_layout import Page
from reader.view.phrases import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.notes.conflicts import Conflict
    from reader.notes.history import NoteVersion
    from reader.notes.model import Annotation

# A quote may be a whole article; only what fits the pane need be laid out.
_NOTE_SHOWN = 2_000
_SHOWN = 4000
_LISTED = 200


def note_page(entry: NotebookEntry | None) -> Page:
    """Return a note in full."""
    if entry is None:
        return []
    note = entry.annotation
    heading = entry.heading
    told = told_of(heading)
    parts: Page = [(heading.title, "bold"), "\n", (told, "$quiet"), "\n\n"]
    if note.quote:
        color = f"$note-{note.color}" if note.color in {"yellow", "green", "blue", "pink", "orange"} else "$panel"
        parts += [(with_small_marks(_cut(note.exact)), f"italic on {color}"), "\n\n"]
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
    """Return the version in the annotation's own file, and the one in the copy."""
    here, there = conflict.here, conflict.there
    left, right = "in its own file", "in the trash, where nobody put it"
    if conflict.kind == "markers":
        left, right = "above the ====== of a git conflict", "below the ======"
    elif conflict.kind == "copy":
        # Both have the same id; what follows it in the name says who made the copy.
        right = "…" + conflict.path.rpartition("/")[2].removeprefix(conflict.id)
    elif here is None:
        return [("left", "bold $accent"), "\n\nThe note was deleted."], _page("right", right, there, None, 1)
    return _page("left", left, here, there, 0), _page("right", right, there, here, 1)


def earlier_pages(now: "Annotation", version: "NoteVersion") -> tuple[Page, Page]:
    """Return an earlier version of a note, and the present one."""
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
        exact, beside = map(with_small_marks, (one.exact, other.exact if other else one.exact))
        parts += [*_differing(exact, beside, side, "italic"), "\n\n"]
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
    """Return *one* with the words marked that *other* lacks; *side* is 0 if *one* is on the left."""
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
    """Return the page on notes whose files are gone."""
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
