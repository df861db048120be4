"""A small picture of a change: ink to add in one colour, ink to remove in another."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from nnviz.core.arrays import FloatArray
from nnviz.core.colour import to_argb
from nnviz.qt.theme import theme_of

COLOURS = "diverging"


class ChangePicture(QWidget):
    """Shows (H, W) from -1 to 1 without smoothing; its tooltip tells the value of a pixel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: FloatArray | None = None
        self._image = QImage()

    @property
    def values(self) -> FloatArray | None:
        """What is shown."""
        return self._values

    def set_picture(self, values: FloatArray) -> None:
        """Show a change."""
        self._values = values
        colours = to_argb(values, -1.0, 1.0, COLOURS)
        height, width = colours.shape
        self._image = QImage(colours.tobytes(), width, height, 4 * width, QImage.Format.Format_ARGB32).copy()
        self.update()

    def sizeHint(self) -> QSize:
        """Prefer four screen pixels for each of 28."""
        return QSize(112, 112)

    def value_at(self, position: QPointF) -> tuple[int, int, float] | None:
        """Return (row, column, value) of the pixel below a place of the widget."""
        if self._values is None or not self.rect().contains(position.toPoint()):
            return None
        rows, columns = self._values.shape
        row = min(int(position.y() * rows / self.height()), rows - 1)
        column = min(int(position.x() * columns / self.width()), columns - 1)
        return row, column, float(self._values[row, column])

    def event(self, event: object) -> bool:
        """Tell the pixel below the mouse in a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QHelpEvent.Type.ToolTip:
            found = self.value_at(QPointF(event.pos()))
            if found is not None:
                row, column, value = found
                text = self.tr("Row {0}, column {1}: {2}").format(row, column, f"{value:+.4g}")
                QToolTip.showText(event.globalPos(), text, self)
            return True
        return bool(super().event(event))  # type: ignore[arg-type]  # the stub names the class that Qt sends

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the change and its border."""
        del event
        painter = QPainter(self)
        theme, area = theme_of(self), QRect(0, 0, self.width(), self.height())
        if self._values is None:
            painter.fillRect(area, QColor(theme.raised))
        else:
            painter.drawImage(area, self._image)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.end()
