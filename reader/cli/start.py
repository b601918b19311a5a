"""The way into the command line: from its first moment to its last, an interrupt ends it without a traceback."""

import gc
import signal


def _as_the_system_does() -> None:
    """Let an interrupt end this process at once; one that it was started deaf to stays unheard."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def start() -> int:
    """Run `reader` with the arguments of this process; return the exit status."""
    _as_the_system_does()
    # What is imported stays, and what reader makes is mostly small and freed at once: collections can wait. A full one
    # walks every widget and style of the app and stops it for 50 ms.
    gc.set_threshold(50_000, 20, 100)
    # Imported only when an interrupt of the import is no traceback.
    from reader.cli.main import main

    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return main()
    finally:
        _as_the_system_does()
