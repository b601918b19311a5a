"""The way into the command line: from its first moment to its last, an interrupt ends it without a traceback."""

import signal


def _as_the_system_does() -> None:
    """Let an interrupt end this process at once; one that it was started deaf to stays unheard."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


_as_the_system_does()

from reader.cli.main import main  # noqa: E402 - imported only when an interrupt of the import is no traceback


def start() -> int:
    """Run `reader` with the arguments of this process; return the exit status."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return main()
    finally:
        _as_the_system_does()
