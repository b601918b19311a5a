"""Stems by language."""

import pytest

from reader.text.languages import language_code
from reader.text.stems import stem


@pytest.mark.parametrize(
    ("language", "group"),
    [
        ("en", ["liberate", "liberated", "liberates", "liberating"]),
        ("en", ["troop", "troops"]),
        ("fr", ["armée", "armées"]),
        ("fr", ["libérer", "libérées"]),
        ("de", ["Angriff", "Angriffe", "Angriffen"]),
        ("de", ["Haus", "Häuser"]),
        ("es", ["miliciano", "milicianos", "milicianas"]),
        ("es", ["liberación", "liberaciones"]),
        ("ru", ["войска", "войск", "войсками"]),
        ("ru", ["боевик", "боевики", "боевиков"]),
        ("tr", ["kitap", "kitaplar", "kitabı", "kitapların", "kitapta"]),
        ("tr", ["ev", "evler", "evde", "evlerin", "evden"]),
        ("tr", ["bölge", "bölgede", "bölgesi", "bölgesinde", "bölgenin"]),
        ("tr", ["ateşkes", "ateşkesi", "ateşkesin"]),
        ("tr", ["ordu", "ordusu", "ordunun"]),
        ("ar", ["الجيش", "جيش", "للجيش", "والجيش"]),
        ("ar", ["مسلحين", "المسلحون", "مسلح"]),
        ("ar", ["المدينة", "مدينة"]),
        ("ar", ["قوات", "وقوات"]),
        ("pl", ["wojsko", "wojska", "wojskiem"]),
        ("cs", ["voják", "vojáci", "vojáků"]),
        ("hi", ["लड़का", "लड़के", "लड़कों"]),
        ("fa", ["کتاب", "کتاب‌ها", "کتابها"]),
        ("id", ["main", "bermain", "permainan"]),
        ("el", ["στρατιώτης", "στρατιώτες"]),
    ],
)
def test_the_forms_of_a_word_share_a_stem(language: str, group: list[str]) -> None:
    assert len({stem(word, language) for word in group}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "army", "arm"),
        ("en", "news", "new"),
        ("tr", "at", "ev"),
        ("ar", "قوات", "حلب"),
        ("ru", "войска", "боевик"),
    ],
)
def test_other_words_keep_other_stems(language: str, one: str, other: str) -> None:
    assert stem(one, language) != stem(other, language)


def test_the_script_decides_before_the_language() -> None:
    assert stem("المسلحين", "en") == stem("مسلح", "ar")
    assert stem("войсками", "en") == stem("войска", "ru")
    assert stem("troops", "ar") == "troop"


def test_a_language_without_rules_leaves_words_alone() -> None:
    assert stem("Łodzią", "xx") == "lodzia"
    assert stem("війська", "uk") == "віиська"


@pytest.mark.parametrize(
    ("tag", "code"), [(None, "en"), ("", "en"), ("en-GB", "en"), ("zh_Hant", "zh"), ("NB", "no"), (" DE ", "de")]
)
def test_a_language_tag_is_read_down_to_its_code(tag: str | None, code: str) -> None:
    assert language_code(tag) == code
