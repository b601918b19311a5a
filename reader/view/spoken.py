"""The statement under the caret: who makes it, and where that speaker's next one is."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.related.statements.claim import Claim
    from reader.related.statements.statement import Statement


def statement_at(statements: "Sequence[Statement]", offset: int) -> "Statement | None":
    """Return the shortest statement around *offset*, with its speaker and verb of saying; None if there is none."""
    holding = [each for each in statements if _begin(each) <= offset < _end(each)]
    return min(holding, key=lambda each: (not each.start <= offset < each.end, each.end - each.start), default=None)


def _begin(statement: "Statement") -> int:
    return min(statement.start, statement.cue[0], statement.speaker.start if statement.speaker else statement.start)


def _end(statement: "Statement") -> int:
    return max(statement.end, statement.cue[1], statement.speaker.end if statement.speaker else statement.end)


def neighbor(statements: "Sequence[Statement]", offset: int, step: int) -> "Statement | None":
    """Return the next (*step* 1) or previous (-1) statement of the speaker under the caret, else of anybody."""
    here = statement_at(statements, offset)
    origin = here.start if here else offset
    speaker = _name(here) if here else ""
    of_speaker = [each for each in statements if not speaker or _name(each) == speaker]
    if step > 0:
        return next((each for each in of_speaker if each.start > origin), None)
    return next((each for each in reversed(of_speaker) if each.start < origin), None)


def _name(statement: "Statement") -> str:
    return statement.speaker.name if statement.speaker else ""


def source_line(statement: "Statement", claims: "Sequence[Claim]", offset: int) -> str:
    """Return who says what is under the caret, through whom, and who denies the figure there."""
    if statement.speaker is None:
        return "The text does not say who says this."
    name, text = statement.speaker.name, statement.speaker.text
    said = f"Said by {name}" if name == text else f"Said by {name} (“{text}”)"
    via = f", via {statement.via.name}" if statement.via else ""
    claim = next((each for each in claims if each.start <= offset < each.end and each.denied_by), None)
    denied = f"; denied by {claim.denied_by.name}" if claim and claim.denied_by else ""
    return f"{said}{via}{denied}."
