"""`reader config`: the settings shown, explained, changed and checked, and where everything is kept."""

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reader.cli.command import Argument, CliCommand, CommandGroup, Example, Options
from reader.cli.launch import opened_room
from reader.cli.parser import meant
from reader.cli.printing import complain, out, out_json
from reader.library.errors import ReaderError

if TYPE_CHECKING:
    from pathlib import Path

    from reader.room.settings import Setting, Settings


class ConfigError(ReaderError):
    """A setting cannot be shown or changed as asked."""


def _show(options: Options) -> int:
    from reader.room.settings import declared_settings, written

    if options.name:
        return _explain(options)
    with opened_room(options) as room:
        settings, places = room.settings, room.places
        folders = {
            "settings": places.settings, "library": room.library.root, "notes": room.notes.path,
            "cache": room.session.caches.folder, "state": places.state,
        }  # fmt: skip
    for problem in settings.problems:
        complain(problem)
    declared = declared_settings()
    if options.json:
        values = {name: getattr(settings, name) for name in declared}
        out_json({"settings": values, "folders": {name: str(path) for name, path in folders.items()}})
        return 0
    longest = max(map(len, declared))
    for name, setting in declared.items():
        value = getattr(settings, name)
        told = f"{setting.help}{'' if value == setting.default else ' (set by you)'}"
        out(f"{name:<{longest}}  {written(value):<10}  {told}")
        if isinstance(value, dict):
            for each, text in value.items():
                out(f"  {each:<18} {text}")
    out()
    for name, path in folders.items():
        out(f"{name:<{longest}}  {path}")
    return 0


def _known(name: str) -> "Setting":
    """Return the setting of that name. Raises: ConfigError, which proposes the nearest one."""
    from reader.room.settings import declared_settings

    declared = declared_settings()
    if name not in declared:
        known = (*declared, *(each.name.partition(" ")[2] for each in COMMAND.actions))
        raise ConfigError(f"There is no setting “{name}”.{meant(name, known)} “reader config” lists them.")
    return declared[name]


def _explain(options: Options) -> int:
    from reader.room.settings import written

    setting = _known(options.name)
    settings, path = _loaded()
    value = getattr(settings, setting.name)
    kind = setting.kind
    if options.json:
        out_json({
            "name": setting.name, "help": setting.help, "expected": kind.expected, "choices": list(kind.choices),
            "default": setting.default, "value": value, "file": str(path),
        })  # fmt: skip
        return 0
    out(f"{setting.name}: {setting.help}")
    out(f"  value    {written(value)}")
    out(f"  default  {written(setting.default)}")
    out(f"  takes    {kind.expected}")
    example = setting.name + (".NAME" if isinstance(setting.default, Mapping) else "")
    out(f"Change it with “reader config set {example} VALUE”.")
    return 0


def _set(options: Options) -> int:
    return _change(options, " ".join(options.value))


def _unset(options: Options) -> int:
    return _change(options, None)


def _change(options: Options, text: str | None) -> int:
    from reader.room.settings import shown_value, user_places
    from reader.room.settings_file import change_setting

    settings = change_setting(user_places().settings, options.name, text)
    problems, now = _problems(settings), shown_value(settings, options.name)
    if options.json:
        out_json({"name": options.name, "value": now, "problems": list(problems)})
    else:
        out(f"{options.name} is now {now}.")
        for problem in problems:
            complain(problem)
    return 0


def _loaded() -> "tuple[Settings, Path]":
    from reader.room.settings import load_settings, user_places

    path = user_places().settings
    return load_settings(path), path


def _problems(settings: "Settings") -> Sequence[str]:
    """Return what is wrong in the settings file, in the keys that it binds and in the themes beside it."""
    from reader.room.settings import user_places
    from reader.view.keymap import Keymap
    from reader.view.own_theme import theme_problems

    return (*settings.problems, *Keymap.of(settings).problems, *theme_problems(user_places().config))


def _check(options: Options) -> int:
    settings, path = _loaded()
    problems = _problems(settings)
    if options.json:
        out_json({"file": str(path), "problems": list(problems)})
    elif problems:
        for problem in problems:
            out(problem)
    else:
        out(f"Nothing is wrong in {path}." if path.exists() else f"There is no {path}; every setting has its default.")
    return 1 if problems else 0


def _edit(options: Options) -> int:
    from reader.room.editor import editor_words, run_editor

    settings, path = _loaded()
    if not settings.editor_command:
        raise ConfigError(f"No editor is set. Name one in $EDITOR, or edit {path} yourself.")
    words = editor_words(settings.editor_command)
    if not path.exists():
        from reader.library.atomic_file import make_folder, write_text

        make_folder(path.parent)
        write_text(path, _template())
    status, problem = run_editor([*words, os.fspath(path)])
    if problem:
        raise ConfigError(problem)
    if status:
        complain(f"the editor ended with an error ({status}).")
    return _check(options)


def _template() -> str:
    """Return a settings file that explains each setting, all at their defaults."""
    from reader.room.settings import declared_settings, written

    rows = ["# Settings of reader. Remove the # before a line to change it; “reader config check” looks for mistakes."]
    for each in declared_settings().values():
        shown = "" if isinstance(each.default, Mapping) else f' "{written(each.default) if each.default else ""}"'
        rows += ["", f"# {each.help} ({each.kind.expected})", f"# {each.name}:{shown}"]
        if isinstance(each.default, Mapping):
            rows.append(f"#   {'star: s' if each.name == 'keys' else 'keep: star tag'}")
    return "\n".join(rows) + "\n"


_NAME = Argument("NAME", "The name of the setting")
_ENTRY = Argument("NAME", "The name of the setting; an entry of a map is named as in keys.star")

SHOW = CliCommand(
    "config show",
    "Show the settings, and where everything is kept; or explain one",
    arguments=(Argument("NAME", "The setting to explain; all are shown if none is named", is_optional=True),),
    examples=(Example("reader config", "Print each setting with its meaning, and the folders."),),
    run=_show,
)
EXPLAIN = CliCommand(
    "config explain",
    "Explain a setting: what it does, takes, and is now",
    arguments=(_NAME,),
    examples=(Example("reader config explain theme", "Explain the setting “theme”."),),
    run=_explain,
)
SET = CliCommand(
    "config set",
    "Change a setting",
    arguments=(_ENTRY, Argument("VALUE", "Its new value", is_repeated=True, is_query=True)),
    examples=(
        Example("reader config set theme light", "Use the light colors from the next start on."),
        Example("reader config set keys.star 'm ctrl+t'", "Give the command “star” two keys."),
    ),
    run=_set,
)
UNSET = CliCommand(
    "config unset",
    "Restore the default of a setting",
    arguments=(_ENTRY,),
    examples=(Example("reader config unset theme", "Use the default colors again."),),
    run=_unset,
)
EDIT = CliCommand(
    "config edit",
    "Edit the file of the settings in your editor, then check it",
    arguments=(),
    examples=(Example("reader config edit", "Open settings.yaml in $EDITOR."),),
    run=_edit,
)
CHECK = CliCommand(
    "config check",
    "Check the settings, and report each mistake with its line",
    arguments=(),
    examples=(Example("reader config check", "Look for mistakes in settings.yaml and in your themes."),),
    run=_check,
)

COMMAND = CliCommand(
    "config",
    "Show, explain, change and check the settings",
    group=CommandGroup.PROGRAM,
    arguments=SHOW.arguments,
    examples=tuple(example for each in (SHOW, EXPLAIN, SET, EDIT, CHECK) for example in each.examples[:1]),
    run=SHOW.run,
    actions=(SHOW, EXPLAIN, SET, UNSET, EDIT, CHECK),
)
