"""`reader mark`: mark articles as read or starred, and tag them."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, Example, Options, UsageError
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json
from reader.text.plurals import count

if TYPE_CHECKING:
    from reader.room import ReadingRoom


def run(options: Options) -> int:
    """Mark the articles; the tags are notes, so that no file of an article is changed."""
    if options.read is None and options.star is None and not options.tag and not options.untag:
        raise UsageError("Say how to mark: --read, --no-read, --star, --no-star, --tag TAG or --untag TAG.")
    with current_room(options) as room:
        ids = [room.article(each).id for each in options.article]
        readings = {each: room.state.change(each, read=options.read, starred=options.star) for each in ids}
        room.state.save()
        tags = {each: _tagged(options, room, each) for each in ids}
    if options.json:
        out_json([
            {"id": each, "read": reading.read, "starred": reading.starred, "own_tags": list(tags[each])}
            for each, reading in readings.items()
        ])  # fmt: skip
    else:
        out(f"Marked {count(len(ids), 'article')}.")
    return 0


def _tagged(options: Options, room: "ReadingRoom", article_id: str) -> tuple[str, ...]:
    """Tag an article as the options say; return the tags that the user has given it."""
    from reader.notes.article_tags import tag_article, tagging_of

    known = tagging_of(room.notes.of(article_id))
    tags = known.tags if known else ()
    if not options.tag and not options.untag:
        return tags
    kept = [each for each in (*tags, *options.tag) if each not in options.untag]
    saved = tag_article(room.notes, article_id, kept)
    return saved.tags if saved else ()


COMMAND = CliCommand(
    "mark",
    "Mark articles as read or starred, and tag them",
    details="Tags are saved with your notes; the article files are not changed.",
    arguments=(
        Argument("ARTICLE", "The id of an article", is_repeated=True, completes="article"),
        Argument("--read", "Mark as read, or as unread", has_opposite=True),
        Argument("--star", "Add a star, or remove it", has_opposite=True),
        Argument("--tag", "Add a tag", "TAG", is_repeated=True),
        Argument("--untag", "Remove a tag that you added", "TAG", is_repeated=True),
    ),
    examples=(
        Example("reader mark tiyas-air-base palmyra --read", "Mark two articles as read."),
        Example('reader mark palmyra --star --tag "to check"', "Add a star and a tag."),
    ),
    run=run,
)
