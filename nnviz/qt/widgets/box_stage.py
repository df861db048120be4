"""What a box view shows at one time: the parts of a box, their pictures, and what lies under a pixel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QPainter

from nnviz.core.box import BoxSource
from nnviz.core.box_frame import View, outline
from nnviz.core.box_scene import BoxScene, Cut, Groups, scene_of
from nnviz.core.camera import Vector
from nnviz.core.cell_labels import neighbour
from nnviz.core.face_pixels import Colours
from nnviz.core.projection import FACES, Box, Cell, Face, back_to_front, is_inside, pick, visible_faces
from nnviz.core.value_query import ValueQuery
from nnviz.qt.widgets import box_painter
from nnviz.qt.widgets.face_pictures import FacePicture, FacePictures
from nnviz.qt.widgets.last_picture import reading_of

_FEW = 4


@dataclass(frozen=True)
class Mark:
    """A marked cell: which part, on which face (None: wherever it is), and which cell."""

    part: int
    face: Face | None
    cell: Cell


class BoxStage:
    """A source with its cut. `look` must be told of another camera, since the cut opens towards the eye."""

    def __init__(self, source: BoxSource, cut: Cut, groups: Groups, view: View, colours: Colours) -> None:
        self.source, self.cut, self.groups = source, cut, groups
        self._colours = colours
        self._query: ValueQuery | None = None
        self._build(True)
        self.look(view)

    def _build(self, from_below: bool) -> None:
        self._from_below = from_below
        self.scene: BoxScene = scene_of(self.source, self.cut, self.groups, from_below)
        self.pictures = [FacePictures(part, self._colours, self._query) for part in self.scene.parts]

    def look(self, view: View) -> bool:
        """Open the cut on the side of the eye; tell whether other parts are shown now."""
        from_below = self.scene.is_seen_from_below(view.viewpoint)
        if from_below == self._from_below:
            return False
        self._build(from_below)
        return True

    def recolour(self, colours: Colours) -> None:
        """Use other colours; no value is read again."""
        self._colours = colours
        for pictures in self.pictures:
            pictures.recolour(colours)

    def light(self, query: ValueQuery | None) -> None:
        """Light the cells that a query asks for and dim all others."""
        if query != self._query:
            self._query = query
            self._build(self._from_below)

    # --- cells ---

    def at(self, view: View, pixel: tuple[float, float]) -> tuple[Mark, Vector] | None:
        """Return the cell under a pixel and the point that is seen there."""
        if self.source.is_empty:
            return None
        hit = pick(self.scene.boxes, view.camera, view.viewport, pixel)
        return None if hit is None else (Mark(hit.box, hit.face, hit.cell), hit.point)

    def first(self, view: View) -> Mark | None:
        """Return the cell in the middle of the picture, or any."""
        if not self.scene.parts:
            return None
        found = self.at(view, (view.viewport[0] / 2, view.viewport[1] / 2))
        face = visible_faces(self.scene.boxes[0], view.viewpoint)[0]
        return found[0] if found else Mark(0, face, (0, 0, 0))

    def step(self, mark: Mark | None, direction: tuple[int, int], view: View) -> Mark | None:
        """Return the next cell in a direction on screen; the first time, the one in the middle."""
        return self.first(view) if mark is None else self.beside(mark, direction, view)

    def beside(self, mark: Mark, direction: tuple[int, int], view: View) -> Mark:
        """Return the next cell on a face in a direction on screen."""
        box = self.scene.boxes[mark.part]
        face = mark.face or visible_faces(box, view.viewpoint)[0]
        return Mark(mark.part, face, neighbour(box, face, mark.cell, direction, view))

    def find(self, index: tuple[int, ...], before: Mark | None = None) -> Mark | None:
        """Return the mark of an index of the array, on the face of the mark before; None where it is cut away."""
        found = self.scene.find(index)
        return None if found is None else Mark(found.part, None if before is None else before.face, found.cell)

    def reading(self, mark: Mark) -> tuple[tuple[int, ...], Any]:
        """Return the index in the array and the exact value of a marked cell, or why it cannot be read."""
        return reading_of(self.scene.parts[mark.part], mark.cell)

    def index_of(self, mark: Mark) -> tuple[int, ...]:
        """Return the index in the array of a marked cell."""
        return self.scene.parts[mark.part].index_of(mark.cell)

    def paint_mark(self, painter: QPainter, mark: Mark, view: View) -> None:
        """Outline a cell; one without a face shows through what stands before it."""
        box = self.scene.boxes[mark.part]
        seen = [mark.face] if mark.face is not None else _faces_of(box, mark.cell, view)
        if seen:
            for face in seen:
                box_painter.paint_outline(painter, outline(box, face, mark.cell, view))
            return
        low = [o + c * s for o, c, s in zip(box.origin, mark.cell, box.cell_size, strict=True)]
        single = Box((1, 1, 1), (low[0], low[1], low[2]), box.cell_size)
        faces = visible_faces(single, view.viewpoint)
        for face in faces if len(faces) < len(FACES) else ():
            box_painter.paint_outline(painter, outline(single, face, (0, 0, 0), view))

    # --- the picture ---

    def paint(self, painter: QPainter, frame: box_painter.BoxFrame) -> list[FacePicture]:
        """Paint all parts, the farthest first, with the lines and values of each; return what is seen."""
        shown: list[FacePicture] = []
        if self.cut.plane is not None and len(self.scene.frames) < 2:
            box_painter.paint_ghost(painter, self.scene.solid, frame)
        for group in self.scene.frames:
            box_painter.paint_ghost(painter, group.frame, frame)
        many = len(self.scene.parts) > _FEW
        view, order = frame.view, back_to_front(self.scene.boxes, frame.view.viewpoint)
        for number, after in zip(order, [*order[1:], None], strict=True):
            pictures = self.pictures[number]
            nearer = None if after is None or is_inside(self.scene.boxes[after], view.viewpoint) else after
            covering = None if nearer is None else self.scene.boxes[nearer]
            shown.extend(box_painter.paint_faces(painter, pictures, view, covering))
            box_painter.paint_lines(painter, pictures, frame, many)
            if box_painter.largest_cell_px(pictures, view) >= box_painter.LEAST_VALUE_PX:
                box_painter.paint_values(painter, pictures, frame)
        for group in self.scene.frames:
            text = ", ".join(map(str, group.index))
            box_painter.paint_index(painter, group.frame, f"[{text}]", frame)
        return shown


def _faces_of(box: Box, cell: Cell, view: View) -> list[Face]:
    """Return the faces that are seen and on whose skin a cell lies."""
    faces = visible_faces(box, view.viewpoint)
    return [face for face in faces if cell[face.axis] == face.side * (box.cells[face.axis] - 1)]
