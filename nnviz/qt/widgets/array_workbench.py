"""The bench of named arrays with the line above it: what is typed, pasted and kept becomes an array to show."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from nnviz.core.array_bench import ArrayBench, code_of, pasted_array
from nnviz.core.arrays import Array
from nnviz.core.messages import UserError
from nnviz.qt.widgets.array_bench_list import ArrayBenchList
from nnviz.qt.widgets.expression_field import ExpressionField


class ArrayWorkbench(QObject):
    """Owns the bench. `chosen(name)` is an array to be shown, `changed` follows every change of the bench.

    `told` carries a sentence or a `UserError`; `field` and `list` are placed by the owner.
    """

    chosen = Signal(str)
    changed = Signal()
    told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bench = ArrayBench()
        self.field, self.list = ExpressionField(), ArrayBenchList()
        self._current = ""
        self.field.submitted.connect(self.evaluate)
        self.list.chosen.connect(self._on_list_chosen)
        self.list.renamed.connect(self._on_list_renamed)
        self.list.removed.connect(self._on_list_removed)
        self.list.copied.connect(self._on_list_copied)
        self.list.paste_wanted.connect(self.paste_clipboard)

    def set_current(self, name: str) -> None:
        """Mark the array that is on show; nothing where it is none of the bench."""
        if name != self._current:
            self._current = name
            self.list.set_bench(self.bench, name)

    @Slot(str)
    def evaluate(self, text: str) -> None:
        """Compute a text; its result goes on the bench and on show, or the field says what is wrong."""
        try:
            bench, name = self.bench.evaluated(text)
        except UserError as error:
            self.field.refuse(error)
            return
        self.field.accept()
        self._take(bench, name)

    def put(self, array: Array, wish: str) -> None:
        """Put an array on the bench under a free name like `wish`, and show it from there."""
        name = self.bench.free_name(wish)
        try:
            bench = self.bench.put(name, array)
        except UserError as error:
            self.told.emit(error)
            return
        self._take(bench, name)
        self.told.emit(self.tr("On the bench: {0}. Use it by this name in an expression.").format(name))

    def paste(self, text: str) -> None:
        """Make an array of nested lists or a table, on the bench and on show."""
        try:
            array = pasted_array(text, self.tr("The pasted text"))
        except UserError as error:
            self.told.emit(error)
            return
        self.put(array, "pasted")

    @Slot()
    def paste_clipboard(self) -> None:
        """Make an array of the text on the clipboard."""
        self.paste(QGuiApplication.clipboard().text())

    def _take(self, bench: ArrayBench, name: str) -> None:
        self.bench, self._current = bench, name
        self._show()
        self.chosen.emit(name)

    def _show(self) -> None:
        self.list.set_bench(self.bench, self._current)
        self.field.set_names(tuple(self.bench.arrays))
        self.changed.emit()

    @Slot(str)
    def _on_list_chosen(self, name: str) -> None:
        self._current = name
        self.chosen.emit(name)

    @Slot(str, str)
    def _on_list_renamed(self, old: str, new: str) -> None:
        try:
            bench = self.bench.renamed(old, new)
        except UserError as error:
            self.list.set_bench(self.bench, self._current)
            self.told.emit(error)
            return
        shown = self._current == old
        self.bench, self._current = bench, new if shown else self._current
        self._show()
        if shown:
            self.chosen.emit(new)

    @Slot(str)
    def _on_list_removed(self, name: str) -> None:
        self.bench = self.bench.without(name)
        self._current = "" if self._current == name else self._current
        self._show()
        self.told.emit(self.tr("Removed from the bench: {0}").format(name))

    @Slot(str)
    def _on_list_copied(self, name: str) -> None:
        entry = self.bench.get(name)
        if entry is None:
            return
        try:
            QGuiApplication.clipboard().setText(code_of(entry))
        except UserError as error:
            self.told.emit(error)
        else:
            self.told.emit(self.tr("The NumPy code of {0} is on the clipboard.").format(name))
