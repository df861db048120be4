"""One value of a layer, with its place, as a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from nnviz.core.model_summary import LayerInfo
from nnviz.core.tiling import Cell, unit_of
from nnviz.qt.numerals import decimal
from nnviz.qt.widgets.tiled_image import Reading


def output_reading(reading: Reading, shape: tuple[int, ...], names: Sequence[str] = ()) -> str:
    """Return a value of an output of this shape; `names` are those of the classes, where it has classes."""
    value = value_text(reading.value)
    translate = QCoreApplication.translate
    match len(shape):
        case 0 | 1:
            if reading.column < len(names) and names[reading.column] != str(reading.column):
                text = translate("Readings", "neuron {0} ({1}): {2}")
                return text.format(reading.column, names[reading.column], value)
            return translate("Readings", "neuron {0}: {1}").format(reading.column, value)
        case 2:
            return translate("Readings", "row {0}, column {1}: {2}").format(reading.row, reading.column, value)
        case 3:
            text = translate("Readings", "map {0}, row {1}, column {2}: {3}")
            return text.format(reading.map, reading.row, reading.column, value)
        case _:
            unit = unit_of(shape, Cell(reading.map, reading.row, reading.column))
            return translate("Readings", "at {0}: {1}").format(", ".join(str(place) for place in unit), value)


def weight_reading(reading: Reading, rank: int, labels: Sequence[str] | None, layer: LayerInfo) -> str:
    """Return a value of one of a layer's weights of this rank."""
    value = value_text(reading.value)
    translate = QCoreApplication.translate
    if rank < 2:
        return translate("Readings", "number {0}: {1}").format(reading.column, value)
    if rank == 2 and layer.type == "Dense":
        return translate("Readings", "input {0}, neuron {1}: {2}").format(reading.row, reading.column, value)
    if labels is None:
        return translate("Readings", "row {0}, column {1}: {2}").format(reading.row, reading.column, value)
    text = translate("Readings", "filter {0}, row {1}, column {2}: {3}")
    return text.format(labels[reading.map], reading.row, reading.column, value)


def value_text(value: complex | float | bool) -> str:
    """Return a value with four decimals, whole numbers without."""
    if isinstance(value, complex):
        return f"{value:.4g}"
    if isinstance(value, (bool, int)):
        return QLocale().toString(int(value))
    return decimal(value)
