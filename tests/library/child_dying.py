"""A stand-in for the child that dies of its first file, as a parser may."""

import os
import sys

if __name__ == "__main__":
    sys.stdin.buffer.read(1)
    os.abort()
