"""The same digit, whatever its paper, place, size and pen, must reach the model as the same picture."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image, ImageDraw
from scipy import ndimage

from nnviz.core.ink import find_ink
from nnviz.core.preparation import Preparation, centre, crop, even_stroke, fit, prepare, prepare_for, stretch, to_grey
from nnviz.core.resampling import area_weights, largest_of_blocks, resize
from nnviz.core.strokes import stroke_width, thicken, thin

_CORNERS = [(0.15, 0.1), (0.8, 0.1), (0.35, 0.9)]


def seven(side=200, pen=0.1, size=1.0, at=(0.0, 0.0)):
    """Return a 7, light on dark, (side, side) uint8; `pen`, `size` and `at` as parts of the side."""
    image = Image.new("L", (4 * side, 4 * side))
    points = [((at[0] + x * size) * 4 * side, (at[1] + y * size) * 4 * side) for x, y in _CORNERS]
    ImageDraw.Draw(image).line(points, fill=255, width=max(1, round(pen * 4 * side)), joint="curve")
    return np.asarray(image.resize((side, side), Image.Resampling.BOX)).copy()


def likeness(first, second):
    """Return the cosine of two pictures, seen from a little away: 1 for the same, 0 for nothing in common."""
    a, b = (ndimage.gaussian_filter(picture[..., 0], 1.0).ravel() for picture in (first, second))
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


REFERENCE = prepare(seven()).image


def test_a_prepared_digit_is_built_like_one_of_mnist():
    image = REFERENCE[..., 0]
    rows, columns = np.flatnonzero(image.any(1)), np.flatnonzero(image.any(0))
    assert image.dtype == np.float32
    assert max(np.ptp(rows), np.ptp(columns)) + 1 == 20
    assert image.max() == 1.0
    assert image.min() == 0.0
    assert np.abs(np.array(ndimage.center_of_mass(image)) - 14).max() <= 0.5


@pytest.mark.parametrize("paper", [255, 210, 128])
@pytest.mark.parametrize("contrast", [1.0, 0.4])
def test_dark_on_light_is_the_same_digit(paper, contrast):
    picture = (paper - seven() * (paper / 255 * contrast)).astype(np.uint8)
    np.testing.assert_allclose(prepare(picture).image, REFERENCE, atol=0.06)


@pytest.mark.parametrize("level", [0, 30, 90])
def test_light_on_any_dark_is_the_same_digit(level):
    picture = (level + seven() * ((255 - level) / 255)).astype(np.uint8)
    np.testing.assert_allclose(prepare(picture).image, REFERENCE, atol=0.06)


@given(top=st.integers(0, 90), left=st.integers(0, 90))
def test_its_place_does_not_matter(top, left):
    picture = np.zeros((290, 290), np.uint8)
    picture[top : top + 200, left : left + 200] = seven()
    np.testing.assert_array_equal(prepare(picture).image, REFERENCE)


@pytest.mark.parametrize("side", [28, 40, 64, 150, 280, 560, 1200])
def test_its_size_does_not_matter(side):
    assert likeness(prepare(seven(side)).image, REFERENCE) > 0.97


@pytest.mark.parametrize("pen", [0.004, 0.01, 0.03, 0.06, 0.15, 0.2])
def test_the_pen_hardly_matters(pen):
    image = prepare(seven(560, pen=pen)).image
    assert likeness(image, REFERENCE) > 0.93
    assert 1.0 < stroke_width(image[..., 0]) < 4.0


def test_without_evening_a_hairline_is_a_shadow_of_a_digit():
    uneven = prepare(seven(560, pen=0.004), steps=Preparation(even_stroke=False)).image
    assert stroke_width(prepare(seven(560, pen=0.004)).image[..., 0]) > 1.2 * stroke_width(uneven[..., 0])


def test_a_digit_tight_in_its_picture_is_told_from_its_paper():
    tight = 255 - crop(seven(pen=0.12))
    assert likeness(prepare(np.pad(tight, 1, constant_values=255)).image, REFERENCE) > 0.9


def test_a_frame_around_the_paper_is_not_ink():
    framed = np.pad(255 - seven(), 20, constant_values=255)
    framed = np.pad(framed, 6, constant_values=0)
    np.testing.assert_allclose(prepare(framed).image, REFERENCE, atol=0.02)


@pytest.mark.parametrize("negative", [False, True])
@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_uneven_light_and_grain_of_a_photograph_are_not_ink(turn, negative):
    random = np.random.default_rng(turn)
    light = np.rot90(np.linspace(1.0, 0.45, 400)[:, None] * np.linspace(1.0, 0.8, 400), turn)
    ink = np.pad(seven(240, pen=0.08), 80) / 255.0
    surface = 40 + 150 * ink if negative else 210 - 150 * ink
    photo = np.clip(surface * light + random.normal(0, 3, light.shape), 0, 255).astype(np.uint8)
    prepared = prepare(photo)
    assert not prepared.blank
    assert likeness(prepared.image, REFERENCE) > 0.95


@pytest.mark.parametrize("level", [0, 3, 128, 255])
@pytest.mark.parametrize("shape", [(560, 560), (28, 28), (1, 1), (3, 90), (40, 40, 3)])
def test_paper_without_ink_is_blank(level, shape):
    picture = np.full(shape, level, np.uint8)
    prepared = prepare(picture)
    assert prepared.blank
    assert prepared.image.shape == (28, 28, 1)
    assert not prepared.image.any()


def test_the_grain_of_paper_is_not_ink():
    grain = np.random.default_rng(0).integers(250, 256, (100, 100), np.uint8)
    assert prepare(grain).blank


@settings(deadline=None, max_examples=60)
@given(arrays.arrays(np.uint8, arrays.array_shapes(min_dims=2, max_dims=2, max_side=70)))
def test_any_picture_comes_out_whole(picture):
    before = picture.copy()
    prepared = prepare(picture)
    assert prepared.image.shape == (28, 28, 1)
    assert prepared.image.dtype == np.float32
    assert np.isfinite(prepared.image).all()
    assert 0.0 <= prepared.image.min() <= prepared.image.max() <= 1.0
    assert prepared.blank == (not prepared.image.any())
    np.testing.assert_array_equal(picture, before)


@settings(deadline=None, max_examples=25)
@given(st.integers(48, 90), st.integers(1, 900), st.booleans(), st.integers(0, 2**32 - 1))
def test_noise_on_any_shape_comes_out_whole(height, width, turned, seed):
    noise = np.random.default_rng(seed).integers(0, 256, (height, width), np.uint8)
    prepared = prepare(noise.T if turned else noise)
    assert np.isfinite(prepared.image).all()
    assert prepared.image.max() <= 1.0


@pytest.mark.parametrize("switched_off", [field.name for field in dataclasses.fields(Preparation)])
def test_every_stage_has_a_switch(switched_off):
    picture = 255 - np.rot90(seven(300, pen=0.012, size=0.5, at=(0.05, 0.3)))
    picture = ndimage.gaussian_filter(picture, 3)
    prepared = prepare(picture, steps=Preparation(**{switched_off: False}))
    assert np.abs(prepared.image - prepare(picture).image).max() > 0.1


def test_every_stage_is_kept_for_showing():
    prepared = prepare(seven(100, pen=0.02))
    assert list(prepared.stages) == ["grey", "ink", "crop", "even_stroke", "fit", "stretch", "centre"]
    np.testing.assert_array_equal(prepared.stages["centre"], prepared.image[..., 0])
    assert max(prepared.stages["fit"].shape) == 20


def test_a_larger_model_gets_a_larger_digit():
    image = prepare(seven(), size=(56, 56)).image
    assert image.shape == (56, 56, 1)
    assert max(np.ptp(np.flatnonzero(image.any(axis))) for axis in (0, 1)) + 1 == 40


def test_colours_of_one_lightness_are_still_told_apart():
    picture = np.empty((200, 200, 3), np.uint8)
    picture[:] = (0, 130, 0)
    picture[seven() > 127] = (255, 0, 0)
    assert to_grey(picture).shape == (200, 200)
    assert likeness(prepare(picture).image, REFERENCE) > 0.95


def test_grey_saved_as_colours_is_the_same_grey():
    grey = seven()
    np.testing.assert_array_equal(to_grey(np.repeat(grey[..., None], 3, axis=2)), grey)


def test_ink_reaches_from_nothing_to_full():
    ink = find_ink((200 - seven() // 4).astype(np.uint8))
    assert (ink.min(), ink.max()) == (0, 255)


def test_stages_one_by_one():
    ink = np.zeros((50, 80), np.uint8)
    ink[10:30, 5:65] = 200
    cropped = crop(ink)
    assert cropped.shape == (20, 60)
    fitted = fit(cropped)
    assert fitted.shape == (7, 20)
    np.testing.assert_allclose(fitted, 200 / 255, rtol=1e-5)
    np.testing.assert_allclose(stretch(fitted), 1.0)
    placed = centre(fitted)
    assert placed[11:18, 4:24].min() > 0.7
    assert placed.sum() == pytest.approx(float(fitted.sum()))


def test_ink_never_sticks_out_for_the_sake_of_its_mass():
    heavy = np.zeros((20, 20), np.float32)
    heavy[:, :2] = 1.0
    heavy[10, :] = 0.1
    placed = centre(heavy, (22, 22))
    assert placed.sum() == pytest.approx(float(heavy.sum()))


def test_lines_within_mnists_widths_are_left_alone():
    bar = np.zeros((20, 12), np.uint8)
    bar[:, 5:8] = 255
    bar[:3] = 255
    np.testing.assert_allclose(fit(even_stroke(bar)), bar / 255, atol=1e-6)


@given(st.floats(0.0, 9.0))
def test_thickening_and_thinning_change_the_width_by_twice_the_radius(radius):
    bar = np.zeros((60, 80), np.float32)
    bar[:, 30:50] = 1.0
    assert thicken(bar, radius)[30].sum() == pytest.approx(20 + 2 * radius, abs=1e-3)
    assert thin(bar, radius)[30].sum() == pytest.approx(20 - 2 * radius, abs=1e-3)


@pytest.mark.parametrize("width", [1, 3, 6, 20])
@pytest.mark.parametrize("darkness", [0.2, 1.0])
def test_the_width_of_a_long_line_is_measured(width, darkness):
    bar = np.zeros((2000, 60), np.float32)
    bar[:, 20 : 20 + width] = darkness
    assert stroke_width(bar) == pytest.approx(width, rel=0.02)


@given(st.integers(1, 60), st.integers(1, 60))
def test_area_weights_average(length, new_length):
    weights = area_weights(length, new_length)
    np.testing.assert_allclose(weights.sum(axis=1), 1.0, rtol=1e-5)
    np.testing.assert_allclose(weights.sum(axis=0), new_length / length, rtol=1e-4)


def test_reducing_by_a_whole_number_is_the_mean_of_blocks():
    picture = np.random.default_rng(0).random((12, 18), np.float32)
    expected = picture.reshape(4, 3, 6, 3).mean(axis=(1, 3))
    np.testing.assert_allclose(resize(picture, 4, 6), expected, rtol=1e-5)


@given(arrays.arrays(np.uint8, arrays.array_shapes(min_dims=2, max_dims=2, max_side=20)), st.integers(1, 6))
def test_the_largest_of_blocks_loses_no_line(picture, side):
    blocks = largest_of_blocks(picture, side)
    assert blocks.shape == tuple(-(-length // side) for length in picture.shape)
    for row, column in np.ndindex(blocks.shape):
        block = picture[row * side : (row + 1) * side, column * side : (column + 1) * side]
        assert blocks[row, column] == block.max()


def test_a_colour_model_gets_the_picture_as_it_is():
    picture = np.random.default_rng(0).integers(0, 256, (32, 32, 3), np.uint8)
    prepared = prepare_for(picture, (32, 32, 3))
    np.testing.assert_allclose(prepared.image, picture / 255, atol=1e-6)
    assert not prepared.blank


def test_a_drawing_for_a_colour_model_has_three_equal_channels():
    image = prepare_for(seven(64), (32, 32, 3)).image
    assert image.shape == (32, 32, 3)
    np.testing.assert_array_equal(image[..., 0], image[..., 2])


def test_a_wide_picture_is_fitted_whole():
    image = prepare_for(np.full((20, 80), 255, np.uint8), (40, 40, 1)).image
    np.testing.assert_allclose(image[15:25], 1.0)
    assert not image[:15].any()
    assert not image[25:].any()


def test_a_model_of_clothes_gets_no_digit():
    picture = np.random.default_rng(0).integers(0, 256, (28, 28), np.uint8)
    image = prepare_for(picture, (28, 28, 1), kind="picture").image
    np.testing.assert_allclose(image[..., 0], picture / 255, atol=1e-6)
    np.testing.assert_array_equal(prepare_for(picture, (28, 28, 1)).image, prepare(picture).image)


@pytest.mark.real_data
def test_mnist_itself_comes_back_nearly_unchanged(real_data):
    with np.load(real_data / "mnist" / "mnist.npz") as data:
        pictures = data["x_test"][:500]
    prepared = np.stack([prepare(picture).image[..., 0] for picture in pictures])
    assert np.abs(prepared - pictures / 255).mean() < 0.01
