"""Bundles of press databases: every article with its record, in the forms that the databases give them."""

import re

import pytest

from reader.ingest.formats import press_pages, press_texts
from reader.ingest.formats.part import FilePart, Skipped
from reader.ingest.formats.press_part import author_of
from reader.ingest.formats.source import BytesSource
from reader.ingest.parts import ingest_part

EVERY = (*press_texts.FORMATS, *press_pages.FORMATS)
BODY = "The lock was closed for two winters, and the\nboats stayed below it.\n\n   SYNOD: It opens in May.\n"
LEXIS = (
    "\ufeffCover sheet: 2 documents\n\n"
    "                               1 of 2 DOCUMENTS\n\n\n                              The Lock Review (Milltown)\n\n"
    "                          December 15, 2016 Thursday\n                              Late Edition - Final\n\n"
    "Two winters at\nthe lock\n\nBYLINE: By NORA LIND\n\nSECTION: NEWS; Pg. 7\n\nLENGTH: 412 words\n\n"
    f"{BODY}\nLOAD-DATE: December 16, 2016\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n"
    "                         Copyright 2016 The Lock Review\n\n"
    "                               2 of 2 DOCUMENTS\n\n\n                                 Mühlenbote\n\n"
    "                      16. Dezember 2016 Freitag\n\nDas Rad\n\nLÄNGE: 20 Wörter\n\nEs dreht sich.\n\n"
    "UPDATE: 17. Dezember 2016\n"
)
NEXIS = (
    "1. Two winters\n2. The wheel\n\nTwo winters\nThe Lock Review\nDecember 15, 2016 Thursday\n\n"
    "Copyright 2016 The Lock\n"
    f"Section:\u00a0NEWS\nLength:\u00a0412 words\nByline:\u00a0Nora Lind\nBody\n\n{BODY}\n"
    "Classification\n\nLanguage: ENGLISH\n"
    "Load-Date:\u00a0December 16, 2016End of Document\nThe wheel\nThe Mill\n"
    "16 December 2016\nLength: 3 words\nText\nIt turns.\n"
    "Load-Date: x\nEnd of Document\n"
)
FACTIVA = (
    "SE News\nHD Two winters\nBY By Nora Lind\nWC 412 words\nPD 15 December 2016\nSN The Lock Review\n"
    "SC LOCK\nLA English\n"
    f"LP \n{BODY}\nTD \nIt has a new gate.\nCO mill : The Mill\nAN Document LOCK000020161215ecbc00001\n"
    "Document LOCK000020161215ecbc00001\n\nHD The wheel\nWC 3\nPD 16 December 2016\nSN The Mill\nTD\nIt turns.\n"
    "Document MILL000020161216ecbg00002\n"
)
RULE = "_" * 60
PROQUEST = (
    f"{RULE}\n\nTwo winters\n\nFull text: {BODY}\n\nTitle: Two winters\n\nPublication title: The Lock Review\n\n"
    "Author: Lind, Nora\n\nPublication date: Dec 15, 2016\n\nProQuest document ID: 1\n\n"
    "Document URL: https://p.example/1?a=2\n\n"
    f"Last updated: 2017-11-17\n\nDatabase: News\n\n{RULE}\n\nThe wheel\n\nFull Text: It turns.\n\nTitle: The wheel\n\n"
    f"Publication title: The Mill\n\nPublication date: Dec 16, 2016\n\nProQuest document ID: 2\n\n{RULE}\n\n"
    "Contact us\n"
)


def row(code: str, cell: str) -> str:
    return f'<tr><td class="index" align="right" valign="top"><b>{code}</b>&nbsp;</td><td>{cell}</td></tr>'


def page(rows: str) -> str:
    return f'<div class="article enArticle"><p>x</p><table>{rows}</table></div>'


FACTIVA_PAGE = (
    "<html><body>"
    + page(
        row("HD", "<span class='enHeadline'>Two winters</span>")
        + row("BY", "By Nora Lind")
        + row("PD", "15 December 2016")
        + row("SN", "The Lock Review")
        + row(
            "LP", "<p class='articleParagraph'>The lock was closed for two winters, and the boats stayed below it.</p>"
        )
        + row("TD", "<p class='articleParagraph'>SYNOD: It opens in May.</p>")
        + row("CO", "mill : The Mill")
    )
    + page(
        row("HD", "The wheel") + row("PD", "16 December 2016") + row("SN", "The Mill") + row("TD", "<p>It turns.</p>")
    )
    + "</body></html>"
)
EUROPRESSE = (
    "<html><body><article><header><span class='DocPublicationName'><span class='x'>The Lock Review</span></span>"
    "<span class='DocHeader'>News, jeudi 15 décembre 2016, p. 7</span><div class='titreArticle'>"
    "<p class='sm-margin titreArticleVisu'>Two winters</p></div><p class='sm-margin docAuthors'>Lind, Nora</p></header>"
    "<div class='docOcurrContainer'><p>The lock was closed for two winters, and the boats stayed below it.</p>"
    "<div><p>SYNOD: It opens in May.</p></div></div><div class='publiC-lblNodoc'>news·20161215·LO·1</div></article>"
    "<article><span class='DocPublicationName'>The Mill</span><span class='DocHeader'>vendredi 16 décembre 2016</span>"
    "<p class='titreArticleVisu'>The wheel</p><div class='docOcurrContainer'><p>It turns.</p></div></article>"
    "</body></html>"
)


def parts(bundle: str) -> list[FilePart]:
    source = BytesSource("bundle", bundle.replace("\n", "\r\n").encode())
    (file_format,) = (each for each in EVERY if each.recognizes(source))
    found = [*file_format.read(source)]
    assert all(isinstance(each, FilePart) for each in found), found
    return [each for each in found if isinstance(each, FilePart)]


BUNDLES = {
    "Lexis": LEXIS,
    "Nexis Uni": NEXIS,
    "Factiva": FACTIVA,
    "ProQuest": PROQUEST,
    "Factiva, page": FACTIVA_PAGE,
    "Europresse": EUROPRESSE,
}


@pytest.mark.parametrize("name", BUNDLES)
def test_every_article_of_a_bundle_has_its_record_and_its_text_and_nothing_around_it(name: str) -> None:
    first, second = parts(BUNDLES[name])

    assert (first.record.title or "").startswith("Two winters")
    assert (first.record.author, first.record.published) == ("Nora Lind", "2016-12-15")
    assert (first.record.site or "").startswith("The Lock Review")
    assert second.record.published == "2016-12-16"
    told = ingest_part(first, "bundle").markdown
    assert told.startswith(
        "The lock was closed for two winters, and the boats stayed below it.\n\nSYNOD: It opens in May."
    )
    assert told.strip().split("\n\n")[2:] == (["It has a new gate."] if name == "Factiva" else [])
    assert ingest_part(second, "bundle").markdown.strip() in {"It turns.", "Es dreht sich."}


@pytest.mark.parametrize("name", BUNDLES)
def test_an_article_s_own_piece_of_a_bundle_gives_it_again(name: str) -> None:
    for part in parts(BUNDLES[name]):
        (again,) = parts(part.original.decode().replace("\r\n", "\n"))
        assert (again.record, again.data) == (part.record, part.data)


def test_an_article_without_a_text_is_skipped() -> None:
    source = BytesSource("bundle", PROQUEST.replace("Full Text: It turns.", "Abstract: It.").encode())

    _, skipped = press_texts.FORMATS[1].read(source)

    assert isinstance(skipped, Skipped)


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ("By NORA LIND", "Nora Lind"),
        ("Lind, Nora; Berg, Ida", "Nora Lind, Ida Berg"),
        ("von Nora Lind", "Nora Lind"),
        ("", None),
        ("Нора Линд", "Нора Линд"),
    ],
)
def test_authors_are_called_as_people_call_them(said: str, author: str | None) -> None:
    assert author_of(said) == author


@pytest.mark.parametrize(
    "text", ["", "1 of 2 documents were read.\n", "Body\n\nHD video\n", RULE, "<article>x</article>"]
)
def test_other_texts_are_no_bundles(text: str) -> None:
    assert not any(each.recognizes(BytesSource("a.txt", text.encode())) for each in EVERY)


def test_a_bundle_without_labels_gives_what_it_has() -> None:
    bare = f"{RULE}\nTwo winters\nx ProQuest document ID: 1\n{RULE}\n"

    (skipped,) = press_texts.FORMATS[1].read(BytesSource("bundle", bare.encode()))

    assert skipped == Skipped("1 Two winters", "The database gives no text of it.")


def test_bundles_of_other_generations_are_read() -> None:
    german = LEXIS[: LEXIS.index("                               2 of 2")].replace(
        "1 of 2 DOCUMENTS", "Dokument 1 von 2"
    )
    # Articles end with their numbers alone, and the last is cut off.
    numbered = re.sub(r"(?m)^Document .*\n", "", FACTIVA).replace("AN Document LOCK", "AN LOCK")
    labeled = PROQUEST.replace("Author: Lind, Nora\n", "Author: Lind, Nora\n\nPublication info: The Lock; 15 Dec: 7.\n")

    assert [each.record.title for each in parts(german)] == ["Two winters at the lock"]
    assert [each.record.title for each in parts(numbered)] == ["Two winters", "The wheel"]
    assert [each.record.author for each in parts(labeled)] == ["Nora Lind", None]
