"""Dense layers as columns of neurons joined by what they add to each other."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.core.coloured_maps import colour_maps
from nnviz.core.dense_columns import DenseColumns, NeuronColumn
from nnviz.core.view_state import ColourScale
from nnviz.qt.numerals import percent, whole
from nnviz.qt.theme import Theme, theme_of
from nnviz.qt.widgets.link_legend import LOWERS, RAISES, width_px
from nnviz.qt.widgets.neuron_input import NeuronInput

_MARGIN_PX = 14.0
_LARGEST_PX = 15.0
_LEAST_ROOM_PX = 560
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
Spot = tuple[int, int]


class NeuronColumns(QWidget):
    """Shows `DenseColumns`. `hovered` carries (column, neuron) or None, `neuron_chosen` (column, neuron).

    A neuron is its index in the layer. The arrow keys go from neuron to neuron.
    """

    hovered = Signal(object)
    neuron_chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: DenseColumns | None = None
        self._names: tuple[str, ...] = ()
        self._input: NeuronInput | None = None
        self._scale = ColourScale()
        self._hovered: Spot | None = None
        self._chosen: Spot | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def shown(self) -> DenseColumns | None:
        """What is drawn."""
        return self._shown

    def set_columns(
        self,
        shown: DenseColumns | None,
        scale: ColourScale,
        names: tuple[str, ...] = (),
        source: NeuronInput | None = None,
    ) -> None:
        """Show other values; `names` stand beside the neurons of the last column, `source` before the first one."""
        self._shown, self._scale, self._names, self._input = shown, scale, names, source
        self.update()

    def choose(self, column: int | None, neuron: int | None) -> None:
        """Frame a neuron; None frames none."""
        self._chosen = None if column is None or neuron is None else (column, neuron)
        self.update()

    # --- geometry ---

    def centre(self, column: int, place: float) -> QPointF:
        """Return where the neuron at a place of a column is painted."""
        assert self._shown is not None
        columns = self._shown.columns
        line = self.fontMetrics().height()
        top, bottom = line + 8.0, self.height() - line - 10.0
        left, right = self._first_x(), self.width() - _MARGIN_PX - self._names_width()
        x = left + (right - left) * column / max(len(columns) - 1, 1)
        count = len(columns[column].indices)
        # Where neurons are left out there is room for three dots in the middle.
        elided = columns[column].elided
        slots, slot = count + elided, place + (elided and place >= (count + 1) // 2)
        step = min((bottom - top) / max(slots, 1), 3.0 * _LARGEST_PX)
        return QPointF(x, (top + bottom) / 2 + (slot - (slots - 1) / 2) * step)

    def _first_x(self) -> float:
        room = self._picture_room()
        return _MARGIN_PX + 30.0 if room is None else room.right() + 0.16 * self.width()

    def _picture_room(self) -> QRectF | None:
        """Return where the picture is painted that the first column reads; None where there is no room."""
        if self._input is None or self.width() < _LEAST_ROOM_PX:
            return None
        side = min(0.2 * self.width(), 0.5 * self.height())
        return QRectF(_MARGIN_PX, (self.height() - side) / 2, side, side)

    def radius(self, column: int) -> float:
        """Return the radius of the neurons of a column."""
        assert self._shown is not None
        count = len(self._shown.columns[column].indices)
        if count < 2:
            return _LARGEST_PX
        return min(_LARGEST_PX, 0.43 * (self.centre(column, 1).y() - self.centre(column, 0).y()))

    def spot_at(self, point: QPointF) -> Spot | None:
        """Return the (column, neuron) under a point."""
        if self._shown is None:
            return None
        for number, column in enumerate(self._shown.columns):
            reach = self.radius(number) + 2.0
            for place, neuron in enumerate(column.indices.tolist()):
                away = self.centre(number, place) - point
                if away.x() ** 2 + away.y() ** 2 <= reach**2:
                    return number, neuron
        return None

    def _names_width(self) -> float:
        font = QFont(self.font())
        font.setBold(True)
        metrics = QFontMetrics(font)
        widths = [metrics.horizontalAdvance(f"{name}  100.0 %") for name in self._names]
        return min(max(widths, default=16) + 16.0, self.width() / 3)

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the links, then the neurons and their names."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        if self._shown is not None:
            self._paint_input(painter, theme)
            for number in range(len(self._shown.links)):
                self._paint_links(painter, number, theme)
            for number, column in enumerate(self._shown.columns):
                self._paint_column(painter, number, column, theme)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 1.0))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_input(self, painter: QPainter, theme: Theme) -> None:
        room = self._picture_room()
        if room is not None and self._input is not None and self._shown is not None:
            marked = self._hovered or self._chosen
            neurons = enumerate(self._shown.columns[0].indices.tolist())
            lines = [(neuron, self.centre(0, place), marked == (0, neuron)) for place, neuron in neurons]
            self._input.paint(painter, room, lines, theme)

    def _paint_links(self, painter: QPainter, number: int, theme: Theme) -> None:
        assert self._shown is not None
        links, (left, right) = self._shown.links[number], self._shown.columns[number : number + 2]
        most = float(np.abs(links.products).max(initial=0.0)) or 1.0
        marked = self._hovered or self._chosen
        steps = zip(links.sources.tolist(), links.targets.tolist(), links.products.tolist(), strict=True)
        for source, target, product in steps:
            share = abs(product) / most
            spots = ((number, int(left.indices[source])), (number + 1, int(right.indices[target])))
            near = marked in spots
            colour = theme.colour(RAISES if product > 0 else LOWERS)
            faint = 0.12 if marked is not None and not near else 0.75
            colour.setAlphaF(min(1.0, (0.08 + faint * share) * (1.4 if near else 1.0)))
            painter.setPen(QPen(colour, width_px(share)))
            painter.drawLine(QLineF(self.centre(number, source), self.centre(number + 1, target)))

    def _paint_column(self, painter: QPainter, number: int, column: NeuronColumn, theme: Theme) -> None:
        radius = self.radius(number)
        coloured = colour_maps(column.values[None, None], ColourScale(self._scale.name))
        for place, neuron in enumerate(column.indices.tolist()):
            centre = self.centre(number, place)
            spot = (number, neuron)
            edge = "accent" if spot == self._chosen else "text" if spot == self._hovered else "border"
            painter.setPen(QPen(theme.colour(edge), 1.0 if edge == "border" else 2.6))
            painter.setBrush(QColor.fromRgb(int(coloured.pixels[0, 0, place])))
            painter.drawEllipse(centre, radius, radius)
            self._paint_name(painter, number, column, place, theme)
        if column.elided:
            self._paint_dots(painter, number, theme)
        self._paint_heading(painter, number, column, theme)

    def _paint_dots(self, painter: QPainter, number: int, theme: Theme) -> None:
        assert self._shown is not None
        half = (len(self._shown.columns[number].indices) + 1) // 2
        above, below = self.centre(number, half - 1), self.centre(number, half)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("text"))
        for share in (0.36, 0.5, 0.64):
            painter.drawEllipse(above + (below - above) * share, 1.8, 1.8)

    def _paint_name(self, painter: QPainter, number: int, column: NeuronColumn, place: int, theme: Theme) -> None:
        assert self._shown is not None
        metrics = self.fontMetrics()
        radius, centre = self.radius(number), self.centre(number, place)
        last = number == len(self._shown.columns) - 1
        neuron, value = int(column.indices[place]), float(column.values[place])
        if last and neuron < len(self._names):
            font = QFont(self.font())
            font.setBold(value == float(column.values.max()))
            painter.setFont(font)
            painter.setPen(theme.colour("text" if font.bold() else "muted"))
            text = self._names[neuron] + (f"  {percent(value)}" if 0 <= value <= 1 else "")
            area = QRectF(centre.x() + radius + 6, centre.y() - metrics.height() / 2, self.width(), metrics.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
            painter.setFont(self.font())
        elif number == 0 and self._picture_room() is None and 2 * radius >= 0.7 * metrics.height():
            painter.setPen(theme.colour("muted"))
            area = QRectF(0, centre.y() - metrics.height() / 2, centre.x() - radius - 4, metrics.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(neuron))

    def _paint_heading(self, painter: QPainter, number: int, column: NeuronColumn, theme: Theme) -> None:
        metrics = self.fontMetrics()
        x = self.centre(number, 0).x()
        columns = 1 if self._shown is None else len(self._shown.columns)
        room = min(max(60.0, self.width() / columns - 8.0), 2.0 * (self.width() - x), max(2.0 * x, 1.0))
        area = QRectF(x - room / 2, 2.0, room, metrics.height())
        painter.setPen(theme.colour("text"))
        name = metrics.elidedText(column.key, Qt.TextElideMode.ElideMiddle, int(room))
        painter.drawText(area, Qt.AlignmentFlag.AlignHCenter, name)
        painter.setPen(theme.colour("muted"))
        count = whole(column.total)
        if column.elided:
            count = self.tr("{0} of {1}").format(len(column.indices), count)
        area.moveBottom(self.height() - 3.0)
        painter.drawText(area, Qt.AlignmentFlag.AlignHCenter, count)

    # --- mouse and keys ---

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the neuron under the mouse."""
        self._hover(self.spot_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that no neuron is under the mouse."""
        del event
        self._hover(None)

    def _hover(self, spot: Spot | None) -> None:
        if spot != self._hovered:
            self._hovered = spot
            self.hovered.emit(spot)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the neuron under the mouse."""
        spot = self.spot_at(event.position())
        if spot is not None:
            self.neuron_chosen.emit(*spot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next neuron."""
        key = Qt.Key(event.key())
        if key not in _STEPS or self._shown is None:
            super().keyPressEvent(event)
            return
        right, down = _STEPS[key]
        columns = self._shown.columns
        here = self._chosen or (len(columns) - 1, int(columns[-1].indices[0]))
        number = min(max(here[0] + right, 0), len(columns) - 1)
        indices = columns[number].indices.tolist()
        before = columns[here[0]].indices.tolist()
        place = before.index(here[1]) if here[1] in before else 0
        place = round(place * (len(indices) - 1) / max(len(before) - 1, 1)) if right else place + down
        self.neuron_chosen.emit(number, indices[min(max(place, 0), len(indices) - 1)])

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the font."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self.update()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for room for a small network."""
        return QSize(480, 360)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that makes sense."""
        return QSize(180, 14 * self.fontMetrics().height())
