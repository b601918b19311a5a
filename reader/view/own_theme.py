"""Themes of the user's own: a file of colors, based on one of ours. Computed without Textual.

`themes/NAME.yaml` beside the settings: `based_on: dark`, then any of COLORS with a color as `#rrggbb`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.yaml_text import FRONT_MATTER, KeyLines, read_yaml
from reader.room.settings import COLOR_THEMES, own_themes

COLORS = (
    "foreground", "background", "surface", "panel", "primary", "secondary", "accent", "warning", "error", "success",
    "quiet", "selected", "selected-focused", "hit", "current", "current-text", "evidence", "selection", "caret",
    "note-yellow", "note-green", "note-blue", "note-pink", "note-orange",
    "mark-yellow", "mark-green", "mark-blue", "mark-pink", "mark-orange",
)  # fmt: skip
_BASE = "based_on"
_HEX = re.compile("#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class OwnTheme:
    """A theme from a file: its *base* with other *colors*; errors of the file are in *problems*."""

    name: str
    base: str = "dark"
    colors: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def read_theme(path: Path) -> OwnTheme:
    """Read a theme; an error is reported with its line, and the color of the base is used."""
    name, told = path.stem, f"themes/{path.name}"
    lines: KeyLines = {}
    try:
        value = read_yaml(read_text(path), FRONT_MATTER, lines)
    except (ReaderError, OSError) as error:
        return OwnTheme(name, problems=(f"{told} was ignored: {error}",))
    if not isinstance(value, dict):
        return OwnTheme(name, problems=(f"{told} is not a map of colors.",))
    base, colors, problems = "dark", {}, []
    for key, given in value.items():
        wrong = _wrong(key, given)
        if wrong:
            problems.append(f"{told}:{lines[key,]}: {wrong}")
        elif key == _BASE:
            base = str(given)
        else:
            colors[key] = str(given).lower()
    return OwnTheme(name, base, colors, tuple(problems))


def _wrong(key: str, given: object) -> str:
    if key == _BASE:
        return "" if given in COLOR_THEMES else f"“{_BASE}” must be one of {', '.join(COLOR_THEMES)}."
    if key not in COLORS:
        near = get_close_matches(key, COLORS, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"The colors are {', '.join(COLORS)}."
        return f"there is no color “{key}”. {hint}"
    is_color = isinstance(given, str) and _HEX.fullmatch(given.lower())
    return "" if is_color else f"“{key}” must be a color as #rrggbb, in quotation marks."


def theme_problems(folder: Path) -> tuple[str, ...]:
    """Return what is wrong in the user's own themes, in the *folder* of the settings."""
    return tuple(problem for path in own_themes(folder).values() for problem in read_theme(path).problems)
