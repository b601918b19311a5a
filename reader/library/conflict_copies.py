"""Conflict copies that syncing programs leave beside a file, recognized by their names.

Syncthing, Dropbox, Nextcloud, ownCloud and Seafile mark copies in the name. iCloud, OneDrive and Google Drive only add
a number or the computer's name, as people do too: those are copies only if their contents say so.
"""

import re
from contextlib import suppress
from functools import cache
from pathlib import Path

_CONFLICT = "conflict|konflikt|conflit|conflict[oe]n?|conflito|konfliktu|конфликт|冲突|衝突|競合|충돌"
# Checked first, since most names have none of these words.
_HINT = re.compile(_CONFLICT, re.IGNORECASE)
# iCloud's ` 2`, Google Drive's ` (1)`, OneDrive's `-COMPUTER`.
_LIKELY = re.compile(r"(?<=.)(?: \d{1,3}| ?\(\d{1,3}\)|-[A-Z0-9][A-Z0-9-]{2,14})\Z", re.DOTALL)
# An addition to a name begins with one of these.
COPY_SIGNS = " (-._"
_SEPARATORS = " ._-~("


@cache
def _sure() -> re.Pattern[str]:
    """Return what those write into a name who say what they did; compiled for the first name that hints at it."""
    return re.compile(
        r"(?P<stem>.+?)(?:"
        # Syncthing, then ownCloud and older Nextcloud, then our own notes.
        r"\.sync-conflict-\d{8}-\d{6}(?:-\w+)?"
        r"|_conflict-\d{8}-\d{6}"
        r"|\.conflict-[0-9a-z-]+"
        # Seafile, then Dropbox and Nextcloud in the language of the machine.
        r"| ?\(SFConflict [^()]*\)"
        rf"| ?\([^()]*(?:{_CONFLICT})\w*[^()]*\d{{4}}-\d\d-\d\d[^()]*\)"
        rf"| ?\((?:[^()]*\W)?(?:conflicted copy|case conflict|in konflikt stehende kopie|copie en conflit)[^()]*\)"
        r")(?: ?\(\d{1,3}\))?\Z",
        re.IGNORECASE | re.DOTALL,
    )


def copied_path(path: str) -> str | None:
    """Return the path of the file that *path* is a conflict copy of, by its name alone; None if it is none."""
    folder, stem, suffix = _parts(path)
    match = _sure().match(stem) if _HINT.search(stem) else None
    return f"{folder}{match['stem']}{suffix}" if match else None


def likely_copied_path(path: str) -> str | None:
    """Return the path of the file that *path* may be a copy of, if both hold the same; None if it is none."""
    folder, stem, suffix = _parts(path)
    last = stem[-1:]
    match = _LIKELY.search(stem) if last == ")" or last.isdigit() or last.isupper() else None
    return f"{folder}{stem[: match.start()]}{suffix}" if match else None


def copies_in(folder: Path) -> dict[str, str]:
    """Map the YAML files in *folder* that a syncing program may have left to the files that they are versions of."""
    names: set[str] = set()
    with suppress(OSError):
        names.update(each.name for each in folder.glob("*.yaml"))
    found = {each: copied_path(each) or likely_copied_path(each) for each in sorted(names)}
    return {copy: original for copy, original in found.items() if original in names}


def is_named_after(path: str, original: str) -> bool:
    """Tell whether *path* is in the same folder as *original* and its name is that one with something added."""
    folder, stem, suffix = _parts(path)
    other_folder, other_stem, other_suffix = _parts(original)
    added = stem.removeprefix(other_stem)
    is_longer = added != stem and added[:1] in _SEPARATORS and bool(added)
    return is_longer and (folder, suffix.lower()) == (other_folder, other_suffix.lower())


def _parts(path: str) -> tuple[str, str, str]:
    folder, slash, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    return folder + slash, stem or name, dot + suffix if stem else ""
