"""A drawing in the making: the paper, its history, and the brush in the hand."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Signal, Slot

from nnviz.core.arrays import Array, read_only
from nnviz.core.drawing import DEFAULT_WIDTH, MAX_WIDTH, MIN_WIDTH, Drawing, History, Point, Stroke
from nnviz.qt.widgets.drawing_paper import DrawingPaper

_WIDER = 1.15


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
        self._erasing = False
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
        if self.drawing.background is not None and not self.drawing.strokes and not self._stroking:
            return self.drawing.background
        return self.paper.picture()

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
        self._go_to(self._history.then(drawing))

    @Slot()
    def clear(self) -> None:
        """Take a blank paper; the drawing can be brought back by undo."""
        self.finish_stroke()
        if not self.drawing.empty:
            self._go_to(self._history.then(Drawing()))

    # --- its history ---

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._history.past) or self._stroking

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self._history.future)

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        self.finish_stroke()
        self._go_to(self._history.undone())

    @Slot()
    def redo(self) -> None:
        """Make the last undone change again."""
        self.finish_stroke()
        self._go_to(self._history.redone())

    def _go_to(self, history: History) -> None:
        if history is not self._history:
            self._history = history
            self.paper.show(history.present)
            self.history_changed.emit()
            self.image_changed.emit(QRect())

    # --- strokes ---

    def begin_stroke(self, point: Point, erase: bool = False) -> None:
        """Put the brush down; `erase` turns the pen into an eraser for this stroke."""
        self.finish_stroke()
        was_empty = self.empty
        self._stroking = True
        area = self.paper.begin(Stroke((point,), self._width, erase or self._erasing))
        self.image_changed.emit(QRect() if was_empty else area)

    @Slot(object)
    def extend_stroke(self, point: Point) -> None:
        """Lead the brush on, when it is down."""
        if self._stroking:
            self.image_changed.emit(self.paper.extend(point))

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
    def erasing(self) -> bool:
        """Whether the eraser is in the hand, not the pen."""
        return self._erasing

    def set_erasing(self, erasing: bool) -> None:
        """Take the eraser or the pen."""
        if erasing != self._erasing:
            self._erasing = erasing
            self.brush_changed.emit()

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
