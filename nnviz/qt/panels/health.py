"""The health of every layer: what is wrong in words, figures, histograms, and gradients while training."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from nnviz.core.code_text import health_code
from nnviz.core.gradients import GradientLog, gradient_verdicts
from nnviz.core.health import HealthReport, Histogram, Verdict, health_table, verdicts
from nnviz.core.histogram_overlay import histogram_of
from nnviz.core.view_state import ViewState
from nnviz.engine import commands
from nnviz.engine.events import Failed, WeightsEdited
from nnviz.qt.numerals import percent, whole
from nnviz.qt.panels.base import Panel
from nnviz.qt.throttle import Throttle
from nnviz.qt.widgets.gradient_table import GradientTable
from nnviz.qt.widgets.health_table import HealthTable
from nnviz.qt.widgets.health_tools import HealthTools
from nnviz.qt.widgets.histogram_plot import HistogramPlot
from nnviz.qt.widgets.turning_row import TurningRow
from nnviz.qt.widgets.verdict_list import VerdictList
from nnviz.qt.widgets.view_export import ViewContent, ViewExport

_OUTPUTS, _WEIGHTS, _TRAINING = range(3)
_JOB = "MeasureHealth"
_AGAIN_MS = 2000
_TURN_PX = 1000


class HealthPanel(Panel):
    """Measures when asked and again when the weights have changed; choosing a row chooses the layer everywhere."""

    def build(self) -> None:
        """Make the widgets."""
        self._report: HealthReport | None = None
        self._run_id: str | None = None
        self._outdated: str | None = None  # the model whose figures are no longer those of its weights
        self._again = Throttle(_AGAIN_MS, self)
        self.tools = HealthTools()
        self.measure, self.dataset, self.progress = self.tools.measure, self.tools.dataset, self.tools.progress
        self.verdict = VerdictList()
        self.tabs = QTabBar(drawBase=False, expanding=False)
        for _ in range(3):
            self.tabs.addTab("")
        self.table, self.gradients = HealthTable(), GradientTable()
        self.histogram, self.logarithmic = HistogramPlot(), QCheckBox()
        self._figure = QWidget()
        column = QVBoxLayout(self._figure)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.histogram, 1)
        below = QHBoxLayout()
        column.addLayout(below)
        content = ViewContent(self._picture, lambda: "health", table=self._table, code=self._code)
        self.export = ViewExport(self.table, content)
        counts = ViewContent(self._picture, lambda: "histogram", table=self.histogram.table)
        self.histogram_export = ViewExport(self.histogram, counts)
        self.tools.add(self.export)
        below.addWidget(self.logarithmic, 1)
        below.addWidget(self.histogram_export)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(10, 8, 10, 8)
        frame.setSpacing(6)
        for part in (self.tools, self.verdict, self.tabs):
            frame.addWidget(part)
        frame.addWidget(TurningRow((self.table, self.gradients, self._figure), (3, 3, 2), _TURN_PX, spacing=16), 1)
        self._connect()

    def _connect(self) -> None:
        self.tools.measure_pressed.connect(self._on_measure_pressed)
        self.tools.cancel_pressed.connect(self._on_tools_cancel_pressed)
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self.table.layer_chosen.connect(self._on_table_layer_chosen)
        self.table.currentCellChanged.connect(self._show_histogram)
        self.gradients.layer_chosen.connect(self._on_table_layer_chosen)
        self.logarithmic.toggled.connect(self.histogram.set_logarithmic)
        self.export.told.connect(self.context.report)
        self.histogram_export.told.connect(self.context.report)
        self._again.due.connect(self._on_measure_pressed)
        engine = self.context.engine
        engine.health_ready.connect(self._on_engine_health_ready)
        engine.epoch_done.connect(self._on_engine_epoch_done)
        engine.weights_edited.connect(self._on_engine_weights_edited)
        engine.failed.connect(self._on_engine_failed)

    # --- what is shown ---

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Draw what differs between the two states."""
        self.measure.setEnabled(new.model is not None)
        if self._report is not None and self._report.model_id != new.model_id:
            self._report = None
            self.tools.show_progress(None)
        if new.run is not None and new.run.id != self._run_id:
            self._run_id = new.run.id
            self.tools.choose_dataset(new.run.experiment.dataset)
        if old is None or new.model is not old.model:
            self._show()
            if self._outdated is not None and self._outdated == new.model_id:
                self._measure_again()
        elif self.tabs.currentIndex() == _TRAINING:
            if new.run is not old.run:
                self._show()
        elif new.probe is not old.probe or new.layer_id != old.layer_id:
            self._show_histogram()
        if old is None or new.layer_id != old.layer_id:
            self.table.choose(new.layer_id)
            self.gradients.choose(new.layer_id)

    def wanted_tensors(self, state: ViewState) -> frozenset[str] | None:
        """Return the chosen layer's output and weights."""
        layer = state.layer
        return frozenset() if layer is None else frozenset({layer.id, *(weight.key for weight in layer.weights)})

    def showEvent(self, event: QShowEvent) -> None:
        """Have gradients measured while somebody looks."""
        self.context.engine.post(commands.WatchGradients(True))
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Spare the training what nobody sees."""
        self.context.engine.post(commands.WatchGradients(False))
        super().hideEvent(event)

    @property
    def answered(self) -> bool:
        """Whether a whole measurement is on show."""
        return self._report is not None and self._report.fraction >= 1.0

    def _show(self) -> None:
        tab, log = self.tabs.currentIndex(), self._log()
        training = tab == _TRAINING
        self.table.setVisible(not training and self._report is not None)
        self.gradients.setVisible(training and log is not None)
        self._figure.setVisible(not training)
        layer_id = self.context.store.state.layer_id
        if training:
            self.gradients.set_log(log)
            self.gradients.choose(layer_id)
        else:
            self.table.set_report(self._report, tab == _WEIGHTS)
            self.table.choose(layer_id)
            self._show_histogram()
        self._say(log)

    def _log(self) -> GradientLog | None:
        """Return the gradients of the run, when it trained the live model and something was measured."""
        state = self.context.store.state
        log = None if state.run is None else state.run.gradients
        return log if log is not None and log.latest is not None and log.model_id == state.model_id else None

    @Slot()
    def _show_histogram(self) -> None:
        state = self.context.store.state
        layer = state.layer
        if layer is None:
            self.histogram.set_series("", (), self.tr("Choose a layer."))
            return
        weights = self.tabs.currentIndex() == _WEIGHTS
        key = layer.id
        if weights:
            keys = [weight.key for weight in layer.weights]
            chosen = self.table.chosen_key
            key = chosen if chosen in keys else next(iter(keys), "")
        title = self.tr("Values of {0}") if weights else self.tr("Outputs of {0}")
        empty = self.tr("This layer has no weights.") if weights and not key else self.tr("Draw something, or measure.")
        self.histogram.set_series(title.format(key or layer.id), self._series(key, weights), empty)

    def _series(self, key: str, weights: bool) -> list[tuple[str, Histogram]]:
        """Return what was measured, as bars, and the values of this moment, as a line."""
        found: list[tuple[str, Histogram]] = []
        report, probe = self._report, self.context.store.state.probe
        measured = () if report is None else report.weights if weights else report.activations
        health = next((health for health in measured if health.key == key), None)
        if health is not None and report is not None:
            name = self.tr("{0} pictures").format(whole(report.pictures)) if not weights else self.tr("When measured")
            found.append((name, health.histogram))
        values = None if probe is None else probe.tensor(key)
        if values is not None and values.dtype.kind in "fiu":
            found.append((self.tr("Now") if weights else self.tr("The drawing"), histogram_of(values)))
        return found

    # --- in words ---

    def _say(self, log: GradientLog | None) -> None:
        self.tools.status.setText(self._status())
        found: tuple[Verdict, ...] = ()
        if self.tabs.currentIndex() == _TRAINING:
            recent = None if log is None else log.recent()
            found = () if recent is None else gradient_verdicts(recent)
            hint = self.tr(
                "Start a training and keep this panel in sight: the gradient of every layer is measured ten times a "
                "second. One that is vanishing or exploding is told here."
            )
        else:
            found = () if self._report is None else verdicts(self._report)
            hint = self.tr(
                "Dead units, saturated ones and numbers out of control are found by running the model over many "
                "pictures. Choose a data set of the form that it reads and press Measure."
            )
        self.verdict.show_verdicts(found, hint)

    def _status(self) -> str:
        report = self._report
        if report is None:
            return ""
        parts = [self.tr("{0} pictures").format(whole(report.pictures))]
        if report.accuracy is not None:
            parts.append(self.tr("{0} read right").format(percent(report.accuracy)))
        if report.step:
            parts.append(self.tr("after batch {0}").format(whole(report.step)))
        return " · ".join(parts)

    # --- what a person and the engine do ---

    @Slot()
    def _on_measure_pressed(self) -> None:
        self._outdated = None
        self.tools.show_progress(0.0)
        folder = self.context.settings.text("data/folder") or None
        dataset, count = self.tools.chosen()
        self.context.engine.post(commands.MeasureHealth(dataset, pictures=count, data_folder=folder))

    @Slot()
    def _on_tools_cancel_pressed(self) -> None:
        self._again.cancel()
        self._outdated = None
        self.context.engine.post(commands.StopJob(_JOB))
        self.tools.show_progress(None)

    def _measure_again(self) -> None:
        """Bring the figures up to date where that is wished, now or when the panel is seen next."""
        if not self.tools.again.isChecked():
            return
        self._outdated = self.context.store.state.model_id
        if self.isVisible() and not self.tools.measuring:
            self._again.request()

    @Slot(str, object)
    def _on_engine_epoch_done(self, run_id: str, record: object) -> None:
        del run_id, record
        self._measure_again()

    @Slot(object)
    def _on_engine_weights_edited(self, event: WeightsEdited) -> None:
        if event.keys and self._report is not None:
            self._measure_again()

    @Slot(object)
    def _on_engine_failed(self, event: Failed) -> None:
        if event.during == _JOB:
            self.tools.show_progress(None)

    @Slot(object)
    def _on_engine_health_ready(self, report: HealthReport) -> None:
        if report.model_id != self.context.store.state.model_id:
            return
        self._report = report
        if self.tools.measuring:
            self.tools.show_progress(report.fraction)
        self._show()
        if self._outdated == report.model_id and report.fraction >= 1.0:
            self._measure_again()

    @Slot(int)
    def _on_tabs_current_changed(self, index: int) -> None:
        del index
        self._show()

    @Slot(str)
    def _on_table_layer_chosen(self, layer_id: str) -> None:
        if layer_id and layer_id != self.context.store.state.layer_id:
            self.context.store.update(layer_id=layer_id, unit=None)

    # --- what can be taken elsewhere ---

    def _picture(self) -> QWidget:
        return self

    def _table(self) -> str:
        return health_table(self.table.rows)

    def _code(self) -> str | None:
        state = self.context.store.state
        return None if state.model is None or state.layer is None else health_code(state.model, state.layer)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that makes sense."""
        return QSize(240, 260)

    def retranslate(self) -> None:
        """Set the panel's words; its parts set their own."""
        for number, words in enumerate((self.tr("Outputs"), self.tr("Weights"), self.tr("Training"))):
            self.tabs.setTabText(number, words)
        self.tabs.setAccessibleName(self.tr("Outputs, weights or training"))
        self.logarithmic.setText(self.tr("Logarithmic: rare values are seen"))
        self._show()
