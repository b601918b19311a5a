"""The commands that move the caret, the same on every screen of texts."""

from collections.abc import Mapping

MOVES = ("down", "up", "top", "bottom", "half-down", "half-up", "page-down", "page-up")
# The unit and the direction of each command.
CARET_MOVES: Mapping[str, tuple[str, int]] = {
    "next-sentence": ("sentence", 1), "previous-sentence": ("sentence", -1), "next-paragraph": ("paragraph", 1),
    "previous-paragraph": ("paragraph", -1), "next-word": ("word", 1), "previous-word": ("word", -1),
    "next-cell": ("cell", 1), "previous-cell": ("cell", -1),
}  # fmt: skip


def step_of(move: str, page: int, total: int) -> int:
    """Return the number of rows of a move, negative for back, where *page* of *total* rows are shown."""
    sizes = {"half": max(1, page // 2), "page": max(1, page)}
    size, _, way = move.rpartition("-")
    return {"down": 1, "up": -1, "top": -max(1, total), "bottom": max(1, total)}[way] * sizes.get(size, 1)
