"""The faces of one box as Qt images, made when first seen and kept until values or colours change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QImage

from nnviz.core.box import TEXTURE_LIMIT, BoxSource, FaceTexture
from nnviz.core.cell_text import short_text
from nnviz.core.face_pixels import Colours, face_pixels, reduced
from nnviz.core.projection import Face, texture_axes
from nnviz.core.value_query import ValueQuery


@dataclass(frozen=True, eq=False)
class FacePicture:
    """An image and what it was made from; it covers `width` by `height` texels, the last of which may be cut."""

    image: QImage
    texture: FaceTexture
    width: float
    height: float


def reduction(pictures: Sequence[FacePicture]) -> tuple[int, int, bool]:
    """Return the most cells (columns, rows) that a dot of some faces stands for, and whether it shows one of them."""
    textures = [picture.texture for picture in pictures]
    columns, rows = max((texture.reduced_by for texture in textures), default=(1, 1), key=lambda by: by[0] * by[1])
    return columns, rows, any(texture.sampled for texture in textures)


class FacePictures:
    """Makes and keeps the pictures of a source; reading the array happens here and only once a face."""

    def __init__(self, source: BoxSource, colours: Colours, query: ValueQuery | None = None) -> None:
        self.source = source
        self._query = query
        self.colours = colours
        self._textures: dict[Face, FaceTexture] = {}
        self._pictures: dict[tuple[Face, int], FacePicture] = {}
        self._texts: dict[tuple[Face, int, int], str] = {}

    def recolour(self, colours: Colours) -> None:
        """Use other colours from now on; no value is read again."""
        self.colours = colours
        self._pictures.clear()

    def texture(self, face: Face) -> FaceTexture:
        """Return a face at full size."""
        if face not in self._textures:
            self._textures[face] = self.source.face_texture(face, query=self._query)
        return self._textures[face]

    def picture(self, face: Face, limit: int = TEXTURE_LIMIT) -> FacePicture:
        """Return a face with at most `limit` texels along each axis."""
        if (face, limit) not in self._pictures:
            self._pictures[face, limit] = self._made(face, reduced(self.texture(face), limit))
        return self._pictures[face, limit]

    def text(self, face: Face, column: int, row: int) -> str:
        """Return the value of a cell in few characters; empty where cells are drawn together."""
        key = (face, column, row)
        if key not in self._texts:
            values = self.texture(face).values
            self._texts[key] = "" if values is None else short_text(values[row, column])
        return self._texts[key]

    def _made(self, face: Face, texture: FaceTexture) -> FacePicture:
        pixels = face_pixels(texture.numbers, face, self.colours, texture.lit)
        height, width = pixels.shape
        image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
        u, v = texture_axes(face)
        cells, (columns, rows) = self.source.box.cells, texture.reduced_by
        return FacePicture(image, texture, cells[u] / columns, cells[v] / rows)
