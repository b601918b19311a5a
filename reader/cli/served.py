"""The process behind a window of a browser: `reader` on the pseudo-terminal that `reader serve` has given it."""

import fcntl
import sys
import termios

from reader.cli.start import start

if __name__ == "__main__":
    # The terminal becomes this session's own, so that we and our children learn of its size and its end.
    fcntl.ioctl(sys.stdin, termios.TIOCSCTTY, 0)
    sys.exit(start())
