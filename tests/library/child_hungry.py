"""A stand-in for the child that takes memory or time beyond its limits where it is asked to."""

import sys
from typing import Any

from reader.library.parser_child import serve_parser


def parse(settings: dict[str, Any], data: bytes) -> dict[str, Any]:
    while settings.get("time"):
        pass
    return {"length": len(data) + len(bytes(settings.get("memory", 0)))}


if __name__ == "__main__":
    sys.exit(serve_parser(parse))
