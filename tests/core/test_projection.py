"""The camera, the faces and the picking, against casting a ray through every cell."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.projection import (
    FACES,
    Box,
    Camera,
    Face,
    back_to_front,
    face_homography,
    is_inside,
    pick,
    project,
    project_segments,
    texture_axes,
    visible_faces,
)

VIEWPORT = (320.0, 240.0)
BOXES = (
    Box((5, 4, 6)),
    Box((1, 1, 1), (-3.0, 2.0, 7.0)),
    Box((7, 1, 3), (1.0, 2.0, 3.0), (1.0, 2.5, 0.5)),
    Box((3, 8, 1)),
)

angles = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
pixels = st.tuples(st.floats(0, VIEWPORT[0]), st.floats(0, VIEWPORT[1]))


def cameras_around(box: Box, number: int, rng: np.random.Generator) -> list[Camera]:
    """Far, near and inside, in perspective and without."""
    size = float(np.linalg.norm(box.bounds[1] - box.bounds[0]))
    made = []
    for _ in range(number):
        low, high = box.bounds
        made.append(
            Camera(
                azimuth=rng.uniform(-180, 180),
                elevation=rng.uniform(-90, 90),
                distance=size * rng.choice([0.05, 0.3, 0.8, 1.5, 4.0]),
                target=tuple(rng.uniform(low, high)),
                field_of_view=rng.uniform(15, 80),
                perspective=bool(rng.random() < 0.75),
            )
        )
    return made


def crossings(box: Box, start, direction):
    """Entry and exit of a ray for every cell of the box, by the slab method on each cell alone."""
    counts = np.array(box.cells)
    cells = np.stack(np.meshgrid(*(np.arange(n) for n in counts), indexing="ij"), axis=-1).reshape(-1, 3)
    low = np.array(box.origin) + cells * np.array(box.cell_size)
    high = low + np.array(box.cell_size)
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = (low - start) / direction, (high - start) / direction
    enter = np.minimum(first, second).max(axis=1)
    leave = np.maximum(first, second).min(axis=1)
    return cells, enter, leave


def cast_through_every_cell(box: Box, camera: Camera, pixel):
    """Return the time at which the ray meets the skin and a predicate "is this cell met then", or None."""
    start, direction = camera.ray(pixel, VIEWPORT)
    cells, enter, leave = crossings(box, start, direction)
    met = (enter < leave) & ((leave > 0) | (not camera.perspective))
    if not met.any():
        return None
    low, high = box.bounds
    inside = camera.perspective and bool(np.all((start > low) & (start < high)))
    times = leave if inside else enter
    time = times[met].max() if inside else times[met].min()
    tolerance = 1e-9 * (1 + abs(time))
    allowed = {tuple(int(n) for n in cell) for cell in cells[met & (np.abs(times - time) <= tolerance)]}
    return time, allowed


@pytest.mark.parametrize("box", BOXES, ids=lambda box: str(box.cells))
def test_the_picked_cell_is_the_one_that_a_ray_through_every_cell_meets(box):
    rng = np.random.default_rng(len(str(box)))
    hits = misses = insides = 0
    for camera in cameras_around(box, 60, rng):
        insides += is_inside(box, camera.viewpoint)
        for pixel in rng.uniform((0, 0), VIEWPORT, (50, 2)):
            expected = cast_through_every_cell(box, camera, pixel)
            found = pick([box], camera, VIEWPORT, tuple(pixel))
            if expected is None:
                misses += 1
                assert found is None
                continue
            hits += 1
            time, allowed = expected
            start, direction = camera.ray(pixel, VIEWPORT)
            assert found is not None
            np.testing.assert_allclose(found.point, start + time * direction, atol=1e-6)
            assert found.cell in allowed
    assert hits > 1000
    assert misses > 100
    assert insides >= 3


def test_of_several_boxes_the_nearest_is_picked():
    boxes = [Box((2, 2, 1), (0.0, 0.0, depth)) for depth in (4.0, 0.0, 2.0)]
    camera = Camera(0, 0, 10, (1.0, 1.0, 0.0))
    hit = pick(boxes, camera, VIEWPORT, (VIEWPORT[0] / 2 + 1, VIEWPORT[1] / 2 + 1))
    assert hit is not None
    assert (hit.box, hit.face, hit.cell) == (1, Face(2, 0), (1, 1, 0))


@given(angles, st.floats(0.1, 100), pixels, st.booleans())
def test_a_line_of_sight_projects_back_onto_its_pixel(turn, distance, pixel, perspective):
    camera = Camera(*turn, distance, (1.0, -2.0, 3.0), perspective=perspective)
    start, direction = camera.ray(pixel, VIEWPORT)
    seen = project(camera.matrix(VIEWPORT), np.array([start + distance * 0.7 * direction]))[0]
    np.testing.assert_allclose(seen[:2] / seen[2], pixel, atol=1e-6)


@pytest.mark.parametrize("box", BOXES, ids=lambda box: str(box.cells))
@pytest.mark.parametrize("face", FACES, ids=str)
def test_the_homography_takes_each_texel_where_its_cell_is(box, face):
    rng = np.random.default_rng(3)
    u, v = texture_axes(face)
    for camera in cameras_around(box, 10, rng):
        matrix = camera.matrix(VIEWPORT)
        homography = face_homography(matrix, box, face)
        for _ in range(5):
            cell = tuple(int(rng.integers(n)) for n in box.cells)
            cell = tuple(face.side * (box.cells[i] - 1) if i == face.axis else n for i, n in enumerate(cell))
            texels = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) + np.array((cell[u], cell[v]))
            expected = project(matrix, box.cell_quad(face, cell))
            np.testing.assert_allclose(np.c_[texels, np.ones(4)] @ homography.T, expected, atol=1e-6)


def test_texels_may_be_larger_than_cells():
    box = Box((6, 4, 2))
    matrix = Camera().matrix(VIEWPORT)
    fine, coarse = (face_homography(matrix, box, Face(2, 0), size) for size in ((1, 1), (3, 2)))
    np.testing.assert_allclose(coarse @ (2, 2, 1), fine @ (6, 4, 1))


def test_at_most_three_faces_are_seen_from_outside_and_six_from_inside():
    box = Box((2, 3, 4))
    front = Camera(0, 0, 20, (1.0, 1.5, 2.0))
    assert visible_faces(box, front.viewpoint) == (Face(2, 0),)
    corner = Camera(30, 30, 20, (1.0, 1.5, 2.0))
    assert set(visible_faces(box, corner.viewpoint)) == {Face(0, 1), Face(1, 0), Face(2, 0)}
    inside = Camera(30, 30, 0.5, (1.0, 1.5, 2.0))
    assert visible_faces(box, inside.viewpoint) == FACES


def test_parallel_rays_have_no_inside():
    camera = Camera(30, 30, 0.5, (1.0, 1.5, 2.0), perspective=False)
    assert not is_inside(Box((2, 3, 4)), camera.viewpoint)
    assert len(visible_faces(Box((2, 3, 4)), camera.viewpoint)) == 3


def test_the_front_view_shows_x_to_the_right_and_y_downwards():
    box = Box((4, 2, 3))
    camera = Camera(0, 0).fitted(box.bounds, VIEWPORT)
    seen = project(camera.matrix(VIEWPORT), np.array([[0.0, 0, 0], [4, 0, 0], [0, 2, 0]]))
    left, right, below = seen[:, :2] / seen[:, 2:]
    assert right[0] > left[0]
    assert right[1] == pytest.approx(left[1])
    assert below[1] > left[1]
    assert below[0] == pytest.approx(left[0])


@given(angles, st.booleans(), st.floats(0, 40))
def test_a_fitted_box_touches_the_margin_and_stays_within(turn, perspective, margin):
    box = Box((5, 9, 2), (3.0, -4.0, 1.0))
    camera = Camera(*turn, perspective=perspective).fitted(box.bounds, VIEWPORT, (margin, margin / 2))
    seen = project(camera.matrix(VIEWPORT), box.corners)
    assert (seen[:, 2] > 0).all()
    spread = np.abs(seen[:, :2] / seen[:, 2:] - np.array(VIEWPORT) / 2)
    room = np.array(VIEWPORT) / 2 - (margin, margin / 2)
    np.testing.assert_allclose((spread / room).max(), 1.0, atol=1e-6)


@given(angles, st.floats(0.2, 5), pixels)
def test_zooming_keeps_what_is_under_the_pointer_there(turn, factor, pixel):
    camera = Camera(*turn, 12.0, (1.0, 2.0, 3.0))
    start, direction = camera.ray(pixel, VIEWPORT)
    anchor = start + 9.0 * direction
    seen = project(camera.zoomed(factor, anchor).matrix(VIEWPORT), anchor[None])[0]
    np.testing.assert_allclose(seen[:2] / seen[2], pixel, atol=1e-5)
    assert camera.zoomed(factor).distance == pytest.approx(12.0 / factor)


@given(angles, st.floats(-50, 50), st.floats(-50, 50))
def test_panning_moves_the_target_with_the_pointer(turn, right, down):
    camera = Camera(*turn, 12.0, (1.0, 2.0, 3.0))
    moved = camera.panned(right, down, VIEWPORT)
    seen = project(moved.matrix(VIEWPORT), np.array([camera.target]))[0]
    np.testing.assert_allclose(seen[:2] / seen[2], np.array(VIEWPORT) / 2 + (right, down), atol=1e-6)


def test_orbiting_stops_at_the_poles_and_wraps_around():
    camera = Camera(170, 80).orbited(20, 20)
    assert (camera.azimuth, camera.elevation) == (-170, 90)


def grid_of_boxes(counts, gap: float) -> list[Box]:
    return [
        Box((2, 2, 2), tuple(place * (2 + gap) for place in places))
        for places in itertools.product(*(range(n) for n in counts))
    ]


@pytest.mark.parametrize("counts", [(1, 1, 6), (5, 1, 1), (2, 3, 2)])
@pytest.mark.parametrize("gap", [0.0, 0.7])
def test_boxes_are_painted_behind_what_covers_them(counts, gap):
    rng = np.random.default_rng(7)
    boxes = grid_of_boxes(counts, gap)
    whole = Box((1, 1, 1), (0.0, 0.0, 0.0), tuple(np.max([box.bounds[1] for box in boxes], axis=0)))
    compared = 0
    for camera in cameras_around(whole, 40, rng):
        if any(is_inside(box, camera.viewpoint) for box in boxes):
            continue
        order = back_to_front(boxes, camera.viewpoint)
        assert sorted(order) == list(range(len(boxes)))
        for pixel in rng.uniform((0, 0), VIEWPORT, (20, 2)):
            covering = [n for n in order if pick([boxes[n]], camera, VIEWPORT, tuple(pixel))]
            hit = pick(boxes, camera, VIEWPORT, tuple(pixel))
            if hit is None:
                assert not covering
                continue
            last = pick([boxes[covering[-1]]], camera, VIEWPORT, tuple(pixel))
            np.testing.assert_allclose(last.point, hit.point, atol=1e-6)
            compared += len(covering) > 1
    assert compared > 20


def test_interlocking_boxes_are_sorted_by_distance():
    boxes = [
        Box((3, 1, 1), (0.0, 0.0, 0.0)),
        Box((1, 3, 1), (3.0, 0.0, 0.5)),
        Box((3, 1, 1), (1.0, 3.0, 0.2)),
        Box((1, 3, 1), (0.0, 1.0, 0.7)),
    ]
    pinwheel = [Box(box.cells, box.origin) for box in boxes]
    for camera in (Camera(0, 0, 40, (2, 2, 0)), Camera(0, 0, 40, (2, 2, 0), perspective=False)):
        assert sorted(back_to_front(pinwheel, camera.viewpoint)) == [0, 1, 2, 3]


def test_lines_behind_the_eye_are_cut_or_left_out():
    camera = Camera(0, 0, 10, (0.0, 0.0, 0.0))
    matrix = camera.matrix(VIEWPORT)
    starts = np.array([[1.0, 0, 0], [1.0, 0, -20], [1.0, 0, 5]])
    ends = np.array([[1.0, 0, 10], [1.0, 0, -30], [1.0, 0, -40]])
    lines = project_segments(matrix, starts, ends)
    assert lines.shape == (2, 4)
    assert np.isfinite(lines).all()
    # The third runs past the eye on its right: it leaves the picture at the right edge.
    assert lines[1, 0] < VIEWPORT[0]
    assert lines[1, 2] > VIEWPORT[0]
