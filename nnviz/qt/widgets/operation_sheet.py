"""One array of an operation, painted as sheets of cells: values, stretched copies, lengths of the axes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from nnviz.core.arrays import Array
from nnviz.core.operations.frames import Operand
from nnviz.core.operations.number_text import number_text
from nnviz.core.operations.sheets import CELL_ASPECT, AxisSpan, Sheets, lay_out, tints
from nnviz.qt.theme import Theme
from nnviz.qt.widgets.shape_badge import axis_colour

LEAST_TEXT_PX = 11.0
_ROUND_CELLS = 400  # rounded corners up to so many
_MARK_PX = 11.0
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class CellStyle:
    """How a cell is painted over: fill (None keeps its tint), frame, and the width of the frame."""

    frame: QColor
    width: float
    fill: QColor | None = None


class OperationSheet:
    """Knows the rectangles of an array's cells and paints them."""

    def __init__(self, operand: Operand, largest: float) -> None:
        self.operand = operand
        self.layout: Sheets = lay_out(operand.values.shape, operand.channels_last)
        self.texts = [number_text(value) for value in operand.values.ravel()]
        self._strengths = tints(operand.values, largest).tolist()
        ghost = operand.ghost
        self.ghosts = [False] * len(self.texts) if ghost is None else ghost.ravel().tolist()
        self.rects: list[QRectF] = []
        self.cell_px, self.origin = 1.0, (0.0, 0.0)
        self.font = QFont()

    def place(self, origin: tuple[float, float], cell_px: float, font: QFont) -> None:
        """Put the array on the screen."""
        self.cell_px, self.origin = cell_px, origin
        width, inset = cell_px * CELL_ASPECT, min(2.0, 0.06 * cell_px)
        self.rects = [
            QRectF(
                origin[0] + x * width + inset, origin[1] + y * cell_px + inset, width - 2 * inset, cell_px - 2 * inset
            )
            for x, y in self.layout.places.tolist()
        ]
        self.font = QFont(font)
        longest = max((len(text) for text in self.texts), default=1)
        self.font.setPixelSize(max(int(min(0.4 * cell_px, 1.55 * width / max(longest, 2))), 1))

    @property
    def shows_values(self) -> bool:
        """Whether cells are large enough for their values."""
        return self.cell_px >= LEAST_TEXT_PX and self.font.pixelSize() >= 7

    @property
    def bounds(self) -> QRectF:
        """The rectangle of all cells."""
        width, height = self.layout.size
        return QRectF(*self.origin, width * self.cell_px * CELL_ASPECT, height * self.cell_px)

    def cell_at(self, point: QPointF) -> int | None:
        """Return the cell under a point, the one in front first."""
        for cell in reversed(self.layout.order.tolist()):
            if self.rects[cell].contains(point):
                return int(cell)
        return None

    # --- painting ---

    def paint_cells(self, painter: QPainter, theme: Theme, done: Array | None = None) -> None:
        """Paint all cells; where `done` (n,) is False only an empty place."""
        shown = np.ones(len(self.texts), bool) if done is None else done
        empty = QPen(theme.colour("border"), 1.0)
        for cell in self.layout.order.tolist():
            if shown[cell]:
                self.paint_cell(painter, theme, cell, self.rects[cell])
            else:
                painter.setPen(empty)
                painter.setBrush(theme.colour("window"))
                self._outline(painter, self.rects[cell])

    def paint_cell(
        self, painter: QPainter, theme: Theme, cell: int, rect: QRectF, style: CellStyle | None = None, text: str = ""
    ) -> None:
        """Paint one cell at any place; `text` in place of its value."""
        ghost = self.ghosts[cell]
        fill = style.fill if style is not None and style.fill is not None else self._tint(theme, cell)
        pen = QPen(style.frame, style.width) if style is not None else QPen(theme.colour("border"), 1.0)
        if ghost:
            pen.setStyle(Qt.PenStyle.DashLine)
            pen.setColor(style.frame if style is not None else theme.colour("muted"))
        painter.setPen(pen)
        painter.setBrush(fill)
        self._outline(painter, rect)
        if self.shows_values:
            painter.setFont(self.font)
            painter.setPen(theme.colour("muted" if ghost and style is None else "text"))
            painter.drawText(rect, _CENTRE, text or self.texts[cell])

    def _outline(self, painter: QPainter, rect: QRectF) -> None:
        if len(self.texts) <= _ROUND_CELLS:
            painter.drawRoundedRect(rect, 4.0, 4.0)
        else:
            painter.drawRect(rect)

    def _tint(self, theme: Theme, cell: int) -> QColor:
        strength = self._strengths[cell] * (0.35 if self.ghosts[cell] else 1.0)
        base = theme.colour("surface")
        return (
            blend(base, QColor(theme.series[0 if strength >= 0 else 5]), 0.08 + 0.42 * abs(strength))
            if strength
            else base
        )

    def paint_axes(self, painter: QPainter, theme: Theme, offending: frozenset[int]) -> None:
        """Write each axis' length along it in its colour; offending ones stand out."""
        offset = self.operand.values.ndim - len(self.operand.shape)
        for span in self.layout.spans:
            axis = span.axis - offset
            wrong = axis in offending
            colour = theme.colour("bad") if wrong else QColor(axis_colour(theme, span.axis))
            self._paint_span(painter, theme, span, colour, wrong)

    def _paint_span(self, painter: QPainter, theme: Theme, span: AxisSpan, colour: QColor, wrong: bool) -> None:
        start, end = (self._point(place, span.side) for place in (span.start, span.end))
        painter.setPen(QPen(colour, 3.0 if wrong else 1.6))
        painter.drawLine(start, end)
        middle = (start + end) / 2
        font = QFont(self.font)
        font.setPixelSize(15 if wrong else 13)
        font.setBold(True)
        painter.setFont(font)
        side = 24.0 if wrong else 20.0
        badge = QRectF(middle.x() - side / 2, middle.y() - 9, side, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour if wrong else theme.colour("window"))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(theme.colour("window") if wrong else colour)
        painter.drawText(badge, _CENTRE, str(span.length))

    def _point(self, place: tuple[float, float], side: str) -> QPointF:
        away = {"top": (0, -_MARK_PX), "left": (-_MARK_PX, 0), "right": (_MARK_PX, 0), "bottom": (0, _MARK_PX)}[side]
        x = self.origin[0] + place[0] * self.cell_px * CELL_ASPECT + away[0]
        return QPointF(x, self.origin[1] + place[1] * self.cell_px + away[1])


def blend(base: QColor, other: QColor, share: float) -> QColor:
    """Return a colour between two."""
    pairs = zip(base.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))
