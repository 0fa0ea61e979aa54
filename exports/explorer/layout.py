"""Where the nodes stand: one deterministic drawing without overlaps, computed before the page is opened.

Each connected component is drawn by stress majorisation (drawn distance follows distance in the graph), its leaves
are fanned around their hub, boxes that overlap are pushed apart, and the components are packed into rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Graph = rx.PyGraph[int, float]
Box = tuple[float, float]
"""Width and height a node takes with its label."""

EDGE = 84.0
"""Length of an edge between two small nodes, in canvas units (a label is about 13 units high)."""
RING = 62.0
"""Distance between two rings of leaves."""
SLOT = 104.0
"""Room for one leaf on a ring."""
FLAT = (1.16, 0.9)
"""The drawing is wider than high, as labels and screens are."""
GAP = 46.0
"""Empty space between packed components."""
FILLED = 0.55
"""Share of a drawing that boxes may cover; denser ones cannot be pushed apart in reasonable time."""
CELL = 40.0
"""Grain of the packing."""
ASPECT = 1.25
"""Width by height the packing aims at."""
WORK = 4.5e7
"""Pairs of nodes one component's majorisation may look at: about a second."""


def positions(boxes: Mapping[str, Box], edges: Iterable[tuple[str, str, float]]) -> dict[str, tuple[int, int]]:
    """Place every node of `boxes`; the same input gives the same drawing, whatever its order.

    An edge is source, target and how long it may be drawn (1 for what belongs close together).

    >>> positions({"a": (80, 40)}, [])
    {'a': (0, 0)}
    """
    nodes = sorted(boxes)
    index = {node: i for i, node in enumerate(nodes)}
    lengths: dict[tuple[int, int], float] = {}
    for u, v, length in edges:
        if u != v:
            pair = (min(index[u], index[v]), max(index[u], index[v]))
            lengths[pair] = min(length, lengths.get(pair, length))
    graph: Graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(nodes)))
    graph.add_edges_from([(u, v, length) for (u, v), length in sorted(lengths.items())])
    size = np.array([boxes[node] for node in nodes], dtype=np.float64).reshape(-1, 2)
    parts = sorted((sorted(part) for part in rx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    drawn = [(part, _component(graph, part, size)) for part in parts]
    placed = _pack(drawn, size)
    return {node: (round(float(x)), round(float(y))) for node, (x, y) in zip(nodes, placed, strict=True)}


def _component(graph: Graph, part: Sequence[int], size: Floats) -> Floats:
    """Coordinates of one component, in the order of `part`."""
    if len(part) == 1:
        return np.zeros((1, 2))
    leaves = [node for node in part if graph.degree(node) == 1]
    core = [node for node in part if graph.degree(node) != 1] or leaves[:1]
    fans: dict[int, list[int]] = {}
    inner = set(core)
    for leaf in part:
        if leaf not in inner:
            fans.setdefault(next(iter(graph.neighbors(leaf))), []).append(leaf)
    reach = np.array([_reach(len(fans.get(node, ()))) + 0.2 * float(size[node].sum()) for node in core])
    points = _upright(_stress(graph.subgraph(list(core)), reach)) * FLAT
    xy = dict(zip(core, points, strict=True))
    for hub in sorted(fans):
        around = [xy[node] - xy[hub] for node in sorted(graph.neighbors(hub)) if node in inner]
        for leaf, offset in zip(fans[hub], _fan(len(fans[hub]), around), strict=True):
            xy[leaf] = xy[hub] + offset
    return _separate(np.array([xy[node] for node in part]), size[list(part)] / 2)


def _stress(core: Graph, reach: Floats) -> Floats:
    """Stress majorisation (SMACOF): each pair at the distance its path and its fans ask for."""
    n = len(reach)
    if n == 1:
        return np.zeros((1, 2))
    target = EDGE * _paths(core) + reach[:, None] + reach[None, :]
    np.fill_diagonal(target, 1.0)
    weight = target**-2
    np.fill_diagonal(weight, 0.0)
    pull = np.diag(weight.sum(axis=1)) - weight
    inverse = np.linalg.inv(pull + 1.0 / n) - 1.0 / n
    wanted = weight * target
    points = _pivots(target)
    for _ in range(int(min(260, max(12, WORK / n**2)))):
        ratio = wanted / _distances(points)
        np.fill_diagonal(ratio, 0.0)
        moved = inverse @ (ratio.sum(axis=1)[:, None] * points - ratio @ points)
        done = float(np.abs(moved - points).max()) < 0.4
        points = moved
        if done:
            break
    return points


def _paths(core: Graph) -> Floats:
    """Lengths of the shortest paths between all nodes."""
    n = core.num_nodes()
    found = np.zeros((n, n))
    for i, row in rx.all_pairs_dijkstra_path_lengths(core, float).items():
        found[i, np.fromiter(row.keys(), dtype=np.intp, count=len(row))] = np.fromiter(
            row.values(), np.float64, len(row)
        )
    return found


def _distances(points: Floats) -> Floats:
    x, y = points[:, 0], points[:, 1]
    found: Floats = np.maximum(np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :]), 1e-3)
    return found


def _pivots(target: Floats) -> Floats:
    """A first drawing: classical scaling against some far-apart pivots, with a fixed jitter for nodes that coincide."""
    n = len(target)
    chosen = [0]
    nearest = target[0].copy()
    while len(chosen) < min(n, 50):
        chosen.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, target[chosen[-1]])
    square = target[:, chosen] ** 2
    centred = -0.5 * (square - square.mean(axis=0) - square.mean(axis=1)[:, None] + square.mean())
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, -2:] if len(chosen) > 1 else np.ones((1, 2))
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])] < 0, -1.0, 1.0)
    points = centred @ axes
    points *= float(np.median(target)) / max(float(np.abs(points).mean()), 1e-6) / 2
    jittered: Floats = points + np.random.default_rng(2021).normal(scale=EDGE / 3, size=(n, 2))
    return jittered


def _upright(points: Floats) -> Floats:
    """Turn the longest axis horizontal: screens are wide."""
    centred = points - points.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axis = vectors[:, -1] * (-1.0 if vectors[0, -1] < 0 else 1.0)
    turn = np.array([[axis[0], -axis[1]], [axis[1], axis[0]]])
    turned: Floats = centred @ turn
    return turned


def _rings(leaves: int) -> list[tuple[float, int]]:
    """Radius and number of slots of the rings that hold so many leaves."""
    rings: list[tuple[float, int]] = []
    left = leaves
    while left > 0:
        radius = EDGE + RING * len(rings)
        slots = max(6, int(2 * math.pi * radius / SLOT))
        rings.append((radius, slots))
        left -= slots
    return rings


def _reach(leaves: int) -> float:
    return _rings(leaves)[-1][0] * (0.5 if leaves < 4 else 0.9) if leaves else 0.0


def _fan(leaves: int, around: Sequence[Floats]) -> list[Floats]:
    """Offsets of the leaves of one hub, those slots first that face away from its other neighbours."""
    busy = [math.atan2(float(v[1]), float(v[0])) for v in around]
    total = sum(((v / max(float(np.hypot(*v)), 1e-6)) for v in around), np.zeros(2))
    away = math.atan2(-float(total[1]), -float(total[0])) if around else -math.pi / 2
    found: list[Floats] = []
    for radius, slots in _rings(leaves):
        turns = [away + 2 * math.pi * k / slots for k in range(slots)]
        turns.sort(key=lambda t: (-round(min((_angle(t, b) for b in busy), default=0.0), 6), round(_angle(t, away), 6)))
        kept = turns[: leaves - len(found)]
        spread = 2 * math.pi / len(kept) if len(kept) > slots // 2 and not busy else 0.0
        for k, turn in enumerate(kept):
            angle = away + k * spread if spread else turn
            found.append(np.array([FLAT[0] * radius * math.cos(angle), FLAT[1] * radius * math.sin(angle)]))
    return found


def _angle(a: float, b: float) -> float:
    return abs((a - b + math.pi) % (2 * math.pi) - math.pi)


def _separate(points: Floats, half: Floats, rounds: int = 160) -> Floats:
    """Spread the drawing, then push boxes that still overlap apart, keeping its shape."""
    xy = points * _spread(points, half)
    for done in range(rounds):
        i, j, delta, over = _overlaps(xy, half)
        if not len(i):
            break
        if done % 16 == 15:
            xy *= 1.03
            continue
        axis = (over / (half[i] + half[j])).argmin(axis=1)
        row = np.arange(len(i))
        sign = np.where(delta[row, axis] < 0, -1.0, 1.0)
        push = 0.5 * np.minimum(over[row, axis] + 0.5, 40.0) * sign
        np.add.at(xy, (j, axis), push)
        np.add.at(xy, (i, axis), -push)
    return xy


def _spread(points: Floats, half: Floats) -> float:
    """By how much to enlarge a drawing so that most overlaps dissolve without pushing."""
    i, j, delta, _ = _overlaps(points, half)
    if not len(i):
        return 1.0
    needed = ((half[i] + half[j]) / np.maximum(np.abs(delta), 1.0)).min(axis=1)
    worst = np.ones(len(points))
    np.maximum.at(worst, i, needed)
    np.maximum.at(worst, j, needed)
    room = math.pi / 4 * float(np.prod(points.max(axis=0) - points.min(axis=0) + 2 * half.max(axis=0)))
    dense = math.sqrt(4 * float(half.prod(axis=1).sum()) / (FILLED * room))
    return max(float(np.clip(np.quantile(worst, 0.7), 1.0, 1.4)), dense)


def _overlaps(xy: Floats, half: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats, Floats]:
    """Pairs of overlapping boxes, their offset and by how much they overlap, found by a sweep from top to bottom."""
    order = np.argsort(xy[:, 1], kind="stable")
    ys = xy[order, 1]
    counts = np.searchsorted(ys, ys + 2 * float(half[:, 1].max())) - np.arange(len(ys)) - 1
    first = np.repeat(np.arange(len(ys)), counts)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    i, j = order[first], order[second]
    delta = xy[j] - xy[i]
    over = half[i] + half[j] - np.abs(delta)
    hit = (over > 0.5).all(axis=1)
    return i[hit], j[hit], delta[hit], over[hit]


def _pack(drawn: Sequence[tuple[Sequence[int], Floats]], size: Floats) -> Floats:
    """The largest component in the middle, each other one in the free place nearest to it."""
    placed = np.zeros_like(size)
    parts = _with_grid(drawn, size)
    if not parts:
        return placed
    covers = [_cover(points, size[list(part)] / 2) for part, points in parts]
    room = sum(math.prod(cover.shape) for cover in covers) ** 0.5
    rows, columns = (int(2 * room) + 2 * max(cover.shape[k] for cover in covers) for k in (0, 1))
    taken = np.zeros((rows, columns), dtype=bool)
    far = np.hypot((np.arange(rows)[:, None] - rows / 2) * ASPECT, np.arange(columns)[None, :] - columns / 2)
    for k in sorted(range(len(parts)), key=lambda k: (-covers[k].size, parts[k][0][0])):
        part, points = parts[k]
        height, width = covers[k].shape
        total = np.pad(taken.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        inside = total[height:, width:] - total[:-height, width:] - total[height:, :-width] + total[:-height, :-width]
        top, left = (rows - height) // 2, (columns - width) // 2
        if taken.any():
            away = far[height // 2 :, width // 2 :][: inside.shape[0], : inside.shape[1]]
            top, left = divmod(int(np.where(inside == 0, away, np.inf).argmin()), inside.shape[1])
        taken[top : top + height, left : left + width] |= covers[k]
        low = (points - size[list(part)] / 2).min(axis=0)
        placed[list(part)] = points - low + np.array([left, top]) * CELL
    middle = (placed.min(axis=0) + placed.max(axis=0)) / 2
    centred: Floats = placed - middle
    return centred


def _with_grid(drawn: Sequence[tuple[Sequence[int], Floats]], size: Floats) -> list[tuple[Sequence[int], Floats]]:
    """Nodes without any edge stand together in a grid."""
    single = [part[0] for part, _ in drawn if len(part) == 1]
    parts = [(part, points) for part, points in drawn if len(part) > 1]
    if single:
        columns = math.ceil(math.sqrt(1.5 * len(single)))
        width, height = (float(extent) for extent in size[single].max(axis=0))
        grid = np.array([[k % columns * width, k // columns * height] for k in range(len(single))])
        parts.append((single, grid))
    return parts


def _cover(points: Floats, half: Floats) -> NDArray[np.bool_]:
    """Cells a component takes, gaps within a row filled: nothing is to stand among its edges."""
    low = (points - half).min(axis=0)
    first = ((points - half - low) // CELL).astype(int)
    last = ((points + half - low + GAP) // CELL).astype(int)
    rows, columns = int(last[:, 1].max()) + 1, int(last[:, 0].max()) + 1
    cover = np.zeros((rows, columns), dtype=bool)
    for (left, top), (right, bottom) in zip(first, last, strict=True):
        cover[top : bottom + 1, left : right + 1] = True
    across = np.logical_or.accumulate(cover, axis=1) & np.logical_or.accumulate(cover[:, ::-1], axis=1)[:, ::-1]
    down = np.logical_or.accumulate(cover, axis=0) & np.logical_or.accumulate(cover[::-1], axis=0)[::-1]
    filled: NDArray[np.bool_] = across | down
    return filled
