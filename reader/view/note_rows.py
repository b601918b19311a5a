"""An annotation as lines of the pane: quote, state, note, tags. Computed without Textual."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from reader.library.safe_text import line
from reader.notes.colors import COLORS, USUAL_COLOR
from reader.view.cells import StyledText
from reader.view.one_line import lines_of

if TYPE_CHECKING:
    from reader.notes.anchoring import Anchoring
    from reader.notes.model import Annotation
    from reader.text.wording import Change

_QUOTE_SHOWN = 160
_QUOTE_LINES = 6
_BODY_LINES = 12
# Letters shown before the first differing word of a long passage.
_LEAD = 60


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """An annotation and where it is in the text.

    *title* is the title of its article where notes of several are listed, *linked* that of the article it points to.
    *now* are the words there if they differ from those it was made on; *has_versions* says that it has another version.
    """

    annotation: "Annotation"
    place: "Anchoring"
    title: str = ""
    now: str = ""
    has_versions: bool = False
    linked: str = ""

    @property
    def has_place(self) -> bool:
        """Whether there is a passage to go to."""
        return self.annotation.quote is not None and self.place.state != "orphan"

    def looks_like(self, other: "PlacedNote") -> bool:
        """Tell whether the two look the same; of hundreds all but one are usually identical."""
        is_same = self.annotation is other.annotation or self.annotation == other.annotation
        return is_same and replace(self, annotation=other.annotation) == other


NoteLines = list[list[StyledText]]
_Wrap = Callable[[Iterable[StyledText], int, int], NoteLines]


def note_lines(note: PlacedNote, width: int, hints: Mapping[str, str], *, orders: bool = True) -> NoteLines:
    """Return the lines of an annotation; *hints* maps a state to the keys that help.

    Without *orders* the terminal orders right-to-left letters.
    """
    lines = partial(lines_of, orders=orders)
    return [
        *([[StyledText(line(note.title), "notes--quiet")]] if note.title else []),
        *_quote_lines(note, width, lines),
        *_state_lines(note, width, hints, lines),
        *_body_lines(note, width, lines),
    ]


def whole_told(annotation: "Annotation") -> str:
    """Return what is shown in place of a passage for a note without one."""
    return "tags of the article" if annotation.motivation == "tagging" else "on the whole article"


def _quote_lines(note: PlacedNote, width: int, lines: _Wrap) -> NoteLines:
    annotation = note.annotation
    if annotation.quote is None:
        return [] if annotation.link else [[StyledText(whole_told(annotation), "notes--whole")]]
    color = annotation.color if annotation.color in COLORS else USUAL_COLOR
    if note.place.state == "changed" and note.now:
        return _changed_lines(annotation.exact, note.now, partial(_barred, width=width, color=color, lines=lines))
    quote = line(annotation.exact[: 4 * _QUOTE_SHOWN])
    shown = quote if len(quote) <= _QUOTE_SHOWN else quote[:_QUOTE_SHOWN].rstrip() + "…"
    return _barred([StyledText(shown, "notes--quote")], width, color, lines)


def _barred(parts: Iterable[StyledText], width: int, color: str, lines: _Wrap) -> NoteLines:
    bar = StyledText("▍", f"notes--{color}")
    return [[bar, *each] for each in lines(parts, width - 1, _QUOTE_LINES)]


def _changed_lines(old: str, new: str, barred: Callable[[Iterable[StyledText]], NoteLines]) -> NoteLines:
    from reader.text.wording import find_changes

    differing = find_changes(old, new)
    was, is_now = difference(old, new, differing)
    return [
        [StyledText("was", "notes--quiet")],
        *barred(was),
        [StyledText("now", "notes--quiet")],
        *barred(is_now),
    ]


def difference(old: str, new: str, differing: "Iterable[Change]") -> tuple[list[StyledText], list[StyledText]]:
    """Return both texts with differing words marked; long ones start shortly before the first difference."""
    differing = tuple(differing)
    was = _parts(old, [(each.old_start, each.old_end) for each in differing], "notes--gone")
    is_now = _parts(new, [(each.new_start, each.new_end) for each in differing], "notes--new")
    return was, is_now


def _parts(text: str, spans: list[tuple[int, int]], look: str) -> list[StyledText]:
    first = spans[0][0] if spans else 0
    position = text.rfind(" ", 0, first - _LEAD) + 1 if first > 2 * _LEAD else 0
    parts = [StyledText("… ", "notes--quote")] if position else []
    for start, end in spans:
        if len(text) - position > 0 and start < end:
            parts += [StyledText(_flat(text[position:start]), "notes--quote"), StyledText(_flat(text[start:end]), look)]
            position = end
        if position > first + 4 * _QUOTE_SHOWN:
            break
    parts.append(StyledText(_flat(text[position : position + 4 * _QUOTE_SHOWN]), "notes--quote"))
    return [part for part in parts if part.text]


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))


def _state_lines(note: PlacedNote, width: int, hints: Mapping[str, str], lines: _Wrap) -> NoteLines:
    told = []
    if note.annotation.quote is not None:
        told = {
            "moved": ["moved"],
            "changed": [f"the text changed here{hints.get('changed', '')}"],
            "orphan": [f"the passage is gone{hints.get('orphan', '')}"],
        }.get(note.place.state, [])
    if note.has_versions:
        told.append(f"there are two versions{hints.get('versions', '')}")
    return [row for each in told for row in lines([StyledText(each, "notes--warning")], width, 3)]


def _body_lines(note: PlacedNote, width: int, lines: _Wrap) -> NoteLines:
    annotation = note.annotation
    rows: NoteLines = []
    if annotation.link:
        link = f"{annotation.relation or 'bears on'} → {line(note.linked or annotation.link)}"
        rows += lines([StyledText(link, "notes--tags")], width, 3)
    if annotation.body.strip():
        rows += lines([StyledText(annotation.body.strip()[:4000], "notes--body")], width, _BODY_LINES)
    if annotation.tags:
        tags = " ".join(f"#{tag}".replace(" ", "\u00a0") for tag in annotation.tags)
        rows += lines([StyledText(tags, "notes--tags")], width, 4)
    return rows
