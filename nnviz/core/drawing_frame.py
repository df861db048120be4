"""The frame around a drawing by which it is moved, scaled and turned."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from nnviz.core.affine import Affine, placed
from nnviz.core.drawing import Drawing, Stroke

Place = tuple[float, float]
# Handles by the side that they stand on: (-1, -1) is the left upper corner, (1, 0) the middle of the right side.
SIDES: tuple[tuple[int, int], ...] = ((-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0))
MIN_SCALE, MAX_SCALE = 0.05, 20.0
SNAP = math.radians(15.0)
_MIN_HALF = 0.02


@dataclass(frozen=True)
class Frame:
    """A box of half sides `half` about `origin`, scaled, turned by `angle` (radians, clockwise) and put at `centre`.

    Lengths are in sides of the paper.
    """

    origin: Place
    half: Place
    scale: Place = (1.0, 1.0)
    angle: float = 0.0
    centre: Place = (0.5, 0.5)

    @property
    def affine(self) -> Affine:
        """What the frame does to the drawing."""
        return placed(self.origin, self.scale, self.angle, self.centre)

    @property
    def changed(self) -> bool:
        """Whether the drawing would be another."""
        return self.centre != self.origin or self.scale != (1.0, 1.0) or self.angle != 0.0

    def place(self, side: tuple[float, float]) -> Place:
        """Return where a handle stands: (-1, -1) is the left upper corner before turning, (0, 0) the centre."""
        return self.affine(self.origin[0] + side[0] * self.half[0], self.origin[1] + side[1] * self.half[1])

    def upwards(self, distance: float) -> Place:
        """Return the point that stands `distance` above the middle of the frame's upper side."""
        x, y = self.place((0, -1))
        return x + distance * math.sin(self.angle), y - distance * math.cos(self.angle)

    def holds(self, point: Place) -> bool:
        """Return whether a point lies inside."""
        across, down = self._inward(point, self.centre)
        return abs(across) <= self.half[0] * self.scale[0] and abs(down) <= self.half[1] * self.scale[1]

    def moved(self, dx: float, dy: float) -> Frame:
        """Return the frame elsewhere."""
        return replace(self, centre=(self.centre[0] + dx, self.centre[1] + dy))

    def turned(self, angle: float, snap: bool = False) -> Frame:
        """Return the frame turned further by `angle`; with `snap` to the nearest 15 degrees."""
        whole = self.angle + angle
        if snap:
            whole = round(whole / SNAP) * SNAP
        return replace(self, angle=math.remainder(whole, math.tau))

    def scaled(self, factor: float) -> Frame:
        """Return the frame larger about its centre, or smaller for a factor below 1."""
        factor = min(max(factor, MIN_SCALE / min(self.scale)), MAX_SCALE / max(self.scale))
        return replace(self, scale=(self.scale[0] * factor, self.scale[1] * factor))

    def pulled(self, side: tuple[int, int], point: Place, keep_aspect: bool = False) -> Frame:
        """Return the frame with the handle of `side` at `point`; what is opposite stays where it is."""
        anchor = self.place((-side[0], -side[1]))
        inward = self._inward(point, anchor)
        scale = [
            _bounded(along * towards / (2.0 * half)) if towards else now
            for along, towards, half, now in zip(inward, side, self.half, self.scale, strict=True)
        ]
        if keep_aspect:
            scale = self._evenly(scale, side)
        anchored = replace(self, scale=(scale[0], scale[1]))
        x, y = anchored.place((-side[0], -side[1]))
        return anchored.moved(anchor[0] - x, anchor[1] - y)

    def _evenly(self, scale: list[float], side: tuple[int, int]) -> list[float]:
        growths = [new / now for new, now, towards in zip(scale, self.scale, side, strict=True) if towards]
        return list(self.scaled(max(growths)).scale)

    def _inward(self, point: Place, origin: Place) -> Place:
        """Return a point in the frame's own directions, as seen from `origin`."""
        dx, dy = point[0] - origin[0], point[1] - origin[1]
        cos, sin = math.cos(self.angle), math.sin(self.angle)
        return cos * dx + sin * dy, cos * dy - sin * dx


def frame_of(drawing: Drawing) -> Frame | None:
    """Return the frame around all ink of a drawing and its picture; None when it is empty."""
    xs: list[float] = []
    ys: list[float] = []
    for stroke in drawing.strokes:
        if not stroke.erase:
            reach = stroke.width / 2
            xs.extend(x + sign * reach for x, _, _ in stroke.points for sign in (-1, 1))
            ys.extend(y + sign * reach for _, y, _ in stroke.points for sign in (-1, 1))
    for x, y in _picture_corners(drawing):
        xs.append(x)
        ys.append(y)
    if not xs:
        return None
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    centre = ((left + right) / 2, (top + bottom) / 2)
    half = (max((right - left) / 2, _MIN_HALF), max((bottom - top) / 2, _MIN_HALF))
    return Frame(centre, half, centre=centre)


def transformed(drawing: Drawing, affine: Affine) -> Drawing:
    """Return the drawing with its strokes and its picture moved, scaled and turned; lines grow with it."""
    strokes = tuple(
        Stroke(
            tuple((*affine(x, y), pressure) for x, y, pressure in stroke.points),
            stroke.width * affine.scale,
            stroke.erase,
        )
        for stroke in drawing.strokes
    )
    return replace(drawing, strokes=strokes, placement=affine.after(drawing.placement))


def straightened(start: Place, point: Place) -> Place:
    """Return `point` turned about `start` so that the line between them has a direction of whole 15 degrees.

    Examples
    --------
    >>> x, y = straightened((0.0, 0.0), (1.0, 0.1))
    >>> round(x, 3), round(y, 3)
    (1.005, 0.0)
    """
    dx, dy = point[0] - start[0], point[1] - start[1]
    angle = round(math.atan2(dy, dx) / SNAP) * SNAP
    length = math.hypot(dx, dy)
    return start[0] + length * math.cos(angle), start[1] + length * math.sin(angle)


def _picture_corners(drawing: Drawing) -> list[Place]:
    if drawing.background is None:
        return []
    height, width = drawing.background.shape[:2]
    longer = max(height, width, 1)
    half_width, half_height = width / longer / 2, height / longer / 2
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return [drawing.placement(0.5 + across * half_width, 0.5 + down * half_height) for across, down in corners]


def _bounded(scale: float) -> float:
    return min(max(scale, MIN_SCALE), MAX_SCALE)
