"""`python -m reader` is the command `reader`."""

import os
import sys

# With -m, Python looks for modules in the current folder first, which may be a shared one.
if not sys.flags.safe_path and sys.path[0] != sys.modules["reader"].__path__[0].rpartition(os.sep)[0]:
    del sys.path[0]

from reader.cli.start import start

sys.exit(start())
