"""Whoosh's table of segments, read safely: harmless pickles, no memory maps.

It is a pickle, and a file that somebody else put into the cache must not be able to run code: every loader that Whoosh
uses is replaced by one that knows only the classes of an index, as soon as this module is imported.
"""

# Whoosh is typed in part: what it left untyped is called all the same.
# mypy: allow-untyped-calls

import importlib
import io
import pickle
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import IO, Any

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from reader.search.errors import IndexSuspect, SuspectGuard

INDEX_NAME = "MAIN"

# The modules of Whoosh that unpickle, and by what name.
_LOADING = {
    "index": "pickle",
    "codec.whoosh3": "loads",
    "columns": "loads",
    "formats": "loads",
    "filedb.structfile": "load",
    "externalsort": "load",
}
_ALLOWED = {
    ("builtins", "int"),
    ("builtins", "set"),
    ("collections", "defaultdict"),
    ("whoosh.codec.whoosh3", "W3Segment"),
    ("whoosh.fields", "Schema"),
    ("reader.search.columnar.segment_writer", "ColumnarCodec"),
}


def _latin1(text: str, encoding: str) -> bytes:
    # How an old pickle protocol writes bytes; any other codec of `_codecs.encode` is not for us.
    if encoding != "latin1":
        raise pickle.UnpicklingError(f"an index does not encode as {encoding!r}")
    return text.encode("latin1")


def _no_bytes() -> bytes:
    # How it writes an empty byte string; `bytes(10**12)` is not for us either.
    return b""


class IndexUnpickler(pickle.Unpickler):
    """An unpickler that makes nothing but the parts of an index."""

    def find_class(self, module: str, name: str) -> Any:
        """Return the class, or refuse it. Raises: UnpicklingError."""
        if (module, name) == ("_codecs", "encode"):
            return _latin1
        if name == "bytes" and module in {"__builtin__", "builtins"}:
            return _no_bytes
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"an index holds no {module}.{name}")
        return super().find_class(module, name)


def load(file: IO[bytes]) -> Any:
    """Unpickle the next object of *file*. Raises: UnpicklingError and what a broken pickle raises."""
    return IndexUnpickler(file).load()


def loads(data: bytes) -> Any:
    """Unpickle the object that *data* starts with. Raises: as `load`."""
    return IndexUnpickler(io.BytesIO(data)).load()


def restrict() -> None:
    """Replace the loaders of every module of Whoosh that reads an index."""
    modules: dict[str, Any] = {name: importlib.import_module(f"whoosh.{name}") for name in _LOADING}
    shim = SimpleNamespace(
        load=load, loads=loads, dumps=pickle.dumps, dump=pickle.dump, PicklingError=pickle.PicklingError
    )
    # Bytes are written as bytes: the protocol that Whoosh asks for makes text of them.
    modules["codec.whoosh3"].dumps = lambda value, _: pickle.dumps(value, 4)
    for name, attribute in _LOADING.items():
        setattr(modules[name], attribute, {"pickle": shim, "load": load, "loads": loads}[attribute])
    # Tables of contents of older Whooshes are read by unpicklers of their own.
    modules["index"].toc_loaders.clear()


restrict()


class ReadOnlyStorage(FileStorage):
    """Files to read. They are never mapped: a file that is cut short under a map kills the process."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False, readonly=True)
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        """Open *name* and remember it, since Whoosh leaves a file open when what is in it is damaged."""
        file = super().open_file(name, **options)
        self._opened.append(file)
        return file

    def abandon(self) -> None:
        """Close whatever is open still."""
        for file in self._opened:
            if not file.is_closed:
                file.close()
        self._opened.clear()


class WritableStorage(FileStorage):
    """Files to write, and the folders of temporary files beside them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False)
        self._files: list[Any] = []
        self._parts: list[WritableStorage] = []

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **options: Any) -> Any:
        """Create *name* and remember it, since Whoosh leaves it open when the disk is full."""
        file = super().create_file(name, excl, mode, **options)
        self._files.append(file.file)
        return file

    def temp_storage(self, name: str | None = None) -> "WritableStorage":
        """Make a folder for temporary files, remembered too."""
        part = WritableStorage(Path(super().temp_storage(name).folder))
        self._parts.append(part)
        return part

    def abandon(self) -> None:
        """Close whatever is open still; what is kept back is not written."""
        for part in self._parts:
            part.abandon()
        for file in self._files:
            with suppress(OSError):
                file.close()


def read_table(generation: Path) -> list[Any]:
    """Return Whoosh's segments. Raises: IndexSuspect."""
    storage = ReadOnlyStorage(generation)
    try:
        with SuspectGuard():
            return list(TOC.read(storage, INDEX_NAME, schema=Schema()).segments)
    except IndexSuspect:
        storage.abandon()
        raise
