"""The title of a part of a form, which folds and unfolds what is less usual."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from nnviz.qt.theme import theme_of

_INSET_PX = 4


class SectionHeader(QWidget):
    """An arrow with a name, and beside it in short what lies folded."""

    toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._summary, self._stands_out = "", False
        self.button = QToolButton(autoRaise=True)
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.button.toggled.connect(self._on_button_toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.addWidget(self.button)
        row.addStretch(1)
        self._colour()

    def isChecked(self) -> bool:  # noqa: N802  Qt's name
        """Return whether all is unfolded."""
        return self.button.isChecked()

    def setChecked(self, unfolded: bool) -> None:  # noqa: N802  Qt's name
        """Unfold or fold."""
        self.button.setChecked(unfolded)

    def set_name(self, name: str) -> None:
        """Set the name."""
        self.button.setText(name)
        self._describe()

    def show_summary(self, text: str, stands_out: bool) -> None:
        """Tell what lies folded; `stands_out` where it is not as usual."""
        self._summary, self._stands_out = text, stands_out
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.button.setToolTip(self._summary)
        self.button.setAccessibleName(self.button.text())
        self.button.setAccessibleDescription(self._summary)

    def _on_button_toggled(self, unfolded: bool) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.update()
        self.toggled.emit(unfolded)

    def minimumSizeHint(self) -> QSize:
        """Need the name only."""
        return self.button.sizeHint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold wherever the line is pressed."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.button.toggle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the summary, cut where the room ends."""
        del event
        painter, theme = QPainter(self), theme_of(self)
        painter.setPen(theme.colour("border"))
        painter.drawLine(0, 0, self.width(), 0)
        if self.isChecked():
            return
        room = self.rect().adjusted(self.button.geometry().right() + _INSET_PX, 2, -_INSET_PX, 0)
        painter.setPen(theme.colour("accent" if self._stands_out else "muted"))
        text = self.fontMetrics().elidedText(self._summary, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        theme = theme_of(self)
        sheet = (
            "QToolButton { font-weight: 600; padding: 2px 4px; }"
            f"QToolButton:checked {{ background: transparent; color: {theme.text}; }}"
        )
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
