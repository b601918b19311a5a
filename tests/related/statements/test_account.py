"""What holds of the account of any text, and how it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.related.figures import find_figures
from reader.related.statements.account import Account, account_of, pack_account, unpack_account
from tests.calls import calls_of

WORDS = 'he said that told Veres “ ” " ‘ ’ , . ? ! : — according to the 412 homes were killed by of them\n \n\n'


def account(text: str, language: str = "en") -> Account:
    return account_of(text, find_figures(text), language, lambda _: None, ["Anton Veres"], None)


def report(sentences: int) -> str:
    """Return a report in which every sentence gives a figure, and every second one says who gives it."""
    parts = (
        f"The army said that {1_000 + at} sailors left the harbor on Friday. Some {at + 300} houses burned."
        if at % 2
        else f"“We counted {at + 40} boats,” Anton Veres said. He added that {at} sank near Tolm."
        for at in range(sentences)
    )
    return "\n\n".join(parts)


@given(
    st.lists(st.sampled_from(WORDS.split(" ")), max_size=60).map(" ".join), st.sampled_from(["en", "de", "ar", "xx"])
)
def test_every_span_lies_in_the_text_and_nobody_is_made_up(text: str, language: str) -> None:
    found = account(text, language)

    told = [(each.start, each.end, each.speaker) for each in found.statements]
    for start, end, speaker in told + [(each.start, each.end, each.speaker) for each in found.claims]:
        assert 0 <= start < end <= len(text)
        if speaker is not None:
            assert speaker.text == " ".join(text[speaker.start : speaker.end].split())
    assert unpack_account(pack_account(found)) == found


def test_bytes_that_are_torn_are_no_account() -> None:
    packed = pack_account(account("Veres said that 412 homes burned."))

    with pytest.raises(ValueError, match="torn"):
        unpack_account(packed[:-4])


def test_a_sentence_without_an_end_is_read_in_pieces() -> None:
    text = "The army said 412 homes burned, " * 500

    assert len(account(text).claims) == 500


def test_those_who_are_only_he_or_some_and_the_page_itself_are_no_speakers() -> None:
    found = account(
        "He said the harbor is closed. Some said it is open. This page says both. The army said nothing is known. "
        "A quarter of sailors said it is open. The last paragraph says both. 38 North said it is closed. "
        "47 percent said it is open. The Tolm Post said both. The majority leader said nothing is known. "
        "The outlet said both. The group said it is open. The one on Tolm said it is closed. The second said both."
    )

    assert list(found.speakers) == ["the army", "38 North", "Tolm Post", "the majority leader"]


def test_a_title_and_a_thing_that_shows_something_are_no_speakers_and_a_survey_with_a_name_is() -> None:
    found = account(
        "Major General said the harbor is closed. A temple of the storm shows that it was used. "
        "The map of Tolm shows that it is closed. The Tolm Survey shows that it is open. The Digest adds a word."
    )

    assert list(found.speakers) == ["Tolm Survey"]


def test_a_long_report_takes_work_by_its_length_alone() -> None:
    short, long = (report(sentences) for sentences in (60, 240))

    assert calls_of(lambda: account(long)) < 5 * calls_of(lambda: account(short))
