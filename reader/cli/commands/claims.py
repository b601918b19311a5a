"""`reader claims`: the figures of an article as claims."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options
from reader.cli.forms import party_json
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json, say

if TYPE_CHECKING:
    from reader.related.statements.claim import Claim


def run(options: Options) -> int:
    """Print the claims of an article in order."""
    from reader.related.statements.claim_words import claim_words, source_words

    with current_room(options) as room:
        found = room.claims(options.article)
    if options.json:
        out_json([_claim_json(each) for each in found])
    elif not found:
        say("This article gives no figures.")
    else:
        for each in found:
            source = source_words(each)
            out(f"{claim_words(each)}{f'  — {source}' if source else ''}")
    return 0 if found else 1


def _claim_json(claim: "Claim") -> dict[str, object]:
    return {
        "start": claim.start,
        "end": claim.end,
        "value": claim.value,
        "low": claim.low,
        "high": claim.high,
        "bound": claim.bound,
        "unit": claim.unit or None,
        "counted": claim.counted or None,
        "event": claim.event or None,
        "speaker": party_json(claim.speaker),
        "via": party_json(claim.via),
        "denied_by": party_json(claim.denied_by),
        "day": claim.day or None,
        "place": claim.place or None,
        "sentence": list(claim.sentence),
    }


COMMAND = CliCommand(
    "claims",
    "List the figures of an article: how many, of what, what happened, and who says so",
    group=CommandGroup.COMPARISON,
    arguments=(Argument("ARTICLE", "The id of an article", completes="article"),),
    examples=(Example("reader claims evacuation-of-eastern-aleppo", "List the figures, in order."),),
    run=run,
)
