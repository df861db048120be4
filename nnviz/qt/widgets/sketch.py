"""A drawing in the making: the paper, its history, and the brush in the hand."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, QRect, Signal, Slot

from nnviz.core.arrays import Array, read_only
from nnviz.core.drawing import DEFAULT_WIDTH, MAX_WIDTH, MIN_WIDTH, Drawing, History, Point, Stroke
from nnviz.qt.widgets.drawing_paper import DrawingPaper

_WIDER = 1.15


class Tool(Enum):
    """What is in the hand."""

    PEN = "pen"
    ERASER = "eraser"
    LINE = "line"
    TRANSFORM = "transform"


class Sketch(QObject):
    """Strokes are begun, led on and finished; whole drawings are put on the paper, undone and redone.

    `image_changed` follows every change of the picture, also while a stroke is drawn, with the part of the image that
    changed (a null rectangle for all of it); `history_changed` what can be undone; `brush_changed` tool and width.
    """

    image_changed = Signal(QRect)
    history_changed = Signal()
    brush_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paper = DrawingPaper()
        self._history = History()
        self._stroking = False
        self._straight = False
        self._preview: Drawing | None = None
        self._tool = Tool.PEN
        self._width = DEFAULT_WIDTH

    # --- the drawing ---

    @property
    def drawing(self) -> Drawing:
        """The drawing as strokes, without the one that is being drawn."""
        return self._history.present

    @property
    def stroking(self) -> bool:
        """Whether a stroke is being drawn."""
        return self._stroking

    @property
    def empty(self) -> bool:
        """Whether the paper is blank."""
        return self.drawing.empty and not self._stroking

    def picture(self) -> Array:
        """Return what is on the paper, uint8: an untouched picture as it came, else (560, 560) or (560, 560, 3)."""
        untouched = (self._preview or self.drawing).untouched_picture
        return self.paper.picture() if untouched is None or self._stroking else untouched

    def set_picture(self, picture: Array, name: str = "") -> None:
        """Put a picture, (H, W), (H, W, 1) or (H, W, 3) uint8, on the paper; it can be undone and drawn over.

        A picture that cannot be written to is kept as it is, any other is copied.
        """
        flat = picture[..., 0] if picture.ndim == 3 and picture.shape[2] == 1 else picture
        kept = read_only(flat.copy()) if flat.flags.writeable else flat
        self.set_drawing(Drawing(background=kept, name=name))

    def set_drawing(self, drawing: Drawing) -> None:
        """Put a drawing on the paper, as one change that can be undone."""
        self.finish_stroke()
        self._preview = None
        self._go_to(self._history.then(drawing))

    def preview(self, drawing: Drawing) -> None:
        """Show a drawing in passing: the next change of any kind takes its place, and undo takes it off."""
        self.finish_stroke()
        could_undo = self.can_undo
        self._preview = drawing
        self.paper.show(drawing, passing=True)
        if not could_undo:
            self.history_changed.emit()
        self.image_changed.emit(QRect())

    @Slot()
    def end_preview(self) -> None:
        """Show the drawing itself again."""
        if self._preview is not None:
            self._preview = None
            self.paper.show(self.drawing)
            self.history_changed.emit()
            self.image_changed.emit(QRect())

    @property
    def previewing(self) -> bool:
        """Whether another drawing is shown in passing."""
        return self._preview is not None

    @Slot()
    def clear(self) -> None:
        """Take a blank paper; the drawing can be brought back by undo."""
        self.finish_stroke()
        self.end_preview()
        if not self.drawing.empty:
            self._go_to(self._history.then(Drawing()))

    # --- its history ---

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._history.past) or self._stroking or self.previewing

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self._history.future)

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        self.finish_stroke()
        if self.previewing:
            self.end_preview()
        else:
            self._go_to(self._history.undone())

    @Slot()
    def redo(self) -> None:
        """Make the last undone change again."""
        self.finish_stroke()
        self.end_preview()
        self._go_to(self._history.redone())

    def _go_to(self, history: History) -> None:
        if history is not self._history:
            self._history = history
            self.paper.show(history.present)
            self.history_changed.emit()
            self.image_changed.emit(QRect())

    # --- strokes ---

    def begin_stroke(self, point: Point, erase: bool = False, straight: bool = False) -> None:
        """Put the brush down; `erase` makes it an eraser for this stroke, `straight` a ruler."""
        self.finish_stroke()
        self.end_preview()
        was_empty = self.empty
        self._stroking = True
        self._straight = straight or self._tool is Tool.LINE
        area = self.paper.begin(Stroke((point,), self._width, erase or self.erasing))
        self.image_changed.emit(QRect() if was_empty else area)

    @Slot(object)
    def extend_stroke(self, point: Point) -> None:
        """Lead the brush on, when it is down."""
        if self._stroking:
            self.image_changed.emit(self.paper.aim(point) if self._straight else self.paper.extend(point))

    @Slot()
    def finish_stroke(self) -> None:
        """Lift the brush; the stroke is one step of the history."""
        stroke = self.paper.end()
        if stroke is not None:
            self._stroking = False
            self._history = self._history.then(self.drawing.plus(stroke))
            self.paper.keep(self.drawing)
            self.history_changed.emit()

    # --- the brush ---

    @property
    def tool(self) -> Tool:
        """What is in the hand."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Take a tool."""
        if tool is not self._tool:
            self.finish_stroke()
            self._tool = tool
            self.brush_changed.emit()

    @property
    def erasing(self) -> bool:
        """Whether the eraser is in the hand."""
        return self._tool is Tool.ERASER

    @property
    def brush_width(self) -> float:
        """The width of pen and eraser in sides of the paper."""
        return self._width

    def set_brush_width(self, width: float) -> None:
        """Take a pen of another width, in sides of the paper."""
        width = min(max(width, MIN_WIDTH), MAX_WIDTH)
        if width != self._width:
            self._width = width
            self.brush_changed.emit()

    def widen_brush(self, steps: float) -> None:
        """Take a pen wider by so many steps, or finer for fewer than none."""
        self.set_brush_width(self._width * _WIDER**steps)
