"""Documents of word processors, made here as their programs write them."""

import io
import zipfile

import pytest

from reader.ingest.formats.document_parser import parse_document
from reader.ingest.formats.documents import FORMATS
from reader.ingest.formats.part import FilePart
from reader.ingest.formats.source import BytesSource
from reader.ingest.parts import ingest_part
from reader.library.guarded_file import UnreadableError

DOCX = FORMATS[0]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
STYLES = (
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>'
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


def docx(body: str) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>",
            "word/numbering.xml": f"<w:numbering {W}>{NUMBERING}</w:numbering>",
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
        (paragraph(f'<w:hyperlink r:id="r1">{run("Here")}</w:hyperlink>', run(".")), "[Here](https://lock.example/)."),
        (paragraph(f'<w:hyperlink r:id="r2">{run("There")}</w:hyperlink>', run(".")), "There."),
        (paragraph(run("At "), FIELD, run(".")), "At [the mill](https://mill.example/)."),
        (paragraph(run("Gate"), style="Own"), "# Gate"),
        (paragraph(run("We like it."), style="Q") + paragraph(run("— Ida"), style="Q"), "> We like it.\n>\n> — Ida"),
        (item("One") + item("Inner", 1) + item("Two"), "1. One\n    - Inner\n2. Two"),
        (paragraph(run("Shut."), '<w:r><w:footnoteReference w:id="2"/></w:r>'), "Shut.[^1]\n\n---\n\n1. The minutes."),
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


def test_a_damaged_word_document_is_told() -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        list(DOCX.read(BytesSource("essay", zipped({"word/document.xml": "<document/>"}))))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", zipped({"a.txt": "word/document.xml"}), b"<office:document>"])
def test_other_files_are_no_documents(data: bytes) -> None:
    assert not any(each.recognizes(BytesSource("a.docx", data)) for each in FORMATS)
