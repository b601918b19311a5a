"""Parse the words of a command line by the declaration of the command.

Not argparse: a query may begin with a hyphen, options may stand anywhere, and every error is our own sentence, the
same on all versions of Python.
"""

from collections.abc import Iterable, Sequence

from reader.cli.command import Argument, CliCommand, Options, UsageError

HELP = ("-h", "--help")
_SHOWN = 80


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the name that *word* may mean: one that begins with it, else one that looks like it."""
    from difflib import get_close_matches

    # Without hyphens, which all options have in common.
    known, word = {each.lstrip("-"): each for each in names}, word[:_SHOWN].lstrip("-")
    begun = [each for each in known if each.startswith(word)] if len(word) > 1 else []
    near = next(iter(begun or get_close_matches(word, known, 1)), None)
    return known[near] if near else None


def quoted(word: str) -> str:
    """Return what somebody typed, for a sentence: in quotation marks, and shortened."""
    return f"“{word}”" if len(word) <= _SHOWN else f"“{word[:_SHOWN]}…”"


def meant(word: str, names: Iterable[str]) -> str:
    """Return “ Did you mean …?” for a word that is none of *names*, empty where none is near."""
    near = nearest(word, names)
    return f" Did you mean “{near}”?" if near else ""


def run_other(command: CliCommand, options: Options, **given: object) -> int:
    """Run another *command* than the one typed, with *given* arguments and its own defaults.

    The common options are taken from *options*.
    """
    other = parse(command, [])
    for each in command.common:
        setattr(other, each.key, getattr(options, each.key))
    vars(other).update(given)
    return command.run(other)


def parse(command: CliCommand, words: Sequence[str]) -> Options:
    """Return the values of all arguments of *command*. Raises: UsageError."""
    reading = _Reading(command)
    rest = list(words)
    placed: list[str] = []
    while rest:
        word = rest.pop(0)
        if word == "--":
            placed += rest
            break
        if word.startswith("--"):
            reading.take_option(word, rest)
        elif word.startswith("-") and len(word) > 1 and not any(each.is_query for each in command.places):
            raise UsageError(reading.no_option(word))
        else:
            placed.append(word)
    reading.place(placed)
    reading.check()
    return reading.options


class _Reading:
    """The values read so far."""

    def __init__(self, command: CliCommand) -> None:
        self._command = command
        self._by_name = {name: each for each in command.options for name in each.spelled}
        self._given: set[str] = set()
        values = {each.key: self._default(each) for each in (*command.common, *command.arguments)}
        # Which values are ids that may have been shortened.
        named = {
            kind: [each.key for each in command.arguments if each.completes == kind] for kind in ("article", "note")
        }
        self.options = Options(**values, shortened=named)

    @staticmethod
    def _default(argument: Argument) -> object:
        if argument.default is not None:
            return argument.default
        if argument.is_repeated:
            return ()
        return False if argument.is_flag and not argument.has_opposite else None

    def no_option(self, word: str) -> str:
        """Return the sentence for an unknown option."""
        shown = [name for name, each in self._by_name.items() if not each.is_hidden]
        return f"“reader {self._command.name}” has no option {quoted(word)}.{meant(word, shown)}"

    def take_option(self, word: str, rest: list[str]) -> None:
        """Read the option *word* (`--name`, `--name=value`), with its values from *rest*."""
        name, has_value, value = word.partition("=")
        argument = self._by_name.get(name)
        if argument is None:
            raise UsageError(self.no_option(name))
        self._given.add(argument.name)
        if argument.is_flag:
            if has_value:
                raise UsageError(f"{name} takes no value.")
            setattr(self.options, argument.key, name == argument.name)
            return
        values = [value] if has_value else []
        while len(values) < argument.words:
            if not rest:
                raise UsageError(
                    f"{name} needs {'a value' if argument.words == 1 else 'values'}: {name} {argument.value}."
                )
            values.append(rest.pop(0))
        found = [_value(argument, each) for each in values]
        single = found[0] if argument.words == 1 else tuple(found)
        earlier = getattr(self.options, argument.key)
        setattr(self.options, argument.key, (*earlier, single) if argument.is_repeated else single)

    def place(self, words: Sequence[str]) -> None:
        """Assign the words that are no options to the positional arguments, in order."""
        rest = list(words)
        for argument in self._command.places:
            if not rest:
                if argument.is_optional:
                    continue
                raise UsageError(self._missing(argument))
            taken, rest = (rest, []) if argument.is_repeated else (rest[:1], rest[1:])
            found = tuple(_value(argument, each) for each in taken)
            setattr(self.options, argument.key, found if argument.is_repeated else found[0])
        if rest:
            raise UsageError(f"{quoted(rest[0])} is one word too many: {self._command.usage}.")

    def _missing(self, argument: Argument) -> str:
        return f"{argument.name} is missing: {self._command.usage}."

    def check(self) -> None:
        """Check that required options are given, and that none exclude each other."""
        for argument in self._command.options:
            if argument.is_required and argument.name not in self._given:
                raise UsageError(self._missing(argument))
        for names in self._command.exclusive:
            if len(self._given & {*names}) > 1:
                raise UsageError(f"Use only one of {', '.join(names[:-1])} and {names[-1]}.")


def _value(argument: Argument, word: str) -> object:
    choices = argument.known_choices
    if choices and word not in choices:
        raise UsageError(
            f"{argument.name} takes {_listed(choices)}, not {quoted(word)}.{meant(word.casefold(), choices)}"
        )
    try:
        return argument.read(word)
    except ValueError as error:
        raise UsageError(f"{argument.name} takes {error}, not {quoted(word)}.") from error


def _listed(choices: Sequence[str]) -> str:
    return ", ".join(choices[:-1]) + f" or {choices[-1]}" if len(choices) > 1 else choices[0]
