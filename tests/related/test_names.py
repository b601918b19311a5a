"""Names found by their capitals."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.names import Name, NamesAuthority, parse_names
from reader.related.names import Spotter, heading_number, name_keys

AUTHORITY = NamesAuthority(
    (
        Name("Port Marrow", "place", ("Marrow Harbor", "the old Marrow")),
        Name("Deir Azzur", "place", ("Deir ez-Zur",)),
        Name("River Guard", "group", ("al-Haras", "RG")),
    )
)


def spotted(text: str, authority: NamesAuthority | None = None) -> list[str]:
    return [text[each.start : each.end] for each in Spotter(authority or NamesAuthority()).mentions(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The general spoke to Anton Veres in Port Marrow.", ["Anton Veres", "Port Marrow"]),
        ("He met President Anton Veres.", ["Anton Veres"]),
        ("US President Anton Veres left.", ["US", "Anton Veres"]),
        ("Lt. Gen. Anton Veres, of the Russian General Staff", ["Anton Veres", "Russian General Staff"]),
        ("It was said by J. R. Veres.", ["J. R. Veres"]),
        ("the Secretary of State Ann Lee went", ["Ann Lee"]),
        ("an office of the Department of Justice", ["Department of Justice"]),
        ("said Rep. Steve King", ["Steve King"]),
        ("from Deir ez-Zor and Bustan al-Qasr to Shi'ar", ["Deir ez-Zor", "Bustan al-Qasr", "Shi'ar"]),
        ("fighters of al-Haras and al Haras", ["al-Haras", "al Haras"]),
        ("Vincent van Gogh and Ludwig van Beethoven", ["Vincent van Gogh", "Ludwig van Beethoven"]),
        ("on Monday in December the army of Elbonia", ["Elbonia"]),
        ("the Syrian army and British ships", []),
        ("people of eastern Elbonia’s towns", ["Elbonia"]),
        ("the Elbonia-led forces", ["Elbonia"]),
        ("told Sergei Ivanov of the Energy Institute", ["Sergei Ivanov", "Energy Institute"]),
        ("in the Star Tribune of Marrow", ["Star Tribune of Marrow"]),
        ("an iPhone and eBay", []),
    ],
)
def test_names_are_found_without_their_titles(text: str, names: list[str]) -> None:
    assert spotted(text) == names


def test_what_only_begins_a_sentence_is_no_name() -> None:
    assert spotted("Government forces left. Meanwhile the town slept. Separately, Over there.") == []


def test_what_begins_a_sentence_is_a_name_if_the_text_has_it_elsewhere() -> None:
    assert spotted("Elbonia fell. Rain fell on Elbonia.") == ["Elbonia", "Elbonia"]


def test_an_opener_is_no_part_of_the_name_that_follows() -> None:
    assert spotted("In Elbonia it rained. Earlier Anton Veres spoke.") == ["Elbonia", "Anton Veres"]


def test_a_headline_in_title_case_tells_no_names() -> None:
    text = "Seven Boats Leave Harbor Under Heavy Rain\n\nThe boats left Port Marrow."

    assert spotted(text) == ["Port Marrow"]


def test_a_last_name_alone_is_the_full_name_of_the_same_text() -> None:
    mentions = Spotter(NamesAuthority()).mentions("General Anton Veres came. Then Veres spoke; nobody heard Veres.")

    assert len({mention.key for mention in mentions}) == 1
    assert len(mentions) == 3


def test_a_last_name_of_two_persons_is_neither() -> None:
    mentions = Spotter(NamesAuthority()).mentions("It was Anton Veres, not Lena Veres. We asked Veres.")

    assert len({mention.key for mention in mentions}) == 3


def test_a_full_name_can_be_found_by_its_last_word() -> None:
    spotter = Spotter(NamesAuthority())
    full, last = spotter.mentions("we met Sergei Lavrov"), spotter.mentions("we met Lavrov")

    assert name_keys(full).aliases == name_keys(last).keys


def test_all_spellings_of_the_authority_are_one_heading() -> None:
    text = "From Marrow Harbor and the old Marrow to Port Marrow, then Deir Ezzur."
    mentions = Spotter(AUTHORITY).mentions(text)

    assert [text[each.start : each.end] for each in mentions] == [
        "Marrow Harbor",
        "the old Marrow",
        "Port Marrow",
        "Deir Ezzur",
    ]
    assert [each.key for each in mentions] == [heading_number("Port Marrow")] * 3 + [heading_number("Deir Azzur")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وصل إلى مرو ميناء أمس", ["مرو"]),
        ("السوق في مرو وبمرو طريق", ["مرو", "مرو"]),
        ("اجتماع في مرورية", []),
        ("הגיע למרו אתמול", ["מרו"]),
        ("המרוץ נמשך", []),
        ("마로에서 열렸다", ["마로"]),
        ("하마로 갔다", []),
        ("昨天在马罗港举行", ["马罗港"]),
        ("ไปที่มารโรว์เมื่อคืน", ["มารโรว์"]),
        ("Вчера в Марроу был пожар", ["Марроу"]),
    ],
)
def test_the_authority_is_known_in_scripts_without_capitals(text: str, names: list[str]) -> None:
    spellings = ("مرو", "מרו", "마로", "马罗港", "มารโรว์", "Марроу")
    authority = NamesAuthority((Name("Port Marrow", "place", spellings),))

    mentions = Spotter(authority).mentions(text)

    assert [text[each.start : each.end] for each in mentions if each.key == heading_number("Port Marrow")] == names


@pytest.mark.parametrize(
    "text",
    [
        "заявил Сергея Ленова вчера", "с Сергеем де Леновым", "قال سرجي الأنوف", "قال سرجي الانوف",
        "قالوا لسرجي الأَنوف", "אמר סרגיי אל-נוב", "אמר סרגיי אל נוב", "谢尔盖·列诺夫说", "谢尔盖列诺夫说",
        "セルゲイ・レノフは", "Lenov'un ve Lenov’dan",
    ],
)  # fmt: skip
def test_the_authority_is_known_however_a_script_writes_and_inflects_a_name(text: str) -> None:
    spellings = (
        "Сергей Ленов", "Сергей де Ленов", "سرجي الأنوف", "סרגיי אל-נוב", "谢尔盖·列诺夫", "セルゲイ＝レノフ", "Lenov"
    )  # fmt: skip
    authority = NamesAuthority((Name("Sergei Lenov", "person", spellings),))

    assert {each.key for each in Spotter(authority).mentions(text)} == {heading_number("Sergei Lenov")}


@pytest.mark.parametrize("text", ["Lenov'unda", "O'Lenov came", "the Lenova's"])
def test_what_only_begins_like_a_name_of_the_authority_is_another(text: str) -> None:
    authority = NamesAuthority((Name("Lenov", "person"), Name("O", "place")))

    assert heading_number("O") not in {each.key for each in Spotter(authority).mentions(text)}


def test_the_authority_is_known_at_the_start_of_a_sentence_and_within_a_run() -> None:
    assert spotted("RG came. President Port Marrow Anton Veres", AUTHORITY) == ["RG", "Port Marrow", "Anton Veres"]


def test_a_spelling_told_twice_belongs_to_the_first_heading() -> None:
    authority = parse_names({"River Guard": ["Guard"], "Coast Guard": ["Guard"]})

    assert len(authority.problems) == 1
    assert {each.key for each in Spotter(authority).mentions("the men of Guard left")} == {
        heading_number("River Guard")
    }


def test_what_was_taken_apart_is_forgotten_before_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.related.names._MANY", 3)
    spotter = Spotter(NamesAuthority())

    found = [spotter.mentions(f"we saw Town{number}") for number in range(20)]

    assert len({mentions[0].key for mentions in found}) == 20
    assert len(spotter._pieces) <= 3


@given(st.text("AaBb.ÉéЖж -'’\n\"ofal1", max_size=80))
def test_any_text_is_read_and_what_is_found_stands_there(text: str) -> None:
    for authority in (NamesAuthority(), AUTHORITY):
        found = Spotter(authority).mentions(text)

        assert all(0 <= each.start < each.end <= len(text) for each in found)
        assert all(one.end <= other.start for one, other in pairwise(found))
        assert all(any(c.isupper() for c in text[each.start : each.end]) for each in found)
