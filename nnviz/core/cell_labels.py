"""Where the values of cells are written on a face, turned and slanted with it, and how one walks between cells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.box_frame import CellPlaces, View
from nnviz.core.projection import Box, Cell, Face, project, texture_axes

_SIZE_STEP = 1.2
_ORIENTATIONS = ((0, 1, 1, 1), (0, -1, 1, -1), (0, 1, 1, -1), (0, -1, 1, 1), (1, 1, 0, 1), (1, -1, 0, -1),
                 (1, 1, 0, -1), (1, -1, 0, 1))  # fmt: skip


@dataclass(frozen=True, eq=False)
class LabelGroup:
    """Cells of nearly one size on screen, so that their values are written alike.

    `right` and `down` (2,) are pixels: the unit vectors of the writing on the face, one cell's shorter side long.
    `room` is a cell's extent along them in such units.
    """

    cells: Array
    centres: FloatArray
    right: FloatArray
    down: FloatArray
    room: tuple[float, float]

    @property
    def least_unit_px(self) -> float:
        """The smallest extent of a unit circle on screen: small where a face is seen from the side."""
        return float(np.linalg.svd(np.stack([self.right, self.down]), compute_uv=False)[1])

    @property
    def area_px(self) -> float:
        """How many square pixels the cells cover together."""
        width, height = self.room
        return len(self.cells) * width * height * abs(float(np.linalg.det(np.stack([self.right, self.down]))))


def label_groups(box: Box, face: Face, places: CellPlaces) -> list[LabelGroup]:
    """Return the cells of a face in groups of one size; the writing is never mirrored, and upright if it can be."""
    if not len(places.cells):
        return []
    u, v = texture_axes(face)
    lengths = (box.cell_size[u], box.cell_size[v])
    unit = min(lengths)
    areas = np.abs(places.across[:, 0] * places.along[:, 1] - places.across[:, 1] * places.along[:, 0])
    sizes = np.round(np.log(np.maximum(areas, 1e-12)) / (2 * np.log(_SIZE_STEP))).astype(int)
    groups = []
    for size in np.unique(sizes):
        members = sizes == size
        steps = [part[members].mean(axis=0) for part in (places.across, places.along)]
        first, sign, second, other_sign = _upright(steps)
        groups.append(
            LabelGroup(
                places.cells[members],
                places.centres[members],
                steps[first] * sign * unit / lengths[first],
                steps[second] * other_sign * unit / lengths[second],
                (lengths[first] / unit, lengths[second] / unit),
            )
        )
    return groups


def neighbour(box: Box, face: Face, cell: Cell, direction: tuple[int, int], view: View) -> Cell:
    """Return the next cell on a face in a direction on screen (right, down), or the same cell at the face's end."""
    u, v = texture_axes(face)
    best, chosen = 0.0, cell
    here = _centre(box, face, cell, view)
    for axis in (u, v):
        for step in (-1, 1):
            beside = list(cell)
            beside[axis] += step
            move = _centre(box, face, (beside[0], beside[1], beside[2]), view) - here
            along = float(move @ np.array(direction)) / max(float(np.hypot(*move)), 1e-9)
            if along > best + 1e-9:
                best, chosen = along, (beside[0], beside[1], beside[2])
    inside = all(0 <= place < count for place, count in zip(chosen, box.cells, strict=True))
    return chosen if inside else cell


def _upright(steps: list[FloatArray]) -> tuple[int, int, int, int]:
    def merit(orientation: tuple[int, int, int, int]) -> float:
        first, sign, second, other_sign = orientation
        right, down = steps[first] * sign, steps[second] * other_sign
        if right[0] * down[1] - right[1] * down[0] <= 0:
            return -np.inf
        return float(right[0] / np.hypot(*right) + down[1] / np.hypot(*down))

    return max(_ORIENTATIONS, key=merit)


def _centre(box: Box, face: Face, cell: Cell, view: View) -> FloatArray:
    point = project(view.matrix, box.cell_quad(face, cell).mean(axis=0)[None])[0]
    centre: FloatArray = point[:2] / max(point[2], 1e-9)
    return centre
