"""The pixels of a mosaic, drawn at any size."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from nnviz.core.arrays import Array


class MosaicPicture:
    """Enlarged to sharp squares; made smaller, each pixel is the mean of the values that fall on it."""

    def __init__(self, pixels: Array | None = None) -> None:
        """Copy (H, W) pixels, uint32 0xAARRGGBB, transparent ones 0."""
        self._image = QImage()
        self._reduced = QImage()
        if pixels is not None and pixels.size:
            height, width = pixels.shape
            data = np.ascontiguousarray(pixels).data
            form = QImage.Format.Format_ARGB32_Premultiplied
            # The copy outlives the array that lends its memory.
            self._image = QImage(data, width, height, 4 * width, form).copy()

    def draw(self, painter: QPainter, target: QRectF) -> None:
        """Paint the whole mosaic into `target`."""
        if self._image.isNull():
            return
        ratio = painter.device().devicePixelRatioF()
        size = QSize(max(1, round(target.width() * ratio)), max(1, round(target.height() * ratio)))
        if size.width() >= self._image.width() and size.height() >= self._image.height():
            painter.drawImage(target, self._image)
            return
        if self._reduced.size() != size:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._reduced = self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._reduced.setDevicePixelRatio(ratio)
        painter.drawImage(target.topLeft(), self._reduced)
