"""Books and pages in FB2, as editors of it, calibre and pandoc write them."""

from base64 import b64encode

import pytest

from reader.ingest.formats.fictionbook import FORMATS
from reader.ingest.formats.part import FilePart
from reader.ingest.formats.source import BytesSource
from reader.ingest.parts import ingest_part
from reader.library.guarded_file import UnreadableError
from tests.ingest.formats.test_single_file import PICTURE

(FB2,) = FORMATS
HEAD = """<?xml version="1.0" encoding="{encoding}"?>
<?xml-stylesheet type="text/css" href="book.css"?>
<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink"><description>
<title-info><genre>nonfiction</genre><author><first-name>Нора</first-name><middle-name>Ильинична</middle-name>
<last-name>Линд</last-name></author><author><nickname>Ida</nickname></author><book-title>Две зимы</book-title>
<date value="2016-12-15">зима 2016</date><lang>ru</lang></title-info>
<document-info><author><nickname>scanner</nickname></author><program-used>FB Tools</program-used>
<date value="2019-02-01">1 февраля</date><src-url>https://lock.example/winters</src-url></document-info></description>"""
TEXT = """<body><title><p>Две зимы</p></title><epigraph><p>Лёд держит.</p><text-author>Ида Берг</text-author></epigraph>
<section><title><p>Ворота</p></title><p>Шлюз был <emphasis>закрыт</emphasis><a l:href="#n1" type="note">[1]</a> две
зимы, 10<sup>6</sup> литров.</p><image l:href="#gate.png"/><empty-line/>
<poem><stanza><v>Лёд у ворот,</v><v>лёд у реки.</v></stanza></poem></section>
<section><title><p>Мельница</p></title><p>{filler}Дуба не было.</p><subtitle>* * *</subtitle>
<table><tr><th>Год</th><th>Дуб</th></tr><tr><td>2009</td><td>3</td></tr></table></section></body>
<body name="notes"><title><p>Примечания</p></title>
<section id="n1"><title><p>1</p></title><p>Отчёт, страница 31.</p></section></body>
<binary id="gate.png" content-type="image/png">{picture}</binary></FictionBook>"""


def parts(text: str = TEXT, filler: str = "", encoding: str = "utf-8") -> list[FilePart]:
    written = HEAD.format(encoding=encoding) + text.format(filler=filler, picture=b64encode(PICTURE).decode())
    source = BytesSource("book", written.encode(encoding))
    assert FB2.recognizes(source)
    found = [*FB2.read(source)]
    assert all(isinstance(each, FilePart) for each in found)
    return [each for each in found if isinstance(each, FilePart)]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_a_short_book_is_one_article_with_its_notes_pictures_and_record(encoding: str) -> None:
    (part,) = parts(encoding=encoding)

    record = part.record
    assert (record.title, record.author, record.language) == ("Две зимы", "Нора Ильинична Линд, Ida", "ru")
    assert (record.published, record.url) == ("2016-12-15", "https://lock.example/winters")
    assert part.pictures == {"#gate.png": PICTURE}
    assert ingest_part(part, "book").markdown == (
        "> Лёд держит.\n>\n> Ида Берг\n\n## Ворота\n\nШлюз был *закрыт*[^1] две зимы, 10⁶ литров.\n\n"
        "![](reader-picture:0)\n\nЛёд у ворот,\\\nлёд у реки.\n\n## Мельница\n\nДуба не было.\n\n---\n\n"
        "| Год | Дуб |\n| --- | --- |\n| 2009 | 3 |\n\n---\n\n[^1]: Отчёт, страница 31.\n"
    )


def test_the_parts_of_a_long_book_are_articles_each_with_its_own_notes() -> None:
    first, second = parts(filler="Лодки стояли внизу. " * 2_500)

    assert [each.record.title for each in (first, second)] == ["Ворота", "Мельница"]
    assert {each.record.site for each in (first, second)} == {"Две зимы"}
    assert "страница 31" in first.data.decode()
    assert "страница 31" not in second.data.decode()
    assert first.pictures
    assert not second.pictures


def test_text_without_sections_is_read_and_a_book_without_text_is_told() -> None:
    (part,) = parts("<body><p>Лёд.</p></body></FictionBook>")

    assert ingest_part(part, "book").markdown == "Лёд.\n"
    with pytest.raises(UnreadableError, match="without text"):
        parts("</FictionBook>")
