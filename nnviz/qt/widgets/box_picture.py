"""One whole picture of a box view: parts, axes, and what there is to say."""

from __future__ import annotations

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from nnviz.core.box_frame import View
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets import box_painter, box_words
from nnviz.qt.widgets.box_stage import BoxStage
from nnviz.qt.widgets.face_pictures import FacePicture, reduction


def painted(widget: QWidget, stage: BoxStage | None, view: View) -> tuple[QImage, list[FacePicture]]:
    """Return the picture in the size, the type and the colours of a widget, and the faces that are seen on it."""
    theme = theme_of(widget)
    image = QImage(widget.size() * widget.devicePixelRatioF(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(widget.devicePixelRatioF())
    image.fill(theme.colour("surface"))
    shown: list[FacePicture] = []
    painter = QPainter(image)
    try:
        painter.setFont(widget.font())
        if stage is not None and not stage.source.is_empty:
            frame = box_painter.BoxFrame(view, theme, widget.font())
            shown = stage.paint(painter, frame)
            labels = box_words.axis_labels(stage, theme)
            box_painter.paint_axes(painter, stage.source, stage.scene.marked_solid, frame, labels)
        text = box_words.sentence(stage, reduction(shown))
        box_painter.paint_sentence(painter, text, theme, widget.rect(), centred=not shown)
    finally:
        painter.end()
    return image, shown
