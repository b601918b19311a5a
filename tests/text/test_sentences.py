import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.sentences import sentence_at, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Lt. Gen. Poe spoke. He left.", ["Lt. Gen. Poe spoke.", "He left."]),
        ("The U.S. Army came at 5 p.m. on Friday.", ["The U.S. Army came at 5 p.m. on Friday."]),
        ("“Go!” he said. “No?” “Yes.” Then.", ["“Go!” he said.", "“No?”", "“Yes.”", "Then."]),
        ("It cost 3.5 million. J. K. Doe paid.", ["It cost 3.5 million.", "J. K. Doe paid."]),
        ("Head\n\nText here. More", ["Head", "Text here.", "More"]),
        ("Wait… what? Yes!", ["Wait… what?", "Yes!"]),
        ("« C’est fini ! », dit-il. « Oui. » Il part.", ["« C’est fini ! », dit-il.", "« Oui. »", "Il part."]),
        ("„Geh.“ Er ging. »Ja.« Sie blieb.", ["„Geh.“", "Er ging.", "»Ja.«", "Sie blieb."]),
        ("He left. “Go.” She said. «No.» Yes.", ["He left.", "“Go.”", "She said.", "«No.»", "Yes."]),
        ("他来了。她走了。", ["他来了。", "她走了。"]),
        ("वह आया। वह गई॥", ["वह आया।", "वह गई॥"]),
        ("သူလာသည်။ သူသွားသည်။", ["သူလာသည်။", "သူသွားသည်။"]),
        ("مقام پر۔ وہ گیا۔", ["مقام پر۔", "وہ گیا۔"]),
        ("هل وصل؟ نعم.", ["هل وصل؟", "نعم."]),
        ("こんにちは｡元気ですか｡", ["こんにちは｡", "元気ですか｡"]),
        ("彼は「行く。」と言った。次だ。", ["彼は「行く。」と言った。", "次だ。"]),
        ("「行く。」次の日。", ["「行く。」", "次の日。"]),
        ("そうか…。本当か!?行く。", ["そうか…。", "本当か!?", "行く。"]),
        ("第一句．第二句３．５．", ["第一句．", "第二句３．５．"]),
        ("Սա առաջինն է։ Սա երկրորդն է։", ["Սա առաջինն է։", "Սա երկրորդն է։"]),
        ("នេះជាទីមួយ។ នេះជាទីពីរ៕", ["នេះជាទីមួយ។", "នេះជាទីពីរ៕"]),
        ("དང་པོ། གཉིས་པ།", ["དང་པོ།", "གཉིས་པ།"]),
        ("ማነው፧ እኔ።", ["ማነው፧", "እኔ።"]),
        ("Πού πας; Σπίτι· εδώ.", ["Πού πας;", "Σπίτι· εδώ."]),
        ("Home; away. Here.", ["Home; away.", "Here."]),
        ("პირველი. მეორე.", ["პირველი.", "მეორე."]),
        ("डॉ. राम आए। गए।", ["डॉ. राम आए।", "गए।"]),
        ("여기는 내 집. 저기.", ["여기는 내 집.", "저기."]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_sentences_end_where_a_reader_would_stop(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(alphabet='Ab .!?\n"”U1'))
def test_sentences_cover_everything_but_white_space_in_order(text: str) -> None:
    position = 0
    for start, end in sentences(text):
        assert not text[position:start].strip()
        assert start < end
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        position = end
    assert not text[position:].strip()


def test_an_offset_between_sentences_belongs_to_the_one_before() -> None:
    spans = sentences("One. Two.")

    assert [sentence_at(spans, offset) for offset in (0, 3, 4, 5, 99)] == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    "marks", ["." * 20_000, "!" * 20_000 + "a", "…" * 20_000 + "。", "!”" * 10_000, "! »" * 10_000]
)
def test_a_run_of_marks_is_one_and_takes_no_longer_than_its_length(marks: str) -> None:
    assert 1 <= len(sentences(f"One{marks} Two.")) <= 2
