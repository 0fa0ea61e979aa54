"""Where the nodes stand: a map computed before the page is opened, and the same for the same network.

What belongs to a node is packed around it as circles: people around their body, bodies around their area, areas
around their province. Provinces are islands, that of the central bodies is in the middle of the map.
Nothing overlaps, whatever the size; 50,000 nodes take seconds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

MARGIN = 15.0
"""Free space around a node, in canvas units (a label is about 13 units high)."""
COAST = 8.0
"""Free space around what belongs together."""
SHORE = 26.0
"""Free space between two islands."""
ROUNDS = 48
"""Steps towards the smallest circle around others; the last one moves it by a fiftieth of its radius."""
ASPECT = 1.35
"""The map is wider than high, as screens are."""


@dataclass(frozen=True, slots=True)
class Disc:
    """Where a node is, and the round area that all that belongs to it takes, itself included."""

    x: float
    y: float
    radius: float
    middle: tuple[float, float]


@dataclass(slots=True)
class _Circle:
    """One of the circles being packed; `x` and `y` are those of its middle beside its siblings."""

    radius: float
    x: float = 0.0
    y: float = 0.0
    within: tuple[float, float] = (0.0, 0.0)
    """The middle of the circle as those packed inside of it see it."""


@dataclass(slots=True)
class _Link:
    """One circle of the front: the closed chain of those that still face outwards."""

    circle: _Circle
    before: _Link = field(init=False)
    after: _Link = field(init=False)


def drawing(
    sizes: Mapping[str, float], parent: Mapping[str, str], island: Mapping[str, str], first: Sequence[str] = ()
) -> tuple[dict[str, Disc], dict[str, Disc]]:
    """The disc of every node, and that of every island; `sizes` are radii, `first` the islands for the middle.

    >>> nodes, islands = drawing({"a": 10, "b": 5}, {"b": "a"}, {"a": "x", "b": "x"})
    >>> nodes["a"].radius > nodes["b"].radius, sorted(islands)
    (True, ['x'])
    """
    children: dict[str, list[str]] = {}
    for node in sorted(parent):
        children.setdefault(parent[node], []).append(node)
    roots: dict[str, list[str]] = {}
    for node in sorted(sizes):
        if node not in parent:
            roots.setdefault(island[node], []).append(node)
    order = [node for names in roots.values() for node in names]
    for node in order:  # grows while it is read: parents before children
        order.extend(children.get(node, ()))
    extent: dict[str, _Circle] = {}
    own: dict[str, _Circle] = {}
    for node in reversed(order):
        below = [extent[one] for one in children.get(node, ())]
        own[node] = _Circle(sizes[node] + MARGIN)
        extent[node] = _around([own[node], *_largest_first(below)], COAST if below else 0.0)
    shores = {name: _around(_largest_first(extent[one] for one in members), SHORE) for name, members in roots.items()}
    others = _largest_first(shore for name, shore in shores.items() if name not in first)
    _pack([*(shores[name] for name in first if name in shores), *others], ASPECT)
    return _placed(order, parent, island, own, extent, shores)


def _largest_first(circles: Iterable[_Circle]) -> list[_Circle]:
    return sorted(circles, key=lambda circle: -circle.radius)


def _placed(
    order: Sequence[str],
    parent: Mapping[str, str],
    island: Mapping[str, str],
    own: Mapping[str, _Circle],
    extent: Mapping[str, _Circle],
    shores: Mapping[str, _Circle],
) -> tuple[dict[str, Disc], dict[str, Disc]]:
    """From places among siblings to places on the map, parents first."""
    nodes: dict[str, Disc] = {}
    origin: dict[str, tuple[float, float]] = {}
    for node in order:
        if node in parent:
            left, top = origin[parent[node]]
        else:
            shore = shores[island[node]]
            left, top = shore.x - shore.within[0], shore.y - shore.within[1]
        circle = extent[node]
        middle = left + circle.x, top + circle.y
        origin[node] = middle[0] - circle.within[0], middle[1] - circle.within[1]
        x, y = origin[node][0] + own[node].x, origin[node][1] + own[node].y
        nodes[node] = Disc(x, y, circle.radius, middle)
    return nodes, {name: Disc(one.x, one.y, one.radius - SHORE / 2, (one.x, one.y)) for name, one in shores.items()}


def _around(circles: Sequence[_Circle], margin: float) -> _Circle:
    """Pack these circles; a circle that holds them all, nearly the smallest (Bădoiu & Clarkson, 2003)."""
    _pack(circles)
    if len(circles) == 1:
        return _Circle(circles[0].radius + margin)
    area = sum(circle.radius**2 for circle in circles)
    x = sum(circle.x * circle.radius**2 for circle in circles) / area
    y = sum(circle.y * circle.radius**2 for circle in circles) / area
    best = math.inf, x, y
    for k in range(ROUNDS):
        reach, far = max(((math.hypot(c.x - x, c.y - y) + c.radius, c) for c in circles), key=lambda pair: pair[0])
        best = min(best, (reach, x, y))
        away = max(reach - far.radius, 1e-9)
        step = reach / (k + 3)
        x, y = x + (far.x - x) / away * step, y + (far.y - y) / away * step
    return _Circle(best[0] + margin, within=(best[1], best[2]))


def _pack(circles: Sequence[_Circle], aspect: float = 1.0) -> None:
    """Pack circles around the first, which stays at the origin.

    The front chain of Wang, Wang, Dai & Wang (Visualization of large hierarchical data by circle packing, CHI 2006):
    the next circle touches the two of the front that are nearest to the origin; those it would cut leave the front.
    """
    if not circles:
        return
    first = circles[0]
    first.x = first.y = 0.0
    if len(circles) > 1:
        circles[1].x, circles[1].y = first.radius + circles[1].radius, 0.0
    if len(circles) > 2:
        _touch(circles[1], first, circles[2])
        _grow(circles, aspect)


def _grow(circles: Sequence[_Circle], aspect: float) -> None:
    a, b, c = (_Link(circle) for circle in circles[:3])
    a.after = c.before = b
    b.after = a.before = c
    c.after = b.before = a
    for circle in circles[3:]:
        while True:
            _touch(a.circle, b.circle, circle)
            cut = _first_cut(a, b, circle)
            if cut is None:
                break
            link, is_ahead = cut
            if is_ahead:
                b = link
            else:
                a = link
            a.after, b.before = b, a
        new = _Link(circle)
        new.before, new.after = a, b
        a.after = b.before = new
        nearest, best = new, _far(new, aspect)
        link = new.after
        while link is not new:
            far = _far(link, aspect)
            if far < best:
                nearest, best = link, far
            link = link.after
        a, b = nearest, nearest.after


def _first_cut(a: _Link, b: _Link, circle: _Circle) -> tuple[_Link, bool] | None:
    """The first circle of the front, seen from a and b in both directions, that the new one would cut."""
    ahead, back = b.after, a.before
    way_ahead, way_back = b.circle.radius, a.circle.radius
    while True:
        if way_ahead <= way_back:
            if _cuts(ahead.circle, circle):
                return ahead, True
            way_ahead += ahead.circle.radius
            ahead = ahead.after
        else:
            if _cuts(back.circle, circle):
                return back, False
            way_back += back.circle.radius
            back = back.before
        if ahead is back.after:
            return None


def _touch(b: _Circle, a: _Circle, c: _Circle) -> None:
    """Put c where it touches both a and b, on the outer side."""
    dx, dy = b.x - a.x, b.y - a.y
    square = dx * dx + dy * dy
    if not square:
        c.x, c.y = a.x + a.radius + c.radius, a.y
        return
    to_a, to_b = (a.radius + c.radius) ** 2, (b.radius + c.radius) ** 2
    if to_a > to_b:
        x = (square + to_b - to_a) / (2 * square)
        y = math.sqrt(max(0.0, to_b / square - x * x))
        c.x, c.y = b.x - x * dx - y * dy, b.y - x * dy + y * dx
    else:
        x = (square + to_a - to_b) / (2 * square)
        y = math.sqrt(max(0.0, to_a / square - x * x))
        c.x, c.y = a.x + x * dx - y * dy, a.y + x * dy + y * dx


def _cuts(a: _Circle, b: _Circle) -> bool:
    reach = a.radius + b.radius - 1e-6
    return reach > 0 and reach * reach > (b.x - a.x) ** 2 + (b.y - a.y) ** 2


def _far(link: _Link, aspect: float) -> float:
    """How far from the origin the gap between a circle of the front and the next one is."""
    a, b = link.circle, link.after.circle
    whole = a.radius + b.radius
    x, y = (a.x * b.radius + b.x * a.radius) / whole, (a.y * b.radius + b.y * a.radius) / whole
    return (x / aspect) ** 2 + y * y
