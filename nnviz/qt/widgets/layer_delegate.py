"""How one layer looks in the list: two lines, the numbers to the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nnviz.core.model_summary import LayerInfo
from nnviz.qt.layer_words import shape_text
from nnviz.qt.numerals import whole
from nnviz.qt.theme import theme_of

_PADDING_PX = 6
_INDENT_PX = 14
_BAR_PX = 3
_PEN = "✎"
EDITED_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class LayerDelegate(QStyledItemDelegate):
    """Paints name and output shape, below them type and parameters; inner layers are indented."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        layer: LayerInfo = index.data(Qt.ItemDataRole.UserRole)
        theme = theme_of(self._view)
        rect: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("raised"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR_PX, rect.height()), theme.colour("accent"))
        if chosen and self._view.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        indent = _INDENT_PX * layer.id.count("/")
        inner = rect.adjusted(_BAR_PX + _PADDING_PX + indent, _PADDING_PX, -_PADDING_PX - 2, -_PADDING_PX)
        line = QFontMetrics(self._view.font()).height()
        first = QRect(inner.left(), inner.top(), inner.width(), line)
        second = QRect(inner.left(), inner.bottom() - line + 1, inner.width(), line)
        edited = bool(index.data(EDITED_ROLE))
        name = layer.id.rsplit("/", 1)[-1] + (f" {_PEN}" if edited else "")
        colour = theme.colour("warning" if edited else "text")
        self._line(painter, first, name, shape_text(layer.output_shape), colour, strong=True)
        parameters = whole(layer.parameters) if layer.parameters else ""
        self._line(painter, second, layer.type, parameters, theme.colour("muted"), strong=False)
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, left: str, right: str, colour: QColor, strong: bool) -> None:
        plain = QFont(self._view.font())
        bold = QFont(plain)
        bold.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        painter.setPen(colour)
        painter.setFont(plain)
        # Two pixels more: a text is elided where its width is rounded down.
        # The name comes first: a shape that is cut can be read in the head of the layer.
        named = min(QFontMetrics(bold).horizontalAdvance(left) + 2, rect.width() * 3 // 5)
        room = min(QFontMetrics(plain).horizontalAdvance(right) + 2, rect.width() - named - _PADDING_PX)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            rect,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            QFontMetrics(plain).elidedText(right, elide, room),
        )
        painter.setFont(bold)
        rest = rect.adjusted(0, 0, -room - (_PADDING_PX if right else 0), 0)
        painter.drawText(
            rest,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            QFontMetrics(bold).elidedText(left, elide, rest.width()),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for two lines in the font of the moment."""
        del option, index
        return QSize(160, 2 * QFontMetrics(self._view.font()).height() + 2 * _PADDING_PX + 2)
