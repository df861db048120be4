"""Where the blocks of a map are on screen, for a font and a size of window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath, QTransform

from nnviz.core.folded_layout import fold, rows_that_fit
from nnviz.core.graph_layout import GraphLayout
from nnviz.core.model_map import ModelMap, lay_out_map, shape_words, sizes_of
from nnviz.core.viewport import Viewport
from nnviz.qt.widgets.model_map_painter import BlockPlace, add_edge, place_of

_MARGIN_PX = 14.0
_FRAME_PX = 10.0
_COMPACT_GAP_PX = 24.0
_WIDEST_LABEL = 16
_READABLE_ZOOM = 0.55
_ROW_ZOOM = 0.75
_AFAR_ZOOM = 0.4
_SHORT = 60
_SPACIOUS_ZOOM = 0.7
_LARGEST_ZOOM = 2.0


class MapPlaces:
    """Lays a map out: with shapes on the edges where there is room, else below the names.

    What does not fit in readable size is cut into rows and begins at its upper left end; `viewport` may be set.
    """

    def __init__(self, drawn: ModelMap, font: QFont, size: QSize) -> None:
        strong = QFont(font)
        strong.setBold(True)
        self._map = drawn
        self._strong, self._plain = QFontMetricsF(strong), QFontMetricsF(font)
        self._layouts: dict[bool, tuple[GraphLayout, float]] = {}
        self._folded: dict[int, GraphLayout] = {}
        self._rows = 1
        self._path: tuple[GraphLayout, QPainterPath] | None = None
        self._boxes: tuple[GraphLayout, list[tuple[float, float, float, float]]] | None = None
        self._placed: tuple[Viewport, int, dict[int, BlockPlace]] | None = None
        self._labels = self._label_widths()
        self.area = _inside(size)
        self.spacious = True
        self.viewport = Viewport.fitted((1, 1), (1, 1))
        self._first_scale = 1.0
        self._begin()

    @property
    def layout(self) -> GraphLayout:
        """Where the blocks stand at zoom 1."""
        return self._folded.get(self._rows) or self._laid_out(self.spacious)[0]

    @property
    def rows(self) -> int:
        """Into how many rows the drawing was to be cut."""
        return self._rows

    @property
    def label_height(self) -> float:
        """The height of a label on screen, 0 where none are shown."""
        return self._label_height(self.spacious) if self._labelled else 0.0

    @property
    def _labelled(self) -> bool:
        return self.viewport.scale >= 0.8 * _READABLE_ZOOM

    def resize(self, size: QSize) -> bool:
        """Take another size; tell whether the view began anew."""
        before, self.area = self.area, _inside(size)
        zoomed = self.viewport.scale != self._first_scale
        if zoomed and before.width() == self.area.width() and not self.viewport.whole:
            self.viewport = self.viewport.resized(self._view())
            return False
        self._begin()
        return True

    def showing(self, number: int) -> Viewport:
        """Return the view moved just so far that a block is on screen."""
        x, y = self.layout.places[number]
        block = self._map.blocks[number]
        wide, tall = block.wide + 40.0, block.tall + 8.0
        labelled = tall + self.label_height / self.viewport.scale
        fits = labelled * self.viewport.scale <= self.area.height()
        return self.viewport.showing(x - wide / 2, y - tall / 2, wide, labelled if fits else tall)

    def on_screen(self, x: float, y: float) -> QPointF:
        """Return the point on screen of a place at zoom 1."""
        left, top = self.viewport.to_view(x, y)
        return self.area.topLeft() + QPointF(left, top)

    def place(self, number: int) -> BlockPlace:
        """Return where a block is on screen."""
        if self._placed is None or self._placed[0] is not self.viewport or self._placed[1] != self._rows:
            self._placed = self.viewport, self._rows, {}
        places = self._placed[2]
        if number not in places:
            middle = self.on_screen(*self.layout.places[number])
            places[number] = place_of(self._map.blocks[number], middle, self.viewport.scale)
        return places[number]

    def reach(self, number: int) -> QRectF:
        """Return the rectangle in which the mouse means this block."""
        return self.place(number).whole.adjusted(-3.0, -3.0, 3.0, max(3.0, self.label_height))

    def seen(self) -> list[int]:
        """Return the blocks on screen, by number."""
        area = self.area.adjusted(-_MARGIN_PX, -_MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        return [number for number in range(len(self._map.blocks)) if self.place(number).whole.intersects(area)]

    def edge(self, number: int) -> list[QPointF]:
        """Return the points on screen of an edge, from the block that it leaves to the one that it enters."""
        source, target = self._map.edges[number]
        start, end = self.place(source).whole, self.place(target).whole
        first, last = QPointF(start.right() + 2, start.center().y()), QPointF(end.left() - 2, end.center().y())
        return [first, *(self.on_screen(*point) for point in self.layout.routes[number]), last]

    def edges_seen(self) -> list[int]:
        """Return the edges that pass through the screen, by number."""
        port, area = self.viewport, self.area.adjusted(-_MARGIN_PX, -_MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        left, top = port.to_content(area.left() - self.area.left(), area.top() - self.area.top())
        right, bottom = port.to_content(area.right() - self.area.left(), area.bottom() - self.area.top())
        boxes = self._edge_boxes()
        return [n for n, (x, y, z, w) in enumerate(boxes) if x <= right and z >= left and y <= bottom and w >= top]

    def all_edges(self) -> QPainterPath:
        """Return the lines of all edges at zoom 1, for the view from afar."""
        layout = self.layout
        if self._path is None or self._path[0] is not layout:
            path = QPainterPath()
            for (source, target), route in zip(self._map.edges, layout.routes, strict=True):
                (x, y), (z, w) = layout.places[source], layout.places[target]
                start = QPointF(x + self._map.blocks[source].wide / 2, y)
                end = QPointF(z - self._map.blocks[target].wide / 2, w)
                add_edge(path, [start, *(QPointF(*point) for point in route), end])
            self._path = layout, path
        return self._path[1]

    @property
    def afar(self) -> bool:
        """Whether the drawing is so small that arrows and labels would not be read."""
        return self.viewport.scale < _AFAR_ZOOM

    @property
    def transform(self) -> QTransform:
        """What turns places at zoom 1 into points on screen."""
        left, top = self.viewport.to_view(0.0, 0.0)
        scale = self.viewport.scale
        return QTransform(scale, 0.0, 0.0, scale, self.area.left() + left, self.area.top() + top)

    def _edge_boxes(self) -> list[tuple[float, float, float, float]]:
        """Return (left, top, right, bottom) of each edge at zoom 1."""
        layout = self.layout
        if self._boxes is None or self._boxes[0] is not layout:
            found = []
            for (source, target), route in zip(self._map.edges, layout.routes, strict=True):
                points = (layout.places[source], *route, layout.places[target])
                xs, ys = [x for x, _ in points], [y for _, y in points]
                found.append((min(xs), min(ys), max(xs), max(ys)))
            self._boxes = layout, found
        return self._boxes[1]

    def frame_areas(self, members: Sequence[int]) -> list[QRectF]:
        """Return the rectangles on screen around the blocks of a nested model, one in each row."""
        rows, line = self.layout.rows, self._plain.height()
        areas: dict[int, QRectF] = {}
        for number in members:
            row = rows[number] if rows else 0
            areas[row] = areas.get(row, QRectF()).united(self.place(number).whole)
        grow = (-_FRAME_PX, -_FRAME_PX - line, _FRAME_PX, _FRAME_PX + self.label_height)
        return [area.adjusted(*grow) for area in areas.values()]

    def beyond(self) -> tuple[bool, bool, bool, bool]:
        """Tell whether the drawing goes on off screen: to the left, to the right, above and below."""
        port = self.viewport
        wide, tall = self.layout.width * port.scale, self.layout.height * port.scale
        right, below = port.left + wide > self.area.width() + 1.0, port.top + tall > self.area.height() + 1.0
        return port.left < -1.0, right, port.top < -1.0, below

    def label_room(self, number: int) -> float:
        """Return the width for the label of a block in px, 0 where none is shown."""
        if not self._labelled:
            return 0.0
        gap = self._laid_out(self.spacious)[1]
        return (max(self._map.blocks[number].wide, self._labels[number]) + 0.75 * gap) * self.viewport.scale

    def _view(self) -> tuple[float, float]:
        return max(self.area.width(), 1.0), max(self.area.height(), 1.0)

    def _begin(self) -> None:
        """Show everything where names can be read then, else the beginning in readable size."""
        width, height = self._view()
        self._rows = 1
        # A long model has no room for shapes on its edges: one layout less to find.
        short = len(self._map.blocks) <= _SHORT
        self.spacious = short and width >= _SPACIOUS_ZOOM * self._content(True)[0]
        self._fold((width, height))
        content = self._content(self.spacious)
        fitted = Viewport.fitted(content, (width, height))
        if fitted.scale >= _READABLE_ZOOM:
            # As large as can be: cells of a whole number of px are nothing that a drawing needs.
            wanted = min(width / content[0], height / content[1], _LARGEST_ZOOM)
        else:
            wanted = _ROW_ZOOM if self._rows > 1 else max(_READABLE_ZOOM, min(1.0, height / content[1]))
        self.viewport = fitted.zoomed(wanted / fitted.scale, 0.0, height / 2 if self._rows == 1 else 0.0)
        if self._map.blocks:
            self.viewport = self.showing(0)
        self._first_scale = self.viewport.scale

    def _fold(self, view: tuple[float, float]) -> None:
        """Cut a long drawing into rows."""
        layout, gap = self._laid_out(self.spacious)
        between = max(gap, 30.0)
        content = self._content(self.spacious)
        if min(view[0] / content[0], view[1] / content[1]) >= _READABLE_ZOOM:
            return
        rows = rows_that_fit(layout, between, view, _ROW_ZOOM)
        if rows > 1 and rows not in self._folded:
            sizes = sizes_of(self._map, self._labels, 1.35 * self._label_height(self.spacious))
            self._folded[rows] = fold(layout, sizes, layout.width / rows, between)
        self._rows = rows

    def _content(self, spacious: bool) -> tuple[float, float]:
        layout = self.layout if self._rows > 1 else self._laid_out(spacious)[0]
        answer = self._strong.horizontalAdvance("0 · 100.0 %") if self._map.blocks else 0.0
        return max(layout.width + answer, 1.0), max(layout.height, 1.0)

    def _laid_out(self, spacious: bool) -> tuple[GraphLayout, float]:
        """Return the layout and the gap between its columns."""
        if spacious not in self._layouts:
            shapes = [self._plain.horizontalAdvance(shape_words(block.sides)) for block in self._map.blocks]
            gap = max(shapes, default=0.0) + 18.0 if spacious else _COMPACT_GAP_PX
            # Labels keep their size when the drawing shrinks.
            layout = lay_out_map(self._map, self._labels, 1.35 * self._label_height(spacious), gap)
            self._layouts[spacious] = layout, gap
        return self._layouts[spacious]

    def _label_height(self, spacious: bool) -> float:
        return (2 if spacious else 3) * self._plain.height() + 6.0

    def _label_widths(self) -> list[float]:
        widest = _WIDEST_LABEL * self._plain.averageCharWidth()
        layers = [block.layer for block in self._map.blocks]
        names = [self._strong.horizontalAdvance(layer.name) for layer in layers]
        types = [self._plain.horizontalAdvance(layer.type) for layer in layers]
        return [min(max(pair), widest) + 2.0 for pair in zip(names, types, strict=True)]


def _inside(size: QSize) -> QRectF:
    return QRectF(0.0, 0.0, size.width(), size.height()).adjusted(
        _MARGIN_PX, _MARGIN_PX / 2, -_MARGIN_PX, -_MARGIN_PX / 2
    )
