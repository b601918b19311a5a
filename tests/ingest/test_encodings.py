"""Bytes that do not say how their letters are written, and pages that a browser packed."""

import pytest

from reader.ingest.encodings import DecodedText, codec_of, decoded, encoding_of, repaired
from reader.ingest.file import asides_in, ingest
from reader.ingest.html import decode_html, decoded_html
from reader.library.front_matter import CUT
from reader.library.guarded_file import UndecodableError

TEXTS = {
    "ru": "Козы снова стоят на городской стене, в третий раз с весны, и совет попросил хозяина починить свой забор, "
    "но он сказал, что забор у него хороший и что это не его козы.",
    "uk": "Кози знову стоять на міській стіні, втретє з весни, і рада попросила господаря полагодити свій паркан, "
    "але він сказав, що паркан у нього добрий і що це не його кози.",
    "ar": "قرر مجلس البلدة يوم الأحد أن يبني سورا جديدا حول المرعى بعد أن دخلت الماعز إلى السوق ثلاث مرات في شهر واحد "
    "وقال صاحب الماعز إنه سيدفع نصف الثمن من ماله على أن يبدأ العمل بعد الحصاد.",
    "el": "Οι κατσίκες είναι πάλι στο τείχος της πόλης, για τρίτη φορά από την άνοιξη, και το συμβούλιο ζήτησε από τον "
    "ιδιοκτήτη να φτιάξει τον φράχτη του, αλλά αυτός είπε ότι δεν είναι δικές του.",
    "he": "מועצת העיירה החליטה ביום ראשון לבנות גדר חדשה סביב שדה המרעה אחרי שהעיזים נכנסו לשוק שלוש פעמים בחודש אחד.",
    "zh": "山羊又站在城墙上了，这是春天以来的第三次。"
    "市议会要求主人在夏天之前修好他的篱笆，但是主人说这不是他的羊，他的羊都在家里。",
    "zh_tw": "山羊又站在城牆上了，這是春天以來的第三次。"
    "市議會要求主人在夏天之前修好他的籬笆，但是主人說這不是他的羊，他的羊都在家裡。",
    "ko": "염소들이 또 성벽 위에 있다. 봄부터 세 번째이고 의회는 주인에게 여름 전에 울타리를 고치라고 요청했다.",
    "ja": "ヤギがまた町の壁の上にいる。春から三度目で、"
    "議会は飼い主に夏までに柵を直すように頼んだが、彼は自分のヤギではないと言った。",
    "tr": "Keçiler yine şehir surunun üstünde, ilkbahardan beri üçüncü kez, ve belediye sahibinden "
    "çitini onarmasını istedi ama o bu keçilerin onun olmadığını ve çitinin çok iyi olduğunu söyledi.",
    "pl": "Kozy znów są na murze miasta, już trzeci raz od wiosny, i rada poprosiła właściciela, żeby naprawił "
    "swój płot, ale on powiedział, że to nie są jego kozy i że płot jest dobry.",
    "th": "แพะอยู่บนกำแพงเมืองอีกแล้ว เป็นครั้งที่สามตั้งแต่ฤดูใบไม้ผลิ และสภาได้ขอให้เจ้าของซ่อมรั้วของเขาก่อนฤดูร้อน",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "cp866"), ("uk", "cp1251"), ("ar", "cp1256"), ("el", "cp1253"),
        ("he", "cp1255"), ("zh", "gb18030"), ("zh_tw", "big5hkscs"), ("ko", "cp949"), ("ja", "cp932"), ("ja", "euc_jp"),
        ("th", "cp874"), ("tr", "cp1254"), ("pl", "iso8859-2"), ("ar", "iso8859-6"),
    ],
)  # fmt: skip
def test_an_encoding_is_known_by_the_language_that_comes_out(language: str, encoding: str) -> None:
    data = TEXTS[language].encode(encoding, "ignore")

    found = decoded(data)

    assert found.text == data.decode(encoding)
    assert encoding in (found.note or "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("language", ["ru", "he", "el"])
def test_two_bytes_a_letter_are_known_without_a_mark_by_their_zeros(language: str, encoding: str) -> None:
    found = decoded(TEXTS[language].encode(encoding))

    assert found.text == TEXTS[language]
    assert encoding in (found.note or "")


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01" * 400, b"RIFF\x24\x08\x00\x00WAVEfmt " * 9])
def test_other_bytes_with_zeros_are_no_text(data: bytes) -> None:
    with pytest.raises(UndecodableError):
        decoded(data)


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("he", "cp1255"), ("ru", "cp1251"), ("ar", "cp1256"), ("el", "cp1253"), ("tr", "cp1254"), ("pl", "cp1250")],
)
def test_a_page_that_says_it_is_western_and_cannot_be_is_read_as_what_makes_sense(language: str, encoding: str) -> None:
    page = f"<html><head><meta charset='iso-8859-1'></head><body><p>{TEXTS[language]}</p></body></html>"
    data = page.encode(encoding, "ignore")

    found = decoded_html(data)

    assert found.text == data.decode(encoding)
    assert "iso-8859-1" in (found.note or "")


@pytest.mark.parametrize(
    ("label", "language", "encoding"),
    [("gb2312", "zh_tw", "big5hkscs"), ("windows-1251", "ru", "koi8-r"), ("koi8-r", "ru", "cp1251")],
)
def test_a_page_that_names_another_encoding_of_its_script_is_read_as_what_makes_sense(
    label: str, language: str, encoding: str
) -> None:
    page = f"<html><head><meta charset='{label}'></head><body><p>{TEXTS[language]}</p></body></html>"
    data = page.encode(encoding, "ignore")

    found = decoded_html(data)

    assert found.text == data.decode(encoding)
    assert label in (found.note or "")


def test_a_few_words_are_read_as_their_page_says() -> None:
    data = "<html><head><meta charset='windows-1251'></head><body><p>Ок, 5 км</p></body></html>".encode("cp1251")

    assert decoded_html(data) == DecodedText(data.decode("cp1251"))


@pytest.mark.parametrize("words", ["Zürich, Œuvre, naïve café", "l·l, 5 ½ £ “é…”–", "Þór ræður ýmsu, það er íslenska"])
def test_a_western_page_stays_one(words: str) -> None:
    data = f"<html><head><meta charset='iso-8859-1'></head><body><p>{words}</p></body></html>".encode("cp1252")

    assert decoded_html(data) == DecodedText(data.decode("cp1252"))


@pytest.mark.parametrize("text", [*TEXTS.values(), "plain", "Zürich, 5 °C, “quoted”"])
def test_utf_8_is_never_guessed_about(text: str) -> None:
    assert encoding_of(text.encode()) is None
    assert decoded(text.encode()) == repaired(text)
    assert repaired(text).note is None


@pytest.mark.parametrize("words", ["it cost £500", "© 2016 Nóra Lïnd", "naïve", "“quoted” – and more…", "50 €"])
def test_a_few_signs_in_an_english_text_are_no_words_of_another_script(words: str) -> None:
    text = f"The lock was closed for two winters, and the boats stayed below it. {words}."

    assert decoded(text.encode("cp1252")).text == text


def test_what_was_guessed_is_said_in_the_record() -> None:
    data = f"Козы на стене\nИван Петров\n8 марта 2017\n\n{TEXTS['ru']}\n\n{TEXTS['ru']}\n".encode("cp1251")

    found = ingest("p.txt", data)

    assert (found.record.title, found.record.published, found.record.language) == ("Козы на стене", "2017-03-08", "ru")
    assert "read as cp1251" in str(found.record.extra[CUT])


@pytest.mark.parametrize(
    ("spoilt", "text"),
    [
        ("cp1252", "Ça été très dur à l’hôtel, déjà"),
        ("cp1252", "Er sagte: „Schön, daß Äpfel süß sind“"),
        ("cp1251", "Козы стоят на стене"),
        ("latin-1", "El niño comió piñones en España"),
        ("cp1252", "It’s the owner’s fence — again…"),
        ("mac_roman", "Le gâteau de l’hôtel"),
        ("cp437", "Козы на стене"),
        ("cp1252", "İstanbul ve Rīga"),
    ],
)
def test_letters_that_were_misread_are_put_right(spoilt: str, text: str) -> None:
    found = repaired(f"Goats\n{text.encode().decode(spoilt, 'ignore')}\nplain é")

    assert found.text == f"Goats\n{text}\nplain é"
    assert "put right" in (found.note or "")


def test_what_is_sound_beside_spoilt_letters_stays_as_it_is() -> None:
    page = f"<p>caf{'é'.encode().decode('latin-1')} — “sound”</p><p>l’hôtel — déjà…</p>"

    assert repaired(page).text == "<p>café — “sound”</p><p>l’hôtel — déjà…</p>"


@pytest.mark.parametrize("text", ["Ã la carte Ã la mode", "naïve café Ünïcödé", "Россия и Сибирь", "ÂÂÂ"])
def test_letters_that_are_right_stay(text: str) -> None:
    assert repaired(text).text == text


@pytest.mark.parametrize(
    ("label", "language", "encoding"),
    [
        ("ks_c_5601-1987", "ko", "cp949"), ("x-sjis", "ja", "cp932"), ("gb2312", "zh", "gb18030"),
        ("windows-874", "th", "cp874"), ("win-1251", "ru", "cp1251"), ("big5-hkscs", "zh_tw", "big5hkscs"),
        ("koi8-r", "ru", "koi8-r"), ("windows-1256", "ar", "cp1256"),
    ],
)  # fmt: skip
def test_labels_are_read_as_browsers_read_them(label: str, language: str, encoding: str) -> None:
    page = f"<html><head><meta charset='{label}'></head><body><p>{TEXTS[language]}</p></body></html>"
    data = page.encode(encoding, "ignore")

    assert codec_of(label.upper()) == encoding
    assert decode_html(data) == data.decode(encoding)


MESSAGE = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://port.example/a/goats
Subject: Goats on the wall
Date: Wed, 15 Mar 2017 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----B1"

------B1
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://port.example/frame

<html><body><p>A frame.</p></body></html>
------B1
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://port.example/a/goats

<html lang=3D"en"><head><meta charset=3D"utf-8"><title>Goats on the wall</title></head>
<body><article><h1>Goats on the wall</h1>
<p>The goats are on the caf=C3=A9 wall again, the third time since Easter, and the =
council has asked their owner to mend his fence.</p>
<p>Their owner was not at home when this paper called, but the goats were, and looked very well to us.</p>
<p>Photo: Tom Riis</p></article></body></html>
------B1--
"""


def test_the_page_in_a_browser_s_message_is_read_with_its_address_and_date() -> None:
    found = ingest("p.mhtml", MESSAGE)

    record = found.record
    assert (record.title, record.url) == ("Goats on the wall", "https://port.example/a/goats")
    assert (record.saved or "").startswith("2017-03-15T10:00:00")
    assert "on the café wall again" in found.markdown
    assert "frame" not in found.markdown
    assert [(aside.kind, aside.text) for aside in asides_in("p.mhtml", MESSAGE, found.set_aside)][-1] == (
        "caption",
        "Photo: Tom Riis",
    )
