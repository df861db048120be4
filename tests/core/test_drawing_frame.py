"""Frames: what pulling, turning and moving do to points, pictures and lines."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.affine import IDENTITY, Affine, placed
from nnviz.core.drawing import Drawing, Stroke
from nnviz.core.drawing_frame import MIN_SCALE, SIDES, Frame, frame_of, straightened, transformed

CROSS = Drawing((Stroke(((0.3, 0.5, 1.0), (0.7, 0.5, 0.5)), 0.1), Stroke(((0.5, 0.2, 1.0), (0.5, 0.9, 1.0)), 0.1)))
numbers = st.floats(-2.0, 2.0)
scales = st.floats(0.1, 5.0)
angles = st.floats(-3.0, 3.0)


def test_the_frame_holds_all_ink_and_no_erased_place():
    rubbed = CROSS.plus(Stroke(((0.0, 0.0, 1.0),), 0.2, erase=True))
    frame = frame_of(rubbed)
    assert frame.place((-1, -1)) == pytest.approx((0.25, 0.15))
    assert frame.place((1, 1)) == pytest.approx((0.75, 0.95))
    assert frame_of(Drawing()) is None
    assert frame_of(Drawing((Stroke(((0.5, 0.5, 1.0),), 0.1, erase=True),))) is None


def test_the_frame_of_a_wide_picture_is_as_wide_as_it():
    frame = frame_of(Drawing(background=np.zeros((10, 40), np.uint8)))
    assert frame.place((-1, -1)) == pytest.approx((0.0, 0.375))
    assert frame.place((1, 1)) == pytest.approx((1.0, 0.625))


@given(angles, scales, scales, st.sampled_from(SIDES), numbers, numbers)
def test_pulling_a_handle_leaves_the_opposite_one_where_it_is(angle, across, down, side, x, y):
    frame = Frame((0.5, 0.5), (0.2, 0.3), (across, down), angle, (0.4, 0.6))
    for keep_aspect in (False, True):
        pulled = frame.pulled(side, (x, y), keep_aspect)
        opposite = (-side[0], -side[1])
        assert pulled.place(opposite) == pytest.approx(frame.place(opposite), abs=1e-9)
        assert min(pulled.scale) >= MIN_SCALE * 0.999
        assert pulled.angle == angle
        if keep_aspect:
            assert pulled.scale[0] / pulled.scale[1] == pytest.approx(across / down)


def test_a_pulled_corner_goes_under_the_pointer_also_when_turned():
    frame = Frame((0.5, 0.5), (0.2, 0.2), angle=0.7, centre=(0.5, 0.5))
    x, y = frame.place((1, 1))
    pulled = frame.pulled((1, 1), (x + 0.05, y + 0.1))
    assert pulled.place((1, 1)) == pytest.approx((x + 0.05, y + 0.1))


def test_turning_snaps_to_fifteen_degrees():
    frame = Frame((0.5, 0.5), (0.2, 0.2))
    assert frame.turned(math.radians(40), snap=True).angle == pytest.approx(math.radians(45))
    assert frame.turned(math.radians(40)).turned(math.radians(-40)).angle == pytest.approx(0.0)


def test_holding_follows_the_turn():
    frame = Frame((0.5, 0.5), (0.4, 0.05), angle=math.pi / 2)
    assert frame.holds((0.5, 0.85))
    assert not frame.holds((0.85, 0.5))


@given(angles, scales, numbers, numbers, numbers, numbers)
def test_maps_after_each_other_are_one_map(angle, scale, x, y, dx, dy):
    first, second = placed((0.5, 0.5), (scale, 1.0), angle, (dx, dy)), Affine(1.0, 0.2, dx, -0.3, 2.0, dy)
    assert second.after(first)(x, y) == pytest.approx(second(*first(x, y)), abs=1e-9)


def test_transforming_moves_points_widens_lines_and_keeps_pressure_and_picture():
    picture = np.zeros((4, 4), np.uint8)
    drawing = Drawing(CROSS.strokes, background=picture, name="mine")
    double = placed((0.5, 0.5), (2.0, 2.0), 0.0, (0.5, 0.5))
    larger = transformed(drawing, double)
    assert larger.strokes[0].points[1] == pytest.approx((0.9, 0.5, 0.5))
    assert larger.strokes[0].width == pytest.approx(0.2)
    assert larger.background is picture
    assert larger.name == "mine"
    assert larger.placement == double
    assert transformed(larger, double).placement.scale == pytest.approx(4.0)


def test_a_moved_picture_is_not_untouched_any_more():
    drawing = Drawing(background=np.zeros((4, 4), np.uint8))
    assert drawing.untouched_picture is drawing.background
    assert transformed(drawing, Affine(dx=0.1)).untouched_picture is None
    assert transformed(drawing, IDENTITY).untouched_picture is drawing.background


def test_a_transformed_drawing_comes_back_from_its_values():
    drawing = transformed(
        Drawing(CROSS.strokes, np.arange(6, dtype=np.uint8).reshape(2, 3)),
        placed((0.5, 0.5), (4.0, 3.0), 0.4, (0.2, 0.3)),
    )
    back = Drawing.from_values(drawing.to_values())
    assert back.placement == drawing.placement
    assert back.strokes == drawing.strokes


@given(numbers, numbers)
def test_a_straightened_line_is_as_long_and_at_most_half_a_step_off(x, y):
    to = straightened((0.1, 0.2), (x, y))
    length = math.hypot(x - 0.1, y - 0.2)
    assert math.hypot(to[0] - 0.1, to[1] - 0.2) == pytest.approx(length, abs=1e-9)
    assert math.hypot(to[0] - x, to[1] - y) <= 2 * length * math.sin(math.radians(7.5) / 2) + 1e-9
