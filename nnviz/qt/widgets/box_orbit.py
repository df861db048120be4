"""The camera of a box view and what a person does with it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnviz.core.arrays import FloatArray
from nnviz.core.camera import Camera, Vector, Viewport

SIDES = ((0.0, 0.0), (180.0, 0.0), (-90.0, 0.0), (90.0, 0.0), (0.0, 90.0), (0.0, -90.0))
"""Azimuth and elevation of the front, back, left, right, top and bottom view."""

_SOLID_VIEW, _FLAT_VIEW, _DEEP_VIEW = (32.0, 22.0), (18.0, 14.0), (58.0, 22.0)
_DEEP = 2.0
_NEAREST, _FARTHEST = 0.002, 20.0


class BoxOrbit(QObject):
    """Holds the camera; `moved` follows every change. It keeps the box in sight until a person moves it."""

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.camera = Camera(*_SOLID_VIEW)
        self.viewport: Viewport = (1.0, 1.0)
        self._bounds: FloatArray = np.array([[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]])
        self._flat = False
        self._margins_px: Viewport = (0.0, 0.0)
        self._fits = self._all_in_sight = True

    def show_box(self, bounds: FloatArray, flat: bool) -> None:
        """Look at another box, (2, 3) its corners; a flat one is seen less from the side."""
        self._bounds, self._flat = bounds, flat
        self.reset()

    def follow(self, bounds: FloatArray) -> None:
        """Keep the box in sight while it is cut or taken apart, from where one looks, unless a person came nearer."""
        changed = not np.array_equal(bounds, self._bounds)
        self._bounds = bounds
        if changed and self._all_in_sight:
            self.fit()

    def fit(self) -> None:
        """Bring all of the box into sight, from where one looks."""
        self._fit(self.camera.azimuth, self.camera.elevation)

    def resize(self, viewport: Viewport, margins_px: Viewport) -> None:
        """See through a viewport of another size; the margins around a fitted box are for its labels."""
        self.viewport, self._margins_px = viewport, margins_px
        if self._fits:
            self.fit()

    def reset(self) -> None:
        """Go back to the first view: slanted, all of the box in sight."""
        width, height, depth = self._bounds[1] - self._bounds[0]
        solid = _DEEP_VIEW if depth > _DEEP * max(width, height) else _SOLID_VIEW
        self._fit(*(_FLAT_VIEW if self._flat else solid))

    def show_side(self, number: int) -> None:
        """Look straight at a side: 0 to 5 as in `SIDES`."""
        self._fit(*SIDES[number])

    def turn(self, azimuth: float, elevation: float) -> None:
        """Walk around the box by so many degrees."""
        self.place(self.camera.orbited(azimuth, elevation))

    def zoom(self, factor: float, anchor: Vector | None = None) -> None:
        """Come `factor` times as near; what lies at `anchor` keeps its pixel."""
        size = float(np.max(self._bounds[1] - self._bounds[0]))
        distance = min(max(self.camera.distance / factor, size * _NEAREST), size * _FARTHEST)
        self.place(self.camera.zoomed(self.camera.distance / distance, anchor))

    def pan(self, right_px: float, down_px: float) -> None:
        """Move the picture by so many pixels."""
        self.place(self.camera.panned(right_px, down_px, self.viewport))

    def toggle_perspective(self) -> None:
        """Let far things be smaller, or keep equal lengths equal."""
        self.place(replace(self.camera, perspective=not self.camera.perspective))

    def place(self, camera: Camera) -> None:
        """See the box from elsewhere."""
        self._all_in_sight &= (camera.distance, camera.target) == (self.camera.distance, self.camera.target)
        self.camera, self._fits = camera, False
        self.moved.emit()

    def _fit(self, azimuth: float, elevation: float) -> None:
        turned = Camera(azimuth, elevation, perspective=self.camera.perspective)
        self.camera = turned.fitted(self._bounds, self.viewport, self._margins_px)
        self._fits = self._all_in_sight = True
        self.moved.emit()
