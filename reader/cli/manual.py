"""The manual: Markdown pages, and the reference of all commands, made from their declarations."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from reader.cli.command import Argument, CliCommand, CommandGroup
from reader.cli.commands import load_commands
from reader.cli.help import EXIT_STATUS, USAGE, described, named, shown
from reader.library.errors import ReaderError

FOLDER = Path(__file__).parents[1] / "manual"
# The order in which the contents list the pages; a page that is not named here follows.
_ORDER = (
    "start", "screen", "search", "related", "compare", "notes", "export", "keys", "commands", "settings", "browser",
    "files", "programs", "security", "promise", "speed",
)  # fmt: skip
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(\w+\.md\)")
_HEAD = (
    '---\nid: "commands"\ntitle: "Commands"\nsite: "The manual of reader"\nlanguage: "en"\ntags: ["manual"]\n---\n\n'
)


def manual_pages() -> Mapping[str, str]:
    """Map every topic to its page: front matter and Markdown."""
    pages = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    pages["commands"] = _HEAD + command_reference()
    return {topic: pages[topic] for topic in sorted(pages, key=lambda each: (_place(each), each))}


def _place(topic: str) -> int:
    return _ORDER.index(topic) if topic in _ORDER else len(_ORDER)


def write_manual(folder: Path) -> None:
    """Write the pages that have changed into *folder*, where the app opens them. Raises: ReaderError.

    Links between pages become links by title, which the app follows.
    """
    from reader.library.atomic_file import WriteError, write_text

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for topic, page in manual_pages().items():
            path, text = folder / f"{topic}.md", _LINK.sub(r"[[\1]]", page)
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                write_text(path, text)
    except (OSError, WriteError) as error:
        raise ReaderError(f"The manual could not be written to {folder}: {error}.") from error


def command_reference() -> str:
    """Return the reference of all commands, in Markdown."""
    lines = ["```", *USAGE, "```", "", f"Exit status: {EXIT_STATUS}", ""]
    for group in CommandGroup:
        lines += [f"## {group}", ""]
        for command in load_commands():
            if command.group == group:
                lines += _reference(command)
    return "\n".join(lines)


def _reference(command: CliCommand) -> Iterator[str]:
    yield from (f"### reader {command.name}", "", f"{command.summary}.", "", "```", command.usage, "```", "")
    if command.details:
        yield from (command.details, "")
    for argument in shown(command.arguments):
        yield f"- {_in_code(argument)}: {described(argument)}"
    yield ""
    if command.examples and not command.actions:
        yield from ("```sh", *(f"{each.line}  # {each.meaning}" for each in command.examples), "```", "")
    for action in command.actions:
        yield from _reference(action)


def _in_code(argument: Argument) -> str:
    return ", ".join(f"`{each}`" for each in named(argument).split(", ")) if argument.is_option else argument.name
