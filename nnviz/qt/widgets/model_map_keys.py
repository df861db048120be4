"""What the keys do on the map of a model."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from nnviz.core.graph_layout import GraphLayout
from nnviz.core.model_map import ModelMap, across
from nnviz.core.viewport import Viewport

_STEP_PX = 90.0
_PAGE = 0.85


def move_of(event: QKeyEvent, viewport: Viewport) -> tuple[float, float] | None:
    """Return by how many px a key moves the drawing: Ctrl and an arrow by a step, Page Up and Down by a screen."""
    wide, tall = viewport.view
    key = Qt.Key(event.key())
    if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        way = 1.0 if key == Qt.Key.Key_PageUp else -1.0
        rows = viewport.content[1] * viewport.scale > tall + 1.0
        return (0.0, way * _PAGE * tall) if rows else (way * _PAGE * wide, 0.0)
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    steps = {
        Qt.Key.Key_Left: (_STEP_PX, 0.0),
        Qt.Key.Key_Right: (-_STEP_PX, 0.0),
        Qt.Key.Key_Up: (0.0, _STEP_PX),
        Qt.Key.Key_Down: (0.0, -_STEP_PX),
    }
    return steps.get(key)


def beside(drawn: ModelMap, layout: GraphLayout, here: int, key: Qt.Key) -> int | None:
    """Return the block that a key leads to from another, None where the key leads nowhere."""
    last = len(drawn.blocks) - 1
    if last < 0:
        return None
    match key:
        case Qt.Key.Key_Home:
            return 0
        case Qt.Key.Key_End:
            return last
        case Qt.Key.Key_Left | Qt.Key.Key_Right:
            return drawn.along(here, 1 if key == Qt.Key.Key_Right else -1)
        case Qt.Key.Key_Up | Qt.Key.Key_Down:
            return across(layout, here, 1 if key == Qt.Key.Key_Down else -1)
        case _:
            return None
