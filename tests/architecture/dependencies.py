"""What reader is built on: each used, licensed so that reader may be passed on, bounded, and pinned with a hash.

Run by `poe check`, and by a test.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import packages_distributions

from reader.cli.dependencies import Dependency, dependencies, normalized, parsed
from tests.architecture.hashes import CONSTRAINTS, HASHES, ROOT, pinned

# Licenses under which a program under the MIT license may be passed on together with what it is built on, unchanged.
COMPATIBLE = (
    "MIT", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "MPL-1.1", "MPL-2.0", "ISC", "CNRI-Python",
    "MIT-CMU", "0BSD", "Unlicense", "Zlib", "CC0-1.0",
)  # fmt: skip
# What some say in words.
_IN_WORDS = {
    "MIT License": "MIT",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "MIT, BSD": "MIT AND BSD",
    # Three licenses at one's choice; we take the last.
    "GNU General Public License v2 or later (GPLv2+), GNU Lesser General Public License v2 or later (LGPLv2+), "
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    # What pypdfium2 carries with PDFium are libraries under licenses of the same kinds; their texts come with it.
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
# Of these we lean on public doors that have stood for years, so that a new major version is no danger.
UNBOUNDED = {"platformdirs"}
# Needed by another one, which imports it: reader.ingest does not.
FOR_ANOTHER = {"lxml-html-clean"}


def required() -> list[Dependency]:
    """Return what pyproject.toml asks for, also for the extras that a user may choose."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = (each for name, asked in project["optional-dependencies"].items() if name != "test" for each in asked)
    return [parsed(each, project["name"]) for each in (*project["dependencies"], *extras)]


def imported() -> set[str]:
    """Return the distributions that the modules of reader import from, by their normalized names."""
    names: set[str] = set()
    for path in (ROOT / "reader").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {each.name.partition(".")[0] for each in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    known = packages_distributions()
    return {normalized(each) for name in names - sys.stdlib_module_names for each in known.get(name, [name])}


def is_compatible(license_said: str) -> bool:
    """Whether one of the alternatives of a license expression has only compatible parts."""
    said = _IN_WORDS.get(license_said, license_said)
    return any(
        all(part.strip(" ()") in COMPATIBLE for part in re.split(r"\sAND\s", alternative))
        for alternative in re.split(r"\sOR\s", said)
    )


def faults() -> Iterator[str]:
    """Yield a sentence for everything that is not as it should be."""
    asked, used = {normalized(each.name): each for each in required()}, imported() - {"reader", "reading-room"}
    yield from (f"{name} is required and no module imports it." for name in asked.keys() - used - FOR_ANOTHER)
    yield from (f"{name} is imported and not required." for name in used - asked.keys())
    yield from (f"{name} has no upper bound." for name in asked.keys() - UNBOUNDED if "<" not in asked[name].bounds)
    for each in {normalized(known.name): known for known in (*required(), *dependencies())}.values():
        if not is_compatible(each.license):
            yield f"{each.name} is under the license “{each.license}”, which nobody has looked at."
        if not each.license_texts:
            yield f"{each.name} came without the text of its license."
    yield from pinning_faults(pinned(CONSTRAINTS), pinned(HASHES))


def pinning_faults(constraints: Mapping[str, str], hashes: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for what is needed and not pinned, or pinned without the hash of a file of that version."""
    versions = {normalized(name): version for name, version in constraints.items()}
    hashed = {normalized(name): row for name, row in hashes.items()}
    yield from (f"{each.name} is not pinned." for each in dependencies() if normalized(each.name) not in versions)
    for name in sorted(versions.keys() | hashed.keys()):
        version = re.escape(versions.get(name, ""))
        if not re.fullmatch(rf"{version}(?: +--hash=sha256:[0-9a-f]{{64}})+", hashed.get(name, "")):
            yield f"{name} has no hash for the version in constraints.txt: run “poe pin”."


if __name__ == "__main__":
    found = list(faults())
    sys.stderr.write("".join(f"{each}\n" for each in found))
    sys.exit(1 if found else 0)
