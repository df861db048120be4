"""What can be done with the curves of a training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QMenu

from nnviz.core.messages import UserError
from nnviz.qt.widgets.picture_export import ask_where_to_save_picture, copy_picture, save_picture

if TYPE_CHECKING:
    from nnviz.qt.widgets.curve_plot import CurvePlot


class CurveMenu(QMenu):
    """Picture, figures and view of a `CurvePlot`."""

    def __init__(self, plot: CurvePlot) -> None:
        super().__init__(plot)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._plot = plot
        self.addAction(self.tr("Copy the picture"), self._copy_picture).setObjectName("copy-picture")
        self.addAction(self.tr("Save the picture …"), self._save_picture).setObjectName("save-picture")
        self.addAction(self.tr("Copy the figures in view"), self._copy_figures).setObjectName("copy-figures")
        self.addSeparator()
        self.addAction(self.tr("Show everything (Home)"), plot.fit).setObjectName("fit")
        scale = self.addAction(self.tr("Logarithmic loss (L)"))
        scale.setObjectName("logarithmic")
        scale.setCheckable(True)
        scale.setChecked(plot.controls.logarithmic.isChecked())
        scale.toggled.connect(plot.controls.logarithmic.setChecked)
        self.addSeparator()
        self._add_reference_actions()

    def _add_reference_actions(self) -> None:
        lines = self.addMenu(self.tr("Reference lines"))
        read = self._plot.reading.record
        here = lines.addAction(self.tr("At the batch that is read"), self._add_lines_here)
        here.setObjectName("line-here")
        here.setEnabled(read is not None)
        lines.addAction(self.tr("At an accuracy of …"), self._ask_for_accuracy).setObjectName("line-accuracy")
        lines.addAction(self.tr("At a loss of …"), self._ask_for_loss).setObjectName("line-loss")
        remove = lines.addAction(self.tr("Remove all"), self._plot.stack.marks.remove_references)
        remove.setObjectName("line-remove")
        remove.setEnabled(bool(self._plot.stack.marks.references))
        self._read = read

    @Slot()
    def _add_lines_here(self) -> None:
        if self._read is not None:
            self._plot.stack.marks.add_reference("loss", self._read.loss)
            self._plot.stack.marks.add_reference("accuracy", self._read.accuracy)

    @Slot()
    def _ask_for_accuracy(self) -> None:
        title, words = self.tr("Reference line"), self.tr("Accuracy in percent (10 is chance among ten classes)")
        value, given = QInputDialog.getDouble(self._plot, title, words, 10.0, 0.0, 100.0, 2)
        if given:
            self._plot.stack.marks.add_reference("accuracy", value / 100.0)

    @Slot()
    def _ask_for_loss(self) -> None:
        title, words = self.tr("Reference line"), self.tr("Loss (2.3026 is guessing among ten classes)")
        value, given = QInputDialog.getDouble(self._plot, title, words, 2.3026, 0.0, 1e9, 4)
        if given:
            self._plot.stack.marks.add_reference("loss", value)

    @Slot()
    def _copy_picture(self) -> None:
        copy_picture(self._plot)

    @Slot()
    def _save_picture(self) -> None:
        path = ask_where_to_save_picture(self._plot, "training.png")
        if path is None:
            return
        try:
            save_picture(self._plot, path)
        except UserError as error:
            self._plot.failed.emit(error)

    @Slot()
    def _copy_figures(self) -> None:
        QGuiApplication.clipboard().setText(self._plot.figures_in_view())
