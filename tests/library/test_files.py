"""Reading files that somebody else made, and writing ours durably."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library.atomic_file import UnconfirmedError, WriteError, create_bytes, make_folder, write_bytes, write_text
from reader.library.errors import ReaderError
from reader.library.guarded_file import UnreadableError, decode, read_bytes, read_named, read_text
from tests.unprivileged import unprivileged


def refuse_to_flush_folders(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    flush = os.fsync

    def refuse(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(code, os.strerror(code))
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)


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


def test_a_file_in_a_folder_that_cannot_be_looked_into_is_refused(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "page.txt").write_text("x")
    (tmp_path / "closed").chmod(0o600)
    code = "import sys; from pathlib import Path; from reader.library.guarded_file import *\n"
    code += "try: read_bytes(Path(sys.argv[1]))\nexcept UnreadableError as error: print(error)"
    command = unprivileged(sys.executable, "-c", code, str(tmp_path / "closed" / "page.txt"))

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    (tmp_path / "closed").chmod(0o700)
    assert (done.stdout, done.stderr) == ("page.txt cannot be read: permission denied.\n", "")


def test_a_file_that_somebody_named_and_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"^There is no file .*/none\.txt\.$"):
        read_named(tmp_path / "none.txt")


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


@pytest.mark.parametrize("mode", [0o664, 0o600, 0o444, 0o755])
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_file_keeps_its_mode_whatever_the_users_mask(mode: int, mask: int, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    path.chmod(mode)

    before = os.umask(mask)
    try:
        write_text(path, "new")
        create_bytes(tmp_path / "b.md", b"new")
    finally:
        os.umask(before)

    assert path.stat().st_mode & 0o777 == mode
    assert (tmp_path / "b.md").stat().st_mode & 0o777 == 0o666 & ~mask


NO_LINKS = [errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK]


@pytest.fixture(params=[None, *NO_LINKS], ids=lambda code: errno.errorcode.get(code, "links"))
def _links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand on a file system with hard links, and on those that refuse them each in its own words."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(request.param, os.strerror(request.param))

    if request.param is not None:
        monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("_links")
def test_a_new_file_is_whole_and_alone_with_or_without_hard_links(tmp_path: Path) -> None:
    create_bytes(tmp_path / "a", b"ours")

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"ours")]


def test_a_new_file_that_cannot_be_moved_to_its_name_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(WriteError, match="not permitted"):
        create_bytes(tmp_path / "a", b"ours")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_flushed_on_its_file_system_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_to_flush_folders(monkeypatch, errno.EINVAL)
    write_text(tmp_path / "a", "new")

    assert (tmp_path / "a").read_text() == "new"


@pytest.mark.usefixtures("_links")
@pytest.mark.parametrize("stands", ["a file", "an empty file", "a folder", "a link that leads nowhere"])
def test_creating_never_replaces(stands: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    if stands == "a folder":
        path.mkdir()
    elif stands.startswith("a link"):
        path.symlink_to(tmp_path / "nowhere")
    else:
        path.write_text("theirs" if stands == "a file" else "")
    before = path.lstat()

    with pytest.raises(FileExistsError):
        create_bytes(path, b"ours")

    assert path.lstat() == before
    assert list(tmp_path.iterdir()) == [path]


def test_creating_leaves_what_a_file_holds(tmp_path: Path) -> None:
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


def test_a_pipe_or_a_device_is_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")

    for name in ("pipe", "link"):
        with pytest.raises(WriteError, match="could not be saved: it is not a regular file"):
            write_text(tmp_path / name, "notes")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert {path.name for path in tmp_path.iterdir()} == {"pipe", "link"}


@pytest.mark.parametrize("write", [write_bytes, create_bytes])
def test_a_file_whose_folder_could_not_be_flushed_is_told_to_be_there_and_not_confirmed(
    write: Callable[[Path, bytes], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_to_flush_folders(monkeypatch, errno.EIO)
    with pytest.raises(UnconfirmedError, match="a was saved, but the disk did not confirm it"):
        write(tmp_path / "a", b"new")

    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a", b"new")]


def test_a_folder_that_is_not_sure_to_stay_is_made_anew_by_the_next_one_who_needs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(OSError, match="Input/output"):
            make_folder(tmp_path / "notes" / "harbor")

    assert list(tmp_path.iterdir()) == []
