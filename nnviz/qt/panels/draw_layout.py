"""Where the parts of the drawing panel stand: side by side where that leaves more room to draw, else stacked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from nnviz.qt.widgets.digit_canvas import DigitCanvas
from nnviz.qt.widgets.drawing_tools import DrawingTools
from nnviz.qt.widgets.pixel_picture import PixelPicture
from nnviz.qt.widgets.probability_bars import ProbabilityBars
from nnviz.qt.widgets.verdict import Verdict

_SPACE_PX, _GAP_PX = 8, 16
_LEAST_CANVAS_PX = 200
_LEAST_RESULTS_PX = 220
_WORDS_LINES = 3  # two of the caption, and a second one of a reason for doubt
_LEAST_PIXELS_PX, _MOST_PIXELS_PX = 84, 196
Direction = QBoxLayout.Direction


class DrawLayout(QObject):
    """Lays the parts out in `panel` and turns the arrangement when its shape changes."""

    def __init__(
        self,
        panel: QWidget,
        tools: DrawingTools,
        canvas: DigitCanvas,
        pixels: PixelPicture,
        caption: QLabel,
        verdict: Verdict,
        bars: ProbabilityBars,
        notice: QLabel,
        notes: QWidget,
    ) -> None:
        super().__init__(panel)
        self._tools, self._canvas, self._notice = tools, canvas, notice
        self._results = _Results(pixels, caption, verdict, bars, notes)
        self._body = QBoxLayout(Direction.TopToBottom)
        self._body.setSpacing(_GAP_PX)
        self._body.addWidget(canvas, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._body.addWidget(self._results, 1)
        self._body.addWidget(notice, 1)
        notice.hide()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = self._make_inner()
        self._scroll.setWidget(self._inner)
        outer = QVBoxLayout(panel)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self._scroll.viewport().installEventFilter(self)
        self._arrange()

    def _make_inner(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(_SPACE_PX, _SPACE_PX, _SPACE_PX, _SPACE_PX)
        column.setSpacing(_SPACE_PX)
        column.addWidget(self._tools)
        column.addLayout(self._body, 1)
        return inner

    @Slot()
    def rearrange(self) -> None:
        """Find the room again after the texts, the font or the classes have changed."""
        self._arrange()

    def show_results(self, shown: bool) -> None:
        """Show what the model says, or the notice why it cannot."""
        self._results.setVisible(shown)
        self._notice.setVisible(not shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn the arrangement with the shape of the panel."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        room = self._scroll.viewport().size()
        width = room.width() - 2 * _SPACE_PX
        height = room.height() - self._tools.heightForWidth(width) - 3 * _SPACE_PX
        tall, flat = self._results.room_needed(Direction.TopToBottom), self._results.room_needed(Direction.LeftToRight)
        beside, turned = (tall, Direction.TopToBottom) if tall.height() <= height else (flat, Direction.LeftToRight)
        left_over = width - beside.width() - _GAP_PX
        side_by_side = min(left_over, height)
        stacked = min(width, height - tall.height() - _GAP_PX)
        if left_over >= _LEAST_CANVAS_PX and side_by_side > stacked:
            self._body.setDirection(Direction.LeftToRight)
            side = max(side_by_side, _LEAST_CANVAS_PX)
            self._results.arrange(turned, QSize(width - side - _GAP_PX, height))
        else:
            self._body.setDirection(Direction.TopToBottom)
            side = min(max(stacked, _LEAST_CANVAS_PX), width)
            self._results.arrange(Direction.TopToBottom, QSize(width, height - side - _GAP_PX))
        self._canvas.setFixedSize(side, side)
        for part in (self._results, self._inner):
            layout = part.layout()
            if layout is not None:
                layout.activate()  # now, not with the next event: else the scroll area still believes in the old sizes


class _Results(QWidget):
    """What the model sees, its verdict and the bars; turned to one row where the panel is low."""

    def __init__(
        self, pixels: PixelPicture, caption: QLabel, verdict: Verdict, bars: ProbabilityBars, notes: QWidget
    ) -> None:
        super().__init__()
        self._pixels, self._caption, self._verdict, self._bars = pixels, caption, verdict, bars
        self._notes = notes
        head = QHBoxLayout()
        head.setSpacing(_SPACE_PX)
        head.addWidget(pixels)
        head.addWidget(verdict, 1)
        top = QVBoxLayout()
        top.setSpacing(_SPACE_PX // 2)
        top.addLayout(head)
        top.addWidget(notes)
        top.addWidget(caption)
        top.addStretch()
        self._box = QBoxLayout(Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_SPACE_PX)
        self._box.addLayout(top)
        self._box.addWidget(bars, 1)

    def room_needed(self, direction: Direction) -> QSize:
        """Return the least room for everything, one above the other or beside each other."""
        verdict = self._verdict.minimumSizeHint()
        words = _WORDS_LINES * self._caption.fontMetrics().height() + self._notes.minimumSizeHint().height()
        head = QSize(
            max(_LEAST_PIXELS_PX + _SPACE_PX + verdict.width(), _LEAST_RESULTS_PX),
            max(_LEAST_PIXELS_PX, verdict.height()) + words + _SPACE_PX // 2,
        )
        bars = self._bars.minimumSizeHint()
        if direction is Direction.LeftToRight:
            return QSize(head.width() + bars.width() + _GAP_PX, max(head.height(), bars.height()) + _SPACE_PX)
        return QSize(max(head.width(), bars.width()), head.height() + bars.height() + 2 * _SPACE_PX)

    def arrange(self, direction: Direction, room: QSize) -> None:
        """Stand one above the other or in a row, with what is to spare given to the picture that the model sees."""
        self._box.setDirection(direction)
        self._box.setSpacing(_GAP_PX if direction is Direction.LeftToRight else _SPACE_PX)
        spare = room.height() - self.room_needed(direction).height()
        head = room.width() // 2 if direction is Direction.LeftToRight else room.width()
        widest = min(head - self._verdict.minimumSizeHint().width() - _SPACE_PX, _MOST_PIXELS_PX)
        side = max(min(_LEAST_PIXELS_PX + spare, widest), _LEAST_PIXELS_PX)
        self._pixels.setFixedSize(side, side)
        self.setMaximumWidth(max(room.width(), 1))
