"""A stand-in for the child that announces an answer longer than any memory."""

import struct
import sys

if __name__ == "__main__":
    sys.stdin.buffer.read(1)
    sys.stdout.buffer.write(struct.pack(">Q", 1 << 60))
    sys.stdout.buffer.flush()
    sys.stdin.buffer.read()
