"""What a disk may hold after the power went: a recording of calls, and the states that two models permit."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest

from tests.faults.system_calls import WrappedFile

# `posix`: a name is sure once its folder was flushed; of the changes of names that are not, any may be there.
# `journal`, as ext4 has it: changes of names come to the disk in their order, and any flush makes all before it sure.
# In both a content is sure only once its file was flushed; until then an earlier one, none or half of it may be there.
Model = Literal["posix", "journal"]
MODELS: tuple[Model, ...] = ("posix", "journal")

# In place of the number of a content: a folder.
_FOLDER = -1
_Names = dict[str, int]
_CALLS = ("open", "fsync", "link", "rename", "replace", "unlink", "mkdir", "rmdir")


class Disk:
    """The files under *root*, with what is sure of them and what is not."""

    def __init__(self, root: Path, model: Model = "posix") -> None:
        self._root = root
        self._model = model
        self._contents: dict[int, list[bytes]] = {}
        self._sure: _Names = {}
        # The folder in which names were changed, and what each is now; None is one that is gone.
        self._unsure: list[tuple[str, Mapping[str, int | None]]] = []
        self._told: Callable[[str], None] = lambda _call: None
        for path in root.rglob("*"):
            self._sure[self._name(path)] = _FOLDER if path.is_dir() else self._number(path.read_bytes())

    @contextmanager
    def recording(self, told: Callable[[str], None]) -> Iterator[None]:
        """Record what is done under the root; call *told* with the name of each call when it was made."""
        self._told = told
        with pytest.MonkeyPatch.context() as patch:
            for name in _CALLS:
                patch.setattr(os, name, self._recorded(name, getattr(os, name)))
            patch.setattr(os, "fdopen", self._fdopen(os.fdopen))
            yield

    def states(self) -> Iterator[dict[str, bytes]]:
        """Yield what may be under the root if the power goes now: the content of each path."""
        for names in self._possible_names():
            numbers = sorted({each for each in names.values() if each != _FOLDER})
            for contents in product(*(self._possible_contents(number) for number in numbers)):
                content = dict(zip(numbers, contents, strict=True))
                yield {name: content[number] for name, number in names.items() if number != _FOLDER}

    def opened(self, path: Path | str, *, may_be_new: bool = True) -> None:
        """Take note that a file was opened to be written from its beginning."""
        name = self._name(path)
        if name in self._now():
            self._contents[self._now()[name]].append(b"")
        elif may_be_new:
            self._change(name, {name: self._number(b"", b"")})

    def written(self, path: Path | str, data: bytes) -> None:
        """Take note of what was added to a file."""
        number = self._now()[self._name(path)]
        self._contents[number].append(self._contents[number][-1] + data)
        self._told("write")

    def flushed(self, path: Path) -> None:
        """Take note that a file or a folder was flushed."""
        if not path.is_relative_to(self._root):
            return
        name = self._name(path)
        number = self._now()[name] if path != self._root else _FOLDER
        if number != _FOLDER:
            self._contents[number] = self._contents[number][-1:]
        for change in [*self._unsure]:
            if self._model == "journal" or (number == _FOLDER and change[0] == name):
                _apply(change[1], self._sure)
                self._unsure.remove(change)
        self._told("fsync")

    def changed(self, call: str, path: Path | str, target: Path | str = "") -> None:
        """Take note of what a call has done to names."""
        now, name = self._now(), self._name(path)
        if call in {"unlink", "rmdir"}:
            self._change(name, {name: None})
        elif call == "mkdir":
            self._change(name, {name: _FOLDER})
        elif call == "link":
            self._change(self._name(target), {self._name(target): now[name]})
        else:
            # One change, as all file systems with a journal make it, but of both folders.
            self._change(self._name(target), {self._name(target): now[name], name: None})
        self._told(call)

    def _change(self, name: str, names: Mapping[str, int | None]) -> None:
        self._unsure.append((str(Path(name).parent), names))

    def _number(self, *contents: bytes) -> int:
        self._contents[len(self._contents)] = [*contents]
        return len(self._contents) - 1

    def _name(self, path: Path | str) -> str:
        return str(Path(path).relative_to(self._root))

    def _now(self) -> _Names:
        names = dict(self._sure)
        for _, change in self._unsure:
            _apply(change, names)
        return names

    def _possible_names(self) -> Iterator[_Names]:
        count = len(self._unsure)
        is_there = (
            product((False, True), repeat=count)
            if self._model == "posix"
            else ([each < length for each in range(count)] for length in range(count + 1))
        )
        for chosen in is_there:
            names = dict(self._sure)
            for is_chosen, (_, change) in zip(chosen, self._unsure, strict=True):
                if is_chosen:
                    _apply(change, names)
            # What lies in a folder that is not there is not there.
            yield {
                name: number
                for name, number in names.items()
                if all(names.get(str(above)) == _FOLDER for above in [*Path(name).parents][:-1])
            }

    def _possible_contents(self, number: int) -> list[bytes]:
        versions = self._contents[number]
        if len(versions) == 1:
            return versions
        return [*dict.fromkeys([*versions, b"", versions[-1][: len(versions[-1]) // 2]])]

    def _recorded(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            result = real(*arguments, **options)
            if name == "fsync":
                self.flushed(Path(f"/proc/self/fd/{arguments[0]}").resolve())
            elif Path(arguments[0]).is_relative_to(self._root):
                if name != "open":
                    self.changed(name, *arguments[:2] if name in {"link", "rename", "replace"} else arguments[:1])
                elif arguments[1] & (os.O_CREAT | os.O_TRUNC):
                    self.opened(arguments[0])
                    self._told(name)
            return result

        return call

    def _fdopen(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def fdopen(descriptor: int, mode: str = "r", **options: Any) -> Any:
            path = Path(f"/proc/self/fd/{descriptor}").resolve()
            file = real(descriptor, mode, **options)
            is_ours = path.is_relative_to(self._root) and mode != "rb"
            return _Recorded(file, lambda data: self.written(path, data)) if is_ours else file

        return fdopen


class _Recorded(WrappedFile):
    """A file whose writes are told of."""

    def __init__(self, file: Any, told: Callable[[bytes], None]) -> None:
        super().__init__(file)
        self._told = told

    def write(self, data: bytes) -> int:
        self._told(data)
        return int(self.file.write(data))


def _apply(change: Mapping[str, int | None], names: _Names) -> None:
    for name, number in change.items():
        if number is None:
            names.pop(name, None)
        else:
            names[name] = number
