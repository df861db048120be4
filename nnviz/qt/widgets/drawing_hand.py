"""The hand over a drawing: which tool it holds, and what the tool does where the pen goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from nnviz.core.drawing import Point
from nnviz.core.drawing_frame import straightened
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.brush_cursor import LARGEST_PX, brush_cursor
from nnviz.qt.widgets.pen_input import PenInput, PenPoint
from nnviz.qt.widgets.sketch import Sketch, Tool
from nnviz.qt.widgets.transform_tool import TransformTool

_REACH_PX, _FINGER_REACH_PX = 10.0, 24.0


class DrawingHand(QObject):
    """Draws into `sketch` with whatever points at `canvas`, whose paper lies in the rectangle that `square` returns.

    `put_down` precedes every stroke; `shown` asks for painting.
    """

    put_down = Signal()
    shown = Signal()

    def __init__(self, canvas: QWidget, sketch: Sketch, square: Callable[[], QRect]) -> None:
        super().__init__(canvas)
        self._canvas, self._sketch, self._square = canvas, sketch, square
        self._before = Tool.PEN
        self._line_start = (0.0, 0.0)
        self.place: QPointF | None = None
        self.transform = TransformTool(sketch)
        self.transform.shown.connect(self.shown)
        self.transform.ended.connect(self._on_transform_ended)
        sketch.brush_changed.connect(self.show_brush)
        pen_input = PenInput(canvas)
        pen_input.pressed.connect(self._on_pen_input_pressed)
        pen_input.moved.connect(self._on_pen_input_moved)
        pen_input.lifted.connect(self._on_pen_input_lifted)
        pen_input.hovered.connect(self._on_pen_input_hovered)
        pen_input.left.connect(self._on_pen_input_left)

    # --- tools ---

    @property
    def transforming(self) -> bool:
        """Whether the drawing is moved as a whole."""
        return self._sketch.tool is Tool.TRANSFORM

    def take(self, tool: Tool) -> None:
        """Take a tool; what the frame did is kept."""
        if tool is self._sketch.tool:
            return
        self.transform.finish()
        if tool is Tool.TRANSFORM:
            self._before = self._sketch.tool
            self.transform.begin()
        self._sketch.set_tool(tool)

    def turn_wheel(self, steps: float) -> None:
        """Make the brush wider, or the framed drawing larger."""
        if self.transforming:
            self.transform.scale(steps)
        else:
            self._sketch.widen_brush(steps)

    @Slot()
    def _on_transform_ended(self) -> None:
        self._sketch.set_tool(self._before)

    # --- looks ---

    @property
    def brush_px(self) -> float:
        """The diameter of the brush on screen."""
        return self._sketch.brush_width * self._square().width()

    @property
    def ring(self) -> QPointF | None:
        """Where to paint the ring of a brush that is too large for a cursor."""
        return self.place if self.brush_px > LARGEST_PX and not self.transforming else None

    @Slot()
    def show_brush(self) -> None:
        """Let the mouse show the tool."""
        cursor = QCursor(Qt.CursorShape.ArrowCursor)
        if not self.transforming:
            ratio, theme = self._canvas.devicePixelRatioF(), theme_of(self._canvas)
            cursor = brush_cursor(self.brush_px, theme, self._sketch.erasing, ratio)
        self._canvas.setCursor(cursor)
        self.shown.emit()

    # --- the pen ---

    def _point(self, pen: PenPoint) -> Point:
        square = self._square()
        x = (pen.position.x() - square.left()) / square.width()
        y = (pen.position.y() - square.top()) / square.height()
        return (x, y, pen.pressure)

    @Slot(object)
    def _on_pen_input_pressed(self, pen: PenPoint) -> None:
        self.put_down.emit()
        x, y, pressure = self._point(pen)
        if self.transforming:
            self.transform.press((x, y), self._square().width(), _FINGER_REACH_PX if pen.finger else _REACH_PX)
        else:
            self._line_start = (x, y)
            self._sketch.begin_stroke((x, y, pressure), pen.erase, straight=pen.shift)

    @Slot(object)
    def _on_pen_input_moved(self, pen: PenPoint) -> None:
        x, y, pressure = self._point(pen)
        if self.transforming:
            self.transform.lead((x, y), pen.shift)
        else:
            if pen.shift and self._sketch.tool is Tool.LINE:
                x, y = straightened(self._line_start, (x, y))
            self._sketch.extend_stroke((x, y, pressure))
        self._follow(pen)

    @Slot()
    def _on_pen_input_lifted(self) -> None:
        self.transform.lift()
        self._sketch.finish_stroke()

    @Slot(object)
    def _on_pen_input_hovered(self, pen: PenPoint) -> None:
        if self.transforming:
            x, y, _ = self._point(pen)
            self._canvas.setCursor(self.transform.cursor_at((x, y), self._square().width(), _REACH_PX))
        self._follow(pen)

    @Slot()
    def _on_pen_input_left(self) -> None:
        had_ring = self.ring is not None
        self.place = None
        if had_ring:
            self.shown.emit()

    def _follow(self, pen: PenPoint) -> None:
        self.place = pen.position
        if self.ring is not None:
            self.shown.emit()
