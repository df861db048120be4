"""The last picture that was painted well stays, with a sentence on it, when its values cannot be read any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from nnviz.core.arrays import Array
from nnviz.core.box import BoxSource
from nnviz.core.messages import UserError
from nnviz.core.projection import Cell
from nnviz.qt.theme import theme_of
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.box_painter import paint_sentence


class LastPicture:
    """Keeps what `widget` showed last; `trouble` is why it could not be painted anew, None when it could."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._image: QImage | None = None
        self._array: Array | None = None
        self.trouble: UserError | None = None

    def show(self, source: BoxSource | None) -> None:
        """Forget the picture when what comes is another array."""
        array = None if source is None else source.array
        if array is not self._array:
            self._array, self._image = array, None

    def painted(self, paint: Callable[[], QImage]) -> QImage:
        """Return what `paint` makes, or the last picture with the sentence of the `UserError` that it raised."""
        try:
            self._image = paint()
        except UserError as error:
            # Without its traceback, which keeps painters and images of the frame that failed.
            self.trouble = error.with_traceback(None)
            return self._with_sentence(user_sentence(error))
        self.trouble = None
        return self._image

    def _with_sentence(self, text: str) -> QImage:
        widget, theme = self._widget, theme_of(self._widget)
        ratio = widget.devicePixelRatioF()
        image = QImage(widget.size() * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(theme.colour("surface"))
        painter = QPainter(image)
        painter.setFont(widget.font())
        if self._image is not None:
            painter.drawImage(0, 0, self._image)
        paint_sentence(painter, text, theme, widget.rect(), centred=self._image is None)
        painter.end()
        return image


def reading_of(source: BoxSource, cell: Cell) -> tuple[tuple[int, ...], Any]:
    """Return index and value of a cell; in place of a value that cannot be read any more, the `UserError`."""
    try:
        return source.index_of(cell), source.value_at(cell)
    except UserError as error:
        return source.index_of(cell), error
