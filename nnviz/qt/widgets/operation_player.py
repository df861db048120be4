"""Plays an animation of frames: buttons, a slider to scrub, speed, and keys."""

from __future__ import annotations

from math import ceil, floor
from time import perf_counter

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QStyle,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnviz.qt.icons import icon
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.flow_layout import FlowLayout

_TICK_MS = 16
_SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)  # frames a second
_NORMAL = 2
_MOVING_SHARE = 0.6  # of a frame's time; then it rests, to be read


class OperationPlayer(QWidget):
    """`position_changed` carries where the picture is to be; whole numbers are finished frames."""

    position_changed = Signal(float)
    smooth_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._clock, self._stop_at, self._last = 0, 0.0, 0, 0.0
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.restart, self.back, self.play, self.forward = (QToolButton() for _ in range(4))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.counter = QLabel()
        self.speed, self.smooth = QComboBox(), QCheckBox()
        for speed in _SPEEDS:
            self.speed.addItem("", speed)
        self.speed.setCurrentIndex(_NORMAL)
        moving = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        self.smooth.setChecked(moving > 0)
        self._lay_out()
        self.restart.clicked.connect(self.go_to_start)
        self.back.clicked.connect(self.step_back)
        self.play.clicked.connect(self.toggle)
        self.forward.clicked.connect(self.step_forward)
        self.slider.valueChanged.connect(self._on_slider_value_changed)
        self.smooth.toggled.connect(self.smooth_changed)
        self._retranslate()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for button in (self.restart, self.back, self.play, self.forward):
            buttons.addWidget(button)
        buttons.addWidget(self.slider, 1)
        buttons.addWidget(self.counter)
        choices = QWidget()
        flow = FlowLayout(choices, spacing=10)
        flow.addWidget(self.speed)
        flow.addWidget(self.smooth)
        self.choices = choices
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(buttons)
        self._dress()

    # --- playing ---

    @property
    def playing(self) -> bool:
        """Whether it moves by itself."""
        return self._timer.isActive()

    @property
    def position(self) -> float:
        """Where the animation stands."""
        return self._shown(self._clock)

    def set_count(self, count: int) -> None:
        """Begin another animation of so many frames; 0 is none."""
        self.stop()
        self._count, self._clock = count, 0.0
        self.slider.blockSignals(True)
        self.slider.setRange(0, count)
        self.slider.setValue(0)
        self.slider.blockSignals(False)
        for widget in (self.restart, self.back, self.play, self.forward, self.slider):
            widget.setEnabled(count > 0)
        self._show_counter()

    @Slot()
    def toggle(self) -> None:
        """Play, from the start when the end is reached, or pause."""
        if self.playing:
            self.stop()
        elif self._count:
            if self._clock >= self._count:
                self._go(0.0)
            self._run_to(self._count)

    @Slot()
    def stop(self) -> None:
        """Pause where it is."""
        self._timer.stop()
        self._dress()

    @Slot()
    def step_forward(self) -> None:
        """Play one frame."""
        target = min(floor(self._clock + 1e-9) + 1, self._count)
        if self.playing:
            self.stop()
            self._go(float(target))
        elif self.smooth.isChecked() and self.isVisible():
            self._run_to(target)
        else:
            self._go(float(target))

    @Slot()
    def step_back(self) -> None:
        """Go back to the end of the frame before."""
        self.stop()
        self._go(float(max(ceil(self._clock - 1e-9) - 1, 0)))

    @Slot()
    def go_to_start(self) -> None:
        """Go to the beginning."""
        self.stop()
        self._go(0.0)

    def go_to_end(self) -> None:
        """Go to the end."""
        self.stop()
        self._go(float(self._count))

    def _run_to(self, target: int) -> None:
        self._stop_at, self._last = target, perf_counter()
        self._timer.start()
        self._dress()

    @Slot()
    def _on_timer_timeout(self) -> None:
        now = perf_counter()
        clock = self._clock + min(now - self._last, 0.2) * float(self.speed.currentData())
        self._last = now
        if clock >= self._stop_at:
            self.stop()
        self._go(min(clock, float(self._stop_at)))

    def _shown(self, clock: float) -> float:
        """Return the picture's position: it moves, then rests; without smoothness each frame stands at once."""
        done, share = floor(clock), clock - floor(clock)
        if not self.smooth.isChecked():
            return float(ceil(clock))
        return done + min(share / _MOVING_SHARE, 1.0)

    def _go(self, clock: float) -> None:
        self._clock = clock
        self.slider.blockSignals(True)
        self.slider.setValue(ceil(clock))
        self.slider.blockSignals(False)
        self._show_counter()
        self.position_changed.emit(self.position)

    @Slot(int)
    def _on_slider_value_changed(self, value: int) -> None:
        self.stop()
        self._go(float(value))

    # --- keys, theme and words ---

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on space, the arrows, Home and End; return whether it was one of them."""
        actions = {
            Qt.Key.Key_Space: self.toggle,
            Qt.Key.Key_Left: self.step_back,
            Qt.Key.Key_Right: self.step_forward,
            Qt.Key.Key_Home: self.go_to_start,
            Qt.Key.Key_End: self.go_to_end,
        }
        action = actions.get(Qt.Key(event.key()))
        if action is None or not self._count:
            return False
        action()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Pause while nobody looks."""
        self.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _dress(self) -> None:
        theme = theme_of(self)
        names = ("restart", "step_back", "pause" if self.playing else "play", "step")
        for button, name in zip((self.restart, self.back, self.play, self.forward), names, strict=True):
            button.setIcon(icon(name, theme))
        self.play.setToolTip(self.tr("Pause (Space)") if self.playing else self.tr("Play (Space)"))
        self.play.setAccessibleName(self.tr("Pause") if self.playing else self.tr("Play"))

    def _show_counter(self) -> None:
        text = self.tr("step {0} of {1}").format(ceil(self._clock), self._count)
        self.counter.setText(text if self._count else "")

    def _retranslate(self) -> None:
        for index, speed in enumerate(_SPEEDS):
            self.speed.setItemText(index, self.tr("{0} steps a second").format(f"{speed:g}"))
        self.speed.setItemText(_NORMAL, self.tr("1 step a second"))
        self.speed.setAccessibleName(self.tr("Speed"))
        self.smooth.setText(self.tr("Let cells travel"))
        self.smooth.setToolTip(self.tr("Without it every step stands at once, for less motion on the screen"))
        self.slider.setAccessibleName(self.tr("Step"))
        for button, text in (
            (self.restart, self.tr("To the beginning (Home)")),
            (self.back, self.tr("One step back (←)")),
            (self.forward, self.tr("One step on (→)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._dress()
        self._show_counter()
