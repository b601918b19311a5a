"""A picture of the app in a browser: `reader serve` with a real one, and the bar that a browser has above the page."""

import asyncio
import base64
import re
import sys
import tempfile
from pathlib import Path

from tests.serve.browser import Browser, browser_path, opened

WIDTH, HEIGHT = 1170, 724
_BAR = 44
_ADDRESS = re.compile(r'"(http://[^"]+)"')
# The picture is of the page alone, since a browser without a window has no bar.
_FRAME = """<body style="margin:0;background:#2a2f3a"><div style="height:{bar}px;padding:0 14px;display:flex;gap:8px;
align-items:center;font:14px sans-serif;color:#c3c8d2">{dots}<span style="flex:1;margin-left:8px;padding:5px 14px;
border-radius:14px;background:#1a1d24">127.0.0.1:8017</span></div><img style="display:block"
src="data:image/png;base64,{page}">"""
_DOT = '<span style="width:11px;height:11px;border-radius:50%;background:#5b6272"></span>'


async def picture(library: Path) -> bytes | None:
    """Return a PNG of the app in a browser; None where no browser is installed."""
    program = browser_path()
    if program is None:
        return None
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "reader", "serve", str(library), "--json", stdout=asyncio.subprocess.PIPE
    )
    try:
        with tempfile.TemporaryDirectory() as profile:
            async with opened(program, Path(profile), WIDTH, HEIGHT + _BAR) as browser:
                return await _framed(browser, await _address(server))
    finally:
        server.terminate()
        await server.wait()


async def _address(server: asyncio.subprocess.Process) -> str:
    while server.stdout is not None and (line := await server.stdout.readline()):
        if found := _ADDRESS.search(line.decode()):
            return found[1]
    raise RuntimeError("reader serve did not start")


async def _framed(browser: Browser, address: str) -> bytes:
    await _resize(browser, HEIGHT)
    await browser.do("Page.navigate", url=address)
    await browser.until(lambda seen: b"shared" in seen.received)
    for key in "l)))3j":
        await browser.press(key)
        await asyncio.sleep(0.3)
    await asyncio.sleep(1.5)
    page = base64.b64encode(await browser.picture()).decode()
    await _resize(browser, HEIGHT + _BAR)
    html = _FRAME.format(bar=_BAR, dots=_DOT * 3, page=page)
    await browser.do("Page.navigate", url="about:blank")
    tree = await browser.do("Page.getFrameTree")
    await browser.do("Page.setDocumentContent", frameId=tree["frameTree"]["frame"]["id"], html=html)
    await asyncio.sleep(0.5)
    return await browser.picture()


async def _resize(browser: Browser, height: int) -> None:
    await browser.do(
        "Emulation.setDeviceMetricsOverride", width=WIDTH, height=height, deviceScaleFactor=1, mobile=False
    )
