"""A long drawing in rows, as text is: cut between columns where few edges pass."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import ceil

from nnviz.core.graph_layout import GraphLayout, NodeSize, Point

_LOOK_BACK = 0.35
_LEAST_FILLED = 1.4
_SLACK = 1.12  # the margins of a row
_MOST_ROWS = 40


@dataclass(frozen=True)
class _Row:
    """The part of a layout between `left` and `right`, moved by (`dx`, `dy`); `under` is where it ends below."""

    left: float
    right: float
    dx: float
    dy: float
    under: float


def fold(layout: GraphLayout, sizes: Sequence[NodeSize], width: float, gap: float) -> GraphLayout:
    """Return the layout in rows of at most about `width`, `gap` apart; edges to the next row run around its end.

    Examples
    --------
    >>> from nnviz.core.graph_layout import lay_out
    >>> sizes = [NodeSize(10, 5, 5)] * 4
    >>> folded = fold(lay_out(sizes, [(0, 1), (1, 2), (2, 3)], gap_x=20), sizes, 40, 20)
    >>> folded.rows, folded.places[2], (folded.width, folded.height)
    ((0, 0, 1, 1), (15.0, 35.0), (60.0, 40.0))
    >>> folded.routes[1]
    ((55.0, 5.0), (55.0, 20.0), (5.0, 20.0), (5.0, 35.0))
    """
    columns = sorted({column: x for column, (x, _) in zip(layout.columns, layout.places, strict=True)}.items())
    middles = [x for _, x in columns]
    starts = _starts(layout, middles, width)
    if len(starts) < 2:
        return layout
    spans = _spans(layout, sizes, middles, starts)
    rows = _rows(layout, sizes, spans, gap)
    ends = [row.right for row in rows[:-1]]
    row_of = [bisect_right(ends, x) for x, _ in layout.places]
    indent = gap / 2
    places = tuple(_moved(point, rows[row]) for point, row in zip(layout.places, row_of, strict=True))
    widest = max(row.right - row.left for row in rows)
    rim = (indent / 2, widest + 1.5 * indent)
    return replace(
        layout,
        places=places,
        routes=tuple(_edges(layout, rows, ends, rim, gap)),
        width=widest + 2 * indent,
        height=rows[-1].under,
        rows=tuple(row_of),
    )


def rows_that_fit(layout: GraphLayout, gap: float, view: tuple[float, float], readable: float) -> int:
    """Return into how many rows a layout is best cut for a view of so many px.

    As many as make a row as wide as the view in `readable` size where more than one of them fits, else those in
    which all of it is seen largest.
    """
    wide, tall = layout.width, layout.height + gap
    if min(wide, tall, *view) <= 0 or min(view[0] / wide, view[1] / layout.height) >= readable:
        return 1
    filling = ceil(_SLACK * wide * readable / view[0])
    if view[1] >= _LEAST_FILLED * tall * readable:
        return min(_MOST_ROWS, filling)
    choices = range(1, min(_MOST_ROWS, filling) + 1)
    return max(choices, key=lambda rows: (min(view[0] * rows / wide, view[1] / (tall * rows)), -rows))


def _starts(layout: GraphLayout, middles: Sequence[float], width: float) -> list[int]:
    """Return the number of the first column of each row."""
    passing = _passing(layout, middles)
    starts = [0]
    while True:
        start = starts[-1]
        limit = middles[start] + width
        most = next((n for n in range(start + 1, len(middles)) if middles[n] >= limit), None)
        if most is None:
            return starts
        least = start + 1 + int((most - start) * (1 - _LOOK_BACK))
        # The latest of the gaps with the fewest edges.
        starts.append(min(range(min(least, most), most + 1), key=lambda n: (passing[n], -n)))


def _passing(layout: GraphLayout, middles: Sequence[float]) -> list[int]:
    """Return for each column from how many nodes lines come that a cut before it would cut."""
    number = {x: n for n, x in enumerate(middles)}
    last: dict[int, int] = {}
    for source, target in layout.edges:
        last[source] = max(last.get(source, 0), number[layout.places[target][0]])
    changes = [0] * (len(middles) + 1)
    for source, column in last.items():
        changes[number[layout.places[source][0]] + 1] += 1
        changes[column + 1] -= 1
    return list(accumulate(changes))[:-1]


def _spans(
    layout: GraphLayout, sizes: Sequence[NodeSize], middles: Sequence[float], starts: Sequence[int]
) -> list[tuple[float, float]]:
    """Return from where to where in the old drawing each row reaches."""
    widest = dict.fromkeys(middles, 0.0)
    for (x, _), size in zip(layout.places, sizes, strict=True):
        widest[x] = max(widest[x], size.width)
    rights = [middles[n - 1] + widest[middles[n - 1]] / 2 for n in starts[1:]] + [layout.width]
    return [(middles[n] - widest[middles[n]] / 2, right) for n, right in zip(starts, rights, strict=True)]


def _rows(
    layout: GraphLayout, sizes: Sequence[NodeSize], spans: Sequence[tuple[float, float]], gap: float
) -> list[_Row]:
    """Return the rows one below the other, each as high as what stands in it."""
    points = [(x, y - size.above, y + size.below) for (x, y), size in zip(layout.places, sizes, strict=True)]
    points += [(x, y, y) for route in layout.routes for x, y in route]
    rows, top = [], 0.0
    for left, right in spans:
        inside = [(high, low) for x, high, low in points if left <= x <= right]
        above, below = min(high for high, _ in inside), max(low for _, low in inside)
        rows.append(_Row(left, right, gap / 2 - left, top - above, top - above + below))
        top = rows[-1].under + gap
    return rows


def _moved(point: Point, row: _Row) -> Point:
    return point[0] + row.dx, point[1] + row.dy


def _edges(
    layout: GraphLayout, rows: Sequence[_Row], ends: Sequence[float], rim: tuple[float, float], gap: float
) -> list[tuple[Point, ...]]:
    """Return the routes with what leads from the end of a row to the beginning of the next."""
    routes = []
    for (source, target), route in zip(layout.edges, layout.routes, strict=True):
        found: list[Point] = []
        for here, there in pairwise((layout.places[source], *route, layout.places[target])):
            first, last = bisect_right(ends, here[0]), bisect_right(ends, there[0])
            for number in range(first, last):
                found += _turn(here, there, rows[number], rows[number + 1], rim, gap)
            if there is not layout.places[target]:
                found.append(_moved(there, rows[last]))
        routes.append(tuple(found))
    return routes


def _turn(
    here: Point, there: Point, row: _Row, following: _Row, rim: tuple[float, float], gap: float
) -> tuple[Point, ...]:
    left, right = rim
    between = row.under + gap / 2
    return (
        (right, here[1] + row.dy),
        (right, between),
        (left, between),
        (left, there[1] + following.dy),
    )
