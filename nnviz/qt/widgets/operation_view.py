"""An operation on arrays as a picture that moves: operands, sign, result, and the cells that are at work."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnviz.core.arrays import Array
from nnviz.core.operations.frames import Frame, Operand, Plan, index_text
from nnviz.core.operations.number_text import number_text
from nnviz.core.operations.sheets import arrange, largest_value
from nnviz.qt.theme import Theme, theme_of
from nnviz.qt.widgets.operation_sheet import CellStyle, OperationSheet, blend
from nnviz.qt.widgets.shape_badge import axis_colour

_MARGIN_PX = (24.0, 34.0)
_GAP_PX = 30.0
_NAME_PX = 15
_CENTRE = Qt.AlignmentFlag.AlignCenter


class OperationView(QWidget):
    """Paints a plan at a position: n is the picture after n frames, between two numbers cells are on their way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._sheets: list[OperationSheet] = []
        self._signs: tuple[str, ...] = ()
        self._offending: frozenset[tuple[int, int]] = frozenset()
        self._lines: tuple[tuple[int, ...], ...] = ()
        self._position = 0.0
        self._frame: tuple[int, Frame] | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # --- what is shown ---

    @property
    def position(self) -> float:
        """Where the animation stands, 0 ... the plan's count."""
        return self._position

    @property
    def sheets(self) -> tuple[OperationSheet, ...]:
        """The arrays on show, the result last."""
        return tuple(self._sheets)

    def set_plan(self, plan: Plan) -> None:
        """Show an operation from its beginning."""
        self._plan, self._signs, self._offending = plan, plan.signs, frozenset()
        self._position, self._frame = 0.0, None
        self._show_arrays((*plan.operands, plan.drawn_result))

    def set_problem(self, operands: tuple[Operand, ...], offending: tuple[tuple[int, int], ...]) -> None:
        """Show operands that do not fit, with the lengths that are at fault."""
        self._plan, self._offending = None, frozenset(offending)
        self._signs = ("≠",) * (len(operands) - 1) if len(operands) > 1 else ()
        self._position, self._frame = 0.0, None
        self._show_arrays(operands)

    def set_position(self, position: float) -> None:
        """Move the animation."""
        if self._plan is not None and position != self._position:
            self._position = min(max(position, 0.0), float(self._plan.count))
            self.update()

    def current_frame(self) -> Frame | None:
        """Return the frame at work, None at the beginning."""
        index = ceil(self._position) - 1
        if self._plan is None or index < 0:
            return None
        if self._frame is None or self._frame[0] != index:
            self._frame = index, self._plan.frame(index)
        return self._frame[1]

    def _show_arrays(self, operands: tuple[Operand, ...]) -> None:
        largest = largest_value(*(operand.values for operand in operands))
        self._sheets = [OperationSheet(operand, largest) for operand in operands]
        self._arrange()

    def _arrange(self) -> None:
        if not self._sheets:
            return
        sizes = [sheet.layout.size for sheet in self._sheets]
        arrangement = arrange(sizes, self.width(), self.height(), _MARGIN_PX, _GAP_PX)
        self._lines = arrangement.lines
        for sheet, origin in zip(self._sheets, arrangement.origins, strict=True):
            sheet.place(origin, arrangement.cell_px, self.font())
        self.update()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint arrays, signs, and what is at work."""
        del event
        painter, theme = QPainter(self), theme_of(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, sheet in enumerate(self._sheets):
            sheet.paint_cells(painter, theme, self._done(number))
            sheet.paint_axes(painter, theme, self._axes_at_fault(number))
            self._paint_name(painter, theme, number)
        self._paint_signs(painter, theme)
        frame = self.current_frame()
        if frame is not None:
            self._paint_frame(painter, theme, frame)
        painter.end()

    def _done(self, number: int) -> Array | None:
        if self._plan is None or number < len(self._plan.operands):
            return None
        return self._plan.done_at < int(self._position)

    def _axes_at_fault(self, number: int) -> frozenset[int]:
        return frozenset(axis for operand, axis in self._offending if operand == number)

    def _paint_frame(self, painter: QPainter, theme: Theme, frame: Frame) -> None:
        share = self._position - (ceil(self._position) - 1)
        accent, target = theme.colour("accent"), theme.colour("warning")
        near = CellStyle(accent, 1.4, blend(theme.colour("surface"), accent, 0.16))
        read = CellStyle(accent, 2.6, blend(theme.colour("surface"), accent, 0.42))
        for cells, style in ((frame.context, near), (frame.reads, read)):
            for sheet, indices in zip(self._sheets, cells, strict=False):
                for cell in indices.tolist():
                    sheet.paint_cell(painter, theme, cell, sheet.rects[cell], style)
        self._paint_fills(painter, theme, frame, share, target)
        if share < 1.0:
            self._paint_moves(painter, theme, frame, share)

    def _paint_fills(self, painter: QPainter, theme: Theme, frame: Frame, share: float, colour: QColor) -> None:
        result = self._sheets[-1]
        values = frame.shown if share >= 1.0 else frame.before
        fill = theme.colour("window") if values is None else blend(theme.colour("surface"), colour, 0.35)
        style = CellStyle(colour, 2.6, fill)
        for number, cell in enumerate(frame.fills.tolist()):
            text = " " if values is None else number_text(values[number])
            result.paint_cell(painter, theme, cell, result.rects[cell], style, text)

    def _paint_moves(self, painter: QPainter, theme: Theme, frame: Frame, share: float) -> None:
        eased = share * share * (3.0 - 2.0 * share)
        result = self._sheets[-1]
        style = CellStyle(theme.colour("warning"), 2.0)
        for number, source, target in frame.moves.tolist():
            sheet = self._sheets[number]
            rect = _between(sheet.rects[source], result.rects[target], eased)
            shadow = QColor(0, 0, 0, 70)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shadow)
            painter.drawRoundedRect(rect.translated(2.5, 3.5), 4, 4)
            sheet.paint_cell(painter, theme, source, rect, style)

    def _paint_name(self, painter: QPainter, theme: Theme, number: int) -> None:
        sheet = self._sheets[number]
        name = sheet.operand.name or self.tr("result")
        font = QFont(self.font())
        font.setPixelSize(_NAME_PX)
        font.setBold(True)
        painter.setFont(font)
        shape = sheet.operand.shape
        offset = sheet.operand.values.ndim - len(shape)
        pieces = [(f"{name} (", theme.text)]
        for axis, length in enumerate(shape):
            wrong = (number, axis) in self._offending
            pieces.append((str(length), theme.bad if wrong else axis_colour(theme, axis + offset)))
            pieces.append((", " if axis < len(shape) - 1 else ("," if len(shape) == 1 else ""), theme.text))
        pieces.append((")", theme.text))
        metrics = painter.fontMetrics()
        bounds = sheet.bounds
        bottom = 20.0 if len(shape) == 4 else 6.0
        x = bounds.center().x() - metrics.horizontalAdvance("".join(text for text, _ in pieces)) / 2
        x = min(max(x, 2.0), self.width() - 20.0)
        for text, colour in pieces:
            painter.setPen(QColor(colour))
            painter.drawText(QPointF(x, bounds.bottom() + bottom + metrics.ascent()), text)
            x += metrics.horizontalAdvance(text)

    def _paint_signs(self, painter: QPainter, theme: Theme) -> None:
        font = QFont(self.font())
        font.setPixelSize(26)
        painter.setFont(font)
        painter.setPen(theme.colour("bad" if self._offending else "text"))
        for number, sign in enumerate(self._signs):
            painter.drawText(self._sign_place(number), _CENTRE, sign)

    def _sign_place(self, number: int) -> QRectF:
        """Return where the sign after an array stands: between two in a line, else before the lower one."""
        here, there = self._sheets[number].bounds, self._sheets[number + 1].bounds
        if any(number in line and number + 1 in line for line in self._lines):
            middle = (here.right() + there.left()) / 2 - 2.0
            return QRectF(middle - 20, (here.center().y() + there.center().y()) / 2 - 20, 40, 40)
        return QRectF(max(there.left() - 62, 0.0), there.center().y() - 20, 40, 40)

    # --- the mouse ---

    def _cell_at(self, point: QPointF) -> tuple[int, int] | None:
        for number, sheet in enumerate(self._sheets):
            cell = sheet.cell_at(point)
            if cell is not None:
                return number, cell
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the exact value and index under the mouse."""
        found = self._cell_at(event.position())
        if found is None:
            QToolTip.hideText()
            return
        sheet = self._sheets[found[0]]
        done = self._done(found[0])
        if done is not None and not done[found[1]]:
            QToolTip.hideText()
            return
        name = sheet.operand.name or self.tr("result")
        value = sheet.operand.values.flat[found[1]]
        text = self.tr("{0}{1} = {2}").format(name, index_text(sheet.operand.values.shape, found[1]), value)
        QToolTip.showText(event.globalPosition().toPoint(), text, self)

    # --- the widget ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font, the theme and the language."""
        if event.type() == QEvent.Type.FontChange:
            self._arrange()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self.update()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Prefer the room of a matrix product."""
        return QSize(720, 360)

    def minimumSizeHint(self) -> QSize:
        """Need little."""
        return QSize(240, 180)


def _between(start: QRectF, end: QRectF, share: float) -> QRectF:
    top = start.topLeft() + (end.topLeft() - start.topLeft()) * share
    size = start.size() + (end.size() - start.size()) * share
    return QRectF(top, size)
