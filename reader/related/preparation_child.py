"""The program of the child processes in which articles are taken apart: `preparation` asks it."""

import json
import sys
from functools import lru_cache
from typing import Any

from reader.library.parser_child import serve_parser
from reader.related.names import Spotter
from reader.related.preparation import authority_of, encoded, prepare


def prepare_all(settings: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return what the articles in *data* become; null for one that fails, and fails again for whoever asked."""
    spotter = _spotter(json.dumps(settings["names"]))
    return {"articles": [_prepared(*told, spotter=spotter) for told in json.loads(data)]}


@lru_cache(maxsize=1)
def _spotter(names: str) -> Spotter:
    return Spotter(authority_of(json.loads(names)))


def _prepared(title: str, text: str, language: str | None, day: str, *, spotter: Spotter) -> list[Any] | None:
    try:
        return encoded(prepare(title, text, language, day, spotter))
    except Exception:  # noqa: BLE001 - whatever one article sets off is told where it is prepared again
        return None


if __name__ == "__main__":  # pragma: no cover - runs in the child alone
    sys.exit(serve_parser(prepare_all))
