"""Two versions of an annotation side by side, with what differs marked."""

from typing import TYPE_CHECKING

from textual.content import Content

from reader.library.safe_text import clean, line
from reader.view.phrases import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.notes.conflicts import Conflict
    from reader.notes.model import Annotation

Part = tuple[str, str] | str
_SHOWN = 4000
_LISTED = 200


def version_pages(conflict: "Conflict") -> tuple[Content, Content]:
    """Return the version of the annotation's own file, and that of the copy."""
    here, there = conflict.here, conflict.there
    is_copy = conflict.kind == "copy"
    left = "in its own file" if is_copy else "above the ====== that git left"
    # The id is the same for both; what follows it tells who left the copy.
    right = "…" + conflict.path.rpartition("/")[2].removeprefix(conflict.id) if is_copy else "below the ======"
    return _page("left", left, here, there, 0), _page("right", right, there, here, 1)


def _page(name: str, where: str, one: "Annotation | None", other: "Annotation | None", side: int) -> Content:
    parts: list[Part] = [(name, "bold $accent"), "\n", (line(where), "$quiet"), "\n\n"]
    if one is None:
        return Content.assemble(*parts, ("This version cannot be read, or its file is gone.", "$warning"))
    for label, value in _facts(one).items():
        is_other = other is not None and _facts(other)[label] != value
        parts += [(f"{label:>9} ", "$quiet"), (value or "–", "bold $warning" if is_other else ""), "\n"]
    parts.append("\n")
    if one.exact:
        parts += [*_differing(one.exact, other.exact if other else one.exact, side, "italic"), "\n\n"]
    parts += _differing(one.body, other.body if other else one.body, side, "")
    return Content.assemble(*parts)


def _facts(annotation: "Annotation") -> dict[str, str]:
    return {
        "modified": line(annotation.modified),
        "created": line(annotation.created),
        "color": line(annotation.color),
        "tags": " ".join(f"#{line(tag)}" for tag in annotation.tags),
    }


def _differing(one: str, other: str, side: int, look: str) -> list[Part]:
    """Return *one* with the words marked that *other* does not have; *side* is 0 if *one* is the left one."""
    from reader.text.wording import find_changes

    one, other = clean(one), clean(other)
    found = find_changes(one, other) if side == 0 else find_changes(other, one)
    parts: list[Part] = []
    position = 0
    for each in found:
        start, end = (each.old_start, each.old_end) if side == 0 else (each.new_start, each.new_end)
        parts += [(one[position:start], look), (one[start:end], f"{look} bold underline $warning".strip())]
        position = end
    parts.append((one[position : position + _SHOWN], look))
    return [part for part in parts if part[0]]


def vanished_page(vanished: "Sequence[Annotation]") -> Content:
    """Return what is said of notes whose files are gone."""
    is_one = len(vanished) == 1
    parts: list[Part] = [
        f"{count(len(vanished), 'note')} {'is' if is_one else 'are'} gone from the folder, not through the trash. "
        f"{'It is' if is_one else 'They are'} shown as last seen, and nothing is written until you say so.\n\n"
    ]
    for each in vanished[:_LISTED]:
        told = line(each.body or each.exact or " ".join(each.tags))[:120]
        parts += [(f"{each.article}  ", "$quiet"), told, "\n"]
    if len(vanished) > _LISTED:
        parts.append((f"and {len(vanished) - _LISTED:,} more\n", "$quiet"))
    return Content.assemble(*parts)
