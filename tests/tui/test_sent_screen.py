"""What is not sent again: the terminal shows the same as if everything were, with far fewer bytes."""

import random

import pyte
import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip
from wcwidth import wcwidth

from reader.tui import guard, sent_screen
from reader.tui.sent_screen import SentScreen, drawn, runs_of

WIDTH, HEIGHT = 24, 3
CONSOLE = Console(force_terminal=True, color_system="truecolor", legacy_windows=False)
STYLES = [
    None,
    Style(),
    Style(color="#112233", bgcolor="#445566"),
    Style(color="#112233", bgcolor="#000000", bold=True),
    Style(color="red", bgcolor="bright_blue", italic=True, bold=True),
    Style(color="color(200)", underline=True),
    Style(bgcolor="white", reverse=True, meta={"@click": "x"}),
    Style(color="#112233", bgcolor="#445566", link="https://example.org/", strike=True),
    Style(color="bright_green"),
]
WORDS = ["a", " ", "Palmyra", "  ", "日本", "é", "n\N{COMBINING TILDE}o", "▌", "tail"]


def terminal() -> tuple[pyte.Screen, pyte.Stream]:
    screen = pyte.Screen(WIDTH, HEIGHT)
    return screen, pyte.Stream(screen)


def cells(screen: pyte.Screen) -> list[list[object]]:
    return [[screen.buffer[row][column] for column in range(WIDTH)] for row in range(HEIGHT)]


def some_strip(chance: random.Random, width: int) -> Strip:
    segments = [Segment(chance.choice(WORDS), chance.choice(STYLES)) for _ in range(chance.randint(1, 5))]
    return Strip(segments).adjust_cell_length(width, chance.choice(STYLES))


@pytest.mark.parametrize("seed", range(20))
def test_the_terminal_shows_what_it_would_if_everything_were_sent(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same every time
    (whole, all_sent), (spare, little_sent) = terminal(), terminal()
    memory = SentScreen()

    for _ in range(30):
        row, column = chance.randrange(HEIGHT), chance.choice([0, 0, 4, 9, 12])
        strip = some_strip(chance, chance.choice([4, 5, 8, WIDTH - column]))
        all_sent.feed(f"\x1b[{row + 1};{column + 1}H{strip.render(CONSOLE)}")
        little_sent.feed(memory.changed(row, column, strip, CONSOLE))

        assert cells(spare) == cells(whole)


@pytest.mark.parametrize("before", STYLES)
def test_a_look_is_reached_from_any_other(before: Style | None) -> None:
    for after in STYLES:
        (whole, all_sent), (spare, little_sent) = terminal(), terminal()
        strip = Strip([Segment("first", before), Segment("then", after), Segment("last", before)])

        all_sent.feed(strip.render(CONSOLE) + "end")
        little_sent.feed(drawn(runs_of(strip, CONSOLE)) + "end")

        assert cells(spare) == cells(whole)


def test_what_is_there_is_not_sent_and_of_the_rest_only_what_differs() -> None:
    ink = Style(color="#112233", bgcolor="#445566")
    bold = ink + Style(bold=True)
    memory = SentScreen()

    first = memory.changed(0, 0, Strip([Segment("some words ", ink), Segment("here", bold)]), CONSOLE)
    again = memory.changed(0, 0, Strip([Segment("some ", ink), Segment("words ", ink), Segment("here", bold)]), CONSOLE)
    other = memory.changed(0, 0, Strip([Segment("some words ", ink), Segment("then", bold)]), CONSOLE)
    memory.forget()
    anew = memory.changed(0, 0, Strip([Segment("some words ", ink), Segment("then", bold)]), CONSOLE)

    assert first == "\x1b[1;1H\x1b[38;2;17;34;51;48;2;68;85;102msome words \x1b[1mhere\x1b[0m"
    assert again == ""
    assert other.startswith("\x1b[1;12H")
    assert "some" not in other
    assert "some words " in anew


def test_what_was_written_over_is_sent_again_when_it_comes_back() -> None:
    memory = SentScreen()
    below, over = Strip([Segment("the text below")]), Strip([Segment("a box")])

    memory.changed(1, 0, below, CONSOLE)
    memory.changed(1, 4, over, CONSOLE)

    assert "the text below" in memory.changed(1, 0, below, CONSOLE)


@pytest.mark.parametrize("width", [0, 1, 2])
@pytest.mark.parametrize("text", ["घाटी समाचार", "தமிழ்நாடு செய்தி", "👨\u200d👩\u200d👧 ☂\ufe0f", "ကြက်သွန်နီ"])
def test_letters_that_a_terminal_makes_wider_or_narrower_leave_nothing_beside_them(
    monkeypatch: pytest.MonkeyPatch, text: str, width: int
) -> None:
    wide = "ािीெொேါာီ\u200d\ufe0f"
    monkeypatch.setattr(pyte.screens, "wcwidth", lambda letter: width if letter in wide else wcwidth(letter))
    screen, stream = terminal()
    memory = SentScreen()

    for line in (text, "plain", text):
        listed = Strip([Segment(line)]).adjust_cell_length(9)
        stream.feed(memory.changed(0, 0, Strip([*listed, Segment("  12│")]), CONSOLE))
        stream.feed(memory.changed(0, 14, Strip([Segment("beside")]), CONSOLE))
        stream.feed(memory.changed(1, 0, Strip([Segment("below")]), CONSOLE))

        assert "".join(screen.buffer[0][column].data for column in range(11, WIDTH)) == "12│beside    "
        assert screen.display[1] == "below".ljust(WIDTH)
    stream.feed(memory.changed(0, 0, Strip([Segment("plain")]).adjust_cell_length(14), CONSOLE))
    assert screen.display[0] == "plain         beside    "


def test_the_updates_of_the_library_send_only_what_differs_until_all_is_forgotten() -> None:
    sent_screen.install()
    line, other = Strip([Segment("a line of text")]), Strip([Segment("a line of news")])
    width = line.cell_length
    whole = LayoutUpdate([[line], [line]], Region(0, 0, width, 2))

    def part(strip: Strip) -> ChopsUpdate:
        return ChopsUpdate([{0: line}, {0: strip}], [(1, 0, width)], [[width], [width]])

    assert whole.render_segments(CONSOLE).count("a line of text") == 2
    assert whole.render_segments(CONSOLE) == ""
    assert part(line).render_segments(CONSOLE) == ""
    assert part(other).render_segments(CONSOLE) == "\x1b[2;1Ha line of news"
    sent_screen.forget()
    assert whole.render_segments(CONSOLE).count("a line of text") == 2


def test_a_whole_screen_wipes_out_what_others_wrote_unless_it_was_just_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    sent_screen.install()
    whole = LayoutUpdate([[Strip([Segment("a line of text")])]], Region(0, 0, 14, 1))
    assert whole.render_segments(CONSOLE)
    assert whole.render_segments(CONSOLE) == ""

    monkeypatch.setattr(sent_screen, "_OLD", -1.0)

    assert whole.render_segments(CONSOLE)


def test_a_library_of_widgets_that_draws_in_another_way_is_noticed() -> None:
    assert {"strips", "region"} <= {*vars(LayoutUpdate([], Region()))}
    assert {"chops", "spans", "chop_ends"} <= {*vars(ChopsUpdate([], [], []))}


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\u202e", "\ufffe", "\r\n"], ids=ascii)
def test_no_sign_that_is_no_text_passes(sign: str) -> None:
    guard.install()

    sent = SentScreen().changed(0, 0, Strip([Segment(f"a{sign}b", Style(link=f"https://x/{sign}"))]), CONSOLE)

    assert sign not in sent.replace("\x1b[1;1H", "").replace("\x1b[0m", "")
    assert "a\ufffd" in sent
