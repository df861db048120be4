"""The terms w * x of a neuron, ranked, with the running total, the bias, the sum and the output."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from nnviz.core.neuron_account import NeuronAccount
from nnviz.core.weight_pictures import InputMap
from nnviz.qt.numerals import decimal, whole
from nnviz.qt.theme import theme_of

_COLUMNS = 5
_PRODUCT = 3
Row = tuple[tuple[str, str, str, str, str], float | None, bool]


class TermTable(QTableWidget):
    """A row a term, the largest by size first; below them how the sum becomes the neuron's output."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, _COLUMNS, parent)
        self._account: NeuronAccount | None = None
        self._grid: InputMap | None = None
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(40)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self._retranslate()

    @property
    def account(self) -> NeuronAccount | None:
        """What the rows show."""
        return self._account

    def set_account(self, account: NeuronAccount | None, grid: InputMap | None) -> None:
        """Show the terms of a neuron; `grid` is the map that it reads, where it reads one."""
        self._account, self._grid = account, grid
        rows = [] if account is None else [*self._terms(account), *self._ending(account)]
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            self._fill(number, row)
        self.verticalHeader().setDefaultSectionSize(round(1.5 * self.fontMetrics().height()))

    def source_text(self, source: int) -> str:
        """Return where a term comes from: a pixel, or the number of a neuron."""
        if self._grid is None or not self._grid.is_map:
            return self.tr("neuron {0}").format(source)
        place = self._grid.place(source)
        shown = place if self._grid.channels > 1 else place[:2]
        return self.tr("pixel {0}").format(", ".join(str(at) for at in shown))

    def _terms(self, account: NeuronAccount) -> list[Row]:
        rows: list[Row] = []
        for term in account.terms:
            numbers = (decimal(term.weight), decimal(term.value), decimal(term.product), decimal(term.running))
            rows.append(((self.source_text(term.source), *numbers), term.product, False))
        if account.others:
            name = self.tr("{0} others").format(whole(account.others))
            rows.append(((name, "", "", decimal(account.rest), decimal(account.sum)), account.rest, False))
        return rows

    def _ending(self, account: NeuronAccount) -> list[Row]:
        total, output = decimal(account.pre_activation), decimal(account.output)
        rows: list[Row] = [((self.tr("sum"), "", "", "", decimal(account.sum)), None, True)]
        if account.bias is not None:
            rows.append(((self.tr("+ bias"), "", "", decimal(account.bias), total), account.bias, True))
        mark = " ✓" if account.agrees else " ≠ " + decimal(account.expected)
        rows.append(((account.activation, "", "", "→", output + mark), None, True))
        return rows

    def _fill(self, number: int, row: Row) -> None:
        texts, product, strong = row
        theme = theme_of(self)
        for column, text in enumerate(texts):
            item = self.item(number, column) or QTableWidgetItem()
            item.setText(text)
            font = self.font()
            font.setBold(strong)
            item.setFont(font)
            item.setToolTip(text)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            signed = column == _PRODUCT and product is not None and product != 0
            colour = ("warning" if (product or 0) > 0 else "accent") if signed else "text"
            item.setForeground(theme.colour(colour))
            if self.item(number, column) is None:
                self.setItem(number, column, item)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.set_account(self._account, self._grid)
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the least size; the rest can be scrolled."""
        return QSize(200, 120)

    def _retranslate(self) -> None:
        self.setHorizontalHeaderLabels([self.tr("from"), "w", "x", "w · x", self.tr("total")])
        where = self.tr("Which input: a pixel as row, column (and channel), or a neuron of the layer before")
        first = self.horizontalHeaderItem(0)
        if first is not None:
            first.setToolTip(where)
        self.setAccessibleName(self.tr("Terms of the neuron, the largest first"))
