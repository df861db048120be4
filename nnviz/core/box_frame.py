"""What one frame of a box shows beside its textures: lines between cells, places for values, marks along the axes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.camera import Camera, Viewport
from nnviz.core.projection import (
    NEAR,
    Box,
    Face,
    face_homography,
    project,
    project_segments,
    texture_axes,
    visible_faces,
)

_MOST_LINES = 600
_MOST_CELLS = 20_000


@dataclass(frozen=True, eq=False)
class View:
    """A camera before a viewport."""

    camera: Camera
    viewport: Viewport

    @cached_property
    def matrix(self) -> FloatArray:
        """The camera's projection, (3, 4)."""
        return self.camera.matrix(self.viewport)

    @cached_property
    def viewpoint(self) -> FloatArray:
        """The camera's eye in homogeneous coordinates, (4,)."""
        return self.camera.viewpoint

    @property
    def scale(self) -> float:
        """Pixels a cell of size 1 at the target, where w = 1."""
        return self.camera.focal_length(self.viewport) / self.camera.distance


@dataclass(frozen=True, eq=False)
class CellPlaces:
    """Where cells of a face are on screen: `cells` (n, 2) are columns u and rows v of its texture.

    `centres` (n, 2) are pixels; `across` and `along` (n, 2) are the pixels to the next cell along u and v.
    """

    cells: Array
    centres: FloatArray
    across: FloatArray
    along: FloatArray


@dataclass(frozen=True)
class AxisMark:
    """An outer edge along one box axis, in pixels, in the direction of growing indices; `outward` has length 1."""

    axis: int
    start: tuple[float, float]
    end: tuple[float, float]
    outward: tuple[float, float]


def face_cells(box: Box, face: Face) -> tuple[int, int]:
    """Return how many cells a face has along u and along v."""
    u, v = texture_axes(face)
    return box.cells[u], box.cells[v]


def seen_part(box: Box, face: Face, view: View, farthest: float = np.inf) -> FloatArray:
    """Return the part of a face that lies in the viewport and no farther than w, a polygon (k, 2) in cells u, v."""
    homography = face_homography(view.matrix, box, face)
    width, height = view.viewport
    x, y, w = homography
    limits = [x, width * w - x, y, height * w - y, w - (0.0, 0.0, NEAR)]
    if np.isfinite(farthest):
        limits.append(np.array([0.0, 0.0, farthest]) - w)
    columns, rows = face_cells(box, face)
    polygon = np.array([[0.0, 0.0], [columns, 0.0], [columns, rows], [0.0, rows]])
    for limit in limits:
        polygon = _clipped(polygon, polygon @ limit[:2] + limit[2])
    return polygon


def face_size_px(box: Box, face: Face, view: View) -> float:
    """Return how long the longest side of a face would be if all of it were as near as its nearest part in sight."""
    u, v = texture_axes(face)
    depth = face_homography(view.matrix, box, face)[2]
    columns, rows = face_cells(box, face)
    corners = depth[2] + np.array([0.0, columns * depth[0], rows * depth[1], columns * depth[0] + rows * depth[1]])
    nearest = float(corners.min())
    # With all of it far enough away, its nearest corner is near enough to the truth, and quickly found.
    if nearest < 0.5:
        polygon = seen_part(box, face, view)
        if not len(polygon):
            return 0.0
        nearest = float((polygon @ depth[:2] + depth[2]).min())
    longest = max(box.cells[u] * box.cell_size[u], box.cells[v] * box.cell_size[v])
    return longest * view.scale / max(nearest, NEAR)


def seen_area_px(box: Box, face: Face, view: View) -> float:
    """Return how many square pixels of the viewport a face covers."""
    polygon = seen_part(box, face, view)
    if len(polygon) < 3:
        return 0.0
    x, y = _pixels(project(view.matrix, _on_face(box, face, polygon))).T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def grid_lines(box: Box, face: Face, view: View, least_px: float) -> FloatArray:
    """Return the lines between the cells of a face, (m, 4) pixels; none where cells are smaller than `least_px`."""
    polygon = seen_part(box, face, view)
    if not len(polygon) or _cell_sizes(box, face, view, polygon.mean(axis=0)[None])[0] < least_px:
        return np.empty((0, 4))
    low, high = np.floor(polygon.min(axis=0)).astype(int), np.ceil(polygon.max(axis=0)).astype(int)
    if (high - low).sum() > _MOST_LINES:
        return np.empty((0, 4))
    columns, rows = (np.arange(low[n] + 1, high[n]) for n in range(2))
    upright = np.stack([np.repeat(columns, 2), np.tile([low[1], high[1]], len(columns))], axis=-1)
    level = np.stack([np.tile([low[0], high[0]], len(rows)), np.repeat(rows, 2)], axis=-1)
    ends = _on_face(box, face, np.concatenate([upright, level]))
    return project_segments(view.matrix, ends[::2], ends[1::2])


def cell_places(box: Box, face: Face, view: View, least_px: float) -> CellPlaces:
    """Return the cells of a face that can be seen and measure at least `least_px`, by the root of their area."""
    u, v = texture_axes(face)
    farthest = view.scale * max(box.cell_size[u], box.cell_size[v]) / least_px
    polygon = seen_part(box, face, view, farthest)
    cells = np.empty((0, 2), int)
    if len(polygon):
        low, high = np.floor(polygon.min(axis=0)).astype(int), np.ceil(polygon.max(axis=0)).astype(int)
        if (high - low).prod() <= _MOST_CELLS:
            grid = np.meshgrid(np.arange(low[0], high[0]), np.arange(low[1], high[1]))
            cells = np.stack(grid, axis=-1).reshape(-1, 2)
    homography = face_homography(view.matrix, box, face)
    points = np.column_stack([cells + 0.5, np.ones(len(cells))]) @ homography.T
    ahead = points[:, 2] > NEAR
    cells, points = cells[ahead], points[ahead]
    centres, across, along = _derivatives(homography, points)
    large = _areas(across, along) >= least_px**2
    inside = np.all((centres >= 0) & (centres <= np.array(view.viewport)), axis=1)
    keep = large & inside
    return CellPlaces(cells[keep], centres[keep], across[keep], along[keep])


def face_edges(box: Box, faces: Sequence[Face], view: View) -> tuple[FloatArray, FloatArray]:
    """Return the edges where two of some faces meet, and those where one ends, each (m, 4) pixels."""
    meetings: Counter[tuple[int, tuple[tuple[int, int], ...]]] = Counter()
    for face in faces:
        u, v = texture_axes(face)
        for axis, other in ((u, v), (v, u)):
            for side in range(2):
                meetings[axis, tuple(sorted(((face.axis, face.side), (other, side))))] += 1
    inner, outer = (
        np.array([_edge(box, axis, sides) for (axis, sides), met in meetings.items() if met == count]).reshape(-1, 2, 3)
        for count in (2, 1)
    )
    return tuple(project_segments(view.matrix, ends[:, 0], ends[:, 1]) for ends in (inner, outer))  # type: ignore[return-value]


def outline(box: Box, face: Face, cell: tuple[int, int, int], view: View) -> FloatArray:
    """Return the four sides of a cell on a face, (m, 4) pixels."""
    quad = box.cell_quad(face, cell)
    return project_segments(view.matrix, quad, np.roll(quad, -1, axis=0))


def axis_marks(box: Box, view: View) -> list[AxisMark]:
    """Return for each box axis an edge of the silhouette to write its length along: below, or on the left."""
    visible = visible_faces(box, view.viewpoint)
    middle = project(view.matrix, box.bounds.mean(axis=0)[None])
    centre = _pixels(middle)[0] if middle[0, 2] > NEAR else np.array(view.viewport) / 2
    marks = []
    for axis in range(3):
        first, second = (other for other in range(3) if other != axis)
        candidates = []
        for sides in ((a, b) for a in range(2) for b in range(2)):
            faces = (Face(first, sides[0]), Face(second, sides[1]))
            if (faces[0] in visible) == (faces[1] in visible):
                continue
            ends = project(view.matrix, np.array(_edge(box, axis, faces)))
            if (ends[:, 2] > NEAR).all():
                candidates.append(_pixels(ends))
        if candidates and len(visible) < 6:
            marks.append(_mark(axis, max(candidates, key=_preference), centre))
    return marks


def _clipped(polygon: FloatArray, inside: FloatArray) -> FloatArray:
    # Sutherland and Hodgman (1974): walk around, keep what is inside, cut where the border is crossed.
    kept = []
    for n in range(len(polygon)):
        here, there = inside[n - 1], inside[n]
        if (here >= 0) != (there >= 0):
            kept.append(polygon[n - 1] + here / (here - there) * (polygon[n] - polygon[n - 1]))
        if there >= 0:
            kept.append(polygon[n])
    return np.array(kept).reshape(-1, 2)


def _derivatives(homography: FloatArray, points: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    centres = _pixels(points)
    across, along = ((homography[:2, n] - centres * homography[2, n]) / points[:, 2:] for n in range(2))
    return centres, across, along


def _cell_sizes(box: Box, face: Face, view: View, cells: FloatArray) -> FloatArray:
    homography = face_homography(view.matrix, box, face)
    _, across, along = _derivatives(homography, np.column_stack([cells, np.ones(len(cells))]) @ homography.T)
    return np.sqrt(_areas(across, along))


def _areas(across: FloatArray, along: FloatArray) -> FloatArray:
    areas: FloatArray = np.abs(across[:, 0] * along[:, 1] - across[:, 1] * along[:, 0])
    return areas


def _on_face(box: Box, face: Face, cells: Array) -> FloatArray:
    u, v = texture_axes(face)
    points = np.zeros((len(cells), 3))
    points[:, u], points[:, v] = cells[:, 0], cells[:, 1]
    points[:, face.axis] = face.side * box.cells[face.axis]
    placed: FloatArray = np.array(box.origin) + points * np.array(box.cell_size)
    return placed


def _edge(box: Box, axis: int, sides: Sequence[tuple[int, int]]) -> list[list[float]]:
    bounds = box.bounds
    point = [0.0, 0.0, 0.0]
    for other, side in sides:
        point[other] = float(bounds[side, other])
    start, end = point.copy(), point.copy()
    start[axis], end[axis] = float(bounds[0, axis]), float(bounds[1, axis])
    return [start, end]


def _pixels(points: FloatArray) -> FloatArray:
    pixels: FloatArray = points[:, :2] / points[:, 2:]
    return pixels


def _preference(ends: FloatArray) -> float:
    middle, span = ends.mean(axis=0), np.abs(ends[1] - ends[0])
    return float(middle[1] if span[0] > 0.6 * span[1] else -middle[0])


def _mark(axis: int, ends: FloatArray, centre: FloatArray) -> AxisMark:
    direction = ends[1] - ends[0]
    normal = np.array([-direction[1], direction[0]]) / max(float(np.hypot(*direction)), 1e-9)
    if normal @ (ends.mean(axis=0) - centre) < 0:
        normal = -normal
    (x0, y0), (x1, y1) = ends.tolist()
    return AxisMark(axis, (x0, y0), (x1, y1), (float(normal[0]), float(normal[1])))
