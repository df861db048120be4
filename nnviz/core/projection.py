"""Boxes of cells and the flat pictures that their faces become (coordinates: see `nnviz.core.camera`).

An opaque box shows only its faces. The texture of a face is a flat picture; with the projection matrix P (3 x 4) its
texel (u, v) lands on the pixel P [u du + v dv + o, 1]: one 3 x 3 homography a face (Hartley and Zisserman, *Multiple
View Geometry*, 2nd edition, section 8.1.1). It stays right where corners lie behind the eye, so the camera may stand
inside a box; there it sees the inner sides of the skin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from nnviz.core.arrays import Array, FloatArray, read_only
from nnviz.core.camera import Camera, Vector, Viewport, corners_of, vector

__all__ = [
    "FACES",
    "NEAR",
    "Box",
    "Camera",
    "Cell",
    "Face",
    "Hit",
    "Viewport",
    "back_to_front",
    "face_homography",
    "is_inside",
    "pick",
    "project",
    "project_segments",
    "texture_axes",
    "visible_faces",
]

Cell = tuple[int, int, int]

NEAR = 1e-4
"""Points nearer to the eye than this share of the camera's distance are not drawn as lines or text."""


class Face(NamedTuple):
    """A side of a box: `axis` 0, 1, 2 for x, y, z; `side` 0 where the coordinate is least, 1 where it is greatest."""

    axis: int
    side: int


FACES: tuple[Face, ...] = tuple(Face(axis, side) for axis in range(3) for side in range(2))
_TEXTURE_AXES = ((2, 1), (0, 2), (0, 1))


def texture_axes(face: Face) -> tuple[int, int]:
    """Return the box axes along which the columns (u) and the rows (v) of a face's texture run."""
    return _TEXTURE_AXES[face.axis]


@dataclass(frozen=True)
class Box:
    """A solid of cells: how many along x, y and z, where its least corner lies, and how large a cell is."""

    cells: Cell
    origin: Vector = (0.0, 0.0, 0.0)
    cell_size: Vector = (1.0, 1.0, 1.0)

    @cached_property
    def bounds(self) -> FloatArray:
        """The least and the greatest corner, (2, 3), read-only."""
        low = np.array(self.origin)
        return read_only(np.stack([low, low + np.array(self.cells) * np.array(self.cell_size)]))

    @property
    def corners(self) -> FloatArray:
        """All corners, (8, 3), x varying slowest."""
        return corners_of(self.bounds)

    def cell_quad(self, face: Face, cell: Cell) -> FloatArray:
        """Return the corners, (4, 3) and in order around, of one cell's side on a face."""
        u, v = texture_axes(face)
        corner = np.array(cell, dtype=float)
        corner[face.axis] += face.side
        steps = np.zeros((4, 3))
        steps[1:3, u] = 1.0
        steps[2:4, v] = 1.0
        quad: FloatArray = np.array(self.origin) + (corner + steps) * np.array(self.cell_size)
        return quad


class Hit(NamedTuple):
    """What a line of sight meets first: which box (its place in the sequence), which side, which cell, and where."""

    box: int
    face: Face
    cell: Cell
    point: Vector


def is_inside(box: Box, viewpoint: FloatArray) -> bool:
    """Tell whether the eye stands inside the box."""
    return not any(_faces_eye(box, face, viewpoint) for face in FACES)


def visible_faces(box: Box, viewpoint: FloatArray) -> tuple[Face, ...]:
    """Return the faces whose outer side the eye sees: at most three; from inside, all six inner sides."""
    return tuple(face for face in FACES if _faces_eye(box, face, viewpoint)) or FACES


def face_homography(matrix: FloatArray, box: Box, face: Face, texel: tuple[float, float] = (1, 1)) -> FloatArray:
    """Return the 3 x 3 matrix from a face's texels (u, v, 1) to homogeneous pixels.

    `texel` is the width and height of a texel in cells; texel (0, 0) touches the corner with the least coordinates.
    """
    u, v = texture_axes(face)
    frame = np.zeros((4, 3))
    frame[u, 0] = texel[0] * box.cell_size[u]
    frame[v, 1] = texel[1] * box.cell_size[v]
    frame[:3, 2] = box.origin
    frame[face.axis, 2] = box.bounds[face.side, face.axis]
    frame[3, 2] = 1.0
    homography: FloatArray = matrix @ frame
    return homography


def back_to_front(boxes: Sequence[Box], viewpoint: FloatArray) -> list[int]:
    """Return the order in which to paint boxes that do not overlap, so that nearer ones cover farther ones.

    Exact wherever planes between the boxes part them again and again (grids, slabs, groups of these); boxes that
    interlock are sorted by the distance of their centres.
    """
    bounds = np.array([box.bounds for box in boxes]).reshape(-1, 2, 3)
    return _ordered(np.arange(len(boxes)), bounds, viewpoint)


def pick(boxes: Sequence[Box], camera: Camera, viewport: Viewport, pixel: tuple[float, float]) -> Hit | None:
    """Return the skin cell that is seen at a pixel, or None."""
    start, direction = camera.ray(pixel, viewport)
    nearest, found = np.inf, None
    for number, box in enumerate(boxes):
        crossing = _crossing(box, start, direction, camera)
        if crossing is not None and crossing[0] < nearest:
            nearest, face = crossing
            point = start + nearest * direction
            found = Hit(number, face, _cell_at(box, face, point), vector(point))
    return found


def project(matrix: FloatArray, points: FloatArray) -> FloatArray:
    """Return homogeneous pixels (n, 3) of points (n, 3); divide by the last column where it is positive."""
    projected: FloatArray = points @ matrix[:, :3].T + matrix[:, 3]
    return projected


def project_segments(matrix: FloatArray, starts: FloatArray, ends: FloatArray) -> FloatArray:
    """Return the pixels (m, 4) x0, y0, x1, y1 of straight lines (n, 3) to (n, 3), without what lies behind the eye."""
    a, b = project(matrix, starts), project(matrix, ends)
    seen = (a[:, 2] > NEAR) | (b[:, 2] > NEAR)
    a, b = _pulled_forward(a[seen], b[seen]), _pulled_forward(b[seen], a[seen])
    return np.hstack([a[:, :2] / a[:, 2:], b[:, :2] / b[:, 2:]])


def _pulled_forward(points: FloatArray, others: FloatArray) -> FloatArray:
    behind = points[:, 2] < NEAR
    share = np.zeros(len(points))
    share[behind] = (NEAR - points[behind, 2]) / (others[behind, 2] - points[behind, 2])
    return points + share[:, None] * (others - points)


def _faces_eye(box: Box, face: Face, viewpoint: FloatArray) -> bool:
    offset = viewpoint[face.axis] - viewpoint[3] * box.bounds[face.side, face.axis]
    return bool(offset > 0 if face.side else offset < 0)


def _crossing(box: Box, start: FloatArray, direction: FloatArray, camera: Camera) -> tuple[float, Face] | None:
    # The slab method: a ray is inside the box between the last entry into and the first exit from three slabs.
    bounds = box.bounds
    with np.errstate(divide="ignore", invalid="ignore"):
        times = (bounds - start) / direction
    parallel = direction == 0
    within = (bounds[0] <= start) & (start <= bounds[1])
    if np.any(parallel & ~within):
        return None
    times[0, parallel], times[1, parallel] = -np.inf, np.inf
    entries, exits = times.min(axis=0), times.max(axis=0)
    enter, leave = int(entries.argmax()), int(exits.argmin())
    if entries[enter] > exits[leave] or (camera.perspective and exits[leave] <= 0):
        return None
    if is_inside(box, camera.viewpoint):
        return float(exits[leave]), Face(leave, int(direction[leave] > 0))
    if camera.perspective and entries[enter] <= 0:
        return None
    return float(entries[enter]), Face(enter, int(direction[enter] < 0))


def _cell_at(box: Box, face: Face, point: FloatArray) -> Cell:
    cell = np.floor((point - np.array(box.origin)) / np.array(box.cell_size)).astype(int)
    cell[face.axis] = face.side * (box.cells[face.axis] - 1)
    x, y, z = (int(value) for value in np.clip(cell, 0, np.array(box.cells) - 1))
    return x, y, z


def _ordered(members: Array, bounds: FloatArray, viewpoint: FloatArray) -> list[int]:
    if len(members) < 2:
        return [int(member) for member in members]
    for axis in range(3):
        order = members[np.argsort(bounds[members, 0, axis], kind="stable")]
        reach = np.maximum.accumulate(bounds[order, 1, axis])
        gaps = np.flatnonzero(reach[:-1] <= bounds[order[1:], 0, axis])
        if not len(gaps):
            continue
        middle = int(gaps[len(gaps) // 2])
        low, high = order[: middle + 1], order[middle + 1 :]
        eye_is_high = viewpoint[axis] > viewpoint[3] * bounds[high, 0, axis].min()
        far, near = (low, high) if eye_is_high else (high, low)
        return _ordered(far, bounds, viewpoint) + _ordered(near, bounds, viewpoint)
    centres = bounds[members].mean(axis=1)
    eye = viewpoint[:3]
    farness = np.linalg.norm(centres - eye, axis=1) if viewpoint[3] else -(centres @ eye)
    return [int(member) for member in members[np.argsort(-farness, kind="stable")]]
