"""The last view of a library on this machine: the open article, the focused pane, the order of the list.

The position in the article is part of its reading state. This is a convenience: errors of reading or writing its file
are ignored.
"""

import contextlib
from pathlib import Path
from typing import NamedTuple

from reader.library.atomic_file import make_folder, write_text
from reader.library.errors import ReaderError
from reader.library.guarded_file import read_text
from reader.library.identity import is_id
from reader.library.yaml_text import read_yaml, write_yaml
from reader.room.settings import ORDERS

# The panes in which the app may open; the others need an answer first.
PANES = ("list", "article", "crossrefs", "notes")


class LastView(NamedTuple):
    """The last *article* (empty for none), *pane*, and *order* (empty for the settings')."""

    article: str = ""
    pane: str = "list"
    order: str = ""


def load_last_view(path: Path) -> LastView:
    """Load the last view; wrong values are ignored."""
    try:
        value = read_yaml(read_text(path, 4_000))
    except (ReaderError, OSError):
        return LastView()
    facts = {key: each for key, each in value.items() if isinstance(each, str)} if isinstance(value, dict) else {}
    article, pane, order = (facts.get(key, "") for key in LastView._fields)
    return LastView(
        article if is_id(article) else "", pane if pane in PANES else "list", order if order in ORDERS else ""
    )


def save_last_view(path: Path, view: LastView) -> None:
    """Save the last view."""
    with contextlib.suppress(ReaderError, OSError):
        if load_last_view(path) != view:
            make_folder(path.parent)
            write_text(path, write_yaml(view._asdict()))
