"""`reader speakers`: who is quoted in the library, and what they said."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options
from reader.cli.forms import record_json
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json, say
from reader.view.speaker_rows import extent, occasion, said_rows

if TYPE_CHECKING:
    from reader.related.accounts import SpeakerCount
    from reader.room import ReadingRoom


def run(options: Options) -> int:
    """List the speakers, or what the ones of a name said."""
    name = " ".join(options.name)
    with current_room(options) as room:
        found = room.speakers.named(name) if name else room.speakers.all()
        if options.json:
            out_json([_speaker_json(room, each, with_words=bool(name)) for each in found])
        elif not found:
            say(f"Nobody called “{name}” is quoted in this library." if name else "Nobody is quoted in this library.")
        else:
            for each in found:
                _print(room, each, with_words=bool(name))
    return 0 if found else 1


def _print(room: "ReadingRoom", speaker: "SpeakerCount", *, with_words: bool) -> None:
    out(f"{speaker.name}  {extent(speaker.statements, speaker.articles)}")
    for each in said_rows(room.speakers.said_by(speaker.name)) if with_words else ():
        out(f"  {occasion(each)}  [{each.spoken.entry.id}]\n    {each.spoken.text}")


def _speaker_json(room: "ReadingRoom", speaker: "SpeakerCount", *, with_words: bool) -> dict[str, object]:
    found: dict[str, object] = speaker._asdict()
    if with_words:
        found["said"] = [
            record_json(each.entry)
            | {
                "start": each.statement.start,
                "end": each.statement.end,
                "kind": each.statement.kind,
                "via": each.statement.via and each.statement.via.name,
                "text": each.text,
            }
            for each in room.speakers.said_by(speaker.name)
        ]
    return found


COMMAND = CliCommand(
    "speakers",
    "List who is quoted in the library, or what one of them said, in time order",
    group=CommandGroup.COMPARISON,
    arguments=(Argument("NAME", "A speaker's name or a part of it", is_optional=True, is_repeated=True),),
    examples=(
        Example("reader speakers", "List everybody who is quoted, and how often."),
        Example("reader speakers poznikhir", "What a speaker said, with outlet and day."),
    ),
    run=run,
)
