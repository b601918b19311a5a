"""The heap of the C library."""

import ctypes
from types import SimpleNamespace

import pytest

from reader.tui.heap import share_heap


def test_threads_share_one_heap_where_the_c_library_can_be_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[int, int] = {}
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace(mallopt=told.__setitem__))

    share_heap()

    assert told[-8] == 1


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace())

    share_heap()
