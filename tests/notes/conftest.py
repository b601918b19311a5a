"""A library's folder of notes, and the stores of two machines that share it."""

from pathlib import Path

import pytest

from reader.notes.store import NoteStore


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "library" / "notes"


@pytest.fixture
def store(notes: Path, tmp_path: Path) -> NoteStore:
    return NoteStore(notes, tmp_path / "state")


@pytest.fixture
def other(notes: Path, tmp_path: Path) -> NoteStore:
    """Another machine's store of the same synced folder."""
    return NoteStore(notes, tmp_path / "other state")
