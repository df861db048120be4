"""The classes of a data set: the mean picture of each, and how many pictures there are, as bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from nnviz.core.arrays import Array
from nnviz.core.data_description import DataDescription, mean_picture
from nnviz.qt.images import image_of
from nnviz.qt.numerals import whole
from nnviz.qt.theme import theme_of

_MEAN_PX = 36
_SHARE = Qt.ItemDataRole.UserRole
_TRAIN, _TEST = 1, 2


class ClassTable(QTableWidget):
    """First all classes together, then a row a class. `class_chosen` carries the class, None for all."""

    class_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self._description: DataDescription | None = None
        self._names: Sequence[str] = ()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setIconSize(QSize(_MEAN_PX, _MEAN_PX))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_MEAN_PX + 6)
        for column in (_TRAIN, _TEST):
            self.setItemDelegateForColumn(column, BarDelegate(self, column - 1))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setMaximumSectionSize(240)
        self.currentCellChanged.connect(self._on_current_cell_changed)
        self._retranslate()

    @property
    def chosen(self) -> int | None:
        """The chosen class; None for all of them."""
        return self.currentRow() - 1 if self.currentRow() > 0 else None

    def set_description(self, description: DataDescription | None, names: Sequence[str]) -> None:
        """Show the classes of a data set; a class that is still there stays chosen."""
        kept = self.currentRow() if tuple(names) == tuple(self._names) else 0
        self._description, self._names = description, names
        with QSignalBlocker(self):
            self.setRowCount(0 if description is None else len(names) + 1)
            self._fill()
            self.setCurrentCell(max(kept, 0), 0)

    def _fill(self) -> None:
        found = self._description
        if found is None:
            return
        counts = (found.train_counts, found.test_counts)
        self._fill_row(0, self.tr("All classes"), mean_picture(found.mean), [int(one.sum()) for one in counts], [0, 0])
        largest = [max(1, int(one.max())) for one in counts]
        for label, name in enumerate(self._names):
            own = [int(one[label]) for one in counts]
            self._fill_row(label + 1, name, mean_picture(found.class_means[label]), own, largest)

    def _fill_row(self, row: int, name: str, mean: Array, counts: list[int], largest: list[int]) -> None:
        item = QTableWidgetItem(name)
        item.setIcon(QIcon(_enlarged(mean)))
        item.setToolTip(self.tr("{0}: the mean of all training pictures").format(name))
        self.setItem(row, 0, item)
        for column, count, most in zip((_TRAIN, _TEST), counts, largest, strict=True):
            number = QTableWidgetItem(whole(count))
            number.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            number.setData(_SHARE, count / most if most else 0.0)
            self.setItem(row, column, number)

    @Slot(int, int, int, int)
    def _on_current_cell_changed(self, row: int, column: int, old_row: int, old_column: int) -> None:
        del column, old_column
        if row != old_row and row >= 0:
            self.class_chosen.emit(self.chosen)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return room for three classes; the rest can be scrolled."""
        return QSize(220, 4 * _MEAN_PX + 30)

    def _retranslate(self) -> None:
        self.setHorizontalHeaderLabels([self.tr("Class"), self.tr("Training"), self.tr("Test")])
        self.setAccessibleName(self.tr("Classes"))
        with QSignalBlocker(self):
            self._fill()


class BarDelegate(QStyledItemDelegate):
    """Paints a number on a bar as long as its share of the largest."""

    def __init__(self, table: QTableWidget, series: int) -> None:
        super().__init__(table)
        self._table, self._series = table, series

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the bar under the number."""
        rect: QRect = option.rect
        theme = theme_of(self._table)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.accent))
        share = float(index.data(_SHARE) or 0.0)
        inner = rect.adjusted(2, 0, -6, 0)
        words = inner.adjusted(2, 4, 0, -12)
        bar = QRect(inner.left() + 2, inner.bottom() - 11, round(share * (inner.width() - 2)), 6)
        painter.fillRect(bar, QColor(theme.series[self._series]))
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QColor(theme.on_accent if selected else theme.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(index.data()))


def _enlarged(picture: Array) -> QPixmap:
    flat = picture[..., 0] if picture.shape[-1] == 1 else picture
    return QPixmap.fromImage(image_of(flat)).scaled(
        _MEAN_PX, _MEAN_PX, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation
    )
