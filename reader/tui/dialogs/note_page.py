"""A note of the notebook in full, as it is shown beside the list. Computed without widgets."""

from textual.content import Content

from reader.library.safe_text import clean
from reader.notebook.entries import NotebookEntry
from reader.notebook.groups import STATE_NAMES
from reader.view.notebook_model import told_of
from reader.view.phrases import day

# A quote may be a whole article; what does not fit the pane anyway need not be laid out.
_SHOWN = 2_000


def note_page(entry: NotebookEntry | None) -> Content:
    """Return all that a note says."""
    if entry is None:
        return Content("")
    note = entry.annotation
    heading = entry.heading
    told = told_of(heading)
    parts: list[tuple[str, str] | str] = [(heading.title, "bold"), "\n", (told, "$quiet"), "\n\n"]
    if note.quote:
        color = f"$note-{note.color}" if note.color in {"yellow", "green", "blue", "pink", "orange"} else "$panel"
        parts += [(_cut(note.exact), f"italic on {color}"), "\n\n"]
    if entry.linked:
        parts += [(f"{note.relation or 'linked'} → ", "$accent"), (entry.linked.title, "$secondary"), "\n\n"]
    if note.body:
        parts += [_cut(note.body.strip()), "\n\n"]
    if note.tags:
        parts += [("  ".join(f"#{tag}" for tag in note.tags), "$secondary"), "\n"]
    facts = [note.motivation, f"made {day(note.created[:10])}" if entry.day else "", STATE_NAMES[entry.state]]
    parts.append((" · ".join(filter(None, facts)), "$quiet"))
    return Content.assemble(*parts)


def _cut(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + " …"
