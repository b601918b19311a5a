"""What is kept of an article, and the lists of who holds what."""

import contextlib
import random
import sqlite3
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.names import NamesAuthority
from reader.related.database import Database
from reader.related.names import Mention, Spotter
from reader.related.postings import PostingChanges, count_by_term, numbers_by_mark, term_entries
from reader.related.profile import Fingerprints, Profile, ProfileBytes, TornBytes, pack, profile_of, unpack
from reader.related.terms import term_of
from tests.related.articles_made import ALL, HARBOR

SPOTTER = Spotter(NamesAuthority())


@given(st.text("Aa 1,.\n%$", max_size=60), st.sampled_from([each.text for each in ALL]))
def test_a_packed_profile_is_read_back_as_it_was(title: str, text: str) -> None:
    whole = f"{text} {title}"
    profile = profile_of(title, whole, SPOTTER)

    found = unpack(pack(profile), whole)

    assert found == profile
    assert found.prints.all == profile.prints.all


@pytest.mark.parametrize(
    "packed",
    [
        ProfileBytes(b"abc", b"", b"", b"", b""),
        ProfileBytes(b"abcd", b"", b"", b"", b""),
        ProfileBytes(b"", b"", b"abcd", b"", b""),
        ProfileBytes(b"", b"", b"", b"abcdefgh", b""),
        ProfileBytes(b"", b"", b"", b"\xff" * 72, b""),
    ],
)
def test_torn_bytes_are_no_profile(packed: ProfileBytes) -> None:
    with pytest.raises(TornBytes):
        unpack(packed, "")


def test_texts_are_the_same_that_share_most_of_their_fingerprints_and_few_are_looked_into_to_tell() -> None:
    chance = random.Random(11)  # noqa: S311 - the same numbers every time
    for _ in range(300):
        one = {chance.randrange(1 << 32) for _ in range(60)}
        shared = chance.randrange(61)
        other = {*sorted(one, key=lambda _: chance.random())[:shared]}
        other |= {chance.randrange(1 << 32) for _ in range(60 - shared)}

        is_same = Fingerprints.of(one).are_of_one_text(Fingerprints.of(other))

        assert is_same == (shared >= 48)


def test_texts_of_other_lengths_are_told_apart_unread() -> None:
    def unread() -> set[int]:
        raise AssertionError

    long, short, other = (
        Fingerprints(count, frozenset(least), unread) for count, least in ((60, {1, 2}), (20, {1, 2}), (60, {3}))
    )

    assert not long.are_of_one_text(short)
    assert not long.are_of_one_text(other)


def test_what_stands_in_the_title_weighs_more() -> None:
    plain = profile_of("", HARBOR.text, SPOTTER).weight_by_term
    titled = profile_of("The bridge", HARBOR.text, SPOTTER).weight_by_term

    assert titled[term_of("bridge")] > plain[term_of("bridge")]
    assert titled[term_of("dike")] == plain[term_of("dike")]


def test_what_stands_in_the_lead_weighs_more() -> None:
    later = " ".join(f"reed{number}" for number in range(30))
    weights = profile_of("", f"The bridge fell. {later}. The dike held.", SPOTTER).weight_by_term

    assert weights[term_of("bridge")] > weights[term_of("dike")]


def test_lists_agree_with_a_plain_map_however_articles_come_and_go(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - a made history, no secret
    connection = Database(tmp_path).connection
    profiles: dict[int, Profile] = {}

    for _ in range(40):
        changes = PostingChanges()
        connection.execute("BEGIN")
        for number in chance.sample(range(1, 9000, 37), 12):
            known = profiles.pop(number, None)
            if known is not None:
                changes.remove(number, known.posting_keys)
            if known is None or chance.random() < 0.5:
                profiles[number] = _made(chance)
                changes.add(number, profiles[number].posting_keys)
        changes.write(connection)
        connection.execute("COMMIT")

    assert _lists(connection, profiles) == _plain(profiles)
    assert connection.execute("SELECT count(*) FROM terms WHERE length(entries) = 0").fetchone() == (0,)


def _made(chance: random.Random) -> Profile:
    terms = {chance.randrange(1, 50): chance.randrange(1, 16) for _ in range(10)}
    # Marks that fall into one bucket must not be mixed up.
    return Profile(terms, [], [], Fingerprints.of({5 + chance.randrange(0, 6) * (1 << 13) for _ in range(4)}))


def _plain(profiles: dict[int, Profile]) -> tuple[dict[int, dict[int, int]], dict[int, set[int]]]:
    terms: dict[int, dict[int, int]] = defaultdict(dict)
    marks: dict[int, set[int]] = defaultdict(set)
    for number, profile in profiles.items():
        for term, weight in profile.weight_by_term.items():
            terms[term][number] = weight
        for mark in profile.posting_keys.marks:
            marks[mark].add(number)
    return dict(terms), dict(marks)


def _lists(
    connection: sqlite3.Connection, profiles: dict[int, Profile]
) -> tuple[dict[int, dict[int, int]], dict[int, set[int]]]:
    wanted = {term for profile in profiles.values() for term in profile.weight_by_term}
    terms = {
        term: {
            chunk.first + (entry >> 4): entry & 15
            for chunk in term_entries(connection, term)
            for entry in chunk.entries
        }
        for term in wanted
    }
    assert count_by_term(connection, wanted) == {term: len(found) for term, found in terms.items()}
    marks = numbers_by_mark(connection, {mark for profile in profiles.values() for mark in profile.posting_keys.marks})
    assert all(len(found) == len(set(found)) for found in marks.values())
    return terms, {mark: set(found) for mark, found in marks.items()}


@pytest.mark.parametrize("moved", [0, 70_000])
@pytest.mark.parametrize("longer", [0, 300])
def test_names_come_back_however_far_they_stand_and_however_long_they_are(moved: int, longer: int) -> None:
    mentions = [Mention(7, 0, moved, moved + 4), Mention(1 << 31, 9, moved + 40, moved + 50 + longer)]
    profile = Profile({}, mentions, [], Fingerprints.of(set()))

    packed = pack(profile)

    assert unpack(packed, "").mentions == mentions
    for cut in range(1, len(packed.names)):
        with contextlib.suppress(TornBytes):
            assert unpack(packed._replace(names=packed.names[:cut]), "").mentions != mentions
