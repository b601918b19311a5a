"""Settings: each declared once, read once, frozen, passed in."""

import os
import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.identity import slug
from reader.library.yaml_text import FRONT_MATTER, Value, read_yaml

THEMES = ("dark", "light", "contrast")
PRESETS = ("vim", "newsboat", "plain")


@dataclass(frozen=True)
class Places:
    """The folders of this user, by the rules of the system: *data*, *cache*, *state* and *config*."""

    data: Path
    cache: Path
    state: Path
    config: Path

    @property
    def settings(self) -> Path:
        """The file of the settings."""
        return self.config / "settings.yaml"

    @property
    def own_library(self) -> Path:
        """The user's own library."""
        return self.data / "library"


def user_places() -> Places:
    """Return the folders of the user who runs this process; nothing is made."""
    from platformdirs import PlatformDirs

    folders = PlatformDirs("reading-room", appauthor=False)
    return Places(folders.user_data_path, folders.user_cache_path, folders.user_state_path, folders.user_config_path)


def _setting(default: object, text: str) -> Any:
    factory = (lambda: dict(default)) if isinstance(default, dict) else (lambda: default)
    return field(default_factory=factory, metadata={"help": text})


@dataclass(frozen=True)
class Settings:
    """All settings. The help of each is in its field's metadata, from which `reader config` prints."""

    library: str = _setting("", "the library that opens when none is named")
    theme: str = _setting("dark", f"colors: {', '.join(THEMES)}")
    preset: str = _setting("vim", f"keys: {', '.join(PRESETS)}")
    keys: Mapping[str, str] = _setting({}, "rebound keys: the command's id and its keys")
    measure: int = _setting(72, "the widest line of an article, in columns")
    order: str = _setting("date", "order of the list: date, oldest, title, site, length, saved, unread")
    editor: str = _setting("", "the editor for notes; $VISUAL or $EDITOR if empty")
    machine: str = _setting("", "this machine's name in state/; its host name if empty")
    problems: tuple[str, ...] = ()

    @cached_property
    def machine_name(self) -> str:
        """The name of this machine's file in `state/`."""
        return slug(self.machine or platform.node()) or "machine"

    @property
    def editor_command(self) -> str:
        """The command line of the editor, empty if there is none."""
        return self.editor or os.environ.get("VISUAL", "") or os.environ.get("EDITOR", "")


def setting_fields() -> dict[str, str]:
    """Map every setting to its help."""
    return {each.name: each.metadata["help"] for each in fields(Settings) if each.metadata}


def load_settings(path: Path) -> Settings:
    """Read the settings; what is wrong in them is a problem, told once, and its default is used."""
    try:
        value = read_yaml(read_text(path), FRONT_MATTER)
    except FileNotFoundError:
        return Settings()
    except (ReaderError, OSError) as error:
        return Settings(problems=(f"The settings were passed over, since {error}",))
    if not isinstance(value, dict):
        return Settings(problems=("The settings are not a map.",))
    return _typed(value)


_CHOICES = {
    "theme": THEMES,
    "preset": PRESETS,
    "order": ("date", "oldest", "title", "site", "length", "saved", "unread"),
}


def _typed(value: dict[str, Value]) -> Settings:
    typed: dict[str, Any] = {}
    problems = []
    known = setting_fields()
    for key, given in value.items():
        found = _read(key, given) if key in known else None
        if found is None:
            reason = f"has no such value as {given!r}" if key in known else "is not a setting"
            problems.append(f"settings.yaml: “{key}” {reason}.")
        else:
            typed[key] = found
    return Settings(**typed, problems=tuple(problems))


def _read(key: str, given: Value) -> object | None:
    if key == "keys":
        is_map = isinstance(given, dict) and all(isinstance(each, str) for each in given.values())
        return given if is_map else None
    if not isinstance(given, str):
        return None
    if key == "measure":
        return int(given) if re.fullmatch("[0-9]{2,3}", given) and 20 <= int(given) <= 400 else None
    return given if given in _CHOICES.get(key, (given,)) else None
