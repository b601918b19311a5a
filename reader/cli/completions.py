"""Completions for bash, zsh and fish: a short script for each shell, which asks `reader` for the candidates."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.cli.command import COMMON, LIBRARY, Argument, CliCommand, Options, find_action
from reader.cli.commands import command_names, load_command, load_commands
from reader.library.errors import ReaderError
from reader.library.safe_text import line

if TYPE_CHECKING:
    from reader.room import ReadingRoom

# A word that may be completed to, and what it means; `:files` and `:folders` leave it to the shell.
Candidate = tuple[str, str]

_BASH = r"""_reader() {
    local word=${COMP_WORDS[COMP_CWORD]} row
    COMPREPLY=()
    while IFS=$'\t' read -r row _; do
        case $row in
        :files) COMPREPLY+=($(compgen -f -- "$word")) ;;
        :folders) COMPREPLY+=($(compgen -d -- "$word")) ;;
        *) COMPREPLY+=("$row") ;;
        esac
    done < <("${COMP_WORDS[0]}" completions bash -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o filenames -F _reader reader"""

_ZSH = r"""#compdef reader
_reader() {
    local -a found
    local row
    for row in "${(@f)$(_call_program reader "${(q)words[1]}" completions zsh -- "${(@q)words[2,CURRENT]}")}"; do
        case $row in
        :files) _files ;;
        :folders) _files -/ ;;
        ?*) found+=("${${row%%$'\t'*}//:/\\:}:${row#*$'\t'}") ;;
        esac
    done
    (($#found)) && _describe -t words word found
}
_reader "$@" """

_FISH = r"""function __reader_complete
    set -l words (commandline -opc) (commandline -ct)
    $words[1] completions fish -- $words[2..] 2>/dev/null | while read -l row
        switch $row
            case :files
                __fish_complete_path (commandline -ct)
            case :folders
                __fish_complete_directories (commandline -ct)
            case '*'
                echo $row
        end
    end
end
complete -c reader -f -a '(__reader_complete)'"""

SCRIPTS: Mapping[str, str] = {"bash": _BASH, "zsh": _ZSH.rstrip(), "fish": _FISH}


def complete(words: Sequence[str]) -> tuple[Candidate, ...]:
    """Return what the last of *words*, those after `reader`, may become."""
    *before, word = words or ("",)
    return tuple(each for each in _candidates(before, word) if each[0].startswith((word, ":")))


def _candidates(before: Sequence[str], word: str) -> Iterator[Candidate]:
    name = next((each for each in _words_of(before, (LIBRARY,)) if each in command_names()), "")
    if name:
        command, rest = find_action(load_command(name), [each for each in before if each != name])
        yield from _in_command(command, rest, word)
    elif before and before[-1] == LIBRARY.name:
        yield from _values(LIBRARY, before)
    elif word.startswith("-"):
        yield from (*_named(COMMON), ("--version", "Print the version"), ("--help", "Print help"))
    else:
        yield from ((each.name, each.summary) for each in load_commands())
        yield ":folders", ""


def _unfinished_option(command: CliCommand, before: Sequence[str]) -> Argument | None:
    """Return the option that the next word is a value of."""
    by_name = {each.name: each for each in command.options if not each.is_flag}
    last = ((by_name[each], at) for at, each in enumerate(reversed(before)) if each in by_name)
    return next((each for each, at in last if at < each.words), None)


def _in_command(command: CliCommand, before: Sequence[str], word: str) -> Iterator[Candidate]:
    option = _unfinished_option(command, before)
    if option is not None:
        yield from _values(option, before)
    elif word.startswith("-"):
        yield from (*_named(command.options), ("--help", "Print help"))
    else:
        placed = sum(1 for _ in _words_of(before, command.options))
        if not placed:
            yield from ((each.name.split()[-1], each.summary) for each in command.actions)
        if command.places and (placed < len(command.places) or command.places[-1].is_repeated):
            yield from _values(command.places[min(placed, len(command.places) - 1)], before)


def _words_of(words: Iterable[str], options: Iterable[Argument]) -> Iterator[str]:
    """Yield the words that are neither options nor their values."""
    counts = {each.name: each.words for each in options if not each.is_flag}
    skipped = 0
    for word in words:
        if skipped:
            skipped -= 1
        elif word.startswith("-"):
            skipped = counts.get(word, 0)
        else:
            yield word


def _named(options: Iterable[Argument]) -> Iterator[Candidate]:
    return ((name, each.help) for each in options if not each.is_hidden for name in each.spelled)


def _values(argument: Argument, before: Sequence[str]) -> Iterator[Candidate]:
    yield from ((each, argument.help) for each in argument.known_choices)
    if argument.completes in {"file", "folder"}:
        yield f":{argument.completes}s", ""
    elif argument.completes:
        yield from _in_library(_LISTS[argument.completes], before)


def _in_library(listed: Callable[["ReadingRoom"], Iterable[Candidate]], before: Sequence[str]) -> Iterator[Candidate]:
    """Yield what the library has, as it was indexed last; one that cannot be opened has nothing."""
    from reader.cli.launch import opened_room

    path = next((after for each, after in pairwise(before) if each == LIBRARY.name), None)
    with contextlib.suppress(ReaderError), opened_room(Options(library=LIBRARY.read(path) if path else None)) as room:
        yield from ((each, line(text)[:60]) for each, text in listed(room))


_LISTS: Mapping[str, Callable[["ReadingRoom"], Iterable[Candidate]]] = {
    "article": lambda room: ((each.id, each.title) for each in room.articles()),
    "note": lambda room: ((each.id, each.body or each.exact) for each in room.notes.all()),
    "search": lambda room: room.searches.saved().items(),
}
