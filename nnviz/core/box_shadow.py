"""What of a box's face is hidden by a nearer box, so that it need not be painted."""

from __future__ import annotations

import numpy as np

from nnviz.core.arrays import FloatArray
from nnviz.core.projection import Box, Face, texture_axes

Rectangle = tuple[int, int, int, int]


def uncovered(box: Box, face: Face, nearer: Box, viewpoint: FloatArray, texel: tuple[int, int]) -> list[Rectangle]:
    """Return the part of a face that a nearer box leaves in sight, as rectangles (left, top, right, bottom) in texels.

    The near side of `nearer` and the face lie in parallel planes. Seen from the eye, one plane is the other enlarged
    and moved, so the shadow on the face is a rectangle along its axes. It is taken a little too small: to whole texels.
    `viewpoint` is homogeneous, (4,), and outside both boxes; `texel` is how many cells (columns, rows) one stands for.
    """
    u, v = texture_axes(face)
    width, height = (-(-box.cells[axis] // size) for axis, size in zip((u, v), texel, strict=True))
    plane, screen = box.bounds[face.side, face.axis], nearer.bounds[face.side, face.axis]
    eye = viewpoint[:3]
    to_screen = viewpoint[3] * screen - eye[face.axis]
    to_plane = viewpoint[3] * plane - eye[face.axis]
    if to_screen == 0 or (viewpoint[3] and to_plane / to_screen < 1):
        return [(0, 0, width, height)]
    # Central: e + (x - e) t with t = (plane - e) / (screen - e); parallel: x + d (plane - screen) / d_axis.
    grown = to_plane / to_screen if viewpoint[3] else 1.0
    shadow = nearer.bounds[:, [u, v]] * grown
    if viewpoint[3]:
        shadow = shadow + eye[[u, v]] * (1.0 - grown)
    else:
        shadow = shadow + eye[[u, v]] * (plane - screen) / eye[face.axis]
    cell = np.array(box.cell_size)[[u, v]] * np.array(texel)
    (left, top), (right, bottom) = (shadow - box.bounds[0, [u, v]]) / cell
    return _around(width, height, float(left), float(top), float(right), float(bottom))


def is_before(box: Box, nearer: Box, face: Face) -> bool:
    """Tell whether a box lies entirely on the outer side of a face of another."""
    if face.side:
        return bool(nearer.bounds[0, face.axis] >= box.bounds[1, face.axis])
    return bool(nearer.bounds[1, face.axis] <= box.bounds[0, face.axis])


def _around(width: int, height: int, left: float, top: float, right: float, bottom: float) -> list[Rectangle]:
    x0, y0 = max(int(np.ceil(left)), 0), max(int(np.ceil(top)), 0)
    x1, y1 = min(int(np.floor(right)), width), min(int(np.floor(bottom)), height)
    if x0 >= x1 or y0 >= y1:
        return [(0, 0, width, height)]
    pieces = [(0, 0, width, y0), (0, y1, width, height), (0, y0, x0, y1), (x1, y0, width, y1)]
    return [piece for piece in pieces if piece[0] < piece[2] and piece[1] < piece[3]]
