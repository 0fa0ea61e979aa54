"""What to show of a graph that is too large to be shown: the things that most is told of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence


def ranked(supports: Mapping[str, int], above: Mapping[str, Collection[str]]) -> list[str]:
    """All nodes, those with the most support first; of equal ones those that come first in order.

    What lies within a body or a place (`above`: what a node lies within) counts for it too, so that the way up to the
    province is kept.

    >>> ranked({"an": 3, "ba": 1, "commune": 0, "province": 0}, {"an": ["commune"], "commune": ["province"]})
    ['an', 'commune', 'province', 'ba']
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
    return sorted(found, key=lambda node: (-found[node], node))


def fitting(order: Sequence[str], edges: Iterable[tuple[str, str]], limit: int) -> int:
    """How many of the first nodes may be kept, so that no more than `limit` edges join them; one at least.

    >>> fitting(["a", "b", "c"], [("a", "b"), ("b", "a"), ("a", "c")], 2)
    2
    """
    rank = {node: n for n, node in enumerate(order)}
    added = Counter(max(rank[u], rank[v]) for u, v in edges if u in rank and v in rank)
    joined = 0
    for n in range(len(order)):
        joined += added[n]
        if joined > limit:
            return max(n, 1)
    return len(order)


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
