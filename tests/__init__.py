"""The tests. What they compile is kept, whatever the environment says: hundreds of processes would do it again."""

import os
import sys

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
