"""What is found in the prepared picture comes to lie on the ink that it was made of."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.core.drawing_place import place_on_drawing
from nnviz.core.preparation import Preparation, prepare


@pytest.mark.parametrize("box", [(40, 400, 300, 360), (200, 260, 50, 500), (10, 120, 20, 90), (300, 550, 300, 550)])
@pytest.mark.parametrize("fit", [True, False])
def test_the_ink_lies_on_the_ink(box, fit):
    top, bottom, left, right = box
    page = np.zeros((560, 560), np.uint8)
    page[top:bottom, left:right] = 255
    steps = Preparation(even_stroke=False, fit=fit)
    image = prepare(page, steps=steps).image
    x, y, width, height = place_on_drawing(page, image, steps)
    rows, columns = (np.flatnonzero(image[..., 0].max(axis=axis) > 0.5) for axis in (1, 0))
    tolerance = 0.5 * max(width, height) / 28 + 1e-6
    assert x + columns[0] * width / 28 == pytest.approx(left / 560, abs=tolerance)
    assert x + (columns[-1] + 1) * width / 28 == pytest.approx(right / 560, abs=tolerance)
    assert y + rows[0] * height / 28 == pytest.approx(top / 560, abs=tolerance)
    assert y + (rows[-1] + 1) * height / 28 == pytest.approx(bottom / 560, abs=tolerance)


def test_a_wide_picture_lies_in_the_middle_of_the_square():
    page = np.zeros((200, 400), np.uint8)
    page[60:140, 190:210] = 255
    x, y, width, height = place_on_drawing(page, prepare(page).image, Preparation())
    assert (x + width / 2, y + height / 2) == pytest.approx((0.5, 0.5), abs=0.02)


def test_what_is_not_prepared_is_covered_as_a_whole():
    image = np.ones((28, 28, 1), np.float32)
    assert place_on_drawing(None, image, Preparation()) == (0, 0, 1, 1)
    assert place_on_drawing(np.zeros((9, 9), np.uint8), image, Preparation()) == (0, 0, 1, 1)
