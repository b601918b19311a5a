"""Whoosh's files, read safely: harmless pickles, no memory maps, blocks read in one piece.

A Whoosh index is full of pickles, and a file that somebody else put into the cache must not be able to run code: every
loader that Whoosh uses is replaced by one that knows only the classes of an index, as soon as this module is imported.
The codec is Whoosh's own with one change: it pickles the numbers and positions of a block one by one, which makes
reading a common word fifteen times slower; here they are packed as strings.
"""

# Whoosh is typed in part: what it left untyped is called all the same.
# mypy: allow-untyped-calls

import importlib
import io
import pickle
from array import array
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace
from typing import IO, Any

from whoosh.codec.whoosh3 import W3Codec, W3LeafMatcher, W3PostingsWriter
from whoosh.filedb.filestore import FileStorage

BLOCK = 512

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
    ("whoosh.columns", "NumericColumn"),
    ("whoosh.columns", "VarBytesColumn"),
    ("whoosh.fields", "COLUMN"),
    ("whoosh.fields", "Schema"),
    ("whoosh.formats", "Existence"),
    ("reader.search.storage", "PackedCodec"),
    ("reader.search.schema", "PositionsFormat"),
    ("reader.search.schema", "ValuesField"),
    ("reader.search.schema", "WordsField"),
}


def kept_texts_name(segment: Any) -> str:
    """Return the name of the file with the texts of a segment's articles."""
    name: str = segment.make_filename(".texts")
    return name


class PackedWriter(W3PostingsWriter):
    """Writes blocks whose numbers are packed, and whose values are `(lengths, values run together)`."""

    def _mini_ids(self) -> Any:
        ids: Any = super()._mini_ids()
        return ids if self._byteids else array("I", ids).tobytes()

    def _mini_weights(self) -> Any:
        weights: Any = super()._mini_weights()
        return array("f", weights).tobytes() if isinstance(weights, tuple) else weights

    def _mini_values(self) -> Any:
        form: Any = self._format
        if form.fixed_value_size() is not None:
            return super()._mini_values()
        return array("I", map(len, self._values)).tobytes(), b"".join(self._values)


class PackedMatcher(W3LeafMatcher):
    """Reads the blocks of a `PackedWriter`, for whatever of Whoosh goes posting by posting."""

    def _read_ids(self) -> None:
        if self._data is None:
            self._read_data()
        data: Any = self._data
        self._ids = tuple(accumulate(array("I", data[0])))

    def _read_weights(self) -> None:
        super()._read_weights()
        weights: Any = self._weights
        self._weights = array("f", weights)

    def _read_values(self) -> None:
        if self._fixedsize is not None:
            super()._read_values()
            return
        if self._data is None:
            self._read_data()
        data: Any = self._data
        self._values = unpack(data[2])


class PackedCodec(W3Codec):
    """The codec of the index's segments."""

    def __init__(self) -> None:
        super().__init__(blocklimit=BLOCK)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        """Return a writer of postings to *dbfile*."""
        return PackedWriter(dbfile, blocklimit=self._blocklimit, byteids=byteids, compression=self._compression)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        """Return a matcher over the postings that *terminfo* tells of."""
        offset, length = terminfo.extent()
        # Abstract in name: Whoosh never copies a matcher that it reads from disk.
        matcher: Any = PackedMatcher
        return matcher(dbfile, offset, length, format_, term=term, scorer=scorer)


def unpack(packed: tuple[bytes, bytes]) -> list[bytes]:
    """Return the values of a block, one for each posting."""
    lengths, values = packed
    found = []
    start = 0
    for length in array("I", lengths):
        found.append(values[start : start + length])
        start += length
    return found


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
