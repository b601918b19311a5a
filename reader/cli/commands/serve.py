"""`reader serve`: the app in a browser on this machine."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options, named_path, whole_number
from reader.cli.launch import opened_room
from reader.cli.printing import complain, flush, has_terminal, out, out_json
from reader.library.errors import ReaderError

if TYPE_CHECKING:
    from reader.serve.gate import Gate

# Variables about the terminal that the server runs in, which is not the one in the browser.
_OF_TERMINAL = frozenset({
    "COLUMNS", "LINES", "STY", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "TMUX", "TMUX_PANE", "WINDOWID",
})  # fmt: skip
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
_HIGHEST_PORT = 65_535


def run(options: Options) -> int:
    """Serve until Ctrl+C."""
    try:
        from reader.serve.server import serve
    except ModuleNotFoundError as error:
        told = "To open reader in a browser, install the extra: pip install 'reading-room[serve]'."
        raise ReaderError(told) from error
    from reader.library.child_process import child_command, child_environment

    environment = {name: value for name, value in child_environment().items() if name not in _OF_TERMINAL}
    environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}

    def tell(gate: "Gate") -> None:
        address = gate.new_address()
        if options.json:
            out_json({"address": address})
        else:
            out(f"reader is open to a browser on this machine:\n\n  {address}\n")
            out("It lets one browser in, once. Enter prints another address, Ctrl+C ends reader.")
        flush()
        if has_terminal():
            if not options.no_open:
                _open(address)
            _on_enter(lambda: out(f"  {gate.new_address()}\n"))

    serve(child_command("reader.cli.served", *_words(options)), environment, options.port or 0, tell)
    if has_terminal():
        # Below the ^C that the terminal prints.
        out("\nreader has ended.")
    return 0


def _words(options: Options) -> Sequence[str]:
    """Return the arguments of each window's reader. Raises: ReaderError for a library that is not there."""
    options.library = options.library or options.path
    if not options.library:
        return ()
    with opened_room(options) as room:
        return ("--library", str(room.library.root.absolute()))


def _open(address: str) -> None:
    """Open the address in a graphical browser; a text browser would use the address up."""
    from reader.library.network import WebAddress, is_offline, open_address

    if is_offline() or not (sys.platform == "darwin" or any(map(os.environ.get, _DISPLAYS))):
        return
    try:
        open_address(WebAddress(address, "127.0.0.1"))
    except ReaderError as error:
        complain(str(error))


def _on_enter(act: Callable[[], None]) -> None:
    """Call *act* whenever Enter is pressed, as long as the terminal is ours and not the shell's."""
    loop, descriptor = asyncio.get_running_loop(), sys.stdin.fileno()

    def listen() -> None:
        loop.add_reader(descriptor, take)

    def take() -> None:
        try:
            if os.tcgetpgrp(descriptor) == os.getpgrp() and os.read(descriptor, 1_024):
                act()
                return
        except OSError as error:
            # The terminal is gone, or does not belong to a shell.
            complain(f"Enter is not heard any more: {error.strerror}.")
        loop.remove_reader(descriptor)

    listen()
    loop.add_signal_handler(signal.SIGCONT, listen)


def _port(text: str) -> int:
    if (port := whole_number(text)) > _HIGHEST_PORT:
        raise ValueError(f"a port from 1 to {_HIGHEST_PORT}")
    return port


COMMAND = CliCommand(
    "serve",
    "Open the app in a browser on this machine",
    group=CommandGroup.READING,
    details="Only a browser on this machine can reach it, and only with the address that is printed. Each window is an "
    "app of its own; closing it keeps everything. Needs the extra: pip install 'reading-room[serve]'.",
    arguments=(
        Argument(
            "PATH", "A library, or a folder to read in place", is_optional=True, completes="folder", read=named_path
        ),
        Argument("--port", "Listen on this port instead of a free one", "PORT", read=_port),
        Argument("--no-open", "Print the address without opening it"),
    ),
    examples=(
        Example("reader serve", "Open your library in the browser."),
        Example("reader serve library --port 8017 --no-open", "Serve a library at a port, for a tunnel of ssh."),
    ),
    run=run,
)
