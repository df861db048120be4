"""Varied pictures: exact where a second source exists, and still what they were."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from nnviz.core import augmentation
from nnviz.core.augmentation import augment


def strokes(count=40, side=28):
    """Draw one thick bar a picture, light on black."""
    pictures = np.zeros((count, side, side, 1), np.uint8)
    for number in range(count):
        left = side // 3 + number % (side // 4)
        pictures[number, side // 5 : -side // 5, left : left + 3] = 255
    return pictures


@given(
    kind=st.sampled_from(["none", "drawn", "photo"]),
    shape=st.tuples(st.integers(0, 40), st.integers(4, 33), st.integers(4, 33), st.sampled_from([1, 3])),
    dtype=st.sampled_from([np.uint8, np.float32]),
    seed=st.integers(0, 2**32 - 1),
)
@settings(deadline=None, max_examples=40)
def test_shape_type_and_range_are_kept(kind, shape, dtype, seed):
    rng = np.random.default_rng(seed)
    pictures = rng.integers(0, 256, shape).astype(dtype) if dtype == np.uint8 else rng.random(shape, dtype=dtype)
    before = pictures.copy()
    varied = augment(pictures, kind, rng)
    assert varied.shape == shape
    assert varied.dtype == dtype
    assert np.isfinite(varied).all()
    assert varied.min(initial=0) >= 0
    assert varied.max(initial=0) <= (255 if dtype == np.uint8 else 1.0)
    np.testing.assert_array_equal(pictures, before)


@pytest.mark.parametrize("kind", ["drawn", "photo"])
def test_the_same_generator_gives_the_same_pictures_and_another_gives_others(kind):
    pictures = strokes(70)
    first, same, other = (augment(pictures, kind, np.random.default_rng(seed)) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, same)
    assert (first != other).any(axis=(1, 2, 3)).mean() > 0.9
    assert (first != pictures).any(axis=(1, 2, 3)).mean() > 0.9


def test_an_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        augment(strokes(2), "sideways", np.random.default_rng(0))


def test_warp_reads_what_scipy_reads():
    rng = np.random.default_rng(3)
    pictures = rng.integers(0, 256, (5, 9, 12, 2), dtype=np.uint8)
    rows = rng.uniform(-3, 12, (5, 108)).astype(np.float32)
    columns = rng.uniform(-3, 15, (5, 108)).astype(np.float32)
    warped = augmentation.warp(pictures, rows, columns)
    for number in range(5):
        for channel in range(2):
            source = np.pad(pictures[number, :, :, channel].astype(np.float64), 1)
            at = np.clip(rows[number] + 1, 0, 10), np.clip(columns[number] + 1, 0, 13)
            expected = ndimage.map_coordinates(source, at, order=1).reshape(9, 12)
            np.testing.assert_allclose(warped[number, :, :, channel], expected, atol=1e-3)


def test_warp_at_whole_positions_is_the_picture_itself():
    pictures = np.random.default_rng(0).integers(0, 256, (3, 8, 6, 1), dtype=np.uint8)
    rows, columns = np.mgrid[:8, :6].reshape(2, 1, -1).repeat(3, axis=1).astype(np.float32)
    np.testing.assert_array_equal(augmentation.warp(pictures, rows, columns), pictures)
    moved = augmentation.warp(pictures, rows + 2, columns)
    np.testing.assert_array_equal(moved[:, :-2], pictures[:, 2:])
    assert not moved[:, -2:].any()


def test_strokes_grow_as_in_scipy_and_shrink_without_vanishing():
    pictures = np.random.default_rng(0).integers(0, 256, (4, 10, 11, 1), dtype=np.uint8)
    cross = ndimage.generate_binary_structure(2, 1)
    for picture, grown in zip(pictures, augmentation.dilate(pictures), strict=True):
        expected = ndimage.grey_dilation(picture[..., 0], footprint=cross, mode="constant", cval=0)
        np.testing.assert_array_equal(grown[..., 0], expected)
    hairline = np.zeros((1, 9, 9, 1), np.uint8)
    hairline[0, :, 4] = 200
    np.testing.assert_array_equal(augmentation.erode(hairline)[0, :, 4, 0], np.full(9, 100))
    bar = strokes(1)
    assert augmentation.erode(bar).sum() < bar.sum()


def test_blur_is_the_binomial_filter():
    pictures = np.random.default_rng(0).random((2, 7, 8, 1), dtype=np.float32)
    kernel = np.outer([1, 2, 1], [1, 2, 1]) / 16
    for picture, soft in zip(pictures, augmentation.blur(pictures), strict=True):
        expected = ndimage.convolve(picture[..., 0], kernel, mode="constant")
        np.testing.assert_allclose(soft[..., 0], expected, atol=1e-6)


def test_drawn_variations_cover_thin_and_thick_slanted_and_shifted_and_stay_drawings():
    pictures = strokes(400)
    varied = augment(pictures, "drawn", np.random.default_rng(0)).astype(float)[..., 0] / 255
    ink = varied.sum(axis=(1, 2))
    plain = (pictures / 255).sum(axis=(1, 2, 3))
    assert (ink > 0.25 * plain).all()
    assert np.quantile(ink / plain, 0.1) < 0.75
    assert np.quantile(ink / plain, 0.9) > 1.6
    y, x = np.mgrid[:28, :28]
    column = (varied * x).sum(axis=(1, 2)) / ink
    row = (varied * y).sum(axis=(1, 2)) / ink
    assert np.std(row - 13.5) > 0.7
    assert np.abs(row - 13.5).max() < 7
    covariance = (varied * (x - column[:, None, None]) * (y - row[:, None, None])).sum(axis=(1, 2)) / ink
    upright = (varied * (y - row[:, None, None]) ** 2).sum(axis=(1, 2)) / ink
    lean = np.rad2deg(np.arctan(covariance / upright))
    assert 6 < np.std(lean) < 15
    assert abs(np.mean(lean)) < 2
    hard = [(np.unique(picture).size <= 2) for picture in varied]
    assert 0.05 < np.mean(hard) < 0.3


def test_growing_stops_before_the_loops_of_a_digit_fill():
    full = np.full((50, 28, 28, 1), 40, np.uint8)
    full[:, 4:24, 6:22] = 255
    np.testing.assert_array_equal(augmentation._grown(full), full)
    thin = strokes(5)
    np.testing.assert_array_equal(augmentation._grown(thin), augmentation.dilate(thin))


def test_all_channels_of_a_picture_move_together():
    grey = strokes(30)
    colour = np.repeat(grey, 3, axis=3)
    for kind in ("drawn", "photo"):
        varied = augment(colour, kind, np.random.default_rng(5))
        np.testing.assert_array_equal(varied[..., 0], varied[..., 1])
        np.testing.assert_array_equal(varied[..., 0], varied[..., 2])


def test_photos_are_shifted_by_at_most_an_eighth_and_half_of_them_mirrored():
    rows, columns = np.mgrid[:32, :32]
    gradient = np.stack([rows, columns, np.full_like(rows, 16)], axis=-1) / 32.0
    pictures = np.repeat(gradient[None].astype(np.float32), 300, axis=0)
    varied = augment(pictures, "photo", np.random.default_rng(0))
    light = varied[:, :, :, 2] * 2.0
    assert light.std(axis=(1, 2)).max() < 1e-6
    assert 0.85 < light.min() < 0.92
    assert 1.08 < light.max() < 1.15
    place = varied[:, 16, 16] / light[:, :1, 0] * 32.0
    mirrored = varied[:, 16, 20, 1] < varied[:, 16, 12, 1]
    assert 0.4 < mirrored.mean() < 0.6
    assert set(np.round(place[:, 0] - 16)) == set(range(-4, 5))


def test_the_elastic_hats_share_every_pixel_fairly():
    for length in (5, 28, 33):
        np.testing.assert_allclose(augmentation._hats(length).sum(axis=1), 1.0, atol=1e-6)


def test_fields_turn_slant_scale_and_shift_about_the_centre(monkeypatch):
    monkeypatch.setattr(augmentation, "ELASTIC_PX", 0.0)
    rows, columns = augmentation.random_fields((200, 11, 15), np.random.default_rng(1))
    y, x = np.mgrid[:11, :15].reshape(2, -1) - np.array([[5.0], [7.0]])
    design = np.stack([y, x, np.ones_like(y)], axis=1)
    affine = np.stack([np.linalg.lstsq(design, field.T, rcond=None)[0] for field in (rows, columns)])
    np.testing.assert_allclose(design @ affine[0], rows.T, atol=1e-3)
    np.testing.assert_allclose(design @ affine[1], columns.T, atol=1e-3)
    shift = affine[:, 2] - np.array([[5.0], [7.0]])
    assert np.abs(shift[0]).max() <= 0.09 * 11 + 1e-4
    assert np.abs(shift[1]).max() <= 0.09 * 15 + 1e-4
    area = affine[0, 0] * affine[1, 1] - affine[0, 1] * affine[1, 0]
    assert (area >= 1 / 1.15**2 - 1e-4).all()
    assert (area <= 1 / 0.8**2 + 1e-4).all()
    turn = np.rad2deg(np.arctan2(affine[0, 1], affine[0, 0]))
    assert 12 < np.abs(turn).max() <= 15 + 1e-3


def test_the_elastic_field_is_smooth_and_about_as_strong_as_said(monkeypatch):
    for name in ("ROTATION_DEGREES", "SLANT_DEGREES", "SHIFT"):
        monkeypatch.setattr(augmentation, name, 0.0)
    monkeypatch.setattr(augmentation, "SHORTEST", 1.0)
    monkeypatch.setattr(augmentation, "LONGEST", 1.0)
    rows, _ = augmentation.random_fields((500, 28, 28), np.random.default_rng(1))
    moved = rows.reshape(500, 28, 28) - np.arange(28)[:, None]
    assert 0.2 < moved.std() < augmentation.ELASTIC_PX
    assert np.abs(np.diff(moved, axis=1)).max() < 1.0
