"""A line with its checksum before it, so that a damaged one is told from a whole one."""

import hashlib

_LENGTH = 16


def with_checksum(content: bytes) -> bytes:
    """Return a line that holds *content*, which has no line break."""
    return _checksum(content) + content


def checked_content(line: bytes) -> bytes | None:
    """Return what a line holds; None if it is damaged."""
    content = line[_LENGTH:]
    return content if line[:_LENGTH] == _checksum(content) else None


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest()[:_LENGTH].encode("ascii")
