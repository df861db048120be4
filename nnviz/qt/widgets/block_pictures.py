"""The faces of the blocks of a map as Qt images, made when a block is seen and kept while its values stay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor, QImage, QPainter

from nnviz.core.arrays import Array
from nnviz.core.block_faces import BlockFaces, block_faces
from nnviz.core.probe import Probe
from nnviz.core.view_state import ColourScale

_LIT, _SHADED = QColor(255, 255, 255, 38), QColor(0, 0, 0, 80)


@dataclass(frozen=True, eq=False)
class BlockPicture:
    """The map in front, and the stripes of all maps as a lit column for the top and as a shaded row for the side."""

    faces: BlockFaces
    front: QImage
    column: QImage
    row: QImage


class BlockPictures:
    """Makes and keeps a picture a layer."""

    def __init__(self) -> None:
        self._probe: Probe | None = None
        self._scale = ColourScale()
        self._chosen: tuple[str, int] | None = None
        self._made: dict[str, tuple[Array, BlockPicture | None]] = {}

    def set_probe(self, probe: Probe | None) -> None:
        """Show what another probe holds; layers that it lacks keep their picture while it is of the same model."""
        if probe is None or (self._probe is not None and probe.model_id != self._probe.model_id):
            self._made.clear()
        self._probe = probe

    def set_scale(self, scale: ColourScale) -> None:
        """Use other colours."""
        if scale != self._scale:
            self._scale = scale
            self._made.clear()

    def set_channel(self, layer_id: str | None, channel: int | None) -> None:
        """Put one map of a layer in front; every other layer shows its strongest."""
        chosen = None if layer_id is None or channel is None else (layer_id, channel)
        if chosen != self._chosen:
            for one in (self._chosen, chosen):
                self._made.pop(one[0] if one else "", None)
            self._chosen = chosen

    def picture(self, layer_id: str) -> BlockPicture | None:
        """Return the picture of a layer's output, None where the values are not there."""
        tensor = None if self._probe is None else self._probe.tensors.get(layer_id)
        kept = self._made.get(layer_id)
        if tensor is None:
            return None if kept is None else kept[1]
        if kept is None or kept[0] is not tensor:
            channel = self._chosen[1] if self._chosen and self._chosen[0] == layer_id else None
            kept = tensor, _picture(block_faces(tensor, self._scale, channel))
            self._made[layer_id] = kept
        return kept[1]


def _picture(faces: BlockFaces | None) -> BlockPicture | None:
    if faces is None:
        return None
    column, row = _image(faces.stripes[:, None]), _image(faces.stripes[None])
    return BlockPicture(faces, _image(faces.front), _shaded(column, _LIT), _shaded(row, _SHADED))


def _shaded(image: QImage, shade: QColor) -> QImage:
    """Return the image in the light of its face: once here, not on every frame."""
    painter = QPainter(image)
    painter.fillRect(image.rect(), shade)
    painter.end()
    return image


def _image(pixels: Array) -> QImage:
    kept = np.ascontiguousarray(pixels)
    height, width = kept.shape
    return QImage(kept.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
