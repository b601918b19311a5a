"""`reader statements`: who says what in an article."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options
from reader.cli.forms import party_json, unread
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json, say

if TYPE_CHECKING:
    from reader.related.statements.statement import Statement


def run(options: Options) -> int:
    """Print the statements of an article in order."""
    with current_room(options) as room:
        found, text = room.statements(options.article), room.article(options.article).text
        language = room.speakers.unread_language(options.article)
    if options.json:
        out_json([_statement_json(each) for each in found])
    elif not found:
        say(unread(language) or "This article quotes nobody.")
    else:
        for each in found:
            out(_described(each, text))
    return 0 if found else 1


def _described(statement: "Statement", text: str) -> str:
    speaker, via = statement.speaker, statement.via
    who = speaker.name if speaker else "(nobody named)"
    calls = f" (“{speaker.text}”)" if speaker and speaker.text != speaker.name else ""
    words = " ".join(text[statement.start : statement.end].split())
    return f"{who}{calls}{f', via {via.name}' if via else ''}\n  {words}\n"


def _statement_json(statement: "Statement") -> dict[str, object]:
    return {
        "start": statement.start,
        "end": statement.end,
        "kind": statement.kind,
        "cue": list(statement.cue),
        "speaker": party_json(statement.speaker),
        "via": party_json(statement.via),
    }


COMMAND = CliCommand(
    "statements",
    "List who says what in an article",
    group=CommandGroup.COMPARISON,
    details="Texts in English are read, and simple sentences in German, French, Spanish, Russian and Arabic. Where "
    "the text names nobody, nobody is given.",
    arguments=(Argument("ARTICLE", "The id of an article", completes="article"),),
    examples=(Example("reader statements evacuation-of-eastern-aleppo", "List who says what, in order."),),
    run=run,
)
