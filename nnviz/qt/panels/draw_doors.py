"""The ways out of the drawing panel: into a file, to the samples, and to many pictures at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from nnviz.core.messages import UserError
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

    @Slot()
    def _on_tools_gallery_asked(self) -> None:
        self._context.show_panel("gallery")

    @Slot()
    def _on_tools_many_asked(self) -> None:
        self._context.show_panel("contact_sheet")
