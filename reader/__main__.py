"""`python -m reader` is the command `reader`."""

import os
import sys

try:
    _here = os.getcwd()  # noqa: PTH109 - pathlib would be imported from that very folder
except OSError:
    # The folder is gone.
    _here = ""
if sys.path[0] == _here != os.path.dirname(os.path.dirname(os.path.abspath(__file__))):  # noqa: PTH100, PTH120 - no pathlib yet
    # With -m, Python looks for modules in the current folder first, which may be a shared one.
    del sys.path[0]

from reader.cli.start import start

sys.exit(start())
