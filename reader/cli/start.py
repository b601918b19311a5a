"""The entry point of the command line: Ctrl+C ends it without a traceback, also while it is imported."""

import gc
import signal


def _as_the_system_does() -> None:
    """Let Ctrl+C end this process at once, unless it was started to ignore that."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def start() -> int:
    """Run `reader` with the arguments of this process; return the exit status."""
    _as_the_system_does()
    # Most of what reader makes is freed at once by reference counts, so garbage collections can be rare. A full one
    # visits every widget and style of the app and stops it for 50 ms.
    gc.set_threshold(50_000, 20, 100)
    # Imported only now that Ctrl+C gives no traceback.
    from reader.cli.main import main

    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return main()
    finally:
        _as_the_system_does()
