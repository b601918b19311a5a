"""A stand-in for the child that takes files and never answers."""

import sys

if __name__ == "__main__":
    while sys.stdin.buffer.read(1):
        pass
