"""Where a training stands: a sentence, a bar, and a line of figures."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.messages import UserError
from nnviz.core.training import Phase, Progress
from nnviz.core.view_state import RunView
from nnviz.qt.numerals import duration, percent, whole
from nnviz.qt.theme import theme_of
from nnviz.qt.throttle import Throttle
from nnviz.qt.translation import user_sentence

_REFRESH_MS = 100
_BAR_STEPS = 1000


class RunStatus(QWidget):
    """Tells of a run; before there is one, what to do; and why a training could not begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: RunView | None = None
        self._waiting = False
        self._fraction: float | None = None
        self._problem: UserError | None = None
        self._sentence, self._line = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._sentence.setProperty("role", "title")
        self._line.setProperty("role", "muted")
        for label in (self._sentence, self._line):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar(textVisible=False, maximum=_BAR_STEPS)
        self._bar.setFixedHeight(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self._sentence, self._bar, self._line):
            layout.addWidget(part)
        self._throttle = Throttle(_REFRESH_MS, self)
        self._throttle.due.connect(self._render)
        self._render()

    @property
    def sentence(self) -> str:
        """The sentence on show."""
        return self._sentence.text()

    @property
    def line(self) -> str:
        """The figures on show."""
        return self._line.text().strip()

    @property
    def bar(self) -> QProgressBar:
        """The bar."""
        return self._bar

    def show_run(self, run: RunView | None) -> None:
        """Follow a run; another phase shows at once, figures a few times a second."""
        before, self._run = self._run, run
        if run is not None and (before is None or run.id != before.id):
            self._waiting, self._problem = False, None
        if run is None or before is None or run.progress.phase is not before.progress.phase:
            self._throttle.cancel()
        self._throttle.request()

    def show_waiting(self, fraction: float | None) -> None:
        """Say that the data is fetched, and the share of it that has come."""
        self._waiting, self._fraction, self._problem = True, fraction, None
        self._render()

    def show_problem(self, error: UserError) -> None:
        """Say why no training began."""
        self._waiting, self._problem = False, error
        self._render()

    @Slot()
    def _render(self) -> None:
        progress = self._run.progress if self._run and not self._waiting and not self._problem else None
        self._sentence.setText(self._words(progress))
        bad = self._problem is not None or (progress is not None and progress.phase is Phase.FAILED)
        self._sentence.setStyleSheet(f"color: {theme_of(self).bad};" if bad else "")
        self._line.setText(self._figures(progress) or " ")
        busy = (self._waiting and self._fraction is None) or (progress and progress.phase is Phase.PREPARING)
        for part in (self._bar, self._line):
            part.setVisible(self._waiting or progress is not None)
        self._bar.setMaximum(0 if busy else _BAR_STEPS)
        share = self._fraction if self._waiting else progress.fraction if progress else 0.0
        self._bar.setValue(round(_BAR_STEPS * (share or 0.0)))
        self._bar.setAccessibleDescription(self.line)

    def _words(self, progress: Progress | None) -> str:
        if self._problem is not None:
            return user_sentence(self._problem)
        if self._waiting and self._fraction is not None:
            return self.tr("Getting the data: {0}").format(percent(self._fraction))
        if self._waiting:
            return self.tr("Getting the data and the network ready …")
        if progress is None:
            return self.tr("Choose a data set and press Start.")
        return self._phase_words(progress)

    def _phase_words(self, progress: Progress) -> str:
        match progress.phase:
            case Phase.PREPARING:
                return self.tr("Getting the network ready …")
            case Phase.TRAINING:
                return self.tr("The network learns. Draw meanwhile and watch its answer change.")
            case Phase.VALIDATING:
                return self.tr("Testing on pictures that the network has not learnt from …")
            case Phase.PAUSED:
                return self.tr("Paused. Step on batch by batch, or resume.")
            case Phase.FINISHED:
                return self._result_words()
            case Phase.STOPPED:
                return self.tr("Stopped. What was learnt stays in the model.")
            case _:
                message = progress.details.get("message")
                usual = self.tr("The training ended because something went wrong. What was learnt stays in the model.")
                return user_sentence(message) if isinstance(message, (UserError, str)) and message else usual

    def _result_words(self) -> str:
        if self._run is None or not self._run.epochs:
            return self.tr("Finished.")
        right = percent(self._run.epochs[-1].val_accuracy)
        return self.tr("Finished: {0} of the pictures it has not learnt from are named right.").format(right)

    def _figures(self, progress: Progress | None) -> str:
        if progress is None or not progress.steps:
            return ""
        parts = [
            self.tr("epoch {0} of {1}").format(whole(max(1, progress.epoch)), whole(progress.epochs)),
            self.tr("batch {0} of {1}").format(whole(progress.step), whole(progress.steps)),
        ]
        if progress.images_per_second > 0.0:
            parts.append(self.tr("{0} images/s").format(whole(progress.images_per_second)))
        if progress.seconds_left is not None and progress.phase in (Phase.TRAINING, Phase.VALIDATING):
            parts.append(self.tr("{0} left").format(duration(progress.seconds_left)))
        return " · ".join(part.replace(" ", "\u00a0") for part in parts)

    def hideEvent(self, event: QHideEvent) -> None:
        """Work on nothing that cannot be seen."""
        if not event.spontaneous():
            self._throttle.cancel()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._bar.setAccessibleName(self.tr("Progress of the training"))
            self._render()
        super().changeEvent(event)
