"""A text is given to a shell command of the person's own: what it says, and how it is ended."""

from pathlib import Path

import pytest

from reader.library.errors import Cancelled, never
from reader.room.shell_pipe import MOST_SHOWN, pipe


@pytest.fixture(autouse=True)
def _shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/sh")


def test_a_command_is_given_the_text_and_what_it_says_is_cleaned() -> None:
    assert pipe("cat", "“Words” of حلب\n", never) == ("“Words” of حلب\n", 0, "")
    assert pipe("printf '\\033]2;window\\007'; echo oops >&2", "", never).text == "\ufffd]2;window\ufffdoops\n"


def test_a_text_that_is_longer_than_a_pipe_holds_comes_back_whole() -> None:
    text = "word " * 50_000

    assert pipe("tr a-z A-Z", text, never).text == text.upper()


def test_a_command_need_not_read_and_its_status_is_told() -> None:
    assert pipe("exit 3", "x" * 200_000, never) == ("", 3, "The command ended with status 3.")
    assert pipe("no-such-command-here", "", never).status == 127


def test_a_text_is_never_a_part_of_the_command(tmp_path: Path) -> None:
    made = tmp_path / "made"

    assert pipe("cat", f"$(touch {made}); `touch {made}`", never).text == f"$(touch {made}); `touch {made}`"
    assert not made.exists()


def test_a_command_that_takes_too_long_is_ended_with_what_it_started() -> None:
    output = pipe("echo begun; cat /dev/zero > /dev/null & wait", "", never, patience=0.3)

    assert output.text == "begun\n"
    assert output.remark == "The command was ended after 0.3 seconds."


def test_a_command_is_ended_when_nobody_waits_any_more() -> None:
    answers = iter([False, True])

    with pytest.raises(Cancelled):
        pipe("cat /dev/zero > /dev/null", "", lambda: next(answers))


def test_of_what_never_ends_only_the_beginning_is_shown() -> None:
    output = pipe("yes", "", never)

    assert len(output.text) == MOST_SHOWN
    assert "Only the first" in output.remark
