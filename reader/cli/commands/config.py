"""`reader config`: the settings, and where everything is kept."""

from reader.cli.command import CliCommand, CommandGroup, Example, Options
from reader.cli.launch import opened_room
from reader.cli.printing import out, out_json


def run(options: Options) -> int:
    """Print settings and folders."""
    from reader.room.settings import setting_fields

    with opened_room(options) as room:
        settings, places = room.settings, room.places
        folders = {
            "settings": places.settings, "library": room.library.root, "notes": room.notes.path,
            "cache": room.session.caches.folder, "state": places.state,
        }  # fmt: skip
    values = {name: getattr(settings, name) for name in setting_fields()}
    if options.json:
        out_json({"settings": values, "folders": {name: str(path) for name, path in folders.items()}})
        return 0
    for name, meaning in setting_fields().items():
        out(f"{name}: {values[name]!r:<12}  # {meaning}")
    out()
    for name, path in folders.items():
        out(f"{name:>9}  {path}")
    return 0


COMMAND = CliCommand(
    "config",
    "Show the settings, and where everything is kept",
    group=CommandGroup.PROGRAM,
    arguments=(),
    examples=(Example("reader config", "Print each setting with its meaning, and the folders."),),
    run=run,
)
