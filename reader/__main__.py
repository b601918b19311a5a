"""`python -m reader` is the command `reader`."""

import os
import sys

if sys.path[0] == os.getcwd() != os.path.dirname(os.path.dirname(os.path.abspath(__file__))):  # noqa: PTH109, PTH100, PTH120 - pathlib would be imported from that very folder
    # With -m, Python looks for modules in the current folder first, which may be a shared one.
    del sys.path[0]

from reader.cli.start import start

sys.exit(start())
