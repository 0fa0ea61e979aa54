"""What to show of a graph that is too large to be shown: the things that most is told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping


def best(supports: Mapping[str, int], above: Mapping[str, Collection[str]], limit: int) -> list[str]:
    """The `limit` nodes with the most support, sorted; of equal ones those that come first.

    What lies within a body or a place (`above`: what a node lies within) counts for it too, so that the way up to the
    province is kept.

    >>> best({"an": 3, "ba": 1, "commune": 0, "province": 0}, {"an": ["commune"], "commune": ["province"]}, 3)
    ['an', 'commune', 'province']
    """
    found = dict(supports)
    for node, count in supports.items():
        seen, pending = {node}, [node] if count else []
        while pending:
            for outer in above.get(pending.pop(), ()):
                if outer not in seen:
                    seen.add(outer)
                    pending.append(outer)
                    found[outer] += count
    return sorted(sorted(found, key=lambda node: (-found[node], node))[:limit])


def each_at_most(sizes: Counter[int], limit: int) -> int:
    """How much of each may be kept so that all together is no more than `limit`; `sizes` counts how many have so much.

    >>> each_at_most(Counter({1: 4, 10: 2}), 10), each_at_most(Counter({1: 4, 10: 2}), 24)
    (3, 10)
    """
    kept, larger = 0, sizes.total()
    for each in range(1, max(sizes, default=0) + 1):
        kept += larger
        if kept > limit:
            return max(each - 1, 1)
        larger -= sizes[each]
    return max(sizes, default=1)
