"""The commands that match a few typed letters, the best first. Computed without Textual."""

from collections.abc import Iterable

from reader.view.commands import Command

# What people look for without knowing its key, in this order; then the commands of the pane; moving is last.
_SOUGHT = (
    "search", "find", "note", "highlight", "tag", "star", "toggle-read", "crossrefs", "compare", "notebook", "facets",
    "sort", "original", "record", "searches", "settings", "theme", "zen", "undo", "help", "quit",
)  # fmt: skip
# Where the typed words stand, best first: at the start of the label, at the start of a word, within it, in the help.
_HEAD, _WORD, _LABEL, _HELP = range(4)


def named(commands: Iterable[Command], typed: str) -> list[Command]:
    """Return those of *commands* whose label and help have every *typed* word, the closest first.

    With no word typed, return all, those that people look for first.
    """
    # Repeated words, as in a paste, add nothing.
    commands = [*commands]
    words = [*dict.fromkeys(typed.casefold().split())]
    texts = [(command, command.label.casefold(), command.help.casefold()) for command in commands]
    # The first missing word decides: few words of a long text are words of commands.
    found = [
        (_rank(label, words), command)
        for command, label, told in texts
        if all(word in label or word in told for word in words)
    ]
    if not words:
        return sorted(commands, key=_sought)
    return [command for _, command in sorted(found, key=lambda each: each[0])]


def _sought(command: Command) -> tuple[int, int]:
    if command.id in _SOUGHT:
        return 0, _SOUGHT.index(command.id)
    return (2, 0) if command.group == "Move" else (1, len(command.where))


def _rank(label: str, words: Iterable[str]) -> int:
    return max((_rank_of_word(label, word) for word in words), default=0)


def _rank_of_word(label: str, word: str) -> int:
    if label.startswith(word):
        return _HEAD
    if f" {word}" in label:
        return _WORD
    return _LABEL if word in label else _HELP
