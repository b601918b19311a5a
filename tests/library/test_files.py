"""Reading files that somebody else made, and writing ours durably."""

import os
from pathlib import Path

import pytest

from reader.library.atomic_file import WriteError, create_bytes, write_text
from reader.library.errors import ReaderError
from reader.library.guarded_file import UnreadableError, decode, read_bytes, read_text


def test_a_named_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    with pytest.raises(UnreadableError, match="regular"):
        read_bytes(tmp_path / "pipe.txt")


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "secret")

    with pytest.raises(UnreadableError, match="link"):
        read_bytes(tmp_path / "link.txt")


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * 11)

    with pytest.raises(UnreadableError, match="larger"):
        read_bytes(tmp_path / "large.txt", limit=10)
    assert read_bytes(tmp_path / "large.txt", limit=11) == b"x" * 11


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        read_bytes(tmp_path)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfplain", "plain"),
        ("Größe".encode("utf-16"), "Größe"),
        ("Größe".encode("utf-16-be"), None),
        (b"\xfe\xff" + "Größe".encode("utf-16-be"), "Größe"),
        ("Größe, café".encode("latin-1"), "Größe, café"),
        ("„Größe“ – café".encode("cp1252"), "„Größe“ – café"),
        ("Größe – café".encode()[:-1], "Größe – caf\ufffd"),
        (b"", ""),
    ],
)
def test_bytes_are_decoded_by_what_they_are(data: bytes, text: str | None) -> None:
    if text is None:
        with pytest.raises(ReaderError, match="NUL"):
            decode(data)
    else:
        assert decode(data) == text


def test_a_binary_file_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"PK\x03\x04\x00\x00")

    with pytest.raises(UnreadableError, match="not text"):
        read_text(tmp_path / "a.txt")


def test_writing_replaces_the_file_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    path.chmod(0o600)

    write_text(path, "new")

    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_creating_never_replaces(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("theirs")

    with pytest.raises(FileExistsError):
        create_bytes(tmp_path / "a", b"ours")

    assert (tmp_path / "a").read_text() == "theirs"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_failed_write_leaves_the_old_file_and_no_litter(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((Path, "replace", fail) if step == "replace" else (os, step, fail)))
    with pytest.raises(WriteError, match="No space left"):
        write_text(path, "new")
    monkeypatch.undo()

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
