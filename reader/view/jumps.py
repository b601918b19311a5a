"""Places in an article that a letter leads to: links, notes, headings. Computed without Textual."""

from collections.abc import Iterable, Sequence

from reader.library.plain_text import PlainText

# Those under the fingers first.
LABELS = "asdfghjklqwertyuiopzxcvbnm"


def jump_places(plain: PlainText, notes: Iterable[int], start: int, end: int) -> Sequence[int]:
    """Return where links, notes and headings begin between two offsets, in order, as many as there are letters."""
    links = (each.start for each in plain.spans if each.is_link)
    headings = (each.start for each in plain.blocks if each.kind == "heading")
    found = {each for group in (links, headings, notes) for each in group if start <= each < end}
    return sorted(found)[: len(LABELS)]
