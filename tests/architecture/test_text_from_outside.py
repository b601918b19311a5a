"""How text from outside may go: cleaned where it comes in, never as a bare string into a widget, out by one door."""

import ast
from collections.abc import Iterator

from tests.architecture.conftest import PACKAGE, Trees

# What of Textual takes a `str` for markup, and where the text stands among its arguments.
_SHOWS = {
    "Static": (0, "content"),
    "Label": (0, "content"),
    "Button": (0, "label"),
    "Checkbox": (0, "label"),
    "RadioButton": (0, "label"),
    "Link": (0, "text"),
    "Option": (0, "prompt"),
    "Tab": (0, "label"),
    "TabPane": (0, "title"),
    "Collapsible": (9, "title"),
    "Toast": (0, "message"),
    "update": (0, "content"),
    "replace_option_prompt": (1, "prompt"),
    "replace_option_prompt_at_index": (1, "prompt"),
    "add_column": (0, "label"),
    "DiscoveryHit": (9, "display"),
}
_TITLES = {"border_title", "border_subtitle", "tooltip"}
_PARSES_MARKUP = {"from_markup", "from_text", "escape", "render_markup", "from_ansi", "render_str", "to_content"}
# Widgets that parse what they are given, or open links by themselves.
_UNUSED = {
    "Markdown",
    "MarkdownViewer",
    "RichLog",
    "Log",
    "DataTable",
    "Tree",
    "DirectoryTree",
    "Link",
    "HelpPanel",
    "KeyPanel",
}
_PRINTS = {"print", "pprint", "print_exc", "print_exception", "basicConfig", "warn"}
_STREAMS = {"sys.stdout.write", "sys.stderr.write", "sys.__excepthook__"}

# Where text comes in from outside, and the modules that hand it on as it is, each with who cleans it.
_ENTRANCES = {
    "read_text",
    "decode",
    "decode_html",
    "read_yaml",
    "read_csv",
    "scandir",
    "os.scandir",
    "os.readlink",
    "platform.node",
}
_HANDS_ON = {
    "ingest/addition.py": "counts the lines of pages, and shows none",
    "ingest/encodings.py": "gives the text to the readers of pages, which clean it",
    "library/parser_child.py": "answers its parent, which cleans",
    "room/arrivals.py": "gives the text to parse_article, which cleans it; notes are normalized",
    "room/import_log.py": "ids are looked at, and the text goes to parse_article, which cleans it",
    "room/folder_watch.py": "compares names with names",
    "notes/exports/readwise.py": "every note is normalized",
    "room/intake.py": "gives bytes to ingest",
    "room/own_folder.py": "compares a path that it wrote itself",
    "room/reading_log.py": "takes a line only if it has the form of a visit",
    "room/settings.py": "YAML's scalars are cleaned",
    "room/last_view.py": "YAML's scalars are cleaned",
    "view/own_theme.py": "YAML's scalars are cleaned, and only known colors are taken",
    "room/settings_file.py": "only its lines are written back, as they were",
    "room/shelf.py": "gives the text to parse_article, which cleans it",
    "notes/trash.py": "gives the text to parse_note, which cleans it",
}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls in *tree*, each with the last name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            yield getattr(function, "attr", getattr(function, "id", "")), node


def is_content(node: ast.expr, names: set[str]) -> bool:
    """Tell whether an expression is text that is parsed no more: `Content`, or a name that holds one."""
    if isinstance(node, ast.Call):
        source = ast.unparse(node.func)
        return source.startswith(("Content", "Text(")) or source.split(".")[-1] in names
    if isinstance(node, ast.IfExp):
        return is_content(node.body, names) and is_content(node.orelse, names)
    if isinstance(node, ast.Name):
        return node.id in names
    return isinstance(node, ast.Constant) and node.value in ("", None)


def contents_in(tree: ast.AST) -> set[str]:
    """Return the names in a module that hold or return a `Content`, by annotation or by what they are given."""
    names = {
        node.arg
        for node in ast.walk(tree)
        if isinstance(node, ast.arg) and "Content" in ast.unparse(node.annotation or node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.returns is not None and "Content" in ast.unparse(node.returns):
            names.add(node.name)
        if isinstance(node, ast.Assign) and is_content(node.value, names):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        if isinstance(node, ast.comprehension) and ast.unparse(node.iter).strip("()").split("enumerate(")[-1] in names:
            names |= {each.id for each in ast.walk(node.target) if isinstance(each, ast.Name)}
    return names


def strings_shown(tree: ast.AST) -> Iterator[str]:
    """Yield what gives a widget text that it may take for markup."""
    names = contents_in(tree)
    for name, call in calls(tree):
        where = _SHOWS.get(name)
        if where is None or (name == "update" and _is_no_widget(call)):
            continue
        at, keyword = where
        given = [*call.args[at : at + 1], *(each.value for each in call.keywords if each.arg == keyword)]
        if any(not is_content(each, names) for each in given):
            yield f"{call.lineno}: {ast.unparse(call)[:80]}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in _TITLES and not is_content(node.value, names):
                    yield f"{node.lineno}: {ast.unparse(node)[:80]}"


def _is_no_widget(call: ast.Call) -> bool:
    """Tell whether `update` is that of a table, of a set or of a part, which take no text."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    is_asked_for = isinstance(owner, ast.Call) and ast.unparse(owner.func).endswith("query_one")
    is_itself = isinstance(owner, ast.Name) and owner.id in {"self", "widget", "static"}
    return not call.args or not (is_asked_for or is_itself)


def markup_parsed(tree: ast.AST) -> Iterator[str]:
    """Yield what parses or escapes markup, or leaves it on in a message."""
    for name, call in calls(tree):
        is_off = any(each.arg == "markup" and ast.unparse(each.value) == "False" for each in call.keywords)
        is_on = any(each.arg == "markup" and ast.unparse(each.value) != "False" for each in call.keywords)
        if name in _PARSES_MARKUP and not ast.unparse(call.func).startswith("re."):
            yield f"{call.lineno}: {ast.unparse(call)[:80]}"
        if is_on or (name == "notify" and (call.args or call.keywords) and not is_off):
            yield f"{call.lineno}: {ast.unparse(call)[:80]}"


def printed(tree: ast.AST) -> Iterator[str]:
    """Yield what writes to the terminal by another way than the door."""
    for name, call in calls(tree):
        source = ast.unparse(call.func)
        if name in {"print", "pprint", "print_exc", "print_exception", "basicConfig", "warn"} or source.startswith(
            "logging."
        ):
            yield f"{call.lineno}: {ast.unparse(call)[:80]}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {
            "sys.stdout.write",
            "sys.stderr.write",
            "sys.__excepthook__",
        }:
            yield f"{node.lineno}: {ast.unparse(node)}"


def takes_in(tree: ast.AST) -> bool:
    """Tell whether a module takes in text from outside."""
    return any(ast.unparse(call.func) in _ENTRANCES for _, call in calls(tree)) or any(
        ast.unparse(node) == "sys.argv" for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    )


def cleans(tree: ast.AST) -> bool:
    """Tell whether a module cleans text itself."""
    return any(
        isinstance(node, ast.ImportFrom) and node.module == "reader.library.safe_text" for node in ast.walk(tree)
    )


def found(trees: Trees, look: "object", *without: str, under: str = "") -> dict[str, list[str]]:
    """Return what *look* finds in each module *under* a folder, those *without* apart."""
    assert callable(look)
    every = {name: [*look(tree)] for name, tree in trees.items() if name.startswith(under) and name not in without}
    return {name: lines for name, lines in every.items() if lines}


def test_no_widget_is_given_a_bare_string(trees: Trees) -> None:
    assert found(trees, strings_shown, under="tui/") == {}


def test_no_markup_is_parsed_or_escaped(trees: Trees) -> None:
    # The gate switches it off for what Textual itself asks.
    assert found(trees, markup_parsed, under="tui/") == {}


def test_no_widget_is_used_that_parses_text_by_itself(trees: Trees) -> None:
    imported = {
        name: [each.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for each in node.names]
        for name, tree in trees.items()
        if name.startswith("tui/")
    }

    assert {name: {*names} & _UNUSED for name, names in imported.items() if {*names} & _UNUSED} == {}


def test_no_address_is_opened_and_none_is_made_a_link_of_the_terminal(trees: Trees) -> None:
    opens = {name for name, tree in trees.items() for called, _ in calls(tree) if called in {"open_url", "action_link"}}
    sources = {name: (PACKAGE / name).read_text(encoding="utf-8") for name in trees}

    assert opens == set()
    # Where every way out is refused, this one is named.
    openers = {name for name, source in sources.items() if "webbrowser" in source or "xdg-open" in source}
    assert openers <= {"library/network.py"}
    assert [name for name, source in sources.items() if "link=" in source and name.startswith("tui/")] == []


def test_text_goes_to_the_terminal_by_one_door_of_the_command_line_and_one_of_the_app(trees: Trees) -> None:
    # The picture of the last screen is looked through before it is shown.
    doors = ("cli/printing.py", "view/last_screen.py")

    assert found(trees, printed, *doors) == {}


def test_whoever_takes_text_in_cleans_it_or_says_who_does(trees: Trees) -> None:
    raw = {name for name, tree in trees.items() if takes_in(tree) and not cleans(tree)}

    assert raw == {*_HANDS_ON}


def test_what_these_look_for_is_found_where_it_is_planted() -> None:
    shown = (
        'Static(f"[b]{title}[/b]")',
        "Label(title)",
        "box.border_title = title",
        "self.query_one(Static).update(text)",
        'Option("x" + name)',
        "pane.tooltip = f'{x}'",
    )
    parsed = (
        "Content.from_markup(x)",
        "self.notify(str(error))",
        "escape(title)",
        "self.notify(x, markup=True)",
        "Text.from_ansi(x)",
    )
    sent = ("print(title)", "sys.stdout.write(text)", "traceback.print_exc()", "logging.error(text)")

    assert [each for each in shown if not [*strings_shown(ast.parse(each))]] == []
    assert [each for each in parsed if not [*markup_parsed(ast.parse(each))]] == []
    assert [each for each in sent if not [*printed(ast.parse(each))]] == []
    assert takes_in(ast.parse("x = read_text(path)"))
