"""Folders and files that cannot be read or written, from the start or lost while the app runs: a sentence, and no bug.

`--long` tries every place, both ways; otherwise a library that is lost for writing.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_closed_places import PLACES
from tests.unprivileged import unprivileged

ROOT = Path(__file__).resolve().parents[2]
SHORT = {("a library that cannot be written", "later")}
TRIES = [(place, when) for place in PLACES if not place.startswith("a folder with files") for when in ("now", "later")]


def sat(folder: Path, place: str, when: str) -> dict[str, Any]:
    """Return what came of using the app with *place* closed."""
    command = unprivileged(sys.executable, "-m", "tests.tui.sitting_closed", str(folder), json.dumps([place, when]))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT)
    (outcome,) = json.loads(done.stdout)
    return dict(outcome)


@pytest.mark.parametrize(("place", "when"), TRIES)
def test_what_is_closed_ends_nothing_and_the_note_is_kept_or_stays_on_the_screen(
    place: str, when: str, tmp_path: Path, long: bool
) -> None:
    if not long and (place, when) not in SHORT:
        pytest.skip("with --long")

    outcome = sat(tmp_path, place, when)

    if "refused" in outcome:
        assert outcome["refused"].endswith(".")
        return
    assert (outcome["bug"], outcome["status"]) == ("", 0), outcome
    assert any(outcome["said"])
    if outcome["was_writing"] and not outcome["kept"]:
        # Where not even a draft can be kept, the note stays on the screen with the reason, and no key leaves it.
        assert outcome["is_open"], outcome["said"]
        assert "could not be saved" in outcome["said"][-1]
        assert "state" in place
