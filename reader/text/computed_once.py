"""A property that is computed once, without the lock that `functools.cached_property` takes before Python 3.12."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

_Owner = TypeVar("_Owner")
_Value = TypeVar("_Value")


class ComputedOnce(Generic[_Owner, _Value]):
    """What *compute* returns for an object, kept with it; for objects that one thread asks at a time.

    A page has hundreds of lines with ten of these each: the lock took a tenth of the time of cleaning it.
    """

    def __init__(self, compute: Callable[[_Owner], _Value]) -> None:
        self._compute = compute
        self._name = ""
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the name under which the value is kept."""
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "ComputedOnce[_Owner, _Value]": ...

    @overload
    def __get__(self, instance: _Owner, owner: type) -> _Value: ...

    def __get__(self, instance: Any, owner: type) -> Any:
        """Compute the value; from then on the object's own attribute is found first."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._compute(instance)
        return value
