"""Addresses as a person gives them: fetched from a server of this machine that does what bad servers do."""

import gzip
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from reader.ingest.connection import Connection, Deadline, FetchError, is_public
from reader.ingest.fetch import AddressSource, FetchBounds, FetchedPage, fetch
from reader.library.network import VARIABLE, OfflineError, is_address

PAGE = b"<html><body><h1>Boats</h1><p>The boats came back before the tide.</p></body></html>"
CYRILLIC = "<p>Лодки вернулись в гавань до прилива, и на пристани их ждали.</p>"
JAPANESE = "<p>潮が満ちる前に船は港に帰った。</p>"
HERE = FetchBounds(seconds=60.0, may_connect=lambda address: address == "127.0.0.1")

Answers = dict[str, bytes]


def answer(body: bytes = PAGE, *fields: str, status: str = "200 OK") -> bytes:
    told = "".join(f"{field}\r\n" for field in (f"Content-Length: {len(body)}", *fields))
    return f"HTTP/1.1 {status}\r\n{told}\r\n".encode() + body


class Server:
    """Answers each request by its path; *asked* are the requests."""

    def __init__(self, answers: Callable[[str], Answers]) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._answers = answers(self.address)
        self.asked: list[str] = []
        self.done = Event()
        self._thread = Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            with connection:
                if self.done.is_set():
                    return
                head = b""
                while b"\r\n\r\n" not in head and (read := connection.recv(65_536)):
                    head += read
                if not head:
                    continue
                path = head.split(b" ", 2)[1].decode()
                self.asked.append(head.decode())
                self._send(connection, self._answers[path])

    def _send(self, connection: socket.socket, data: bytes) -> None:
        try:
            if not data.startswith(b"drip"):
                connection.sendall(data)
                return
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            while not self.done.wait(0.01):
                connection.sendall(b"a")
        except OSError:
            # The client has heard enough.
            return

    def close(self) -> None:
        self.done.set()
        with self._socket:
            socket.create_connection(self._socket.getsockname()).close()
            self._thread.join()


@contextmanager
def serving(answers: Callable[[str], Answers]) -> Iterator[Server]:
    server = Server(answers)
    try:
        yield server
    finally:
        server.close()


def fetched(data: bytes, path: str = "/news/boats", bounds: FetchBounds = HERE) -> FetchedPage:
    with serving(lambda _: {path: data}) as server:
        return fetch(f"{server.address}{path}", bounds)


def test_a_page_comes_with_its_last_address_its_name_and_the_moment() -> None:
    with serving(
        lambda own: {
            "/a": answer(b"", "Location: /b?x=1#top", status="301 Moved Permanently"),
            "/b?x=1": answer(b"", f"Location: {own}/news/boats", status="307 Temporary Redirect"),
            "/news/boats": answer(PAGE, "Content-Type: text/html; charset=utf-8"),
        }
    ) as server:
        page = fetch(f"{server.address}/a", HERE)

    assert (page.data, page.name, page.url) == (PAGE, "boats.html", f"{server.address}/news/boats")
    assert page.saved.endswith("Z")
    assert "reader/" in server.asked[0]
    assert "Cookie" not in "".join(server.asked)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (CYRILLIC.encode("cp1251"), ("Content-Type: text/html; charset=windows-1251",)),
        (CYRILLIC.encode(), ("Content-Type: text/html; charset=windows-1251",)),
        (
            gzip.compress(CYRILLIC.encode("koi8-r")),
            ("Content-Type: text/html;charset=KOI8-R", "Content-Encoding: gzip"),
        ),
        (JAPANESE.encode("iso2022_jp"), ("Content-Type: text/html; charset=ISO-2022-JP",)),
        (CYRILLIC.encode("utf-16-le"), ('Content-Type: text/html; charset="utf-16le"',)),
    ],
)
def test_the_page_is_read_in_the_encoding_that_its_head_says_or_that_it_is_in(
    body: bytes, fields: tuple[str, ...]
) -> None:
    assert fetched(answer(body, *fields)).data.decode("utf-8-sig") in {CYRILLIC, JAPANESE}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (answer(PAGE, status="404 Not Found"), "answered: 404 Not Found"),
        (answer(b"", "Location: /news/boats", status="302 Found"), "leads in a circle"),
        (answer(b"", "Location: file:///etc/hosts", status="302 Found"), "only http and https"),
        (answer(b"", "Location: http://127.0.0.2/", status="302 Found"), "on this machine or in its own network"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n", "larger than"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"a" * 1001, "larger than"),
        (answer(gzip.compress(b"a" * 1001), "Content-Encoding: gzip"), "larger than"),
        (answer(gzip.compress(PAGE)[:-9], "Content-Encoding: gzip"), "ends too early"),
        (answer(PAGE, "Content-Encoding: lzma"), "packed in a way"),
        (answer(PAGE)[:-5], "only a part of the page"),
        (b"SSH-2.0-x\r\n", "could not be read"),
        (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 101 + b"\r\n", "could not be read"),
    ],
)
def test_what_a_server_does_wrong_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(FetchError, match=said):
        fetched(data, bounds=FetchBounds(most=1_000, seconds=60.0, may_connect=HERE.may_connect))


def test_five_redirects_are_followed_and_no_more() -> None:
    answers = {f"/{at}": answer(b"", f"Location: /{at + 1}", status="302 Found") for at in range(6)}
    with serving(lambda _: {**answers, "/6": answer()}) as server:
        assert fetch(f"{server.address}/1", HERE).url.endswith("/6")
        with pytest.raises(FetchError, match="more than 5 other addresses"):
            fetch(f"{server.address}/0", HERE)


def test_a_server_that_sends_byte_after_byte_does_not_outlive_the_deadline() -> None:
    with pytest.raises(FetchError, match="took too long"):
        fetched(b"drip", bounds=FetchBounds(seconds=0.2, may_connect=HERE.may_connect))


def test_an_address_that_turns_out_to_be_another_one_is_told_nothing() -> None:
    looked_at: list[str] = []

    def only_at_first(address: str) -> bool:
        looked_at.append(address)
        return len(looked_at) == 1

    with serving(lambda _: {"/": answer()}) as server:
        with pytest.raises(FetchError, match="--allow-private"):
            fetch(server.address, FetchBounds(may_connect=only_at_first))
        assert server.asked == []
    assert looked_at == ["127.0.0.1", "127.0.0.1"]


def test_a_host_that_does_not_show_who_it_is_is_told_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            connection, _ = server.accept()
            connection.close()

        thread = Thread(target=hang_up)
        thread.start()
        with pytest.raises(FetchError, match="could not be reached safely"):
            fetch(f"https://127.0.0.1:{server.getsockname()[1]}/", HERE)
        thread.join()


def test_this_machine_is_not_asked_unless_that_is_allowed() -> None:
    with serving(lambda _: {"/": answer()}) as server, pytest.raises(FetchError, match="--allow-private"):
        fetch(server.address)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://port.example/",
        "file:///etc/hosts",
        "http://",
        "http://user:secret@port.example/",
        "http://a:b/",
        "http://[x/",
    ],
)
def test_other_addresses_are_refused_before_anything_is_asked(address: str) -> None:
    with pytest.raises(FetchError, match=r"is not fetched|not a web address"):
        fetch(address, HERE)


def test_offline_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "1")

    with pytest.raises(OfflineError, match="was not fetched"):
        fetch("http://port.example/", HERE)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.43.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - nothing is bound to it
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("192.0.2.1", False),
        ("::ffff:192.0.2.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::c000:201", False),
        ("64:ff9b::808:808", True),
        ("2002:c000:201::", False),
        ("no address", False),
    ],
)
def test_only_addresses_of_the_whole_internet_are_public(address: str, expected: bool) -> None:
    assert is_public(address) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("https://port.example", True), ("file:///etc", True), ("page.html", False), ("c:notes", False), ("a//b", False)],
)
def test_an_address_is_told_from_a_file(text: str, expected: bool) -> None:
    assert is_address(text) is expected


def test_a_source_is_fetched_once_and_knows_where_it_was() -> None:
    with serving(lambda _: {"/news/boats": answer(PAGE, "Content-Type: text/html")}) as server:
        source = AddressSource(f"{server.address}/news/boats", HERE)

        assert source.head == source.read() == PAGE
        assert (source.name, source.told.url) == ("boats.html", f"{server.address}/news/boats")
        assert (source.told.saved or "").endswith("Z")
    assert len(server.asked) == 1


def test_a_source_that_cannot_be_fetched_says_so_and_does_not_try_again() -> None:
    with serving(lambda _: {"/": answer(status="500 Internal Server Error")}) as server:
        source = AddressSource(server.address, HERE)

        assert source.head == b""
        for _ in range(2):
            with pytest.raises(FetchError, match="answered: 500"):
                source.read()
    assert len(server.asked) == 1


def test_after_the_deadline_nothing_is_read_even_if_it_is_there() -> None:
    here, there = socket.socketpair()
    with here, there:
        there.sendall(b"a")
        stream = Connection("port.example", 80, here, Deadline(-1.0)).sock.makefile("rb")

        with pytest.raises(TimeoutError):
            stream.read(1)
