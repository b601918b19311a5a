"""`reader serve`, with the real app in a window, and in a real browser."""

import asyncio
import re
import sys
from pathlib import Path

import pyte
import pytest
from aiohttp import ClientSession, CookieJar

from reader.cli.main import main
from reader.library.child_process import child_command
from reader.serve.server import bound
from tests.cli.test_cli import run
from tests.serve.browser import browser_path, opened
from tests.tui.conftest import write_library
from tests.tui.terminal import PATIENCE, Terminal

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/[\w-]+/in/[\w-]+")


def serving(library: Path) -> Terminal:
    """Return a terminal with a server in it that has told its address."""
    # As in a window itself: the terminal is its own, so that Ctrl+C is heard.
    terminal = Terminal([*child_command("reader.cli.served", "serve", str(library), "--no-open")])
    terminal.wait(lambda shown: bool(_ADDRESS.search(shown)) and "Ctrl+C ends" in shown)
    return terminal


def children(process: int) -> set[str]:
    return {*Path(f"/proc/{process}/task/{process}/children").read_text().split()}


def running() -> set[str]:
    return {each.name for each in Path("/proc").iterdir()}


async def test_the_app_is_in_the_window_and_all_ends_with_ctrl_c(tmp_path: Path) -> None:
    screen = pyte.Screen(120, 40)
    stream = pyte.ByteStream(screen)

    def shown() -> str:
        return "\n".join(screen.display)

    with serving(write_library(tmp_path / "library")) as terminal:
        address = _ADDRESS.findall(terminal.shown)[0]
        host, _, path = address.removeprefix("http://").partition("/")
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
            async with browser.get(address) as answer:
                assert answer.status == 200
            window = await browser.ws_connect(
                f"ws://{host}/{path.partition('/')[0]}/socket?width=120&height=40", headers={"Origin": f"http://{host}"}
            )
            async with asyncio.timeout(PATIENCE):
                while "a phrase" not in shown():
                    stream.feed(await window.receive_bytes())
                apps = children(terminal.process)
                await window.send_json(["stdin", "?"])
                while "type to narrow" not in shown():
                    stream.feed(await window.receive_bytes())
            terminal.press("\r", lambda text: len(set(_ADDRESS.findall(text))) == 2)
            terminal.send("\x03")
            status = await asyncio.to_thread(terminal.end)

    assert status == 0
    assert apps
    assert not apps & running()


async def test_a_browser_shows_the_app_and_types_into_it(tmp_path: Path) -> None:
    program = browser_path()
    if program is None:
        pytest.skip("no Chromium is installed; “apt-get install chromium” gives one")
    with serving(write_library(tmp_path / "library")) as terminal:
        address = _ADDRESS.findall(terminal.shown)[0]
        async with opened(program, tmp_path / "profile") as browser:
            await browser.do("Page.navigate", url=address)
            await browser.until(lambda seen: b"a phrase" in seen.received)
            assert await browser.evaluate("document.querySelectorAll('canvas').length > 0")
            await browser.press("?")
            await browser.until(lambda seen: b"type to narrow" in seen.received)

            # xterm.js would open an address that is clicked at without showing where it leads.
            assert await browser.evaluate("window.open('http://127.0.0.1:1/') === null")
            at = await browser.evaluate("location.pathname + location.search")
            assert at == f"/{address.split('/')[3]}/"
            ours = "/".join(address.split("/")[:4]).removeprefix("http:")
            assert len(browser.asked) > 6
            assert [each for each in browser.asked if each.partition(":")[2].startswith(ours) is False] == []


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["--port", "0"], 2, "--port takes a whole number, 1 or more, not “0”."),
        (["--port", "65536"], 2, "--port takes a port from 1 to 65535, not “65536”."),
        (["nowhere"], 1, "nowhere"),
    ],
)
def test_what_cannot_be_served_is_a_sentence(
    words: list[str], status: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = run(capsys, "serve", *words)

    assert (told[0], told[1]) == (status, "")
    assert sentence in told[2]


def test_a_port_that_is_taken_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with bound(0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        status, _, told = run(capsys, "serve", "--no-open", "--port", str(port))

    assert status == 1
    assert told.startswith(f"reader: Port {port} cannot be used: ")


def test_without_the_extra_it_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "reader.serve.server")
    monkeypatch.setitem(sys.modules, "textual_serve", None)

    assert main(["serve"]) == 1
    assert "pip install 'reading-room[serve]'" in capsys.readouterr().err
