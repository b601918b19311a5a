"""Where a library was left on this machine: the open article, the pane in use, the order of the list.

Where reading stopped in the article is in its reading state. All this is a convenience: a file that cannot be read is
none, and one that cannot be written is let be.
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

# The panes that an app may open in; what is shown in the others has to be asked for first.
PANES = ("list", "article", "crossrefs", "notes")


class LastView(NamedTuple):
    """What was on screen last: an *article* (empty for none), a *pane*, and an *order* (empty for the settings')."""

    article: str = ""
    pane: str = "list"
    order: str = ""


def load_last_view(path: Path) -> LastView:
    """Read where a library was left; what makes no sense is as if it was not there."""
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
    """Keep where a library was left."""
    with contextlib.suppress(ReaderError, OSError):
        if load_last_view(path) != view:
            make_folder(path.parent)
            write_text(path, write_yaml(view._asdict()))
