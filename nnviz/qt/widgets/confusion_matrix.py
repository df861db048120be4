"""Which class is taken for which, as a grid of coloured counts."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.classification import Share, shares, strengths
from nnviz.qt.numerals import whole
from nnviz.qt.theme import Theme, theme_of
from nnviz.qt.widgets.confusion_colours import cell_colour, text_colour

_GAP_PX = 6
_LONGEST_NAME_PX = 116
_TALLEST_PX, _WIDEST_PX = 54, 84
_FEW_CLASSES, _ENLARGED = 4, 1.8
_CENTRE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Cell = tuple[int, int]
ALL = -1


class ConfusionMatrix(QAbstractScrollArea):
    """Rows are the labels, columns what they are read as; right answers are blue, mistakes orange.

    `hovered` carries the (row, column) below the mouse or None, `chosen` one that was clicked or entered; `ALL` stands
    for a whole row or column, whose name was clicked. The arrows go from cell to cell, Enter chooses.
    """

    hovered = Signal(object)
    chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._counts: Array = np.zeros((0, 0), np.int64)
        self._values: FloatArray = np.zeros((0, 0))
        self._strengths: FloatArray = self._values
        self._by: Share = "count"
        self._titles = ("", "")
        self._below_mouse: Cell | None = None
        self.current: Cell = (0, 0)
        self.marked: Cell | None = None
        self._corner, self._cell = QSize(0, 0), QSize(1, 1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    def set_matrix(self, counts: Array, names: tuple[str, ...], by: Share) -> None:
        """Show counts (classes, classes), or their shares of a row or a column."""
        if len(names) != len(self._names):
            self.current, self.marked, self._below_mouse = (0, 0), None, None
        self._counts, self._names, self._by = counts, names, by
        self._values = shares(counts, by)
        self._strengths = strengths(self._values)
        self._lay_out()

    def set_titles(self, rows: str, columns: str) -> None:
        """Name the axes."""
        self._titles = (rows, columns)
        self._lay_out()

    def mark(self, cell: Cell | None) -> None:
        """Frame the cell, row or column whose pictures are on show."""
        self.marked = cell
        self.viewport().update()

    def text_of(self, row: int, column: int) -> str:
        """Return what stands in a cell: nothing where there is no picture."""
        count = int(self._counts[row, column])
        if not count:
            return ""
        if self._by == "count":
            return whole(count)
        share = 100.0 * float(self._values[row, column])
        return self.locale().toString(share, "f", 1 if share < 9.95 else 0)

    @property
    def largest(self) -> tuple[float, float]:
        """The value of the strongest colour of right answers, and of mistakes."""
        right = np.eye(len(self._values), dtype=bool)
        return float(self._values.max(where=right, initial=0.0)), float(self._values.max(where=~right, initial=0.0))

    # --- where everything is ---

    def _lay_out(self) -> None:
        metrics, count = self.fontMetrics(), len(self._names)
        if not count:
            return
        line = metrics.height()
        longest = min(_LONGEST_NAME_PX, 2 + max(metrics.horizontalAdvance(name) for name in self._names))
        larger = _ENLARGED if count <= _FEW_CLASSES else 1.0
        texts = max(map(metrics.horizontalAdvance, ("100", whole(int(self._counts.max(initial=0))))))
        left = line + longest + 2 * _GAP_PX
        room = self.viewport().size()
        width = min(round(larger * _WIDEST_PX), max(max(texts, line) + _GAP_PX, (room.width() - left - 2) // count))
        self._upright = longest + _GAP_PX <= width
        top = line + 2 * _GAP_PX + (line if self._upright else longest)
        height = min(round(larger * _TALLEST_PX), max(line + 4, (room.height() - top - 2) // count))
        self._corner, self._cell = QSize(left, top), QSize(width, height)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, left + width * count + 2 - room.width()))
        down.setRange(0, max(0, top + height * count + 2 - room.height()))
        for bar, page, step in ((across, room.width() - left, width), (down, room.height() - top, height)):
            bar.setPageStep(max(1, page))
            bar.setSingleStep(step)
        self.viewport().update()

    def cell_rect(self, row: int, column: int) -> QRect:
        """Return where a cell is on the viewport; `ALL` is the place of the names."""
        left = self._corner.width() + column * self._cell.width() - self.horizontalScrollBar().value()
        top = self._corner.height() + row * self._cell.height() - self.verticalScrollBar().value()
        size = QSize(self._cell)
        if column == ALL:
            left, size = 0, QSize(self._corner.width(), size.height())
        if row == ALL:
            top, size = 0, QSize(size.width(), self._corner.height())
        return QRect(QPoint(left, top), size)

    def cell_at(self, point: QPointF) -> Cell | None:
        """Return the cell under a point of the viewport, a whole row or column on its name."""
        x, y = int(point.x()) - self._corner.width(), int(point.y()) - self._corner.height()
        column = ALL if x < 0 else (x + self.horizontalScrollBar().value()) // self._cell.width()
        row = ALL if y < 0 else (y + self.verticalScrollBar().value()) // self._cell.height()
        outside = max(row, column) >= len(self._names) or (row == ALL and column == ALL)
        return None if outside else (row, column)

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells in sight, then the names over what scrolled below them."""
        del event
        if not self._names:
            return
        painter, theme = QPainter(self.viewport()), theme_of(self)
        painter.fillRect(self.viewport().rect(), theme.colour("window"))
        painter.fillRect(self._extent((ALL, ALL)).adjusted(-1, -1, 0, 0), theme.colour("raised"))
        rows, columns = self._in_sight()
        for row in rows:
            for column in columns:
                self._paint_cell(painter, theme, row, column)
        self._paint_frames(painter, theme)
        self._paint_row_names(painter, theme, rows)
        self._paint_column_names(painter, theme, columns)
        self._paint_titles(painter, theme)
        painter.end()

    def _in_sight(self) -> tuple[range, range]:
        room, count = self.viewport().size(), len(self._names)
        first_row = self.verticalScrollBar().value() // self._cell.height()
        first_column = self.horizontalScrollBar().value() // self._cell.width()
        rows = (room.height() - self._corner.height()) // self._cell.height() + 2
        columns = (room.width() - self._corner.width()) // self._cell.width() + 2
        return (
            range(first_row, min(count, first_row + max(0, rows))),
            range(first_column, min(count, first_column + max(0, columns))),
        )

    def _paint_cell(self, painter: QPainter, theme: Theme, row: int, column: int) -> None:
        place = self.cell_rect(row, column)
        ground = cell_colour(theme, row == column, float(self._strengths[row, column]))
        painter.fillRect(place.adjusted(0, 0, -1, -1), ground)
        text = self.text_of(row, column)
        if text and self.fontMetrics().horizontalAdvance(text) <= place.width() - 2:
            painter.setPen(text_colour(ground))
            painter.drawText(place, _CENTRE, text)

    def _paint_frames(self, painter: QPainter, theme: Theme) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.marked is not None:
            painter.setPen(QPen(theme.colour("text"), 2))
            painter.drawRect(self._extent(self.marked).adjusted(1, 1, -2, -2))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 3))
            painter.drawRect(self.cell_rect(*self.current).adjusted(1, 1, -2, -2))
        if self._below_mouse is not None and ALL not in self._below_mouse:
            painter.setPen(QPen(theme.colour("text"), 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.cell_rect(*self._below_mouse).adjusted(0, 0, -1, -1))

    def _extent(self, cell: Cell) -> QRect:
        """Return the place of a cell, or of all cells of a row or column."""
        last = len(self._names) - 1
        row, column = (last if at == ALL else at for at in cell)
        return self.cell_rect(max(cell[0], 0), max(cell[1], 0)).united(self.cell_rect(row, column))

    def _paint_row_names(self, painter: QPainter, theme: Theme, rows: range) -> None:
        painter.fillRect(0, 0, self._corner.width(), self.viewport().height(), theme.colour("window"))
        for row in rows:
            place = self.cell_rect(row, ALL).adjusted(self.fontMetrics().height() + _GAP_PX, 0, -_GAP_PX, 0)
            self._paint_name(painter, theme, place, row, _RIGHT, self._is_lit(row, 0))

    def _paint_column_names(self, painter: QPainter, theme: Theme, columns: range) -> None:
        corner = self._corner
        painter.fillRect(0, 0, self.viewport().width(), corner.height(), theme.colour("window"))
        painter.setClipRect(corner.width(), 0, self.viewport().width(), corner.height())
        line = self.fontMetrics().height()
        for column in columns:
            place = self.cell_rect(ALL, column).adjusted(0, line + _GAP_PX, 0, -_GAP_PX)
            lit = self._is_lit(column, 1)
            if self._upright:
                self._paint_name(painter, theme, place, column, _CENTRE, lit)
                continue
            painter.save()
            painter.translate(place.left(), place.bottom() + 1)
            painter.rotate(-90)
            self._paint_name(painter, theme, QRect(0, 0, place.height(), place.width()), column, _LEFT, lit)
            painter.restore()
        painter.setClipping(False)
        painter.fillRect(0, 0, corner.width(), corner.height(), theme.colour("window"))

    def _is_lit(self, number: int, axis: int) -> bool:
        shown = self._below_mouse or (self.current if self.hasFocus() else self.marked)
        return shown is not None and shown[axis] == number

    def _paint_name(
        self, painter: QPainter, theme: Theme, place: QRect, number: int, how: Qt.AlignmentFlag, lit: bool
    ) -> None:
        name = self.fontMetrics().elidedText(self._names[number], Qt.TextElideMode.ElideRight, place.width())
        painter.setPen(theme.colour("accent" if lit else "text"))
        painter.drawText(place, how, name)

    def _paint_titles(self, painter: QPainter, theme: Theme) -> None:
        line, corner, room = self.fontMetrics().height(), self._corner, self.viewport().size()
        across = min(room.width() - corner.width(), self._cell.width() * len(self._names))
        down = min(room.height() - corner.height(), self._cell.height() * len(self._names))
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRect(corner.width(), 0, across, line), _CENTRE, self._titles[1])
        down = max(down, min(room.height(), self.fontMetrics().horizontalAdvance(self._titles[0]) + 2))
        painter.translate(0, min(corner.height() + down, room.height()))
        painter.rotate(-90)
        painter.drawText(QRect(0, 0, down, line), _CENTRE, self._titles[0])

    # --- mouse and keys ---

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the mouse."""
        self._point_at(self.cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        self._point_at(None)

    def _point_at(self, cell: Cell | None) -> None:
        if cell != self._below_mouse:
            self._below_mouse = cell
            self.viewport().update()
            self.hovered.emit(cell)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the mouse."""
        cell = self.cell_at(event.position())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self.current = (max(cell[0], 0), max(cell[1], 0))
            self.chosen.emit(*cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from cell to cell, or choose one."""
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        key, last = Qt.Key(event.key()), len(self._names) - 1
        if key in steps and last >= 0:
            row, column = (min(max(at + step, 0), last) for at, step in zip(self.current, steps[key], strict=True))
            self.current = (row, column)
            self._bring_into_sight()
            self.hovered.emit(self.current)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and last >= 0:
            self.chosen.emit(*self.current)
        else:
            super().keyPressEvent(event)

    def _bring_into_sight(self) -> None:
        place, room = self.cell_rect(*self.current), self.viewport().rect()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + min(0, place.left() - self._corner.width()))
        across.setValue(across.value() + max(0, place.right() + 2 - room.right()))
        down.setValue(down.value() + min(0, place.top() - self._corner.height()))
        down.setValue(down.value() + max(0, place.bottom() + 2 - room.bottom()))
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802, ARG002  Qt's name and arguments
        """Paint another part."""
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002  Qt's argument
        """Find new places."""
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """Return room for the names and a few cells; the rest can be scrolled."""
        return QSize(220, 280)
