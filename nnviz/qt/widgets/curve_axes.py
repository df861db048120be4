"""One plot of a training: every batch faint, the smoothed line over it, the validation of every epoch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics

from nnviz.core.arrays import Array
from nnviz.core.curve import Curve, drawable, finite_limits, finite_points, framed
from nnviz.qt.theme import Theme
from nnviz.qt.widgets.curve_view_box import CurveViewBox
from nnviz.qt.widgets.number_axis import NumberAxis

# Points a pixel of each line: the two lines over all batches share four.
POINTS_PER_PIXEL = 2
_MARKER_DISTANCE_PX = 9
_FADED = 0.5


@dataclass(frozen=True)
class CurveColours:
    """What the curves of a theme are drawn in; the legend shows the same."""

    batches: QColor
    smoothed: QColor
    validation: QColor
    boundary: QColor

    @classmethod
    def of(cls, theme: Theme) -> CurveColours:
        """Return the colours of a theme: the batches are the smoothed line's colour, faded into the surface."""
        smoothed, surface = QColor(theme.series[0]), theme.colour("surface")
        faded = _mixed(smoothed, surface, _FADED)
        return cls(faded, smoothed, QColor(theme.series[1]), theme.colour("border"))


class CurveAxes:
    """Draws three curves within a stretch of steps."""

    def __init__(self, as_percent: bool = False) -> None:
        self.view = CurveViewBox()
        axes = {"left": NumberAxis("left", as_percent), "bottom": NumberAxis("bottom")}
        self.plot = pg.PlotItem(viewBox=self.view, axisItems=axes, enableMenu=False)
        self.plot.hideButtons()
        self.logarithmic = False
        self._fraction = as_percent
        self._curves: tuple[Curve, Curve, Curve] | None = None
        self._boundaries = pg.VTickGroup()
        self._batches, self._smoothed, self._validation = (
            pg.PlotCurveItem(connect="finite", antialias=True) for _ in range(3)
        )
        self._dots, self._markers, self._mark = (pg.ScatterPlotItem(size=size) for size in (4, 8, 9))
        self._cross, self._past = pg.InfiniteLine(angle=90), pg.InfiniteLine(angle=90)
        for item in (
            self._boundaries,
            self._batches,
            self._dots,
            self._smoothed,
            self._validation,
            self._markers,
            self._cross,
            self._past,
            self._mark,
        ):
            self.plot.addItem(item, ignoreBounds=True)
        self._cross.hide()
        self._past.hide()
        self.view.setLimits(minXRange=2.0)

    def show(self, batches: Curve, smoothed: Curve, validation: Curve) -> None:
        """Take these curves from now on."""
        self._curves = batches, smoothed, validation

    def drawn_points(self) -> int:
        """Return how many points the two lines over all batches have on screen."""
        return sum(len(item.getData()[0]) for item in (self._batches, self._smoothed))

    def lines(self) -> dict[str, tuple[Array, Array]]:
        """Return x and y of what is drawn, by name."""
        items = {"batches": self._batches, "smoothed": self._smoothed, "validation": self._validation}
        return {name: item.getData() for name, item in items.items()}

    def draw(self, left: float, right: float, pixels: int, boundaries: Array) -> None:
        """Draw what lies between two steps on so many pixels."""
        if self._curves is None:
            return
        points = POINTS_PER_PIXEL * max(pixels, 1)
        lines = [curve.line(left, right, points, self.logarithmic) for curve in self._curves]
        items = (self._batches, self._smoothed, self._validation)
        for item, (x, y) in zip(items, lines, strict=True):
            item.setData(x, y)
        self._thicken(len(lines[1][0]) <= pixels // 2)
        room = pixels // _MARKER_DISTANCE_PX
        for scatter, (x, y) in ((self._dots, lines[0]), (self._markers, lines[2])):
            scatter.setData(*finite_points(x, y)) if len(x) <= room else scatter.clear()
        self._boundaries.setXVals(boundaries.tolist())
        self._boundaries.update()
        if self.view.follows_values:
            self._fit_values([y for _, y in lines])

    def _thicken(self, sparse: bool) -> None:
        """Draw the smoothed line two pixels wide where that is cheap: along many points it is not."""
        pen = self._smoothed.opts["pen"]
        width = 2 if sparse else 1
        if pen.width() != width:
            self._smoothed.setPen(pg.mkPen(pen.color(), width=width))

    def _fit_values(self, values: list[Array]) -> None:
        low, high = finite_limits(values) or ((-1.0, 0.0) if self.logarithmic else (0.0, 1.0))
        if self._fraction:
            bottom, top = framed(low, high, lowest=-0.02, highest=1.02)
        else:
            from_zero = not self.logarithmic and 0.0 <= low < 0.5 * high
            bottom, top = framed(0.0 if from_zero else low, high)
        self.view.setYRange(bottom, top, padding=0)

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Put the values on a logarithmic scale, or back."""
        self.logarithmic = logarithmic
        self.view.follows_values = True
        self.plot.getAxis("left").setLogMode(logarithmic)

    def place_of(self, value: float) -> float | None:
        """Return where a value is on the scale of the moment, None where it has no place."""
        place = float(drawable(np.array([value]), self.logarithmic)[0])
        return place if place == place else None

    def mark(self, index: int | None) -> None:
        """Put the crosshair at a batch, with a dot at its value; None takes it away."""
        self._cross.setVisible(index is not None)
        if index is None or self._curves is None:
            self._mark.clear()
            return
        batches, here = self._curves[0], slice(index, index + 1)
        steps = batches.steps.values[here]
        self._cross.setValue(float(steps[0]))
        self._mark.setData(*finite_points(steps, drawable(batches.values[here], self.logarithmic)))

    @property
    def past(self) -> float | None:
        """The step at which the line of the past stands, or None."""
        return float(self._past.value()) if self._past.isVisible() else None

    def mark_past(self, step: int | None) -> None:
        """Put a line at the step of the past that the other panels show; None takes it away."""
        self._past.setVisible(step is not None)
        if step is not None:
            self._past.setValue(step)

    def recolour(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        colours = CurveColours.of(theme)
        self._boundaries.setPen(pg.mkPen(colours.boundary, style=Qt.PenStyle.DashLine))
        for item, colour in (
            (self._batches, colours.batches),
            (self._smoothed, colours.smoothed),
            (self._validation, colours.validation),
        ):
            item.setPen(pg.mkPen(colour, width=1))
        self._dots.setPen(None)
        self._dots.setBrush(colours.batches)
        self._markers.setPen(pg.mkPen(theme.surface))
        self._markers.setBrush(colours.validation)
        self._cross.setPen(pg.mkPen(theme.muted))
        self._past.setPen(pg.mkPen(theme.warning, width=2))
        self._mark.setPen(pg.mkPen(theme.surface))
        self._mark.setBrush(theme.colour("text"))
        for name in ("left", "bottom"):
            axis = self.plot.getAxis(name)
            axis.setPen(pg.mkPen(theme.border))
            axis.setTextPen(pg.mkPen(theme.muted))

    def set_font(self, font: QFont) -> None:
        """Take a font for numbers and words, and make room for them."""
        metrics = QFontMetrics(font)
        for name in ("left", "bottom"):
            axis = self.plot.getAxis(name)
            axis.setTickFont(font)
            axis.label.setFont(font)
        self.plot.getAxis("left").setWidth(metrics.horizontalAdvance("0.000") + metrics.height() + 16)


def _mixed(colour: QColor, background: QColor, share: float) -> QColor:
    """Return what `share` of a colour over a background looks like: an opaque pen is several times faster."""
    here, there = ((c.redF(), c.greenF(), c.blueF()) for c in (colour, background))
    return QColor.fromRgbF(*(share * a + (1.0 - share) * b for a, b in zip(here, there, strict=True)))
