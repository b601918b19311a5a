"""The app with a fault in it, for the harness of endings: `python failing_app.py FAULT LIBRARY`.

The fault comes once the note that is being written ends in an exclamation mark. With `naive` the app keeps a note when
it is saved and no sooner, as a program would that trusts its own code.
"""

import asyncio
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.cli.main import main
from reader.notes.journal import DraftJournal
from reader.tui.app import ReaderApp
from reader.tui.panes.note_editor import NoteEditor

QUOTED = "a sentence of the article"


def _raise(kind: type[BaseException]) -> None:
    raise kind(QUOTED)


def _in_thread() -> None:
    threading.Thread(target=_raise, args=(ZeroDivisionError,)).start()


def _in_task() -> None:
    async def fail() -> None:
        _raise(ZeroDivisionError)

    def told(task: asyncio.Task[None]) -> None:
        if (error := task.exception()) is not None:
            raise error

    asyncio.get_running_loop().create_task(fail()).add_done_callback(told)


def _while_leaving() -> None:
    from reader.tui.reading.state import StatePart

    StatePart.save = lambda _: _raise(ZeroDivisionError)  # type: ignore[method-assign, assignment]
    _raise(ValueError)


def _without_memory() -> None:
    import resource

    # What is free is used up first: the next list of any size is one too many.
    resource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20))
    _ = [bytearray(1 << 20) for _ in range(1 << 12)]


FAULTS: Mapping[str, Callable[[], None]] = {
    "none": lambda: None,
    "naive": lambda: _raise(ZeroDivisionError),
    "handler": lambda: _raise(ZeroDivisionError),
    "thread": _in_thread,
    "task": _in_task,
    "leaving": _while_leaving,
    "memory": _without_memory,
}


def plant(fault: str) -> None:
    """Put a fault into the app."""
    changed = NoteEditor.on_text_area_changed

    def failing(editor: NoteEditor, event: Any) -> None:
        if editor.area.text.endswith("!"):
            FAULTS[fault]()
        changed(editor, event)

    NoteEditor.on_text_area_changed = failing  # type: ignore[method-assign, assignment]
    if fault == "naive":
        DraftJournal.keep = lambda *_: None  # type: ignore[method-assign]
        ReaderApp._keep = lambda _: None  # type: ignore[method-assign, assignment]


if __name__ == "__main__":
    plant(sys.argv[1])
    sys.exit(main(["--library", sys.argv[2]]))
