"""A stand-in for the worker that dies of its first page, as a parser may."""

import os
import sys

if __name__ == "__main__":
    sys.stdin.buffer.read(1)
    os.abort()
