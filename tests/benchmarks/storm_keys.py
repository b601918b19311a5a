"""The keys of a storm: what a person, a cat and a paste could send, by a seed."""

import random
import unicodedata
from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

from reader.view.commands import COMMANDS

SIZES = (20, 200), (5, 60)


class Press(NamedTuple):
    """One thing done to an app, *app* of those that are open on the library.

    *what* is a key as Textual names it, a character, `size:COLUMNSxLINES`, `click:X,Y`, `wheel:X,Y`, `paste:TEXT`
    or `rest`, which waits until the app is quiet: what comes between two rests comes as one burst.
    """

    app: int
    what: str


REST = "rest"
_NAMED = (
    "escape enter tab shift+tab up down left right home end pageup pagedown backspace delete insert space f1 f2 f12 "
    "ctrl+a ctrl+b ctrl+c ctrl+d ctrl+e ctrl+f ctrl+g ctrl+k ctrl+l ctrl+n ctrl+o ctrl+p ctrl+r ctrl+s ctrl+t ctrl+u "
    "ctrl+w ctrl+x ctrl+y ctrl+z shift+up shift+down shift+left shift+right ctrl+left ctrl+right ctrl+home ctrl+end "
    "alt+left alt+right alt+c alt+w alt+x"
).split()
_TYPED = [chr(number) for number in range(0x21, 0x7F)] + list("éßñøжщІ٣مسح你好は한ğ€“”…—\u0301\u200d😀👩🏳")
_COMMAND_KEYS = [
    key
    for command in COMMANDS
    for key in (*command.keys, *(choice.key for choice in command.then))
    if command.id != "quit"
]
# What opens something, with what a person does there; … is some text.
_WAYS = [
    way.split()
    for way in """
    / … enter | / … escape | f … enter n n N | 2 a … escape | 2 ) H | v ) ) H C 2 | v } a … ctrl+s | A … ctrl+e
    e … escape s | t … enter | d U | 1 j enter | 1 G enter | 1 g enter | x j c | 3 y enter | 3 d | 3 E | 3 K enter | 3 +
    D | # | B | B m j m t … enter | B * X | B / … enter | B S S | L | ctrl+s … enter | E | i | o | P | ? G | : … enter
    : … down enter | V | F j enter X | M right shift+right X | z space z | T | S | @ v ) @ | Y | ctrl+o alt+right | s r
    ctrl+r | ? q q | escape | escape escape escape
    """.replace("\n", "|").split("|")
    if way.strip()
]
_WORDS = (
    "the flood Marlow aleppo 412 palmyra title:a site:x OR -no \"two words\" tag:w date:2016 * ~ ( mara 2,218 note "
    "theme compare quit export اللغة 你好 éa is:unread is:starred color:green state:orphan"
).split()  # fmt: skip


def presses(seed: int, count: int, apps: int) -> list[Press]:
    """Return *count* presses for *apps* apps, and the rests between their bursts."""
    chance = random.Random(seed)  # noqa: S311 - the same keys every time
    made: list[Press] = []
    left = count
    while left > 0:
        app = chance.randrange(apps)
        burst = list(_burst(chance))[:left]
        made += [Press(app, what) for what in burst]
        made += [Press(app, REST)]
        left -= len(burst)
    return made


def _burst(chance: random.Random) -> Iterator[str]:
    kinds = {_way: 33, _commands: 27, _held: 15, _named: 10, _signs: 6, _mouse: 4, _size: 3, _paste: 1, _quit: 1}
    return chance.choices([*kinds], [*kinds.values()])[0](chance)


def _way(chance: random.Random) -> Iterator[str]:
    for what in chance.choice(_WAYS):
        if what == "…":
            yield from _typed(chance)
        else:
            yield what


def _commands(chance: random.Random) -> Iterator[str]:
    return iter(chance.choices(_COMMAND_KEYS, k=chance.randint(1, 8)))


def _held(chance: random.Random) -> Iterator[str]:
    return repeat(chance.choice(_COMMAND_KEYS), chance.randint(2, 60))


def _named(chance: random.Random) -> Iterator[str]:
    return iter(chance.choices(_NAMED, k=chance.randint(1, 12)))


def _signs(chance: random.Random) -> Iterator[str]:
    return iter(chance.choices(_TYPED, k=chance.randint(1, 20)))


def _mouse(chance: random.Random) -> Iterator[str]:
    yield f"{chance.choice(['click', 'click', 'wheel'])}:{chance.randrange(200)},{chance.randrange(60)}"


def _paste(chance: random.Random) -> Iterator[str]:
    yield "paste:" + " ".join(_typed(chance)) * chance.choice([1, 1, 50])


def _quit(chance: random.Random) -> Iterator[str]:
    return repeat("q", chance.randint(1, 2))


def _size(chance: random.Random) -> Iterator[str]:
    columns, lines = SIZES
    width = columns[0] if chance.random() < 0.2 else chance.randint(*columns)
    yield f"size:{width}x{chance.randint(*lines)}"


def _typed(chance: random.Random) -> Iterator[str]:
    for _ in range(chance.randint(0, 3)):
        yield from chance.choice(_WORDS)
        if chance.random() < 0.6:
            yield "space"


_SENT = {
    "escape": "\x1b", "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
    "delete": "\x1b[3~", "insert": "\x1b[2~", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f12": "\x1b[24~",
}  # fmt: skip
_ARROWS = {"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H"}
_MODIFIERS = {"shift": 2, "alt": 3, "ctrl": 5}


def sent(what: str) -> str:
    """Return what a terminal sends for a press that is no resize."""
    kind, colon, rest = what.partition(":")
    if colon and kind in {"click", "wheel"}:
        x, y = map(int, rest.split(","))
        button = 64 + x % 2 if kind == "wheel" else 0
        return f"\x1b[<{button};{x + 1};{y + 1}M" + (f"\x1b[<{button};{x + 1};{y + 1}m" if kind == "click" else "")
    if colon and kind == "paste":
        return f"\x1b[200~{rest}\x1b[201~"
    modifier, plus, key = what.rpartition("+")
    if len(what) == 1:
        return what
    if key in _ARROWS:
        return f"\x1b[1;{_MODIFIERS[modifier]}{_ARROWS[key]}" if modifier else f"\x1b[{_ARROWS[key]}"
    if plus and len(key) == 1:
        return f"\x1b{key}" if modifier == "alt" else chr(ord(key) & 0x1F)
    return _SENT[what]


def named(what: str) -> tuple[str, str | None]:
    """Return a key press as Textual has it: its name and its character."""
    if len(what) > 1:
        return what, " " if what == "space" else None
    if what.isalnum():
        return what, what
    name = unicodedata.name(what, "").lower().replace(" ", "_").replace("-", "_")
    return {"slash": "slash", "hyphen_minus": "minus", "solidus": "slash"}.get(name, name or what), what
