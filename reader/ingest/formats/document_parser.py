"""The program of the child process in which documents are parsed, each form by the module that knows it."""

import sys
from importlib import import_module
from typing import Any

from reader.library.guarded_file import UnreadableError
from reader.library.parser_child import serve_parser

# Imported when the first document of a form comes.
_READERS = {
    "pdf": ("pdf_document", "read_pdf"),
    "docx": ("docx", "read_docx"),
    "odt": ("odt", "read_odt"),
    "rtf": ("rtf", "read_rtf"),
}


def parse_document(settings: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return what a document says, as HTML that is the article, and what is known of it; or what its *problem* is."""
    module, function = _READERS[settings["form"]]
    read = getattr(import_module(f"reader.ingest.formats.{module}"), function)
    try:
        answer: dict[str, Any] = read(data)
    except UnreadableError as error:
        # It is told with the name of the document, which is not known here.
        return {"problem": str(error).removeprefix("document ").removesuffix(".")}
    return answer


if __name__ == "__main__":  # pragma: no cover - runs in the child alone
    sys.exit(serve_parser(parse_document))
