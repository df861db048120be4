"""The axis of a plot with numbers in the language of the application."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QLocale

from nnviz.qt.numerals import whole


class NumberAxis(pg.AxisItem):
    """Plain numbers, or fractions as percent; what the logarithms stand for when the axis is logarithmic."""

    def __init__(self, orientation: str, as_percent: bool = False) -> None:
        super().__init__(orientation)
        self._as_percent = as_percent
        self.enableAutoSIPrefix(False)

    def logTickValues(self, low: float, high: float, size: float, even: list[Any]) -> list[Any]:  # noqa: N802
        """Return ticks at powers of ten and their multiples; on a range without those, at even distances."""
        ticks = super().logTickValues(low, high, size, even)
        return ticks if sum(len(values) for _, values in ticks) > 1 else even

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float | None) -> list[str]:
        """Return the text of every tick."""
        if self.logMode:
            digits = 2 if spacing is None or spacing >= 1.0 else 4
            return [QLocale().toString(10.0**value, "g", digits) for value in values]
        factor = scale * (100.0 if self._as_percent else 1.0)
        places = max(0, math.ceil(-math.log10((spacing or 1.0) * factor) - 1e-9))
        if places == 0:
            return [whole(value * factor) for value in values]
        return [QLocale().toString(value * factor, "f", places) for value in values]
