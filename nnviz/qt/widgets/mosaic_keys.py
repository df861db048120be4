"""What keys do on a mosaic of maps: from cell to cell, from map to map, and zoom."""

from __future__ import annotations

from PySide6.QtCore import Qt

from nnviz.core.tiling import Cell, Tiling
from nnviz.core.viewport import Viewport

ZOOM_STEP = 1.25
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_MAP_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ZOOMS = {Qt.Key.Key_Plus: ZOOM_STEP, Qt.Key.Key_Equal: ZOOM_STEP, Qt.Key.Key_Minus: 1 / ZOOM_STEP}


def cell_after(key: Qt.Key, tiling: Tiling, here: Cell | None) -> Cell | None:
    """Return the cell that a key leads to; None when it leads nowhere."""
    if not tiling.count or (key not in _STEPS and key not in _MAP_STEPS):
        return None
    if here is None:
        return Cell(tiling.map_at(0), 0, 0)
    if key in _STEPS:
        return tiling.beside(here, *_STEPS[key])
    return here._replace(map=tiling.map_at(tiling.place_of(here.map) + _MAP_STEPS[key]))


def viewport_after(key: Qt.Key, viewport: Viewport) -> Viewport | None:
    """Return the part of the mosaic that a key shows; None when it shows no other."""
    if key == Qt.Key.Key_0:
        return Viewport.fitted(viewport.content, viewport.view)
    if key in _ZOOMS:
        return viewport.zoomed(_ZOOMS[key], viewport.view[0] / 2, viewport.view[1] / 2)
    return None
