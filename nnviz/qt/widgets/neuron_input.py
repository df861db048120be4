"""The picture that the first column of neurons reads, and where in it each neuron lies."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from nnviz.core.arrays import FloatArray
from nnviz.core.coloured_maps import colour_maps
from nnviz.core.view_state import ColourScale
from nnviz.core.weight_pictures import InputMap
from nnviz.qt.theme import Theme


class NeuronInput:
    """(H, W) values of the map `grid`, painted into an area."""

    def __init__(self, picture: FloatArray, grid: InputMap) -> None:
        self.grid = grid
        pixels = np.ascontiguousarray(colour_maps(picture[None], ColourScale("grey")).pixels[0])
        height, width = pixels.shape
        self._image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()

    def area(self, room: QRectF) -> QRectF:
        """Return where the picture lies in a room, its proportions kept."""
        side = min(room.width() / self.grid.width, room.height() / self.grid.height)
        area = QRectF(0, 0, side * self.grid.width, side * self.grid.height)
        area.moveCenter(room.center())
        return area

    def point(self, area: QRectF, source: int) -> QPointF:
        """Return the middle of the pixel that an input neuron stands for."""
        row, column, _ = self.grid.place(source)
        x, y = (column + 0.5) / self.grid.width, (row + 0.5) / self.grid.height
        return QPointF(area.left() + x * area.width(), area.top() + y * area.height())

    def paint(self, painter: QPainter, room: QRectF, neurons: list[tuple[int, QPointF, bool]], theme: Theme) -> None:
        """Draw the picture and a line from the pixel of each neuron, (source, its middle, marked), to the neuron."""
        area = self.area(room)
        painter.drawImage(area, self._image)
        painter.setPen(theme.colour("border"))
        painter.drawRect(area)
        side = max(3.0, area.width() / self.grid.width)
        for source, centre, marked in neurons:
            point = self.point(area, source)
            colour = QColor(theme.colour("good"))
            colour.setAlphaF(1.0 if marked else 0.35)
            painter.setPen(QPen(colour, 2.0 if marked else 0.8))
            painter.drawLine(QLineF(point, centre))
            painter.drawRect(QRectF(point.x() - side / 2, point.y() - side / 2, side, side))
