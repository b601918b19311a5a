"""The programs that reader is built on: their installed versions, their licenses, and the versions we require."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import NamedTuple

from reader.library.guarded_file import decode
from reader.library.safe_text import clean

OURS = "reading-room"
_REQUIREMENT = re.compile(
    r"\s*(?P<name>[A-Za-z0-9][\w.-]*)\s*(?:\[(?P<extras>[^\]]*)\])?\s*(?P<bounds>[^;]*)(?P<marker>;.*)?\Z"
)
_BOUND = re.compile(r"\s*(<=|>=|==|!=|~=|<|>)\s*([\w.*+!-]+)\s*")
_LICENSE_FILE = re.compile(r"(?:^|/)(?:licen[sc]es?/|(?:licen[sc]e|copying|notice)[^/]*$)", re.IGNORECASE)
_EXTRA = re.compile(r"extra\s*==\s*[\"']([\w.-]+)")
_CLASSIFIER = "License :: "


class Dependency(NamedTuple):
    """A required distribution: by whom, and the *bounds* of its version, such as `>=8.2,<8.3`.

    *condition* says where it is needed, empty for everywhere; *extras* are the parts of it that are asked for by name.
    """

    name: str
    needed_by: str
    bounds: str
    condition: str = ""
    extras: tuple[str, ...] = ()

    @property
    def distribution(self) -> Distribution | None:
        """The distribution as it is installed; None if it is not."""
        try:
            return distribution(self.name)
        except PackageNotFoundError:
            return None

    @property
    def version(self) -> str:
        """The version that is installed; empty if none is."""
        return self.distribution.version if self.distribution else ""

    @property
    def license(self) -> str:
        """What the distribution says of its license, empty if nothing."""
        return license_of(self.distribution) if self.distribution else ""

    @property
    def license_texts(self) -> tuple[str, ...]:
        """The texts of the license, as they came with the distribution."""
        files = (self.distribution.files or ()) if self.distribution else ()
        named = [each for each in files if _LICENSE_FILE.search(str(each)) and ".dist-info" in str(each)]
        return tuple(clean(decode(each.read_binary())) for each in named)


def license_of(installed: Distribution) -> str:
    """Return the license that a distribution names, in one line: an expression, else what it says."""
    metadata = installed.metadata
    said = next((metadata[key] for key in ("License-Expression", "License") if key in metadata), "")
    # Some put the whole text there; the license's name is among the classifiers.
    if said and "\n" not in said and len(said) <= 60 and said.upper() != "UNKNOWN":
        return said
    kinds = [each.rpartition(" :: ")[2] for each in metadata.get_all("Classifier") or () if _CLASSIFIER in each]
    return ", ".join(kinds) or said.partition("\n")[0].strip()[:60]


def parsed(requirement: str, needed_by: str) -> Dependency:
    """Parse a requirement. Raises: ValueError."""
    found = _REQUIREMENT.match(requirement)
    if found is None:
        raise ValueError(f"{requirement!r} is no requirement")
    extras = tuple(each.strip() for each in (found["extras"] or "").split(",") if each.strip())
    return Dependency(found["name"], needed_by, found["bounds"].strip(" ()"), found["marker"] or "", extras)


@cache
def dependencies() -> tuple[Dependency, ...]:
    """Return all distributions that are needed, ours first, each once; nothing if reader itself is not installed.

    What is needed only under a condition is listed if it is installed.
    """
    found: dict[str, Dependency] = {}
    waiting = [*_needed(OURS)]
    while waiting:
        each = waiting.pop(0)
        # An extra of a distribution that is listed already may require more.
        if normalized(each.name) not in found or each.extras:
            waiting += _needed(each.name, each.extras)
        found.setdefault(normalized(each.name), each._replace(extras=()))
    return tuple(found.values())


def normalized(name: str) -> str:
    """Return the one spelling of a distribution's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed(name: str, extras: tuple[str, ...] = ()) -> Iterator[Dependency]:
    try:
        requirements = distribution(name).requires or ()
    except PackageNotFoundError:
        return
    for requirement in requirements:
        needed = parsed(requirement, name)
        extra = _EXTRA.search(needed.condition)
        if (extra is None or extra[1] in extras) and (not needed.condition or needed.version):
            yield needed


def is_within(version: str, bounds: str) -> bool:
    """Whether a version is within *bounds*; only `>=` and `<`, which we use, are checked."""
    numbers = _numbers(version)
    for sign, bound in _BOUND.findall(bounds):
        if (sign == ">=" and numbers < _numbers(bound)) or (sign == "<" and numbers >= _numbers(bound)):
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(each) for each in re.findall(r"\d+", version.partition("+")[0])[:3])
