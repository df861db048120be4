"""The layers of a network with the figures of their health and a histogram of their values."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
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

from nnviz.core.health import HealthReport, Histogram, TensorHealth
from nnviz.qt.numerals import decimal, percent, short_decimal
from nnviz.qt.theme import theme_of

_HISTOGRAM = 1
_SHAPE = Qt.ItemDataRole.UserRole
_HISTOGRAM_CHARACTERS = 16


class HealthTable(QTableWidget):
    """A row a layer, or a row a weight. `layer_chosen` carries the layer of the chosen row."""

    layer_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 8, parent)
        self._rows: tuple[TensorHealth, ...] = ()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.setItemDelegateForColumn(_HISTOGRAM, HistogramDelegate(self))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.currentCellChanged.connect(self._on_current_cell_changed)
        self._retranslate()

    @property
    def rows(self) -> tuple[TensorHealth, ...]:
        """What the rows show."""
        return self._rows

    def set_report(self, report: HealthReport | None, weights: bool) -> None:
        """Show the activations of a report, or its weights."""
        self._rows = () if report is None else report.weights if weights else report.activations
        self.blockSignals(True)
        self.setRowCount(len(self._rows))
        for row, health in enumerate(self._rows):
            self._fill(row, health)
        self.blockSignals(False)
        self.verticalHeader().setDefaultSectionSize(round(1.7 * self.fontMetrics().height()))

    def choose(self, layer_id: str | None) -> None:
        """Select the first row of a layer without telling of it."""
        row = next((row for row, health in enumerate(self._rows) if health.layer_id == layer_id), -1)
        self.blockSignals(True)
        self.setCurrentCell(row, 0)
        self.blockSignals(False)

    def _fill(self, row: int, health: TensorHealth) -> None:
        shares = (health.zeros, health.dead, health.saturated)
        texts = [
            health.key,
            "",
            decimal(health.mean),
            decimal(health.deviation),
            f"{short_decimal(health.low)} … {short_decimal(health.high)}",
            *("–" if share is None else percent(share) for share in shares),
        ]
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if column > _HISTOGRAM:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if column == _HISTOGRAM:
                item.setData(_SHAPE, health.histogram)
                item.setToolTip(_histogram_words(health.histogram))
            self.setItem(row, column, item)

    @Slot(int, int, int, int)
    def _on_current_cell_changed(self, row: int, column: int, old_row: int, old_column: int) -> None:
        del column, old_column
        if 0 <= row < len(self._rows) and row != old_row:
            self.layer_chosen.emit(self._rows[row].layer_id)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the least size; the rest can be scrolled."""
        return QSize(160, 90)

    def _retranslate(self) -> None:
        self.setHorizontalHeaderLabels(
            [
                self.tr("Layer"),
                self.tr("Values"),
                self.tr("Mean"),
                self.tr("Spread"),
                self.tr("From … to"),
                self.tr("Zeros"),
                self.tr("Dead"),
                self.tr("Saturated"),
            ]
        )
        self.setAccessibleName(self.tr("Health of the layers"))


class HistogramDelegate(QStyledItemDelegate):
    """Paints a histogram into its cell; a line marks zero."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint bars as high as the square root of their share, so that rare values are seen."""
        super().paint(painter, option, index)
        histogram = index.data(_SHAPE)
        table = self.parent()
        if not isinstance(histogram, Histogram) or not isinstance(table, QWidget) or not histogram.counts.max():
            return
        theme = theme_of(table)
        area = QRectF(option.rect).adjusted(4, 3, -4, -3)
        heights = (histogram.counts / histogram.counts.max()) ** 0.5
        low, high = float(histogram.edges[0]), float(histogram.edges[-1])
        wide = area.width() / len(heights)
        painter.setPen(Qt.PenStyle.NoPen)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setBrush(theme.colour("on_accent" if selected else "accent"))
        for number, height in enumerate(heights.tolist()):
            tall = height * area.height()
            painter.drawRect(QRectF(area.left() + number * wide, area.bottom() - tall, max(wide - 0.5, 0.5), tall))
        if low < 0 < high:
            x = area.left() + area.width() * -low / (high - low)
            painter.setPen(theme.colour("window" if selected else "text"))
            painter.drawLine(round(x), round(area.top()), round(x), round(area.bottom()))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Ask for room for a small picture."""
        hint = super().sizeHint(option, index)
        metrics = option.fontMetrics
        return QSize(_HISTOGRAM_CHARACTERS * metrics.averageCharWidth(), hint.height())


def _histogram_words(histogram: Histogram) -> str:
    edges, counts = histogram.edges, histogram.counts
    most = int(counts.argmax())
    return f"{decimal(float(edges[most]))} … {decimal(float(edges[most + 1]))}: {counts[most]:.0f}"
