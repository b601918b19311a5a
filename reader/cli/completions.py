"""Completions for bash, zsh and fish, made from what the commands declare."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from shlex import quote

from reader.cli.command import Argument, Command
from reader.cli.help import shown_options


def bash(commands: Iterable[Command]) -> str:
    """Return the completions for bash; they need nothing of the package bash-completion."""
    known = tuple(commands)
    lines = [
        "# Completions of reader for bash.",
        "_reader() {",
        "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= action= at",
        "    for ((at = 1; at < COMP_CWORD; at++)); do",
        "        case ${COMP_WORDS[at]} in --library) ((at++)); continue ;; -*) continue ;; esac",
        "        if [[ -z $command ]]; then command=${COMP_WORDS[at]}; else action=${COMP_WORDS[at]}; break; fi",
        "    done",
        "    COMPREPLY=()",
        '    case "$command $action" in',
    ]
    for command in known:
        for action in command.actions:
            lines += _bash_case(f"{quote(action.name)}", action, ())
        actions = tuple(each.name.split()[-1] for each in command.actions)
        lines += _bash_case(f"{quote(command.name)}\\ *", command, actions)
    names = " ".join(each.name for each in known)
    lines += [
        "    *)",
        '        case $before in --library) COMPREPLY=($(compgen -d -- "$word")); return ;; esac',
        f'        COMPREPLY=($(compgen -W {quote(f"{names} --library --json --version --help")} -- "$word")'
        ' $(compgen -d -- "$word"))',
        "        ;;",
        "    esac",
        "}",
        "complete -o filenames -F _reader reader",
    ]
    return "\n".join(lines)


def _bash_case(pattern: str, command: Command, actions: Sequence[str]) -> Iterator[str]:
    yield f"    {pattern})"
    yield "        case $before in"
    for each in shown_options(command):
        if not each.is_flag:
            yield f"        {each.name}) {_bash_values(each)}return ;;"
    yield "        esac"
    words = [*actions, *(name for each in shown_options(command) for name in each.spelled), "--help"]
    for place in command.places:
        words += place.known_choices
    files = "".join(f' $(compgen {flag} -- "$word")' for flag in _bash_files(command))
    yield f'        COMPREPLY=($(compgen -W {quote(" ".join(words))} -- "$word"){files})'
    yield "        ;;"


def _bash_values(argument: Argument) -> str:
    if argument.known_choices:
        return f'COMPREPLY=($(compgen -W {quote(" ".join(argument.known_choices))} -- "$word")); '
    flag = {"file": "-f", "folder": "-d"}.get(argument.completes)
    return f'COMPREPLY=($(compgen {flag} -- "$word")); ' if flag else ""


def _bash_files(command: Command) -> Iterator[str]:
    for place in command.places:
        if place.completes:
            yield "-f" if place.completes == "file" else "-d"


def zsh(commands: Iterable[Command]) -> str:
    """Return the completions for zsh, as a function to be autoloaded as `_reader`."""
    known = tuple(commands)
    lines = ["#compdef reader", "", "_reader() {", "    local -a commands=("]
    lines += [f"        {quote(_zsh_pair(each.name, each.summary))}" for each in known]
    lines += [
        "    )",
        "    local curcontext=$curcontext state line",
        "    local -A opt_args",
        "    _arguments -C '--library[Open this library or folder]:folder:_files -/' '--json[Print JSON for programs]' "
        "'--help[Print help]' '--version[Print the version]' '1: :->command' '*:: :->arguments'",
        "    case $state in",
        "    command) _describe -t commands command commands; _files -/ ;;",
        "    arguments)",
        "        case $words[1] in",
    ]
    for command in known:
        lines.append(f"        {quote(command.name)})")
        if command.actions:
            lines += _zsh_actions(command)
        lines += [f"            {_zsh_arguments(command)}", "            ;;"]
    return "\n".join([*lines, "        esac", "        ;;", "    esac", "}", "", '_reader "$@"'])


def _zsh_pair(name: str, text: str) -> str:
    return f"{name}:{text.replace(':', chr(92) + ':')}"


def _zsh_actions(command: Command) -> Iterator[str]:
    yield "            local -a actions=("
    yield from (f"                {quote(_zsh_pair(each.name.split()[-1], each.summary))}" for each in command.actions)
    yield "            )"
    yield "            if ((CURRENT == 2)); then _describe -t actions action actions; fi"
    yield "            case $words[2] in"
    for action in command.actions:
        yield f"            {quote(action.name.split()[-1])})"
        yield f"                shift words; ((CURRENT--)); {_zsh_arguments(action)}; return ;;"
    yield "            esac"


def _zsh_arguments(command: Command) -> str:
    specs = []
    for option in shown_options(command):
        for name in option.spelled:
            repeated = "*" if option.is_repeated else ""
            values = "".join(f":{each.lower()}:{_zsh_values(option)}" for each in option.value.split())
            specs.append(f"{repeated}{name}[{_zsh_help(option.help)}]{values}")
    for at, place in enumerate(command.places, 1):
        position = "*" if place.is_repeated else str(at)
        specs.append(f"{position}:{place.name.lower()}:{_zsh_values(place)}")
    return " ".join(("_arguments", *(quote(each) for each in specs), "'--help[Print help]'"))


def _zsh_help(text: str) -> str:
    for special in "\\[]:":
        text = text.replace(special, "\\" + special)
    return text


def _zsh_values(argument: Argument) -> str:
    if argument.known_choices:
        return f"({' '.join(argument.known_choices)})"
    return {"file": "_files", "folder": "_files -/"}.get(argument.completes, " ")


def fish(commands: Iterable[Command]) -> str:
    """Return the completions for fish."""
    known = tuple(commands)
    names = " ".join(each.name for each in known)
    unchosen = f"complete -c reader -n 'not __fish_seen_subcommand_from {names}'"
    lines = [
        "# Completions of reader for fish.",
        "complete -c reader -f",
        "complete -c reader -l library -r -a '(__fish_complete_directories)' -d 'Open this library or folder'",
        "complete -c reader -l json -d 'Print JSON for programs'",
        "complete -c reader -l help -d 'Print help'",
        f"{unchosen} -a '(__fish_complete_directories)'",
    ]
    for command in known:
        lines.append(f"{unchosen} -a {command.name} -d {_fish(command.summary)}")
        chosen = f"__fish_seen_subcommand_from {command.name}"
        action_names = " ".join(each.name.split()[-1] for each in command.actions)
        for action in command.actions:
            name = action.name.split()[-1]
            lines.append(
                f"complete -c reader -n '{chosen}; and not __fish_seen_subcommand_from {action_names}'"
                f" -a {name} -d {_fish(action.summary)}"
            )
            lines += _fish_arguments(action, f"{chosen}; and __fish_seen_subcommand_from {name}")
        unless = f"; and not __fish_seen_subcommand_from {action_names}" if action_names else ""
        lines += _fish_arguments(command, chosen + unless)
    return "\n".join(lines)


def _fish_arguments(command: Command, condition: str) -> Iterator[str]:
    lead = f"complete -c reader -n {_fish(condition)}"
    for option in shown_options(command):
        if option in command.common:
            continue
        for name in option.spelled:
            values = "" if option.is_flag else f" -r{_fish_values(option)}"
            yield f"{lead} -l {name[2:]}{values} -d {_fish(option.help)}"
    for place in command.places:
        if _fish_values(place):
            yield f"{lead}{_fish_values(place)}"


def _fish_values(argument: Argument) -> str:
    if argument.known_choices:
        return f" -a {_fish(' '.join(argument.known_choices))}"
    return {"file": " -F", "folder": " -a '(__fish_complete_directories)'"}.get(argument.completes, "")


def _fish(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


SHELLS: Mapping[str, Callable[[Iterable[Command]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
