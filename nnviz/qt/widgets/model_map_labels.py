"""Writes on the map of a model: names below blocks, shapes on edges, and the model's answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from nnviz.core.model_map import shape_words
from nnviz.core.model_summary import LayerInfo
from nnviz.qt.theme import Theme
from nnviz.qt.widgets.model_map_painter import BlockPlace, family_colour


def paint_shape(painter: QPainter, start: QPointF, room: float, sides: Sequence[int | None], theme: Theme) -> None:
    """Write a shape above the beginning of an edge, where it fits."""
    text = shape_words(sides)
    metrics = QFontMetricsF(painter.font())
    width = metrics.horizontalAdvance(text)
    if width + 6.0 > room:
        return
    painter.setPen(theme.colour("muted"))
    left = start.x() + (room - width) / 2 - 2.0
    painter.drawText(QPointF(left, start.y() - metrics.descent() - 3.0), text)


def paint_label(
    painter: QPainter, layer: LayerInfo, more: Sequence[str], top: QPointF, room: float, theme: Theme, chosen: bool
) -> None:
    """Write a block's name, its type and `more` lines below it, cut where the room ends."""
    plain = painter.font()
    strong = QFont(plain)
    strong.setBold(True)
    line = QFontMetricsF(strong).height()
    lines = [
        (layer.name, strong, theme.colour("accent" if chosen else "text")),
        (layer.type, plain, family_colour(layer, theme)),
        *((text, plain, theme.colour("muted")) for text in more),
    ]
    area = QRectF(top.x() - room / 2, top.y(), room, line)
    for text, font, colour in lines:
        painter.setFont(font)
        painter.setPen(colour)
        # Names of deep models differ at their end.
        end = Qt.TextElideMode.ElideLeft if font is strong else Qt.TextElideMode.ElideRight
        cut = _cut(font.key(), text, end, int(room))
        painter.drawText(area, Qt.AlignmentFlag.AlignHCenter, cut)
        area.translate(0.0, line)
    painter.setFont(plain)


@lru_cache(maxsize=4096)
def _cut(font_key: str, text: str, end: Qt.TextElideMode, room: int) -> str:
    """Return a text cut to so many px."""
    font = QFont()
    font.fromString(font_key)
    return QFontMetricsF(font).elidedText(text, end, float(room))


def paint_answer(painter: QPainter, place: BlockPlace, text: str, theme: Theme) -> None:
    """Write the model's answer to the right of its last block."""
    plain = painter.font()
    font = QFont(plain)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(theme.colour("text"))
    metrics = QFontMetricsF(font)
    painter.drawText(QPointF(place.whole.right() + 8.0, place.whole.center().y() + metrics.capHeight() / 2), text)
    painter.setFont(plain)
