"""What the lines between neurons mean: their colour the sign, their width the size of w * x."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.qt.theme import theme_of

RAISES, LOWERS = "warning", "accent"
WIDTHS = "widths"
THINNEST_PX, THICKEST_PX = 0.6, 3.6
_LINE_PX = 26
_GAP_PX = 6


def width_px(share: float) -> float:
    """Return how wide a line is whose |w * x| is this share of the largest one."""
    return THINNEST_PX + (THICKEST_PX - THINNEST_PX) * share


class LinkLegend(QWidget):
    """One entry of the legend: a line of one colour with its meaning, or lines of growing width."""

    def __init__(self, entry: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = entry
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._retranslate()

    def _entries(self) -> tuple[tuple[str, float, str], ...]:
        if self._entry == RAISES:
            return ((RAISES, 1.0, self.tr("raises (w · x > 0)")),)
        if self._entry == LOWERS:
            return ((LOWERS, 1.0, self.tr("lowers (w · x < 0)")),)
        return (
            ("muted", 0.1, ""),
            ("muted", 0.5, ""),
            ("muted", 1.0, self.tr("wider: larger |w · x|")),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines and their words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, metrics, x, middle = theme_of(self), self.fontMetrics(), 0.0, self.height() / 2
        for colour, share, text in self._entries():
            painter.setPen(QPen(theme.colour(colour), width_px(share)))
            painter.drawLine(QLineF(x, middle, x + _LINE_PX, middle))
            x += _LINE_PX + _GAP_PX
            if text:
                painter.setPen(theme.colour("muted"))
                wide = metrics.horizontalAdvance(text) + 2
                painter.drawText(QRectF(x, 0, wide, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
                x += wide + 2 * _GAP_PX

    def sizeHint(self) -> QSize:
        """Return room for every line and its words."""
        metrics = self.fontMetrics()
        wide = 0
        for _, _, text in self._entries():
            wide += _LINE_PX + _GAP_PX + (metrics.horizontalAdvance(text) + 2 + 2 * _GAP_PX if text else 0)
        return QSize(wide, metrics.height() + 4)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        self.updateGeometry()
        self.update()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        text = self.tr(
            "Orange lines raise a neuron, blue ones lower it. The widest line between two columns has the largest "
            "|w · x|. Neurons: dark is the least value of its column, bright the largest."
        )
        self.setToolTip(text)
        self.setAccessibleName(text)
