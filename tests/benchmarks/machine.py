"""What every benchmark says of itself: the command, the machine, and where the shared tools are."""

import argparse
import importlib.util
import json
import os
import platform
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

SHARED = Path(__file__).resolve().parents[3] / "shared"


def tool(name: str) -> ModuleType:
    """Import one of ../shared/tools; where it is missing, say so and end the benchmark well."""
    path = SHARED / "tools" / f"{name}.py"
    if not path.is_file():
        sys.stdout.write(f"skipped: ../shared/tools/{name}.py is not beside the project\n")
        raise SystemExit(0)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def arguments(told: str) -> argparse.ArgumentParser:
    """Return the options that every benchmark has."""
    parser = argparse.ArgumentParser(description=told)
    parser.add_argument("--data", type=Path, help="other data of the same form as the default's")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def machine() -> str:
    """Name the machine in a line."""
    return f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def report(title: str, figures: dict[str, Any], *, as_json: bool) -> None:
    """Print figures with the command and the machine that they were measured with."""
    command = " ".join(["python", *(Path(sys.argv[0]).name, *sys.argv[1:])])
    if as_json:
        sys.stdout.write(
            json.dumps({"title": title, "command": command, "machine": machine(), **figures}, indent=1) + "\n"
        )
        return
    sys.stdout.write(f"{title}\n  {command}\n  {machine()}\n")
    for name, value in figures.items():
        sys.stdout.write(f"  {name:<58} {value}\n")
