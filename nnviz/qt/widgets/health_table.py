"""The layers of a network with the figures of their health and a histogram of their values."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nnviz.core.health import (
    HealthReport,
    Histogram,
    TensorHealth,
    Verdict,
    verdicts_of_outputs,
    verdicts_of_weights,
)
from nnviz.qt.numerals import decimal, percent, short_decimal
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.layer_table import SHAPE, LayerTable, severity_rank

_STATE, _HISTOGRAM = 1, 2
_HISTOGRAM_CHARACTERS = 16


class HealthTable(LayerTable):
    """A row a layer, or a row a weight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._pictures = 0
        self._weights = False
        super().__init__(9, parent)
        self.setItemDelegateForColumn(_HISTOGRAM, HistogramDelegate(self))
        self.horizontalHeader().setSectionResizeMode(_HISTOGRAM, QHeaderView.ResizeMode.Stretch)

    @property
    def rows(self) -> tuple[TensorHealth, ...]:
        """What the rows show, from top to bottom."""
        return self._rows

    @property
    def chosen_key(self) -> str | None:
        """The layer or weight of the chosen row."""
        row = self.currentRow()
        return self._rows[row].key if 0 <= row < len(self._rows) else None

    def set_report(self, report: HealthReport | None, weights: bool) -> None:
        """Show the activations of a report, or its weights."""
        self._weights, self._pictures = weights, 0 if report is None else report.pictures
        self.setColumnHidden(7, weights)
        self.setColumnHidden(8, weights)
        self.show_rows(() if report is None else report.weights if weights else report.activations)

    def _found(self, health: TensorHealth) -> tuple[Verdict, ...]:
        found = verdicts_of_weights(health) if self._weights else verdicts_of_outputs(health, self._pictures)
        return tuple(found)

    def _fill(self, number: int, row: TensorHealth) -> None:
        self.put(number, 0, row.key, right=False)
        self.put_state(number, _STATE, self._found(row))
        self.put(number, _HISTOGRAM, "", tip=_histogram_words(row.histogram), shape=row.histogram)
        texts = [decimal(row.mean), decimal(row.deviation), f"{short_decimal(row.low)} … {short_decimal(row.high)}"]
        texts += ["–" if share is None else percent(share) for share in (row.zeros, row.dead, row.saturated)]
        for column, text in enumerate(texts, _HISTOGRAM + 1):
            self.put(number, column, text)

    def _sort_key(self, row: TensorHealth, column: int) -> object:
        if column == _STATE:
            return severity_rank(self._found(row))
        high = max(abs(row.low), abs(row.high))
        figures = (row.key, 0, row.deviation, row.mean, row.deviation, high, row.zeros, row.dead, row.saturated)
        return figures[column]

    def _retranslate(self) -> None:
        self.setHorizontalHeaderLabels(
            [
                self.tr("Layer"),
                self.tr("State"),
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
        histogram = index.data(SHAPE)
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
