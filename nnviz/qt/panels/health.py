"""The health of every layer over many pictures: what is wrong in words, figures and histograms."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QPushButton, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from nnviz.core.code_text import health_code
from nnviz.core.health import HealthReport, Severity, health_table, verdicts
from nnviz.core.messages import UserError
from nnviz.core.view_state import ViewState
from nnviz.engine import commands
from nnviz.qt.panels.base import Panel
from nnviz.qt.theme import Theme, theme_of
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.health_table import HealthTable
from nnviz.qt.widgets.view_export import ViewContent, ViewExport

_DATASETS = ("digits", "mnist", "fashion-mnist", "cifar10")
_MARKS = {Severity.GOOD: ("✓", "good"), Severity.NOTICE: ("●", "warning"), Severity.WARNING: ("▲", "bad")}
_MOST_SENTENCES = 6


class HealthPanel(Panel):
    """Measures when asked; choosing a row chooses the layer everywhere."""

    def build(self) -> None:
        """Make the widgets."""
        self._report: HealthReport | None = None
        self.dataset = QComboBox()
        for name in _DATASETS:
            self.dataset.addItem(name, name)
        self.measure = QPushButton()
        self.measure.setProperty("role", "primary")
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.hide()
        self.verdict = QLabel(wordWrap=True)
        self.verdict.setTextFormat(Qt.TextFormat.RichText)
        self.verdict.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.tabs = QTabBar(drawBase=False, expanding=False)
        self.tabs.addTab("")
        self.tabs.addTab("")
        self.table = HealthTable()
        self.export = ViewExport(self.table, ViewContent(self._picture, self._name, table=self._table, code=self._code))
        tools = QWidget()
        row = FlowLayout(tools, spacing=8)
        row.addWidget(self.dataset)
        row.addWidget(self.measure)
        row.addWidget(self.progress)
        row.addWidget(self.export)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(10, 8, 10, 8)
        frame.setSpacing(6)
        for widget in (tools, self.verdict, self.tabs):
            frame.addWidget(widget)
        frame.addWidget(self.table, 1)
        self.measure.clicked.connect(self._on_measure_clicked)
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self.table.layer_chosen.connect(self._on_table_layer_chosen)
        self.export.told.connect(self._on_export_told)
        self.context.engine.health_ready.connect(self._on_engine_health_ready)

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Draw what differs between the two states."""
        self.measure.setEnabled(new.model is not None)
        if old is not None and new.model is not old.model:
            self._report = None
            self.progress.hide()
            self._show()
        if old is None or new.layer_id != old.layer_id:
            self.table.choose(new.layer_id)

    @property
    def answered(self) -> bool:
        """Whether a whole measurement is on show."""
        return self._report is not None and self._report.fraction >= 1.0

    @Slot()
    def _on_measure_clicked(self) -> None:
        self.progress.setValue(0)
        self.progress.show()
        self.context.engine.post(commands.MeasureHealth(str(self.dataset.currentData())))

    @Slot(object)
    def _on_engine_health_ready(self, report: HealthReport) -> None:
        if report.model_id != self.context.store.state.model_id:
            return
        self._report = report
        self.progress.setValue(round(100 * report.fraction))
        self.progress.setVisible(report.fraction < 1.0)
        self._show()

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

    def _name(self) -> str:
        return "health"

    def _table(self) -> str:
        return health_table(self.table.rows)

    def _code(self) -> str | None:
        state = self.context.store.state
        layer = None if state.model is None else state.model.layer(state.layer_id)
        return None if state.model is None or layer is None else health_code(state.model, layer)

    @Slot(object)
    def _on_export_told(self, sentence: UserError | str) -> None:
        self.context.report(sentence)

    def _show(self) -> None:
        self.tabs.setVisible(self._report is not None)
        self.table.setVisible(self._report is not None)
        self.table.set_report(self._report, self.tabs.currentIndex() == 1)
        self.table.choose(self.context.store.state.layer_id)
        self._say()

    def _say(self) -> None:
        if self._report is None:
            muted = theme_of(self).muted
            text = self.tr(
                "Dead units, saturated ones and numbers out of control are found by running the model over many "
                "pictures. Choose a data set of the form that it reads and press Measure."
            )
            self.verdict.setText(f'<span style="color:{muted}">{escape(text)}</span>')
            return
        found = verdicts(self._report)
        lines = [self._line(one.severity, user_sentence(one.sentence), theme_of(self)) for one in found]
        if len(lines) > _MOST_SENTENCES:
            more = self.tr("and {0} more").format(len(lines) - _MOST_SENTENCES)
            lines = [*lines[:_MOST_SENTENCES], escape(more)]
        self.verdict.setText("<br>".join(lines))

    @staticmethod
    def _line(severity: Severity, sentence: str, theme: Theme) -> str:
        mark, colour = _MARKS[severity]
        return f'<span style="color:{getattr(theme, colour)}">{mark}</span> {escape(sentence)}'

    def minimumSizeHint(self) -> QSize:
        """Return the least size that makes sense."""
        return QSize(240, 200)

    def retranslate(self) -> None:
        """Set the panel's words."""
        names = {
            "digits": self.tr("Digits"),
            "mnist": self.tr("MNIST"),
            "fashion-mnist": self.tr("Fashion-MNIST"),
            "cifar10": self.tr("CIFAR-10"),
        }
        for number, name in enumerate(_DATASETS):
            self.dataset.setItemText(number, names[name])
        self.dataset.setAccessibleName(self.tr("Data set to measure with"))
        self.dataset.setToolTip(self.dataset.accessibleName())
        self.measure.setText(self.tr("Measure"))
        self.measure.setToolTip(self.tr("Run the model over 500 pictures and look at every layer"))
        self.progress.setAccessibleName(self.tr("Progress of the measurement"))
        self.tabs.setTabText(0, self.tr("Outputs"))
        self.tabs.setTabText(1, self.tr("Weights"))
        self.tabs.setAccessibleName(self.tr("Outputs or weights"))
        self._show()
