"""Drawing changes of the screen: Textual's compositor, without drawing what is covered."""

from itertools import pairwise

# It has no public interface; if it changes, the tests of this module fail.
from textual._compositor import ChopsUpdate, Compositor, CompositorMap
from textual.geometry import Region
from textual.strip import Strip

# For each row the columns at which its pieces begin, with each piece once it is drawn.
_Pieces = list[dict[int, Strip | None]]


class SteadyCompositor(Compositor):
    """Textual's compositor, except for where it cuts its lines and how much it draws."""

    @property
    def full_map(self) -> CompositorMap:
        """Where every widget is."""
        is_made_anew = self._full_map_invalidated
        found = super().full_map
        if is_made_anew:
            # Not at the edges of widgets that were laid out again since: a line would be longer than the window.
            self._cuts = None
        return found

    def render_partial_update(self) -> ChopsUpdate | None:
        """Draw what has changed: only the visible part of each widget.

        Textual draws everything in the rectangle around all changes, also boxes that their contents cover.
        """
        changed = self._dirty_regions.copy()
        self._dirty_regions.clear()
        rows = self.cuts
        spans = [span for span in self._regions_to_spans(changed) if 0 <= span[0] < len(rows)]
        if not spans:
            return None
        pieces: _Pieces = [dict.fromkeys(cuts[:-1]) for cuts in rows]
        wanted = _wanted(spans, rows)
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            lines = [y for y in shown.line_range if y in wanted and _is_seen(shown, wanted[y])]
            if lines:
                crop = Region(shown.x - region.x, lines[0] - region.y, shown.width, lines[-1] - lines[0] + 1)
                strips = widget.render_lines(crop)
                for y in lines:
                    wanted[y] -= _put(pieces[y], strips[y - lines[0]], shown, rows[y])
        return ChopsUpdate(pieces, spans, [cuts[1:] for cuts in rows])


def _wanted(spans: list[tuple[int, int, int]], rows: list[list[int]]) -> dict[int, set[int]]:
    """Return by row the columns of the pieces to draw."""
    wanted: dict[int, set[int]] = {}
    for y, first, last in spans:
        wanted.setdefault(y, set()).update(cut for cut, end in pairwise(rows[y]) if cut < last and end > first)
    return wanted


def _is_seen(shown: Region, wanted: set[int]) -> bool:
    """Whether a widget has any of the pieces of a row that are not drawn yet."""
    return any(shown.x <= cut < shown.right for cut in wanted)


def _put(pieces: dict[int, Strip | None], strip: Strip, shown: Region, cuts: list[int]) -> set[int]:
    """Put a widget's line where nothing was drawn yet; return the columns of its pieces."""
    own = [cut for cut in cuts if shown.x <= cut <= shown.right]
    put = set()
    for cut, end in pairwise(own):
        if pieces[cut] is None:
            pieces[cut] = strip.crop(cut - shown.x, end - shown.x)
            put.add(cut)
    return put
