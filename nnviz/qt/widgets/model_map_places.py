"""Where the blocks of a map are on screen, for a font and a size of window."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF

from nnviz.core.graph_layout import GraphLayout
from nnviz.core.model_map import ModelMap, lay_out_map, shape_words
from nnviz.core.viewport import Viewport
from nnviz.qt.widgets.model_map_painter import BlockPlace, place_of

_MARGIN_PX = 14.0
_COMPACT_GAP_PX = 24.0
_WIDEST_LABEL = 16
_READABLE_ZOOM = 0.55
_SPACIOUS_ZOOM = 0.7
_LARGEST_ZOOM = 2.0


class MapPlaces:
    """Lays a map out: with shapes on the edges where there is room, else below the names.

    What does not fit in readable size begins at its left end; `viewport` may be set.
    """

    def __init__(self, drawn: ModelMap, font: QFont, size: QSize) -> None:
        strong = QFont(font)
        strong.setBold(True)
        self._map = drawn
        self._strong, self._plain = QFontMetricsF(strong), QFontMetricsF(font)
        self._layouts: dict[bool, tuple[GraphLayout, float]] = {}
        self._labels = self._label_widths()
        self.area = _inside(size)
        self.spacious = True
        self.viewport = Viewport.fitted((1, 1), (1, 1))
        self._first_scale = 1.0
        self._begin()

    @property
    def layout(self) -> GraphLayout:
        """Where the blocks stand at zoom 1."""
        return self._laid_out(self.spacious)[0]

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
        return self.viewport.showing(x - wide / 2, y - tall / 2, wide, tall)

    def on_screen(self, x: float, y: float) -> QPointF:
        """Return the point on screen of a place at zoom 1."""
        left, top = self.viewport.to_view(x, y)
        return self.area.topLeft() + QPointF(left, top)

    def place(self, number: int) -> BlockPlace:
        """Return where a block is on screen."""
        return place_of(self._map.blocks[number], self.on_screen(*self.layout.places[number]), self.viewport.scale)

    def reach(self, number: int) -> QRectF:
        """Return the rectangle in which the mouse means this block."""
        return self.place(number).whole.adjusted(-3.0, -3.0, 3.0, max(3.0, self.label_height))

    def seen(self) -> list[int]:
        """Return the blocks on screen, by number."""
        area = self.area.adjusted(-_MARGIN_PX, -_MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        return [number for number in range(len(self._map.blocks)) if self.place(number).whole.intersects(area)]

    def beyond(self) -> tuple[bool, bool]:
        """Tell whether blocks lie off screen, to the left and to the right."""
        wide = self.layout.width * self.viewport.scale
        return self.viewport.left < -1.0, self.viewport.left + wide > self.area.width() + 1.0

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
        self.spacious = width >= _SPACIOUS_ZOOM * self._content(True)[0]
        content = self._content(self.spacious)
        fitted = Viewport.fitted(content, (width, height))
        if fitted.scale >= _READABLE_ZOOM:
            # As large as can be: cells of a whole number of px are nothing that a drawing needs.
            wanted = min(width / content[0], height / content[1], _LARGEST_ZOOM)
        else:
            wanted = max(_READABLE_ZOOM, min(1.0, height / content[1]))
        self.viewport = fitted.zoomed(wanted / fitted.scale, 0.0, height / 2)
        self._first_scale = self.viewport.scale

    def _content(self, spacious: bool) -> tuple[float, float]:
        layout, _ = self._laid_out(spacious)
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
