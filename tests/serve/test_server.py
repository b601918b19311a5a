"""The web server over loopback: who is let in, what is served, and a program in each window."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientResponse, ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType, WSServerHandshakeError
from aiohttp.web import AppRunner, SockSite

from reader.serve import seat, server
from reader.serve.gate import Gate
from reader.serve.server import Server, bound

FOLDER = Path(server.__file__).parent / "page"
# What is waited for is a state; this is for a program that hangs.
PATIENCE = 60.0
ECHO = "import sys\nprint('ready', flush=True)\nfor row in sys.stdin: print('typed', row.upper(), flush=True)"
SIZES = """
import fcntl, os, signal, termios
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGWINCH])
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
while True:
    print(os.get_terminal_size(), flush=True)
    signal.sigwait([signal.SIGWINCH])
"""


class Served:
    """A server in this event loop, whose windows run a Python program, and a browser to come to it."""

    def __init__(self, gate: Gate, browser: ClientSession) -> None:
        self.gate = gate
        self.browser = browser
        self.page = f"{gate.origins[0]}{gate.path}"

    async def enter(self) -> None:
        async with self.browser.get(self.gate.new_address()) as answer:
            assert answer.status == 200

    async def told(self, address: str, **headers: str) -> tuple[int, str]:
        async with self.browser.get(address, headers=headers, allow_redirects=False) as answer:
            return answer.status, await answer.text(errors="replace")

    async def window(self, **given: str) -> ClientWebSocketResponse:
        headers = {"Origin": self.gate.origins[0]} | given
        return await self.browser.ws_connect(f"{self.page}socket?width=61&height=17", headers=headers)


@pytest.fixture
async def serving(request: pytest.FixtureRequest) -> AsyncIterator[Served]:
    """Serve the program that the test is parametrized with, else one that says again what is typed."""
    program = getattr(request, "param", ECHO)
    with bound(0) as listening:
        gate = Gate(listening.getsockname()[1])
        runner = AppRunner(Server(gate, [sys.executable, "-c", program], {"TERM": "xterm"}).application())
        await runner.setup()
        await SockSite(runner, listening).start()
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
            yield Served(gate, browser)
        await runner.cleanup()


def in_window(program: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("serving", [program], indirect=True)


async def drawn(window: ClientWebSocketResponse, wanted: str) -> str:
    """Return what is drawn up to what is waited for."""
    text = b""
    async with asyncio.timeout(PATIENCE):
        while wanted.encode() not in text:
            message = await window.receive()
            assert message.type is WSMsgType.BINARY, (message, text)
            text += message.data
    return text.decode()


async def closed(window: ClientWebSocketResponse) -> None:
    async with asyncio.timeout(PATIENCE):
        while (await window.receive()).type is WSMsgType.BINARY:
            pass


async def test_an_address_lets_one_browser_in_and_no_second_one(serving: Served) -> None:
    address = serving.gate.new_address()

    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as other:
        assert (await serving.told(address))[0] == 200
        async with other.get(address) as refused:
            assert (refused.status, refused.headers.getall("Set-Cookie", [])) == (403, [])
            assert "has been used" in await refused.text()
    assert (await serving.told(serving.page))[0] == 200
    assert (await serving.told(address))[0] == 200, "who was let in may come that way again"


async def test_the_cookie_is_for_this_browser_and_our_pages_alone(serving: Served) -> None:
    async with serving.browser.get(serving.gate.new_address()) as answer:
        cookie = answer.cookies[f"reader-{serving.gate.port}"]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", serving.gate.path)
    assert (cookie["domain"], cookie["max-age"], cookie["expires"]) == ("", "", "")
    assert serving.gate.is_known(cookie.value)


@pytest.mark.parametrize("file", ["", "page.css", "textual.js", "socket", "socket?token=x", "in/", "in/x", "x/y"])
async def test_without_a_token_there_is_nothing_to_see(file: str, serving: Served) -> None:
    status, text = await serving.told(f"{serving.page}{file}", Origin=serving.gate.origins[0])

    assert status == 403
    assert "reader serve" in text


@pytest.mark.parametrize("file", ["", "page.css", "socket"])
@pytest.mark.parametrize("foreign", [{"Host": "example.org"}, {"Origin": "http://example.org"}])
async def test_a_foreign_name_or_page_is_refused_also_in_a_browser_that_was_let_in(
    file: str, foreign: dict[str, str], serving: Served
) -> None:
    await serving.enter()

    status, text = await serving.told(f"{serving.page}{file}", **foreign)

    assert status == 403
    assert text.startswith(("reader answers only under the address", "Another page asked"))


async def test_a_foreign_page_does_not_use_up_an_address(serving: Served) -> None:
    address = serving.gate.new_address()

    assert (await serving.told(address, Host="example.org"))[0] == 403
    async with serving.browser.head(address) as answer:
        assert answer.status != 200
    assert (await serving.told(address))[0] == 200


@pytest.mark.parametrize("origin", ["http://example.org", "null", ""])
async def test_a_socket_is_for_our_own_page(origin: str, serving: Served) -> None:
    await serving.enter()

    with pytest.raises(WSServerHandshakeError, match="403"):
        await serving.window(Origin=origin)


async def test_a_socket_is_for_a_browser_that_says_which_page_asks(serving: Served) -> None:
    await serving.enter()

    with pytest.raises(WSServerHandshakeError, match="403"):
        await serving.browser.ws_connect(f"{serving.page}socket")


async def test_a_socket_is_for_a_browser_that_was_let_in(serving: Served) -> None:
    with pytest.raises(WSServerHandshakeError, match="403"):
        await serving.window()


def is_held(answer: ClientResponse) -> bool:
    """Whether nothing but what is ours may be loaded, framed, kept or told to others."""
    policy = answer.headers["Content-Security-Policy"]
    allowed = {each for part in policy.split("; ") for each in part.split()[1:]}
    known = {"'none'", "'self'", "'unsafe-inline'", "data:", "allow-scripts", "allow-same-origin"}
    ours = all(re.fullmatch(r"ws://(127\.0\.0\.1|localhost):\d+", each) for each in allowed - known)
    return ours and {"X-Frame-Options", "Referrer-Policy", "X-Content-Type-Options"} <= answer.headers.keys()


async def test_every_answer_tells_the_browser_to_keep_to_this_host(serving: Served) -> None:
    await serving.enter()
    for file in ("", "page.css", "textual.js", "nothing", "in/x"):
        async with serving.browser.get(f"{serving.page}{file}") as answer:
            assert is_held(answer), file


async def test_the_files_are_those_of_the_list_and_no_other(serving: Served) -> None:
    await serving.enter()
    page = "".join([(await serving.told(serving.page))[1], *(path.read_text() for path in FOLDER.glob("[!p]*"))])
    style = (FOLDER / "page.css").read_text()

    named = set(re.findall(r'(?<![-\w])(?:href|src)="([^"]+)"', page)) | set(re.findall(r'url\("([^"]+)"\)', style))
    addresses = set(re.findall(r"\w+://[^\"'\s]+", page + style))
    for name in named - {"data:,", "./", "../"}:
        assert (await serving.told(f"{serving.page}{name.removeprefix('../')}"))[0] == 200, name
    assert {"textual.js", "xterm.css", "RobotoMono.ttf"} <= named
    assert addresses == {f"ws://127.0.0.1:{serving.gate.port}{serving.gate.path}socket"}
    for name in ("server.py", "..%2fserver.py", "static", "fonts/", "page.html", "in", "%00"):
        assert (await serving.told(f"{serving.page}{name}"))[0] == 404, name


async def test_what_is_typed_reaches_the_program_and_what_it_draws_the_window(serving: Served) -> None:
    await serving.enter()
    window = await serving.window()

    await drawn(window, "ready")
    for nonsense in ("", "x", "[]", "3", '["stdin"]', '["stdin", 3]', '["resize", []]', '["resize", {"width": "x"}]'):
        await window.send_str(nonsense)
    await window.send_bytes(b"\xff")
    await window.send_json(["ping", "1"])
    await window.send_json(["stdin", "palmyra\n"])

    await drawn(window, "typed PALMYRA")


async def test_a_long_paste_arrives_whole(serving: Served) -> None:
    await serving.enter()
    window = await serving.window()
    await drawn(window, "ready")

    await window.send_json(["stdin", "".join(f"{number}\n" for number in range(4_000)) + "end\n"])

    assert "TYPED 3999" in (await drawn(window, "typed END")).upper()


@in_window(SIZES)
async def test_the_program_is_told_the_size_of_its_window(serving: Served) -> None:
    await serving.enter()
    window = await serving.window()

    await drawn(window, "columns=61, lines=17")
    await window.send_json(["resize", {"width": 99, "height": 33}])
    await drawn(window, "columns=99, lines=33")
    await window.send_json(["resize", {"width": 10**9, "height": -1}])
    await drawn(window, "columns=80, lines=24")


@in_window("print('a word at the end')")
async def test_a_program_that_ends_closes_its_window_after_its_last_word(
    serving: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def too_late(_seat: object, _window: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(server, "_draw", too_late)
    await serving.enter()
    window = await serving.window()

    await drawn(window, "a word at the end")
    await closed(window)


async def test_no_more_windows_than_are_bearable(serving: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST_WINDOWS", 1)
    await serving.enter()
    first = await serving.window()
    await drawn(first, "ready")

    second = await serving.window()
    await drawn(second, "1 windows are open")
    await closed(second)
    await first.close()

    async def ready() -> None:
        # The place is free when the first one's program has ended.
        while True:
            third = await serving.window()
            if "ready" in await drawn(third, "re"):
                return
            await closed(third)

    await asyncio.wait_for(ready(), PATIENCE)


DEAF = "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\nprint('ready', flush=True)\nsignal.pause()"


async def test_a_program_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seat, "PATIENCE", 0.05)
    sitting = await seat.Seat.opened([sys.executable, "-c", DEAF], seat.WindowSize(80, 24), {"TERM": "xterm"})
    assert b"ready" in await asyncio.wait_for(sitting.read(), PATIENCE)

    await asyncio.wait_for(sitting.leave(), PATIENCE)

    assert sitting.process.returncode == -9


def test_the_port_is_one_of_this_machine_alone() -> None:
    with bound(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"
