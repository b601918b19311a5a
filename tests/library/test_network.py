"""Nothing leaves the machine: what would is refused, in this process and in its children."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.library.errors import ReaderError
from reader.library.network import OfflineError, open_address, open_file, web_address
from tests.tui.conftest import write_library

PACKAGE = Path(__file__).resolve().parents[2] / "reader"
PAGE = "<html><head><title>A ferry</title></head><body><article><p>The ferry left at night.</p></article></body></html>"
# Modules by which a program reaches another machine.
_NETWORK = re.compile(
    r"^\s*(?:from|import) (?:socket|ssl|http|ftplib|smtplib|webbrowser|urllib\.request|urllib3|requests|httpx)\b",
    re.MULTILINE,
)
_TRY = """\
import socket, urllib.request, webbrowser
from reader.library.network import OfflineError, go_offline, is_offline
assert not is_offline()
go_offline()
assert is_offline()
one, other = socket.socketpair()
one.sendall(b"x")
for attempt in (
    lambda: socket.create_connection(("127.0.0.1", 9)),
    lambda: socket.getaddrinfo("localhost", 80),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
    lambda: urllib.request.urlopen("http://127.0.0.1:9/"),
    lambda: webbrowser.open("http://127.0.0.1:9/"),
):
    try:
        attempt()
        print("let through")
    except OfflineError:
        print("refused")
"""


def test_whatever_would_reach_another_machine_is_refused() -> None:
    # Without any browser on the machine nothing would be opened, and nothing to be refused.
    environment = {**os.environ, "BROWSER": "true"}

    done = subprocess.run([sys.executable, "-c", _TRY], capture_output=True, text=True, check=False, env=environment)

    assert (done.stdout, done.stderr) == ("refused\n" * 5, "")


def test_no_command_asks_for_the_network(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library")
    (tmp_path / "page.html").write_text(PAGE)
    lines = (
        ["add", str(tmp_path / "page.html")], ["index", "--rebuild"], ["list"], ["read", "flood"], ["search", "marlow"],
        ["related", "rebuilding"], ["compare", "flood", "rebuilding"], ["names"], ["notes"], ["stats"], ["keys"],
        ["notes", "add", "flood", "--body", "b"], ["notes", "export"], ["notes", "cite"], ["verify"], ["licenses"],
    )  # fmt: skip
    words = [json.dumps([*each, *(["--library", str(library)] if each != ["licenses"] else [])]) for each in lines]
    environment = {**os.environ, "READER_OFFLINE": "1"}

    command = [sys.executable, "-m", "tests.cli.sitting", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=PACKAGE.parent)

    told = dict(zip(map(" ".join, lines), json.loads(done.stdout), strict=True))
    assert {line: err for line, (_, _, err) in told.items() if "offline" in err or "Traceback" in err} == {}
    assert told[f"add {tmp_path / 'page.html'}"][0] == 0


def test_offline_may_be_asked_for_before_and_after_a_command(tmp_path: Path) -> None:
    library = write_library(tmp_path / "library")
    code = "import sys; from reader.cli.main import main; from reader.library.network import is_offline\n"
    code += "main(sys.argv[1:]); print(is_offline())"

    for words in (["--offline", "stats"], ["stats", "--offline"], ["stats"]):
        command = [sys.executable, "-c", code, *words, "--library", str(library)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == str("--offline" in words)


def test_no_module_imports_what_reaches_another_machine() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if _NETWORK.search(path.read_text(encoding="utf-8"))
    }

    ways_out = {"library/network.py", "ingest/connection.py", "ingest/fetch.py"}
    # The server listens, on loopback alone, and asks nobody for anything.
    assert found == ways_out | {"serve/server.py"}, (
        "nothing leaves the machine but the request for a page that the person asked for"
    )


def test_only_adding_fetches_a_page() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"import (?:fetch|connection)\b|ingest\.(?:fetch|connection)\b", path.read_text(encoding="utf-8"))
    }

    assert found == {"cli/commands/add.py", "ingest/fetch.py"}


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://example.org/a?b=c#d", "example.org"),
        ("http://EXAMPLE.org:8080/", "example.org"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://name@example.org/", "example.org"),
    ],
)
def test_an_address_is_shown_with_its_host_in_ascii(address: str, host: str) -> None:
    assert web_address(address) == (address, host)


@pytest.mark.parametrize(
    "address",
    [
        "", "example.org", "file:///etc/passwd", "javascript:alert(1)", "https://", "https:///path", "ftp://example.org/",
        "https://example.org/\x1b]2;title\x07", "https://example.org/a b", "https://example.org:port/",
        "https://example.org/" + "a" * 2_048, "-https://example.org/", "https://[::1/",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_never_given_to_another_program(address: str) -> None:
    with pytest.raises(ReaderError):
        web_address(address)


def test_a_file_and_an_address_are_given_to_the_program_of_the_system_and_offline_to_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    os.mkfifo(told)
    opener = tmp_path / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" > {told}\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    assert open_address(web_address("https://example.org/a")) == "xdg-open"
    assert told.read_text() == "https://example.org/a\n"
    assert open_file(Path("-x.html")) == "xdg-open"
    assert told.read_text() == f"{Path.cwd()}/-x.html\n"
    monkeypatch.setenv("READER_OFFLINE", "1")
    with pytest.raises(OfflineError):
        open_file(told)
