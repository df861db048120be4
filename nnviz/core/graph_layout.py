"""Where the nodes of a directed graph stand when it is drawn from left to right.

The method is Sugiyama's (Sugiyama, Tagawa, Toda 1981): columns by the longest path, long edges cut into pieces, few
crossings by the mean place of neighbours, then heights that keep edges straight, found by monotone regression.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]

_ORDER_SWEEPS = 8
_HEIGHT_SWEEPS = 24
_BEND_ROOM = 14.0


@dataclass(frozen=True)
class NodeSize:
    """What a node needs: `width`, and so much room `above` and `below` the height at which edges meet it."""

    width: float
    above: float
    below: float


@dataclass(frozen=True)
class GraphLayout:
    """Node `i` stands in column ``columns[i]``, its edges meet it at the height of ``places[i]``, its middle.

    ``routes[e]`` are the points that edge ``edges[e]`` passes between its ends; `width` and `height` hold everything.
    `rows` are the rows of the nodes where the drawing is cut into rows, else empty.
    """

    places: tuple[Point, ...]
    columns: tuple[int, ...]
    routes: tuple[tuple[Point, ...], ...]
    width: float
    height: float
    edges: tuple[tuple[int, int], ...] = ()
    rows: tuple[int, ...] = ()


def lay_out(
    sizes: Sequence[NodeSize], edges: Sequence[tuple[int, int]], gap_x: float = 40.0, gap_y: float = 16.0
) -> GraphLayout:
    """Return the layout of nodes whose edges run from a lower number to a higher one.

    Examples
    --------
    >>> found = lay_out([NodeSize(10, 5, 5)] * 3, [(0, 1), (1, 2)], gap_x=20)
    >>> found.places, found.columns
    (((5.0, 5.0), (35.0, 5.0), (65.0, 5.0)), (0, 1, 2))
    """
    if not sizes:
        return GraphLayout((), (), (), 0.0, 0.0)
    columns = _columns(len(sizes), edges)
    graph = _Layered(sizes, edges, columns)
    graph.order()
    heights = graph.heights(gap_y)
    middles, width = _middles(sizes, columns, gap_x)
    rooms = graph.rooms
    top = min(height - room.above for height, room in zip(heights, rooms, strict=True))
    bottom = max(height + room.below for height, room in zip(heights, rooms, strict=True))
    places = tuple((middles[column], heights[node] - top) for node, column in enumerate(columns))
    routes = tuple(
        tuple((middles[graph.column_of[bend]], heights[bend] - top) for bend in chain[1:-1]) for chain in graph.chains
    )
    return GraphLayout(places, tuple(columns), routes, width, bottom - top, tuple(edges))


def _columns(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """Return the longest path to each node; a node without a source stands just before the first that reads it."""
    columns = [0] * count
    for source, target in sorted(edges, key=lambda edge: edge[1]):
        columns[target] = max(columns[target], columns[source] + 1)
    fed = {target for _, target in edges}
    for node in range(count):
        readers = [columns[target] for source, target in edges if source == node]
        if node not in fed and readers:
            columns[node] = min(readers) - 1
    return columns


def _middles(sizes: Sequence[NodeSize], columns: Sequence[int], gap: float) -> tuple[list[float], float]:
    widths = [0.0] * (max(columns) + 1)
    for size, column in zip(sizes, columns, strict=True):
        widths[column] = max(widths[column], size.width)
    middles, left = [], 0.0
    for width in widths:
        middles.append(left + width / 2)
        left += width + gap
    return middles, left - gap


class _Layered:
    """Nodes and the bends of long edges, in columns from top to bottom."""

    def __init__(self, sizes: Sequence[NodeSize], edges: Sequence[tuple[int, int]], columns: Sequence[int]) -> None:
        self.rooms = list(sizes)
        self.column_of = list(columns)
        self.chains: list[list[int]] = []
        for source, target in edges:
            bends = range(len(self.rooms), len(self.rooms) + columns[target] - columns[source] - 1)
            self.rooms += [NodeSize(0.0, _BEND_ROOM, _BEND_ROOM)] * len(bends)
            self.column_of += range(columns[source] + 1, columns[target])
            self.chains.append([source, *bends, target])
        self._nodes = len(sizes)
        self._before: list[list[int]] = [[] for _ in self.rooms]
        self._after: list[list[int]] = [[] for _ in self.rooms]
        for chain in self.chains:
            for near, far in pairwise(chain):
                self._after[near].append(far)
                self._before[far].append(near)
        self.stacks: list[list[int]] = [[] for _ in range(max(columns) + 1)]
        for vertex, column in enumerate(self.column_of):
            self.stacks[column].append(vertex)

    def order(self) -> None:
        """Sort each column so that few edges cross."""
        rank = {vertex: float(place) for stack in self.stacks for place, vertex in enumerate(stack)}
        best, fewest = [list(stack) for stack in self.stacks], self._crossings(rank)
        for sweep in range(_ORDER_SWEEPS):
            forward = sweep % 2 == 0
            beside = self._before if forward else self._after
            for stack in self.stacks if forward else reversed(self.stacks):
                wishes = {vertex: _mean([rank[one] for one in beside[vertex]], rank[vertex]) for vertex in stack}
                stack.sort(key=wishes.__getitem__)
                rank.update({vertex: float(place) for place, vertex in enumerate(stack)})
            crossings = self._crossings(rank)
            if crossings < fewest:
                best, fewest = [list(stack) for stack in self.stacks], crossings
        self.stacks = best

    def _crossings(self, rank: dict[int, float]) -> int:
        found = 0
        for stack in self.stacks:
            ends = sorted((rank[near], rank[far]) for near in stack for far in self._after[near])
            targets = [far for _, far in ends]
            found += sum(one > other for place, one in enumerate(targets) for other in targets[place + 1 :])
        return found

    def heights(self, gap: float) -> list[float]:
        """Return the height of each vertex, kept in order, so that edges run as level as they can."""
        heights = [0.0] * len(self.rooms)
        for stack in self.stacks:
            self._settle(stack, heights, gap)
        for sweep in range(_HEIGHT_SWEEPS):
            stacks = self.stacks if sweep % 2 == 0 else self.stacks[::-1]
            both = sweep >= _HEIGHT_SWEEPS // 2
            for stack in stacks:
                for vertex in stack:
                    beside = self._before[vertex] if sweep % 2 == 0 else self._after[vertex]
                    if both:
                        beside = [*self._before[vertex], *self._after[vertex]]
                    heights[vertex] = self._wish(vertex, beside, heights)
                self._settle(stack, heights, gap)
        return heights

    def _wish(self, vertex: int, beside: Sequence[int], heights: Sequence[float]) -> float:
        # Neighbours that are nodes count more where this is one: the trunk stays straight, the by-passes bend.
        weights = [4.0 if one < self._nodes and vertex < self._nodes else 1.0 for one in beside]
        if not weights:
            return heights[vertex]
        return sum(w * heights[one] for w, one in zip(weights, beside, strict=True)) / sum(weights)

    def _settle(self, stack: Sequence[int], heights: list[float], gap: float) -> None:
        """Move the vertices of a column apart as little as possible until each has its room."""
        offsets, low = [], 0.0
        for place, vertex in enumerate(stack):
            if place:
                low += self.rooms[stack[place - 1]].below + gap + self.rooms[vertex].above
            offsets.append(low)
        wishes = [heights[vertex] - offset for vertex, offset in zip(stack, offsets, strict=True)]
        weights = [4.0 if vertex < self._nodes else 1.0 for vertex in stack]
        for vertex, level, offset in zip(stack, rising(wishes, weights), offsets, strict=True):
            heights[vertex] = level + offset


def rising(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return the never falling sequence nearest to `values` in weighted squares (pool adjacent violators).

    Examples
    --------
    >>> rising([1.0, 4.0, 2.0, 5.0], [1.0, 1.0, 1.0, 1.0])
    [1.0, 3.0, 3.0, 5.0]
    """
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        pool = (value, weight, 1)
        while pools and pools[-1][0] > pool[0]:
            level, heft, count = pools.pop()
            total = heft + pool[1]
            pool = ((level * heft + pool[0] * pool[1]) / total, total, count + pool[2])
        pools.append(pool)
    return [level for level, _, count in pools for _ in range(count)]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
