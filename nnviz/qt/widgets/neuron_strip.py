"""The neurons of a dense layer, each a circle in the colour of its value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.core.arrays import Array
from nnviz.core.coloured_maps import ColouredMaps, colour_maps
from nnviz.core.neuron_layout import NeuronLayout, neuron_layout
from nnviz.core.tiling import tile
from nnviz.core.view_state import ColourScale
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.mosaic_picture import MosaicPicture

_MARGIN_PX = 6
_MOST_NAME_PX = 90


class NeuronStrip(QWidget):
    """Shows a vector. `hovered` carries (index, value) or None, `neuron_chosen` (index, value).

    Wraps where it is narrow; thousands of neurons become small squares. Meant to stand in a scroll area: it asks for
    the height that it needs. The arrow keys move from neuron to neuron.
    """

    hovered = Signal(object)
    neuron_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = ColourScale()
        self._names: Sequence[str] = ()
        self._beside: Array | None = None
        self._selected: int | None = None
        self._pointed: int | None = None
        self._coloured = colour_maps(np.zeros((0, 1, 1), np.float32), self._scale)
        self._squares = MosaicPicture()
        self._layout = NeuronLayout(1, 1, 1, 1, 1)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    @property
    def coloured(self) -> ColouredMaps:
        """The values as (N, 1, 1) maps, with their colours and range."""
        return self._coloured

    @property
    def places(self) -> NeuronLayout:
        """Where each neuron stands, inside the margin."""
        return self._layout

    @property
    def selected(self) -> int | None:
        """The framed neuron."""
        return self._selected

    @property
    def names(self) -> Sequence[str]:
        """What the neurons are called, where they have names."""
        return self._names

    def set_values(self, values: Array, names: Sequence[str] = (), beside: Array | None = None) -> None:
        """Show a vector; `names` of the same length stand below the neurons, else their numbers.

        The colours suit the values of another vector of this length `beside` it, too.
        """
        self._names = names if len(names) == len(values) else ()
        self._beside = None if beside is None else beside.reshape(-1, 1, 1)
        # One range for all: a range for each neuron would say nothing.
        scale = replace(self._scale, per_map=False)
        self._coloured = colour_maps(values.reshape(-1, 1, 1), scale, self._beside)
        self._lay_out()

    def set_scale(self, scale: ColourScale) -> None:
        """Show the same values in other colours."""
        if scale != self._scale:
            self._scale = scale
            self.set_values(self._coloured.maps.reshape(-1), self._names, self._beside)

    def select(self, index: int | None) -> None:
        """Frame a neuron; None frames nothing."""
        self._selected = index if index is not None and 0 <= index < len(self._coloured.maps) else None
        self.update()

    def point_at(self, index: int | None) -> None:
        """Mark the neuron that the mouse points at in another view."""
        self._pointed = index if index is not None and 0 <= index < len(self._coloured.maps) else None
        self.update()

    def rect_of(self, index: int) -> QRectF:
        """Return where a neuron's body is on screen."""
        x, y = self._layout.corner(index)
        x += _MARGIN_PX + (self._layout.across - self._layout.size) / 2
        return QRectF(x, y + _MARGIN_PX, self._layout.size, self._layout.size)

    def neuron_at(self, point: QPointF) -> int | None:
        """Return the neuron under a point of this widget."""
        found = self._layout.neuron_at(point.x() - _MARGIN_PX, point.y() - _MARGIN_PX)
        return found if found is not None and found < len(self._coloured.maps) else None

    def _name(self, index: int) -> str:
        return self._names[index] if self._names else str(index)

    def _lay_out(self) -> None:
        count = len(self._coloured.maps)
        metrics = self.fontMetrics()
        names = [self._name(index) for index in range(min(count, 100))]
        name_px = min(_MOST_NAME_PX, max((metrics.horizontalAdvance(name) for name in names), default=0))
        width, height = (max(1.0, side - 2 * _MARGIN_PX) for side in (self.width(), self._room()))
        self._layout = neuron_layout(count, width, height, metrics.height() + 2, name_px)
        if not self._layout.round and count:
            self._squares = MosaicPicture(tile(self._coloured.pixels, self._layout.columns, gap=0, fill=0))
        self.setMinimumHeight(int(min(self._layout.height + 2 * _MARGIN_PX, 2**20)))
        self.select(self._selected)
        self.point_at(self._pointed)

    def _room(self) -> int:
        """Return the height that can be seen: that of the scroll area around, where there is one."""
        parent = self.parentWidget()
        return self.height() if parent is None else min(self.height(), parent.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the neurons that can be seen."""
        painter = QPainter(self)
        theme = theme_of(self)
        painter.fillRect(event.rect(), theme.colour("surface"))
        if len(self._coloured.maps):
            if self._layout.round:
                self._paint_circles(painter, event)
            else:
                self._paint_squares(painter)
            self._paint_selection(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_squares(self, painter: QPainter) -> None:
        layout = self._layout
        self._squares.draw(painter, QRectF(_MARGIN_PX, _MARGIN_PX, layout.columns * layout.across, layout.height))

    def _paint_circles(self, painter: QPainter, event: QPaintEvent) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self)
        metrics = self.fontMetrics()
        for index, pixel in enumerate(self._coloured.pixels.reshape(-1).tolist()):
            body = self.rect_of(index)
            if body.top() > event.rect().bottom() or body.bottom() + self._layout.down < event.rect().top():
                continue
            colour = QColor.fromRgb(pixel)
            painter.setPen(QPen(theme.colour("border"), 1))
            painter.setBrush(colour)
            painter.drawEllipse(body.adjusted(1, 1, -1, -1))
            if not self._layout.named:
                continue
            text = self._value_text(index)
            if metrics.horizontalAdvance(text) <= body.width() - 4:
                painter.setPen(QColor("black") if _is_light(colour) else QColor("white"))
                painter.drawText(body, Qt.AlignmentFlag.AlignCenter, text)
            place = QRectF(0, body.bottom() + 2, self._layout.across - 2, metrics.height())
            place.moveLeft(body.center().x() - place.width() / 2)
            name = metrics.elidedText(self._name(index), Qt.TextElideMode.ElideRight, int(place.width()))
            painter.setPen(theme.colour("muted"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)

    def _value_text(self, index: int) -> str:
        value = float(self._coloured.maps[index, 0, 0])
        return QLocale().toString(value, "f", 2) if abs(value) < 10 else QLocale().toString(value, "g", 2)

    def _paint_selection(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index, style in ((self._selected, Qt.PenStyle.SolidLine), (self._pointed, Qt.PenStyle.DotLine)):
            if index is None:
                continue
            painter.setPen(QPen(theme_of(self).colour("accent"), 2, style))
            body = self.rect_of(index)
            if self._layout.round:
                painter.drawEllipse(body)
            else:
                painter.drawRect(body.adjusted(-1, -1, 1, 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the neuron under the mouse."""
        index = self.neuron_at(event.position())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the value under the mouse."""
        index = self.neuron_at(event.position())
        self.hovered.emit(None if index is None else (index, self._coloured.maps[index, 0, 0].item()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that no value is under the mouse any more."""
        del event
        self.hovered.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen neuron."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._layout.columns,
            Qt.Key.Key_Down: self._layout.columns,
        }
        step = steps.get(Qt.Key(event.key()))
        count = len(self._coloured.maps)
        if step is None or not count:
            super().keyPressEvent(event)
        elif self._selected is None:
            self._choose(0)
        elif 0 <= self._selected + step < count:
            self._choose(self._selected + step)

    def _choose(self, index: int) -> None:
        self.select(index)
        self.neuron_chosen.emit((index, self._coloured.maps[index, 0, 0].item()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap for the new width."""
        del event
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font and the theme."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._lay_out()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for a row of scores."""
        return QSize(420, 160)


def _is_light(colour: QColor) -> bool:
    return 0.299 * colour.redF() + 0.587 * colour.greenF() + 0.114 * colour.blueF() > 0.55
