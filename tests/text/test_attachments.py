"""What a word is written together with, and its forms where a stemmer joins too few."""

import pytest

from reader.text.attachments import attachments
from reader.text.folding import fold


def holds(language: str, word: str, longer: str, *, loosely: bool = False) -> bool:
    """Whether *longer* is taken to hold *word*."""
    found = attachments(fold(word), language)
    return any(each.holds(fold(longer)) for each in found if loosely or not each.is_loose)


@pytest.mark.parametrize(
    ("language", "word", "longer"),
    [
        ("ar", "حلب", "بحلب"),
        ("ar", "حلب", "وبحلب"),
        ("ar", "مدينة", "بالمدينة"),
        ("ar", "مدينة", "للمدينة"),
        ("ar", "مدينة", "ومدينتهم"),
        ("ar", "بيت", "بيتهم"),
        ("he", "ירושלים", "בירושלים"),
        ("he", "עיר", "שבעיר"),
        ("he", "ממשלה", "ולממשלתו"),
        ("he", "עיתון", "העיתונים"),
        ("fa", "بیمارستان", "بیمارستان‌ها"),
        ("fa", "کتاب", "کتابهایشان"),
        ("fa", "نماینده", "نمایندگان"),
        ("ko", "학교", "학교에서"),
        ("ko", "시장", "시장은"),
        ("fi", "kaupunki", "kaupungissa"),
        ("fi", "poliittinen", "poliittisten"),
        ("fi", "oikeus", "oikeuksia"),
        ("tr", "kitap", "kitaplarından"),
        ("tr", "kitap", "kitabı"),
        ("tr", "bilen", "bilmiyorum"),
        ("tr", "yaşamak", "yaşadığım"),
    ],
)
def test_a_word_is_held_by_what_it_is_written_together_with(language: str, word: str, longer: str) -> None:
    assert holds(language, word, longer)


@pytest.mark.parametrize(
    ("language", "word", "longer"),
    [
        ("ar", "حلب", "حلبجة"),
        ("ar", "حلب", "مصطلح"),
        ("he", "עיר", "צעיר"),
        ("fa", "کار", "کارخانه"),
        ("fi", "kaupunki", "kauppa"),
        ("tr", "kitap", "kitlesel"),
        ("tr", "kaderine", "kadınlar"),
        ("ko", "학교", "초등학교"),
        ("en", "troop", "troops"),
    ],
)
def test_a_word_is_not_held_by_another_that_looks_alike(language: str, word: str, longer: str) -> None:
    assert not holds(language, word, longer, loosely=True)


def test_what_a_korean_word_only_begins_is_told_apart_from_its_particles() -> None:
    assert not holds("ko", "학교", "학교생활")
    assert holds("ko", "학교", "학교생활", loosely=True)


def test_the_script_decides_where_the_language_has_another() -> None:
    assert holds("en", "حلب", "بحلب")
    assert not attachments("troop", "ar")


def test_a_word_of_two_letters_takes_no_endings() -> None:
    assert holds("he", "בת", "הבת")
    assert not holds("he", "בת", "בתים")
