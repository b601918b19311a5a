"""The names of files as text: a name on disk is bytes, which need not be UTF-8, and a path in the catalog is text.

Neither SQLite nor JSON can hold what Python makes of such bytes (lone surrogates).
"""

import os
import re

from reader.library.safe_text import line

_ESCAPE = re.compile(rb"\\(?:\\|x([0-9a-f]{2}))")


def path_text(path: str) -> str:
    r"""Return *path*, as the system gives it, as text that names this file alone: `\xe9` for a byte that is not UTF-8.

    In a path that has such a byte, or looks as if it had, every backslash is doubled.
    """
    if path.isascii() and "\\x" not in path:
        return path
    data = os.fsencode(path)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if "\\x" not in path:
            return path
    return data.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")


def system_path(text: str) -> str:
    """Return the path of which `path_text` made *text*, as the system takes it."""
    if "\\x" not in text:
        return text
    return os.fsdecode(_ESCAPE.sub(_unescaped, os.fsencode(text)))


def shown_name(text: str) -> str:
    """Return the last part of a path in the catalog for a person: signs of replacement for bytes that are not UTF-8."""
    return line(system_path(text).rsplit("/", 1)[-1])


def _unescaped(escape: re.Match[bytes]) -> bytes:
    return bytes([int(escape[1], 16)]) if escape[1] else b"\\"
