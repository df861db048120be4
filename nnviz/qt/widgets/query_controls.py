"""Asks for values: a comparison, how many cells match, where the next one is, and a histogram of what is selected."""

from __future__ import annotations

from math import isfinite

from PySide6.QtCore import QEvent, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from nnviz.core.box_selection import CountedValues
from nnviz.core.value_query import Comparison, Matches, ValueQuery
from nnviz.qt.numerals import percent, plain, whole
from nnviz.qt.widgets.histogram_plot import HistogramPlot


class QueryControls(QWidget):
    """Holds a `ValueQuery` or None. `changed` follows a person; `step_asked` wants the next match (True)."""

    changed = Signal()
    step_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matches: Matches | None = None
        self._counted: CountedValues | None = None
        self._missing = False
        self.comparison, self.value, self.other = QComboBox(), QLineEdit(), QLineEdit()
        self.comparison.addItem("", None)
        for comparison in Comparison:
            self.comparison.addItem("", comparison)
        self.comparison.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.comparison.setMinimumContentsLength(8)
        self.said = QLabel(wordWrap=True)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.before, self.next = QPushButton(), QPushButton()
        self.histogram = HistogramPlot()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.comparison, 0, 0, 1, 2)
        grid.addWidget(self.value, 1, 0)
        grid.addWidget(self.other, 1, 1)
        grid.addWidget(self.said, 2, 0, 1, 2)
        grid.addWidget(self.before, 3, 0)
        grid.addWidget(self.next, 3, 1)
        grid.addWidget(self.histogram, 4, 0, 1, 2)
        grid.setRowStretch(4, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.comparison.activated.connect(self._on_comparison_activated)
        for field in (self.value, self.other):
            field.setMinimumWidth(60)
            field.editingFinished.connect(self._on_field_editing_finished)
        self.before.clicked.connect(self._on_before_clicked)
        self.next.clicked.connect(self._on_next_clicked)
        self.histogram.bin_chosen.connect(self._on_histogram_bin_chosen)
        self._retranslate()

    # --- the query ---

    @property
    def query(self) -> ValueQuery | None:
        """What is asked for; None when nothing is, or when a number is missing or not one."""
        comparison = self.comparison.currentData()
        if comparison is None:
            return None
        comparison = Comparison(comparison)
        numbers = [_number(field.text()) for field in (self.value, self.other)[: comparison.operands]]
        given = [number for number in numbers if number is not None]
        return ValueQuery(comparison, *given) if len(given) == len(numbers) else None

    def ask(self, query: ValueQuery | None) -> None:
        """Set the fields to a query."""
        with QSignalBlocker(self.comparison):
            self.comparison.setCurrentIndex(self.comparison.findData(None if query is None else query.comparison))
        if query is not None:
            self.value.setText(plain(query.value))
            self.other.setText(plain(query.other))
        self._follow()
        self.changed.emit()

    def show_matches(self, matches: Matches | None) -> None:
        """Say how many cells match."""
        self._matches, self._missing = matches, False
        self._say()

    def show_missing(self) -> None:
        """Say that no match was found by looking for one."""
        self._missing = True
        self._say()

    def show_values(self, counted: CountedValues | None) -> None:
        """Show the histogram of what is selected."""
        self._counted = counted
        name = self.tr("Selection") if counted is None or counted.exact else self.tr("Selection, some cells of it")
        title = self.tr("Click a bar to light its cells")
        series = [] if counted is None or not counted.histogram.counts.any() else [(name, counted.histogram)]
        self.histogram.set_series(title, series, self.tr("No finite numbers in the selection."))

    def _follow(self) -> None:
        chosen = self.comparison.currentData()
        operands = 0 if chosen is None else Comparison(chosen).operands
        self.value.setVisible(operands > 0)
        self.other.setVisible(operands > 1)
        for button in (self.before, self.next):
            button.setEnabled(self.query is not None)
        self._say()

    @Slot(int)
    def _on_comparison_activated(self, row: int) -> None:
        del row
        self._follow()
        if self.value.isVisibleTo(self) and not self.value.text():
            self.value.setFocus()
        self.changed.emit()

    @Slot()
    def _on_field_editing_finished(self) -> None:
        self._follow()
        self.changed.emit()

    @Slot()
    def _on_before_clicked(self) -> None:
        self.step_asked.emit(False)

    @Slot()
    def _on_next_clicked(self) -> None:
        self.step_asked.emit(True)

    @Slot(float, float)
    def _on_histogram_bin_chosen(self, low: float, high: float) -> None:
        self.ask(ValueQuery(Comparison.BETWEEN, low, high))

    # --- words ---

    def _say(self) -> None:
        self.said.setText(self._words())

    def _words(self) -> str:
        if self.comparison.currentData() is None:
            return self.tr("Choose a comparison: the cells that match stay bright, all others step back.")
        if self.query is None:
            return self.tr("Type a number, such as 0.5 or -3e-2, and press Enter.")
        if self._missing:
            return self.tr("No match was found in the selection. The picture stays as it was.")
        if self._matches is None:
            return ""
        count, cells = self._matches.count, max(self._matches.cells, 1)
        text = self.tr("{0} of {1} cells match ({2})")
        if not self._matches.exact:
            text = self.tr("About {0} of {1} cells match ({2}), estimated from a sample")
        return text.format(whole(count), whole(cells), percent(count / cells))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        words = {
            None: self.tr("Light no values"),
            Comparison.EQUAL: self.tr("= equal to"),
            Comparison.GREATER: self.tr("> greater than"),
            Comparison.LESS: self.tr("< less than"),
            Comparison.BETWEEN: self.tr("between, both included"),
            Comparison.NAN: self.tr("NaN (not a number)"),
            Comparison.INFINITE: self.tr("infinite (Inf)"),
        }
        for row in range(self.comparison.count()):
            chosen = self.comparison.itemData(row)
            self.comparison.setItemText(row, words[None if chosen is None else Comparison(chosen)])
        self.comparison.setAccessibleName(self.tr("Values to light"))
        self.value.setAccessibleName(self.tr("Number to compare with"))
        self.other.setAccessibleName(self.tr("Upper number"))
        self.value.setPlaceholderText(self.tr("number"))
        self.other.setPlaceholderText(self.tr("and"))
        self.before.setText(self.tr("Previous"))
        self.next.setText(self.tr("Next"))
        self.before.setToolTip(self.tr("Open the box at the match before this one"))
        self.next.setToolTip(self.tr("Open the box at the next match"))
        self.show_values(self._counted)
        self._follow()


def _number(text: str) -> float | int | None:
    """Return the number that was typed, whole ones exactly; a comma may stand for the point."""
    text = text.strip().replace(",", ".").replace("\N{MINUS SIGN}", "-")
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None
