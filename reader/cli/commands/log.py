"""`reader log`: what was read on this machine, when and how long."""

from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, named_path
from reader.cli.launch import opened_room
from reader.cli.printing import out, out_json

if TYPE_CHECKING:
    from reader.room import ReadingRoom


def run(options: Options) -> int:
    """Print the figures, write them as a drawing, or forget them."""
    from reader.view.reading_figures import reading_figures

    with opened_room(options) as room:
        log = room.session.reading_log
        if options.forget:
            was = log.forget()
            out_json({"forgotten": was}) if options.json else out(
                "The reading log is deleted." if was else "There is none."
            )
            return 0
        visits = log.visits()
        figures = reading_figures(visits, room.catalog.entry)
        if options.json:
            out_json(figures._asdict() | {"log": [each._asdict() for each in visits], "file": str(log.path)})
        elif options.svg is not None:
            _draw(options, room)
        else:
            _print(options, room)
    return 0


def _print(options: Options, room: "ReadingRoom") -> None:
    from reader.room.trash import title_lookup
    from reader.view.page_layout import page_text
    from reader.view.reading_figures import duration, figures_page, reading_figures

    visits, title_of = room.session.reading_log.visits(), title_lookup(room.session)
    for each in visits if options.visits else ():
        out(f"{each.began[:16].replace('T', ' ')}  {duration(each.seconds):>10}  {title_of(each.article_id)}")
    if not options.visits or not visits:
        page = figures_page(reading_figures(visits, room.catalog.entry), title_of)
        out(page_text(page).rstrip())


def _draw(options: Options, room: "ReadingRoom") -> None:
    from reader.library.atomic_file import write_text
    from reader.view.bars import bars_svg
    from reader.view.phrases import month_name
    from reader.view.reading_figures import bars_of, reading_figures

    figures = reading_figures(room.session.reading_log.visits(), room.catalog.entry)
    write_text(options.svg, bars_svg("Reading by month", bars_of(figures.by_month, month_name)))
    out(f"Drawn in {options.svg}.")


COMMAND = CliCommand(
    "log",
    "Show what was read on this machine, when and how long",
    group=CommandGroup.LIBRARY,
    details="The log is kept in this machine's state folder, apart from the library, and is never sent anywhere; "
    "--json names its file. The setting reading_log switches it off. A pause of more than two minutes is no reading, "
    "and neither is a look of less than five seconds.",
    arguments=(
        Argument("--visits", "List every visit instead of the figures"),
        Argument("--svg", "Draw the months in this file", "FILE", read=named_path, completes="file"),
        Argument("--forget", "Delete the log"),
    ),
    examples=(
        Example("reader log", "Print how long was read, by month, site and article."),
        Example("reader log --visits", "List what was read when."),
    ),
    run=run,
    exclusive=(("--visits", "--svg", "--forget"),),
)
