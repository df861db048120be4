"""Which part of a picture is on screen, and how large: zoom at a point, move, fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

MOST_PX_A_CELL = 96.0


@dataclass(frozen=True)
class Viewport:
    """A picture of `content` (width, height) cells in a `view` of (width, height) px.

    A cell is `scale` px wide; the picture's left upper corner lies at (`left`, `top`) px. Made by `fitted`.
    """

    content: tuple[float, float]
    view: tuple[float, float]
    scale: float
    left: float
    top: float

    @classmethod
    def fitted(cls, content: tuple[float, float], view: tuple[float, float]) -> Viewport:
        """Return the whole picture, in the middle, as large as the view allows.

        Cells become a whole number of px wide where that costs little of the size.

        Examples
        --------
        >>> Viewport.fitted((10, 5), (105, 100)).scale
        10.0
        """
        scale = _fitting_scale(content, view)
        return cls(content, view, scale, 0.0, 0.0)._held()

    @property
    def whole(self) -> bool:
        """Whether all of the picture is on screen."""
        return self.scale <= _fitting_scale(self.content, self.view)

    def to_content(self, x: float, y: float) -> tuple[float, float]:
        """Return the place in the picture, in cells, of a point on screen."""
        return (x - self.left) / self.scale, (y - self.top) / self.scale

    def to_view(self, x: float, y: float) -> tuple[float, float]:
        """Return the point on screen of a place in the picture."""
        return self.left + x * self.scale, self.top + y * self.scale

    def zoomed(self, factor: float, x: float, y: float) -> Viewport:
        """Return the picture `factor` times as large, the point (x, y) of the screen staying where it is."""
        least = _fitting_scale(self.content, self.view)
        scale = min(max(self.scale * factor, least), max(MOST_PX_A_CELL, least))
        at_x, at_y = self.to_content(x, y)
        return replace(self, scale=scale, left=x - at_x * scale, top=y - at_y * scale)._held()

    def moved(self, dx: float, dy: float) -> Viewport:
        """Return the picture moved by so many px, never out of sight."""
        return replace(self, left=self.left + dx, top=self.top + dy)._held()

    def resized(self, view: tuple[float, float]) -> Viewport:
        """Return the same part of the picture in a view of another size; all of it stays all of it."""
        if self.whole:
            return Viewport.fitted(self.content, view)
        return replace(self, view=view).zoomed(1.0, view[0] / 2, view[1] / 2)

    def showing(self, x: float, y: float, width: float, height: float) -> Viewport:
        """Return the picture moved just so far that this part of it, in cells, is on screen."""
        left, top = self.to_view(x, y)
        right, bottom = self.to_view(x + width, y + height)
        dx = max(0.0, -left) or min(0.0, self.view[0] - right)
        dy = max(0.0, -top) or min(0.0, self.view[1] - bottom)
        return self.moved(dx, dy)

    def _held(self) -> Viewport:
        """Return the viewport with a small picture in the middle and a large one covering the view."""
        left = _hold(self.left, self.content[0] * self.scale, self.view[0])
        top = _hold(self.top, self.content[1] * self.scale, self.view[1])
        return replace(self, left=left, top=top)


def _hold(start: float, length: float, room: float) -> float:
    if length <= room:
        return round((room - length) / 2)
    return min(0.0, max(start, room - length))


def _fitting_scale(content: tuple[float, float], view: tuple[float, float]) -> float:
    if min(*content, *view) <= 0:
        return 1.0
    scale = min(view[0] / content[0], view[1] / content[1], MOST_PX_A_CELL)
    whole = float(int(scale))
    return whole if whole >= 0.85 * scale else scale
