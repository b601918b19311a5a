"""What Whoosh unpickles, kept to what an index holds.

A Whoosh index is full of pickles: the table of contents, the directory of a segment, every block of postings. A
file that somebody else put into the cache must not be able to run code, so every loader that Whoosh uses is
replaced by one that knows only the classes of an index, as soon as this module is imported. A test looks through
Whoosh's modules for a loader that was forgotten.
"""

import importlib
import io
import pickle
from types import SimpleNamespace
from typing import IO, Any

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
    ("reader.search.codec", "PackedCodec"),
    ("reader.search.schema", "PositionsFormat"),
    ("reader.search.schema", "ValuesField"),
    ("reader.search.schema", "WordsField"),
}


def _latin1(text: str, encoding: str) -> bytes:
    # How an old pickle protocol writes bytes; any other codec of `_codecs.encode` is not for us.
    if encoding != "latin1":
        raise pickle.UnpicklingError(f"an index does not encode as {encoding!r}")
    return text.encode("latin1")


def _no_bytes() -> bytes:
    # How it writes an empty byte string; `bytes(10**12)` is not for us either.
    return b""


class Restricted(pickle.Unpickler):
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
    return Restricted(file).load()


def loads(data: bytes) -> Any:
    """Unpickle the object that *data* starts with. Raises: as `load`."""
    return Restricted(io.BytesIO(data)).load()


def restrict() -> None:
    """Replace the loaders of every module of Whoosh that reads an index."""
    modules: dict[str, Any] = {name: importlib.import_module(f"whoosh.{name}") for name in _LOADING}
    shim = SimpleNamespace(
        load=load, loads=loads, dumps=pickle.dumps, dump=pickle.dump, PicklingError=pickle.PicklingError
    )
    for name, attribute in _LOADING.items():
        setattr(modules[name], attribute, {"pickle": shim, "load": load, "loads": loads}[attribute])
    # Tables of contents of older Whooshes are read by unpicklers of their own.
    modules["index"].toc_loaders.clear()


restrict()
