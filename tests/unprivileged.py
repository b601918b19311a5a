"""Programs that the modes of files bind, also where the tests run as root, whom they do not bind otherwise."""

import os
import sys

import pytest

# Linux gives a program that root starts no capability that was dropped before: neither CAP_DAC_OVERRIDE (1), to write
# and read in spite of the modes, nor CAP_DAC_READ_SEARCH (2). 24 is PR_CAPBSET_DROP.
_DROPPING = """\
import ctypes, os, sys
for capability in (1, 2):
    assert ctypes.CDLL(None).prctl(24, capability, 0, 0, 0) == 0
os.execv(sys.argv[1], sys.argv[1:])
"""


def unprivileged(*command: str) -> list[str]:
    """Return the command line that runs *command*, a program by its path, so that the modes of files bind it."""
    if os.geteuid():
        return [*command]
    if sys.platform != "linux":
        pytest.skip("root may read and write everywhere")
    return [sys.executable, "-c", _DROPPING, *command]
