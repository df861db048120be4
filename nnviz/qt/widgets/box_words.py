"""What a box view writes: lengths along the axes, and a sentence on what the picture leaves out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnviz.core.box_scene import windows_of
from nnviz.core.cell_text import exact_text
from nnviz.qt.theme import Theme
from nnviz.qt.widgets.box_stage import BoxStage
from nnviz.qt.widgets.shape_badge import axis_colour


def axis_labels(stage: BoxStage, theme: Theme) -> dict[int, tuple[str, str]]:
    """Return (text, colour) for each axis shown: its length, and the range of a part."""
    source = stage.source
    windows = windows_of(source, stage.cut)
    whole = QCoreApplication.translate("BoxView", "axis {0}: {1}")
    part = QCoreApplication.translate("BoxView", "axis {0}: {1}:{2} of {3}")
    labels = {}
    for axis in source.shown_axes:
        (start, stop), size = windows[axis], source.array.shape[axis]
        text = whole.format(axis, size) if stop - start == size else part.format(axis, start, stop, size)
        labels[axis] = text, axis_colour(theme, axis)
    return labels


def sentence(stage: BoxStage | None, reduction: tuple[int, int, bool]) -> str:
    """Return what is to be said about a picture, empty when it shows everything."""
    if stage is None:
        return QCoreApplication.translate("BoxView", "No array")
    array = stage.source.array
    if stage.source.is_empty:
        text = QCoreApplication.translate("BoxView", "Empty array of shape {0}: an axis of length 0 has no cells.")
        return text.format(array.shape)
    if array.ndim == 0:
        text = QCoreApplication.translate("BoxView", "A single number without axes, shape (): {0}")
        return text.format(exact_text(array[()]))
    return "   ".join(text for text in (_reduced(reduction), _left_out(stage)) if text)


def _reduced(reduction: tuple[int, int, bool]) -> str:
    columns, rows, sampled = reduction
    if sampled:
        text = QCoreApplication.translate("BoxView", "Reduced picture: a dot shows one of {0} × {1} cells")
    elif columns * rows > 1:
        text = QCoreApplication.translate("BoxView", "Reduced picture: a dot is the mean of {0} × {1} cells")
    else:
        return ""
    return text.format(columns, rows)


def _left_out(stage: BoxStage) -> str:
    scene, said = stage.scene, []
    if scene.layers > 1:
        said.append(QCoreApplication.translate("BoxView", "Each slab holds {0} layers.").format(scene.layers))
    if scene.hidden:
        text = QCoreApplication.translate("BoxView", "{0} more boxes are not shown: choose a range under Cut.")
        said.append(text.format(scene.hidden))
    return " ".join(said)
