"""How strongly each layer learns: gradient norms as bars and over the run, and the size of the updates."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nnviz.core.arrays import Array
from nnviz.core.gradients import GradientLog, LayerGradient, gradient_verdicts, norm_decades, norm_heights
from nnviz.core.health import Verdict
from nnviz.qt.numerals import decimal, plain
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.layer_table import SHAPE, LayerTable, severity_rank

_STATE, _BAR, _RUN = 1, 3, 4
_PICTURE_CHARACTERS = 18


class GradientTable(LayerTable):
    """A row a layer with trainable weights, for the batch that was measured last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._log: GradientLog | None = None
        self._decades = (0.1, 1.0)
        self._found: dict[str, list[Verdict]] = {}
        super().__init__(7, parent)
        self.setItemDelegateForColumn(_BAR, NormDelegate(self))
        self.setItemDelegateForColumn(_RUN, NormDelegate(self))
        self.horizontalHeader().setSectionResizeMode(_RUN, QHeaderView.ResizeMode.Stretch)

    @property
    def rows(self) -> tuple[LayerGradient, ...]:
        """What the rows show, from top to bottom."""
        return self._rows

    def set_log(self, log: GradientLog | None) -> None:
        """Show the latest record of a log, and its course."""
        recent = None if log is None else log.recent()
        self._log = log
        self._found = {}
        for verdict in () if recent is None else gradient_verdicts(recent):
            self._found.setdefault(verdict.layer_id, []).append(verdict)
        if log is not None:
            self._decades = norm_decades(log)
        self._retranslate()
        self.show_rows(() if log is None or log.latest is None else log.latest.layers)

    def _fill(self, number: int, row: LayerGradient) -> None:
        assert self._log is not None
        low, high = self._log.limits(row.layer_id)
        course = np.stack([norm_heights(low, *self._decades), norm_heights(high, *self._decades)])
        bar = norm_heights(np.array([row.norm]), *self._decades)
        self.put(number, 0, row.layer_id, right=False)
        self.put_state(number, _STATE, self._found.get(row.layer_id, []))
        self.put(number, 2, decimal(row.norm))
        self.put(number, _BAR, "", tip=decimal(row.norm), shape=bar)
        self.put(number, _RUN, "", tip=self._course_words(low, high), shape=course)
        self.put(number, 5, decimal(row.update_ratio))
        self.put(number, 6, decimal(row.weight_norm))

    def _course_words(self, low: Array, high: Array) -> str:
        known = np.isfinite(low)
        if self._log is None or not known.any():
            return ""
        sentence = self.tr("From {0} to {1} since batch {2}")
        return sentence.format(decimal(low[known].min()), decimal(high[known].max()), self._log.steps[0])

    def _sort_key(self, row: LayerGradient, column: int) -> object:
        if column == _STATE:
            return severity_rank(self._found.get(row.layer_id, []))
        return (row.layer_id, 0, row.norm, row.norm, row.norm, row.update_ratio, row.weight_norm)[column]

    def _retranslate(self) -> None:
        low, high = (plain(limit) for limit in self._decades)
        self.setHorizontalHeaderLabels(
            [
                self.tr("Layer"),
                self.tr("State"),
                self.tr("Gradient norm"),
                self.tr("{0} … {1}, logarithmic").format(low, high),
                self.tr("Over the run"),
                self.tr("Update / weights"),
                self.tr("Weight norm"),
            ]
        )
        words = {
            2: self.tr("Length of the gradient of the loss, all weights of the layer taken as one vector"),
            5: self.tr("Length of one batch's change of the weights, divided by their length; about 0.001 is usual"),
            6: self.tr("Length of the weights taken as one vector, before the update"),
        }
        for column, tip in words.items():
            item = self.horizontalHeaderItem(column)
            if item is not None:
                item.setToolTip(tip)
        self.setAccessibleName(self.tr("Gradients of the layers"))


class NormDelegate(QStyledItemDelegate):
    """Paints heights between 0 and 1: one as a bar to the right, (2, N) as a line between least and greatest."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the picture of a cell."""
        super().paint(painter, option, index)
        heights, table = index.data(SHAPE), self.parent()
        if not isinstance(heights, np.ndarray) or not isinstance(table, QWidget):
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        colour = theme_of(table).colour("on_accent" if selected else "accent")
        area = QRectF(option.rect).adjusted(4, 4, -4, -4)
        painter.save()
        if heights.ndim == 1 and np.isfinite(heights[0]):
            area.setWidth(max(2.0, float(heights[0]) * area.width()))
            painter.fillRect(area, colour)
        elif heights.ndim == 2:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour, 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(_points(heights, area))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Ask for room for a small picture."""
        hint = super().sizeHint(option, index)
        return QSize(_PICTURE_CHARACTERS * option.fontMetrics.averageCharWidth(), hint.height())


def _points(heights: Array, area: QRectF) -> list[QPointF]:
    """Return the line through the least and the greatest height of every moment."""
    step = area.width() / max(1, heights.shape[1] - 1)
    columns = zip(heights[0].tolist(), heights[1].tolist(), strict=True)
    return [
        QPointF(area.left() + number * step, area.bottom() - height * area.height())
        for number, pair in enumerate(columns)
        for height in pair
        if height == height  # not NaN
    ]
