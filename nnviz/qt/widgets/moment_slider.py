"""A slider over the moments of a training."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from nnviz.core.snapshots import Moment
from nnviz.qt.theme import theme_of

_TICK_PX = 5
_LEAST_DISTANCE_PX = 4
_MARGIN_PX = 6


class MomentSlider(QSlider):
    """Has one place a moment; ends of epochs have a tick below. `moved(moment)` follows the hand, not `show_step`.

    The arrow keys go one moment on or back, Page Up and Down a tenth of all, Home and End to the first and the last.
    """

    moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._moments: tuple[Moment, ...] = ()
        self._step: int | None = None
        self._showing = False
        self.setMinimumHeight(self.sizeHint().height() + _TICK_PX + 2)
        self.valueChanged.connect(self._on_value_changed)
        self.set_moments(())

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The moments that can be chosen."""
        return self._moments

    @property
    def moment(self) -> Moment | None:
        """The moment under the handle."""
        return self._moments[self.value()] if self._moments else None

    def set_moments(self, moments: tuple[Moment, ...]) -> None:
        """Offer these moments; the handle stays where it is in time."""
        if moments is self._moments:
            return
        self._moments = moments
        self.setEnabled(bool(moments))
        self._showing = True
        self.setRange(0, max(0, len(moments) - 1))
        self.setPageStep(max(1, len(moments) // 10))
        self._showing = False
        self.show_step(self._step)

    def show_step(self, step: int | None) -> None:
        """Put the handle at the last moment that is not after a step; None puts it at the end."""
        self._step = step
        before = [index for index, moment in enumerate(self._moments) if step is None or moment.step <= step]
        self._showing = True
        self.setValue(before[-1] if before else 0)
        self._showing = False
        self.update()

    @Slot(int)
    def _on_value_changed(self, value: int) -> None:
        if not self._showing and value < len(self._moments):
            self._step = self._moments[value].step
            self.moved.emit(self._moments[value])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ticks, then the slider."""
        ends = [index for index, moment in enumerate(self._moments) if moment.ends_epoch]
        painter = QPainter(self)
        painter.setPen(theme_of(self).colour("muted"))
        bottom, last = self.height() - 1, -_LEAST_DISTANCE_PX
        for index in ends:
            place = self.place_of(index)
            if place - last >= _LEAST_DISTANCE_PX:
                painter.drawLine(place, bottom - _TICK_PX, place, bottom)
                last = place
        painter.end()
        super().paintEvent(event)

    def place_of(self, index: int) -> int:
        """Return where on the widget the handle's middle stands for a moment, in pixels from the left."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, option, self)
        room = self.width() - handle
        return handle // 2 + QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), index, room)
