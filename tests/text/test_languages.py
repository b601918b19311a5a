"""In which language a text is."""

import pytest

from reader.text.languages import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "The barges have been waiting in the basin since the middle of the month, and nobody knows for how long.",
            "en",
        ),
        (
            "Les péniches attendent dans le bassin depuis le milieu du mois, et personne ne sait pour combien.",
            "fr",
        ),
        (
            "Die Schiffe warten seit der Mitte des Monats im Becken, und niemand weiß, wie lange es noch dauern wird.",
            "de",
        ),
        (
            "Las barcazas esperan en la dársena desde mediados de mes, y nadie sabe por cuánto tiempo más van a estar.",
            "es",
        ),
        (
            "Le chiatte aspettano nel bacino dalla metà del mese, e non si sa per quanto tempo ancora, dice la gente.",
            "it",
        ),
        (
            "As barcaças esperam na doca desde o meio do mês, e ninguém sabe por quanto tempo, mas não é a primeira.",
            "pt",
        ),
        ("Баржи стоят в гавани с середины месяца, и никто не знает, сколько это ещё будет продолжаться у нас.", "ru"),
        (
            "Баржі стоять у гавані з середини місяця, і ніхто не знає, скільки це ще буде тривати, але це не вперше.",
            "uk",
        ),
        ("Mavnalar ayın ortasından beri limanda bekliyor ve bu işin ne kadar süreceği bir türlü bilinmiyor da.", "tr"),
        (
            "تنتظر القوارب في الحوض منذ منتصف الشهر، ولا أحد يعرف إلى متى، لكن هذه ليست المرة الأولى التي يحدث",
            "ar",
        ),
        ("قایق‌ها از نیمه ماه در حوضچه منتظر هستند و کسی نمی داند که تا کی، این بار اول نیست که این طور می شود", "fa"),
        ("駁船は月の半ばから港で待っていますが、いつまで続くのか誰にも分かりません。", "ja"),
        ("驳船自本月中旬以来一直在港池等待，没有人知道还要等多久，这也不是第一次了。", "zh"),
        ("바지선들은 이달 중순부터 항구에서 기다리고 있으며 언제까지 계속될지 아무도 모른다", "ko"),
        (
            "Proomut ovat odottaneet satama-altaassa kuukauden puolivälistä lähtien, eikä kukaan tiedä kuinka kauan.",
            "fi",
        ),
        ("Barki czekają w basenie od połowy miesiąca, a nikt nie wie, jak długo to jeszcze potrwa.", "pl"),
        ("As barcazas agardan na dársena dende mediados de mes, e ninguén sabe canto tempo máis van estar alí.", "gl"),
        ("Баржите чакат в пристанището от средата на месеца и никой не знае колко дълго ще продължи това.", "bg"),
        ("Tongkang telah menunggu di dermaga sejak pertengahan bulan, dan tidak ada yang tahu sampai kapan.", "id"),
        ("Οι φορτηγίδες περιμένουν στο λιμάνι από τα μέσα του μήνα και κανείς δεν ξέρει για πόσο.", "el"),
    ],
)
def test_the_language_of_a_sentence(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Canal",
        "Anna Keller, Mara Oduya, Li Wei, Ahmed Hassan, Olga Ivanova",
        "12 48 1648 900",
        "x y z " * 20,
        "Lorem ipsum dolor sit amet " * 4,
    ],
)
def test_too_little_or_no_language_is_not_guessed(text: str) -> None:
    assert language_of(text) is None
