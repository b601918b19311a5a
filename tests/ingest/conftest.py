"""What tests of adding share: a library that holds nothing yet."""

from pathlib import Path

import pytest

from reader.library.folder import Library, open_library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    root = tmp_path / "library"
    root.mkdir()
    (root / "library.yaml").write_text('title: "Goats"\n', encoding="utf-8")
    return open_library(root)
