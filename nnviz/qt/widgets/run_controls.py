"""The buttons that drive a training."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from nnviz.core.training import Phase
from nnviz.qt.icons import icon
from nnviz.qt.theme import theme_of

_RUNNING = (Phase.TRAINING, Phase.VALIDATING)


class RunControls(QWidget):
    """Start, pause or resume, step a batch or an epoch, rewind, stop; the phase says which of them can be pressed.

    `press_key` presses the button of a key: space pauses and resumes, N steps a batch, E an epoch, R rewinds.
    """

    start_pressed = Signal()
    pause_pressed = Signal()
    resume_pressed = Signal()
    step_pressed = Signal()
    epoch_pressed = Signal()
    rewind_pressed = Signal()
    stop_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phase: Phase | None = None
        self.obstacle = QLabel(wordWrap=True)
        self.obstacle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.obstacle.hide()
        self.start, self.pause, self.step, self.epoch, self.rewind, self.stop = map(self._button, _NAMES)
        self.start.setProperty("role", "primary")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for index, button in enumerate((self.start, self.pause, self.step, self.epoch, self.rewind, self.stop)):
            grid.addWidget(button, index // 2, index % 2)
        grid.addWidget(self.obstacle, 2, 0, 1, 2)
        self.start.clicked.connect(self.start_pressed)
        self.pause.clicked.connect(self._on_pause_clicked)
        self.step.clicked.connect(self.step_pressed)
        self.epoch.clicked.connect(self.epoch_pressed)
        self.rewind.clicked.connect(self.rewind_pressed)
        self.stop.clicked.connect(self.stop_pressed)
        self._retranslate()
        self._draw_icons()
        self.show_phase(None)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def show_phase(self, phase: Phase | None) -> None:
        """Allow what makes sense; None when nothing trains."""
        self._phase = phase
        idle = phase is None or phase.ended
        startable = idle and not self.obstacle.text()
        self.start.setEnabled(startable)
        self.pause.setEnabled(phase is Phase.PAUSED or phase in _RUNNING)
        self.step.setEnabled(startable or phase is Phase.PAUSED or phase in _RUNNING)
        self.epoch.setEnabled(self.step.isEnabled())
        self.rewind.setEnabled(phase is not None and phase is not Phase.PREPARING)
        self.stop.setEnabled(not idle)
        self._name_pause()

    def show_obstacle(self, reason: str) -> None:
        """Tell why nothing can be started; "" when it can."""
        if reason == self.obstacle.text():
            return
        self.obstacle.setText(reason)
        self.obstacle.setVisible(bool(reason))
        self.show_phase(self._phase)

    def press_key(self, key: int) -> bool:
        """Press the button of a key; return whether there is one that can be pressed now."""
        buttons = {
            Qt.Key.Key_Space: self.pause,
            Qt.Key.Key_N: self.step,
            Qt.Key.Key_E: self.epoch,
            Qt.Key.Key_R: self.rewind,
        }
        button = buttons.get(Qt.Key(key))
        if button is None or not button.isEnabled():
            return False
        button.click()
        return True

    @Slot()
    def _on_pause_clicked(self) -> None:
        if self._phase is Phase.PAUSED:
            self.resume_pressed.emit()
        else:
            self.pause_pressed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()
        super().changeEvent(event)

    def _draw_icons(self) -> None:
        theme = theme_of(self)
        self.obstacle.setStyleSheet(f"color: {theme.bad};")
        self.start.setIcon(icon("play", replace(theme, text=theme.on_accent)))
        self.step.setIcon(icon("step", theme))
        self.epoch.setIcon(icon("epoch", theme))
        self.rewind.setIcon(icon("rewind", theme))
        self.stop.setIcon(icon("stop", theme))
        self.pause.setIcon(icon("play" if self._phase is Phase.PAUSED else "pause", theme))

    def _retranslate(self) -> None:
        self.start.setText(self.tr("Start"))
        self.start.setToolTip(self.tr("Build the network and train it"))
        self.step.setText(self.tr("Step batch"))
        self.step.setToolTip(self.tr("Train one batch, show all that was computed from it, then pause (N)"))
        self.epoch.setText(self.tr("Step epoch"))
        self.epoch.setToolTip(self.tr("Train to the end of the epoch, validate, then pause (E)"))
        self.rewind.setText(self.tr("Rewind"))
        self.rewind.setToolTip(
            self.tr(
                "Begin anew with the same seed and the same initial weights; the curve so far stays in its folder (R)"
            )
        )
        self.stop.setText(self.tr("Stop"))
        self.stop.setToolTip(self.tr("End the training; what was learnt stays in the model"))
        self._name_pause()

    def _name_pause(self) -> None:
        paused = self._phase is Phase.PAUSED
        text = self.tr("Resume") if paused else self.tr("Pause")
        if text == self.pause.text():
            return
        self.pause.setText(text)
        self.pause.setToolTip(
            self.tr("Go on training (space)") if paused else self.tr("Halt before the next batch (space)")
        )
        self._draw_icons()


_NAMES = ("start", "pause", "step", "epoch", "rewind", "stop")
