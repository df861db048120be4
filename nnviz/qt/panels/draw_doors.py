"""The ways out of the drawing panel: into a file, to the samples, and to many pictures at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from nnviz import paths
from nnviz.core.messages import UserError
from nnviz.core.own_data.drawings import drawing_counts, keep_drawing
from nnviz.qt import data_choice
from nnviz.qt.images import image_of
from nnviz.qt.panels.base import PanelContext
from nnviz.qt.widgets.digit_canvas import DigitCanvas
from nnviz.qt.widgets.drawing_tools import DrawingTools
from nnviz.qt.widgets.picture_export import ask_where_to_save_picture, save_image


class DrawDoors(QObject):
    """Serves the buttons of `tools` that lead away from `canvas`."""

    def __init__(self, panel: QWidget, context: PanelContext, canvas: DigitCanvas, tools: DrawingTools) -> None:
        super().__init__(panel)
        self._panel, self._context, self._canvas = panel, context, canvas
        tools.save_asked.connect(self._on_tools_save_asked)
        tools.gallery_asked.connect(self._on_tools_gallery_asked)
        tools.many_asked.connect(self._on_tools_many_asked)
        tools.keep.keep_asked.connect(self._on_keep_asked)
        tools.keep.browse_asked.connect(self._on_keep_browse_asked)
        context.settings.changed.connect(self._on_settings_changed)
        self._keep = tools.keep
        self._keep.set_counts(drawing_counts(paths.drawings_folder()))

    @Slot()
    def _on_tools_save_asked(self) -> None:
        settings = self._context.settings
        name = datetime.now(UTC).astimezone().strftime("drawing-%Y%m%d-%H%M%S.png")
        path = ask_where_to_save_picture(self._panel, str(Path(settings.text("save/folder")) / name), vector=False)
        if path is None:
            return
        settings.set("save/folder", str(path.parent))
        try:
            save_image(image_of(self._canvas.picture()), path)
        except UserError as error:
            self._context.report(error)
        else:
            self._context.report(self.tr("The drawing was saved to {0}.").format(path))

    @Slot(str)
    def _on_keep_asked(self, label: str) -> None:
        if self._canvas.sketch.empty:
            self._context.report(self.tr("The paper is blank: draw something, then keep it."))
            return
        folder = paths.drawings_folder()
        try:
            kept = keep_drawing(folder, label, self._canvas.picture())
        except UserError as error:
            self._context.report(error)
            return
        counts = drawing_counts(folder)
        self._context.settings.set(data_choice.KEPT, sum(counts.values()))
        sentence = self.tr("Kept as “{0}”: {1} of these, {2} drawings in all. Train with them as “My drawings”.")
        self._context.report(sentence.format(kept.parent.name, counts[kept.parent.name], sum(counts.values())))

    @Slot(str)
    def _on_settings_changed(self, key: str) -> None:
        if key == data_choice.KEPT:
            self._keep.set_counts(drawing_counts(paths.drawings_folder()))

    @Slot()
    def _on_keep_browse_asked(self) -> None:
        data_choice.choose_dataset(self._context.settings, "drawings")
        self._context.show_panel("data")

    @Slot()
    def _on_tools_gallery_asked(self) -> None:
        self._context.show_panel("gallery")

    @Slot()
    def _on_tools_many_asked(self) -> None:
        self._context.show_panel("contact_sheet")
