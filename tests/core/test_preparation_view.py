"""The stages on show are those of the preparation itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.core.preparation import Preparation, prepare
from nnviz.core.preparation_view import STAGES, stages_off, switched, view_preparation


@pytest.fixture
def picture():
    """Return a slanted grey line, up on the left of a light sheet."""
    sheet = np.full((200, 300), 240, np.uint8)
    for row in range(20, 120):
        sheet[row, 60 - row // 5 : 70 - row // 5] = 60
    return sheet


@pytest.mark.parametrize("off", [(), ("centre",), ("fit", "ink"), STAGES])
def test_images_are_what_the_model_gets_with_each_stage_switched_over(picture, off):
    steps = replace(Preparation(), **dict.fromkeys(off, False))
    view = view_preparation(picture, steps)
    assert stages_off(steps) == [stage for stage in STAGES if stage in off]
    assert view.images.shape == (1 + len(STAGES), 28, 28, 1)
    np.testing.assert_array_equal(view.images[0], prepare(picture, steps=steps).image)
    for stage, image in zip(STAGES, view.images[1:], strict=True):
        assert switched(switched(steps, stage), stage) == steps
        np.testing.assert_array_equal(image, prepare(picture, steps=switched(steps, stage)).image)


def test_every_stage_has_a_picture_from_0_to_1(picture):
    view = view_preparation(picture, Preparation())
    assert list(view.pictures) == ["grey", *STAGES]
    for stage, shown in view.pictures.items():
        assert shown.dtype == np.float32
        assert max(shown.shape) <= 112, stage
        assert shown.min() >= 0
        assert 0.5 < shown.max() <= 1.0 + 1e-6, stage
    assert view.pictures["grey"].mean() > 0.5 > view.pictures["ink"].mean(), "light paper becomes dark"
    np.testing.assert_array_equal(view.pictures["centre"], view.images[0, ..., 0])


def test_a_stage_that_is_off_passes_on_what_it_got(picture):
    view = view_preparation(picture, Preparation(even_stroke=False))
    np.testing.assert_array_equal(view.pictures["even_stroke"], view.pictures["crop"])


def test_a_blank_sheet_has_stages_without_ink():
    view = view_preparation(np.full((50, 50), 255, np.uint8), Preparation())
    assert view.blank
    assert not view.images[0].any()
    assert not view.pictures["centre"].any()


@pytest.mark.parametrize("shape", [(560, 560), (300, 113), (112, 224), (20, 17)])
def test_a_thumbnail_has_the_mean_of_what_it_shows(shape):
    page = np.zeros(shape, np.uint8)
    page[:, : shape[1] // 2] = 200
    shown = view_preparation(page, Preparation()).pictures["grey"]
    side = -(-max(shape) // 112)
    assert shown.shape == (-(-shape[0] // side), -(-shape[1] // side))
    np.testing.assert_allclose(shown[:, 0], 200 / 255, rtol=1e-6)
    assert shown[:, -1].max() == 0
    assert shown.mean() == pytest.approx(page.mean() / 255, abs=0.02)
