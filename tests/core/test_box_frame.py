"""Lines, places and marks of a frame, against projecting every cell."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.core.box import FaceTexture
from nnviz.core.box_frame import (
    View,
    axis_marks,
    cell_places,
    face_edges,
    face_size_px,
    grid_lines,
    outline,
    seen_area_px,
    seen_part,
)
from nnviz.core.camera import Camera
from nnviz.core.cell_labels import label_groups, neighbour
from nnviz.core.colour import to_rgba
from nnviz.core.face_pixels import Colours, face_pixels, limit_for, reduced
from nnviz.core.projection import FACES, Box, Face, project, texture_axes, visible_faces

VIEWPORT = (400.0, 300.0)
BOX = Box((6, 5, 4))


def view_of(box: Box, azimuth=32.0, elevation=22.0, nearer=1.0, **more) -> View:
    camera = Camera(azimuth, elevation, **more).fitted(box.bounds, VIEWPORT, (30, 30))
    return View(camera.zoomed(nearer), VIEWPORT)


def views():
    for azimuth in range(-170, 180, 50):
        for elevation in (-60, 0, 25, 80):
            for nearer in (1.0, 2.5, 12.0):
                yield view_of(BOX, azimuth, elevation, nearer)
                yield view_of(BOX, azimuth, elevation, nearer, perspective=False)


def cells_on(box: Box, face: Face):
    u, v = texture_axes(face)
    for row in range(box.cells[v]):
        for column in range(box.cells[u]):
            cell = [0, 0, 0]
            cell[u], cell[v] = column, row
            cell[face.axis] = face.side * (box.cells[face.axis] - 1)
            yield column, row, tuple(cell)


def test_every_large_cell_in_sight_has_its_place():
    found = 0
    for view in views():
        for face in visible_faces(BOX, view.viewpoint):
            places = {tuple(cell): n for n, cell in enumerate(cell_places(BOX, face, view, 25.0).cells.tolist())}
            centres = cell_places(BOX, face, view, 25.0).centres
            for column, row, cell in cells_on(BOX, face):
                quad = project(view.matrix, BOX.cell_quad(face, cell))
                centre = project(view.matrix, BOX.cell_quad(face, cell).mean(axis=0)[None])[0]
                if (quad[:, 2] <= 1e-3).any():
                    continue
                pixels = quad[:, :2] / quad[:, 2:]
                middle = centre[:2] / centre[2]
                area = polygon_area(pixels)
                inside = (middle > 1).all() and (middle < np.array(VIEWPORT) - 1).all()
                if inside and area > 1.3 * 25**2:
                    assert (column, row) in places
                if (column, row) in places:
                    found += 1
                    np.testing.assert_allclose(centres[places[column, row]], middle, atol=1e-6)
                    assert area > 0.5 * 25**2
    assert found > 500


def polygon_area(points) -> float:
    x, y = points.T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def test_steps_to_the_next_cell_are_those_of_the_projection():
    view = view_of(BOX)
    places = cell_places(BOX, Face(2, 0), view, 10.0)
    for cell, across, along in zip(places.cells, places.across, places.along, strict=True):
        here = np.array([*(cell + 0.5), 0.0])
        small = 1e-6
        moved = project(view.matrix, here + small * np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0]]))
        moved = moved[:, :2] / moved[:, 2:]
        np.testing.assert_allclose(across, (moved[1] - moved[0]) / small, rtol=1e-3, atol=1e-2)
        np.testing.assert_allclose(along, (moved[2] - moved[0]) / small, rtol=1e-3, atol=1e-2)


def test_of_a_billion_cells_only_those_in_sight_are_considered():
    box = Box((1000, 1000, 1000))
    start = view_of(box)
    middle = np.array([500.0, 500.0, 0.0])
    near = View(start.camera.zoomed(200.0, middle), VIEWPORT)
    places = cell_places(box, Face(2, 0), near, 25.0)
    assert len(places.cells) == 100


@pytest.mark.parametrize("face", [Face(2, 0), Face(0, 1), Face(1, 0)], ids=str)
def test_grid_lines_run_between_the_cells(face):
    view = view_of(BOX)
    u, v = texture_axes(face)
    lines = grid_lines(BOX, face, view, 5.0)
    assert len(lines) == (BOX.cells[u] - 1) + (BOX.cells[v] - 1)
    corners = set()
    for _, _, cell in cells_on(BOX, face):
        quad = project(view.matrix, BOX.cell_quad(face, cell))
        corners |= {tuple(np.round(point[:2] / point[2], 6)) for point in quad}
    for x0, y0, x1, y1 in lines:
        assert tuple(np.round((x0, y0), 6)) in corners
        assert tuple(np.round((x1, y1), 6)) in corners


def test_small_cells_have_no_lines():
    assert len(grid_lines(BOX, Face(2, 0), view_of(BOX), 500.0)) == 0


def test_each_edge_is_drawn_once():
    view = view_of(BOX)
    faces = visible_faces(BOX, view.viewpoint)
    assert len(faces) == 3
    assert [len(edges) for edges in face_edges(BOX, faces, view)] == [3, 6]
    assert [len(edges) for edges in face_edges(BOX, FACES, view)] == [12, 0]
    assert [len(edges) for edges in face_edges(BOX, FACES[:1], view)] == [0, 4]
    assert len(outline(BOX, Face(2, 0), (0, 0, 0), view)) == 4


def test_the_part_in_sight_lies_in_the_viewport():
    for view in views():
        for face in visible_faces(BOX, view.viewpoint):
            polygon = seen_part(BOX, face, view)
            if not len(polygon):
                continue
            u, v = texture_axes(face)
            points = np.zeros((len(polygon), 3))
            points[:, u], points[:, v] = polygon.T
            points[:, face.axis] = face.side * BOX.cells[face.axis]
            seen = project(view.matrix, points)
            pixels = seen[:, :2] / seen[:, 2:]
            assert (pixels > -1e-3).all()
            assert (pixels < np.array(VIEWPORT) + 1e-3).all()


def test_the_size_of_a_face_is_at_least_its_longest_side_on_screen():
    for azimuth in (0, 30, 60):
        view = view_of(BOX, azimuth)
        for face in visible_faces(BOX, view.viewpoint):
            _, edges = face_edges(BOX, [face], view)
            longest = np.hypot(edges[:, 2] - edges[:, 0], edges[:, 3] - edges[:, 1]).max()
            assert face_size_px(BOX, face, view) >= longest * 0.98


def test_the_area_in_sight_is_that_of_the_cells():
    view = view_of(BOX)
    for face in visible_faces(BOX, view.viewpoint):
        cells = sum(
            polygon_area(seen[:, :2] / seen[:, 2:])
            for seen in (project(view.matrix, BOX.cell_quad(face, cell)) for _, _, cell in cells_on(BOX, face))
        )
        assert seen_area_px(BOX, face, view) == pytest.approx(cells)
        groups = label_groups(BOX, face, cell_places(BOX, face, view, 3.0))
        assert sum(group.area_px for group in groups) == pytest.approx(cells, rel=0.05)
    assert seen_area_px(BOX, Face(2, 0), View(view.camera.panned(9999, 0, VIEWPORT), VIEWPORT)) == 0.0


def test_marks_lie_on_the_silhouette_and_point_outwards():
    view = view_of(BOX)
    marks = axis_marks(BOX, view)
    assert [mark.axis for mark in marks] == [0, 1, 2]
    pixels = project(view.matrix, BOX.corners)
    pixels = pixels[:, :2] / pixels[:, 2:]
    for mark in marks:
        start, end = np.array(mark.start), np.array(mark.end)
        side = (pixels - start) @ np.array(mark.outward)
        assert side.max() < 1e-6
        assert abs((end - start) @ np.array(mark.outward)) < 1e-6
    # x to the right along the lower edge, y downwards on the left, z into depth on the right.
    x, y, z = marks
    assert x.end[0] > x.start[0]
    assert y.end[1] > y.start[1]
    assert z.end[1] < z.start[1]
    assert min(y.start[0], y.end[0]) < min(x.start[0], z.start[0]) + 1e-6


def test_from_the_front_depth_has_no_mark_and_from_inside_nothing_has():
    assert [mark.axis for mark in axis_marks(BOX, view_of(BOX, 0, 0))] == [0, 1]
    inside = View(Camera(20, 20, 0.5, (3.0, 2.5, 2.0)), VIEWPORT)
    assert axis_marks(BOX, inside) == []


# --- values on cells ---


def test_writing_is_never_mirrored_and_keeps_all_cells():
    for view in views():
        for face in visible_faces(BOX, view.viewpoint):
            places = cell_places(BOX, face, view, 10.0)
            groups = label_groups(BOX, face, places)
            assert sum(len(group.cells) for group in groups) == len(places.cells)
            for group in groups:
                (a, b), (c, d) = group.right, group.down
                assert a * d - b * c > 0
                assert a > -1e-6


def test_writing_on_stretched_cells_keeps_its_form():
    box = Box((8, 2, 1), cell_size=(1.0, 3.0, 1.0))
    view = view_of(box, 0, 0)
    (group,) = label_groups(box, Face(2, 0), cell_places(box, Face(2, 0), view, 5.0))
    np.testing.assert_allclose(np.hypot(*group.right), np.hypot(*group.down))
    assert group.room == (1.0, 3.0)
    np.testing.assert_allclose(group.least_unit_px, np.hypot(*group.right))


def test_one_walks_to_the_neighbour_that_lies_that_way():
    view = view_of(BOX, 0, 0)
    face = Face(2, 0)
    assert neighbour(BOX, face, (2, 2, 0), (1, 0), view) == (3, 2, 0)
    assert neighbour(BOX, face, (2, 2, 0), (-1, 0), view) == (1, 2, 0)
    assert neighbour(BOX, face, (2, 2, 0), (0, 1), view) == (2, 3, 0)
    assert neighbour(BOX, face, (2, 2, 0), (0, -1), view) == (2, 1, 0)
    assert neighbour(BOX, face, (5, 2, 0), (1, 0), view) == (5, 2, 0)
    behind = view_of(BOX, 180, 0)
    assert neighbour(BOX, Face(2, 1), (2, 2, 3), (1, 0), behind) == (1, 2, 3)


# --- pixels of faces ---


def test_pixels_are_the_map_s_colours_shaded_by_direction():
    numbers = np.linspace(0, 1, 12).reshape(3, 4)
    colours = Colours("viridis", 0.0, 1.0)
    rgba = to_rgba(numbers, 0.0, 1.0, "viridis")
    front = face_pixels(numbers, Face(2, 0), colours)
    np.testing.assert_array_equal(front >> 24, 255)
    for channel, shift in enumerate((16, 8, 0)):
        np.testing.assert_array_equal((front >> shift) & 255, rgba[..., channel])
    side = face_pixels(numbers.T, Face(0, 0), colours).T
    assert side.flags.f_contiguous
    assert (((side >> 8) & 255) <= rgba[..., 1]).all()


def test_a_texture_is_never_finer_than_asked():
    texture = FaceTexture(np.arange(300.0 * 200).reshape(200, 300), np.zeros((200, 300)), (2, 1))
    small = reduced(texture, 64)
    assert small.numbers.shape == (50, 60)
    assert small.reduced_by == (10, 4)
    assert small.values is None
    np.testing.assert_allclose(small.numbers[0, 0], texture.numbers[:4, :5].mean())
    assert reduced(texture, 512) is texture
    assert [limit_for(size, 1024) for size in (0, 64, 65, 1000, 9999)] == [64, 64, 128, 1024, 1024]
