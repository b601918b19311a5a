"""What an article is called: ids that are safe as file names and stay the same from day to day."""

import hashlib
import re

from reader.text.folding import without_marks

_ID = re.compile(r"[0-9a-z](?:[0-9a-z-]{0,62}[0-9a-z])?\Z")
_NOT_SLUG = re.compile(r"[^0-9a-z]+")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
MAX_LENGTH = 64


def is_id(text: str) -> bool:
    """Tell whether *text* can be an id: 1-64 of `0-9 a-z -`, no hyphen at the ends."""
    return bool(_ID.match(text))


def slug(text: str, length: int = 48) -> str:
    """Return *text* as words of `0-9a-z` joined by hyphens, at most *length* long, cut between words if possible."""
    words = _NOT_SLUG.sub("-", without_marks(_APOSTROPHES.sub("", text)).casefold()).strip("-")
    if len(words) <= length:
        return words
    cut = words[: length + 1]
    whole = cut.rpartition("-")[0]
    return (whole if len(whole) >= length // 2 else cut[:length]).strip("-")


def id_of_path(path: str) -> str:
    """Return the id of an article whose file says none: from its path, the same at every scan."""
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    digest = hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{slug(stem)}-{digest}".strip("-")
