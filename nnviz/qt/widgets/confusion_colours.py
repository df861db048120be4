"""The colours of the cells of a confusion matrix."""

from __future__ import annotations

from PySide6.QtGui import QColor

from nnviz.qt.theme import Theme

_FAINTEST = 0.14


def cell_colour(theme: Theme, right: bool, strength: float) -> QColor:
    """Return the colour of a cell, from the ground (0) to full (1); what is not 0 can be told from the ground."""
    ground, full = theme.colour("surface"), QColor(theme.series[0 if right else 1])
    if strength <= 0.0:
        return ground
    part = _FAINTEST + (1.0 - _FAINTEST) * min(strength, 1.0)
    pairs = ((ground.red(), full.red()), (ground.green(), full.green()), (ground.blue(), full.blue()))
    return QColor(*(round(low + part * (high - low)) for low, high in pairs))


def text_colour(ground: QColor) -> QColor:
    """Return black or white, whichever can be read on a ground."""
    bright = 0.299 * ground.red() + 0.587 * ground.green() + 0.114 * ground.blue()
    return QColor("#101318" if bright > 125 else "#ffffff")
