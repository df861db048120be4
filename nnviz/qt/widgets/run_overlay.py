"""Several trainings on one plot: the loss above, the accuracy below, a colour for each."""

from __future__ import annotations

from html import escape

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.curve import finite_limits, finite_points, framed
from nnviz.core.run_curves import CURVES, RunCurves
from nnviz.qt.numerals import decimal, percent
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.curve_controls import CurveControls
from nnviz.qt.widgets.curve_view_box import CurveViewBox
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.number_axis import NumberAxis

_MARKER_DISTANCE_PX = 9
_LEAST_LINES = 10
_ROOM = 1.02  # a little behind the end, for the marker of the last epoch
Shown = tuple[str, int, RunCurves]


class OverlayCanvas(pg.GraphicsLayoutWidget):
    """The two plots. `pointed(x)` carries the place under the mouse, None where there is none."""

    pointed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.ci.layout.setContentsMargins(0, 4, 8, 0)
        self.ci.layout.setVerticalSpacing(4)
        self.by_epoch = self.logarithmic = False
        self._shown: list[Shown] = []
        self._items: list[dict[str, tuple[pg.PlotCurveItem, pg.PlotCurveItem, pg.ScatterPlotItem]]] = []
        self._range = (0.0, 1.0)
        self.plots: dict[str, pg.PlotItem] = {}
        for row, name in enumerate(CURVES):
            view = CurveViewBox()
            axes = {"left": NumberAxis("left", name == "accuracy"), "bottom": NumberAxis("bottom")}
            self.plots[name] = pg.PlotItem(viewBox=view, axisItems=axes, enableMenu=False)
            self.plots[name].hideButtons()
            self.addItem(self.plots[name], row=row, col=0)
            view.sigXRangeChanged.connect(self._on_view_x_range_changed)
            view.sigResized.connect(self._draw)
            view.fit_requested.connect(self.fit)
        self.plots["loss"].getAxis("bottom").setStyle(showValues=False)

    def show_curves(self, shown: list[Shown]) -> None:
        """Draw these runs, all of each."""
        for items in self._items:
            for name, parts in items.items():
                for part in parts:
                    self.plots[name].removeItem(part)
        self._shown = shown
        self._items = [self._new_items(colour) for _, colour, _ in shown]
        self.fit()

    def _new_items(self, colour: int) -> dict[str, tuple[pg.PlotCurveItem, pg.PlotCurveItem, pg.ScatterPlotItem]]:
        theme, made = theme_of(self), {}
        pen = theme.series[colour]
        for name in CURVES:
            line = pg.PlotCurveItem(connect="finite", antialias=True, pen=pg.mkPen(pen, width=1))
            dashes = pg.mkPen(pen, width=1, style=Qt.PenStyle.DashLine)
            validation = pg.PlotCurveItem(connect="finite", antialias=True, pen=dashes)
            dots = pg.ScatterPlotItem(size=7, pen=pg.mkPen(theme.surface), brush=pg.mkBrush(pen))
            for part in (line, validation, dots):
                self.plots[name].addItem(part, ignoreBounds=True)
            made[name] = (line, validation, dots)
        return made

    def lines(self, place: int) -> dict[str, tuple[object, object]]:
        """Return x and y of the smoothed lines of a run, by name."""
        return {name: parts[0].getData() for name, parts in self._items[place].items()}

    @Slot()
    def fit(self) -> None:
        """Show everything."""
        for plot in self.plots.values():
            plot.getViewBox().follows_values = True
        ends = [curves.last_step / (curves.steps_per_epoch if self.by_epoch else 1.0) for _, _, curves in self._shown]
        self._set_range(0.0, _ROOM * (max(ends, default=1.0) or 1.0))

    def _set_range(self, left: float, right: float) -> None:
        self._range = (left, right)
        for plot in self.plots.values():
            plot.getViewBox().setXRange(left, right, padding=0)
        self._draw()

    @Slot(object, object)
    def _on_view_x_range_changed(self, view: object, limits: tuple[float, float]) -> None:
        del view
        if tuple(limits) != self._range:
            self._set_range(*limits)

    @Slot()
    def _draw(self) -> None:
        for name, plot in self.plots.items():
            logarithmic = self.logarithmic and name == "loss"
            view, heights = plot.getViewBox(), []
            width = max(int(view.width() * self.devicePixelRatioF()), 1)
            for (_, _, curves), items in zip(self._shown, self._items, strict=True):
                found = curves.lines(name, *self._range, 2 * width, logarithmic, self.by_epoch)
                line, validation, dots = items[name]
                line.setData(*found[0])
                validation.setData(*found[1])
                crowded = len(found[1][0]) > width // _MARKER_DISTANCE_PX
                dots.setData([], []) if crowded else dots.setData(*finite_points(*found[1]))
                heights += [found[0][1], found[1][1]]
            plot.getAxis("left").setLogMode(y=logarithmic)
            if view.follows_values and heights:
                low, high = finite_limits(heights) or (0.0, 1.0)
                bounds = {"lowest": -0.02, "highest": 1.02} if name == "accuracy" else {}
                view.setYRange(*framed(low, high, **bounds), padding=0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which place the mouse points at."""
        super().mouseMoveEvent(event)
        position = self.mapToScene(event.position().toPoint())
        for plot in self.plots.values():
            view = plot.getViewBox()
            if view.sceneBoundingRect().contains(position):
                self.pointed.emit(view.mapSceneToView(position).x())
                return
        self.pointed.emit(None)

    def leaveEvent(self, event: QEvent) -> None:
        """Say that the mouse points at nothing any more."""
        super().leaveEvent(event)
        self.pointed.emit(None)

    def dress(self) -> None:
        """Take the colours of the theme and the font."""
        theme, metrics = theme_of(self), QFontMetrics(self.font())
        self.setBackground(theme.surface)
        self.setMinimumHeight(_LEAST_LINES * metrics.height())
        for plot in self.plots.values():
            for name in ("left", "bottom"):
                axis = plot.getAxis(name)
                axis.setPen(pg.mkPen(theme.border))
                axis.setTextPen(pg.mkPen(theme.muted))
                axis.setTickFont(self.font())
                axis.label.setFont(self.font())
            plot.getAxis("left").setWidth(metrics.horizontalAdvance("0.000") + metrics.height() + 16)
        self.show_curves(self._shown)


class RunOverlay(QWidget):
    """Plots with a legend that reads the figures under the mouse, smoothing, and a choice of what runs along."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas, self.controls, self.along, self.legend = OverlayCanvas(), CurveControls(), QComboBox(), QLabel()
        self.along.addItems(["", ""])
        self._shown: list[Shown] = []
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.setWordWrap(True)
        self.legend.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        tools = QWidget()
        row = FlowLayout(tools, spacing=12)
        row.addWidget(self.controls)
        row.addWidget(self.along)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(tools)
        layout.addWidget(self.legend)
        layout.addWidget(self.canvas, 1)
        self.controls.smoothing_changed.connect(self._on_controls_smoothing_changed)
        self.controls.logarithmic_toggled.connect(self._on_controls_logarithmic_toggled)
        self.along.currentIndexChanged.connect(self._on_along_changed)
        self.canvas.pointed.connect(self._on_canvas_pointed)
        self._retranslate()

    def show_runs(self, shown: list[Shown]) -> None:
        """Draw these runs: the name, the number of the colour and the curves of each."""
        self._shown = shown
        for _, _, curves in shown:
            if curves.weight != self.controls.weight:
                curves.smooth(self.controls.weight)
        self.canvas.show_curves(shown)
        self._say(None)

    @Slot(float)
    def _on_controls_smoothing_changed(self, weight: float) -> None:
        for _, _, curves in self._shown:
            curves.smooth(weight)
        self.canvas.show_curves(self._shown)

    @Slot(bool)
    def _on_controls_logarithmic_toggled(self, on: bool) -> None:
        self.canvas.logarithmic = on
        self.canvas.fit()

    @Slot(int)
    def _on_along_changed(self, index: int) -> None:
        self.canvas.by_epoch = index == 1
        self.canvas.fit()
        self._name_axes()

    @Slot(object)
    def _on_canvas_pointed(self, x: float | None) -> None:
        self._say(x)

    def _say(self, x: float | None) -> None:
        """Write the legend; with the figures at a place of the plots."""
        theme, parts = theme_of(self), []
        for name, colour, curves in self._shown:
            figures = None if x is None else curves.at(x, self.canvas.by_epoch)
            words = escape(name)
            if figures is not None:
                words += " <b>" + self.tr("{0} · {1}").format(decimal(figures[0]), percent(figures[1])) + "</b>"
            parts.append(f'<span style="color:{theme.series[colour]}">━━</span>&nbsp;{words.replace(" ", "&nbsp;")}')
        explained = self.tr("line: smoothed batches · dashes: validation")
        parts.append(f'<span style="color:{theme.muted}">{explained}</span>')
        self.legend.setText(" &nbsp; ".join(parts))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme, the font and the language."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.canvas.dress()
            self._say(None)
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that can be read."""
        return QSize(200, super().minimumSizeHint().height())

    def _retranslate(self) -> None:
        self.along.setItemText(0, self.tr("Over the batches"))
        self.along.setItemText(1, self.tr("Over the epochs"))
        self.along.setAccessibleName(self.tr("What runs along the plots"))
        self.along.setToolTip(self.tr("Epochs compare runs with batches of different sizes"))
        self.canvas.setAccessibleName(self.tr("Curves of the marked runs"))
        self._name_axes()
        self.canvas.dress()
        self._say(None)

    def _name_axes(self) -> None:
        self.canvas.plots["loss"].setLabel("left", self.tr("Loss"))
        self.canvas.plots["accuracy"].setLabel("left", self.tr("Accuracy %"))
        along = self.tr("Epoch") if self.canvas.by_epoch else self.tr("Batch")
        self.canvas.plots["accuracy"].setLabel("bottom", along)
