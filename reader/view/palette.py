"""Which commands a few typed letters name, the best first. Computed without Textual."""

from collections.abc import Iterable

from reader.view.commands import Command

# Ranks of what was typed: at the head of the label, at the head of one of its words, in it, in the help.
_HEAD, _WORD, _LABEL, _HELP = range(4)


def named(commands: Iterable[Command], typed: str) -> list[Command]:
    """Return those of *commands* whose label and help have every word *typed*, the closest first; all for no word."""
    words = typed.casefold().split()
    ranked = [(_rank(command, words), at, command) for at, command in enumerate(commands)]
    return [command for rank, _, command in sorted(ranked, key=lambda each: each[:2]) if rank <= _HELP]


def _rank(command: Command, words: list[str]) -> int:
    return max((_rank_of_word(command.label.casefold(), command.help.casefold(), word) for word in words), default=0)


def _rank_of_word(label: str, told: str, word: str) -> int:
    if label.startswith(word):
        return _HEAD
    if f" {word}" in label:
        return _WORD
    if word in label:
        return _LABEL
    return _HELP if word in told else _HELP + 1
