"""Settings: each declared once, read once and frozen."""

import os
import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.identity import slug
from reader.library.yaml_text import FRONT_MATTER, KeyLines, Value, read_yaml

THEMES = ("dark", "light", "contrast")
PRESETS = ("vim", "newsboat", "plain")
ORDERS = ("date", "oldest", "title", "site", "length", "saved", "unread")


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
    order: str = _setting("date", f"order of the list: {', '.join(ORDERS)}")
    editor: str = _setting("", "the editor for notes; $VISUAL or $EDITOR if empty")
    machine: str = _setting("", "this machine's name in state/; its host name if empty")
    # The line in the file of each rebound command, for what there is to say of it.
    key_lines: Mapping[str, int] = field(default_factory=dict)
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
    """Read the settings; what is wrong in them is a problem, told once with its line, and its default is used."""
    lines: KeyLines = {}
    try:
        value = read_yaml(read_text(path), FRONT_MATTER, lines)
    except FileNotFoundError:
        return Settings()
    except (ReaderError, OSError) as error:
        return Settings(problems=(f"{path.name} was ignored: {error}",))
    if not isinstance(value, dict):
        return Settings(problems=(f"{path.name} is not a map of settings.",))
    return _typed(value, lines, path.name)


_CHOICES = {"theme": THEMES, "preset": PRESETS, "order": ORDERS}


def _typed(value: dict[str, Value], lines: KeyLines, file: str) -> Settings:
    typed: dict[str, Any] = {}
    problems: list[str] = []
    known = setting_fields()
    for key, given in value.items():
        if key not in known:
            problems.append(f"{file}:{lines[key,]}: there is no setting “{key}”. {_meant(key)}")
        elif key == "keys" and isinstance(given, dict):
            typed[key] = {name: keys for name, keys in given.items() if isinstance(keys, str)}
            problems += [
                f"{file}:{lines[key, name]}: write the keys of “{name}” as one text, separated by spaces."
                for name in given
                if name not in typed[key]
            ]
        elif (found := _read(key, given)) is not None:
            typed[key] = found
        else:
            problems.append(f"{file}:{lines[key,]}: “{key}” must be {_expected(key)}.")
    key_lines = {path[1]: line for path, line in lines.items() if path[:-1] == ("keys",)}
    return Settings(**typed, key_lines=key_lines, problems=tuple(problems))


def _meant(key: str) -> str:
    known = setting_fields()
    near = get_close_matches(key, known, 1)
    return f"Did you mean “{near[0]}”?" if near else f"The settings are {', '.join(known)}."


def _read(key: str, given: Value) -> object | None:
    if not isinstance(given, str) or key == "keys":
        return None
    if key == "measure":
        return int(given) if re.fullmatch("[0-9]{2,3}", given) and 20 <= int(given) <= 400 else None
    return given if given in _CHOICES.get(key, (given,)) else None


def _expected(key: str) -> str:
    if key == "keys":
        return "a map of commands and their keys"
    if key == "measure":
        return "a number from 20 to 400"
    return f"one of {', '.join(_CHOICES[key])}" if key in _CHOICES else "a text"
