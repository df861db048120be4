"""A patch that excites a unit, enlarged, beside the picture that it comes from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nnviz.core.excitement import Exciting
from nnviz.core.patch import patch_colours
from nnviz.qt.images import image_of
from nnviz.qt.numerals import decimal
from nnviz.qt.theme import theme_of

SIDE_PX = 76
_GAP_PX = 6
_FRAME = "#f5a623"  # the same in both themes: it lies on the picture


class PatchCard(QAbstractButton):
    """A button: `clicked` asks for the whole picture. Its words tell the value and what the picture is taken for."""

    def __init__(self, exciting: Exciting, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.exciting = exciting
        self._label = _name(exciting.label, names)
        self._taken_for = None if exciting.predicted is None else _name(exciting.predicted, names)
        self._patch = image_of(patch_colours(exciting.patch))
        self._picture = image_of(exciting.image)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._retranslate()

    @property
    def right(self) -> bool:
        """Whether the picture is read as what it is, as far as that is known."""
        return self.exciting.predicted in (None, self.exciting.label)

    # --- looks ---

    def sizeHint(self) -> QSize:
        """Have room for both pictures and two lines of words."""
        return QSize(2 * SIDE_PX + 3 * _GAP_PX, SIDE_PX + 2 * self.fontMetrics().height() + 3 * _GAP_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the patch, the picture with the patch's frame, and the words."""
        del event
        painter = QPainter(self)
        theme = theme_of(self)
        lit = self.underMouse() or self.hasFocus()
        painter.setPen(QPen(QColor(theme.accent if lit else theme.border), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 4, 4)
        left = QRect(_GAP_PX, _GAP_PX, SIDE_PX, SIDE_PX)
        _draw(painter, left, self._patch)
        area = _draw(painter, left.translated(SIDE_PX + _GAP_PX, 0), self._picture)
        painter.setPen(QPen(QColor(_FRAME), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._frame(QRectF(area)))
        self._paint_words(painter)
        painter.end()

    def _frame(self, area: QRectF) -> QRectF:
        """Return where the patch lies on the picture, as far as it does."""
        (top, bottom), (left, right) = self.exciting.patch.window
        across, down = area.width() / self._picture.width(), area.height() / self._picture.height()
        whole = QRectF(
            area.left() + left * across, area.top() + top * down, (right - left) * across, (bottom - top) * down
        )
        return whole.intersected(area).adjusted(1, 1, -1, -1)

    def _paint_words(self, painter: QPainter) -> None:
        theme, line = theme_of(self), self.fontMetrics().height()
        width = self.width() - 2 * _GAP_PX
        below = QRect(_GAP_PX, SIDE_PX + 2 * _GAP_PX, width, line)
        painter.setPen(QColor(theme.text))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, decimal(self.exciting.value))
        painter.setPen(QColor(theme.muted if self.right else theme.bad))
        words = self.fontMetrics().elidedText(self._reading, Qt.TextElideMode.ElideRight, width)
        painter.drawText(below.translated(0, line), Qt.AlignmentFlag.AlignCenter, words)

    @property
    def _reading(self) -> str:
        if self._taken_for is None:
            return self._label
        mark = "✓" if self.right else "✗"
        return f"{self._label} → {self._taken_for} {mark}"

    # --- words ---

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        one = self.exciting
        values = (one.picture, self._label, self._taken_for or "?", decimal(one.value), ", ".join(map(str, one.unit)))
        told = self.tr("Picture {0}: labelled {1}, read as {2}. The value {3} stands at ({4}).").format(*values)
        self.setAccessibleName(told)
        self.setToolTip(self.tr("{0}\nClick to put the whole picture in and choose this unit.").format(told))


def _name(number: int, names: tuple[str, ...]) -> str:
    return names[number] if 0 <= number < len(names) else str(number)


def _draw(painter: QPainter, place: QRect, image: QImage) -> QRect:
    """Draw an image as large as it fits, its pixels to be seen; return where."""
    size = image.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    area = QRect(
        place.left() + (place.width() - size.width()) // 2,
        place.top() + (place.height() - size.height()) // 2,
        size.width(),
        size.height(),
    )
    painter.drawImage(area, image)
    return area
