"""Moving, scaling and turning points of a plane."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Affine:
    """The map (x, y) -> (xx x + xy y + dx, yx x + yy y + dy)."""

    xx: float = 1.0
    xy: float = 0.0
    dx: float = 0.0
    yx: float = 0.0
    yy: float = 1.0
    dy: float = 0.0

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point goes.

        Examples
        --------
        >>> Affine(dx=2.0)(1.0, 1.0)
        (3.0, 1.0)
        """
        return self.xx * x + self.xy * y + self.dx, self.yx * x + self.yy * y + self.dy

    def after(self, first: Affine) -> Affine:
        """Return the map that does `first`, then this one."""
        dx, dy = self(first.dx, first.dy)
        return Affine(
            self.xx * first.xx + self.xy * first.yx,
            self.xx * first.xy + self.xy * first.yy,
            dx,
            self.yx * first.xx + self.yy * first.yx,
            self.yx * first.xy + self.yy * first.yy,
            dy,
        )

    @property
    def scale(self) -> float:
        """How much longer lengths become, on average over both axes: the root of the area's growth."""
        return math.sqrt(abs(self.xx * self.yy - self.xy * self.yx))

    @property
    def values(self) -> tuple[float, float, float, float, float, float]:
        """The numbers (xx, xy, dx, yx, yy, dy)."""
        return self.xx, self.xy, self.dx, self.yx, self.yy, self.dy


IDENTITY = Affine()


def placed(about: tuple[float, float], scale: tuple[float, float], angle: float, centre: tuple[float, float]) -> Affine:
    """Return the map that scales about a point, turns by `angle` and moves the point to `centre`.

    The angle is in radians, clockwise where y runs down.

    Examples
    --------
    >>> x, y = placed((1.0, 1.0), (2.0, 2.0), math.pi / 2, (0.0, 0.0))(2.0, 1.0)
    >>> round(x, 6), round(y, 6)
    (0.0, 2.0)
    """
    cos, sin = math.cos(angle), math.sin(angle)
    turned = Affine(scale[0] * cos, -scale[1] * sin, 0.0, scale[0] * sin, scale[1] * cos, 0.0)
    return Affine(dx=centre[0], dy=centre[1]).after(turned).after(Affine(dx=-about[0], dy=-about[1]))
