"""The learning rate over the batches, below the other curves; there only when it ever changes."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QFont, QFontMetrics

from nnviz.core.curve import Curve, finite_limits
from nnviz.core.growing import GrowingArray
from nnviz.qt.numerals import plain
from nnviz.qt.widgets.curve_axes import CurveAxes

_LINES = 5


class RatePlot:
    """A low plot on a logarithmic scale, shown when the rate has changed.

    It stands in the layout of plots from the beginning and is only hidden: a plot without a scene, or one that was
    taken out of its layout, is freed in pieces while Qt still means to lay it out.
    """

    def __init__(self) -> None:
        self.axes = CurveAxes()
        self.axes.set_logarithmic(True)
        self.axes.plot.getAxis("bottom").setStyle(showValues=False)
        self.axes.plot.hide()
        self._curve: Curve | None = None
        self._seen = 0
        self.visible = False

    def show(self, curve: Curve) -> None:
        """Take this curve from now on."""
        nothing = Curve(GrowingArray(np.int64))
        self._curve, self._seen = curve, 0
        self.axes.show(curve, nothing, nothing)
        self._set_visible(False)
        self.catch_up()

    def catch_up(self) -> None:
        """Appear if what has been added holds another rate."""
        if self._curve is None or self.visible:
            return
        values = self._curve.values
        changed = len(values) > 0 and bool((values[self._seen :] != values[0]).any())
        self._seen = len(values)
        if changed:
            self._set_visible(True)

    def draw(self, left: float, right: float, pixels: int) -> None:
        """Draw what lies between two steps."""
        if self.visible:
            self.axes.draw(left, right, pixels, np.zeros(0))
            self._name_ends()

    def _name_ends(self) -> None:
        """Write only the least and the greatest rate in view: so low a plot has no room for more."""
        limits = finite_limits([self.axes.lines()["batches"][1]])
        if limits is not None:
            ends = [(end, plain(float(f"{10.0**end:.3g}"))) for end in sorted(set(limits))]
            self.axes.plot.getAxis("left").setTicks([ends])

    def set_font(self, font: QFont) -> None:
        """Be as high as a few lines of this font."""
        self.axes.plot.setFixedHeight(_LINES * QFontMetrics(font).height())

    def _set_visible(self, visible: bool) -> None:
        self.visible = visible
        self.axes.plot.setVisible(visible)
