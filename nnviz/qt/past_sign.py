"""A strip across the window while its panels show the past of a training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QToolBar, QVBoxLayout

from nnviz.core.messages import UserError
from nnviz.core.view_state import ViewState
from nnviz.engine import commands
from nnviz.engine.events import ContinuedFrom
from nnviz.qt.numerals import whole
from nnviz.qt.panels.base import PanelContext
from nnviz.qt.theme import theme_of
from nnviz.qt.time_travel import BUDGET_KEY, USUAL_BUDGET_MB, TimeTravel
from nnviz.qt.widgets.time_bar import TimeBar
from nnviz.qt.widgets.turning_row import TurningRow

if TYPE_CHECKING:
    from nnviz.qt.main_window import MainWindow

_TURN_PX = 760


class PastSign(QToolBar):
    """Says which moment is on show, moves to others in every workspace, and leads back to the present."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._away = False
        self.setObjectName("past-sign")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setEnabled(False)
        self.sentence = QLabel(wordWrap=True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        context = PanelContext(
            window.store, window.engine, window.settings, window.report, window.show_panel, window.open_picture
        )
        self.travel = TimeTravel(context, TimeBar(compact=True), self)
        self._frame = QFrame()
        self._frame.setObjectName("past-frame")
        layout = QVBoxLayout(self._frame)
        layout.setContentsMargins(12, 3, 8, 3)
        layout.addWidget(TurningRow((self.sentence, self.travel.bar), (1, 1), _TURN_PX, spacing=16))
        self.addWidget(self._frame)
        window.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        window.addToolBar(Qt.ToolBarArea.TopToolBarArea, self)
        self.setVisible(False)
        window.store.changed.connect(self._on_store_changed)
        window.engine.continued_from.connect(self._on_engine_continued_from)
        window.settings.changed.connect(self._on_settings_changed)
        self._on_settings_changed(BUDGET_KEY)
        self._dress()
        self._retranslate()

    def setVisible(self, visible: bool) -> None:  # noqa: N802  Qt's name
        """Be there exactly while one looks at the past, whatever a remembered arrangement says."""
        del visible
        super().setVisible(self._away)

    @Slot(object, object)
    def _on_store_changed(self, new: ViewState, old: ViewState) -> None:
        self.travel.show_state(new, old)
        if new.snapshot != old.snapshot:
            self._tell(new)
            self._away = new.snapshot is not None
            if self._away is not self.isVisible():
                self.setVisible(self._away)

    def _tell(self, state: ViewState) -> None:
        if state.snapshot is None:
            return
        moment = next((each for each in state.snapshots.moments if each.step == state.snapshot), None)
        if state.snapshot == 0:
            text = self.tr("Before the training: not the present weights.")
        elif moment is None:
            text = self.tr("Batch {0}: not the present weights.").format(whole(state.snapshot))
        else:
            text = self.tr("Batch {0}, in epoch {1}: not the present weights.")
            text = text.format(whole(state.snapshot), whole(moment.epoch))
        self.sentence.setText(text)
        self.setAccessibleDescription(text)

    @Slot(object)
    def _on_engine_continued_from(self, event: ContinuedFrom) -> None:
        text: UserError | str
        if event.at is None:
            text = self.tr("The present model has the weights of batch {0} now.").format(whole(event.step))
        else:
            text = self.tr(
                "The training goes on from the weights of batch {0}: from batch {1} on the curves are those of a new "
                "branch."
            ).format(whole(event.step), whole(event.at + 1))
        self._window.report(text)

    @Slot(str)
    def _on_settings_changed(self, key: str) -> None:
        if key == BUDGET_KEY:
            megabytes = round(self._window.settings.number(BUDGET_KEY, USUAL_BUDGET_MB))
            self._window.engine.post(commands.SetSnapshotBudget(megabytes))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _dress(self) -> None:
        theme = theme_of(self)
        sheet = (
            f"QFrame#past-frame {{ background: {theme.raised}; border-left: 6px solid {theme.warning};"
            f" border-bottom: 2px solid {theme.warning}; }}"
            f" QFrame#past-frame QLabel {{ color: {theme.warning}; font-weight: 600; }}"
        )
        if sheet != self._frame.styleSheet():
            self._frame.setStyleSheet(sheet)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Looking at the past"))
        self.sentence.setToolTip(
            self.tr(
                "Layers, neurons, predictions and explanations are those of this moment. The curves, the gradients "
                "while training and File > Save the model stay with the present."
            )
        )
        self._tell(self._window.store.state)
