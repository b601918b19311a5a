"""The parts of a query that narrow it, each shown as a chip that can be removed. The query's text is the one truth.

Nothing here imports whoosh, so that a screen can show chips before the index is open.
"""

from dataclasses import dataclass

from reader.search.lexer import CLOSE, FIELD, NOT, OPEN, OR, PHRASE, RUN, Token, tokens


@dataclass(frozen=True, slots=True)
class Chip:
    """`query[start:end]` narrows by *field* to *value*, or away from it if *negated*."""

    field: str
    value: str
    start: int
    end: int
    negated: bool = False

    @property
    def label(self) -> str:
        """The chip in words."""
        return f"{'not ' if self.negated else ''}{self.field} {self.value}"


def find_chips(query: str) -> tuple[Chip, ...]:
    """Return the fields with a value that hold for the whole query: not those in parentheses or beside an OR."""
    found = list(tokens(query))
    depth = 0
    narrowing = []
    for at, token in enumerate(found):
        depth += (token.kind == OPEN) - (token.kind == CLOSE and depth > 0)
        # In `title:title:x` the second field is part of the value.
        if token.kind == FIELD and not depth and not (token.is_glued and _is_field(_nth(found, at - 1))):
            chip = _chip(found, at)
            if chip is not None:
                narrowing.append(chip)
    return tuple(narrowing)


def drop_chip(query: str, chip: Chip) -> str:
    """Return *query* without one of its chips."""
    return " ".join(filter(None, (query[: chip.start].rstrip(), query[chip.end :].lstrip())))


def narrow(query: str, narrowing: str) -> str:
    """Return *query* with a facet's *narrowing* added, or taken off where it is there.

    A date takes the place of another one.
    """
    wanted = find_chips(narrowing)
    for chip in reversed(find_chips(query)):
        if any((chip.field, chip.value, chip.negated) == (each.field, each.value, each.negated) for each in wanted):
            return drop_chip(query, chip)
        if any(chip.field == each.field == "date" for each in wanted):
            query = drop_chip(query, chip)
    if not query.strip():
        return narrowing
    # Behind a quote or a parenthesis that is still open it would become part of it, and behind an OR a choice.
    found = [*tokens(query)]
    first, last = found[0], found[-1]
    is_open = (last.kind == PHRASE and not last.is_closed) or last.kind in {FIELD, OR, NOT} or _depth(found) > 0
    if not is_open:
        return f"{query.rstrip()} {narrowing}"
    if first.kind == OR:
        # It joins nothing yet, and is not to join what narrows.
        query = query[first.end :].lstrip()
        return narrow(query, narrowing)
    return f"{narrowing} {query}"


def drop_dates(query: str) -> tuple[str, str]:
    """Return *query* without its dates of publication, and the value of the last of them (empty if there is none)."""
    value = ""
    for chip in reversed(find_chips(query)):
        if chip.field == "date":
            query = drop_chip(query, chip)
            value = value or ("" if chip.negated else chip.value)
    return query, value


def _chip(found: list[Token], at: int) -> Chip | None:
    token, value, before = found[at], _nth(found, at + 1), _nth(found, at - 1)
    if value is None or not value.is_glued or value.kind not in {RUN, PHRASE}:
        return None
    negation = before if before is not None and before.kind == NOT else None
    edge = _nth(found, at - 2) if negation else before
    after = _nth(found, at + 2)
    if any(each is not None and each.kind == OR for each in (edge, after)):
        return None
    start = negation.start if negation else token.start
    return Chip(token.text.lower(), value.text.strip(), start, value.end, negation is not None)


def _depth(found: list[Token]) -> int:
    depth = 0
    for token in found:
        depth += (token.kind == OPEN) - (token.kind == CLOSE and depth > 0)
    return depth


def _nth(found: list[Token], at: int) -> Token | None:
    return found[at] if 0 <= at < len(found) else None


def _is_field(token: Token | None) -> bool:
    return token is not None and token.kind == FIELD
