"""The web server, only on this machine's loopback: one page, its files, and a socket for the terminal.

It uses aiohttp. Of textual-serve only the files for the browser are used, with xterm.js: its server has no access
control, starts a shell, lists its files, and has no public part where this could be changed.
"""

import asyncio
import json
import signal
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from string import Template

import textual_serve
from aiohttp import WSCloseCode, WSMsgType, web

from reader.library.errors import ReaderError
from reader.serve.gate import HOST, Gate, RefusedError
from reader.serve.seat import Seat, WindowSize

_OURS = Path(__file__).parent / "page"
_THEIRS = Path(textual_serve.__file__).parent / "static"
# All files served, with their types.
_FILES = {
    "page.css": (_OURS / "page.css", "text/css"),
    "page.js": (_OURS / "page.js", "text/javascript"),
    "xterm.css": (_THEIRS / "css" / "xterm.css", "text/css"),
    "textual.js": (_THEIRS / "js" / "textual.js", "text/javascript"),
    "RobotoMono.ttf": (_THEIRS / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "RobotoMono-Italic.ttf": (_THEIRS / "fonts" / "RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
}
# Nothing is loaded from or sent to another host, and no page may frame ours. The sandbox opens no windows either:
# xterm.js would follow an address in a text without showing where it leads, as the app does.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src data:; "
    "connect-src ws://127.0.0.1:{port} ws://localhost:{port}; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; sandbox allow-scripts allow-same-origin"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "reader",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
MOST_WINDOWS = 8
_LONGEST_MESSAGE = 1 << 20
_MOST_CELLS = 1_000
# Seconds between the heartbeats that a browser must answer.
_HEARTBEAT = 30.0

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """Admits browsers through its gate, and starts a reader for each window by *command* in *environment*."""

    def __init__(self, gate: Gate, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.gate = gate
        self._command = command
        self._environment = environment
        self._windows: set[web.WebSocketResponse] = set()

    def application(self) -> web.Application:
        """Return the application for aiohttp."""
        app = web.Application(middlewares=[self._answer])
        path = self.gate.path
        app.router.add_get(f"{path}in/{{token}}", self._enter, allow_head=False)
        app.router.add_get(path, self._page, allow_head=False)
        app.router.add_get(f"{path}socket", self._window, allow_head=False)
        app.router.add_get(f"{path}{{file}}", self._file, allow_head=False)
        app.on_shutdown.append(self._close_windows)
        return app

    @web.middleware
    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer admitted requests, and tell others why they are refused."""
        try:
            is_socket = request.path.endswith("/socket")
            self.gate.check_origin(request.host, request.headers.get("Origin"), needs_origin=is_socket)
            if request.match_info.handler != self._enter:
                self.gate.check_key(request.cookies.get(self.gate.cookie, ""))
            response = await handler(request)
        except RefusedError as refused:
            response = web.Response(status=403, text=f"{refused}\n")
        except web.HTTPException as error:
            response = web.Response(status=error.status, text="There is nothing here.\n")
        if not response.prepared:
            response.headers.update(_HEADERS)
            response.headers["Content-Security-Policy"] = _POLICY.format(port=self.gate.port)
        return response

    async def _enter(self, request: web.Request) -> web.Response:
        """Exchange a token for a cookie. A browser that has one may use its address again."""
        # Not a redirect: a browser sent here by another page would follow it without the cookie.
        response = _html((_OURS / "welcome.html").read_text(encoding="utf-8"))
        if not self.gate.is_known(request.cookies.get(self.gate.cookie, "")):
            key = self.gate.key_for(request.match_info["token"])
            response.set_cookie(self.gate.cookie, key, path=self.gate.path, httponly=True, samesite="Strict")
        return response

    async def _page(self, request: web.Request) -> web.Response:
        page = Template((_OURS / "page.html").read_text(encoding="utf-8"))
        return _html(page.substitute(socket=f"ws://{request.host}{self.gate.path}socket"))

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path, kind = _FILES.get(request.match_info["file"], (None, ""))
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={"Content-Type": kind})

    async def _window(self, request: web.Request) -> web.WebSocketResponse:
        """Serve a window and its reader until it closes."""
        window = web.WebSocketResponse(timeout=2, heartbeat=_HEARTBEAT, max_msg_size=_LONGEST_MESSAGE)
        await window.prepare(request)
        if len(self._windows) >= MOST_WINDOWS:
            await window.send_bytes(f"{MOST_WINDOWS} windows are open, and no more can be. Close one of them.".encode())
            await window.close()
            return window
        self._windows.add(window)
        try:
            await self._sit(window, _size(request.query))
        finally:
            self._windows.discard(window)
        return window

    async def _sit(self, window: web.WebSocketResponse, size: WindowSize) -> None:
        seat = await Seat.opened(self._command, size, self._environment)
        try:
            await _first_of(_draw(seat, window), _listen(seat, window), seat.process.wait())
            with suppress(ConnectionError):
                await window.send_bytes(seat.rest())
                await window.close()
        finally:
            await seat.leave()

    async def _close_windows(self, _app: web.Application) -> None:
        await asyncio.gather(*(each.close(code=WSCloseCode.GOING_AWAY) for each in (*self._windows,)))


def serve(command: Sequence[str], environment: Mapping[str, str], port: int, tell: Callable[[Gate], None]) -> None:
    """Serve until a signal; *tell* is called once browsers can connect. Raises: ReaderError."""
    asyncio.run(_serve(command, environment, port, tell))


async def _serve(
    command: Sequence[str], environment: Mapping[str, str], port: int, tell: Callable[[Gate], None]
) -> None:
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, ended.set)
    try:
        listening = bound(port)
    except OSError as error:
        raise ReaderError(
            f"Port {port} cannot be used: {error.strerror}. Without --port, a free one is chosen."
        ) from error
    with listening:
        gate = Gate(listening.getsockname()[1])
        runner = web.AppRunner(Server(gate, command, environment).application(), access_log=None)
        await runner.setup()
        try:
            await web.SockSite(runner, listening).start()
            tell(gate)
            await ended.wait()
        finally:
            await runner.cleanup()


def bound(port: int) -> socket.socket:
    """Return a socket on the loopback. Raises: OSError."""
    listening = socket.socket()
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
    except BaseException:
        listening.close()
        raise
    return listening


def _html(text: str) -> web.Response:
    return web.Response(text=text, content_type="text/html")


async def _first_of(*work: Awaitable[object]) -> None:
    """Wait for the first to end, and cancel the others."""
    tasks = [asyncio.ensure_future(each) for each in work]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _draw(seat: Seat, window: web.WebSocketResponse) -> None:
    with suppress(ConnectionError):
        while data := await seat.read():
            await window.send_bytes(data)


async def _listen(seat: Seat, window: web.WebSocketResponse) -> None:
    """Handle a message of the page: a word and its value."""
    async for message in window:
        if message.type is not WSMsgType.TEXT:
            continue
        try:
            said = json.loads(message.data)
        except (ValueError, RecursionError):
            continue
        match said:
            case ["stdin", str(typed)]:
                await seat.write(typed.encode("utf-8", "replace"))
            case ["resize", dict(given)]:
                seat.resize(_size(given))


def _size(given: Mapping[str, object]) -> WindowSize:
    """Return the size that a page asks for, within limits."""
    return WindowSize(_cells(given.get("width"), 80), _cells(given.get("height"), 24))


def _cells(given: object, otherwise: int) -> int:
    text = str(given)
    return min(max(int(text), 1), _MOST_CELLS) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
