"""The command line of statements, claims and speakers: their JSON and exit status."""

import json
from pathlib import Path

import pytest

from reader.room import ReadingRoom
from tests.cli.test_cli import run

Capture = pytest.CaptureFixture[str]

HARBOR = (
    "General Anton Veres told Reuters that at least 412 homes were destroyed. The mayor denied this number. "
    "“The harbor is closed,” Veres said. “It opens in May.”"
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "harbor.md").write_text(f"---\ntitle: Harbor\nid: harbor\nlanguage: en\n---\n\n{HARBOR}\n")
    (tmp_path / "sade.md").write_text(
        "---\ntitle: Sade\nid: sade\nlanguage: fi\n---\n\nVeres sanoi, että satama on kiinni.\n"
    )
    (tmp_path / "bread.md").write_text(
        "---\ntitle: Bread\nid: bread\nlanguage: en\n---\n\nBread is made of flour and water.\n"
    )
    return tmp_path


def asked(capsys: Capture, library: Path, *arguments: str) -> list[dict[str, object]]:
    status, out, _ = run(capsys, *arguments, "--library", library, "--json")
    assert status == 0
    found = json.loads(out)
    assert isinstance(found, list)
    return found


def test_statements_are_told_with_speaker_cue_and_the_outlet_between(library: Path, capsys: Capture) -> None:
    first, _, second = asked(capsys, library, "statements", "harbor")

    assert set(first) == {"start", "end", "kind", "cue", "speaker", "via"}
    assert first["speaker"] == {"text": "Anton Veres", "name": "Anton Veres", "start": 8, "end": 19}
    assert first["via"] == {"text": "Reuters", "name": "Reuters", "start": 25, "end": 32}
    assert (first["kind"], second["kind"]) == ("reported", "direct")
    assert second["speaker"]["name"] == "Anton Veres"  # type: ignore[index]  # an object


def test_claims_are_told_with_all_that_is_known_of_them(library: Path, capsys: Capture) -> None:
    (claim,) = asked(capsys, library, "claims", "harbor")

    assert {name: claim[name] for name in ("value", "low", "high", "bound", "counted", "event")} == {
        "value": 412,
        "low": 412,
        "high": None,
        "bound": "at_least",
        "counted": "homes",
        "event": "destroy",
    }
    assert [claim[name]["name"] for name in ("speaker", "via", "denied_by")] == ["Anton Veres", "Reuters", "The mayor"]  # type: ignore[index]  # objects


def test_speakers_are_counted_and_their_words_listed(library: Path, capsys: Capture) -> None:
    (first, *_) = asked(capsys, library, "speakers")
    (veres,) = asked(capsys, library, "speakers", "veres")

    assert (first["name"], first["statements"], first["articles"]) == ("Anton Veres", 2, 1)
    assert [each["id"] for each in veres["said"]] == ["harbor", "harbor"]  # type: ignore[attr-defined]  # a list


def test_a_language_that_is_not_read_says_so(library: Path, capsys: Capture) -> None:
    status, _, err = run(capsys, "statements", "sade", "--library", library)

    assert status == 1
    assert "“fi” are not read" in err


def test_nothing_found_is_a_sentence_and_status_1(library: Path, capsys: Capture) -> None:
    assert run(capsys, "statements", "bread", "--library", library)[0] == 1
    assert run(capsys, "claims", "bread", "--library", library)[0] == 1
    assert run(capsys, "speakers", "nobody at all", "--library", library)[0] == 1
    assert run(capsys, "statements", "no-such-article", "--library", library)[0] == 1


def test_the_room_gives_the_same_as_values(library: Path) -> None:
    with ReadingRoom.open(library) as room:
        room.index()

        assert room.statements("harbor")[0].speaker == ("Anton Veres", "Anton Veres", 8, 19)
        assert [each.value for each in room.claims("harbor")] == [412]
