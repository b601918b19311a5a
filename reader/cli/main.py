"""The command line: find the command, run it, and report what went wrong.

Exit status: 0 done, 1 nothing found or refused (with a sentence), 2 wrong usage, 130 interrupted.
"""

import errno
import os
import sys
from collections.abc import Sequence

from reader.cli.command import COMMON, JSON, LIBRARY, OFFLINE, UsageError, find_action
from reader.cli.commands import command_names, load_command, load_commands
from reader.cli.parser import HELP, meant, parse, quoted
from reader.cli.printing import close_output, complain, flush, out, out_json, prepare_streams, say
from reader.library.errors import ReaderError
from reader.library.safe_text import line

# Errors of the system, not bugs: no permission, a disk that is full, damaged or gone, too many open files. A missing
# file is not among them.
_REFUSALS = frozenset({
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENXIO,
    errno.ENODEV, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.ESTALE, errno.ETIMEDOUT, errno.ENOTCONN,
})  # fmt: skip


# What `reader open` takes, also without its name.
_PLAIN = "--plain"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `reader` with *arguments*; return the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.excepthook = _tell_bug
    prepare_streams()
    try:
        status = _run(given)
        flush()
    except UsageError as error:
        return _refuse(given, str(error), 2)
    except ReaderError as error:
        return _refuse(given, str(error), 1)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The program that read our output has ended, as `| head` does.
        close_output()
        return 0
    except (OSError, MemoryError) as error:
        sentence = _told_by_system(error)
        if not sentence:
            raise
        return _refuse(given, sentence, 1)
    return status


def _told_by_system(error: OSError | MemoryError) -> str:
    """Return the sentence for an error of the system; empty for a bug of ours."""
    if isinstance(error, MemoryError):
        return "There is not enough memory for this."
    name = f"{error.filename}: " if isinstance(error.filename, str) else ""
    return f"{name}{error.strerror}." if error.errno in _REFUSALS else ""


def _refuse(given: Sequence[str], sentence: str, status: int) -> int:
    """Say what is wrong: to people on standard error, to programs in the JSON that they asked for."""
    complain(sentence)
    try:
        if JSON.name in given:
            out_json({"error": line(sentence)})
        flush()
    except (ReaderError, BrokenPipeError):
        close_output()
    return status


def _tell_bug(kind: type[BaseException], error: BaseException, _: object) -> None:
    """Say that a bug happened, and where its report is; READER_DEBUG prints the traceback."""
    from reader.cli.crash_report import write_report
    from reader.room.settings import user_places

    if os.environ.get("READER_DEBUG"):
        import traceback

        # Not Python's own hook: the message of an error may quote a file.
        say("".join(traceback.format_exception(error)))
    report = write_report(error, user_places().state)
    told = f" A report without any of your texts is in {report}." if report else " READER_DEBUG=1 shows where."
    complain(f"this is a bug in reader: {kind.__name__}.{told}")


def _run(given: Sequence[str]) -> int:
    name, words = _split(given)
    if name is None and (status := _told_of_program(words)) is not None:
        return status
    if name is None or name not in command_names():
        # `reader PATH` and `reader reader://…` open; so does `reader` alone.
        name, words = "open", words if name is None else [_openable(name), *words]
    command, words = find_action(load_command(name), words)
    try:
        end = words.index("--") if "--" in words else len(words)
        if any(each in HELP for each in words[:end]):
            from reader.cli.help import page

            out(page(command))
            return 0
        options = parse(command, words)
        if os.environ.get("READER_OFFLINE") or getattr(options, OFFLINE.key, False):
            _go_offline()
        return command.run(options)
    except UsageError as error:
        raise UsageError(f"{error} Try “reader {command.name} --help”.") from error


def _go_offline() -> None:
    from reader.library.network import go_offline

    go_offline()


def _told_of_program(words: Sequence[str]) -> int | None:
    """Print the overview or the version if *words* (without a command) ask for it; else return None."""
    if any(each in HELP for each in words):
        from reader.cli.help import overview

        out(overview(load_commands()))
    elif "--version" in words:
        from reader import __version__

        out(f"reader {__version__}")
    else:
        return None
    return 0


def _split(given: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the first word that is no option (or None), and the rest: options may stand before the command."""
    rest, before = list(given), []
    while rest and rest[0].startswith("-"):
        word = rest.pop(0)
        before.append(word)
        if word == LIBRARY.name:
            if not rest:
                raise UsageError(f"{word} needs a value: {word} PATH. Try “reader --help”.")
            before.append(rest.pop(0))
        elif word not in {JSON.name, OFFLINE.name, _PLAIN, "--version", "--", *HELP} and not word.startswith(
            f"{LIBRARY.name}="
        ):
            known = (*(each.name for each in COMMON), "--version", "--help")
            raise UsageError(
                f"There is no option {quoted(word)} before a command.{meant(word, known)} Try “reader --help”."
            )
    return (rest.pop(0) if rest else None), before + rest


def _openable(name: str) -> str:
    """Return *name* if it can be opened. Raises: UsageError, which proposes a command."""
    looks_like_path = "/" in name or name.startswith(("~", ".", "reader:"))
    # pathlib takes "" for this folder, and raises in closed ones.
    if looks_like_path or os.access(name, os.F_OK):
        return name
    raise UsageError(
        f"{quoted(name)} is neither a command nor a folder.{meant(name, command_names())} Try “reader --help”."
    )
