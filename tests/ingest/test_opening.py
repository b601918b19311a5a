"""What stands above an article: consent text, the headline with what belongs to it, and who wrote it."""

import pytest

from reader.ingest.datelines import read_byline
from reader.ingest.lines import read_lines
from reader.ingest.text import scrape
from reader.ingest.vocabulary import vocabulary

BODY = (
    "The goats are on the town wall again, the third time since Easter, and the council has asked their owner to "
    "mend his fence before the summer.\n\nTheir owner was not at home when this paper called, but the goats were, and "
    "looked very well to us."
)


@pytest.mark.parametrize(
    "head",
    [
        "Goats on the town wall again\nAnna Berg / 11 months ago",
        "Goats on the town wall again\nAnna Berg | 2 hours ago",
        "Goats on the town wall again\n3 days ago by Anna Berg",
        "Goats on the town wall again\nTheir owner is asked to mend his fence\nBy Anna Berg\nMarch 8, 2017",
        "Goats on the town wall again\nBy Anna Berg\nMarch 8, 2017",
        "Towns\nGoats on the town wall again\nTheir owner is asked to mend his fence\nBy Anna Berg",
        "Home\nNews\nGoats on the town wall again\nBy Anna Berg (@annaberg)\n8 March 2017",
        "Goats on the town wall again | Towns | The Port Paper\nHome\nBy Anna Berg\nMarch 8, 2017",
        "Goats on the town wall again | Towns | Animals | The Port Paper\nBy Anna Berg\nMarch 8, 2017",
        "Goats on the town wall again\nWords: Anna Berg | Photos: Tom Riis\nMarch 8, 2017",
        "Goats on the town wall again\nBy Anna Berg\nPhotos by Tom Riis\nMarch 8, 2017",
        "Goats on the town wall again\nBy Anna Berg\nEdited by Tom Riis",
    ],
)
def test_the_block_above_the_text_is_one_unit(head: str) -> None:
    page = scrape(f"{head}\n{BODY}\n")

    assert (page.record.title, page.record.author) == ("Goats on the town wall again", "Anna Berg")
    assert page.markdown.startswith("The goats are on the town wall")
    assert page.record.published in {None, "2017-03-08"}


def test_a_headline_may_be_one_word() -> None:
    record = scrape(f"Goats\n\nBy Anna Berg\nMay 3, 2019\n\n{BODY}\n").record

    assert (record.title, record.author, record.published) == ("Goats", "Anna Berg", "2019-05-03")


@pytest.mark.parametrize(
    "consent",
    [
        "We value your privacy\nWe and our 812 partners store and access information on a device.\nAccept all",
        "This site uses cookies\nWe use cookies to measure who reads us.\nAccept\nReject all",
        "Wir verwenden Cookies\nMit Ihrer Zustimmung verwendet diese Seite Cookies.\nAlle akzeptieren\nEinstellungen",
        "Nous utilisons des cookies\nCe site utilise des cookies.\nTout accepter\nTout refuser",
        "Utilizamos cookies\nEste sitio usa cookies propias.\nAceptar todo\nRechazar todo",
    ],
)
def test_consent_first_is_an_aside_of_its_kind(consent: str) -> None:
    page = scrape(f"{consent}\nGoats on the wall - The Port Paper\nHome\nGoats on the wall\nBy Anna Berg\n{BODY}\n")

    assert (page.record.title, page.record.site) == ("Goats on the wall", "The Port Paper")
    first = page.set_aside[0]
    assert (first.kind, first.first, first.last) == ("consent", 1, consent.count("\n") + 1)


@pytest.mark.parametrize(
    "asked",
    [
        "Wir und unsere 184 Partner verarbeiten Ihre Daten, um Anzeigen zu messen.\nNur notwendige",
        "Nos partenaires et nous utilisons des traceurs pour mesurer les audiences.\nContinuer sans accepter",
        "Nosotros y nuestros socios almacenamos o accedemos a información en un dispositivo.\nRechazar",
        "Мы используем файлы куки, чтобы сайт работал лучше.\nОтклонить",
        "نستخدم نحن وشركاؤنا ملفات الارتباط لتحسين تجربتك.\nقبول الكل",
        "हम अनुभव बेहतर बनाने के लिए कुकीज़ का उपयोग करते हैं।\nसभी स्वीकार करें",
        "我们使用 Cookie 来改善您的浏览体验。\n接受全部",
        "当サイトでは利便性の向上のためにCookieを使用しています。\n同意する",
        "이 사이트는 서비스 개선을 위해 쿠키를 사용합니다.\n모두 동의",
        "เว็บไซต์นี้ใช้คุกกี้เพื่อประสบการณ์ที่ดี",
    ],
    ids=["de", "fr", "es", "ru", "ar", "hi", "zh", "ja", "ko", "th"],
)
def test_consent_is_asked_for_in_many_languages(asked: str) -> None:
    assert all(vocabulary().asks_consent(line) for line in read_lines(asked))


def test_an_article_about_cookies_is_no_consent() -> None:
    text = (
        "Why this paper has no cookies\nBy Anna Berg\n\nMost papers use cookies, and ask for your consent first. "
        "This one does not, since nobody here could think of anything to do with them.\n\nOur readers did not notice."
    )

    assert "Most papers use cookies" in scrape(text).markdown


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("By ANNA BERG, TOMAS RIIS and OLA VIK", "ANNA BERG, TOMAS RIIS and OLA VIK"),
        ("By ANNA BERG, PHD", "ANNA BERG"),
        ("By Anna Berg, MD", "Anna Berg"),
        ("By Anna Berg anna.berg@port.example", "Anna Berg"),
        ("By Anna Berg @annaberg", "Anna Berg"),
        ("By Anna Berg for Port Mail Online", "Anna Berg"),
        ("By Anna Berg, as told to Tom Riis", "Anna Berg"),
        ("Words: Anna Berg | Photos: Tom Riis", "Anna Berg"),
        ("Story by Anna Berg", "Anna Berg"),
        ("Edited by Anna Berg", None),
        ("Translated by Anna Berg", None),
        ("Photos by Anna Berg", None),
    ],
)
def test_roles_in_a_byline(text: str, author: str | None) -> None:
    assert read_byline(read_lines(text)[0]) == author


@pytest.mark.parametrize(
    "offer",
    [
        "Continue reading with a subscription",
        "This article is for subscribers only",
        "Already a subscriber? Log in",
        "Subscribe for only 2.95 crowns a week and cancel at any time",
        "Réservé aux abonnés",
        "Sie sind bereits Abonnent? Jetzt weiterlesen",
        "Только для подписчиков",
    ],
)
def test_a_paywall_is_an_appeal(offer: str) -> None:
    page = scrape(f"Goats on the wall\nBy Anna Berg\n{BODY}\n{offer}\n")

    assert [part.kind for part in page.set_aside] == ["metadata", "appeal"]


@pytest.mark.parametrize(
    "caption",
    [
        "The goats in 2016. Photograph: Tom Riis/Port Paper",
        "Photograph: Tom Riis",
        "The wall from the north. Photo: Tom Riis",
        "The wall (Photo: Tom Riis)",
        "Foto: Tom Riis/dpa",
        "The owner of the goats, in his garden. Credit: Tom Riis",
        "Стена с севера. Фото: Иван Петров",
        "The market after the visit (AP Photo/Tom Riis)",
        "Picture: Tom Riis",
        "الجدار. تصوير: سامي حداد",
    ],
)
def test_a_caption_in_the_middle_of_the_text_is_an_aside(caption: str) -> None:
    first, second = BODY.split("\n\n")
    page = scrape(f"Goats on the wall\nBy Anna Berg\n{first}\n{caption}\n{second}\n")

    assert [part.kind for part in page.set_aside] == ["metadata", "caption"]
    assert "looked very well to us" in page.markdown
