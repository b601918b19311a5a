"""The commands that move, which every screen of texts understands alike."""

from collections.abc import Mapping

MOVES = ("down", "up", "top", "bottom", "half-down", "half-up", "page-down", "page-up")
# The unit and the direction of each.
CARET_MOVES: Mapping[str, tuple[str, int]] = {
    "next-sentence": ("sentence", 1), "previous-sentence": ("sentence", -1), "next-paragraph": ("paragraph", 1),
    "previous-paragraph": ("paragraph", -1), "next-word": ("word", 1), "previous-word": ("word", -1),
}  # fmt: skip
