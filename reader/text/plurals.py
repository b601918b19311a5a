"""A number with its noun."""


def count(number: int, one: str, many: str | None = None) -> str:
    """Return `1 article`, `3,000 articles`; with *many*, what does not end in s: `1 note is`, `2 notes are`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
