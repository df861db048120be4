"""Moving, scaling and turning a whole drawing by a frame with handles, or by keys."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from nnviz.core.drawing import Drawing
from nnviz.core.drawing_frame import SIDES, Frame, Place, frame_of, transformed
from nnviz.qt.widgets.sketch import Sketch

TURN = (0, -2)  # the handle that turns; the others are named by their side
INSIDE = (0, 0)
Handle = tuple[int, int]
_STEP, _SMALL_STEP = 1 / 40, 1 / 200
_GROWTH = 1.05
_TURN = math.radians(5.0)
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_SCALES = {Qt.Key.Key_Plus: _GROWTH, Qt.Key.Key_Equal: _GROWTH, Qt.Key.Key_Minus: 1 / _GROWTH}
_TURNS = {Qt.Key.Key_BracketLeft: -_TURN, Qt.Key.Key_BracketRight: _TURN}
_CURSORS = (
    Qt.CursorShape.SizeHorCursor,
    Qt.CursorShape.SizeFDiagCursor,
    Qt.CursorShape.SizeVerCursor,
    Qt.CursorShape.SizeBDiagCursor,
)


class TransformTool(QObject):
    """A frame about the drawing of `sketch`; what it does is one change of the history when it is accepted.

    `shown` asks for painting; `ended` follows when it was accepted or given up. Places are in sides of the paper.
    """

    shown = Signal()
    ended = Signal()

    def __init__(self, sketch: Sketch) -> None:
        super().__init__(sketch)
        self._sketch = sketch
        self._active = False
        self._base = Drawing()
        self.frame: Frame | None = None
        self._handle: Handle | None = None
        self._grabbed: tuple[Place, Frame] | None = None
        sketch.history_changed.connect(self._on_sketch_history_changed)

    # --- its life ---

    def begin(self) -> None:
        """Put the frame around the drawing."""
        self._active = True
        self._base = self._sketch.drawing
        self.frame = frame_of(self._base)
        self._handle = self._grabbed = None
        self.shown.emit()

    def finish(self) -> None:
        """Put the tool away; what it did is one step of the history."""
        if not self._active:
            return
        self._active = False
        frame, self.frame = self.frame, None
        if frame is not None and frame.changed:
            self._sketch.set_drawing(transformed(self._base, frame.affine))
        self._sketch.end_preview()
        self.shown.emit()

    @Slot()
    def accept(self) -> None:
        """Keep what was done."""
        self.finish()
        self.ended.emit()

    @Slot()
    def give_up(self) -> None:
        """Leave the drawing as it was."""
        self._active, self.frame = False, None
        self._sketch.end_preview()
        self.shown.emit()
        self.ended.emit()

    @Slot()
    def _on_sketch_history_changed(self) -> None:
        """Frame the drawing anew when it was changed by something else, as undo does."""
        own = self._sketch.previewing and self._sketch.drawing is self._base
        if self._active and not own:
            self.begin()

    # --- the pen ---

    def handles(self, side_px: float) -> dict[Handle, Place]:
        """Return where the handles can be seen and taken on a paper of `side_px`."""
        if self.frame is None:
            return {}
        inset = 7.0 / side_px
        turn = self.frame.upwards(30.0 / side_px)
        if not all(inset <= along <= 1.0 - inset for along in turn):
            turn = self.frame.upwards(-30.0 / side_px)
        places = {side: self.frame.place(side) for side in SIDES} | {TURN: turn}
        return {side: (_within(x, inset), _within(y, inset)) for side, (x, y) in places.items()}

    def handle_at(self, point: Place, side_px: float, reach_px: float) -> Handle | None:
        """Return the handle within reach of a point, else `INSIDE` the frame or None."""
        near = {
            handle: math.hypot(x - point[0], y - point[1]) * side_px for handle, (x, y) in self.handles(side_px).items()
        }
        nearest = min(near, key=lambda handle: near[handle], default=None)
        if nearest is not None and near[nearest] <= reach_px:
            return nearest
        return INSIDE if self.frame is not None and self.frame.holds(point) else None

    def press(self, point: Place, side_px: float, reach_px: float) -> None:
        """Take the handle at a point, or the whole frame."""
        self._handle = self.handle_at(point, side_px, reach_px)
        if self.frame is not None and self._handle is not None:
            self._grabbed = (point, self.frame)

    def lead(self, point: Place, shift: bool = False) -> None:
        """Pull what was taken; with Shift corners keep the aspect and turning goes by 15 degrees."""
        if self._grabbed is None or self._handle is None:
            return
        start, frame = self._grabbed
        dx, dy = point[0] - start[0], point[1] - start[1]
        if self._handle == INSIDE:
            changed = frame.moved(dx, dy)
        elif self._handle == TURN:
            changed = frame.turned(_angle(frame.centre, point) - _angle(frame.centre, start), shift)
        else:
            x, y = frame.place(self._handle)
            changed = frame.pulled(self._handle, (x + dx, y + dy), shift)
        self._show(changed)

    def lift(self) -> None:
        """Let go."""
        self._handle = self._grabbed = None

    def scale(self, steps: float) -> None:
        """Make the drawing larger by so many steps, or smaller."""
        if self.frame is not None:
            self._show(self.frame.scaled(_GROWTH**steps))

    def cursor_at(self, point: Place, side_px: float, reach_px: float) -> Qt.CursorShape:
        """Return the shape of the mouse over a point."""
        handle = self.handle_at(point, side_px, reach_px)
        if handle is None or self.frame is None:
            return Qt.CursorShape.ArrowCursor
        if handle == INSIDE:
            return Qt.CursorShape.SizeAllCursor
        if handle == TURN:
            return Qt.CursorShape.PointingHandCursor
        towards = math.atan2(handle[1], handle[0]) + self.frame.angle
        return _CURSORS[round(towards / (math.pi / 4)) % 4]

    # --- keys ---

    def take(self, event: QKeyEvent) -> bool:
        """Act on a key; return whether it was one of this tool."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        elif key == Qt.Key.Key_Escape:
            self.give_up()
        elif self.frame is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        else:
            return self._change_by(key, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        return True

    def _change_by(self, key: Qt.Key, small: bool) -> bool:
        assert self.frame is not None
        if key in _ARROWS:
            step = _SMALL_STEP if small else _STEP
            self._show(self.frame.moved(*(step * along for along in _ARROWS[key])))
        elif key in _SCALES:
            self._show(self.frame.scaled(_SCALES[key]))
        elif key in _TURNS:
            self._show(self.frame.turned(_TURNS[key]))
        else:
            return False
        return True

    def _show(self, frame: Frame) -> None:
        self.frame = frame
        self._sketch.preview(transformed(self._base, frame.affine))
        self.shown.emit()

    def outline(self) -> list[QPointF]:
        """Return the corners of the frame, in sides of the paper."""
        if self.frame is None:
            return []
        return [QPointF(*self.frame.place(side)) for side in SIDES if 0 not in side]


def _angle(centre: Place, point: Place) -> float:
    return math.atan2(point[1] - centre[1], point[0] - centre[0])


def _within(value: float, inset: float) -> float:
    return min(max(value, inset), 1.0 - inset)
