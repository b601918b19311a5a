"""Words in a row, or within a window: over positions, in the index and on the screen alike."""

# For each place of a phrase, the ascending positions of its word.
Places = list[tuple[int, list[int]]]


def row_starts(places: Places) -> list[int]:
    """Return the positions at which the words stand in a row, each at its place from there."""
    (first_place, first), *others = places
    starts = {position - first_place for position in first}
    for place, held in others:
        starts &= {position - place for position in held}
    return sorted(starts)


def window_spans(places: Places, within: int) -> list[list[tuple[int, int]]]:
    """Return windows of at most *within* words' distance that hold every word: `(position, place)` of each.

    Windows do not overlap; the earliest is taken first.
    """
    last: dict[int, int] = {}
    found = []
    for position, place in sorted({(position, place) for place, held in places for position in held}):
        last[place] = position
        if len(last) == len(places) and position - min(last.values()) <= within:
            found.append(sorted((each, which) for which, each in last.items()))
            last.clear()
    return found
