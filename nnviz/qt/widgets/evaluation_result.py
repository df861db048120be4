"""The confusion matrix beside the pictures behind it, the figures of the classes and the reliability diagram."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.classification import Evaluation, Share, confusion_text, figures_text
from nnviz.qt.evaluation_words import ALL, cell_sentence
from nnviz.qt.numerals import percent
from nnviz.qt.widgets.class_scores_table import ClassScoresTable
from nnviz.qt.widgets.confusion_legend import ConfusionLegend
from nnviz.qt.widgets.confusion_matrix import ConfusionMatrix
from nnviz.qt.widgets.mistake_list import MistakeList
from nnviz.qt.widgets.readout import Readout
from nnviz.qt.widgets.reliability_plot import ReliabilityPlot
from nnviz.qt.widgets.turning_row import TurningRow
from nnviz.qt.widgets.view_export import ViewContent, ViewExport

_TURN_PX, _GAP_PX = 660, 16
_SPACE_PX = 6
_SHARES: tuple[Share, ...] = ("count", "row", "column")
_RIGHT = Qt.AlignmentFlag.AlignRight


class EvaluationResult(TurningRow):
    """`picture_chosen` and `why_asked` carry the number of a picture, `told` what was copied or saved."""

    picture_chosen = Signal(int)
    why_asked = Signal(int)
    told = Signal(object)

    def __init__(self) -> None:
        self._found: Evaluation | None = None
        self._pictures: Array | None = None
        self._cell = (ALL, ALL)
        self.matrix, self.legend, self.readout, self.by = ConfusionMatrix(), ConfusionLegend(), Readout(), QComboBox()
        self.mistakes, self.table, self.reliability = MistakeList(), ClassScoresTable(), ReliabilityPlot()
        self.error, self.tabs = QLabel(wordWrap=True), QTabWidget()
        self._drawn, left = QWidget(), QWidget()
        super().__init__((left, self.tabs), (8, 7), _TURN_PX, _GAP_PX)
        for share in _SHARES:
            self.by.addItem("", share)
        self.matrix_export = ViewExport(
            self.matrix, ViewContent(self._matrix_picture, self._matrix_name, table=self._matrix_table)
        )
        self.table_export = ViewExport(
            self.table, ViewContent(self._table_picture, self._table_name, table=self._class_table)
        )
        self.reliability_export = ViewExport(
            self.reliability, ViewContent(self._reliability_picture, self._reliability_name)
        )
        self._fill_left(left)
        self._fill_tabs()
        self._connect()
        self._retranslate()

    def _fill_left(self, left: QWidget) -> None:
        drawn, column, tools = _column(self._drawn), _column(left), QHBoxLayout()
        drawn.addWidget(self.matrix, 1)
        drawn.addWidget(self.legend)
        tools.addWidget(self.by)
        tools.addStretch()
        tools.addWidget(self.matrix_export)
        column.addLayout(tools)
        column.addWidget(self._drawn, 1)
        column.addWidget(self.readout)

    def _fill_tabs(self) -> None:
        classes, diagram = QWidget(), QWidget()
        column = _column(classes)
        column.addWidget(self.table, 1)
        column.addWidget(self.table_export, 0, _RIGHT)
        column = _column(diagram)
        column.addWidget(self.error)
        column.addWidget(self.reliability, 1)
        column.addWidget(self.reliability_export, 0, _RIGHT)
        self.tabs.setDocumentMode(True)
        for page in (self.mistakes, classes, diagram):
            self.tabs.addTab(page, "")

    def _connect(self) -> None:
        self.by.currentIndexChanged.connect(self._show_matrix)
        self.matrix.hovered.connect(self._on_matrix_hovered)
        self.matrix.chosen.connect(self._on_matrix_chosen)
        self.table.chosen.connect(self._on_table_chosen)
        self.mistakes.all_asked.connect(self._on_mistakes_all_asked)
        self.mistakes.chosen.connect(self.picture_chosen)
        self.mistakes.why_asked.connect(self.why_asked)
        for export in (self.matrix_export, self.table_export, self.reliability_export):
            export.told.connect(self.told)

    # --- showing ---

    def show_result(self, found: Evaluation, pictures: Array) -> None:
        """Show what was made of `pictures` (N, H, W, C); a cell that was chosen stays so among the same classes."""
        if self._found is None or self._found.class_names != found.class_names:
            self._cell = (ALL, ALL)
        self._found, self._pictures = found, pictures
        self.table.set_evaluation(found)
        self.reliability.set_reliability(found.reliability)
        self._show_matrix()
        self._show_pictures()
        self._tell_error()

    @property
    def share(self) -> Share:
        """What the cells tell: counts, or parts of a row or column."""
        return _SHARES[max(0, self.by.currentIndex())]

    @property
    def cell(self) -> tuple[int, int]:
        """The (row, column) whose pictures are on show; `ALL` stands for every class."""
        return self._cell

    def choose(self, row: int, column: int) -> None:
        """Show the pictures that are labelled `row` and read as `column`."""
        self._cell = (row, column)
        self.tabs.setCurrentWidget(self.mistakes)
        self._show_pictures()

    @Slot()
    def _show_matrix(self) -> None:
        if self._found is not None:
            self.matrix.set_matrix(self._found.confusion, self._found.class_names, self.share)
            self.legend.set_largest(self.matrix.largest, self.share)

    def _show_pictures(self) -> None:
        if self._found is not None and self._pictures is not None:
            self.matrix.mark(None if self._cell == (ALL, ALL) else self._cell)
            self.mistakes.set_cell(self._found, self._pictures, *self._cell)
        self._on_matrix_hovered(None)

    @Slot(object)
    def _on_matrix_hovered(self, cell: tuple[int, int] | None) -> None:
        told = cell or (None if self._cell == (ALL, ALL) else self._cell)
        if told is None or self._found is None:
            self.readout.setText(self.tr("Point at a cell to read it; click it to see its pictures."))
        else:
            self.readout.setText(cell_sentence(self._found, *told))
        self.matrix.setAccessibleDescription(self.readout.text())

    # --- what a person chooses ---

    @Slot(int, int)
    def _on_matrix_chosen(self, row: int, column: int) -> None:
        self.choose(row, column)

    @Slot(int)
    def _on_table_chosen(self, number: int) -> None:
        self.choose(number, ALL)

    @Slot()
    def _on_mistakes_all_asked(self) -> None:
        self.choose(ALL, ALL)

    # --- what can be taken elsewhere ---

    def _matrix_picture(self) -> QWidget:
        return self._drawn

    def _table_picture(self) -> QWidget:
        return self.table

    def _reliability_picture(self) -> QWidget:
        return self.reliability

    def _matrix_name(self) -> str:
        return "confusion"

    def _table_name(self) -> str:
        return "classes"

    def _reliability_name(self) -> str:
        return "reliability"

    def _matrix_table(self) -> str:
        return "" if self._found is None else confusion_text(self._found, self.share)

    def _class_table(self) -> str:
        return "" if self._found is None else figures_text(self._found)

    # --- words ---

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _tell_error(self) -> None:
        if self._found is not None:
            text = self.tr("On average the confidence is off by {0} (expected calibration error). Orange: the gap.")
            self.error.setText(text.format(percent(self._found.reliability.error)))

    def _retranslate(self) -> None:
        for number, text in enumerate((self.tr("Counts"), self.tr("% of each label"), self.tr("% of each reading"))):
            self.by.setItemText(number, text)
        self.by.setAccessibleName(self.tr("What the cells tell"))
        self.by.setToolTip(self.tr("How many pictures, what part of a label’s pictures, or what part of a reading’s"))
        self.matrix.setAccessibleName(self.tr("Confusion matrix"))
        self.matrix.set_titles(self.tr("the picture shows"), self.tr("the model says"))
        for number, text in enumerate((self.tr("Pictures"), self.tr("Classes"), self.tr("Reliability"))):
            self.tabs.setTabText(number, text)
        self._tell_error()
        self._show_pictures()


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_SPACE_PX)
    return column
