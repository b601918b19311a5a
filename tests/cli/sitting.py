"""Run several command lines of reader in one process, and print what each came to as JSON.

    python -m tests.cli.sitting '["list"]' '["read", "palmyra"]'

A process of its own, because what is tried is what the modes of files forbid, and root's own processes heed none.
"""

import contextlib
import io
import json
import sys
import traceback

from reader.cli.main import main


def outcome(words: list[str]) -> tuple[int, str, str]:
    """Return the exit status, the output and what was told; status -1 and the traceback for a bug."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(words)
        except BaseException:  # noqa: BLE001 - whatever comes out of it is what is looked for
            return -1, out.getvalue(), traceback.format_exc()
    return status, out.getvalue(), err.getvalue()


if __name__ == "__main__":
    sys.stdout.write(json.dumps([outcome(json.loads(each)) for each in sys.argv[1:]]))
