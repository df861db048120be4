"""Large figures with their names, as many beside each other as the width allows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

NOTHING = "–"
_LARGER = 1.7
_GAP_PX = 12


class Figure(QWidget):
    """A name, a large value, and a small remark."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._value, self._remark = QLabel(), QLabel(NOTHING), QLabel(" ")
        for label in (self._name, self._remark):
            label.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for label in (self._name, self._value, self._remark):
            layout.addWidget(label)
        self._enlarge()

    @property
    def value(self) -> str:
        """The figure on show."""
        return self._value.text()

    @property
    def remark(self) -> str:
        """What is said below it."""
        return self._remark.text().strip()

    def set_name(self, name: str) -> None:
        """Say what the figure is."""
        self._name.setText(name)
        self._describe()

    def show_value(self, value: str, remark: str = "") -> None:
        """Show a figure, and a remark about it."""
        if (value, remark) != (self.value, self.remark):
            self._value.setText(value)
            self._remark.setText(remark or " ")
            self._describe()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._enlarge()
        super().changeEvent(event)

    def _enlarge(self) -> None:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        font.setBold(True)
        if font != self._value.font():
            self._value.setFont(font)

    def _describe(self) -> None:
        self.setAccessibleName(f"{self._name.text()}: {self.value} {self.remark}".strip())


class FigureRow(QWidget):
    """Figures in a grid that follows the width."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.figures = [Figure() for _ in range(count)]
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP_PX)
        self._grid.setVerticalSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._arrange(count)

    def minimumSizeHint(self) -> QSize:
        """Return the width of one figure: they go below each other."""
        return QSize(max(self._widths()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many beside each other as fit."""
        self._arrange(self._fitting(self.width()))
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Arrange the figures again when one of them has become longer."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange(self._fitting(self.width()))
        return super().event(event)

    def _widths(self) -> list[int]:
        return [figure.sizeHint().width() for figure in self.figures]

    def _fitting(self, width: int) -> int:
        """Return 1, 2 or all: three and one beside each other would look like a mistake."""
        widths = self._widths()
        if sum(widths) + _GAP_PX * (len(widths) - 1) <= width:
            return len(widths)
        return 2 if max(widths[::2]) + _GAP_PX + max(widths[1::2]) <= width else 1

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for index, figure in enumerate(self.figures):
            self._grid.addWidget(figure, index // columns, index % columns)
        for column in range(len(self.figures)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
