"""What the engine is doing, in words for the status bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from nnviz.core.training import Phase
from nnviz.engine.events import Activity, ActivityChanged

_PARTS = 1000


class EngineStatus(QWidget):
    """A word and, where a share is known, a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._activity = ActivityChanged(Activity.STARTING)
        self._bar = QProgressBar(textVisible=False, maximum=_PARTS)
        self._bar.setFixedSize(120, 8)
        self._words = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.addWidget(self._bar)
        layout.addWidget(self._words)
        self._render()

    @property
    def text(self) -> str:
        """The words on show."""
        return self._words.text()

    @Slot(object)
    def show_activity(self, activity: ActivityChanged) -> None:
        """Show what the engine turned to."""
        self._activity = activity
        self._render()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._render()
        super().changeEvent(event)

    def _render(self) -> None:
        fraction = self._activity.fraction
        waiting = fraction is None and self._activity.activity in (Activity.STARTING, Activity.LOADING)
        self._bar.setVisible(fraction is not None or waiting)
        self._bar.setMaximum(0 if waiting else _PARTS)  # a bar without an end runs to and fro
        self._bar.setValue(round(_PARTS * (fraction or 0.0)))
        self._words.setText(self._sentence())

    def _sentence(self) -> str:
        subject, fraction = self._activity.subject, self._activity.fraction
        match self._activity.activity:
            case Activity.STARTING:
                return self.tr("Starting TensorFlow …")
            case Activity.READY:
                return self.tr("Ready")
            case Activity.LOADING if fraction is not None:
                return self.tr("Loading {0}: {1} %").format(subject, round(100 * fraction))
            case Activity.LOADING:
                return self.tr("Loading {0} …").format(subject)
            case Activity.TRAINING:
                return self._training_sentence(subject, round(100 * (fraction or 0.0)))
            case _:
                return self.tr("Stopped")

    def _training_sentence(self, phase: str, percent: int) -> str:
        if phase == Phase.PAUSED:
            return self.tr("Training paused at {0} %").format(percent)
        if phase == Phase.VALIDATING:
            return self.tr("Validating, {0} % done").format(percent)
        return self.tr("Training {0} %").format(percent)
