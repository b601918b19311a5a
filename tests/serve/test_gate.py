"""Who is let in."""

import pytest

from reader.serve.gate import Gate, RefusedError


def token_of(address: str) -> str:
    return address.rpartition("/")[2]


def test_a_token_lets_in_once_and_what_it_gives_is_known_from_then_on() -> None:
    gate = Gate(8017)
    first, other = (token_of(gate.new_address()) for _ in range(2))

    key = gate.key_for(first)

    assert gate.is_known(key)
    with pytest.raises(RefusedError, match="has been used"):
        gate.key_for(first)
    assert gate.is_known(gate.key_for(other))
    assert gate.is_known(key)


@pytest.mark.parametrize("given", ["", "é", "\udcff", "x" * 22])
def test_no_other_token_and_no_other_key_lets_in(given: str) -> None:
    gate = Gate(8017)
    token = token_of(gate.new_address())
    key = gate.key_for(token)

    with pytest.raises(RefusedError):
        gate.key_for(given)
    for wrong in (given, token, key[:-1], key + "=", gate.path.strip("/")):
        with pytest.raises(RefusedError, match="not known"):
            gate.check_key(wrong)


def test_nothing_of_one_server_is_known_to_another() -> None:
    one, other = Gate(8017), Gate(8017)

    assert one.path != other.path
    with pytest.raises(RefusedError):
        other.key_for(token_of(one.new_address()))


@pytest.mark.parametrize("host", ["127.0.0.1:8017", "localhost:8017"])
def test_our_own_page_may_ask_by_either_of_our_names(host: str) -> None:
    gate = Gate(8017)

    gate.check_origin(host, None)
    gate.check_origin(host, f"http://{host}", needs_origin=True)


@pytest.mark.parametrize(
    "host",
    ["", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:80170", "localhost", "example.org", "example.org:8017",
     "localhost.example.org:8017", "127.0.0.1:8017.example.org", "0.0.0.0:8017", "[::1]:8017", "LOCALHOST:8017@x"],
)  # fmt: skip
def test_a_name_that_is_not_ours_is_refused_with_the_address_that_is(host: str) -> None:
    with pytest.raises(RefusedError, match=r"http://127\.0\.0\.1:8017"):
        Gate(8017).check_origin(host, f"http://{host}")


@pytest.mark.parametrize(
    "origin",
    ["null", "", "http://example.org", "https://127.0.0.1:8017", "http://127.0.0.1:8018", "http://127.0.0.1",
     "http://localhost:8017", "http://127.0.0.1:8017/", "http://127.0.0.1:8017.example.org"],
)  # fmt: skip
def test_a_page_that_is_not_ours_is_refused(origin: str) -> None:
    with pytest.raises(RefusedError, match="Another page"):
        Gate(8017).check_origin("127.0.0.1:8017", origin)


def test_a_socket_needs_to_say_which_page_asks() -> None:
    with pytest.raises(RefusedError, match="Another page"):
        Gate(8017).check_origin("127.0.0.1:8017", None, needs_origin=True)
