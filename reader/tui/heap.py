"""The memory of the C library, which Python's own allocator does not hold: large objects, and what SQLite keeps."""

import contextlib

# Of malloc.h: how many heaps there may be, and from how many bytes on a block is given back as soon as it is freed.
_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
_LARGE = 64 * 1024


def share_heap() -> None:
    """Let all threads share one heap, where the C library is GNU's; elsewhere do nothing.

    By default each thread has a heap, of which half is free most of the time; only one of ours runs at a time.
    """
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(_ARENA_MAX, 1)
        libc.mallopt(_MMAP_THRESHOLD, _LARGE)
