"""`reader map`: the cross-references around one article."""

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, named_path, whole_number
from reader.cli.launch import current_room
from reader.cli.printing import out, out_json


def run(options: Options) -> int:
    """Print the map, or draw it."""
    from reader.view.page_layout import page_text
    from reader.view.reference_map import map_page, map_svg, reference_map

    with current_room(options) as room:
        center = room.session.shelf.entry(options.article)
        shown = reference_map(center, room.references.of(options.article, options.limit), options.limit)
    if options.svg is not None:
        from reader.library.atomic_file import write_text

        write_text(options.svg, map_svg(shown))
    if options.json:
        out_json({"article": center.id, "nodes": [each._asdict() for each in shown.nodes]})
    elif options.svg is not None:
        out(f"Drawn in {options.svg}.")
    else:
        text = page_text(map_page(shown, options.width))
        out("\n".join(line.rstrip() for line in text.rstrip().split("\n")))
    return 0 if shown.nodes else 1


COMMAND = CliCommand(
    "map",
    "Show the articles around one: earlier ones on the left, later ones on the right",
    group=CommandGroup.COMPARISON,
    arguments=(
        Argument("ARTICLE", "The id of the article", completes="article"),
        Argument("--limit", "Show at most this many articles", "NUMBER", default=12, read=whole_number),
        Argument("--width", "Draw in this many columns", "COLUMNS", default=110, read=whole_number),
        Argument("--svg", "Draw the map in this file", "FILE", read=named_path, completes="file"),
    ),
    examples=(Example("reader map tiyas-air-base", "Print the map around an article."),),
    run=run,
)
