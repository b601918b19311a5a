"""Documents of word processors, made here as their programs write them."""

import io
import re
import zipfile

import pytest

from reader.ingest.formats.document_parser import parse_document
from reader.ingest.formats.documents import FORMATS
from reader.ingest.formats.part import FilePart
from reader.ingest.formats.source import BytesSource
from reader.ingest.parts import ingest_part
from reader.library.guarded_file import UnreadableError

NOTED = "Shut.[^1]\n\n---\n\n[^1]: The minutes."
ODT, DOCX, RTF = FORMATS
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
STYLES = (
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>'
    '<w:style w:styleId="BlockText"><w:name w:val="Block Text"/></w:style>'
    '<w:style w:styleId="SourceCode"><w:name w:val="Source Code"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Lead"><w:name w:val="Lead"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Text0"><w:name w:val="0 Text"/><w:rPr><w:i w:val="on"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Text5"><w:name w:val="5 Text"/><w:rPr><w:vertAlign w:val="superscript"/>'
    "</w:rPr></w:style>"
    '<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
)
LINKS = '<Relationship Id="r1" Target="https://lock.example/"/><Relationship Id="r2" Target="file:///etc/x"/>'
CORE = "<title>Two winters</title><creator>Nora Lind</creator><created>2016-12-15T21:02:18Z</created>"
FOOTNOTES = '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>The minutes.</w:t></w:r></w:p></w:footnote>'


def zipped(files: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return written.getvalue()


def docx(body: str, numbering: str = NUMBERING) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>",
            "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
            "word/footnotes.xml": f"<w:footnotes {W}>{FOOTNOTES}</w:footnotes>",
            "word/_rels/document.xml.rels": f"<Relationships>{LINKS}</Relationships>",
            "docProps/core.xml": f"<coreProperties>{CORE}</coreProperties>",
        }
    )


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{''.join(runs)}</w:p>"


def sign(code: str) -> str:
    return f'<w:r><w:sym w:font="Symbol" w:char="{code}"/></w:r>'


def item(text: str, level: int = 0) -> str:
    return paragraph(run(text), more=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def markdown(data: bytes) -> str:
    source = BytesSource("essay", data)
    (file_format,) = (each for each in FORMATS if each.recognizes(source))
    (part,) = file_format.read(source)
    assert isinstance(part, FilePart)
    assert part.original == data
    return ingest_part(part, "essay").markdown


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK '
    '"https://mill.example/" </w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("the mill")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


CONTENTS = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\h </w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Gate")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(run("The "), run("lo", "<w:b/>"), run("ck", "<w:b/>"), run(" is shut.")), "The **lock** is shut."),
        (paragraph(run("Shut", '<w:b w:val="0"/>'), run(".")), "Shut."),
        (
            paragraph(run("Not "), f"<w:del>{run('900')}</w:del><w:ins>{run('400')}</w:ins>", run(" tons.")),
            "Not 400 tons.",
        ),
        (paragraph(run("In "), f"<w:smartTag>{run('Kyiv')}</w:smartTag>", run(".")), "In Kyiv."),
        (paragraph(run("Seen"), run("unseen", "<w:vanish/>")), "Seen"),
        (paragraph(run("10"), run("6", '<w:vertAlign w:val="superscript"/>')), "10⁶"),
        # calibre 6.13 gives a style to all that is raised, LibreOffice 7.4 moves it.
        (paragraph(run("412"), run("3", '<w:rStyle w:val="Text5"/>'), run(" bolts")), "412³ bolts"),
        (paragraph(run("412"), run("3", '<w:rStyle w:val="Text5"/><w:vertAlign w:val="baseline"/>')), "4123"),
        (
            paragraph(run("10"), run("6", '<w:position w:val="8"/>'), run(" H"), run("2", '<w:position w:val="-2"/>')),
            "10⁶ H₂",
        ),
        (paragraph(run("10"), run("6", '<w:position w:val="0"/>')), "106"),
        (paragraph(run("An "), run("old", '<w:rStyle w:val="Text0"/>'), run(" oak.")), "An *old* oak."),
        (paragraph(run("An "), run("old", '<w:rStyle w:val="Text0"/><w:i w:val="0"/>'), run(" oak.")), "An old oak."),
        (paragraph(run("Seen"), run("unseen", '<w:rStyle w:val="Unseen"/>')), "Seen"),
        (paragraph(run("It is shut."), style="Lead"), "It is shut."),
        # pandoc 2.17.
        (paragraph(run("We like it."), style="BlockText"), "> We like it."),
        (
            paragraph(run("if gate &lt; 3:"), style="SourceCode") + paragraph(run("  shut()"), style="SourceCode"),
            "```\nif gate < 3:\n  shut()\n```",
        ),
        (paragraph(CONTENTS) + paragraph(run("It is shut.")), "It is shut."),
        (
            paragraph(run("412"), run("3", '<w:vertAlign w:val="subscript"/>'), run(" "), run("tons")),
            "412₃ tons",
        ),
        (paragraph(f'<w:hyperlink r:id="r1">{run("Here")}</w:hyperlink>', run(".")), "[Here](https://lock.example/)."),
        (paragraph(f'<w:hyperlink r:id="r2">{run("There")}</w:hyperlink>', run(".")), "There."),
        (paragraph(run("At "), FIELD, run(".")), "At [the mill](https://mill.example/)."),
        (paragraph(sign("F0B3"), run("5 and "), sign("F02D"), run("3 tons")), "≥5 and −3 tons"),
        (paragraph(run("Gate"), style="Own"), "# Gate"),
        (paragraph(run("We like it."), style="Q") + paragraph(run("— Ida"), style="Q"), "> We like it.\n>\n> — Ida"),
        (item("One") + item("Inner", 1) + item("Two"), "1. One\n    - Inner\n2. Two"),
        (paragraph(run("Shut."), '<w:r><w:footnoteReference w:id="2"/></w:r>'), NOTED),
        (
            "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
            f"<w:tc>{paragraph(run('Year'))}</w:tc><w:tc>{paragraph(run('Tons'))}</w:tc></w:tr>"
            f"<w:tr><w:tc>{paragraph(run('2009'))}</w:tc><w:tc>{paragraph(run('3'))}</w:tc></w:tr></w:tbl>",
            "| Year | Tons |\n| --- | --- |\n| 2009 | 3 |",
        ),
        (f"<w:sdt><w:sdtContent>{paragraph(run('Framed.'))}</w:sdtContent></w:sdt>", "Framed."),
    ],
)
def test_what_a_word_document_marks_is_kept(body: str, expected: str) -> None:
    assert markdown(docx(body)).strip() == expected


def test_a_word_document_s_properties_are_taken_where_its_text_bears_them_out() -> None:
    title, dateline = paragraph(run("Two winters"), style="T"), paragraph(run("By Nora Lind, 15 December 2016"))

    told = parse_document({"form": "docx"}, docx(title + dateline))
    untold = parse_document({"form": "docx"}, docx(paragraph(run("The lock is shut."))))

    assert (told["title"], told["author"], told["published"]) == ("Two winters", "Nora Lind", "2016-12-15")
    assert (untold["title"], untold["author"], untold["published"]) == (None, None, None)


def test_the_only_heading_of_its_level_is_the_title_where_it_stands_above_all() -> None:
    text = paragraph(run("The lock is shut."))
    headed = paragraph(run("Gate"), style="Own") + text

    told = [parse_document({"form": "docx"}, docx(each))["title"] for each in (headed, headed + headed, text + headed)]

    assert told == ["Gate", None, None]


def test_a_list_of_word_counts_on_over_the_text_between_and_begins_where_it_is_told() -> None:
    levels = (
        '<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="5"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>'
    )
    between = paragraph(run("Between."))
    nine = item("Nine").replace('w:numId w:val="1"', 'w:numId w:val="2"')
    body = item("Five") + item("Inner", 1) + between + item("Six") + item("Inner", 1) + between + nine

    found = markdown(docx(body, levels))

    assert re.findall(r"\d+\. \w+", found) == ["5. Five", "1. Inner", "6. Six", "1. Inner", "9. Nine"]


def test_a_damaged_word_document_is_told() -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        list(DOCX.read(BytesSource("essay", zipped({"word/document.xml": "<document/>"}))))


SPACES = " ".join(f'xmlns:{each}="urn:{each}"' for each in "office text style fo table xlink".split())
ODT_STYLES = (
    '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
    '<text:list-style style:name="L1"><text:list-level-style-number/><text:list-level-style-bullet/></text:list-style>'
)


LOCK, MILL = "The **lock** is shut.", "At [the mill](https://mill.example/)."
TABLE = (
    "<table:table><table:table-row><table:table-cell><text:p>2009</text:p></table:table-cell>"
    '<table:table-cell table:number-columns-repeated="2"><text:p>3</text:p></table:table-cell>'
    "</table:table-row><table:table-row><table:table-cell><text:p>2010</text:p></table:table-cell>"
    "</table:table-row></table:table>"
)


def odt(body: str, extra: dict[str, str] | None = None) -> bytes:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{ODT_STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": content, **(extra or {})})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<text:p>The <text:span text:style-name="T1">lock</text:span> is<text:s text:c="2"/>shut.</text:p>', LOCK),
        ('<text:p>10<text:span text:style-name="T2">6</text:span></text:p>', "10⁶"),
        ('<text:h text:outline-level="2">Gate</text:h>', "## Gate"),
        ('<text:p text:style-name="P1">We like it.</text:p>', "> We like it."),
        ('<text:p>At <text:a xlink:href="https://mill.example/">the mill</text:a>.</text:p>', MILL),
        (
            "<text:p>Shut<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>The minutes."
            "</text:p></text:note-body></text:note>.</text:p>",
            "Shut[^1].\n\n---\n\n[^1]: The minutes.",
        ),
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>900</text:p></text:deletion>"
            '</text:changed-region></text:tracked-changes><text:p>Not <text:change text:change-id="c"/>400.</text:p>',
            "Not 400.",
        ),
        (
            '<text:list text:style-name="L1"><text:list-item><text:p>One</text:p><text:list><text:list-item>'
            "<text:p>Inner</text:p></text:list-item></text:list></text:list-item></text:list>",
            "1. One\n    - Inner",
        ),
        (
            '<text:list text:style-name="L1"><text:list-item text:start-value="5"><text:p>Five</text:p>'
            "<text:p>still five</text:p></text:list-item></text:list><text:p>Between.</text:p>"
            '<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>Six</text:p>'
            '</text:list-item></text:list><text:list text:style-name="L1"><text:list-item><text:p>One</text:p>'
            "</text:list-item></text:list>",
            "5. Five\n\n    still five\n\nBetween.\n\n6. Six\n1. One",
        ),
        (
            TABLE,
            "|  |  |  |\n| --- | --- | --- |\n| 2009 | 3 | 3 |\n| 2010 |  |  |",
        ),
    ],
)
def test_what_a_document_of_libreoffice_marks_is_kept(body: str, expected: str) -> None:
    assert markdown(odt(body)).strip() == expected


def test_a_document_with_a_password_is_told() -> None:
    manifest = f"<manifest {SPACES}><file-entry><encryption-data/></file-entry></manifest>"

    with pytest.raises(UnreadableError, match="protected by a password"):
        list(ODT.read(BytesSource("essay", odt("", {"META-INF/manifest.xml": manifest}))))


RTF_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times;}}{\colortbl;\red0;}"
    r"{\stylesheet{\s1 heading 1;}}{\info{\title Two winters}{\author Nora Lind}{\creatim\yr2016\mo12\dy15}}"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"The {\b lo}{\b ck} is shut.\par", "The **lock** is shut."),
        (r"Not {\deleted 900}400 tons, {\v unseen}he said.\par", "Not 400 tons, he said."),
        (r"F\'fcr {\f1 \'d8\'eb\'fe\'e7} \u1096?\u-10179?\u-8704?\par", "Für Шлюз ш😀"),
        (r"10{\super 6} H{\sub 2}O\par", "10⁶ H₂O"),
        (r"10{\up8 6} H{\dn2 2}O\up8 3\up0 4\par", "10⁶ H₂O³4"),
        (r"{\listtext 1.\tab}\ilvl0 One\par\pard{\listtext\'b7\tab}\ilvl1 Inner\par", "1. One\n    - Inner"),
        (r"{\field{\*\fldinst HYPERLINK \"https://mill.example/\"}{\fldrslt The mill}} turns.\par", None),
        (r"Shut.{\super\chftn}{\footnote\pard {\super\chftn} The minutes.}\par", NOTED),
        (r"\pard Ida.\par\s1 Gate\par\pard It is old.\par", "Ida.\n\n# Gate\n\nIt is old."),
        (r"{\listtext\f0 1.\tab}One\par{\listtext 2.\tab}Two\par", "1. One\n2. Two"),
        (r"{\listtext 5.\tab}Five\par\pard Between.\par{\listtext 6.\tab}Six\par", "5. Five\n\nBetween.\n\n6. Six"),
        (r"{\header The Review}{\pict 00ff}{\*\unknown x}{\pict\bin3 }}}}Seen.\par", "Seen."),
        (
            r"\trowd\intbl 2009\cell 3\cell\row\trowd\intbl 2010\cell 14\cell\row\pard After.\par",
            "|  |  |\n| --- | --- |\n| 2009 | 3 |\n| 2010 | 14 |\n\nAfter.",
        ),
        (r"One\emdash two \ldblquote so\rdblquote\~it is\line on\par", "One—two “so”\u00a0it is\\\non"),
    ],
)
def test_what_an_rtf_document_marks_is_kept(body: str, expected: str | None) -> None:
    data = f"{RTF_HEAD}{body}}}".replace('\\"', '"').encode("latin-1")

    assert markdown(data).strip() == (expected or "[The mill](https://mill.example/) turns.")


def test_an_rtf_document_s_properties_are_taken_where_its_text_bears_them_out() -> None:
    answer = parse_document(
        {"form": "rtf"}, f"{RTF_HEAD}Two winters\\par By Nora Lind, 15 December 2016\\par}}".encode()
    )

    assert (answer["title"], answer["author"], answer["published"]) == ("Two winters", "Nora Lind", "2016-12-15")


PANDOC = r"""{\rtf1\ansi\deff0{\fonttbl{\f0 \fswiss Helvetica;}}
{\pard \qc \f0 \sa180 \li0 \fi0 \b \fs36 Two winters\par}
{\pard \qc \f0 \sa180 \li0 \fi0  15 December 2016\par}
{\pard \ql \f0 \sa180 \li0 \fi0 \outlinelevel0 \b \fs36 The yard\par}
{\pard \ql \f0 \sa0 \li360 \fi-360 \bullet \tx360\tab One\par}
{\pard \ql \f0 \sa0 \li720 \fi-360 \endash \tx360\tab Inner\par}
{\pard \ql \f0 \sa0 \li360 \fi-360 \bullet \tx360\tab Two\par}
{\pard \ql \f0 \sa180 \li0 \fi0 {\b Shut.}\par}
}"""


def test_what_pandoc_writes_without_styles_is_a_title_a_date_and_a_list() -> None:
    answer = parse_document({"form": "rtf"}, PANDOC.encode())

    assert (answer["title"], answer["published"]) == ("Two winters", "2016-12-15")
    assert str(answer["body"]).replace("\n", "") == (
        "<p>15 December 2016</p><h1>The yard</h1><ul><li>One</li><ul><li>Inner</li></ul><li>Two</li></ul>"
        "<p><strong>Shut.</strong></p>"
    )


@pytest.mark.parametrize(
    "body",
    [
        r"\pard\b Shut.\par\pard It opens in May.\par",
        r"\pard\b All of it\par is bold\par",
        r"\pard\b Nothing below\par",
        r"\pard {\b Two} winters\par\pard It opens in May.\par",
    ],
)
def test_bold_words_that_are_no_title_stay_in_the_text(body: str) -> None:
    assert parse_document({"form": "rtf"}, f"{{\\rtf1 {body}}}".encode())["title"] is None


@pytest.mark.parametrize("data", [b"{\\rtf1 }", b"{\\rtf1" + b"{" * 201])
def test_rtf_without_text_or_nested_too_deeply_is_told(data: bytes) -> None:
    assert "problem" in parse_document({"form": "rtf"}, data)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", zipped({"a.txt": "word/document.xml"}), b"<office:document>"])
def test_other_files_are_no_documents(data: bytes) -> None:
    assert not any(each.recognizes(BytesSource("a.docx", data)) for each in FORMATS)
