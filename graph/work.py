"""Work that can be done elsewhere: bytes in, bytes out, and nothing else that it knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")

Work = Callable[[bytes], bytes]
"""A function of a module, which any process with the same dangbo finds by its name."""


class Each(Protocol):
    """What has some work done: `map` in this process, or something that gives it to others."""

    def __call__(self, work: Work, batches: Iterable[bytes], /) -> Iterator[bytes]:
        """What comes of each batch, in their order; they are taken as there is room for them."""
        ...


def portions(items: Iterable[T], size: Callable[[T], int], enough: int) -> Iterator[list[T]]:
    """Items in their order, together until they are enough.

    >>> list(portions(["ab", "c", "defg", "h"], len, 3))
    [['ab', 'c'], ['defg'], ['h']]
    """
    some: list[T] = []
    so_far = 0
    for item in items:
        some.append(item)
        so_far += size(item)
        if so_far >= enough:
            yield some
            some, so_far = [], 0
    if some:
        yield some
