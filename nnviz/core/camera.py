"""A camera that orbits around boxes of cells: what it sees where, and the line of sight through a pixel.

Box coordinates are those of a picture with depth: x runs to the right, y downwards, z away from the viewer, all in
cells. A camera at azimuth 0 and elevation 0 looks along z, so the face z = 0 lies before it like a sheet of paper.
Pixels run to the right and downwards from the upper left corner of the viewport (width, height).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from nnviz.core.arrays import FloatArray

Vector = tuple[float, float, float]
Viewport = tuple[float, float]


@dataclass(frozen=True)
class Camera:
    """Looks at `target` from `distance` (in cells).

    Parameters
    ----------
    azimuth, elevation : float
        Degrees. A positive azimuth walks to the right around the target, a positive elevation rises above it.
    field_of_view : float
        Degrees over the height of the viewport.
    perspective : bool
        Without it, rays are parallel and equal lengths stay equal; the scale is the one of the target's plane.
    """

    azimuth: float = 32.0
    elevation: float = 22.0
    distance: float = 10.0
    target: Vector = (0.0, 0.0, 0.0)
    field_of_view: float = 24.0
    perspective: bool = True

    @property
    def rotation(self) -> FloatArray:
        """Rows: what the viewer calls right, down and forward, in box coordinates, (3, 3)."""
        azimuth, elevation = np.radians([self.azimuth, self.elevation])
        (sin_a, cos_a), (sin_e, cos_e) = _sine_cosine(azimuth), _sine_cosine(elevation)
        right = (cos_a, 0.0, sin_a)
        down = (sin_e * sin_a, cos_e, -sin_e * cos_a)
        forward = (-sin_a * cos_e, sin_e, cos_a * cos_e)
        return np.array([right, down, forward])

    @property
    def eye(self) -> FloatArray:
        """Where the camera stands, (3,)."""
        eye: FloatArray = np.array(self.target) - self.distance * self.rotation[2]
        return eye

    @property
    def viewpoint(self) -> FloatArray:
        """The eye in homogeneous coordinates, (4,): a direction, with 0 last, when rays are parallel."""
        if self.perspective:
            return np.append(self.eye, 1.0)
        return np.append(-self.rotation[2], 0.0)

    def focal_length(self, viewport: Viewport) -> float:
        """Return the distance of the image plane in pixels."""
        return float(0.5 * viewport[1] / np.tan(np.radians(self.field_of_view) / 2))

    def matrix(self, viewport: Viewport) -> FloatArray:
        """Return P, (3, 4): homogeneous box coordinates to homogeneous pixels, w = 1 at the target."""
        focal = self.focal_length(viewport)
        rotation = self.rotation
        view = np.column_stack([rotation, -rotation @ np.array(self.target)])
        view[2, 3] += self.distance
        if not self.perspective:
            view[2] = (0.0, 0.0, 0.0, self.distance)
        optics = np.array([[focal, 0.0, viewport[0] / 2], [0.0, focal, viewport[1] / 2], [0.0, 0.0, 1.0]])
        matrix: FloatArray = optics @ view / self.distance
        return matrix

    def ray(self, pixel: tuple[float, float], viewport: Viewport) -> tuple[FloatArray, FloatArray]:
        """Return the start and the direction of the line of sight through a pixel, both (3,)."""
        focal = self.focal_length(viewport)
        across = (pixel[0] - viewport[0] / 2) / focal
        downwards = (pixel[1] - viewport[1] / 2) / focal
        right, down, forward = self.rotation
        if self.perspective:
            return self.eye, across * right + downwards * down + forward
        start = self.eye + self.distance * (across * right + downwards * down)
        return start, forward

    def orbited(self, azimuth: float, elevation: float) -> Camera:
        """Return the camera after walking around its target by so many degrees."""
        turned = (self.azimuth + azimuth + 180.0) % 360.0 - 180.0
        return replace(self, azimuth=turned, elevation=float(np.clip(self.elevation + elevation, -90.0, 90.0)))

    def zoomed(self, factor: float, anchor: Vector | FloatArray | None = None) -> Camera:
        """Return the camera `factor` times as near; what lies at `anchor` (default: the target) keeps its pixel."""
        target = np.array(self.target)
        fixed = target if anchor is None else np.array(anchor)
        moved = fixed + (target - fixed) / factor
        return replace(self, distance=self.distance / factor, target=vector(moved))

    def panned(self, right_px: float, down_px: float, viewport: Viewport) -> Camera:
        """Return the camera moved so that what lies in the target's plane follows the pointer."""
        scale = self.distance / self.focal_length(viewport)
        right, down, _ = self.rotation
        return replace(self, target=vector(np.array(self.target) - scale * (right_px * right + down_px * down)))

    def fitted(self, bounds: FloatArray, viewport: Viewport, margins_px: Viewport = (0.0, 0.0)) -> Camera:
        """Return the camera turned as before, and just so far away that `bounds` (2, 3) fill the viewport.

        `margins_px` are kept free at the sides and above and below, as far as there is room for them.
        """
        centre = bounds.mean(axis=0)
        seen = (corners_of(bounds) - centre) @ self.rotation.T
        half = np.array(viewport) / 2
        half = np.maximum(half - np.array(margins_px), half * 0.4)
        needed = np.abs(seen[:, :2]) * self.focal_length(viewport) / half
        depth = seen[:, 2:] if self.perspective else 0.0
        distance = float(np.max(needed - depth))
        return replace(self, target=vector(centre), distance=max(distance, 1e-6))


def corners_of(bounds: FloatArray) -> FloatArray:
    """Return all corners, (8, 3) with x varying slowest, between the least and the greatest one, (2, 3)."""
    return np.stack(np.meshgrid(*bounds.T, indexing="ij"), axis=-1).reshape(8, 3)


def vector(values: FloatArray) -> Vector:
    """Return three plain numbers."""
    return float(values[0]), float(values[1]), float(values[2])


def _sine_cosine(angle: float) -> tuple[float, float]:
    # Exact at right angles, so that a face seen edge-on is not drawn as a hairline.
    sine, cosine = float(np.sin(angle)), float(np.cos(angle))
    return (round(sine, 15), round(cosine, 15))
