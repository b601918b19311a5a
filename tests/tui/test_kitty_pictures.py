"""Pictures that the terminal draws itself: what it is sent, and where."""

import re
import unicodedata
import zlib
from base64 import b64decode
from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from reader.library.pictures import SmallPicture
from reader.tui.kitty_pictures import MARKS, is_drawn_by, placed_cell, sending, taking_back
from reader.view.pictures import PlacedPicture

KITTY = {"TERM": "xterm-kitty"}


@pytest.mark.parametrize(
    ("form", "environment", "colors", "is_so"),
    [
        ("auto", KITTY, "truecolor", True),
        ("auto", {"TERM": "xterm-ghostty"}, "truecolor", True),
        ("auto", {"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "truecolor", False),
        ("auto", {}, "truecolor", False),
        ("auto", KITTY | {"TMUX": "socket,1,0"}, "truecolor", False),
        ("auto", KITTY | {"ZELLIJ": "0"}, "truecolor", False),
        ("auto", KITTY | {"SSH_CONNECTION": "::1 1 ::1 22"}, "truecolor", False),
        ("auto", KITTY, "256", False),
        ("auto", KITTY, None, False),
        ("blocks", KITTY, "truecolor", False),
        ("kitty", {"TERM": "xterm-256color"}, "truecolor", True),
        ("kitty", {"TERM": "xterm-256color"}, "256", False),
    ],
)
def test_a_terminal_draws_pictures_where_it_is_known_to_or_the_setting_says_so(
    form: str, environment: dict[str, str], colors: str | None, is_so: bool
) -> None:
    assert is_drawn_by(form, environment, colors) == is_so


def commands(sequence: str) -> Iterator[tuple[dict[str, str], str]]:
    """Take a sequence apart as the protocol has it: settings, and data; nothing else may be in it."""
    assert re.fullmatch(r"(?:\x1b_G[a-zA-Z0-9=,]+(?:;[A-Za-z0-9+/=]*)?\x1b\\)+", sequence)
    for settings, data in re.findall(r"\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\", sequence):
        yield dict(each.split("=") for each in settings.split(",")), data


def test_the_dots_are_sent_in_pieces_of_which_the_terminal_makes_the_picture_again() -> None:
    dots = bytes((row * 7 + column * 13) % 251 for row in range(90) for column in range(3 * 120))

    sent = [*commands(sending(PlacedPicture(0x123456, 15, 6), SmallPicture(120, dots)))]

    assert zlib.decompress(b64decode("".join(data for _, data in sent))) == dots
    assert [settings["m"] for settings, _ in sent] == ["1"] * (len(sent) - 1) + ["0"]
    assert all(len(data) <= 4_096 for _, data in sent)
    assert sent[0][0] == {
        "a": "T", "U": "1", "q": "2", "f": "24", "o": "z", "t": "d", "i": str(0x123456), "s": "120", "v": "90",
        "c": "15", "r": "6", "m": "1" if len(sent) > 1 else "0",
    }  # fmt: skip
    assert all(settings.keys() == {"m"} for settings, _ in sent[1:])


def test_a_picture_is_taken_back_by_its_number_and_nothing_is_answered() -> None:
    assert [*commands(taking_back(7))] == [({"a": "d", "d": "I", "q": "2", "i": "7"}, "")]


def test_each_place_of_a_picture_is_one_cell_wide_and_says_its_row_and_column() -> None:
    assert placed_cell(0xABC, 0, 2) == ("\U0010eeee\u0305\u030e", "#000abc")
    assert len(set(MARKS)) == len(MARKS) == 297
    assert {unicodedata.combining(mark) for mark in MARKS} == {230}
    assert {cell_len(placed_cell(1, number, number)[0]) for number in range(len(MARKS))} == {1}
