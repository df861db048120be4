"""A small table of numbers, each on the colour of its value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.coloured_maps import ColouredMaps, colour_maps
from nnviz.core.view_state import ColourScale
from nnviz.qt.numerals import short_decimal
from nnviz.qt.theme import theme_of

_LEAST_TEXT_PX = 6.5
_WIDEST = "−0.001"


class NumberGrid(QWidget):
    """Shows (H, W) numbers under a title. `hovered` carries (row, column, value) or None."""

    hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._coloured: ColouredMaps | None = None
        self._hollow: Array | None = None
        self._rows: Sequence[str] = ()
        self._marked: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def coloured(self) -> ColouredMaps | None:
        """The numbers with their colours."""
        return self._coloured

    def set_title(self, title: str) -> None:
        """Write a title above the numbers."""
        self._title = title
        self.setAccessibleName(title)
        self.updateGeometry()
        self.update()

    def set_numbers(
        self,
        numbers: FloatArray | None,
        scale: ColourScale | None = None,
        hollow: Array | None = None,
        rows: Sequence[str] = (),
        marked: tuple[int, int] | None = None,
    ) -> None:
        """Show other numbers; where `hollow` is True a cell lies in the padding. `rows` names the rows."""
        shown = ColourScale((scale or ColourScale()).name)
        self._coloured = None if numbers is None or not numbers.size else colour_maps(numbers[None], shown)
        self._hollow, self._rows, self._marked = hollow, rows, marked
        self.updateGeometry()
        self.update()

    # --- geometry ---

    def _sides(self) -> tuple[int, int]:
        if self._coloured is None:
            return 1, 1
        _, rows, columns = self._coloured.maps.shape
        return rows, columns

    def _names_width(self) -> float:
        widths = [self.fontMetrics().horizontalAdvance(name) for name in self._rows]
        return max(widths, default=-6) + 6.0

    def _area(self) -> QRectF:
        """Return where the cells are painted."""
        rows, columns = self._sides()
        metrics = self.fontMetrics()
        title = metrics.height() + 4.0
        names = self._names_width()
        wide, tall = max(self.width() - names, 1.0), max(self.height() - title, 1.0)
        most = 3.2 * metrics.height()
        across = min(wide / columns, most)
        down = min(tall / rows, across if columns > 1 else 1.7 * metrics.height(), most)
        across = min(across, 1.5 * down) if columns > 1 else min(wide, 4.5 * metrics.height())
        left = names + (wide - across * columns) / 2
        top = title + (tall - down * rows) / 2
        return QRectF(left, top, across * columns, down * rows)

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Return where a number is painted."""
        area, (rows, columns) = self._area(), self._sides()
        wide, tall = area.width() / columns, area.height() / rows
        return QRectF(area.left() + column * wide, area.top() + row * tall, wide, tall)

    def cell_at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the cell under a point."""
        area, (rows, columns) = self._area(), self._sides()
        if self._coloured is None or not area.contains(point):
            return None
        row = int((point.y() - area.top()) / area.height() * rows)
        column = int((point.x() - area.left()) / area.width() * columns)
        return min(row, rows - 1), min(column, columns - 1)

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the title and the cells."""
        del event
        painter = QPainter(self)
        theme = theme_of(self)
        metrics = self.fontMetrics()
        painter.setPen(theme.colour("muted"))
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, self.width())
        top = self._area().top() - metrics.height() - 4.0
        painter.drawText(QRectF(0, top, self.width(), metrics.height()), Qt.AlignmentFlag.AlignHCenter, title)
        if self._coloured is None:
            return
        rows, columns = self._sides()
        cell = self.cell_rect(0, 0)
        font = self._font_for(cell)
        for row in range(rows):
            self._paint_name(painter, row, theme.colour("muted"))
            for column in range(columns):
                self._paint_cell(painter, row, column, font)
        if self._marked is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2.6))
            painter.drawRect(self.cell_rect(*self._marked).adjusted(1, 1, -1, -1))

    def _paint_name(self, painter: QPainter, row: int, colour: QColor) -> None:
        if row < len(self._rows):
            cell = self.cell_rect(row, 0)
            painter.setFont(self.font())
            painter.setPen(colour)
            room = QRectF(0.0, cell.top(), cell.left() - 6.0, cell.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._rows[row])

    def _paint_cell(self, painter: QPainter, row: int, column: int, font: QFont | None) -> None:
        if self._coloured is None:
            return
        cell = self.cell_rect(row, column)
        pixel = int(self._coloured.pixels[0, row, column])
        hollow = self._hollow is not None and bool(self._hollow[row, column])
        theme = theme_of(self)
        painter.setPen(QPen(theme.colour("border"), 1.0, Qt.PenStyle.DotLine if hollow else Qt.PenStyle.SolidLine))
        painter.setBrush(Qt.BrushStyle.NoBrush if hollow else QColor.fromRgb(pixel))
        painter.drawRect(cell)
        if font is not None:
            painter.setFont(font)
            painter.setPen(theme.colour("muted") if hollow else _ink(pixel))
            text = short_decimal(self._coloured.maps[0, row, column].item())
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)

    def _font_for(self, cell: QRectF) -> QFont | None:
        """Return the largest type in which every number fits its cell, None where that is too small to read."""
        font = QFont(self.font())
        metrics = QFontMetricsF(font)
        share = min(1.0, (cell.width() - 4.0) / metrics.horizontalAdvance(_WIDEST), cell.height() / metrics.height())
        size = metrics.ascent() * share
        if size < _LEAST_TEXT_PX:
            return None
        font.setPointSizeF(max(1.0, font.pointSizeF() * share))
        return font

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the number under the mouse."""
        cell = self.cell_at(event.position())
        if cell is None or self._coloured is None:
            self.hovered.emit(None)
        else:
            self.hovered.emit((*cell, self._coloured.maps[(0, *cell)].item()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that no number is under the mouse."""
        del event
        self.hovered.emit(None)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the font."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for cells in which numbers can be read."""
        rows, columns = self._sides()
        metrics = self.fontMetrics()
        wide = metrics.horizontalAdvance(_WIDEST) + 10
        names = self._names_width()
        title = metrics.horizontalAdvance(self._title)
        tall = int(1.6 * metrics.height())
        return QSize(max(round(columns * wide + names), title), rows * tall + metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which the colours can be seen."""
        return QSize(64, 64 + self.fontMetrics().height())


def _ink(pixel: int) -> QColor:
    red, green, blue = (pixel >> 16) & 255, (pixel >> 8) & 255, pixel & 255
    return QColor("white") if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else QColor("black")
