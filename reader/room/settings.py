"""Settings: each declared once, read once and frozen."""

import os
import platform
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.identity import slug
from reader.library.yaml_text import FRONT_MATTER, KeyLines, Value, read_yaml

COLOR_THEMES = ("dark", "light", "sepia", "contrast")
# The last one is for terminals of sixteen colors, where it is the default.
THEMES = (*COLOR_THEMES, "sixteen")
SIGNS = ("auto", "unicode", "ascii")
PRESETS = ("vim", "newsboat", "plain")
CITATIONS = ("chicago", "apa", "mla", "bibtex", "ris", "csl")
SPACINGS = ("book", "normal", "airy")
ORDERERS = ("reader", "terminal")
PICTURE_FORMS = ("auto", "blocks", "kitty")
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
        """The file of the settings, or the target if that is a link."""
        path = self.config / "settings.yaml"
        # Not pathlib's: it raises if the folder cannot be entered.
        return path.resolve() if os.path.islink(path) else path  # noqa: PTH114 - as above

    @property
    def own_library(self) -> Path:
        """The user's own library."""
        return self.data / "library"

    @property
    def samples(self) -> Path:
        """The samples: a small library to try things on, beside the user's own."""
        return self.data / "samples"

    @property
    def manual(self) -> Path:
        """The manual, as a folder of articles."""
        return self.data / "manual"


def user_places() -> Places:
    """Return the folders of the user who runs this process, without creating them."""
    from platformdirs import PlatformDirs

    folders = PlatformDirs("reading-room", appauthor=False)
    return Places(folders.user_data_path, folders.user_cache_path, folders.user_state_path, folders.user_config_path)


class SettingKind(NamedTuple):
    """The type of a setting: *expected* describes it in words, *read* parses a text, or returns None.

    It may have *choices*, or a range of numbers from *least* to *most*.
    """

    expected: str
    read: Callable[[str], object | None]
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0


class Setting(NamedTuple):
    """The declaration of a setting: its type, its default, and a sentence on it."""

    name: str
    kind: SettingKind
    default: Any
    help: str


_SWITCH = {"on": True, "true": True, "yes": True, "off": False, "false": False, "no": False}
TEXT = SettingKind("a text", str)
SWITCH = SettingKind("on or off", lambda text: _SWITCH.get(text.casefold()), ("on", "off"))
# Whether it is a map of names to texts.
MAP = SettingKind("a map", lambda _: None)


def choice_of(*choices: str) -> SettingKind:
    """Return the type of a setting that is one of *choices*."""
    return SettingKind(f"one of {', '.join(choices)}", lambda text: text if text in choices else None, choices)


def number_from(least: int, most: int) -> SettingKind:
    """Return the type of a setting that is a whole number in a range."""

    def read(text: str) -> int | None:
        is_number = re.fullmatch("[0-9]{1,9}", text) and len(text) <= len(str(most))
        return int(text) if is_number and least <= int(text) <= most else None

    return SettingKind(f"a number from {least} to {most}", read, (), least, most)


def _setting(default: object, kind: SettingKind, text: str) -> Any:
    factory = (lambda: dict(default)) if isinstance(default, dict) else (lambda: default)
    return field(default_factory=factory, metadata={"help": text, "kind": kind})


@dataclass(frozen=True)
class Settings:
    """All settings. The help of each is in its field's metadata, from which `reader config` prints."""

    library: str = _setting("", TEXT, "the library that opens when none is named")
    theme: str = _setting(
        "auto", choice_of("auto", *THEMES), f"the colors: auto, {', '.join(THEMES)}, or your own theme"
    )
    signs: str = _setting("auto", choice_of(*SIGNS), f"the signs on the screen: {', '.join(SIGNS)}")
    preset: str = _setting("vim", choice_of(*PRESETS), "the keys of the app: as in vim, as in newsboat, or plain")
    keys: Mapping[str, str] = _setting({}, MAP, "keys of your own: the id of a command, and its keys")
    macros: Mapping[str, str] = _setting(
        {}, MAP, "a name for several commands: the name, and the commands one after the other"
    )
    measure: int = _setting(72, number_from(20, 400), "the widest line of an article, in columns")
    spacing: str = _setting(
        "normal", choice_of(*SPACINGS), f"room between paragraphs and lines of an article: {', '.join(SPACINGS)}"
    )
    justify: bool = _setting(False, SWITCH, "make all lines of a paragraph equally long")
    hyphens: bool = _setting(False, SWITCH, "part long words at the end of a line; needs the extra “hyphens”")
    pictures: bool = _setting(True, SWITCH, "show the pictures of articles; needs the extra “pictures”")
    picture_form: str = _setting(
        "auto",
        choice_of(*PICTURE_FORMS),
        "how pictures are drawn: blocks (half blocks), kitty (sharp, by the terminal), auto (as the terminal can)",
    )
    right_to_left: str = _setting(
        "reader",
        choice_of(*ORDERERS),
        "who puts right-to-left text in order: reader, or the terminal itself",
    )
    order: str = _setting("date", choice_of(*ORDERS), f"order of the list: {', '.join(ORDERS)}")
    editor: str = _setting("", TEXT, "the editor for notes; $VISUAL or $EDITOR if empty")
    machine: str = _setting("", TEXT, "this machine's name in state/; its host name if empty")
    citation: str = _setting(
        "chicago", choice_of(*CITATIONS), f"style of references that are copied: {', '.join(CITATIONS)}"
    )
    reading_log: bool = _setting(True, SWITCH, "whether this machine keeps a log of what was read, when and how long")
    # The line of each rebound command and macro in the file, for messages.
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


def declared_settings(folder: Path | None = None) -> dict[str, Setting]:
    """Return the declarations of all settings by name, with the themes in the *folder* of the settings."""
    defaults = Settings()
    declared = {
        each.name: Setting(each.name, each.metadata["kind"], getattr(defaults, each.name), each.metadata["help"])
        for each in fields(Settings)
        if each.metadata
    }
    theme = declared["theme"]
    if folder is not None and (own := own_themes(folder)):
        declared["theme"] = theme._replace(kind=choice_of(*dict.fromkeys((*theme.kind.choices, *own))))
    return declared


def own_themes(folder: Path) -> dict[str, Path]:
    """Return the files of the user's own themes by name, in the *folder* of the settings."""
    try:
        found = sorted((folder / "themes").glob("*.yaml"))
    except OSError:
        return {}
    return {each.stem: each for each in found if each.stem == slug(each.stem) and each.stem not in ("auto", *THEMES)}


def written(value: object) -> str:
    """Return a value of a setting as text, for the file and the screen."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Mapping):
        return f"{len(value)} set" if value else "none"
    return str(value) or "none"


def shown_value(settings: Settings, name: str) -> str:
    """Return the value of a setting, or of an entry of one (`keys.star`), as text."""
    first, _, entry = name.partition(".")
    value = getattr(settings, first)
    return written(value.get(entry, "") if entry and isinstance(value, Mapping) else value)


def load_settings(path: Path) -> Settings:
    """Load the settings; for each error there is one problem with its line, and the default is used."""
    try:
        return parse_settings(read_text(path), path)
    except FileNotFoundError:
        return Settings()
    except (ReaderError, OSError) as error:
        return Settings(problems=(f"{path.name} was ignored: {error}",))


def parse_settings(text: str, path: Path) -> Settings:
    """Parse the settings in *text*, the file at *path*. Raises: YamlError."""
    lines: KeyLines = {}
    value = read_yaml(text, FRONT_MATTER, lines)
    if not isinstance(value, dict):
        return Settings(problems=(f"{path.name} is not a map of settings.",))
    return _typed(value, lines, path)


def wrong_value(name: str, given: Value, folder: Path | None = None) -> str:
    """Return what is wrong with the value *given* for a setting in a *folder*; empty if nothing."""
    declared = declared_settings(folder)
    if name not in declared:
        return f"there is no setting “{name}”. {_meant(name)}"
    kind = declared[name].kind
    if isinstance(given, str) and kind.read(given) is not None:
        return ""
    near = get_close_matches(given.casefold(), kind.choices, 1) if isinstance(given, str) else ()
    hint = f" Did you mean “{near[0]}”?" if near else ""
    return f"“{name}” must be {kind.expected}.{hint}"


def _typed(value: dict[str, Value], lines: KeyLines, path: Path) -> Settings:
    typed: dict[str, Any] = {}
    problems: list[str] = []
    declared = declared_settings(path.parent)
    for key, given in value.items():
        setting = declared.get(key)
        if setting is not None and setting.kind is MAP and isinstance(given, dict):
            typed[key] = {name: text for name, text in given.items() if isinstance(text, str)}
            problems += [
                f"{path.name}:{lines[key, name]}: write “{name}” in “{key}” as one text, its parts separated by spaces."
                for name in given
                if name not in typed[key]
            ]
        elif wrong := wrong_value(key, given, path.parent):
            problems.append(f"{path.name}:{lines[key,]}: {wrong}")
        else:
            typed[key] = declared[key].kind.read(str(given))
    key_lines = {".".join(at).removeprefix("keys."): line for at, line in lines.items() if at[0] in {"keys", "macros"}}
    return Settings(**typed, key_lines=key_lines, problems=tuple(problems))


def _meant(key: str) -> str:
    known = declared_settings()
    near = get_close_matches(key, known, 1)
    return f"Did you mean “{near[0]}”?" if near else f"The settings are {', '.join(known)}."
