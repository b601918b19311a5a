"""What each line of the notebook shows: a heading, a part of a note, or nothing. Computed without Textual."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from reader.library.safe_text import line
from reader.notebook.entries import Heading, Notebook, NotebookEntry
from reader.notebook.groups import NoteGroup, group_entries
from reader.notebook.query import parse_query
from reader.view.cells import with_small_marks
from reader.view.note_rows import whole_told
from reader.view.phrases import day

# A note takes three lines: its passage, its text, and its facts.
ROW_HEIGHT = 3
# Only the beginning of longer passages is shown.
_SHOWN = 400
_TITLE_SHOWN = 36
_STATES = {"orphan": "the passage is gone", "changed": "the text changed", "moved": "moved"}


class LinePart(NamedTuple):
    """What a line shows: line *part* of the note in *row*; a *part* of -1 is a heading, -2 an empty line."""

    group: int
    row: int
    part: int


HEADING, BLANK = -1, -2


class NotebookModel:
    """The rows of the notebook, group by group: a heading, the notes under it, a blank line."""

    def __init__(self, groups: Sequence[NoteGroup] = (), grouping: str = "article") -> None:
        self.groups = groups
        self.grouping = grouping
        self._first_rows: list[int] = []
        self._first_lines: list[int] = []
        rows = lines = 0
        for group in groups:
            self._first_rows.append(rows)
            self._first_lines.append(lines)
            rows += len(group.entries)
            lines += ROW_HEIGHT * len(group.entries) + 2
        self._rows = rows
        self.line_count = max(0, lines - 1)

    def __len__(self) -> int:
        """Return the number of rows; a note under several tags has several."""
        return self._rows

    def entry(self, index: int) -> NotebookEntry | None:
        """Return the note of row *index*; None if there is no such row."""
        if not 0 <= index < self._rows:
            return None
        group = self._group_of(index)
        return self.groups[group].entries[index - self._first_rows[group]]

    def index_of(self, entry: NotebookEntry) -> int | None:
        """Return the first row of a note, also if it was reloaded since; None if it is not listed."""
        key = entry.key
        for first, group in zip(self._first_rows, self.groups, strict=True):
            for number, each in enumerate(group.entries):
                if each.key == key:
                    return first + number
        return None

    def lines_of(self, index: int) -> tuple[int, int]:
        """Return the first and the last line of row *index*, with the heading above the first row of a group."""
        group = self._group_of(index)
        within = index - self._first_rows[group]
        first = self._first_lines[group] + 1 + within * ROW_HEIGHT
        return first - (within == 0), first + ROW_HEIGHT - 1

    def at(self, number: int) -> LinePart:
        """Return what line *number* shows."""
        group = bisect_right(self._first_lines, number) - 1
        within = number - self._first_lines[group] - 1
        row, part = divmod(within, ROW_HEIGHT)
        if within < 0:
            return LinePart(group, self._first_rows[group], HEADING)
        if row >= len(self.groups[group].entries):
            return LinePart(group, self._first_rows[group], BLANK)
        return LinePart(group, self._first_rows[group] + row, part)

    def _group_of(self, index: int) -> int:
        return bisect_right(self._first_rows, index) - 1


@dataclass(frozen=True, slots=True)
class FoundNotes:
    """What a query of the notebook found: its rows, and the notes in them."""

    model: NotebookModel
    entries: Sequence[NotebookEntry]


def found_by(text: str, grouping: str, notebook: Notebook) -> FoundNotes:
    """Return what the query *text* finds in *notebook*, grouped by *grouping*. Raises: NoteQueryError."""
    entries = notebook.entries
    if text.strip():
        test = parse_query(text, datetime.now(UTC).date()).test
        entries = [each for each in entries if test(each)]
    model = NotebookModel(group_entries(entries, grouping), grouping)
    return FoundNotes(model, entries)


def told_of(heading: Heading | None) -> str:
    """Return what stands beside the title of an article: site and date, or that it is gone."""
    if heading is None:
        return ""
    if heading.is_gone:
        return "this article is gone"
    return " · ".join(filter(None, (heading.site, day(heading.published) if heading.published else "")))


class NoteTexts(NamedTuple):
    """The row of a note: its passage, its text, its facts, and separately its state and tags."""

    passage: str
    body: str
    facts: str
    state: str
    tags: str


def texts_of(entry: NotebookEntry, *, with_title: bool) -> NoteTexts:
    """Return the row of a note; *with_title* if the heading above does not name its article."""
    note = entry.annotation
    passage = line(with_small_marks(note.exact[:_SHOWN])) if note.quote else whole_told(note)
    facts = [
        _cut(entry.heading.title) if with_title else "",
        day(entry.made.isoformat()) if entry.made else "",
        note.color,
    ]
    if entry.linked:
        facts.append(f"{note.relation or 'linked'} → {_cut(entry.linked.title)}")
    state = _STATES.get(entry.state, "")
    tags = "  ".join(f"#{tag}" for tag in note.tags)
    return NoteTexts(passage, line(note.body[:_SHOWN]), " · ".join(filter(None, facts)), state, tags)


def _cut(title: str) -> str:
    return title if len(title) <= _TITLE_SHOWN else title[:_TITLE_SHOWN].rstrip() + "…"
