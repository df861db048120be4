"""One-colour icons, drawn from paths on a grid of 24 x 24 so that they fit every theme and size."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from nnviz.qt.operation_icon_paths import OPERATION_PATHS
from nnviz.qt.theme import Theme

_GRID = 24.0
_LINE_WIDTH = 1.8
_SIZES_PX = (16, 20, 24, 32, 48, 64)

# M x y: move, L x y: line, C x1 y1 x2 y2 x y: curve, Q x1 y1 x y: curve, Z: close,
# O x y r: circle, R x y w h r: rounded rectangle. The first path is drawn as a line, the second filled.
_PATHS: dict[str, tuple[str, str]] = {
    "pen": ("M 4 20 L 5 15.5 L 16 4.5 Q 17.5 3.5 19 5 Q 20.5 6.5 19.5 8 L 8.5 19 Z M 14 6.5 L 17.5 10", ""),
    "eraser": (
        "M 9 19.5 L 4 14.5 Q 3 13.5 4 12.5 L 12.5 4 Q 13.5 3 14.5 4 L 19.5 9 Q 20.5 10 19.5 11 L 11 19.5 Z"
        " M 8 8.5 L 15 15.5 M 11 19.5 L 20 19.5",
        "",
    ),
    "line": ("M 6 18 L 18 6", "O 5 19 2.2 O 19 5 2.2"),
    "transform": (
        "M 7.5 5 L 16.5 5 M 19 7.5 L 19 16.5 M 16.5 19 L 7.5 19 M 5 16.5 L 5 7.5",
        "R 3 3 4 4 0.5 R 17 3 4 4 0.5 R 17 17 4 4 0.5 R 3 17 4 4 0.5",
    ),
    "excite": (
        "R 3 3 18 18 2 M 12 3 L 12 21 M 3 12 L 12 12",
        "M 16.5 6.5 L 17.6 10.4 L 21 12 L 17.6 13.6 L 16.5 17.5 L 15.4 13.6 L 12.5 12 L 15.4 10.4 Z",
    ),
    "gallery": (
        "R 3.5 3.5 7 7 1 R 13.5 3.5 7 7 1 R 3.5 13.5 7 7 1 R 13.5 13.5 7 7 1",
        "O 7 7 1.5 O 17 7 1.5 O 7 17 1.5 O 17 17 1.5",
    ),
    "many": (
        "R 3 7.5 13 13 1.5 M 7 4.5 L 17.5 4.5 Q 19.5 4.5 19.5 6.5 L 19.5 17 M 6 17 L 9.5 12.5 L 12 15.5 L 13.5 14",
        "",
    ),
    "undo": ("M 8 4.5 L 4 8.5 L 8 12.5 M 4 8.5 L 14 8.5 C 22 8.5 22 19.5 14 19.5 L 9 19.5", ""),
    "redo": ("M 16 4.5 L 20 8.5 L 16 12.5 M 20 8.5 L 10 8.5 C 2 8.5 2 19.5 10 19.5 L 15 19.5", ""),
    "clear": (
        "M 4 6.5 L 20 6.5 M 9 6.5 L 9.5 3.5 L 14.5 3.5 L 15 6.5 M 6 6.5 L 7 20.5 L 17 20.5 L 18 6.5"
        " M 10 10.5 L 10.3 16.5 M 14 10.5 L 13.7 16.5",
        "",
    ),
    "open": ("M 3 19 L 3 5 L 9 5 L 11 7.5 L 19 7.5 L 19 10.5 M 3 19 L 6.5 10.5 L 22 10.5 L 18.5 19 Z", ""),
    "paste": ("R 5 5 14 16 2 M 9 5 L 9 3.5 L 15 3.5 L 15 6.5 L 9 6.5 Z M 9 11.5 L 15 11.5 M 9 15.5 L 13 15.5", ""),
    "keep": ("M 6 3.5 L 18 3.5 L 18 20.5 L 12 15.5 L 6 20.5 Z M 12 6.5 L 12 12 M 9.2 9.2 L 14.8 9.2", ""),
    "dice": ("R 4 4 16 16 3", "O 8.5 8.5 1.5 O 15.5 8.5 1.5 O 12 12 1.5 O 8.5 15.5 1.5 O 15.5 15.5 1.5"),
    "play": ("", "M 7 4.5 L 19.5 12 L 7 19.5 Z"),
    "pause": ("", "R 6 5 4.2 14 1 R 13.8 5 4.2 14 1"),
    "back": ("", "M 16.5 5 L 6.5 12 L 16.5 19 Z"),
    "forth": ("", "M 7.5 5 L 17.5 12 L 7.5 19 Z"),
    "step": ("", "M 5 5 L 14.5 12 L 5 19 Z R 16 5 3.4 14 1"),
    "epoch": ("", "M 3.5 5 L 10.5 12 L 3.5 19 Z M 10.5 5 L 17.5 12 L 10.5 19 Z R 18.2 5 2.6 14 1"),
    "rewind": ("", "R 3.5 5 3 14 1 M 13.5 5 L 6.8 12 L 13.5 19 Z M 20.5 5 L 13.8 12 L 20.5 19 Z"),
    "stop": ("", "R 5.5 5.5 13 13 1.5"),
    "draw": ("M 4 16 C 6 6 11 2 12.5 6 C 14 10 6 18 10 19 C 13.5 19.5 15 13 20 13.5", "O 20 13.5 1.8"),
    "layers": (
        "M 12 3.5 L 21 8.5 L 12 13.5 L 3 8.5 Z M 3.5 12.5 L 12 17 L 20.5 12.5 M 3.5 16.5 L 12 21 L 20.5 16.5",
        "",
    ),
    "arrays": (
        "M 12 2.5 L 20.5 7 L 20.5 17 L 12 21.5 L 3.5 17 L 3.5 7 Z M 3.5 7 L 12 11.5 L 20.5 7 M 12 11.5 L 12 21.5",
        "",
    ),
    "training": ("M 3.5 3.5 L 3.5 20.5 L 20.5 20.5 M 6.5 7 C 8 15 12 17 20 17.5", ""),
    "differs": ("M 12 3.5 L 21.5 20 L 2.5 20 Z M 12 9.5 L 12 14.5", "O 12 17.2 1.1"),
    "preparation": (
        "R 2.5 3 9 9 1.5 R 15.5 15 6 6 1 M 14 5.5 L 18.5 5.5 L 18.5 12 M 16 9.8 L 18.5 12.3 L 21 9.8",
        "O 7 7.5 1.6",
    ),
    "neighbours": (
        "O 6 12 3.2 O 18 5.5 2.6 O 18 18.5 2.6 M 9 10.4 L 15.6 6.8 M 9 13.6 L 15.6 17.2",
        "O 6 12 1.2",
    ),
    "question": ("O 12 12 9 M 9.3 9.6 C 9.3 5.6 15 5.8 14.8 9.4 C 14.7 11.4 12 11.6 12 14", "O 12 17 1.2"),
    "home": ("M 3.5 11.5 L 12 4 L 20.5 11.5 M 6 9.5 L 6 20 L 18 20 L 18 9.5 M 10 20 L 10 14 L 14 14 L 14 20", ""),
    "save": (
        "M 4 4 L 16 4 L 20 8 L 20 20 L 4 20 Z M 8 4 L 8 8.5 L 15 8.5 L 15 4 M 7.5 20 L 7.5 13 L 16.5 13 L 16.5 20",
        "",
    ),
    "more": ("", "O 5 12 1.9 O 12 12 1.9 O 19 12 1.9"),
    "theme": ("O 12 12 8.5", "M 12 3.5 C 23.3 3.5 23.3 20.5 12 20.5 Z"),
    "text": ("M 2.5 19 L 8 5 L 13.5 19 M 4.5 14.5 L 11.5 14.5 M 15 19 L 18.5 10 L 22 19 M 16.2 16 L 20.8 16", ""),
    "add": ("M 12 4.5 L 12 19.5 M 4.5 12 L 19.5 12", ""),
    "up": ("M 12 19.5 L 12 5 M 6 11 L 12 5 L 18 11", ""),
    "down": ("M 12 4.5 L 12 19 M 6 13 L 12 19 L 18 13", ""),
    "dense": (
        "M 6.5 5.5 L 17.5 5.5 M 6.5 5.5 L 17.5 18.5 M 6.5 18.5 L 17.5 5.5 M 6.5 18.5 L 17.5 18.5",
        "O 5 5 2.4 O 5 19 2.4 O 19 5 2.4 O 19 19 2.4",
    ),
    "conv": ("R 3 3 18 18 2 M 13 11 L 13 13 L 11 13", "R 5.5 5.5 8 8 1"),
    "max_pool": ("R 3 3 18 18 2 M 12 3 L 12 21 M 3 12 L 21 12", "R 13.5 4.5 6 6 1"),
    "average_pool": ("R 3 3 18 18 2 M 12 3 L 12 21 M 3 12 L 21 12", "O 12 12 3.6"),
    "global_max_pool": ("R 3 3 18 18 2", "M 12 6 L 18 17 L 6 17 Z"),
    "global_average_pool": ("R 3 3 18 18 2 M 6 9 Q 9 6 12 9 Q 15 12 18 9 M 6 15.5 L 18 15.5", ""),
    "dropout": ("O 5.5 12 2.6 O 12 12 2.6 O 18.5 12 2.6 M 9.5 5 L 14.5 19", "O 5.5 12 2.6 O 18.5 12 2.6"),
    "batch_norm": ("M 3 19.5 L 21 19.5 M 4 17.5 C 9.5 17.5 9 5 12 5 C 15 5 14.5 17.5 20 17.5", ""),
    "activation": ("M 3 17 L 12 17 L 20.5 5.5", ""),
    "flatten": ("M 4 4.5 L 20 4.5 M 4 9 L 20 9 M 12 11.5 L 12 15 M 9.5 13 L 12 15.5 L 14.5 13", "R 3 18 18 3 1"),
    "inception": ("M 12 4 L 4.5 11 L 12 19.5 M 12 4 L 12 19.5 M 12 4 L 19.5 11 L 12 19.5", "O 12 4 2 O 12 19.5 2"),
    "copy": ("R 8.5 8.5 12 12 2 M 15.5 8.5 L 15.5 5.5 Q 15.5 3.5 13.5 3.5 L 5.5 3.5 Q 3.5 3.5 3.5 5.5 L 3.5 13.5"
             " Q 3.5 15.5 5.5 15.5 L 8.5 15.5", ""),
    "code": ("M 8 6 L 2.5 12 L 8 18 M 16 6 L 21.5 12 L 16 18 M 14 4 L 10 20", ""),
    **OPERATION_PATHS,
}  # fmt: skip
ICON_NAMES = tuple(_PATHS)
_ARGUMENTS = {"M": 2, "L": 2, "C": 6, "Q": 4, "Z": 0, "O": 3, "R": 5}


def icon(name: str, theme: Theme) -> QIcon:
    """Return the icon called `name` in the colours of `theme`: normal, disabled and checked.

    Raises
    ------
    KeyError
        When there is no icon of that name; `ICON_NAMES` lists them.
    """
    made = QIcon()
    states = (
        (theme.text, QIcon.Mode.Normal, QIcon.State.Off),
        (theme.on_accent, QIcon.Mode.Normal, QIcon.State.On),
        (theme.border, QIcon.Mode.Disabled, QIcon.State.Off),
        (theme.border, QIcon.Mode.Disabled, QIcon.State.On),
    )
    for colour, mode, state in states:
        for side in _SIZES_PX:
            made.addPixmap(_pixmap(name, QColor(colour), side), mode, state)
    return made


def glyph(name: str, colour: QColor, side: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon in one colour, `side` points wide, sharp on a screen with `ratio` pixels a point."""
    pixmap = _pixmap(name, colour, round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _pixmap(name: str, colour: QColor, side: int) -> QPixmap:
    line, filled = _outlines(name)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / _GRID, side / _GRID)
    painter.strokePath(line, _pen(colour))
    painter.fillPath(filled, colour)
    painter.end()
    return pixmap


def _pen(colour: QColor) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(colour, _LINE_WIDTH, Qt.PenStyle.SolidLine, cap, join)


@lru_cache(maxsize=128)
def _outlines(name: str) -> tuple[QPainterPath, QPainterPath]:
    line, filled = _PATHS[name]
    return _path(line), _path(filled)


def _path(text: str) -> QPainterPath:
    """Return the path that `text` spells."""
    path = QPainterPath()
    words = text.split()
    while words:
        letter, words = words[0], words[1:]
        count = _ARGUMENTS[letter]
        _append(path, letter, [float(word) for word in words[:count]])
        words = words[count:]
    return path


def _append(path: QPainterPath, letter: str, values: list[float]) -> None:
    match letter, values:
        case "M", [x, y]:
            path.moveTo(x, y)
        case "L", [x, y]:
            path.lineTo(x, y)
        case "Q", [a, b, x, y]:
            path.quadTo(a, b, x, y)
        case "C", [a, b, c, d, x, y]:
            path.cubicTo(a, b, c, d, x, y)
        case "O", [x, y, radius]:
            path.addEllipse(QPointF(x, y), radius, radius)
        case "R", [x, y, width, height, radius]:
            path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
        case _:
            path.closeSubpath()
