"""Methods handed on without their objects: who asks back for something does not keep the one he asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar
from weakref import WeakMethod

P = ParamSpec("P")
T = TypeVar("T")


def unowned(method: Callable[P, T]) -> Callable[P, T]:
    """A bound method for a part of its own object, which the object outlives: with no circle of owners, all that was
    read of an article is given back when the last of it is let go, and no round of the garbage collector is needed."""
    whole = WeakMethod(method)

    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        method = whole()
        assert method is not None, "the part outlived the whole"
        return method(*args, **kwargs)

    return asked
