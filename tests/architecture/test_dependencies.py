"""What reader is built on, and what `reader licenses` says of it."""

import json

import pytest

from reader.cli.dependencies import dependencies, is_within, parsed
from reader.cli.main import main
from tests.architecture.dependencies import faults, is_compatible, pinning_faults
from tests.architecture.hashes import CONSTRAINTS, HASHES, pinned


def test_every_dependency_is_used_bounded_compatible_and_pinned_with_a_hash() -> None:
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("license_said", "is_so"),
    [
        ("MIT", True),
        ("Apache-2.0 AND CNRI-Python", True),
        ("MPL-1.1 OR GPL-2.0-only", True),
        ("(MIT OR GPL-3.0-only)", True),
        ("MIT License", True),
        ("GPL-3.0-only", False),
        ("MIT AND AGPL-3.0-only", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_a_license_counts_only_if_somebody_has_looked_at_it(license_said: str, is_so: bool) -> None:
    assert is_compatible(license_said) == is_so


def test_a_version_without_a_hash_of_its_own_is_a_fault() -> None:
    constraints, hashes = pinned(CONSTRAINTS), dict(pinned(HASHES))
    other = hashes["rich"].replace(constraints["rich"], "1.0")

    for wrong in ({}, {"rich": other}, {"rich": constraints["rich"]}, {"rich": f"{constraints['rich']} --hash=md5:0"}):
        left = {name: row for name, row in hashes.items() if name != "rich"} | wrong
        assert [each.partition(" ")[0] for each in pinning_faults(constraints, left)] == ["rich"]
    assert [*pinning_faults({**constraints, "rich": "1.0"}, hashes)] != []
    left = {name: version for name, version in constraints.items() if name != "rich"}
    assert "rich is not pinned." in [*pinning_faults(left, hashes)]


@pytest.mark.parametrize(
    ("version", "bounds", "is_so"),
    [
        ("8.2.8", ">=8.2,<8.3", True),
        ("8.3.0", ">=8.2,<8.3", False),
        ("8.10", ">=8.2,<9", True),
        ("8.1.9", ">=8.2,<9", False),
        ("9.0rc1", ">=8.2,<9", False),
        ("4.2", ">=4.2", True),
        ("1.0", "", True),
    ],
)
def test_a_version_keeps_to_its_bounds_or_not(version: str, bounds: str, is_so: bool) -> None:
    assert is_within(version, bounds) == is_so


def test_a_requirement_is_read_with_its_parts_and_its_condition() -> None:
    assert parsed("markdown-it-py[linkify, plugins] (>=2.1.0,<3)", "x")[:3] == ("markdown-it-py", "x", ">=2.1.0,<3")
    assert parsed("tzdata; sys_platform == 'win32'", "x").condition == "; sys_platform == 'win32'"
    assert parsed("lxml[html_clean]>=5", "x").extras == ("html_clean",)


def test_what_is_needed_by_way_of_another_is_listed_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["licenses", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)

    names = {each["name"] for each in listed}
    assert {"textual", "linkify-it-py", "mdurl"} <= names
    assert len(names) == len(dependencies())
    assert all(each["license"] and each["version"] for each in listed)


def test_the_text_of_a_license_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["licenses", "Textual"]) == 0
    assert "Permission is hereby granted" in capsys.readouterr().out
    assert main(["licenses", "textal"]) == 1
    assert "Did you mean “textual”?" in capsys.readouterr().err
