"""A real browser without a window, driven over its DevTools socket."""

import asyncio
import base64
import itertools
import os
import shutil
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

from tests.tui.terminal import PATIENCE

NAMES = ("chromium", "chromium-browser", "google-chrome")


def browser_path() -> str | None:
    """Return the path of a browser of this kind, None where none is installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """A tab of a browser: what it asks for, what comes over its sockets, and a hand at its keyboard."""

    def __init__(self, devtools: ClientWebSocketResponse) -> None:
        self._devtools = devtools
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._changed = asyncio.Event()
        # The addresses that it asked for, and the bytes that came over sockets.
        self.asked: list[str] = []
        self.received = b""
        self.is_closed = False

    async def do(self, method: str, **parameters: object) -> Any:
        """Run a method of the DevTools protocol; return its result."""
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._devtools.send_json({"id": number, "method": method, "params": parameters})
        return await asyncio.wait_for(self._answers[number], PATIENCE)

    async def evaluate(self, expression: str) -> Any:
        """Return what an expression in the page comes to."""
        return (await self.do("Runtime.evaluate", expression=expression, returnByValue=True))["result"].get("value")

    async def press(self, key: str) -> None:
        """Press a key that types a letter."""
        code = ord(key.upper())
        for kind in ("keyDown", "keyUp"):
            text = {"text": key} if kind == "keyDown" else {}
            await self.do("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **text)

    async def until(self, holds: Callable[["Browser"], bool]) -> None:
        """Wait until something holds of what has come. Raises: TimeoutError."""
        async with asyncio.timeout(PATIENCE):
            while not holds(self):
                self._changed.clear()
                await self._changed.wait()

    async def picture(self) -> bytes:
        """Return a PNG of what is shown."""
        return base64.b64decode((await self.do("Page.captureScreenshot", format="png"))["data"])

    async def listen(self) -> None:
        """Take in what the browser tells."""
        async for message in self._devtools:
            said = message.json()
            if "id" in said:
                self._answers.pop(said["id"]).set_result(said.get("result", {}))
            self._note(said.get("method", ""), said.get("params", {}))
            self._changed.set()

    def _note(self, event: str, facts: Mapping[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.asked.append(facts["request"]["url"])
        elif event == "Network.webSocketCreated":
            self.asked.append(facts["url"])
        elif event == "Network.webSocketFrameReceived":
            self.received += base64.b64decode(facts["response"]["payloadData"])
        elif event == "Network.webSocketClosed":
            self.is_closed = True


@asynccontextmanager
async def opened(program: str, folder: Path, columns: int = 1200, lines: int = 760) -> AsyncIterator[Browser]:
    """Start a browser with an empty profile in *folder*, in a window of so many pixels."""
    # As root it runs only without a sandbox; what it opens here are pages of ours.
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    process = await asyncio.create_subprocess_exec(
        program, "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={folder}", "--no-first-run",
        "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage", "--disable-background-networking",
        "--hide-scrollbars", f"--window-size={columns},{lines}", *flags, "about:blank",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        address = b""
        async with asyncio.timeout(PATIENCE):
            while b"DevTools listening on ws://" not in address:
                address = await process.stderr.readline()
                assert address, "the browser ended"
        host = address.decode().partition("ws://")[2].partition("/")[0]
        async with ClientSession() as session:
            async with session.get(f"http://{host}/json/list") as answer:
                tab = next(each for each in await answer.json() if each["type"] == "page")
            async with session.ws_connect(tab["webSocketDebuggerUrl"], max_msg_size=0) as devtools:
                browser = Browser(devtools)
                listening = asyncio.create_task(browser.listen())
                for domain in ("Page", "Network", "Runtime"):
                    await browser.do(f"{domain}.enable")
                yield browser
                listening.cancel()
    finally:
        process.kill()
        await process.wait()
