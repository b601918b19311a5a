"""Pictures that the terminal draws itself, by the graphics protocol of kitty, which Ghostty speaks too.

A picture is sent once. It then appears where cells of text name it by their color, and each cell by its row and
column (https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders); they scroll, are covered and vanish as
letters do. Sixel and iTerm's protocol paint dots over cells that know nothing of them: what is drawn row by row, and
over which dialogs lie, cannot take such dots back, so these are not used. The terminal is asked nothing.
"""

import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping

from reader.library.pictures import SmallPicture
from reader.view.pictures import PlacedPicture

_TERMINALS = frozenset({"xterm-kitty", "xterm-ghostty"})
# Programs between us and the terminal; over a network line, sending a picture would take too long.
_BETWEEN = ("TMUX", "STY", "ZELLIJ", "SSH_CONNECTION", "SSH_TTY")
_PLACE = chr(0x10EEEE)
# The combining marks for the numbers of rows and columns, in the order of the protocol.
_NUMBERS = (
    "305 30d-30e 310 312 33d-33f 346 34a-34c 350-352 357 35b 363-36f 483-487 592-595 597-599 59c-5a1 5a8-5a9 5ab-5ac "
    "5af 5c4 610-617 657-65b 65d-65e 6d6-6dc 6df-6e2 6e4 6e7-6e8 6eb-6ec 730 732-733 735-736 73a 73d 73f-741 743 745 "
    "747 749-74a 7eb-7f1 7f3 816-819 81b-823 825-827 829-82d 951 953-954 f82-f83 f86-f87 135d-135f 17dd 193a 1a17 "
    "1a75-1a7c 1b6b 1b6d-1b73 1cd0-1cd2 1cda-1cdb 1ce0 1dc0-1dc1 1dc3-1dc9 1dcb-1dcc 1dd1-1de6 1dfe 20d0-20d1 "
    "20d4-20d7 20db-20dc 20e1 20e7 20e9 20f0 2cef-2cf1 2de0-2dff a66f a67c-a67d a6f0-a6f1 a8e0-a8f1 aab0 aab2-aab3 "
    "aab7-aab8 aabe-aabf aac1 fe20-fe26 10a0f 10a38 1d185-1d189 1d1aa-1d1ad 1d242-1d244"
)
_CHUNK = 4_096


def _marks() -> Iterator[str]:
    for part in _NUMBERS.split():
        first, _, last = part.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


MARKS = tuple(_marks())


def is_drawn_by(form: str, environment: Mapping[str, str], colors: str | None) -> bool:
    """Whether the terminal draws pictures itself: by the setting, or if it is known to and connected directly.

    Cells name a picture by one of 16 million *colors*.
    """
    if colors != "truecolor" or form == "blocks":
        return False
    is_known = environment.get("TERM") in _TERMINALS and not any(map(environment.get, _BETWEEN))
    return is_known or form == "kitty"


def placed_cell(number: int, row: int, column: int) -> tuple[str, str]:
    """Return the text and the color of the cell that shows a part of a picture."""
    return f"{_PLACE}{MARKS[row]}{MARKS[column]}", f"#{number:06x}"


def sending(picture: PlacedPicture, small: SmallPicture) -> str:
    """Return the sequence that sends a picture and its size in cells; the terminal does not answer."""
    data = b64encode(zlib.compress(small.dots, 6)).decode("ascii")
    chunks = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)]
    size = f"s={small.width},v={small.height},c={picture.width},r={picture.height}"
    about = f"a=T,U=1,q=2,f=24,o=z,t=d,i={picture.number},{size},"
    return "".join(
        f"\x1b_G{'' if at else about}m={int(at < len(chunks) - 1)};{chunk}\x1b\\" for at, chunk in enumerate(chunks)
    )


def taking_back(number: int) -> str:
    """Return the sequence that deletes a picture from the terminal."""
    return f"\x1b_Ga=d,d=I,q=2,i={number}\x1b\\"
