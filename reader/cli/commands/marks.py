"""`reader marks`: the marks of places in articles."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, Example, Options
from reader.cli.launch import opened_room
from reader.cli.printing import out, out_json
from reader.library.errors import ReaderError

if TYPE_CHECKING:
    from reader.room import ReadingRoom


def _list(options: Options) -> int:
    with opened_room(options) as room:
        marks = room.session.place_marks.all()
        titles = [entry.title if (entry := room.catalog.entry(each.article_id)) else None for each in marks]
    if options.json:
        out_json([each._asdict() | {"title": title} for each, title in zip(marks, titles, strict=True)])
    for mark, title in () if options.json else zip(marks, titles, strict=True):
        out(f"{mark.letter}  {title or '(gone)'}  [{mark.article_id}]  {mark.offset:,}")
    if not marks and not options.json:
        out("There are no marks.")
    return 0


def _set(options: Options) -> int:
    from reader.cli.launch import bring_up_to_date
    from reader.room.place_marks import PlaceMark

    with opened_room(options) as room:
        bring_up_to_date(room)
        offset = _offset(options, room)
        room.session.place_marks.put(PlaceMark(options.letter, options.article, offset))
    facts = {"letter": options.letter, "article_id": options.article, "offset": offset}
    out_json(facts) if options.json else out(f"Mark {options.letter} leads to {options.article}.")
    return 0


def _offset(options: Options, room: "ReadingRoom") -> int:
    if options.quote:
        return room.exchange.find_passage(options.article, options.quote)[0]
    room.article(options.article)
    return 0


def _delete(options: Options) -> int:
    with opened_room(options) as room:
        was = room.session.place_marks.delete(options.letter)
    if not was:
        raise ReaderError(f"There is no mark {options.letter}.")
    out_json({"letter": options.letter}) if options.json else out(f"Mark {options.letter} is deleted.")
    return 0


_LETTER = Argument("LETTER", "The letter or digit of the mark")
COMMAND = CliCommand(
    "marks",
    "List the marks of places, set and delete them",
    details="Marks are kept on this machine, apart from the library.",
    arguments=(),
    examples=(Example("reader marks", "List all marks."),),
    run=_list,
    actions=(
        CliCommand(
            "marks list", "List the marks", arguments=(), examples=(Example("reader marks list", "List all marks."),),
            run=_list,
        ),
        CliCommand(
            "marks set",
            "Set a mark on an article, or on a passage of it",
            arguments=(
                _LETTER,
                Argument("ARTICLE", "The id of the article", completes="article"),
                Argument("--quote", "The passage, in the article's words", "WORDS", default=""),
            ),
            examples=(Example("reader marks set a tiyas-air-base", "Let mark a lead to an article."),),
            run=_set,
        ),
        CliCommand(
            "marks delete",
            "Delete a mark",
            arguments=(_LETTER,),
            examples=(Example("reader marks delete a", "Delete mark a."),),
            run=_delete,
        ),
    ),
)  # fmt: skip
