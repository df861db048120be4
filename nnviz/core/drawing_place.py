"""Where the prepared picture of a drawing lies on the drawing: what is found in the one is shown on the other."""

from __future__ import annotations

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.ink import find_ink, ink_box, to_grey
from nnviz.core.preparation import Preparation

_FAINT = 0.15
_HALO = 25

Place = tuple[float, float, float, float]


def place_on_drawing(drawing: Array | None, image: FloatArray, steps: Preparation) -> Place:
    """Return (left, top, width, height) of the prepared `image` in sides of the `drawing`'s longer side.

    The drawing lies in the middle of a square of that side. The box of the ink of the one is laid on that of the
    other; None, a drawing that is not prepared, is covered as a whole.
    """
    whole = (0.0, 0.0, 1.0, 1.0)
    if drawing is None or not steps.crop:
        return whole
    grey = to_grey(drawing)
    ink = find_ink(grey) if steps.ink else grey
    drawn = _box(ink, _HALO)
    seen = _box(image[..., 0], _FAINT)
    if drawn is None or seen is None:
        return whole
    height, width = ink.shape
    side = max(height, width)
    top, left, tall, wide = drawn
    scale_y, scale_x = tall / seen[2], wide / seen[3]
    if steps.fit:  # one scale for both, read off the longer side
        scale_y = scale_x = scale_y if tall >= wide else scale_x
    middle_y = (top + tall / 2 + (side - height) / 2) / side
    middle_x = (left + wide / 2 + (side - width) / 2) / side
    rows, columns = image.shape[:2]
    x = middle_x - (seen[1] + seen[3] / 2) * scale_x / side
    y = middle_y - (seen[0] + seen[2] / 2) * scale_y / side
    return x, y, columns * scale_x / side, rows * scale_y / side


def _box(ink: Array, level: float) -> tuple[int, int, int, int] | None:
    rows, columns = ink_box(ink, level)  # type: ignore[arg-type]  # any number can be compared
    tall, wide = rows.stop - rows.start, columns.stop - columns.start
    return (rows.start, columns.start, tall, wide) if tall and wide else None
