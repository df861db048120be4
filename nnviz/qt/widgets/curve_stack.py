"""The plots of a training, one above the other over the same batches."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent

from nnviz.core.curve import thinned
from nnviz.core.metrics import EpochLog, MetricsLog
from nnviz.core.smoothing import SmoothedCurve
from nnviz.core.training import EpochRecord
from nnviz.qt.theme import Theme
from nnviz.qt.widgets.curve_axes import CurveAxes
from nnviz.qt.widgets.curve_controls import DEFAULT_WEIGHT
from nnviz.qt.widgets.curve_marks import CurveMarks
from nnviz.qt.widgets.rate_plot import RatePlot

_BOUNDARY_DISTANCE_PX = 24
_FEWEST_STEPS = 10
_LEAST_LINES = 9


class CurveStack(pg.GraphicsLayoutWidget):
    """Shows a log as it grows, or the stretch of it that a person chose.

    `pointed(index, position)` carries the batch under the mouse, None where there is none; `resized` asks for another
    drawing at the new size.
    """

    pointed = Signal(object, QPoint)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.axes = {"loss": CurveAxes(), "accuracy": CurveAxes(as_percent=True)}
        self.rate = RatePlot()
        self.marks = CurveMarks({**self.axes, "learning_rate": self.rate.axes}, self)
        self.validation = EpochLog()
        self.smoothed: dict[str, SmoothedCurve] = {}
        self._log = MetricsLog()
        self._weight = DEFAULT_WEIGHT
        self._range = (0.0, 1.0)
        self._follows = True
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.ci.layout.setContentsMargins(0, 4, 8, 0)
        self.ci.layout.setVerticalSpacing(4)
        for row, axes in enumerate((*self.axes.values(), self.rate.axes)):
            self.addItem(axes.plot, row=row, col=0)
            axes.view.sigXRangeChanged.connect(self._on_view_x_range_changed)
            axes.view.sigResized.connect(self._on_view_resized)
            axes.view.time_moved.connect(self._on_view_time_moved)
            axes.view.fit_requested.connect(self.fit)
        self.axes["loss"].plot.getAxis("bottom").setStyle(showValues=False)
        self.show_log(self._log)

    # --- what is shown ---

    @property
    def log(self) -> MetricsLog:
        """The log on show."""
        return self._log

    def show_log(self, log: MetricsLog) -> None:
        """Show another log, from its beginning."""
        self._log = log
        self._follows = True
        self.validation = EpochLog()
        self.smooth(self._weight)

    def smooth(self, weight: float) -> None:
        """Average anew with this weight."""
        self._weight = weight
        self.smoothed = {name: SmoothedCurve(self._log.curve(name), weight) for name in self.axes}
        for name, axes in self.axes.items():
            axes.show(self._log.curve(name), self.smoothed[name].curve, self.validation.curve(name))
        self.rate.show(self._log.curve("learning_rate"))

    def catch_up(self, epochs: tuple[EpochRecord, ...]) -> None:
        """Draw what has been added to the log since, and these finished epochs."""
        for smoothed in self.smoothed.values():
            smoothed.catch_up()
        self.validation.follow(epochs)
        self.rate.catch_up()
        if self._follows:
            self._set_range(*self._whole_range())
        else:
            self.draw()

    def set_logarithmic(self, on: bool) -> None:
        """Put the loss on a logarithmic scale, or back."""
        self.axes["loss"].set_logarithmic(on)
        self.marks.place_references()
        self.draw()

    def mark_past(self, step: int | None) -> None:
        """Put a line through all plots at the step of the past that is looked at; None takes it away."""
        for axes in self.axes.values():
            axes.mark_past(step)

    def draw(self) -> None:
        """Draw the stretch in view at the size of the moment."""
        left, right = self._range
        ratio = self.devicePixelRatioF()
        for axes in self.axes.values():
            width = axes.view.width()
            boundaries = thinned(self.validation.steps, left, right, int(width) // _BOUNDARY_DISTANCE_PX)
            axes.draw(left, right, int(width * ratio), boundaries)
        self.rate.draw(left, right, int(self.axes["loss"].view.width() * ratio))

    def dress(self, theme: Theme, font: QFont) -> None:
        """Take the colours of a theme and a font."""
        self.setBackground(theme.surface)
        self.setMinimumHeight(_LEAST_LINES * QFontMetrics(font).height())
        for axes in (*self.axes.values(), self.rate.axes):
            axes.set_font(font)
            axes.recolour(theme)
        self.rate.set_font(font)
        self.marks.recolour(theme)

    def name_axes(self, loss: str, accuracy: str, batch: str, rate: str) -> None:
        """Write the words at the axes."""
        self.axes["loss"].plot.setLabel("left", loss)
        self.axes["accuracy"].plot.setLabel("left", accuracy)
        self.axes["accuracy"].plot.setLabel("bottom", batch)
        self.rate.axes.plot.setLabel("left", rate)

    # --- the stretch in view ---

    @property
    def x_range(self) -> tuple[float, float]:
        """The first and the last step in view."""
        return self._range

    @Slot()
    def fit(self) -> None:
        """Show everything, and go on doing so while it grows."""
        self._follows = True
        for axes in self.axes.values():
            axes.view.follows_values = True
        self._set_range(*self._whole_range())

    def zoom(self, factor: float, centre: float | None = None) -> None:
        """Show `factor` times as many steps, about one of them."""
        left, right = self._range
        middle = (left + right) / 2 if centre is None else centre
        self._follows = False
        self._set_range(middle + (left - middle) * factor, middle + (right - middle) * factor)

    def bring_into_view(self, step: float) -> None:
        """Move just so far that a step can be seen."""
        left, right = self._range
        shift = min(step - left, 0.0) + max(step - right, 0.0)
        if shift:
            self._follows = False
            self._set_range(left + shift, right + shift)

    def _whole_range(self) -> tuple[float, float]:
        steps = self._log.column("step")
        if not len(steps):
            return 0.0, 1.0
        first, last = float(steps[0]), float(max(steps[-1], steps[0] + _FEWEST_STEPS - 1))
        margin = 0.01 * (last - first)
        return first - margin, last + margin

    def _set_range(self, left: float, right: float) -> None:
        self._range = (left, right)
        for axes in (*self.axes.values(), self.rate.axes):
            axes.view.setXRange(left, right, padding=0)
        self.draw()

    @Slot(object, object)
    def _on_view_x_range_changed(self, view: object, limits: tuple[float, float]) -> None:
        del view
        if tuple(limits) != self._range:
            self._set_range(*limits)

    @Slot()
    def _on_view_time_moved(self) -> None:
        self._follows = False

    @Slot()
    def _on_view_resized(self) -> None:
        self.resized.emit()

    # --- the mouse ---

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which batch the mouse points at; pyqtgraph itself passes over moves that follow each other fast."""
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        position = self.mapToScene(at)
        for axes in (*self.axes.values(), self.rate.axes):
            if axes.plot.isVisible() and axes.view.sceneBoundingRect().contains(position):
                self.pointed.emit(self._log.nearest(axes.view.mapSceneToView(position).x()), at)
                return
        self.pointed.emit(None, QPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """Say that the mouse points at nothing any more."""
        super().leaveEvent(event)
        self.pointed.emit(None, QPoint())

    def sizeHint(self) -> QSize:
        """Return the least height: what room there is, the layout gives."""
        return QSize(480, self.minimumHeight())

    def place_of(self, index: int) -> QPoint:
        """Return where a batch's loss lies on this widget."""
        axes = self.axes["loss"]
        middle = axes.view.viewRect().center().y()
        step = float(self._log.column("step")[index])
        return self.mapFromScene(axes.view.mapViewToScene(QPointF(step, middle)))
