"""Several versions of one annotation, as syncing programs and git leave them; none is ever dropped."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reader.library.errors import ReaderError
from reader.notes.model import Annotation

# What follows the id in the name of a copy: Syncthing's `.sync-conflict-…`, `(conflicted copy …)` of Dropbox and
# Nextcloud, `_conflict-…` of ownCloud, ` (1)` and ` 2` of others, our own `.conflict-…`, and OneDrive's `-COMPUTER`,
# where the computer has a capital letter, which no id has.
_COPY = re.compile(r"([0-9a-z-]{1,64})(?:[ ._(~]|-(?=[0-9A-Za-z-]*[A-Z])).*\Z", re.DOTALL)

# What a person may keep of two versions: that of the annotation's own file, that of the copy, or both.
SIDES = ("left", "right", "both")

# Where git could not merge: `<<<<<<<`, ours, maybe `|||||||` and what was there before, `=======`, theirs, `>>>>>>>`.
_HUNK = re.compile(
    r"^<{7}(?: [^\n]*)?\n(?P<ours>.*?)(?:^\|{7}(?: [^\n]*)?\n.*?)?^={7}\n(?P<theirs>.*?)^>{7}(?: [^\n]*)?(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)


CHANGED = "The note was changed elsewhere in the meantime."


class SaveConflict(ReaderError):
    """The file of an annotation is not the one it was read from: our text was kept as *path*, theirs where it is."""

    def __init__(self, path: Path, unconfirmed: str = "") -> None:
        where = f"{path.parent.name}/{path.name}"
        self.doubt = f" The disk did not confirm yours ({unconfirmed})." if unconfirmed else ""
        super().__init__(f"{CHANGED} Both versions are kept, yours as {where}.{self.doubt}")
        self.path = path


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two versions of one annotation, *here* and *there*; None is a version that cannot be read, or is gone.

    *kind* is `copy` (a second file, *path*, with *there*), `markers` (git's, both in the one file *path*) or `trash`
    (a file there, *path*, that nobody deleted as it is). Paths are relative to the notes' folder.
    """

    article: str
    id: str
    kind: Literal["copy", "markers", "trash"]
    path: str
    here: Annotation | None
    there: Annotation | None

    def __str__(self) -> str:
        if self.kind == "trash":
            return f"The note {self.article}/{self.id} has a version in the trash that nobody deleted."
        how = "git left both in one file" if self.kind == "markers" else "there is a conflict copy"
        return f"The note {self.article}/{self.id} has two versions: {how} ({self.path})."


def copied_id(stem: str) -> str | None:
    """Return the id of the annotation that a file called *stem*`.md` is a copy of; None if it is none."""
    match = _COPY.match(stem)
    return match[1] if match else None


def is_copy_of(stem: str, named: str) -> bool:
    """Tell whether *stem*`.md`, a good name for a note, is that of a copy of the note that it says it is, *named*.

    OneDrive adds the name of the computer: `one-laptop.md` of `one.md`.
    """
    return bool(named) and stem.startswith(f"{named}-")


def sides(text: str) -> tuple[str, str] | None:
    """Return the two texts that git could not merge; None if there are no markers in *text*."""
    if "<<<<<<<" not in text:
        return None
    text = text.replace("\r\n", "\n")
    if not _HUNK.search(text):
        return None
    return _HUNK.sub(lambda hunk: hunk["ours"], text), _HUNK.sub(lambda hunk: hunk["theirs"], text)
