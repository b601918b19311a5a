"""The command line and the environment of every child process that runs our own code.

A child must never import a module from the current folder, which may be a shared one, nor from a folder that a
variable of the environment names.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import reader

# A program that runs beside this one, and what it says by its pipes.
ChildProcess = subprocess.Popen[bytes]

# Puts this very package, and nothing beside it, where the child imports `reader` from: in a checkout that is not
# installed the folder around the package would have to be on the path otherwise.
_BOOTSTRAP = """\
import importlib.util, runpy, sys
package, module, *sys.argv[1:] = sys.argv[1:]
spec = importlib.util.spec_from_file_location("reader", package)
sys.modules["reader"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["reader"])
runpy.run_module(module, run_name="__main__", alter_sys=True)
"""


def child_command(module: str, *arguments: str) -> Sequence[str]:
    """Return the command that runs *module* of this package as a program of its own, with *arguments*."""
    # -E: no PYTHONPATH, PYTHONHOME or PYTHONSTARTUP; -P: the current folder is no place for modules.
    flags = ["-E", "-P", *(["-B"] if sys.dont_write_bytecode else [])]
    return [
        sys.executable,
        *flags,
        "-X",
        f"utf8={sys.flags.utf8_mode}",
        "-c",
        _BOOTSTRAP,
        reader.__file__,
        module,
        *arguments,
    ]


def child_environment() -> dict[str, str]:
    """Return this process's environment without the variables that tell Python where to look for code."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def start_reader(*arguments: str) -> ChildProcess:
    """Start `reader` with *arguments* beside this process: it is given no input, and what it says comes by pipes."""
    return ChildProcess(
        child_command("reader", *arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=child_environment(),
    )


def index_arguments(library: Path, known: Iterable[Path] = ()) -> Sequence[str]:
    """Return the arguments with which `reader` brings a library up to date, first the files that are *known*.

    It tells each step.
    """
    return (
        "index",
        "--progress",
        "--library",
        str(library),
        *(word for each in known for word in ("--known", str(each))),
    )
