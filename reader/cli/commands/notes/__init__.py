"""`reader notes`: its actions, by subject; without an action it lists."""

from reader.cli.command import CliCommand, CommandGroup
from reader.cli.commands.notes.annotations import ADD, COLOR, DELETE, EDIT, LIST, TAG_NOTES, TAGS, UNDO
from reader.cli.commands.notes.exchange import CITE, EXPORT, IMPORT
from reader.cli.commands.notes.history import HISTORY, RESTORE
from reader.cli.commands.notes.repair import ACCEPT, ATTACH, FORGET, SETTLE, VERSIONS

COMMAND = CliCommand(
    "notes",
    "List, make, edit, tag, delete, export, import and cite notes",
    group=CommandGroup.NOTES,
    details="Without an action, it lists the notes: all, those on an article, or those that a query finds.",
    arguments=LIST.arguments,
    examples=LIST.examples,
    run=LIST.run,
    actions=(
        LIST, ADD, EDIT, TAG_NOTES, TAGS, COLOR, DELETE, UNDO, EXPORT, IMPORT, CITE,
        HISTORY, RESTORE, ACCEPT, ATTACH, VERSIONS, SETTLE, FORGET,
    ),
)  # fmt: skip
