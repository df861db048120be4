"""What can be done with the curves of a training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

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
