"""Pictures as Qt knows them, and as numpy does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.picture_file import MAX_PIXELS, PICTURE_SUFFIXES, laid_on_paper, read_picture


def image_of(picture: Array) -> QImage:
    """Return a 32-bit image of a picture, (H, W), (H, W, 1) or (H, W, 3) uint8."""
    height, width = picture.shape[:2]
    channels = np.atleast_3d(picture)
    pixels = np.empty((height, width, 4), np.uint8)
    pixels[..., :3] = channels[..., ::-1]
    pixels[..., 3] = 255
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def picture_of(image: QImage) -> Array:
    """Return an image as uint8: (H, W) when it has no colours, else (H, W, 3); transparency lies on paper.

    Raises
    ------
    UserError
        When the image has no pixels, or more than 64 megapixels.
    """
    if image.isNull() or image.width() * image.height() > MAX_PIXELS:
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "This picture is empty or larger than 64 megapixels: nothing was changed.")
        )
    rgba = image.convertToFormat(QImage.Format.Format_RGBA8888)
    lines = np.frombuffer(rgba.constBits(), np.uint8).reshape(rgba.height(), rgba.bytesPerLine())
    pixels = lines[:, : 4 * rgba.width()].reshape(rgba.height(), rgba.width(), 4)
    colours = laid_on_paper(pixels) if image.hasAlphaChannel() else pixels[..., :3]
    grey = colours[..., 1]
    plain = np.array_equal(colours[..., 0], grey) and np.array_equal(colours[..., 2], grey)
    return (grey if plain else colours).copy()


def holds_picture(data: QMimeData) -> bool:
    """Tell whether a drop or the clipboard brings a picture or the file of one."""
    return data.hasImage() or _picture_path(data) is not None


def picture_in(data: QMimeData | None) -> tuple[Array, str]:
    """Return the picture that a drop or the clipboard brings, and the name of its file (or "").

    Raises
    ------
    UserError
        When there is none, or it cannot be read.
    """
    path = _picture_path(data) if data is not None else None
    if path is not None:
        return read_picture(path), path.name
    if data is not None and data.hasImage():
        return picture_of(QImage(data.imageData())), ""
    text = QT_TRANSLATE_NOOP(
        "Errors", "There is no picture to paste: the drawing is unchanged. Copy a picture or a picture file first."
    )
    raise UserError(text)


def _picture_path(data: QMimeData) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in PICTURE_SUFFIXES), None)
